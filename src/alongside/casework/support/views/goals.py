"""Adding and changing goals and steps; when two change the same one, both are shown."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.schemes import drafts
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once
from alongside.meanwhile import Row, in_words

from .. import actions, queries
from ..forms.plan import GoalForm, StepForm
from ..models import Episode
from .common import episode_for, typed_before


@login_required
@require_http_methods(["GET", "POST"])
@once
def add_goal(request: WorkerRequest, person_id: int) -> HttpResponse:
    """A goal in the person's words."""
    episode = episode_for(request.user, person_id)
    keep = f"support.goal_add:{person_id}"
    form = GoalForm(request.POST or None, initial=typed_before(request.user, keep, {}))
    if form.is_valid():
        try:
            actions.add_goal(
                plan=episode.plan, on=timezone.localdate(), by=request.user, **form.cleaned_data
            )
        except actions.CannotChangePlan as reason:
            form.add_error(None, str(reason))
        else:
            return _saved(request, episode, keep)
    return _page(request, episode, form, keep, "goal")


@login_required
@require_http_methods(["GET", "POST"])
@once
def change_goal(request: WorkerRequest, goal_id: int) -> HttpResponse:
    """Change a goal; what somebody else wrote meanwhile is shown beside it."""
    goal = get_object_or_404(queries.goals_seen_by(request.user), pk=goal_id)
    episode, keep = goal.plan.episode, f"support.goal:{goal_id}"
    if "leave" in request.POST:
        return _saved(request, episode, keep)
    initial = typed_before(request.user, keep, GoalForm.of(goal))
    form = GoalForm(request.POST or None, initial=initial)
    theirs, version = None, _begun(request, initial, goal.plan.version)
    if form.is_valid():
        try:
            actions.change_goal(
                goal=goal, changes=form.cleaned_data, version=version, by=request.user
            )
        except actions.PlanChanged as both:
            form.add_error(None, str(both))
            theirs, version = both.theirs, both.version
        except actions.CannotChangePlan as reason:
            form.add_error(None, str(reason))
        else:
            return _saved(request, episode, keep)
    return _page(request, episode, form, keep, "goal", goal=goal, version=version, theirs=theirs)


@login_required
@require_http_methods(["GET", "POST"])
@once
def add_step(request: WorkerRequest, goal_id: int) -> HttpResponse:
    """A step towards a goal."""
    goal = get_object_or_404(queries.goals_seen_by(request.user), pk=goal_id)
    episode, keep = goal.plan.episode, f"support.step_add:{goal_id}"
    initial = typed_before(request.user, keep, {})
    form = StepForm(request.POST or None, initial=initial, **_names(episode))
    if form.is_valid():
        try:
            actions.add_step(goal=goal, by=request.user, **form.cleaned_data)
        except actions.CannotChangePlan as reason:
            form.add_error(None, str(reason))
        else:
            return _saved(request, episode, keep)
    return _page(request, episode, form, keep, "step", goal=goal)


@login_required
@require_http_methods(["GET", "POST"])
@once
def change_step(request: WorkerRequest, step_id: int) -> HttpResponse:
    """Change a step; what somebody else wrote meanwhile is shown beside it."""
    step = get_object_or_404(queries.steps_seen_by(request.user), pk=step_id)
    episode, keep = step.goal.plan.episode, f"support.step:{step_id}"
    if "leave" in request.POST:
        return _saved(request, episode, keep)
    initial = typed_before(request.user, keep, StepForm.of(step))
    form = StepForm(request.POST or None, initial=initial, **_names(episode))
    theirs, version = None, _begun(request, initial, step.goal.plan.version)
    if form.is_valid():
        try:
            actions.change_step(
                step=step, changes=form.cleaned_data, version=version, by=request.user
            )
        except actions.PlanChanged as both:
            form.add_error(None, str(both))
            theirs, version = both.theirs, both.version
        except actions.CannotChangePlan as reason:
            form.add_error(None, str(reason))
        else:
            return _saved(request, episode, keep)
    return _page(
        request,
        episode,
        form,
        keep,
        "step",
        goal=step.goal,
        step=step,
        version=version,
        theirs=theirs,
    )


def _names(episode: Episode) -> dict[str, str]:
    return {"called": episode.person.preferred_name, "connector": episode.connector.called}


def _begun(request: WorkerRequest, initial: dict[str, Any], now: int) -> int:
    """The plan's version when this was begun: as the form says, or the draft, or now.

    A form that does not say began before any version.
    """
    said = str(request.POST.get("version", "") if request.POST else initial.get("version", now))
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0


def _saved(request: WorkerRequest, episode: Episode, keep: str) -> HttpResponse:
    drafts.drop(request.user, keep)
    return redirect("support:plan", episode.person_id)


def _page(
    request: WorkerRequest,
    episode: Episode,
    form: GoalForm | StepForm,
    keep: str,
    what: str,
    theirs: dict[str, Any] | None = None,
    **more: Any,
) -> HttpResponse:
    audit.looked(at=episode, by=request.user, page=f"plan {what}")
    shown = {
        "form": form,
        "keep": keep,
        "token": new_token(),
        "person": episode.person,
        "sides": _side_by_side(form, theirs),
        "changing": "version" in more,
        "goal": None,
        "version": None,
        **more,
    }
    return render(request, f"support/{what}.html", shown)


def _side_by_side(form: GoalForm | StepForm, theirs: dict[str, Any] | None) -> list[Row]:
    """Where the two differ, in the words of the form."""
    rows = [
        (
            str(form.fields[name].label),
            in_words(form.fields[name], value),
            in_words(form.fields[name], form.cleaned_data.get(name)),
        )
        for name, value in (theirs or {}).items()
    ]
    return [row for row in rows if row[1] != row[2]]
