"""Looks at records that stand out: a relative's, a neighbour's, one of another scheme.

Nobody is suspected: most have a good reason. A coordinator asks, and keeps what they heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter

from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from alongside.casework.audit import queries as audit
from alongside.casework.schemes.models import Membership, Role, Worker

from .. import rules
from ..models import LooksSeen, Person, StandsOut
from ..rules.names import words_of

BACK = timedelta(days=90)


@dataclass(frozen=True)
class Standing:
    """One worker's looks at one record, that stand out for one reason."""

    why: StandsOut
    worker: Worker
    person: Person
    first: datetime
    last: datetime
    count: int
    seen: LooksSeen | None = None  # until then, or for good

    @property
    def own(self) -> bool:
        """Whether the worker is the person's connector."""
        return self.person.connector_id == self.worker.pk


def standing_out(worker: Worker, now: datetime) -> list[Standing]:
    """What stands out in the schemes that this worker leads, of ninety days; newest first.

    Looks that a coordinator has been into already are left out; `looked_into` has them.
    """
    found = [one for one in _all(worker, now - BACK) if not _is_seen(one)]
    return sorted(found, key=attrgetter("last"), reverse=True)


def looked_into(worker: Worker, now: datetime) -> list[LooksSeen]:
    """What coordinators of these schemes found in ninety days, newest first."""
    led = worker.scheme_ids(Role.COORDINATOR)
    kept = LooksSeen.objects.filter(person__scheme__in=led, at__gte=now - BACK)
    return list(kept.select_related("person", "worker", "by"))


def _is_seen(one: Standing) -> bool:
    return one.seen is not None and (one.seen.for_good or one.last <= one.seen.until)


def _all(worker: Worker, since: datetime) -> Iterator[Standing]:
    led = worker.scheme_ids(Role.COORDINATOR)
    if not led:
        return
    looking = _who_looked(led, since)
    pairs = [*_relatives(led, looking), *_neighbours(led, looking), *_from_elsewhere(led, since)]
    yield from _with_looks(pairs, since)


@dataclass(frozen=True)
class _Pair:
    why: StandsOut
    worker: Worker
    person: int


def _who_looked(led: list[int], since: datetime) -> list[Worker]:
    looks = audit.looks_since(since).filter(scheme_number__in=led)
    return list(Worker.objects.filter(pk__in=set(looks.values_list("worker_number", flat=True))))


def _relatives(led: list[int], looking: list[Worker]) -> Iterator[_Pair]:
    """Who shares a word of the family name: *Smith-Jones* and *Jones*."""
    surnames = {worker: set(words_of(worker.name.split()[-1])) for worker in looking}
    some = Q()
    for word in set().union(*surnames.values()):
        some |= Q(family_name__icontains=word)
    if not some:
        return
    people = Person.objects.filter(some, scheme__in=led).values_list("pk", "family_name")
    for number, family in people:
        shared = set(words_of(family))
        for worker, words in surnames.items():
            if words & shared:
                yield _Pair(StandsOut.SURNAME, worker, number)


def _neighbours(led: list[int], looking: list[Worker]) -> Iterator[_Pair]:
    homes: dict[str, list[Worker]] = {}
    for worker in looking:
        if worker.home_postcode:
            homes.setdefault(rules.normal_postcode(worker.home_postcode), []).append(worker)
    near = Person.objects.filter(scheme__in=led, postcode__in=homes)
    for number, postcode in near.values_list("pk", "postcode"):
        for worker in homes[postcode]:
            yield _Pair(StandsOut.POSTCODE, worker, number)


def _from_elsewhere(led: list[int], since: datetime) -> Iterator[_Pair]:
    """Who looked on a day on which they had no role in the scheme of the record."""
    for scheme in led:
        held: dict[int, list[Membership]] = {}
        for one in Membership.objects.filter(scheme=scheme):
            held.setdefault(one.worker_id, []).append(one)
        always = [number for number, roles in held.items() if _without_end(roles, since)]
        looks = (
            audit.looks_since(since).filter(scheme_number=scheme).exclude(worker_number__in=always)
        )
        found: dict[int, set[int]] = {}
        for number, person, at in looks.values_list("worker_number", "person_number", "at"):
            if number and person and not _held(held.get(number, []), timezone.localdate(at)):
                found.setdefault(number, set()).add(person)
        for worker in Worker.objects.filter(pk__in=found):
            for person in found[worker.pk]:
                yield _Pair(StandsOut.OTHER_SCHEME, worker, person)


def _without_end(roles: list[Membership], since: datetime) -> bool:
    day = timezone.localdate(since)
    return any(role.started_on <= day and role.ended_on is None for role in roles)


def _held(roles: list[Membership], day: date) -> bool:
    return any(
        role.started_on <= day and (role.ended_on is None or day <= role.ended_on) for role in roles
    )


def _with_looks(pairs: list[_Pair], since: datetime) -> Iterator[Standing]:
    """Those pairs of which there are looks, with when, how many, and what was found."""
    people = Person.objects.select_related("connector").in_bulk({pair.person for pair in pairs})
    counted = _counted(people, since)
    seen = _newest_seen(people)
    for pair in pairs:
        if found := counted.get((pair.worker.pk, pair.person)):
            first, last, count = found
            before = seen.get((pair.worker.pk, pair.person, pair.why))
            person = people[pair.person]
            yield Standing(pair.why, pair.worker, person, first, last, count, before)


def _counted(
    people: Iterable[int], since: datetime
) -> dict[tuple[int, int], tuple[datetime, datetime, int]]:
    looks = audit.looks_since(since).filter(person_number__in=list(people))
    rows = looks.values_list("worker_number", "person_number").annotate(
        Min("at"), Max("at"), Count("pk")
    )
    return {(worker, person): (first, last, n) for worker, person, first, last, n in rows}


def _newest_seen(people: Iterable[int]) -> dict[tuple[int, int, str], LooksSeen]:
    kept = LooksSeen.objects.filter(person__in=list(people)).order_by("at", "pk")
    return {(one.worker_id, one.person_id, one.why): one for one in kept}
