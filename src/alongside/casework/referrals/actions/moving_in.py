"""Many referrals at once, as another system kept them, with what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.schemes.models import Scheme, Worker

from .. import rules
from ..models import Decision, Outcome, Referral
from ..rules_moving_in import Arrival, why_not_bring_in
from .decide import DONE
from .receive import CannotReceive

ELSEWHERE = "Decided elsewhere, and brought in from another system."  # by is who brought it in
KINDS = {
    Outcome.ACCEPTED: Decision.Kind.ACCEPT,
    Outcome.DECLINED: Decision.Kind.DECLINE,
    Outcome.REDIRECTED: Decision.Kind.REDIRECT,
    Outcome.WITHDRAWN: Decision.Kind.WITHDRAW,
}


@transaction.atomic
def bring_in(*, scheme: Scheme, referrals: Sequence[Arrival], by: Worker) -> list[Referral]:
    """Take them all down, in their order, each with its decision where there is one."""
    today = timezone.localdate()
    for arrival in referrals:
        if reason := why_not_bring_in(arrival, scheme.pk, today):
            raise CannotReceive(reason)
    made = Referral.objects.bulk_create(
        Referral(
            scheme=scheme,
            person=arrival.person,
            received_on=arrival.received_on,
            source=arrival.source,
            taken_by=by,
            **arrival.fields,
        )
        for arrival in referrals
    )
    pairs = list(zip(made, referrals, strict=True))
    decisions = Decision.objects.bulk_create(
        _decision(referral, arrival, by) for referral, arrival in pairs if arrival.decided_on
    )
    audit.record_all(
        audit.Line.of("REFERRAL_RECEIVED", to=one, by=by, source=str(one.source), moved_in=True)
        for one in made
    )
    audit.record_all(
        audit.Line.of(f"REFERRAL_{DONE[one.kind]}", to=one.referral, by=by, moved_in=True)
        for one in decisions
    )
    return made


def _decision(referral: Referral, arrival: Arrival, by: Worker) -> Decision:
    assert arrival.decided_on is not None  # only those that were decided come here
    return Decision(
        referral=referral,
        kind=KINDS[Outcome(arrival.outcome)],
        on=arrival.decided_on,
        by=by,
        reason=arrival.reason,
        why=arrival.why or ELSEWHERE,
        allocated_to=arrival.allocated_to,
        redirected_to=arrival.redirected_to,
    )


class CannotAcceptAll(Exception):
    """Why one of these referrals cannot be accepted."""


@transaction.atomic
def accept_all(*, accepted: Sequence[tuple[Referral, Worker, date]], by: Worker) -> None:
    """Accept referrals whose support was begun in another system: for `support` alone."""
    last = Decision.objects.filter(referral__in=[one for one, _, _ in accepted]).order_by("pk")
    newest = {decision.referral_id: decision for decision in last}
    for referral, _, on in accepted:
        known = newest.get(referral.pk)
        if reason := rules.why_not_decide(
            kind=Decision.Kind.ACCEPT,
            last_kind=known.kind if known else None,
            last_on=known.on if known else None,
            received_on=referral.received_on,
            on=on,
        ):
            raise CannotAcceptAll(reason)
    Decision.objects.bulk_create(
        Decision(
            referral=referral,
            kind=Decision.Kind.ACCEPT,
            on=on,
            by=by,
            why=ELSEWHERE,
            allocated_to=to,
        )
        for referral, to, on in accepted
    )
    audit.record_all(
        audit.Line.of("REFERRAL_ACCEPTED", to=referral, by=by, moved_in=True)
        for referral, _, _ in accepted
    )
