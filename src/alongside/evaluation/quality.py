"""What is odd in the rows that stay: each kind counted, never silently."""

from __future__ import annotations

import numpy as np

from .cleaning import Clean, Cleaning
from .questionnaires import ITEMS, Answers, answers, marked
from .relation import EARLY, Episodes, late_and_early
from .rows import Column, Rows, nothing

INVALID = "No score."


def look(cleaning: Cleaning, clean: Clean, episodes: Episodes) -> None:
    """Add the findings about rows that are kept."""
    if cleaning.ended_before:
        cleaning.note(cleaning.ended_before)
    if "contacts" in clean.there:
        _contacts_outside(cleaning, clean)
    if "measures" in clean.there:
        _questionnaires(cleaning, clean["measures"])
        _early_follow_ups(cleaning, clean)
        _end_before_start(cleaning, clean, episodes)


def _contacts_outside(cleaning: Cleaning, clean: Clean) -> None:
    rows, episodes = clean["contacts"], clean["episodes"]
    day, whose = rows["occurred_on"], rows["episode_id"]
    ended = episodes["ended_on"][whose]
    outside = (day < episodes["started_on"][whose]) | ((ended != nothing(ended)) & (day > ended))
    places = np.flatnonzero(outside)
    cleaning.count("contact_outside_episode", rows, places, "Still counted.")
    unreached = np.flatnonzero((rows["reached"] == 0) & (rows["minutes"] > 0))
    effect = "Not counted: only contacts that reached the person are."
    cleaning.count("minutes_without_reaching", rows, unreached, effect)


def _questionnaires(cleaning: Cleaning, rows: Rows) -> None:
    for code in ITEMS:
        told = answers(rows, code)
        for check, (odd, effect) in _odd(told).items():
            of = int(told.chosen.size)
            cleaning.count(f"{check}.{code}", rows, told.chosen[odd], effect, of=of)


def _odd(told: Answers) -> dict[str, tuple[Column, str]]:
    differs = told.whole & ~np.isnan(told.score) & (told.score != told.total)
    return {
        "item_out_of_range": (told.out_of_range, INVALID),
        "items_missing": (told.given & ~told.whole & ~told.out_of_range, INVALID),
        "score_differs": (differs, "The items count."),
    }


def _early_follow_ups(cleaning: Cleaning, clean: Clean) -> None:
    rows = clean["measures"]
    every = rows.says("instrument", "ucla3") & rows.says("stage", "follow_up")
    some = rows.where(every)
    followed = marked(some).valid
    late, _ = late_and_early(some, followed, clean["episodes"])
    effect = f"Left out: it was answered under {EARLY} days after the end."
    cleaning.count("follow_up_early", some, np.flatnonzero(followed & ~late), effect)


def _end_before_start(cleaning: Cleaning, clean: Clean, episodes: Episodes) -> None:
    for of, name in (("ucla", "ucla3"), ("swemwbs", "swemwbs")):
        late = np.flatnonzero(episodes[f"{of}_start_on"] > episodes[f"{of}_end_on"])
        effect = "No pair: the start was answered after the end."
        check, rows = f"start_after_end.{name}", clean["episodes"]
        cleaning.count(check, rows, late, effect, table="measures")
