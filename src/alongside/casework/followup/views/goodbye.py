"""The ending page, and the letter that comes of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.measures import queries as measures
from alongside.casework.measures.models import Stage
from alongside.casework.people.models import MayLeaveMessage
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once
from alongside.casework.signposting import queries as connections
from alongside.casework.support.models import Ending, EndReason, Episode, Goal
from alongside.casework.support.views.common import episode_for, typed_before

from .. import actions, letter, queries
from ..forms import goodbye as forms


@login_required
@require_http_methods(["GET", "POST"])
@once
def goodbye(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Everything at the end of support on one page; after a death, only the day."""
    today = timezone.localdate()
    episode = episode_for(request.user, person_id)
    if episode.ended_on is not None:
        return redirect(_after(episode))
    keep = f"followup.goodbye:{person_id}"
    form = _form(request, episode, keep, today)
    if form.is_valid():
        try:
            _say(request.user, episode, form, today)
        except actions.CannotSayGoodbye as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            messages.success(request, f"{episode.person.preferred_name}’s support has ended.")
            return redirect(_after(episode))
    audit.looked(at=episode, by=request.user, page="goodbye")
    said = {"form": form, "keep": keep, "token": new_token()} | _summary(episode)
    page = "died" if episode.person.died_on else "goodbye"
    return render(request, f"followup/{page}.html", said)


def _form(request: WorkerRequest, episode: Episode, keep: str, today: date) -> forms.SayGoodbye:
    died_on = episode.person.died_on
    usual = forms.usual(episode, today)
    if died_on:
        usual |= {"reason": EndReason.DIED, "died_on": died_on}
    return forms.SayGoodbye(
        request.POST or None,
        initial=typed_before(request.user, keep, usual),
        episode=episode,
        connections_known=list(connections.for_episode(episode)),
        due=[] if died_on else measures.end_questions(episode, today),
        today=today,
    )


def _say(by: Worker, episode: Episode, form: forms.SayGoodbye, today: date) -> Ending | None:
    return actions.say_goodbye(
        episode=episode,
        on=form.cleaned_data["on"],
        reason=form.cleaned_data["reason"],
        said=form.goodbye(),
        today=today,
        by=by,
    )


def _after(episode: Episode) -> str:
    """To the letter, where there is anything to write; else to the person."""
    if episode.person.died_on is None and Ending.objects.filter(episode=episode).exists():
        return reverse("followup:letter", args=[episode.person_id])
    return episode.person.get_absolute_url()


def _summary(episode: Episode) -> dict[str, Any]:
    """The support in a few lines, to look back on together."""
    reached = episode.contacts.filter(reached=True)
    return {
        "episode": episode,
        "person": episode.person,
        "contacts": reached.count(),
        "goals": Goal.objects.filter(plan__episode=episode).exclude(status="set_aside"),
        "rehearsals": episode.rehearsals.all(),
        "scores": measures.scores(episode),
        "stage": Stage.END,
    }


@login_required
@require_http_methods(["GET"])
def letter_page(request: WorkerRequest, person_id: int) -> HttpResponse:
    """The goodbye letter, to print."""
    ending = _ending(request, person_id, "goodbye letter")
    person = ending.episode.person
    said = {
        "letter": letter.of(ending),
        "person": person,
        "by_hand": person.letter in (MayLeaveMessage.NO, MayLeaveMessage.FIRST_NAME),
        "slips": queries.slip_words(ending),
    }
    return render(request, "followup/letter.html", said)


@login_required
@require_http_methods(["GET"])
def letter_pdf(request: WorkerRequest, person_id: int) -> HttpResponse:
    """The same as a PDF that a screen reader can read."""
    ending = _ending(request, person_id, "goodbye letter")
    response = HttpResponse(letter.pdf(letter.of(ending)), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="letter.pdf"'
    return response


def _ending(request: WorkerRequest, person_id: int, page: str) -> Ending:
    episode = episode_for(request.user, person_id)
    ended = Ending.objects.filter(episode__person=episode.person)
    ending = ended.select_related("episode__person", "episode__scheme", "episode__connector").last()
    if ending is None or episode.person.died_on is not None:  # no letter goes to who has died
        raise Http404
    audit.looked(at=ending, by=request.user, page=page)
    return ending
