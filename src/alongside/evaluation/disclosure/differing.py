"""One publication beside another: two that differ by a few people tell of those few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..findings import Findings
from .counting import Counts, counts_of
from .rounding import Rules

FIRST, LAST = "period.first", "period.last"
OF_THINGS = ("signposts.", "gaps.")
OF_PEOPLE_ALL_THE_SAME = "signposts.people_share"
Counted = Mapping[str, int]


def as_counts(findings: Findings) -> dict[str, int]:
    """All counts of people of unpublished findings by name, and the period, to be kept privately
    beside a published run. Names: see the package's docstring. ValueError for published findings,
    in which the counts are gone."""
    if findings.published:
        raise ValueError("Counts are taken from the findings before they are published.")
    values = {
        name: many
        for name, many in counts_of(findings).values.items()
        if not name.endswith("/not") and not name.startswith("part.")
    }
    days = ((FIRST, findings.first), (LAST, findings.last))
    return values | {name: day.toordinal() for name, day in days if day}


def why_not_published(
    new: Findings | Counted, old: Findings | Counted, *, suppress_below: int = 8
) -> str:
    """Why a run is not published after another: one plain sentence; "" where it may be.

    Both are unpublished findings, or their `as_counts`. A run that is the same as the other in
    every count, or is of other days altogether, may be.
    """
    now, before = _counted(new), _counted(old)
    if _apart(now, before):
        return ""
    many = _by_how_many(_changes(now, before))
    if not 1 <= many < suppress_below:
        return ""
    return (
        f"This report differs from a published one by fewer than {suppress_below} people, "
        "so the two side by side would tell of those few."
    )


def too_near(findings: Findings, old: Counted, rules: Rules) -> Iterator[str]:
    """Items of the tables that differ from a published run's by a few people: in the base, or in
    any numerator on it, and by no more in any other. A table that hides its base tells nothing."""
    counts = counts_of(findings)
    now = as_counts(findings)
    if _apart(now, old):
        return
    changes = _changes(now, old)
    for base, (names, ids) in _tables(counts).items():
        if min(now.get(base, 0), old.get(base, 0)) < rules.suppress_below:
            continue
        many = max(abs(changes.get(name, 0)) for name in {base, *names})
        if rules.is_small(many):
            yield from ids


def _by_how_many(changes: Mapping[str, int]) -> int:
    """The largest change of a count of people; of connections and gaps where no such one changed.

    One person may have ten connections: that ten more are counted does not hide that person.
    """
    people, things = 0, 0
    for name, change in changes.items():
        if name.startswith(OF_THINGS) and name != OF_PEOPLE_ALL_THE_SAME:
            things = max(things, abs(change))
        else:
            people = max(people, abs(change))
    return people or things


def _counted(run: Findings | Counted) -> Counted:
    return as_counts(run) if isinstance(run, Findings) else run


def _apart(one: Counted, other: Counted) -> bool:
    """Whether two runs are of days that do not meet."""
    if not all(name in run for name in (FIRST, LAST) for run in (one, other)):
        return False
    return one[FIRST] > other[LAST] or other[FIRST] > one[LAST]


def _changes(now: Counted, before: Counted) -> dict[str, int]:
    """Of what both counted: a survey that one was given besides says nothing about its people."""
    names = now.keys() & before.keys() - {FIRST, LAST}
    return {name: now[name] - before[name] for name in names}


def _tables(counts: Counts) -> dict[str, tuple[set[str], list[str]]]:
    """By base: the numerators on it, and the items that rest on it."""
    found: dict[str, tuple[set[str], list[str]]] = {}
    for item in counts.items.values():
        if item.id.startswith("part.") or not item.rests_on:
            continue
        base = _base(item.id, item.rests_on)
        names, ids = found.setdefault(base, (set(), []))
        names.add(item.rests_on[0])
        if item.rests_on != (item.id,) or item.id != base:
            ids.append(item.id)
    return found


def _base(id_: str, rests_on: tuple[str, ...]) -> str:
    if id_.startswith("flow."):
        return "follow_up.count"
    if id_.startswith("scores."):
        return "loneliness.pairs"
    return rests_on[-1]
