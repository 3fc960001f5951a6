"""Follow-ups: who is to be reached, and what came of it."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.measures import queries as measures
from alongside.casework.people.rules import safe_contact
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Role
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once
from alongside.casework.signposting import queries as connections
from alongside.casework.support.models import Episode
from alongside.casework.support.views.common import typed_before

from .. import actions, queries
from ..forms.attempt import TryToReach
from ..models import Attempt, Kind

WHEN = {"late": "Late", "today": "Today", "this_week": "This week", "later": "Later"}
MAY = (Role.CONNECTOR, Role.COORDINATOR, Role.SAFEGUARDING_LEAD)


@login_required
@require_http_methods(["GET"])
def overview(request: WorkerRequest) -> HttpResponse:
    """Everybody to be reached, late ones first. Filters stand in the address."""
    if not request.user.has_role(*MAY):
        raise Http404
    today = timezone.localdate()
    whose = _whose(request)
    kind = request.GET.get("kind", "")
    everybody = queries.seen(request.user, today, mine=whose == "mine")
    shown = [due for due in everybody if kind not in Kind.values or due.kind == kind]
    said = {
        "groups": _groups(shown, today),
        "on": today,
        "whose": whose,
        "kind": kind,
        "counts": Counter(due.kind.value for due in everybody),
        "kinds": Kind.choices,
    }
    return render(request, "followup/list.html", said)


def _whose(request: WorkerRequest) -> str:
    """A connector sees their own people first, a coordinator everybody."""
    asked = request.GET.get("whose", "")
    if asked in ("mine", "all"):
        return asked
    return "mine" if request.user.has_role(Role.CONNECTOR) else "all"


def _groups(dues: list[queries.Due], today: date) -> list[tuple[str, str, list[queries.Due]]]:
    found = [
        (code, words, [due for due in dues if due.when(today) == code])
        for code, words in WHEN.items()
    ]
    return [group for group in found if group[2]]


@login_required
@require_http_methods(["GET", "POST"])
@once
def attempt(request: WorkerRequest, episode_id: int, kind: str) -> HttpResponse:
    """One try to reach somebody."""
    today = timezone.localdate()
    if kind not in Kind.values:
        raise Http404
    seen = Episode.objects.seen_by(request.user).select_related("person", "scheme", "connector")
    episode = get_object_or_404(seen, pk=episode_id)
    keep = f"followup.attempt:{episode_id}:{kind}"
    form = TryToReach(
        request.POST or None,
        initial=typed_before(request.user, keep, {"on": today}),
        today=today,
    )
    if form.is_valid():
        try:
            made = actions.try_to_reach(
                episode=episode, kind=kind, by=request.user, **form.cleaned_data
            )
        except actions.CannotTry as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            messages.success(request, _said(made))
            return redirect("followup:list")
    audit.looked(at=episode, by=request.user, page="follow-up")
    said = {"form": form, "keep": keep, "token": new_token()}
    return render(request, "followup/attempt.html", said | _about(episode, Kind(kind), today))


def _about(episode: Episode, kind: Kind, today: date) -> dict[str, object]:
    """What is good to know before ringing."""
    due = queries.of(episode, kind, today)
    to_ask = measures.due(episode, today) if kind == Kind.FOLLOW_UP else []
    return {
        "episode": episode,
        "person": episode.person,
        "kind": kind,
        "due": due,
        "ending": getattr(episode, "ending", None),
        "tried": episode.attempts.filter(kind=kind).select_related("by"),
        "reach": safe_contact(episode.person),
        "connections": connections.for_episode(episode),
        "to_ask": [each for each in to_ask if each.stage == "follow_up"],
        "on": today,
    }


def _said(made: Attempt) -> str:
    """What was saved, and what comes of it."""
    if made.new_referral is not None:
        return "Saved. A new referral is in the inbox, tied to the earlier support."
    if made.wants_support:
        return "Saved. A referral for them waits in the inbox already, so no second one was made."
    if made.try_again_on:
        return f"Saved. It comes back on {made.try_again_on.day} {made.try_again_on:%B}."
    return "Saved. Nothing more is to be done for it."
