"""A plain counter over the files of an extract: nothing clever, so that it can be read."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property
from importlib.resources import files
from math import sqrt
from pathlib import Path

Row = dict[str, str]
METRIC = {
    int(row["raw"]): float(row["metric"])
    for row in csv.DictReader(
        (files("alongside.instruments") / "data" / "swemwbs-metric.csv").read_text().splitlines()
    )
}


class Rows:
    """The tables of an extract, and the few joins that counting takes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def table(self, name: str) -> list[Row]:
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @cached_property
    def schemes(self) -> list[Row]:
        return self.table("schemes")

    @cached_property
    def referrals(self) -> list[Row]:
        return self.table("referrals")

    @cached_property
    def episodes(self) -> list[Row]:
        return self.table("episodes")

    @cached_property
    def costs(self) -> list[Row]:
        return self.table("costs")

    @cached_property
    def transitions(self) -> dict[str, set[str]]:
        """By episode."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.table("life_transitions"):
            found[row["episode_id"]].add(row["transition"])
        return found

    @cached_property
    def reached(self) -> dict[str, list[Row]]:
        """By episode: the contacts in which the person was reached."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.table("contacts"):
            if row["reached"].lower() == "true":
                found[row["episode_id"]].append(row)
        return found

    @cached_property
    def signposts(self) -> list[Row]:
        return self.table("signposts")

    def scores(self, instrument: str, stage: str) -> dict[str, int]:
        """By episode: the sum of the answers. Nobody here was asked twice at one stage."""
        found: dict[str, int] = {}
        for row in self.table("measures"):
            if (row["instrument"], row["stage"]) == (instrument, stage):
                items = [row[f"item_{n}"] for n in range(1, 8)]
                assert row["episode_id"] not in found
                found[row["episode_id"]] = sum(int(item) for item in items if item)
        return found

    @cached_property
    def pairs(self) -> list[tuple[str, int, int]]:
        """Episode, start and end, of UCLA-3."""
        ends = self.scores("ucla3", "end")
        starts = self.scores("ucla3", "start")
        return [
            (episode, start, ends[episode]) for episode, start in starts.items() if episode in ends
        ]

    def by_id(self) -> dict[str, Row]:
        """The episodes by their id."""
        return {row["episode_id"]: row for row in self.episodes}


def days(row: Row) -> int:
    """From the first day of an episode to the last."""
    return (date.fromisoformat(row["ended_on"]) - date.fromisoformat(row["started_on"])).days


def after(row: Row, on: str) -> timedelta:
    """How long after the end of an episode a day is."""
    return date.fromisoformat(on) - date.fromisoformat(row["ended_on"])


def percent(some: int, of: int) -> str:
    """As the published text prints it."""
    return f"{100 * some / of:.0f}%"


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def quantile(values: list[float], p: float) -> float:
    """Linear between order statistics at (n − 1)·p."""
    ordered = sorted(values)
    at = (len(ordered) - 1) * p
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])


def half_width(values: list[float], t: float) -> float:
    """Of the interval of a mean: `t` is the quantile of Student's t at n − 1."""
    middle = mean(values)
    sd = sqrt(sum((value - middle) ** 2 for value in values) / (len(values) - 1))
    return t * sd / sqrt(len(values))
