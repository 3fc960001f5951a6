"""Whether a folder is a valid extract, and if not, what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ..reading import Package, read
from . import folder as standing
from . import library
from .fault import Fault

__all__ = ["Checked", "Fault", "check"]

LISTED = 20  # faults of one kind in one column; more would not be read


@dataclass
class Checked:
    """What was found: the rows of each table, and the faults, those of the folder itself first."""

    folder: Path
    rows: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    not_listed: int = 0  # faults of a kind of which enough are listed
    stopped: list[str] = field(default_factory=list)  # tables of which the rest was not read

    @property
    def valid(self) -> bool:
        """Whether it is as the contract wants it."""
        return not self.faults


def check(folder: Path, *, progress: Callable[[str, int], None] | None = None) -> Checked:
    """Hold every table against the contract with Frictionless, CSV and Parquet alike.

    Each fault names the table, the row (in CSV: the line of the file, the names being the first),
    the column, what is wrong and what to do. After a thousand faults in a table its rest is not
    read. `progress` is called now and then with a table and how many of its rows are done.

    Raises `NotReadable` where there is no extract at all in the folder.
    """
    package = read(folder)
    checked = Checked(folder)
    unreadable = standing.unreadable(package)
    found = standing.faults(package) + list(unreadable.values())
    files = {name: path for name, path in package.files.items() if name not in unreadable}
    for name in files:
        result = library.check_table(Package(folder, files), name, progress)
        found += result.faults
        checked.rows[name] = result.rows
        if result.stopped:
            checked.stopped.append(name)
    _list(found, checked)
    return checked


def _list(found: list[Fault], checked: Checked) -> None:
    seen: Counter[tuple[str, str, str]] = Counter()
    for fault in found:
        seen[fault.kind] += 1
        if seen[fault.kind] <= LISTED:
            checked.faults.append(fault)
        else:
            checked.not_listed += 1
