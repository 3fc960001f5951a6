"""The person was known already: the referral moves to the record that we had."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError

from alongside.casework import audit
from alongside.casework.people import actions as people
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker

from .. import rules
from ..models import Decision, Referral
from .decide import COPIED


class CannotAttach(Exception):
    """Why a referral cannot move to another record."""


@transaction.atomic
def attach(*, referral: Referral, to: Person, by: Worker) -> Referral:
    """Move a referral, with its assessments, to the record that we had of the same person.

    What that record lacks is filled in from the one that the referral came with; where the two
    differ it stays as it was. The other record is removed when nothing else hangs on it.
    """
    held = Referral.objects.select_for_update().select_related("person").get(pk=referral.pk)
    if reason := rules.why_not_attach(
        same_record=held.person_id == to.pk,
        same_scheme=held.scheme_id == to.scheme_id,
        died_on=to.died_on,
        accepted=held.decisions.filter(kind=Decision.Kind.ACCEPT).exists(),
    ):
        raise CannotAttach(reason)
    doubled = held.person
    held.assessments.update(person=to)
    held.person = to
    held.save(update_fields=["person"])
    _fill_in(to, doubled, by)
    removed = _remove_if_bare(doubled)
    audit.record("REFERRAL_MOVED", to=held, by=by, was=doubled.pk, removed=removed)
    return held


def _fill_in(to: Person, doubled: Person, by: Worker) -> None:
    """What the older record does not know and the newer one does; telephones and emails too."""
    lacking = {
        field: getattr(doubled, field)
        for field in (*COPIED, "date_of_birth", "age_about", "age_about_on", "gender", "ethnicity")
        if getattr(to, field) in NOT_KNOWN and getattr(doubled, field) not in NOT_KNOWN
    }
    if to.date_of_birth:  # a day says more than an age
        lacking = {field: value for field, value in lacking.items() if field[:9] != "age_about"}
    known = list(to.contact_points.all())
    more = [
        point
        for point in doubled.contact_points.all()
        if point.plain not in [k.plain for k in known]
    ]
    if lacking:
        people.change(person=to, changes=lacking, by=by)
    if more:
        points = [people.PointIn(p.kind, p.value, p.note) for p in (*known, *more)]
        people.set_points(person=to, points=points, by=by)


NOT_KNOWN = ("", None, "not_asked", "not_stated")


def _remove_if_bare(person: Person) -> bool:
    """Remove a record made a moment ago for somebody whom we knew; whatever else protects it."""
    number = person.pk
    try:
        with transaction.atomic():
            person.contact_points.all().delete()
            person.delete()
    except ProtectedError:
        person.pk = number
        return False
    person.pk = number
    return True
