"""From an extract to figures, with their base and their doubt. Plain Python: it never needs Django.

Usage, in a notebook::

    from pathlib import Path
    from alongside.evaluation import Options, evaluate

    found = evaluate(Path("extract"), Options(comparison=Path("survey.csv")))
    found["loneliness.change.less"].value

Each figure and its definition: docs/methods. Files that cannot be used are refused with
`alongside.trouble.NotReadable`, which names file, column and row.
"""

from . import one_thread  # noqa: F401 - it says how NumPy is to be loaded
from .cleaning import Finding, Period
from .evaluate import Evaluation, Options, evaluate
from .figure import Figure, Status, Unit
from .findings import Findings, findings_of

__all__ = [
    "Evaluation",
    "Figure",
    "Finding",
    "Findings",
    "Options",
    "Period",
    "Status",
    "Unit",
    "evaluate",
    "findings_of",
]
