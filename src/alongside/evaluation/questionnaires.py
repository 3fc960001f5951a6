"""Questionnaires: the score of each, and which of them is an episode's first or last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from alongside.instruments import load as instrument

from .rows import Column, Packed, Rows, known

ITEMS = {"ucla3": 3, "swemwbs": 7, "ons_loneliness": 1, "health_limits_social": 1, "ons4": 4}
SCORED = ("ucla3", "swemwbs", "health_limits_social")  # what the figures use
LEAST = -128  # the smallest number of eight bits
FIRST, SPAN = 719_162, 22  # days from the year 1 to 1970, and bits that a day needs


@dataclass(frozen=True)
class Answers:
    """The questionnaires of one instrument: which rows they are, and what was answered."""

    chosen: Column  # places among the rows
    given: Column  # any item was answered
    whole: Column  # every item was answered within its range
    out_of_range: Column  # an item lies outside its range
    total: Column  # of the items where it is whole
    score: Column  # as it was recorded


def answers(rows: Rows, code: str) -> Answers:
    """All that the items of an instrument say."""
    chosen = np.flatnonzero(rows.says("instrument", code))
    low, high = limits(code)
    given, strange = np.zeros((2, chosen.size), dtype=bool)
    whole = np.ones(chosen.size, dtype=bool)
    total = np.zeros(chosen.size, dtype=np.int32)
    for n in range(1, ITEMS[code] + 1):
        item = rows[f"item_{n}"][chosen]
        there, inside = known(item), (item >= low) & (item <= high)
        given |= there
        strange |= there & ~inside
        whole &= inside
        total += item
    return Answers(chosen, given, whole, strange, total, rows["score"][chosen])


def limits(code: str) -> tuple[int, int]:
    """The least and the most that an item can be."""
    codes = instrument(code).items[0].codes
    return min(codes), max(codes)


@dataclass(frozen=True)
class Marks:
    """The score of each questionnaire, and the rows that they are."""

    rows: Rows
    mark: Column  # NaN where there is none
    valid: Column  # where there is one

    def of(self, code: str, stage: str) -> Column:
        """Which rows are a valid questionnaire of this instrument and stage."""
        return self.valid & self.rows.says("instrument", code) & self.rows.says("stage", stage)

    def at(self, places: Column, *, whole: bool = True) -> Packed:
        """The scores at these places; nothing where the place is none. Most are whole numbers."""
        found = np.append(self.mark, np.nan)[places]
        if not whole:
            return Packed(found)
        return Packed(np.where(np.isnan(found), LEAST, found).astype(np.int8))


def marked(rows: Rows) -> Marks:
    """Score every questionnaire that the figures use, as the contract says."""
    mark = np.full(len(rows), np.nan)
    for code in SCORED:
        told = answers(rows, code)
        total = np.where(told.whole, told.total, np.nan)
        if ITEMS[code] > 1:
            low, high = (limit * ITEMS[code] for limit in limits(code))
            recorded = (told.score == np.floor(told.score)) & (told.score >= low)
            recorded &= (told.score <= high) & ~told.given
            total = np.where(recorded, told.score, total)
        mark[told.chosen] = _metric(total) if code == "swemwbs" else total
    return Marks(rows, mark, ~np.isnan(mark))


def _metric(total: Column) -> Column:
    """SWEMWBS: the published conversion of raw totals to metric scores."""
    table = dict(instrument("swemwbs").metric)
    listed = np.array([float(table.get(raw, np.nan)) for raw in range(max(table) + 1)] + [np.nan])
    return np.asarray(listed[np.where(np.isnan(total), -1, total).astype(np.int64)])


def first_of(rows: Rows, chosen: Column, many: int) -> Column:
    """For each episode the place of its first chosen row, by day and then by order; -1: none."""
    return _pick(rows, chosen, many, lambda begins, ends: begins)


def last_of(rows: Rows, chosen: Column, many: int) -> Column:
    """The same of its last one."""
    return _pick(rows, chosen, many, lambda begins, ends: ends)


def _pick(
    rows: Rows, chosen: Column, many: int, which: Callable[[Column, Column], Column]
) -> Column:
    places = np.flatnonzero(chosen)
    episode = rows["episode_id"][places].astype(np.int64)
    day = rows["completed_on"][places].astype(np.int64) + FIRST
    order = np.argsort((episode << SPAN) + day, kind="stable")
    changes = np.flatnonzero(np.diff(episode[order]))
    begins = np.concatenate([[0], changes + 1]) if order.size else order
    ends = np.concatenate([changes, [order.size - 1]]) if order.size else order
    picked = order[which(begins, ends)]
    found = np.full(many, -1, dtype=np.int64)
    found[episode[picked]] = places[picked]
    return found
