"""The plan: goals, steps, review, agreement; and the person's copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from alongside.casework import audit
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once

from .. import actions, copy_for_person, queries, rules
from ..forms import plan as forms
from ..models import Episode
from .common import episode_for


@login_required
@require_GET
def plan(request: WorkerRequest, person_id: int) -> HttpResponse:
    """The whole plan, with one tap for how far each step has got."""
    episode = episode_for(request.user, person_id)
    audit.looked(at=episode, by=request.user, page="plan")
    return render(request, "support/plan.html", _shown(episode))


def _shown(episode: Episode) -> dict[str, Any]:
    today = timezone.localdate()
    whole = queries.plan_of(episode)
    called, connector = episode.person.preferred_name, episode.connector.called
    return {
        "episode": episode,
        "person": episode.person,
        "plan": whole,
        "goals": queries.goal_lines(whole, called, connector),
        "agreed": whole.agreements.first(),
        "changed_since": queries.changed_since_agreed(whole),
        "review": forms.ReviewOn(initial={"review_on": whole.review_on}),
        "agree": forms.AgreedOn(initial={"agreed_on": today}),
        "closed": rules.why_not_change(episode),
        "token": new_token(),
    }


@login_required
@require_POST
@once
def review(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Set the day on which to look at the plan again."""
    episode = episode_for(request.user, person_id)
    form = forms.ReviewOn(request.POST)
    return _from_plan(
        request,
        episode,
        form,
        "review",
        lambda: actions.set_review(
            plan=episode.plan,
            on=form.cleaned_data["review_on"],
            today=timezone.localdate(),
            by=request.user,
        ),
        "The day to look at the plan again is saved.",
    )


@login_required
@require_POST
@once
def agree(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Keep as a fact that the person agreed."""
    episode = episode_for(request.user, person_id)
    form = forms.AgreedOn(request.POST)
    return _from_plan(
        request,
        episode,
        form,
        "agree",
        lambda: actions.agree_plan(
            plan=episode.plan,
            on=form.cleaned_data["agreed_on"],
            today=timezone.localdate(),
            by=request.user,
        ),
        f"Saved: agreed with {episode.person.preferred_name}.",
    )


def _from_plan(
    request: WorkerRequest,
    episode: Episode,
    form: forms.ReviewOn | forms.AgreedOn,
    name: str,
    do: Callable[[], Any],
    saved: str,
) -> HttpResponse:
    """A small form on the plan's own page: saved, or shown there again with what is wrong."""
    if form.is_valid():
        try:
            do()
        except actions.CannotChangePlan as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, saved)
            return redirect("support:plan", episode.person_id)
    audit.looked(at=episode, by=request.user, page="plan")
    return render(request, "support/plan.html", {**_shown(episode), name: form, "form": form})


@login_required
@require_POST
@once
def step_status(request: WorkerRequest, step_id: int) -> HttpResponse:
    """One tap: to do, under way, done, dropped."""
    step = get_object_or_404(queries.steps_seen_by(request.user), pk=step_id)
    form = forms.StepStatus(request.POST)
    return _one_tap(
        request,
        step.goal.plan.episode,
        form,
        lambda: actions.step_status(
            step=step, on=timezone.localdate(), by=request.user, **form.cleaned_data
        ),
    )


@login_required
@require_POST
@once
def close_goal(request: WorkerRequest, goal_id: int) -> HttpResponse:
    """One tap: reached, set aside, or goes on after all."""
    goal = get_object_or_404(queries.goals_seen_by(request.user), pk=goal_id)
    form = forms.CloseGoal(request.POST)
    return _one_tap(
        request,
        goal.plan.episode,
        form,
        lambda: actions.close_goal(
            goal=goal, on=timezone.localdate(), by=request.user, **form.cleaned_data
        ),
    )


def _one_tap(
    request: WorkerRequest,
    episode: Episode,
    form: forms.CloseGoal | forms.StepStatus,
    do: Callable[[], Any],
) -> HttpResponse:
    if form.is_valid():
        try:
            do()
        except actions.CannotChangePlan as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("support:plan", episode.person_id)
    return render(request, "support/plan.html", {**_shown(episode), "form": form})


@login_required
@require_GET
def plan_print(request: WorkerRequest, person_id: int) -> HttpResponse:
    """The person's copy, large, to print."""
    episode = episode_for(request.user, person_id)
    audit.looked(at=episode, by=request.user, page="plan copy")
    shown = {"person": episode.person, "copy": copy_for_person.of(episode, timezone.localdate())}
    return render(request, "support/plan_print.html", shown)


@login_required
@require_GET
def plan_pdf(request: WorkerRequest, person_id: int) -> HttpResponse:
    """The same as a PDF that a screen reader can read."""
    episode = episode_for(request.user, person_id)
    audit.looked(at=episode, by=request.user, page="plan copy")
    made = copy_for_person.pdf(copy_for_person.of(episode, timezone.localdate()))
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="plan.pdf"'},
    )
