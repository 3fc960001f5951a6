"""What becomes of a referral: each decision is added, none overwritten."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from alongside.casework import audit
from alongside.casework.people import actions as people
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.schemes.words import day

from .. import rules
from ..models import Agreed, AnswerBy, Decision, Reason, Referral, Source
from .receive import receive


class CannotDecide(Exception):
    """Why this decision cannot stand."""


@transaction.atomic
def accept(
    *, referral: Referral, allocated_to: Worker, on: date, words_to_referrer: str, by: Worker
) -> Decision:
    """Accept, and give to a connector. For `support.actions.open_from` alone."""
    return _decide(
        referral, "accept", on, by, allocated_to=allocated_to, words_to_referrer=words_to_referrer
    )


@transaction.atomic
def wait(
    *,
    referral: Referral,
    why: str,
    on: date,
    by: Worker,
    look_again_on: date | None = None,
    words_to_referrer: str = "",
) -> Decision:
    """Let it wait, with a reason. This also opens again what had been answered with no."""
    if reason := rules.why_not_wait(why=why, on=on, look_again_on=look_again_on):
        raise CannotDecide(reason)
    return _decide(
        referral,
        "wait",
        on,
        by,
        why=why.strip(),
        look_again_on=look_again_on,
        words_to_referrer=words_to_referrer,
    )


@transaction.atomic
def decline(
    *,
    referral: Referral,
    reason: str,
    words_to_referrer: str,
    on: date,
    by: Worker,
    why: str = "",
) -> Decision:
    """Say no, with a reason of the contract's list. `why` is for us, and is not sent."""
    if fault := rules.why_not_decline(reason=reason, reasons=set(Reason.values)):
        raise CannotDecide(fault)
    return _decide(
        referral, "decline", on, by, reason=reason, why=why, words_to_referrer=words_to_referrer
    )


@transaction.atomic
def redirect(
    *,
    referral: Referral,
    reason: str,
    on: date,
    by: Worker,
    to_scheme: Scheme | None = None,
    to: str = "",
    words_to_referrer: str = "",
    why: str = "",
) -> Decision:
    """Pass it on to a scheme of the programme, or to another organisation by name.

    Another scheme gets a new referral, with the least of the record that it needs to begin; the two
    are tied by words. Another organisation gets nothing from here: somebody tells them.
    """
    if fault := rules.why_not_redirect(
        reason=reason,
        reasons=set(Reason.values),
        to_scheme=to_scheme.name if to_scheme else "",
        to=to,
        here=to_scheme is not None and to_scheme.pk == referral.scheme_id,
        same_programme=to_scheme is not None
        and to_scheme.programme_id == referral.scheme.programme_id,
        agreed=referral.agreed != Agreed.NOT_YET,
    ):
        raise CannotDecide(fault)
    decision = _decide(
        referral,
        "redirect",
        on,
        by,
        reason=reason,
        why=why,
        redirected_to_scheme=to_scheme,
        redirected_to=to.strip(),
        words_to_referrer=words_to_referrer,
    )
    if to_scheme is not None:
        _copy_to(to_scheme, referral, on, by)
    return decision


COPIED = (
    "preferred_name",
    "given_name",
    "family_name",
    "pronouns",
    "address",
    "postcode",
    # how to reach them safely goes wherever their telephone number goes
    "voicemail",
    "text",
    "letter",
    "email",
    "say_who_we_are",
    "who_else_may_answer",
    "if_somebody_else_answers",
    "best_times",
    "language",
    "interpreter",
)


def _copy_to(scheme: Scheme, referral: Referral, on: date, by: Worker) -> Referral:
    """A referral in the other scheme. Nothing but words ties it to the first one."""
    known = referral.person
    points = [
        people.PointIn(point.kind, point.value, point.note) for point in known.contact_points.all()
    ]
    fields = {field: getattr(known, field) for field in COPIED}
    try:
        person = people.add(scheme=scheme, fields=fields, points=points, by=by)
    except people.CannotAdd as reason:
        raise CannotDecide(f"The record cannot go there as it is. {reason}") from reason
    passed_on = (
        f"Passed on by {referral.scheme.name} on {day(on)}. It came there on "
        f"{day(referral.received_on)}, from {referral.from_whom}."
    )
    return receive(
        scheme=scheme,
        person=person,
        received_on=on,
        source=Source.HOST_ORGANISATION,
        referrer_name=by.name,
        referrer_organisation=referral.scheme.name,
        answer_by=AnswerBy.EMAIL,
        referrer_email=by.email,
        reason="\n\n".join(part for part in (referral.reason, passed_on) if part),
        wants=referral.wants,
        agreed=referral.agreed,
        agreed_note=referral.agreed_note,
        known_risks=referral.known_risks,
        stop_gap=referral.stop_gap,
        by=by,
    )


@transaction.atomic
def withdraw(
    *, referral: Referral, on: date, by: Worker, why: str = "", words_to_referrer: str = ""
) -> Decision:
    """The person has changed their mind. They need give no reason."""
    return _decide(referral, "withdraw", on, by, why=why, words_to_referrer=words_to_referrer)


def _decide(referral: Referral, kind: str, on: date, by: Worker, **what: Any) -> Decision:
    """Add the decision, one at a time for each referral."""
    held = Referral.objects.select_for_update().get(pk=referral.pk)
    last = held.decisions.first()
    if reason := rules.why_not_decide(
        kind=kind,
        last_kind=last.kind if last else None,
        last_on=last.on if last else None,
        received_on=held.received_on,
        on=on,
    ):
        raise CannotDecide(reason)
    decision = Decision.objects.create(referral=held, kind=kind, on=on, by=by, **what)
    codes = {"reason": decision.reason} if decision.reason else {}
    audit.record(f"REFERRAL_{DONE[kind]}", to=held, by=by, **codes)
    return decision


DONE = {
    "accept": "ACCEPTED",
    "wait": "WAITS",
    "decline": "DECLINED",
    "redirect": "REDIRECTED",
    "withdraw": "WITHDRAWN",
}
