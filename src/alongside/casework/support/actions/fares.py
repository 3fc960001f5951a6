"""Help with fares for people supported."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from .. import rules
from ..models import Episode, FareHelp


class CannotHelpWithFare(Exception):
    """Why this fare cannot be kept so."""


@transaction.atomic
def help_with_fare(
    *, episode: Episode, on: date, amount: Decimal, what_for: str, today: date, by: Worker
) -> FareHelp:
    """Keep a fare that was paid for the person."""
    said = what_for.strip()
    refusal = rules.why_not_help_with_fare(
        episode, on=on, amount=amount, what_for=said, today=today
    )
    if refusal:
        raise CannotHelpWithFare(refusal)
    fare = FareHelp.objects.create(episode=episode, on=on, amount=amount, what_for=said, by=by)
    audit.record("FARE_PAID", to=fare, by=by)
    return fare


@transaction.atomic
def take_out_fare(*, fare: FareHelp, why: str, on: date, by: Worker) -> FareHelp:
    """Take out a fare that was wrong. It stays on the page, with who took it out and why."""
    kept = FareHelp.objects.select_for_update(of=("self",)).get(pk=fare.pk)
    if kept.taken_out_on is not None:
        raise CannotHelpWithFare("This fare was taken out already.")
    if not why.strip():
        raise CannotHelpWithFare("Say in a few words what was wrong with it.")
    kept.taken_out_on, kept.taken_out_by, kept.taken_out_why = on, by, why.strip()
    kept.save(update_fields=["taken_out_on", "taken_out_by", "taken_out_why"])
    audit.record("FARE_TAKEN_OUT", to=kept, by=by)
    return kept
