"""Asking: what is due, how to ask, the questions themselves, and not now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.consent import actions as consents
from alongside.casework.consent.models import Purpose
from alongside.casework.people.models import Person
from alongside.casework.schemes import drafts, handed_over
from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once
from alongside.casework.schemes.words import day
from alongside.casework.support.models import Episode
from alongside.casework.support.views.common import episode_for, typed_before
from alongside.instruments import Instrument

from .. import actions, forms, queries, rules
from ..models import AnswerMode, Measure, Stage

HOW = [mode for mode in AnswerMode if mode != AnswerMode.LINK]  # a link is sent, never chosen here


@dataclass(frozen=True)
class Asking:
    """What is being asked of whom."""

    episode: Episode
    instrument: Instrument
    stage: str
    today: date

    @property
    def person(self) -> Person:
        return self.episode.person

    @property
    def stage_label(self) -> str:
        return Stage(self.stage).label

    @property
    def keep(self) -> str:
        return f"measures.ask:{self.person.pk}:{self.instrument.id}:{self.stage}"

    @property
    def where(self) -> tuple[int, str, str]:
        """What its addresses are made of."""
        return self.person.pk, self.instrument.id, self.stage


@login_required
@require_http_methods(["GET"])
def choose(request: WorkerRequest, person_id: int) -> HttpResponse:
    """What is due for somebody, what else can be recorded, and what came of it so far."""
    today = timezone.localdate()
    episode = episode_for(request.user, person_id)
    audit.looked(at=episode, by=request.user, page="measures")
    said = {
        "person": episode.person,
        "due": queries.due(episode, today),
        "others": [queries.asked_in(episode.scheme, code) for code in episode.scheme.instruments],
        "stages": Stage.choices,
        "scores": queries.scores(episode),
    }
    return render(request, "measures/choose.html", said)


@login_required
@require_http_methods(["GET", "POST"])
@once
def ask(request: WorkerRequest, person_id: int, instrument: str, stage: str) -> HttpResponse:
    """First how it is asked, then the questions."""
    asking = _asking(request.user, person_id, instrument, stage)
    audit.looked(at=asking.episode, by=request.user, page="questions")
    facts = queries.facts(asking.episode)
    why = rules.why_not_ask(asking.instrument, facts, stage, asking.today)
    agrees = queries.agrees(asking.person, asking.today)
    theirs = handed_over.now(request) is not None
    if theirs and (why or not agrees):
        return redirect("schemes:hand_back")  # the reason is not for them
    if why:
        return render(request, "measures/refused.html", {"asking": asking, "why": why})
    if not agrees:
        return _agree(request, asking)
    chosen = request.POST.get("how_asked") or request.GET.get("how", "")
    how = AnswerMode.SELF if theirs else chosen
    if how not in HOW:
        said = {"asking": asking, "how": HOW, "worded": asking.instrument.wording_supplied}
        return render(request, "measures/how.html", said)
    return _questions(request, asking, AnswerMode(how))


def _agree(request: WorkerRequest, asking: Asking) -> HttpResponse:
    """Nobody is asked before they have agreed to it; what they say is kept as their consent."""
    form = forms.Agrees(request.POST or None, initial={"how": "spoken"})
    if form.is_valid():
        agreed = form.cleaned_data["agreed"] == "yes"
        consents.record(
            person=asking.person,
            purpose=Purpose.MEASURES,
            agreed=agreed,
            on=asking.today,
            how=form.cleaned_data["how"],
            by=request.user,
        )
        if agreed:
            return redirect("measures:ask", *asking.where)
        messages.success(request, f"{asking.person.preferred_name} will not be asked again.")
        return redirect(asking.person)
    said = {"asking": asking, "form": form, "token": new_token()}
    return render(request, "measures/agree.html", said)


def _questions(request: WorkerRequest, asking: Asking, how: AnswerMode) -> HttpResponse:
    if why := rules.why_not_mode(how, has_wording=asking.instrument.wording_supplied):
        return render(request, "measures/refused.html", {"asking": asking, "why": why})
    if how == AnswerMode.SELF:
        handed_over.hand_over(request, form=asking.keep, back=asking.person.get_absolute_url())
    form = forms.Questions(
        request.POST or None,
        asked=asking.instrument,
        today=asking.today,
        ask_day=how == AnswerMode.PAPER,
        initial=typed_before(request.user, asking.keep, {"on": asking.today}),
    )
    if form.is_valid():
        try:
            measure = _answer(request.user, asking, how, form)
        except actions.CannotAnswer as reason:
            form.add_error(None, str(reason))
        else:
            return redirect(_after(request, measure, how))
    said = {"asking": asking, "how": how, "form": form, "token": new_token()}
    quiet = how == AnswerMode.SELF
    return render(request, f"measures/{'quiet' if quiet else 'questions'}.html", said)


def _answer(by: Worker, asking: Asking, how: AnswerMode, form: forms.Questions) -> Measure:
    measure = actions.answer(
        episode=asking.episode,
        instrument=asking.instrument.id,
        stage=asking.stage,
        answers=form.answers(),
        on=form.day(),
        mode=how,
        by=by,
    )
    drafts.drop(by, asking.keep)
    return measure


def _after(request: WorkerRequest, measure: Measure, how: AnswerMode) -> str:
    """Who answered on this device is thanked first; the score is for the worker."""
    if how != AnswerMode.SELF:
        return reverse("measures:measure", args=[measure.pk])
    thanks = reverse("measures:thanks", args=[measure.pk])
    back = reverse("measures:handed_back", args=[measure.pk])
    handed_over.goes_on(request, thanks, back=back)
    return thanks


@login_required
@require_http_methods(["GET", "POST"])
@once
def not_now(request: WorkerRequest, person_id: int, instrument: str, stage: str) -> HttpResponse:
    """Put it off, with a reason; it comes back."""
    asking = _asking(request.user, person_id, instrument, stage)
    form = forms.NotNow(request.POST or None)
    if form.is_valid():
        try:
            noted = actions.not_now(
                episode=asking.episode,
                instrument=instrument,
                stage=stage,
                on=asking.today,
                by=request.user,
                **form.cleaned_data,
            )
        except actions.CannotPutOff as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _comes_back(noted.ask_again_on))
            return redirect(asking.person)
    audit.looked(at=asking.episode, by=request.user, page="not now")
    said = {"asking": asking, "form": form, "token": new_token()}
    return render(request, "measures/not_now.html", said)


def _comes_back(again_on: date | None) -> str:
    if again_on is None:
        return "Noted. These questions will not come back at this stage."
    return f"Noted. These questions come back on {day(again_on)}."


def _asking(worker: Worker, person_id: int, instrument: str, stage: str) -> Asking:
    episode = _followed_up(worker, person_id, stage) or episode_for(worker, person_id)
    if instrument not in episode.scheme.instruments or stage not in Stage.values:
        raise Http404
    asked = queries.asked_in(episode.scheme, instrument)
    return Asking(episode, asked, stage, timezone.localdate())


def _followed_up(worker: Worker, person_id: int, stage: str) -> Episode | None:
    """The support that a follow-up speaks of: who came back meanwhile has another that goes on."""
    if stage != Stage.FOLLOW_UP:
        return None
    over = Episode.objects.seen_by(worker).filter(
        person=person_id, ended_on__lte=timezone.localdate() - rules.NOT_BEFORE
    )
    return over.select_related("person", "scheme").order_by("-ended_on", "-pk").first()
