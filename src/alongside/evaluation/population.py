"""Reach against the population: who came, beside who lives there."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from alongside.trouble import NotReadable

from . import stats
from .relation import Episodes
from .rows import Column

COLUMNS = ("area", "group", "count")
KINDS = ("age", "gender", "ethnicity")


@dataclass(frozen=True)
class Reach:
    """One group: its share of the people supported over its share of the population."""

    kind: str
    group: str
    supported: int
    of_supported: int
    population: int
    of_population: int
    ratio: float
    ci_low: float
    ci_high: float


def read_population(path: Path) -> dict[tuple[str, str], int]:
    """CSV of area, group, count; a group is written as *kind:level*, such as `gender:female`,
    `ethnicity:asian` or `age:65-74` (`age:85-` for 85 and over). Areas are added up."""
    found: dict[tuple[str, str], int] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise _refused(path, 1, f"there is no column {' and no '.join(missing)}")
            for number, row in enumerate(rows, start=2):
                key, count = _read(path, number, row)
                found[key] = found.get(key, 0) + count
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _refused(path, 1, f"it cannot be read ({type(error).__name__})") from error
    return found


def _read(path: Path, number: int, row: dict[str, str | None]) -> tuple[tuple[str, str], int]:
    kind, _, level = (row["group"] or "").partition(":")
    if kind not in KINDS or not level:
        raise _refused(path, number, f"column group says “{row['group']}”")
    if kind == "age" and ages_of(level) is None:
        raise _refused(path, number, f"column group says “{row['group']}”")
    try:
        count = int(row["count"] or "")
    except ValueError as error:
        raise _refused(path, number, f"column count says “{row['count']}”") from error
    if count < 0:
        raise _refused(path, number, f"column count says “{row['count']}”")
    return (kind, level), count


def _refused(path: Path, row: int, found: str) -> NotReadable:
    return NotReadable(
        f"{path.name}, row {row}: {found}.",
        needed="Columns area, group, count; groups as gender:female, ethnicity:asian, age:65-74.",
        try_this="Put the file right, and run this again.",
    )


def ages_of(level: str) -> tuple[int, float] | None:
    """The first and the last age of a group such as 65-74 or 85-; None where it is none."""
    first, dash, last = level.partition("-")
    if not first.isdecimal() or not dash or (last and not last.isdecimal()):
        return None
    return int(first), int(last) if last else math.inf


def against_population(
    episodes: Episodes, population: dict[tuple[str, str], int]
) -> Iterator[Reach]:
    """A ratio for each group of the file; 1 is as many as live there. The interval is that of a
    ratio of shares on the log scale, the population taken as known."""
    for kind in KINDS:
        groups = {level: count for (of, level), count in population.items() if of == kind}
        total = sum(groups.values())
        known = {level: _in(episodes, kind, level) for level in groups}
        base = int(sum(int(chosen.sum()) for chosen in known.values()))
        for level, count in groups.items():
            n = int(known[level].sum())
            if n and count and total and base:
                yield reach_of(kind, level, n, base, count, total)


def _in(episodes: Episodes, kind: str, level: str) -> Column:
    if kind != "age":
        return np.asarray(episodes[kind] == level)
    low, high = ages_of(level) or (0, math.inf)
    return (episodes["age"] >= low) & (episodes["age"] <= high)


def reach_of(kind: str, group: str, n: int, base: int, count: int, total: int) -> Reach:
    """One group's ratio with its interval, from counts of which none is 0."""
    ratio = (n / base) / (count / total)
    error = math.sqrt(1 / n - 1 / base) if n < base else 0.0
    spread = math.exp(stats.Z95 * error)
    return Reach(kind, group, n, base, count, total, ratio, ratio / spread, ratio * spread)
