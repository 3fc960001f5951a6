"""Taking a referral down."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from alongside.casework import audit
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Scheme, Worker

from .. import rules
from ..models import Agreed, AnswerBy, Referral, Source

FIELDS = {
    "referrer_name",
    "referrer_role",
    "referrer_organisation",
    "answer_by",
    "referrer_email",
    "referrer_telephone",
    "referrer_address",
    "reason",
    "wants",
    "agreed",
    "agreed_note",
    "known_risks",
    "stop_gap",
}


class CannotReceive(Exception):
    """Why a referral cannot be taken down like this."""


@transaction.atomic
def receive(
    *, scheme: Scheme, person: Person, received_on: date, source: str, by: Worker, **fields: Any
) -> Referral:
    """Take down a referral. `fields` are those of the model, by the names in `FIELDS`."""
    if unknown := sorted(set(fields) - FIELDS):
        raise TypeError(f"A referral has no {', '.join(unknown)}.")
    agreed = fields.get("agreed", Agreed.NOT_YET)
    if reason := rules.why_not_receive(
        died_on=person.died_on,
        same_scheme=person.scheme_id == scheme.pk,
        agreed=agreed,
        agreed_note=fields.get("agreed_note", ""),
    ):
        raise CannotReceive(reason)
    referral = Referral.objects.create(
        scheme=scheme,
        person=person,
        received_on=received_on,
        source=Source(source),
        taken_by=by,
        **fields | {"agreed": Agreed(agreed), "answer_by": AnswerBy(_answer_by(fields))},
    )
    audit.record("REFERRAL_RECEIVED", to=referral, by=by, source=source)
    return referral


def _answer_by(fields: dict[str, Any]) -> str:
    return str(fields.get("answer_by") or AnswerBy.NONE)
