"""The episodes, with what is known of the person as far as it goes in; and life transitions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from alongside.casework.people.ages import age_on
from alongside.casework.people.models import Answer, TransitionAnswer
from alongside.casework.referrals.models import Assessment
from alongside.casework.support.models import Episode
from alongside.extract import Row

from .among import Among
from .source import InOrder, Source

OLDEST = 120
LIVES_ALONE = {Answer.YES.value: True, Answer.NO.value: False}
FIELDS = (
    *("pk", "person_id", "scheme_id", "referral_id", "started_on", "ended_on", "end_reason"),
    *("person__date_of_birth", "person__age_about", "person__age_about_on"),
    *("person__gender", "person__ethnicity", "person__lives_alone"),
)


def episodes(source: Source) -> Iterator[Row]:
    """One row an episode that has started: the first day somebody was reached is its first day."""
    referrals = source.choice.referrals()
    for some in source.episodes("episodes"):
        found = {row[0]: row for row in _of(some).values_list(*FIELDS)}
        named = Among("pk", [row[3] for row in found.values()])
        inside = set(referrals.filter(named).order_by().values_list("pk", flat=True))
        levels = _levels(some)
        asked = _asked(some)
        for one in some:
            row = found[one.number]
            level = _level_at(levels[one.person], row[3], row[4])
            was_asked = bool(asked[one.number])
            yield _row(source, one, row, row[3] in inside, level, was_asked)


def life_transitions(source: Source) -> Iterator[Row]:
    """One row for each life transition that the person said yes to."""
    for some in source.episodes("life transitions"):
        asked = _asked(some)
        for one in some:
            for transition, is_so in sorted(asked[one.number].items()):
                if is_so:
                    yield (one.id, transition)


def _of(some: Iterable[InOrder]) -> Any:
    return Episode.objects.filter(Among("pk", [one.number for one in some])).order_by()


def _row(
    source: Source, one: InOrder, row: Any, inside: bool, level: str | None, asked: bool
) -> Row:
    _, person, scheme, referral, started_on, ended_on, end_reason = row[:7]
    born, about, about_on, gender, ethnicity, lives_alone = row[7:]
    if referral is not None and not inside:
        source.left_out["referral_outside"] += 1
    return (
        one.id,
        source.ids.of("person", person),
        source.ids.of_scheme(scheme),
        source.ids.of("referral", referral) if inside else None,
        started_on,
        ended_on,
        end_reason or None,
        _age(source, born, about, about_on, started_on),
        gender,
        ethnicity.partition(".")[0],  # the high-level group stands before the point
        LIVES_ALONE.get(lives_alone),
        level,
        asked,
    )


def _age(
    source: Source, born: date | None, about: int | None, about_on: date | None, on: date
) -> int | None:
    """Whole years on a day; empty where unknown, or where it cannot be."""
    age = age_on(born, about, about_on, on)
    if age is not None and not 0 <= age <= OLDEST:
        source.left_out["age_unlikely"] += 1
        return None
    return age


Level = tuple[int | None, date, str]  # of which referral, on which day, and the level


def _levels(some: list[InOrder]) -> dict[int, list[Level]]:
    """By person, from the oldest to the newest."""
    found: dict[int, list[Level]] = defaultdict(list)
    people = {one.person for one in some}
    rows = Assessment.objects.filter(Among("person_id", people)).order_by("on", "pk")
    for person, referral, on, computed, overridden in rows.values_list(
        "person_id", "referral_id", "on", "computed", "overridden_to"
    ):
        found[person].append((referral, on, overridden or computed))
    return found


def _level_at(levels: list[Level], referral: int | None, started_on: date) -> str | None:
    """How much support was thought to be needed at the start.

    The newest level that was found for the episode's referral up to its first day; else the first
    that was found for it afterwards; else, where the person was assessed without a referral, the
    newest one up to that day. A level of another referral says nothing of this episode.
    """
    ours = [level for level in levels if level[0] == referral and referral is not None]
    before = [level for level in ours if level[1] <= started_on]
    if before:
        return before[-1][2]
    if ours:
        return ours[0][2]
    without = [level for level in levels if level[0] is None and level[1] <= started_on]
    return without[-1][2] if without else None


def _asked(some: list[InOrder]) -> dict[int, dict[str, bool]]:
    """By episode, what the person said about life transitions; nothing where nobody asked.

    An answer belongs to the episodes that had begun when it was given, and stays with the person
    for those after it: it is left out only where the next episode had come by then.
    """
    people = {one.person for one in some}
    answers: dict[int, list[tuple[str, bool, date]]] = defaultdict(list)
    rows = TransitionAnswer.objects.filter(Among("person_id", people))
    for person, name, is_so, on in rows.values_list("person_id", "transition", "is_so", "asked_on"):
        answers[person].append((name, is_so, on))
    until = _until(answers)
    return {
        one.number: {
            name: is_so for name, is_so, on in answers[one.person] if on < until[one.number]
        }
        for one in some
    }


def _until(people: Iterable[int]) -> dict[int, date]:
    """By episode, the day on which the person's next one came to a connector."""
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    rows = Episode.objects.filter(Among("person_id", people)).order_by("allocated_on", "pk")
    for person, number, on in rows.values_list("person_id", "pk", "allocated_on"):
        found[person].append((on, number))
    until = {number: date.max for of_one in found.values() for _, number in of_one}
    for of_one in found.values():
        until |= {number: then for (_, number), (then, _) in pairwise(of_one)}
    return until
