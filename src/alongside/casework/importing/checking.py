"""Against what is here: which rows are new, which are known, and which cannot be."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from alongside import sealing
from alongside.background import Step, nobody_waits

from .kinds.base import Double, Planned, RowIn
from .parsing import Fault, Parsed
from .place import Place


@dataclass(frozen=True)
class Differs:
    """A row that is here already, and says something else than when it was brought in."""

    row: int
    columns: list[str]


@dataclass
class Checked:
    """What would be written, and everything there is to say about the rest."""

    parsed: Parsed
    planned: list[Planned] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    already: int = 0  # rows that are here, and say the same
    differs: list[Differs] = field(default_factory=list)
    again: list[tuple[int, int]] = field(default_factory=list)  # a row, and the one it repeats
    doubles: list[Double] = field(default_factory=list)
    keys: dict[int, tuple[str, str]] = field(default_factory=dict)  # by row: key, what it says

    @property
    def bad_rows(self) -> set[int]:
        """The rows that cannot come in."""
        return {fault.row for fault in self.faults if fault.row}

    @property
    def all_wrong(self) -> bool:
        """Whether the file as a whole cannot be read."""
        return any(not fault.row for fault in self.faults)


def check(
    parsed: Parsed, place: Place, *, doubles: bool = False, step: Step = nobody_waits
) -> Checked:
    """Check the rows that could be read; `doubles` looks for people who may be known, too."""
    checked = Checked(parsed)
    step("Checking", 0, parsed.count)
    new = _new_rows(parsed, place, checked)
    place.faults = []
    checked.planned = parsed.kind.check(new, place)
    checked.faults = sorted(
        [*parsed.faults, *place.faults, *checked.faults], key=lambda one: one.row
    )
    bad = checked.bad_rows
    checked.planned = [one for one in checked.planned if one.row.number not in bad]
    if doubles:
        place.step = step
        checked.doubles = parsed.kind.doubles(checked.planned, place)
    return checked


def _new_rows(parsed: Parsed, place: Place, checked: Checked) -> list[RowIn]:
    """The rows that are not here yet, each once."""
    own, kind = parsed.kind.own.column, parsed.kind.name
    times: Counter[str] = Counter()
    first: dict[str, int] = {}
    rows: dict[str, RowIn] = {}
    for row in parsed.rows:
        says = fingerprint(row)
        reference = row.get(own)
        if reference is None:
            times[says] += 1
            reference = f"\0{says}\0{times[says]}"
        key = place.key(kind, str(reference))
        if key not in first:
            first[key], rows[key] = row.number, row
            checked.keys[row.number] = (key, says)
        elif checked.keys[first[key]][1] == says:
            checked.again.append((row.number, first[key]))
        else:
            words = (
                f"stands in row {first[key]:,} already, and that row says something else. Give"
                " each a reference of its own, or take one of them out."
            )
            checked.faults.append(parsed.fault(row.number, own, str(reference), words))
    for known in place.known(kind, rows):
        _compare(rows.pop(known.key), known.says, checked)
    return list(rows.values())


def _compare(row: RowIn, then: str, checked: Checked) -> None:
    says = checked.keys[row.number][1]
    if says == then:
        checked.already += 1
        return
    changed = {pair.partition("=")[0] for pair in set(says.split()) ^ set(then.split())}
    checked.differs.append(Differs(row.number, sorted(changed)))


def fingerprint(row: RowIn) -> str:
    """What a row says, column by column, so that a change can be named and nothing be read."""
    return " ".join(
        f"{name}={sealing.keyed_hash('importing.row', _plain(value))[:6]}"
        for name, value in sorted(row.values.items())
    )


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str)
