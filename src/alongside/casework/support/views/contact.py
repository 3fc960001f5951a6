"""Recording a contact, for one person or several, and putting it right."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.people.rules import safe_contact
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Role, Worker
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once

from .. import actions, queries
from ..forms import contact as forms
from ..forms.together import RecordTogether
from ..models import Episode
from .common import episode_for, typed_before, works_with_people


@login_required
@require_http_methods(["GET", "POST"])
@once
def record(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Three taps for the usual one, a note, save."""
    today = timezone.localdate()
    episode = episode_for(request.user, person_id)
    keep = f"support.contact:{person_id}"
    initial = typed_before(request.user, keep, _usual(request.user))
    form = forms.RecordContact(request.POST or None, initial=initial, episode=episode, today=today)
    if form.is_valid():
        try:
            actions.record_contact(episode=episode, today=today, by=request.user, **form.facts())
        except actions.CannotRecord as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            messages.success(request, "The contact is saved.")
            return redirect(episode.person)
    audit.looked(at=episode, by=request.user, page="contact")
    said = {"form": form, "keep": keep, "token": new_token(), **_aside(episode, today)}
    return render(request, "support/contact.html", said)


def _usual(worker: Worker) -> dict[str, Any]:
    """Today, and the way that this worker used last."""
    last = queries.last_mode(worker)
    how = next(code for code, way in forms.HOW.items() if way == last)
    return {"when": "today", "how": "telephone" if how == "letter" else how}


def _aside(episode: Episode, today: date) -> dict[str, Any]:
    """What is good to know while writing: last time, promises, how to get in touch."""
    last = queries.last_contact([episode.pk], reached=True).get(episode.pk)
    return {
        "episode": episode,
        "person": episode.person,
        "last": last,
        "last_how": queries.how_words(last).lower() if last else "",
        "promises": queries.promises(episode, last, today),
        "reach": safe_contact(episode.person),
        "taper": queries.taper_of(episode, today),
    }


@login_required
@require_http_methods(["GET", "POST"])
@once
def correct(request: WorkerRequest, contact_id: int) -> HttpResponse:
    """Put a contact right; what it said before stays below."""
    today = timezone.localdate()
    contact = get_object_or_404(queries.contacts_seen_by(request.user), pk=contact_id)
    keep = f"support.contact_correct:{contact_id}"
    if "leave" in request.POST:
        drafts.drop(request.user, keep)
        return redirect(contact.episode.person)
    initial = typed_before(request.user, keep, forms.as_typed(contact, today))
    form = forms.CorrectContact(
        request.POST or None,
        initial=initial,
        episode=contact.episode,
        contact=contact,
        today=today,
    )
    if form.is_valid():
        try:
            actions.correct_contact(
                contact=contact,
                changes=form.facts(),
                why=form.cleaned_data["why"],
                today=today,
                by=request.user,
            )
        except actions.CannotRecord as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            messages.success(request, "The contact is put right. What it said before is kept.")
            return redirect(contact.episode.person)
    audit.looked(at=contact, by=request.user, page="contact correction")
    said = {
        "form": form,
        "keep": keep,
        "token": new_token(),
        "contact": contact,
        "person": contact.episode.person,
        "versions": queries.versions_of(contact),
    }
    return render(request, "support/contact_correct.html", said)


@login_required
@require_http_methods(["GET", "POST"])
@once
def together(request: WorkerRequest) -> HttpResponse:
    """One meeting with several of one's own people."""
    works_with_people(request.user)
    today = timezone.localdate()
    episodes = _own(request.user)
    keep = "support.together"
    initial = typed_before(request.user, keep, {"when": "today", "how": "group"})
    if chosen := request.GET.get("person", ""):
        initial["episodes"] = [one.pk for one in episodes if str(one.person_id) == chosen]
    form = RecordTogether(request.POST or None, initial=initial, episodes=episodes, today=today)
    if form.is_valid():
        try:
            made = actions.record_together(today=today, by=request.user, **form.facts())
        except actions.CannotRecord as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            messages.success(request, f"The contact is saved for {len(made)} people.")
            return redirect(_their_people(request.user))
    said = {
        "form": form,
        "keep": keep,
        "token": new_token(),
        "episodes": episodes,
        "back_to": _their_people(request.user),
    }
    return render(request, "support/together.html", said)


def _their_people(worker: Worker) -> str:
    """My people is for connectors; a coordinator who walks alongside somebody has Everybody."""
    return "pages:my_people" if worker.has_role(Role.CONNECTOR) else "pages:everybody"


def _own(worker: Worker) -> QuerySet[Episode]:
    mine = queries.mine(worker, timezone.localdate()).select_related("person")
    return mine.filter(person__died_on=None).order_by("person__preferred_name", "pk")
