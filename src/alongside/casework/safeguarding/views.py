"""Anybody with a role raises a worry from any page; the scheme's leads take it on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework import audit
from alongside.casework.people.models import Person
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Role, Worker
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once

from . import actions, forms, queries, rules
from .models import Concern

REFUSALS = (
    actions.CannotAcknowledge,
    actions.CannotDecide,
    actions.CannotNote,
    actions.CannotClose,
)


@login_required
@require_http_methods(["GET", "POST"])
@once
def raise_concern(request: WorkerRequest) -> HttpResponse:
    """I’m worried about somebody."""
    person = _person(request)
    schemes = [person.scheme] if person else list(queries.may_raise_in(request.user))
    if not schemes:
        raise Http404
    draft = f"safeguarding.raise:{person.pk}" if person else "safeguarding.raise"
    form = forms.Raise(
        request.POST if request.method == "POST" else None,
        initial=drafts.read(request.user, draft),
        schemes=schemes,
        about_asked=person is None,
    )
    if form.is_valid() and (concern := _raised(form, person, request.user)):
        drafts.drop(request.user, draft)
        return redirect("safeguarding:raised", concern.pk)
    if person is not None:
        audit.looked(at=person, by=request.user, page="concern")
    context = {"form": form, "person": person, "draft": draft, "token": new_token()}
    return render(request, "safeguarding/raise.html", context)


def _person(request: WorkerRequest) -> Person | None:
    """The person that the page was opened for, by number: from their page, or from the form."""
    number = request.GET.get("person", "")
    if not number:
        return None
    if not number.isdecimal():
        raise Http404
    people = Person.objects.seen_by(request.user).select_related("scheme")
    return get_object_or_404(people, pk=number)


def _raised(form: forms.Raise, person: Person | None, by: Worker) -> Concern | None:
    try:
        return actions.raise_concern(
            scheme=form.scheme, person=person, at=timezone.now(), by=by, **form.said()
        )
    except actions.CannotRaise as reason:
        form.add_error(None, str(reason))
        return None


@login_required
@require_GET
def raised(request: WorkerRequest, number: int) -> HttpResponse:
    """It is kept; who is told, and until when they have read it."""
    concern = get_object_or_404(queries.raised_by(request.user), pk=number)
    context = {
        "concern": concern,
        "leads": queries.leads_of(concern.scheme, timezone.now()),
        "read_by": rules.acknowledge_by(concern.raised_at, concern.scheme.acknowledge_hours),
    }
    return render(request, "safeguarding/raised.html", context)


@login_required
@require_GET
def listing(request: WorkerRequest) -> HttpResponse:
    """For leads, the concerns of their schemes; for anybody else, those that they raised."""
    if not queries.may_raise_in(request.user).exists():
        raise Http404
    now = timezone.now()
    led = list(queries.led_by(request.user))
    own = list(queries.raised_by(request.user))
    context = {
        "leads": request.user.has_role(Role.SAFEGUARDING_LEAD),
        "groups": [
            ("Nobody has read these yet", [c for c in led if _unread(c)]),
            ("Going on", [c for c in led if c.acknowledged_at and c.closed_at is None]),
            ("Closed", [c for c in led if c.closed_at]),
        ],
        "own": own,
        "late": {c.pk for c in led if _unread(c) and _overdue(c, now)},
        "overdue": [row for row in queries.overdue(request.user, now) if not row.may_read],
    }
    return render(request, "safeguarding/list.html", context)


def _unread(concern: Concern) -> bool:
    return concern.acknowledged_at is None and concern.closed_at is None


def _overdue(concern: Concern, now: Any) -> bool:
    return rules.is_overdue(concern.raised_at, concern.scheme.acknowledge_hours, now=now)


@login_required
@require_http_methods(["GET", "POST"])
@once
def concern(request: WorkerRequest, number: int) -> HttpResponse:
    """One concern: what was said, what is done about it, and everything since."""
    found = get_object_or_404(
        Concern.objects.seen_by(request.user).select_related(
            "scheme", "person", "raised_by", "acknowledged_by", "decided_by"
        ),
        pk=number,
    )
    leads = request.user.has_role(Role.SAFEGUARDING_LEAD, scheme=found.scheme_id)
    doing, refusal = request.POST.get("doing", ""), ""
    decide, note = _forms(request, found, doing)
    if request.method == "POST":
        if not leads and doing != "note":
            raise Http404
        try:
            if said := _do(doing, found, decide, note, request.user):
                drafts.drop(request.user, f"safeguarding.{doing}:{found.pk}")
                messages.success(request, said)
                return redirect("safeguarding:concern", found.pk)
        except REFUSALS as reason:
            refusal = str(reason)
    audit.looked(at=found, by=request.user, page="concern")
    context = {
        "concern": found,
        "leads": leads,
        "decide": decide,
        "note": note,
        "form": decide if doing == "decide" else note,
        "refusal": refusal,
        "notes": found.notes.select_related("by"),
        "late": _unread(found) and _overdue(found, timezone.now()),
        "read_by": rules.acknowledge_by(found.raised_at, found.scheme.acknowledge_hours),
        "token": new_token(),
    }
    return render(request, "safeguarding/concern.html", context)


def _forms(request: WorkerRequest, found: Concern, doing: str) -> tuple[forms.Decide, forms.Note]:
    """The page's two forms: what was sent to the one that was pressed, drafts in the other."""
    worker = request.user
    decide = forms.Decide(
        request.POST if doing == "decide" else None,
        initial=drafts.read(worker, f"safeguarding.decide:{found.pk}"),
    )
    note = forms.Note(
        request.POST if doing == "note" else None,
        initial=drafts.read(worker, f"safeguarding.note:{found.pk}"),
    )
    return decide, note


def _do(doing: str, found: Concern, decide: forms.Decide, note: forms.Note, by: Worker) -> str:
    """Do one thing, and say what was done; "" where the form has to be put right."""
    now = timezone.now()
    if doing == "acknowledge":
        actions.acknowledge(concern=found, at=now, by=by)
        return f"You have it now. {found.raised_by.called} sees that you have read it."
    if doing == "close":
        actions.close(concern=found, at=now, by=by)
        return "The concern is closed. It stays here to read."
    if doing == "decide" and decide.is_valid():
        actions.decide(concern=found, at=now, by=by, **decide.cleaned_data)
        return "The decision is kept."
    if doing == "note" and note.is_valid():
        actions.add_note(concern=found, at=now, by=by, **note.cleaned_data)
        return "The note is kept."
    return ""
