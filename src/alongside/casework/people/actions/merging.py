"""Two records of one person become one, and everything back in its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.schemes import queries as schemes
from alongside.casework.schemes.models import Scheme, Worker

from .. import moving, pointers, queries
from ..models import Merge, Person, Risk, RisksKnown, ToldApart
from ..pointers import plain, value_of
from ..rules import merging as rules


class CannotMerge(Exception):
    """Why two records cannot become one; nothing was written."""


@transaction.atomic
def merge(
    *,
    kept: Person,
    away: Person,
    on: date,
    by: Worker,
    chosen: Mapping[str, str] | None = None,
    scheme: Scheme | None = None,
    why: str = "",
) -> Merge:
    """Let one record stand for two. What points at the other points at it from now.

    `chosen` says whose value stands ("kept" or "away"), by the first of the fields that go together
    and, for an answer, by "transition:" and its code; what is not said is as the one that stands
    has it. `scheme` is whose the record is, where the two are of different ones.
    """
    kept, away = _locked(kept, away)
    whose, chosen = scheme or kept.scheme, chosen or {}
    values = rules.both_sides(kept, away, chosen)
    _refuse(kept, away, whose, values)
    made = Merge(kept=kept, away=away, on=on, by=by, why=why.strip())
    made.sides = {"kept": plain(kept), "away": plain(away)}
    made.had = moving.had_by(kept)
    follow = _follow(kept, away, whose)
    made.moved, made.rows = moving.move(kept, away, chosen)
    made.wrote = _write(kept, values | follow)
    away.merged_into = kept
    away.save(update_fields=["merged_into"])
    made.save()
    audit.record("PEOPLE_MERGED", to=made, by=by, away=away.pk)
    return made


def _locked(*people: Person) -> list[Person]:
    """The records as they are now; nobody else writes to them until we are done."""
    numbers = sorted(person.pk for person in people)
    held = Person.objects.select_for_update(of=("self",)).select_related("scheme", "area")
    found = {person.pk: person for person in held.filter(pk__in=numbers).order_by("pk")}
    return [found[person.pk] for person in people]


def _refuse(kept: Person, away: Person, scheme: Scheme, values: dict[str, Any]) -> None:
    ours, theirs = _going_on(kept), _going_on(away)
    pair = rules.Pair(kept, away, scheme.pk, queries.told_apart(kept, away))
    died = bool(values.get("died_on", kept.died_on))
    alive = [*(ours if kept.died_on is None else ()), *(theirs if away.died_on is None else ())]
    refusal = (
        rules.why_not_merge(pair)
        or _two_at_once(kept, away)
        or rules.why_not_that_scheme([*ours, *theirs], scheme.pk)
        or rules.why_not_died(died, alive)
    )
    if refusal:
        raise CannotMerge(refusal)


def _going_on(person: Person) -> list[rules.GoingOn]:
    return [
        rules.GoingOn(
            pointer.goes_on_as, getattr(row, "scheme_id", None), str(getattr(row, "scheme", ""))
        )
        for pointer, row in pointers.going_on(person)
    ]


def _two_at_once(kept: Person, away: Person) -> str:
    """Both records have something of which one person can have only one."""
    for pointer in moving.unmovable(kept, away):
        told = getattr(pointer.model, "two_at_once", "")
        return str(told) or (
            f"Both records have {pointer.counted(1)}, and a person can have only one. Bring one of"
            " the two to an end first."
        )
    return ""


def _follow(kept: Person, away: Person, scheme: Scheme) -> dict[str, Any]:
    """What nobody chooses: who walks alongside, since when we know them, whether there are risks.

    Where nothing goes on, the connector is who walked alongside in the scheme that is chosen.
    """
    last = away if scheme.pk != kept.scheme_id else kept
    other = kept if last is away else away
    same = kept.scheme_id == away.scheme_id
    connector = pointers.connector_of(kept) or pointers.connector_of(away) or last.connector_id
    if connector is None and same:
        connector = other.connector_id
    return {
        "scheme_id": scheme.pk,
        "connector_id": connector,
        "added_on": min(kept.added_on, away.added_on),
        "risks_known": _risks(kept, away),
    }


def _risks(kept: Person, away: Person) -> str:
    said = {kept.risks_known, away.risks_known}
    order = (RisksKnown.SOME, RisksKnown.NONE_KNOWN, RisksKnown.NOT_ASKED)
    return next(str(known) for known in order if known in said)


def _write(person: Person, values: dict[str, Any]) -> dict[str, list[Any]]:
    """Write these values, and say of each that changed what it was and what it became."""
    before = plain(person)
    for name, value in values.items():
        setattr(person, name, value)
    _mend_area(person)
    person.save()
    now = plain(person)
    return {name: [before[name], now[name]] for name in now if now[name] != before[name]}


def _mend_area(person: Person) -> None:
    """An area is a part of the scheme that the record belongs to."""
    if person.area is not None and person.area.scheme_id != person.scheme_id:
        person.area = schemes.area_for(person.scheme_id, person.postcode)


class CannotTakeApart(Exception):
    """Why a merging cannot be taken apart; nothing was written."""


@transaction.atomic
def take_apart(*, merge: Merge, on: date, by: Worker) -> Merge:
    """Put everything back in its place. What has happened since stays with the one that stands."""
    held = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    kept, away = _locked(held.kept, held.away)
    if refusal := rules.why_not_take_apart(
        is_apart=held.apart_at is not None, later=_later(held), restricted=kept.restricted
    ):
        raise CannotTakeApart(refusal)
    moving.move_back(kept, away, held.moved, held.rows, held.had)
    away.merged_into = None
    stayed = _values_back(held, kept)
    _connectors(kept, away)
    for person in (kept, away):
        _mend_area(person)
        person.save()
    held.stayed = _since(held, kept) | ({"fields": stayed} if stayed else {})
    held.apart_on, held.apart_at, held.apart_by = on, timezone.now(), by
    held.save()
    audit.record("PEOPLE_TAKEN_APART", to=held, by=by, away=away.pk)
    return held


def _later(merge: Merge) -> bool:
    """Whether one of the two was merged again since: the last merging comes apart first."""
    since = Merge.objects.standing().filter(pk__gt=merge.pk)
    return since.filter(kept=merge.kept_id).exists() or since.filter(away=merge.kept_id).exists()


def _values_back(merge: Merge, kept: Person) -> list[str]:
    """What the record said before, where nobody has changed it since; the names of the rest."""
    now, wrote = plain(kept), merge.wrote
    changed = {name for name, (_, became) in wrote.items() if now[name] != became}
    for fields in rules.TOGETHER:  # one of them says nothing without the others
        if changed & set(fields):
            changed |= wrote.keys() & set(fields)
    if any(getattr(row, "scheme_id", None) == kept.scheme_id for _, row in pointers.going_on(kept)):
        changed |= wrote.keys() & {"scheme_id"}  # it goes on in the scheme that was chosen
    for name in wrote.keys() - changed:
        setattr(kept, name, value_of(Person, name, wrote[name][0]))
    had = merge.had.get(pointers.Pointer(Risk, "person").label, [])
    if kept.risks.filter(ended_on=None).exclude(pk__in=had).exists():
        kept.risks_known = RisksKnown.SOME
    return sorted(changed)


def _connectors(*people: Person) -> None:
    """Whoever walks alongside in what goes on; they may have changed since."""
    for person in people:
        person.connector_id = pointers.connector_of(person) or person.connector_id


def _since(merge: Merge, kept: Person) -> dict[str, list[int]]:
    """The rows that point at the record now and did not before the merging."""
    now = moving.had_by(kept)
    found = {
        label: sorted(set(numbers) - set(merge.had.get(label, [])))
        for label, numbers in now.items()
    }
    return {label: numbers for label, numbers in found.items() if numbers}


class CannotTellApart(Exception):
    """Why two records cannot be told apart, or that not be taken back."""


@transaction.atomic
def tell_apart(*, first: Person, second: Person, why: str, on: date, by: Worker) -> ToldApart:
    """Keep that two records are two people, so that nobody is asked again."""
    lower, higher = sorted(_locked(first, second), key=lambda person: person.pk)
    if refusal := rules.why_not_tell_apart(
        why=why,
        is_apart=queries.told_apart(lower, higher) is not None,
        merged=bool(lower.merged_into_id or higher.merged_into_id),
    ):
        raise CannotTellApart(refusal)
    said = ToldApart.objects.create(first=lower, second=higher, why=why.strip(), on=on, by=by)
    audit.record("PEOPLE_TOLD_APART", to=said, by=by, other=higher.pk)
    return said


@transaction.atomic
def take_back_telling_apart(*, said: ToldApart, on: date, by: Worker) -> ToldApart:
    """They may be one person after all: they are proposed again."""
    held = ToldApart.objects.select_for_update().get(pk=said.pk)
    if held.back_on is not None:
        raise CannotTellApart("That was taken back already.")
    held.back_on, held.back_by = on, by
    held.save(update_fields=["back_on", "back_by"])
    audit.record("PEOPLE_TOLD_APART_TAKEN_BACK", to=held, by=by, other=held.second_id)
    return held
