"""The pages of connections: a new one, one with its steps, and the answers of one tap."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.directory.models import Activity
from alongside.casework.schemes import drafts
from alongside.casework.schemes.requests import WorkerRequest, back_to
from alongside.casework.schemes.sent import new_token, once
from alongside.casework.support.views.common import episode_for, typed_before

from .. import actions, forms, words
from ..models import Outcome, Signpost
from ..rules_introductions import OPEN
from .common import entry, leads_to, seen


@login_required
@require_http_methods(["GET", "POST"])
@once
def new(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Write down what somebody was pointed to: an entry of the directory, or one typed line."""
    episode = episode_for(request.user, person_id)
    keep = f"signposting.new:{person_id}"
    chosen = _chosen(request)
    usual = {"made_on": timezone.localdate(), "outcome": "suggested"}
    form = forms.NewConnection(
        request.POST or None,
        worker=request.user,
        activity=chosen,
        initial=typed_before(request.user, keep, usual),
    )
    if form.is_valid():
        try:
            made = actions.connect(episode=episode, by=request.user, **form.connection())
        except actions.CannotConnect as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            messages.success(request, f"{made.what} is written down.")
            return redirect(episode.person)
    audit.looked(at=episode, by=request.user, page="new connection")
    said = {
        "form": form,
        "activity": chosen,
        "person": episode.person,
        "keep": keep,
        "token": new_token(),
    }
    return render(request, "signposting/new.html", said)


def _chosen(request: WorkerRequest) -> Activity | None:
    """The entry that was chosen in the search, if one was."""
    number = request.POST.get("activity") or request.GET.get("activity") or ""
    return entry(request, number) if number else None


@login_required
@require_http_methods(["GET", "POST"])
@once
def signpost(request: WorkerRequest, signpost_id: int) -> HttpResponse:
    """One connection: its steps, and the next one."""
    found = seen(request, signpost_id)
    person = found.episode.person
    usual = {"on": timezone.localdate(), "outcome": found.outcome, "reason": found.reason}
    usual["first_time_on"] = found.first_time_on
    form = forms.Advance(request.POST or None, initial=usual)
    if form.is_valid():
        try:
            actions.advance(signpost=found, by=request.user, **form.cleaned_data)
        except actions.CannotAdvance as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Saved.")
            return redirect("signposting:signpost", signpost_id)
    audit.looked(at=found, by=request.user, page="connection")
    said = {
        "form": form,
        "signpost": found,
        "entry": leads_to(request, found),
        "person": person,
        "tag_state": words.tag_state(found.outcome),
        "introductions": found.introductions.select_related("by"),
        "can_introduce": found.outcome in OPEN and person.died_on is None,
        "token": new_token(),
    }
    return render(request, "signposting/signpost.html", said)


@login_required
@require_http_methods(["POST"])
def answer(request: WorkerRequest, signpost_id: int) -> HttpResponse:
    """The answer of one tap: `answer` is a value of `actions.Heard`, `next` where to go after."""
    found = seen(request, signpost_id)
    said = request.POST.get("answer", "")
    if said not in actions.Heard.values:
        raise Http404
    if _said_already(found, said):  # a second tap
        return redirect(_after(request, found))
    try:
        now = actions.heard(signpost=found, answer=said, on=timezone.localdate(), by=request.user)
    except actions.CannotAdvance as reason:
        messages.error(request, str(reason))
        return redirect("signposting:signpost", signpost_id)
    messages.success(request, f"{found.what}: {now.get_outcome_display().lower()}.")
    return redirect(_after(request, now))


def _said_already(found: Signpost, said: str) -> bool:
    if said == actions.Heard.NOT_THIS_TIME:
        return found.first_time_on is None
    if said == actions.Heard.NOT_YET:
        return found.outcome_on == timezone.localdate()
    return found.outcome == actions.OUTCOME_HEARD[actions.Heard(said)]


def _after(request: WorkerRequest, now: Signpost) -> str:
    """Back to the page that asked; for what has stopped, to its own page, where a reason fits."""
    own = now.get_absolute_url()
    return own if now.outcome == Outcome.STOPPED else back_to(request, own)
