"""Findings made by hand: the figures that are said, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from alongside.evaluation import Figure, Findings, Status, Unit
from alongside.evaluation.figure import Told

BASE = "referrals.count"


def findings(figures: Iterable[Figure] = (), **parts: Any) -> Findings:
    empty = Findings({}, (), (), (), (), (), (), (), date(2024, 1, 1), date(2024, 12, 31), 25.2)
    return replace(empty, figures={each.id: each for each in figures}, **parts)


def share(id_: str, n: int, base: int) -> Figure:
    return told_of(id_).share(n, base)


def count(id_: str, many: int) -> Figure:
    return told_of(id_).count(many)


def number(id_: str, value: float, unit: Unit, **more: Any) -> Figure:
    return told_of(id_).number(value, unit, **more)


def told_of(id_: str) -> Told:
    return Told(id_, id_, "")


def sources(*many: int) -> list[Figure]:
    """A breakdown: referrals by source, and their total."""
    names = ("nhs", "self", "third_sector", "other", "unknown", "private_sector")
    shares = [
        share(f"referrals.source.{name}", n, sum(many))
        for name, n in zip(names, many, strict=False)
    ]
    return [count(BASE, sum(many)), *shares]


def shown(found: Findings) -> list[int | None]:
    """The numerators of the sources, None where they are hidden."""
    ids = [id_ for id_ in found.figures if id_.startswith("referrals.source.")]
    assert all((found[id_].n is None) == (found[id_].status is Status.SUPPRESSED) for id_ in ids)
    return [found[id_].n for id_ in ids]
