"""The inbox: who waits for an answer, and the page on which they get one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework import audit
from alongside.casework.people.models import Person
from alongside.casework.people.rules import safe_contact
from alongside.casework.referrals import actions as referrals
from alongside.casework.referrals import queries as asked
from alongside.casework.referrals.models import Referral
from alongside.casework.referrals.queries import Waiting
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Role, Scheme, Worker
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once

from .. import actions
from ..forms import triage as forms
from ..queries import caseloads
from ..queries import triage as queries

REFUSALS = (actions.CannotOpen, referrals.CannotDecide)


def _coordinates(worker: Worker) -> None:
    if not worker.has_role(Role.COORDINATOR):
        raise Http404


@login_required
@require_GET
def inbox(request: WorkerRequest) -> HttpResponse:
    """Who is waiting, longest wait first, and who has room."""
    _coordinates(request.user)
    today = timezone.localdate()
    queue = asked.to_decide(request.user, on=today)
    return render(request, "support/inbox.html", _around(request.user, queue, today))


def _around(worker: Worker, queue: list[Waiting], today: date) -> dict[str, Any]:
    """What stands beside the queue on every page of the inbox."""
    schemes = Scheme.objects.filter(pk__in=worker.scheme_ids(Role.COORDINATOR))
    teams = [(scheme, caseloads.team(scheme, today)) for scheme in schemes]
    return {
        "queue": queue,
        "waits": len(asked.left_to_wait(worker, on=today)),
        "answered": len(asked.answered(worker, since=_monday(today))),
        "late": sum(row.wait.state == "late" for row in queue),
        "promises": sorted({scheme.promise_working_days for scheme in schemes}),
        "teams": [(scheme, loads, caseloads.notes(loads)) for scheme, loads in teams],
    }


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


@login_required
@require_GET
def waiting(request: WorkerRequest) -> HttpResponse:
    """Who was left to wait with a reason, and when we look again."""
    _coordinates(request.user)
    rows = asked.left_to_wait(request.user, on=timezone.localdate())
    return render(request, "support/inbox_waiting.html", {"rows": rows})


@login_required
@require_GET
def answered(request: WorkerRequest) -> HttpResponse:
    """What was answered this week, with the words and how to send them."""
    _coordinates(request.user)
    rows = asked.answered(request.user, since=_monday(timezone.localdate()))
    return render(request, "support/inbox_answered.html", {"rows": rows})


@login_required
@require_http_methods(["GET", "POST"])
@once
def referral(request: WorkerRequest, number: int) -> HttpResponse:
    """One referral with what is around it, and what shall we do."""
    today = timezone.localdate()
    found = get_object_or_404(asked.decidable(request.user), pk=number)
    around = queries.beside(found, request.user, on=today)
    form = _form(request, found, around)
    reread = False
    if request.method == "POST" and form.is_valid():
        if answer := form.words_to_read():
            form, reread = _form(request, found, around, answer), True
        elif _decided(form, found, today, request.user):
            drafts.drop(request.user, _draft(found))
            messages.success(request, _said(form, found))
            return redirect(_next(around))
    audit.looked(at=found.person, by=request.user, page="inbox")
    context = _around(request.user, around.queue, today) | {
        "referral": found,
        "person": found.person,
        "around": around,
        "reach": safe_contact(found.person),
        "told": forms.told(found),
        "speak": queries.speak_of(found.person),
        "last": found.decisions.first(),
        "form": form,
        "reread": reread,
        "token": new_token(),
    }
    return render(request, "support/inbox_referral.html", context)


def _form(
    request: WorkerRequest,
    found: Referral,
    around: queries.Beside,
    answer: forms.Answer | None = None,
) -> forms.Decide:
    """The form: empty, as it came, or as it came with other words to read."""
    sent: QueryDict | None = request.POST if request.method == "POST" else None
    if sent is not None and answer is not None:
        sent = sent.copy()
        sent["words"], sent["words_for"] = answer.words, answer.key
    schemes = Scheme.objects.filter(programme=found.scheme.programme).exclude(pk=found.scheme_id)
    form = forms.Decide(sent, referral=found, team=around.team, schemes=list(schemes))
    if sent is None:
        form.initial = _begun(form, around) | dict(drafts.read(request.user, _draft(found)) or {})
    return form


def _draft(found: Referral) -> str:
    return f"support.triage:{found.pk}"


def _begun(form: forms.Decide, around: queries.Beside) -> dict[str, Any]:
    """Accept, and who fits best, if anybody has room."""
    first = next((load for load in around.team if not load.full and not load.away_until), None)
    key = f"accept-{first.worker.pk if first else ''}"
    return {
        "decision": "accept",
        "connector": first.worker.pk if first else None,
        "words": form.answers.get(key).words,
        "words_for": key,
    }


def _decided(form: forms.Decide, found: Referral, on: date, by: Worker) -> bool:
    """Do what was chosen; a refusal goes on the form."""
    try:
        _do(form.cleaned_data, found, on, by)
    except REFUSALS as reason:
        form.add_error(None, str(reason))
        return False
    return True


def _do(chosen: dict[str, Any], found: Referral, on: date, by: Worker) -> None:
    words = chosen["words"]
    match chosen["decision"]:
        case "accept":
            to = Worker.objects.get(pk=chosen["connector"])
            actions.open_from(referral=found, to=to, on=on, words_to_referrer=words, by=by)
        case "wait":
            referrals.wait(
                referral=found,
                why=chosen["why_wait"],
                look_again_on=chosen["look_again_on"],
                words_to_referrer=words,
                on=on,
                by=by,
            )
        case "pass":
            other = chosen["pass_to"] == forms.OTHER
            to_scheme = None if other else Scheme.objects.get(pk=chosen["pass_to"])
            referrals.redirect(
                referral=found,
                reason=chosen["pass_reason"],
                to_scheme=to_scheme,
                to="" if to_scheme else chosen["organisation"],
                words_to_referrer=words,
                why=chosen["why"],
                on=on,
                by=by,
            )
        case "no":
            referrals.decline(
                referral=found,
                reason=chosen["no_reason"],
                words_to_referrer=words,
                why=chosen["why"],
                on=on,
                by=by,
            )
        case _:
            referrals.withdraw(
                referral=found, why=chosen["why"], words_to_referrer=words, on=on, by=by
            )


def _said(form: forms.Decide, found: Referral) -> str:
    """What has happened, for the next page, and that the words still have to be sent."""
    called = found.person.preferred_name
    chosen = form.cleaned_data
    done = {
        "wait": f"{called} waits, with your reason.",
        "pass": f"{called} was passed on.",
        "no": f"You said no for {called}, with a reason.",
        "changed": f"The referral of {called} is closed.",
    }.get(chosen["decision"], "")
    if not done:
        to = Worker.objects.get(pk=chosen["connector"])
        done = f"{called} was accepted, and given to {to.called}."
    send = " The words to send stand under Answered this week." if chosen["words"] else ""
    return done + ("" if chosen["decision"] == "wait" else send)


def _next(around: queries.Beside) -> str:
    after = around.after
    return reverse("support:referral", args=[after.pk]) if after else reverse("support:inbox")


@login_required
@require_http_methods(["GET", "POST"])
@once
def compare(request: WorkerRequest, number: int, person: int) -> HttpResponse:
    """Two records side by side: are they one person?"""
    found = get_object_or_404(asked.decidable(request.user), pk=number)
    other = get_object_or_404(
        Person.objects.seen_by(request.user).filter(scheme=found.scheme), pk=person
    )
    refusal = ""
    if request.method == "POST":
        try:
            referrals.attach(referral=found, to=other, by=request.user)
        except referrals.CannotAttach as reason:
            refusal = str(reason)
        else:
            messages.success(
                request, f"The referral stands with {other.preferred_name}’s first record now."
            )
            return redirect("support:referral", found.pk)
    for seen in (found.person, other):
        audit.looked(at=seen, by=request.user, page="inbox compare")
    context = {
        "referral": found,
        "rows": queries.side_by_side(found.person, other),
        "person": found.person,
        "other": other,
        "refusal": refusal,
        "token": new_token(),
    }
    return render(request, "support/inbox_compare.html", context)
