"""What points at one record is pointed at another, and back again.

What is kept of it is enough to undo it: the numbers of the rows that moved, what the record that
stands had already, and whole copies of the rows of this room, some of which are made anew whenever
somebody changes a telephone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from .models import ContactPoint, ImportantPerson, Person, Risk, TransitionAnswer
from .pointers import Pointer, clashes, plain, pointers, value_of
from .rules.merging import AWAY

Numbers = dict[str, list[int]]  # by the pointer's label
ROOM = ContactPoint._meta.app_label
EXCHANGED = ("is_so", "asked_on")  # of an answer, where both records have one


def unmovable(kept: Person, away: Person) -> list[Pointer]:
    """What both records have and only one person can; but for answers, of which one is chosen."""
    return [
        pointer
        for pointer in pointers()
        if pointer.model is not TransitionAnswer and clashes(pointer, kept, away)
    ]


def had_by(person: Person) -> Numbers:
    """The rows that point at somebody now."""
    found = {pointer.label: pointer.numbers(person) for pointer in pointers()}
    return {label: numbers for label, numbers in found.items() if numbers}


def move(kept: Person, away: Person, chosen: Mapping[str, str]) -> tuple[Numbers, list[Any]]:
    """Point everything at the one that stands; what it has already, word for word, stays behind.

    Returns the numbers of the rows that moved, and the rows of which more has to be kept.
    """
    rows = _choose_answers(kept, away, chosen)
    behind = _doubled(kept, away)
    moved: Numbers = {}
    for pointer in pointers():
        staying = {*behind.get(pointer.model, ()), *clashes(pointer, kept, away)}
        numbers = [number for number in pointer.numbers(away) if number not in staying]
        if numbers:
            moved[pointer.label] = numbers
    rows += _copies(moved)
    rows += _after_the_others(kept, moved)
    for pointer in pointers():
        _point(pointer, moved.get(pointer.label, []), kept)
    return moved, rows


def _point(pointer: Pointer, numbers: Iterable[int], to: Person) -> None:
    rows = pointer.model._base_manager.filter(pk__in=list(numbers))
    rows.update(**{pointer.field: to})


def _choose_answers(kept: Person, away: Person, chosen: Mapping[str, str]) -> list[Any]:
    """Where both answered one question, the chosen answer stands; the two are exchanged."""
    ours = {answer.transition: answer for answer in kept.transitions.all()}
    rows = []
    for theirs in away.transitions.order_by("pk"):
        mine = ours.get(theirs.transition)
        if mine is None or chosen.get(f"transition:{theirs.transition}") != AWAY:
            continue
        was = [plain(mine), plain(theirs)]
        for name in EXCHANGED:
            value = getattr(mine, name)
            setattr(mine, name, getattr(theirs, name))
            setattr(theirs, name, value)
        for row, before in zip((mine, theirs), was, strict=True):
            row.save(update_fields=list(EXCHANGED))
            rows.append(_changed(row, before, EXCHANGED))
    return rows


def _changed(row: models.Model, before: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    now = plain(row)
    return {
        "model": row._meta.label,
        "number": row.pk,
        "was": {name: before[name] for name in names},
        "became": {name: now[name] for name in names},
    }


def _doubled(kept: Person, away: Person) -> dict[type[models.Model], set[int]]:
    """Rows of the one that say nothing which a row of the other does not say."""
    points = {(one.kind, one.plain, one.note) for one in kept.contact_points.all()}
    known = {(kind, value) for kind, value, _ in points}
    people = {_who(one) for one in kept.important_people.all()}
    risks = {_what(one) for one in kept.risks.all()}
    return {
        ContactPoint: {
            one.pk
            for one in away.contact_points.all()
            if (one.kind, one.plain, one.note) in points
            or (not one.note and (one.kind, one.plain) in known)
        },
        ImportantPerson: {one.pk for one in away.important_people.all() if _who(one) in people},
        Risk: {one.pk for one in away.risks.all() if _what(one) in risks},
    }


def _who(one: ImportantPerson) -> tuple[Any, ...]:
    return (one.name, one.relation, one.telephone, one.emergency, one.cares_for_them, one.note)


def _what(one: Risk) -> tuple[Any, ...]:
    return (one.what, one.detail, one.ended_on)


def _copies(moved: Numbers) -> list[Any]:
    """The rows of this room, whole: in other rooms nothing is ever deleted."""
    found = []
    for pointer in pointers():
        if pointer.model._meta.app_label == ROOM and pointer.model is not Person:
            for row in pointer.model._base_manager.filter(pk__in=moved.get(pointer.label, [])):
                found.append({"model": row._meta.label, "number": row.pk, "copy": plain(row)})
    return found


def _after_the_others(kept: Person, moved: Numbers) -> list[Any]:
    """Telephones that come are tried after those that were there."""
    last = max((point.order for point in kept.contact_points.all()), default=0)
    rows = []
    coming = moved.get(Pointer(ContactPoint, "person").label, [])
    for point in ContactPoint.objects.filter(pk__in=coming):
        before = plain(point)
        point.order += last
        point.save(update_fields=["order"])
        rows.append(_changed(point, before, ["order"]))
    return rows


# ---- and back ------------------------------------------------------------------------------------


def move_back(kept: Person, away: Person, moved: Numbers, rows: list[Any], had: Numbers) -> None:
    """Point back what was moved and still points at the one that stands; mend what is missing."""
    for pointer in pointers():
        still = pointer.rows(kept).filter(pk__in=moved.get(pointer.label, []))
        _point(pointer, list(still.values_list("pk", flat=True)), away)
    for row in rows:
        if "copy" in row:
            _mend(row, kept, away, had)
    for row in rows:
        if "was" in row:
            _as_it_was(row, kept, had)


def _mend(row: dict[str, Any], kept: Person, away: Person, had: Numbers) -> None:
    """A row that is gone: taken from what was made in its place, or written anew."""
    model = _model(row["model"])
    if model._base_manager.filter(pk=row["number"]).exists():
        return
    values = {name: value_of(model, name, value) for name, value in row["copy"].items()}
    lost = model(**values)
    if isinstance(lost, ContactPoint):
        own = had.get(Pointer(ContactPoint, "person").label, [])
        for point in kept.contact_points.exclude(pk__in=own):
            if (point.kind, point.plain) == (lost.kind, lost.plain):
                point.delete()
    lost.person = away  # type: ignore[attr-defined]  # every copy is of a row that points at one
    lost.save(force_insert=True)


def _as_it_was(row: dict[str, Any], kept: Person, had: Numbers) -> None:
    """What a row said before; a row of the one that stands only where nobody changed it since."""
    model = _model(row["model"])
    found = model._base_manager.filter(pk=row["number"]).first()
    if found is None:
        return
    now = plain(found)
    changed_since = any(now[name] != value for name, value in row["became"].items())
    if changed_since and getattr(found, "person_id", None) == kept.pk:
        return
    for name, value in row["was"].items():
        setattr(found, name, value_of(model, name, value))
    found.save(update_fields=list(row["was"]))


def _model(label: str) -> type[models.Model]:
    return next(pointer.model for pointer in pointers() if pointer.model._meta.label == label)
