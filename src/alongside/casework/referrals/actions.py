"""What can be done with a referral, and with an assessment. Each adds a record; none overwrites."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from alongside.casework import audit
from alongside.casework.people import actions as people
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.schemes.words import day

from . import framework, rules
from .models import Agreed, AnswerBy, Assessment, Decision, Reason, Referral, Source

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


class CannotAssess(Exception):
    """Why an assessment cannot be kept like this."""


@transaction.atomic
def assess(
    *,
    person: Person,
    levels: dict[str, int],
    on: date,
    by: Worker,
    referral: Referral | None = None,
    overridden_to: str = "",
    override_reason: str = "",
) -> Assessment:
    """Keep how much support somebody may need. The one before stays, and shows in the history."""
    now = framework.current()
    fault = now.fault(levels)
    computed = "" if fault else now.compute(levels)
    if reason := rules.why_not_assess(
        fault=fault,
        computed=computed,
        overridden_to=overridden_to,
        override_reason=override_reason,
    ):
        raise CannotAssess(reason)
    assessment = Assessment.objects.create(
        person=person,
        referral=referral,
        framework=now.version,
        levels=levels,
        computed=computed,
        overridden_to=overridden_to,
        override_reason=override_reason.strip(),
        on=on,
        by=by,
    )
    audit.record("SUPPORT_NEED_ASSESSED", to=assessment, by=by, level=assessment.level)
    return assessment
