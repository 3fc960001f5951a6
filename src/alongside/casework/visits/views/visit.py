"""The visit on one screen: before the doorbell, arrived, and out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.schemes import drafts
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once
from alongside.casework.signposting import queries as signposting
from alongside.casework.support import actions as support
from alongside.casework.support import rules_diary
from alongside.casework.support.models import Appointment, Episode, Visit
from alongside.casework.support.queries import diary
from alongside.casework.support.rules import with_weekday

from .. import actions, forms, queries, rules


@dataclass(frozen=True)
class Before:
    """Where a visit is about to begin: with an entry in the diary, or without one."""

    episode: Episode
    appointment: Appointment | None = None

    @property
    def arrive_at(self) -> str:
        if self.appointment is None:
            return reverse("visits:start", args=[self.episode.person_id])
        return reverse("visits:arrive", args=[self.appointment.pk])

    @property
    def all_at(self) -> str:
        """Where the whole visit goes when it began without signal."""
        if self.appointment is None:
            return reverse("visits:all_of_it", args=[self.episode.person_id])
        return reverse("visits:afterwards", args=[self.appointment.pk])

    @property
    def minutes(self) -> int:
        return 60 if self.appointment is None else self.appointment.minutes


def _with_entry(request: WorkerRequest, appointment_id: int) -> Before:
    seen = Appointment.objects.seen_by(request.user).filter(episode__isnull=False)
    entry = get_object_or_404(seen.select_related("episode"), pk=appointment_id)
    return Before(_episode(request, entry.episode_id), entry)


def _without_entry(request: WorkerRequest, person_id: int) -> Before:
    episodes = Episode.objects.seen_by(request.user).open().filter(person=person_id)
    found = episodes.values_list("pk", flat=True).first()
    if found is None:
        raise Http404
    return Before(_episode(request, found))


def _episode(request: WorkerRequest, episode_id: int | None) -> Episode:
    seen = Episode.objects.seen_by(request.user).select_related("person__scheme", "scheme")
    return get_object_or_404(seen.prefetch_related("extensions"), pk=episode_id)


def _at_the_door(visit: Visit) -> Episode:
    """Of one’s own open visit: *I’m out* has to come through, also when the record was given to
    somebody else, or a cover ran out, while one was there.
    """
    return Episode.objects.select_related("person__scheme", "scheme").get(pk=visit.episode_id)


# ---- before the doorbell, and arriving ---------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
@once
def arrive(request: WorkerRequest, appointment_id: int) -> HttpResponse:
    """Before the doorbell, from an entry in the diary."""
    return _arrive(request, _with_entry(request, appointment_id))


@login_required
@require_http_methods(["GET", "POST"])
@once
def start(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Before the doorbell, from the person’s page."""
    return _arrive(request, _without_entry(request, person_id))


def _arrive(request: WorkerRequest, before: Before) -> HttpResponse:
    now = timezone.now()
    already = diary.open_visits(request.user).filter(
        episode=before.episode, appointment=before.appointment
    )
    if request.method == "GET" and (visit := already.last()):
        return redirect("visits:visit", visit.pk)
    refused = ""
    if request.method == "POST":
        try:
            visit = support.arrive(
                episode=before.episode,
                appointment=before.appointment,
                at=rules.pressed_at(request.POST.get("pressed_at", ""), now=now),
                minutes=before.minutes,
                by=request.user,
            )
        except support.CannotArrive as reason:
            refused = str(reason)
        else:
            return redirect("visits:visit", visit.pk)
    return _before_page(request, before, _out_form(request, before.episode), refused=refused)


def _before_page(
    request: WorkerRequest, before: Before, form: forms.Out, *, refused: str = ""
) -> HttpResponse:
    now = timezone.now()
    told = diary.who_is_told(before.episode.scheme, timezone.localdate())
    grace = before.episode.scheme.lone_working_minutes
    out_by = rules_diary.out_expected(now, minutes=before.minutes, grace=grace)
    context = _page(request, before.episode, form) | {
        "before": before,
        "promise": rules_diary.promise(out_by, told),
        "refused": refused,
        "not_at_home": before.appointment is not None,
    }
    return render(request, "visits/arrive.html", context)


# ---- at the visit, and out ---------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
@once
def visit(request: WorkerRequest, visit_id: int) -> HttpResponse:
    """The visit on one screen, until *I’m out*."""
    own = Visit.objects.filter(worker=request.user).select_related("appointment")
    visit = get_object_or_404(own, pk=visit_id)
    episode = _at_the_door(visit) if visit.out_at is None else _episode(request, visit.episode_id)
    form = _out_form(request, episode, visit)
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        at = rules.pressed_at(form.cleaned_data["pressed_at"], now=now, not_before=visit.arrived_at)
        try:
            actions.go_out(
                visit=visit,
                at=at,
                said=form.said(visit.arrived_at, at),
                connection=form.connection_made(),
                next_time=form.next_time(),
                by=request.user,
            )
        except actions.CannotGoOut as reason:
            form.add_error(None, str(reason))
        else:
            return _out(request, episode, form)
    context = _page(request, episode, form) | {
        "visit": visit,
        "clock": rules_diary.lone_working_words(visit, now),
        "unheard": rules_diary.until_heard(visit),
    }
    return render(request, "visits/visit.html", context)


@login_required
@require_http_methods(["POST"])
@once
def afterwards(request: WorkerRequest, appointment_id: int) -> HttpResponse:
    """The whole visit in one, from an entry: it began without signal."""
    return _all_of_it(request, _with_entry(request, appointment_id))


@login_required
@require_http_methods(["POST"])
@once
def all_of_it(request: WorkerRequest, person_id: int) -> HttpResponse:
    """The whole visit in one, without an entry."""
    return _all_of_it(request, _without_entry(request, person_id))


def _all_of_it(request: WorkerRequest, before: Before) -> HttpResponse:
    form = _out_form(request, before.episode)
    now = timezone.now()
    if form.is_valid():
        typed = form.cleaned_data
        arrived_at = rules.pressed_at(typed["arrived_at"], now=now)
        at = rules.pressed_at(typed["pressed_at"], now=now, not_before=arrived_at)
        try:
            actions.write_afterwards(
                episode=before.episode,
                appointment=before.appointment,
                arrived_at=arrived_at,
                at=at,
                said=form.said(arrived_at, at),
                connection=form.connection_made(),
                next_time=form.next_time(),
                by=request.user,
            )
        except actions.CannotGoOut as reason:
            form.add_error(None, str(reason))
        else:
            return _out(request, before.episode, form)
    return _before_page(request, before, form)


def _form_name(episode: Episode) -> str:
    return f"visits.visit:{episode.pk}"


def _out_form(request: WorkerRequest, episode: Episode, visit: Visit | None = None) -> forms.Out:
    sent = request.POST if "note" in request.POST else None
    entry = visit.appointment if visit else None
    initial: dict[str, Any] = {
        "went_along": entry is not None and entry.how == Appointment.How.OUT,
        "travel_minutes": entry.travel_minutes if entry else None,
        "next_how": Appointment.How.HOME,
    }
    typed = drafts.read(request.user, _form_name(episode)) or {}
    asked = signposting.ask_in_episode(episode, timezone.localdate())
    return forms.Out(sent, episode=episode, asked=asked, initial=initial | typed)


def _page(request: WorkerRequest, episode: Episode, form: forms.Out) -> dict[str, Any]:
    """What every page of a visit shows. It is a look at the record."""
    audit.looked(at=episode.person, by=request.user, page="visit")
    name = _form_name(episode)
    return {
        "usual_names": signposting.usual_names(episode.scheme, request.user),
        "door": queries.door(episode, timezone.localdate()),
        "episode": episode,
        "person": episode.person,
        "form": form,
        "keep": name,
        "draft": drafts.seal(request.user, name),
        "token": new_token(),
        "token_of_arrival": new_token(),
        "others_open": _open_elsewhere(request, episode),
    }


def _open_elsewhere(request: WorkerRequest, episode: Episode) -> list[Visit]:
    return list(diary.open_visits(request.user).exclude(episode=episode))


def _out(request: WorkerRequest, episode: Episode, form: forms.Out) -> HttpResponse:
    drafts.drop(request.user, _form_name(episode))
    next_time = form.next_time()
    called = episode.person.preferred_name
    if next_time is None:
        words = f"You are out, and the visit is saved. Nothing is planned with {called} yet."
    else:
        words = f"You are out, and the visit is saved. Next: {_when(next_time)}."
    messages.success(request, words)
    return redirect(f"/people/{episode.person_id}/")


def _when(next_time: actions.NextTime) -> str:
    on = with_weekday(timezone.localtime(next_time.starts_at).date())
    return on if next_time.any_time else f"{on}, {rules_diary.clock(next_time.starts_at)}"
