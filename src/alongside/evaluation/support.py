"""What support was like: how long, how often, in which ways."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .figure import Figure, Unit
from .relation import Episodes
from .words import told

WEEKS_13 = 91
MODES = ("both", "face_to_face_only", "telephone_only", "other", "none_recorded")
NO_CONTACTS = "The extract has no table of contacts."


def support(episodes: Episodes) -> Iterator[Figure]:
    """Figures of ended episodes; only contacts that reached the person count."""
    ended = episodes.where(episodes.ended)
    days, base = ended["days"], len(ended)
    yield told("support.one_day").share(int((days == 0).sum()), base)
    yield told("support.under_13_weeks").share(int((days < WEEKS_13).sum()), base)
    yield told("support.days.median").quantile(days, 0.5, Unit.DAYS)
    yield told("support.days.p75").quantile(days, 0.75, Unit.DAYS)
    if "contacts" in episodes.has:
        yield from _contacts(ended)
        return
    for name in ("contacts.median", "contacts.p75"):
        yield told(f"support.{name}").missing(Unit.MEDIAN, NO_CONTACTS)
    yield told("support.hours.mean").missing(Unit.HOURS, NO_CONTACTS)
    for mode in MODES:
        yield told("support.mode.*", category=mode).missing(Unit.SHARE, NO_CONTACTS)
    yield told("support.at_most_weekly").missing(Unit.SHARE, NO_CONTACTS)


def _contacts(ended: Episodes) -> Iterator[Figure]:
    contacts, base = ended["contacts"], len(ended)
    yield told("support.contacts.median").quantile(contacts, 0.5, Unit.MEDIAN)
    yield told("support.contacts.p75").quantile(contacts, 0.75, Unit.MEDIAN)
    yield told("support.hours.mean").mean(ended["minutes"] / 60, Unit.HOURS)
    visited, rang = ended["face_to_face"] == 1, ended["telephone"] == 1
    some = contacts > 0
    held = (visited & rang, visited & ~rang, rang & ~visited, some & ~visited & ~rang, ~some)
    for mode, chosen in zip(MODES, held, strict=True):
        yield told("support.mode.*", category=mode).share(int(chosen.sum()), base)
    weeks = np.maximum(1, ended["days"][some] / 7)
    weekly = contacts[some] / weeks <= 1
    yield told("support.at_most_weekly").share(int(weekly.sum()), int(some.sum()))
