"""Reading other directories: Open Referral UK 3.0 and its older shape, tables of HSDS, plain CSV.

    opened = open_source(file, mapping)      # what it is, told by what is in it; or CannotRead
    entry_of(raw, row, report, today)        # one service: clean, with what was mended in `report`

Nothing here writes; that is in `taking_in`. To add a shape: a file with `services(file)` that
yields each service as HSDS-UK 3.0 has it, and a line in `opening.py`.
"""

from .entry import Entry, Thing, mark_of
from .hsds import NoEntry, entry_of
from .opening import LARGEST, Opened, open_source, opened_json, spooled, unspooled
from .report import Level, Line, Report
from .table import mapping_of
from .trouble import CannotRead

__all__ = [
    "LARGEST",
    "CannotRead",
    "Entry",
    "Level",
    "Line",
    "NoEntry",
    "Opened",
    "Report",
    "Thing",
    "entry_of",
    "mapping_of",
    "mark_of",
    "open_source",
    "opened_json",
    "spooled",
    "unspooled",
]
