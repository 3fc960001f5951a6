"""What people were connected to, how far it got, and what there was not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alongside.extract import table

from .cleaning import Clean
from .figure import Figure, Unit
from .reach import breakdown
from .relation import Episodes
from .words import told

WENT = ("attended", "settled", "stopped")


def signposts(clean: Clean, episodes: Episodes) -> Iterator[Figure]:
    """Figures of the connections of all episodes."""
    what = table("signposts")
    if "signposts" not in episodes.has:
        yield from _missing("signposts", ("destination", "outcome", "how", "reason"))
        for name in ("people_share", "settled_of_attended"):
            yield told(f"signposts.{name}").missing(Unit.SHARE, _no("signposts"))
        return
    rows = clean["signposts"]
    found = {name: rows.counts(name) for name in ("destination", "outcome")}
    total = sum(found["destination"].values())
    yield told("signposts.count").count(total)
    some = int((episodes["signposts"] > 0).sum())
    yield told("signposts.people_share").share(some, len(episodes))
    for name in ("destination", "outcome"):
        yield from breakdown(f"signposts.{name}.*", found[name], what.column(name).choices)
    went = sum(found["outcome"].get(each, 0) for each in WENT)
    settled = found["outcome"].get("settled", 0)
    yield told("signposts.settled_of_attended").share(settled, went, "Nobody went yet.")
    for name in ("how", "reason"):
        yield from breakdown(f"signposts.{name}.*", rows.counts(name), what.column(name).choices)


def gaps(clean: Clean, episodes: Episodes) -> Iterator[Figure]:
    """Figures of the needs for which nothing suitable was found."""
    what = table("gaps")
    if "gaps" not in episodes.has:
        yield from _missing("gaps", ("status", "barrier"))
        yield told("gaps.days_to_running.median").missing(Unit.DAYS, _no("gaps"))
        yield told("gaps.self_sustaining_of_running").missing(Unit.SHARE, _no("gaps"))
        return
    rows = clean["gaps"]
    status = rows.counts("status")
    yield told("gaps.count").count(sum(status.values()))
    yield from breakdown("gaps.status.*", status, what.column("status").choices)
    barrier = rows.counts("barrier")
    yield from breakdown("gaps.barrier.*", barrier, what.column("barrier").choices)
    ran = rows.where(rows.known("running_on"))
    days = (ran["running_on"] - ran["opened_on"]).astype(np.float64)
    yield told("gaps.days_to_running.median").quantile(days, 0.5, Unit.DAYS)
    going = int(ran.known("self_sustaining_on").sum())
    yield told("gaps.self_sustaining_of_running").share(going, len(ran), "Nothing ran yet.")


def not_measured(clean: Clean, episodes: Episodes) -> Iterator[Figure]:
    """Why UCLA-3 was not answered at the end."""
    choices = table("not_measured").column("reason").choices
    if "not_measured" not in episodes.has:
        for each in choices:
            yield told("not_measured.ucla3.end.*", category=each).missing(
                Unit.SHARE, _no("not_measured")
            )
        return
    rows = clean["not_measured"]
    at_end = rows.says("instrument", "ucla3") & rows.says("stage", "end")
    found = rows.counts("reason", at_end)
    yield from breakdown("not_measured.ucla3.end.*", found, choices)


def _missing(name: str, columns: tuple[str, ...]) -> Iterator[Figure]:
    yield told(f"{name}.count").missing(Unit.COUNT, _no(name))
    for column in columns:
        for each in table(name).column(column).choices:
            yield told(f"{name}.{column}.*", category=each).missing(Unit.SHARE, _no(name))


def _no(name: str) -> str:
    return f"The extract has no table {name}."
