"""From a person's wishes to suggestions: candidates of the search, ranked, with what to say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from alongside.casework.directory.geography import miles_and_way, transport_for
from alongside.casework.directory.models import Activity, Language, Listing
from alongside.casework.directory.search import Found, Query, cells, find
from alongside.casework.directory.search.cards import Card, cards
from alongside.casework.directory.trust import freshness
from alongside.casework.schemes.models import Worker
from alongside.casework.support.models import Episode

from ..models import Outcome, Signpost
from . import ranking
from .wishes import Wishes, wishes_of

CANDIDATES, SHOWN = 40, 10
MISTAKES = 1  # nobody typed it just now, and sees how it was read


class _Listed(NamedTuple):
    """A listing of a candidate, with what ranking reads of its entry, under the entry's names.

    Without models: forty entries with their places take as long to make as the search itself.
    """

    activity_id: int
    place_id: int | None
    cell: int
    slots: int
    access: int
    cost: int
    step_free: bool | None
    fees: str
    company: str
    checked_on: date | None
    due_on: date
    doubtful_since: date | None
    unconfirmed: int


OF_ENTRY = ("fees", "company", "checked_on", "due_on", "doubtful_since", "unconfirmed")
BEYOND = {name: f"activity__{name}" for name in OF_ENTRY} | {"step_free": "place__step_free"}
LISTED = [BEYOND.get(name, name) for name in _Listed._fields]


@dataclass(frozen=True)
class Suggested:
    """One suggestion: what it is, what speaks for it, and what stands in the way."""

    card: Card
    parts: tuple[ranking.Part, ...]

    @property
    def points(self) -> float:
        return ranking.total(list(self.parts))

    @property
    def reasons(self) -> list[str]:
        return [one.words for one in self.parts if one.words and not one.hinders]

    @property
    def hinders(self) -> list[str]:
        return [one.words for one in self.parts if one.words and one.hinders]


@dataclass(frozen=True)
class Suggestions:
    """What is suggested, what it goes by, and who fetches people from there."""

    wishes: Wishes
    shown: tuple[Suggested, ...]
    rides: tuple[Activity, ...]


def suggest(episode: Episode, worker: Worker, today: date) -> Suggestions:
    """Ten at most, best first. What they are connected to already is left out."""
    wishes = wishes_of(episode, today)
    seen = Activity.objects.seen_by(worker)
    rides = transport_for(episode.person.postcode, seen) if episode.person.postcode else []
    if not wishes.words and wishes.point is None:
        return Suggestions(wishes, (), tuple(rides))
    ranked = _ranked(_candidates(episode, worker, wishes), wishes, worker, today)
    return Suggestions(wishes, _shown(ranked, wishes, bool(rides), today), tuple(rides))


def _candidates(episode: Episode, worker: Worker, wishes: Wishes) -> list[Found]:
    query = Query(
        words=wishes.words,
        near=wishes.point,
        within_miles=wishes.reach if wishes.point else None,
        age=wishes.age,
        any_word=True,
        mistakes=MISTAKES,
        suggested_only=True,
    )
    found = find(query, worker=worker, limit=CANDIDATES).found
    known = set(
        Signpost.objects.filter(episode__person=episode.person_id, activity__isnull=False)
        .order_by()
        .values_list("activity_id", flat=True)
    )
    return [one for one in found if one.activity_id not in known]


Ranked = list[tuple[Found, list[ranking.Part]]]


def _ranked(found: Sequence[Found], wishes: Wishes, worker: Worker, today: date) -> Ranked:
    """The best of them, without how to get there, which is looked up for these alone."""
    entries = _entries(found, wishes, worker, today)
    ranked = [
        (one, ranking.parts_of(entries[one.activity_id], wishes))
        for one in found
        if one.activity_id in entries
    ]
    ranked.sort(key=lambda it: (-ranking.total(it[1]), it[0].activity_id))
    return ranked[:SHOWN]


def _shown(ranked: Ranked, wishes: Wishes, ride: bool, today: date) -> tuple[Suggested, ...]:
    parts = {one.activity_id: found for one, found in ranked}
    read = cards([one for one, _ in ranked], Query(), today)
    made = []
    for card in read:
        way = ranking.way(stop=bool(card.stop) or card.place is None, ride=ride, wishes=wishes)
        made.append(Suggested(card, (*parts[card.activity.pk], way)))
    return tuple(sorted(made, key=lambda one: (-one.points, one.card.activity.pk)))


def _entries(
    found: Sequence[Found], wishes: Wishes, worker: Worker, today: date
) -> dict[int, ranking.Entry]:
    numbers = [one.activity_id for one in found]
    at = {(one.activity_id, one.place_id): one for one in found}
    rows = Listing.objects.filter(activity__in=numbers).values_list(*LISTED)
    fared, spoken = _fared(numbers, worker), _languages(numbers) if wishes.language else {}
    made = {}
    for listing in map(_Listed._make, rows):
        number = listing.activity_id
        if one := at.get((number, listing.place_id)):
            people, languages = fared.get(number, (0, 0)), spoken.get(number, ())
            made[number] = _entry(one, listing, today, people, languages)
    return made


def _entry(
    found: Found,
    listing: _Listed,
    today: date,
    people: tuple[int, int],
    languages: tuple[str, ...],
) -> ranking.Entry:
    went, settled = people
    return ranking.Entry(
        liked=found.matched,
        miles=found.miles,
        distance=miles_and_way(found.miles, found.direction) if found.miles is not None else "",
        by_telephone=listing.cell == cells.ANYWHERE,
        freshness=freshness(listing, today),
        slots=listing.slots,
        access=listing.access,
        cost=listing.cost,
        costs=listing.fees,
        company=listing.company,
        languages=languages,
        step_free=listing.step_free,
        went=went,
        settled=settled,
    )


def _fared(numbers: Sequence[int], worker: Worker) -> dict[int, tuple[int, int]]:
    """How many of the worker's own schemes went, and how many settled: it stays with them."""
    own = worker.scheme_ids("connector", "coordinator", "safeguarding_lead")
    came = Signpost.objects.filter(
        activity__in=numbers,
        episode__scheme__in=own,
        steps__outcome__in=[Outcome.ATTENDED, Outcome.SETTLED],
    ).order_by()
    went: dict[int, set[int]] = defaultdict(set)
    settled: dict[int, set[int]] = defaultdict(set)
    for activity, person, outcome in came.values_list(
        "activity_id", "episode__person_id", "steps__outcome"
    ):
        went[activity].add(person)
        if outcome == Outcome.SETTLED:
            settled[activity].add(person)
    return {activity: (len(people), len(settled[activity])) for activity, people in went.items()}


def _languages(numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for one in Language.objects.filter(activity_id__in=numbers):
        found[one.activity_id] = (*found.get(one.activity_id, ()), one.name, one.code)
    return found
