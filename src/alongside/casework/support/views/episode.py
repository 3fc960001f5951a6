"""Longer support, another connector, reading a record, answering, rehearsing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Membership, Role, Worker
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once

from .. import actions, queries, rules
from ..forms import episode as forms
from ..models import Appointment, Episode
from .common import as_coordinator, episode_for, typed_before


@login_required
@require_http_methods(["GET", "POST"])
@once
def extend(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Longer support, agreed by the coordinator with a reason."""
    today = timezone.localdate()
    episode = as_coordinator(request.user, person_id)
    keep = f"support.extend:{person_id}"
    usual = {"until_week": episode.agreed_weeks() + 4}
    form = forms.Extend(request.POST or None, initial=typed_before(request.user, keep, usual))
    if form.is_valid():
        try:
            actions.extend(episode=episode, on=today, by=request.user, **form.cleaned_data)
        except actions.CannotExtend as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            week = form.cleaned_data["until_week"]
            messages.success(request, f"Support is agreed until week {week}.")
            return redirect(episode.person)
    audit.looked(at=episode, by=request.user, page="longer support")
    said = {
        "form": form,
        "keep": keep,
        "token": new_token(),
        "episode": episode,
        "person": episode.person,
        "clock": rules.clock_words(episode, today),
        "extensions": episode.extensions.select_related("agreed_by"),
    }
    return render(request, "support/extend.html", said)


@login_required
@require_http_methods(["GET", "POST"])
@once
def hand_over(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Another connector; history stays, and what is planned goes along."""
    today = timezone.localdate()
    episode = as_coordinator(request.user, person_id)
    keep = f"support.hand_over:{person_id}"
    form = forms.HandOver(
        request.POST or None,
        initial=typed_before(request.user, keep, {"on": today}),
        workers=_who_could(episode),
    )
    if form.is_valid():
        try:
            actions.hand_over(episode=episode, today=today, by=request.user, **form.cleaned_data)
        except actions.CannotHandOver as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            to = form.cleaned_data["to"].called
            messages.success(request, f"{to} walks alongside {episode.person.preferred_name} now.")
            return redirect(episode.person)
    audit.looked(at=episode, by=request.user, page="handing over")
    planned = Appointment.objects.planned().filter(
        episode=episode, worker=episode.connector, starts_at__gte=timezone.now()
    )
    said = {
        "form": form,
        "keep": keep,
        "token": new_token(),
        "episode": episode,
        "person": episode.person,
        "planned": planned.count(),
        "handovers": episode.handovers.select_related("from_worker", "to_worker"),
    }
    return render(request, "support/hand_over.html", said)


def _who_could(episode: Episode) -> QuerySet[Worker]:
    connecting = Membership.objects.on(timezone.localdate()).filter(
        worker=OuterRef("pk"),
        scheme=episode.scheme_id,
        role=Role.CONNECTOR,
    )
    others = Worker.objects.exclude(pk=episode.connector_id).filter(is_active=True)
    return others.filter(Exists(connecting))


@login_required
@require_http_methods(["GET", "POST"])
@once
def read(request: WorkerRequest, person_id: int) -> HttpResponse:
    """A coordinator has read the record, and writes a note to the connector."""
    today = timezone.localdate()
    episode = as_coordinator(request.user, person_id)
    keep = f"support.read:{person_id}"
    form = forms.ReadNote(request.POST or None, initial=typed_before(request.user, keep, {}))
    if form.is_valid():
        try:
            actions.read_record(episode=episode, on=today, by=request.user, **form.cleaned_data)
        except actions.CannotRead as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            messages.success(request, f"Your note is with {episode.connector.called}.")
            return redirect(episode.person)
    audit.looked(at=episode, by=request.user, page="supervision")
    said = {
        "form": form,
        "keep": keep,
        "token": new_token(),
        "episode": episode,
        "person": episode.person,
        "reads": episode.reads.select_related("by", "answered_by"),
        "happenings": queries.happenings(episode)[:12],
    }
    return render(request, "support/read.html", said)


@login_required
@require_http_methods(["GET", "POST"])
@once
def answer_read(request: WorkerRequest, read_id: int) -> HttpResponse:
    """The connector answers a coordinator's note."""
    today = timezone.localdate()
    note = get_object_or_404(queries.reads_seen_by(request.user), pk=read_id)
    keep = f"support.answer_read:{read_id}"
    form = forms.AnswerNote(request.POST or None, initial=typed_before(request.user, keep, {}))
    if form.is_valid():
        try:
            actions.answer_read(read=note, on=today, by=request.user, **form.cleaned_data)
        except actions.CannotAnswer as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            messages.success(request, f"Your answer is with {note.by.called}.")
            return redirect(note.episode.person)
    audit.looked(at=note, by=request.user, page="supervision")
    said = {
        "form": form,
        "keep": keep,
        "token": new_token(),
        "read": note,
        "person": note.episode.person,
    }
    return render(request, "support/answer_read.html", said)


@login_required
@require_http_methods(["GET", "POST"])
@once
def rehearse(request: WorkerRequest, person_id: int) -> HttpResponse:
    """*Can get there without me*: what was tried, and how it went."""
    today = timezone.localdate()
    episode = episode_for(request.user, person_id)
    keep = f"support.rehearse:{person_id}"
    initial = typed_before(request.user, keep, {"tried_on": today})
    form = forms.Rehearse(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.rehearse(episode=episode, today=today, by=request.user, **form.cleaned_data)
        except actions.CannotRehearse as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            messages.success(request, "Saved.")
            return redirect(episode.person)
    audit.looked(at=episode, by=request.user, page="rehearsal")
    said = {
        "form": form,
        "keep": keep,
        "token": new_token(),
        "person": episode.person,
        "before": episode.rehearsals.all(),
    }
    return render(request, "support/rehearse.html", said)
