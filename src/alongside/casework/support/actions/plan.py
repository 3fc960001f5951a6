"""Goals in the person's words, the steps towards them, and what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from .. import rules
from ..models import Goal, Plan, PlanAgreement, Step

GOAL_FIELDS = ("words", "importance", "need")
STEP_FIELDS = ("what", "who", "who_name", "by_when", "confidence", "support")


class CannotChangePlan(Exception):
    """The message is written for the worker and shown as it is."""


class PlanChanged(CannotChangePlan):
    """Somebody else changed the same goal or step meanwhile. Carries what both wrote, so that
    the worker can decide; `version` is the one to send with the decision.
    """

    def __init__(self, theirs: dict[str, Any], yours: dict[str, Any], version: int) -> None:
        super().__init__(
            "Somebody else changed this while you were writing. Nothing is lost: "
            "both are shown. Choose what it should say, and save again."
        )
        self.theirs, self.yours, self.version = theirs, yours, version


@transaction.atomic
def add_goal(
    *,
    plan: Plan,
    words: str,
    on: date,
    importance: int | None = None,
    need: str = "",
    by: Worker,
) -> Goal:
    """Add what the person wants, in their words."""
    plan = _locked(plan)
    _refuse(rules.why_not_goal(words, importance, need))
    goal = Goal.objects.create(
        plan=plan,
        words=words.strip(),
        importance=importance,
        need=need,
        set_on=on,
        order=_next_order(plan.goals.aggregate(last=Max("order"))),
        changed_in=_raise_version(plan),
    )
    audit.record("GOAL_ADDED", to=plan, by=by, goal=goal.pk)
    return goal


@transaction.atomic
def change_goal(*, goal: Goal, changes: Mapping[str, Any], version: int, by: Worker) -> Goal:
    """Change a goal's words, how much it matters, what it is about.

    `version` is the plan's version when the worker began; `PlanChanged` when the goal has been
    changed since.
    """
    plan = _locked(goal.plan)
    goal = Goal.objects.get(pk=goal.pk)
    _refuse_stale(goal, GOAL_FIELDS, changes, version, plan)
    _apply(goal, GOAL_FIELDS, changes)
    _refuse(rules.why_not_goal(goal.words, goal.importance, goal.need))
    goal.changed_in = _raise_version(plan)
    goal.save()
    audit.record("GOAL_CHANGED", to=plan, by=by, goal=goal.pk)
    return goal


@transaction.atomic
def close_goal(*, goal: Goal, status: str, on: date, by: Worker) -> Goal:
    """Say that a goal is reached or set aside, or (with *open*) that it goes on after all."""
    plan = _locked(goal.plan)
    goal = Goal.objects.get(pk=goal.pk)
    _refuse(rules.why_not_goal_status(goal, status, on))
    goal.status = status
    goal.status_on = None if status == Goal.Status.OPEN else on
    goal.save()
    if status != Goal.Status.REACHED:  # reaching it is what was agreed; the others change that
        _raise_version(plan)
    audit.record("GOAL_CLOSED", to=plan, by=by, goal=goal.pk, status=status)
    return goal


@transaction.atomic
def add_step(
    *,
    goal: Goal,
    what: str,
    who: str = Step.Who.PERSON,
    who_name: str = "",
    by_when: date | None = None,
    confidence: int | None = None,
    support: str = "",
    by: Worker,
) -> Step:
    """Add a step towards a goal: what, who does it, by when, how sure the person is."""
    plan = _locked(goal.plan)
    _refuse(rules.why_not_step(what, who, who_name, confidence, support))
    step = Step.objects.create(
        goal=goal,
        what=what.strip(),
        who=who,
        who_name=who_name.strip(),
        by_when=by_when,
        confidence=confidence,
        support=support,
        order=_next_order(goal.steps.aggregate(last=Max("order"))),
        changed_in=_raise_version(plan),
    )
    audit.record("STEP_ADDED", to=plan, by=by, step=step.pk)
    return step


@transaction.atomic
def change_step(*, step: Step, changes: Mapping[str, Any], version: int, by: Worker) -> Step:
    """Change a step; `PlanChanged` when it has been changed since `version`, as for a goal."""
    plan = _locked(step.goal.plan)
    step = Step.objects.get(pk=step.pk)
    _refuse_stale(step, STEP_FIELDS, changes, version, plan)
    _apply(step, STEP_FIELDS, changes)
    _refuse(rules.why_not_step(step.what, step.who, step.who_name, step.confidence, step.support))
    step.changed_in = _raise_version(plan)
    step.save()
    audit.record("STEP_CHANGED", to=plan, by=by, step=step.pk)
    return step


@transaction.atomic
def step_status(*, step: Step, status: str, on: date, by: Worker) -> Step:
    """Say how far a step has got. Saying it twice changes nothing."""
    plan = _locked(step.goal.plan)
    step = Step.objects.get(pk=step.pk)
    if status not in Step.Status.values:
        raise CannotChangePlan("Say whether the step is to do, under way, done or dropped.")
    if step.status != status:
        if Step.Status.DROPPED in (step.status, status):  # the rest is what was agreed
            _raise_version(plan)
        step.status = status
        step.status_on = None if status == Step.Status.TO_DO else on
        step.save()
    audit.record("STEP_STATUS", to=plan, by=by, step=step.pk, status=status)
    return step


@transaction.atomic
def set_review(*, plan: Plan, on: date | None, today: date | None = None, by: Worker) -> Plan:
    """Set the day on which to look at the plan again; None takes it away."""
    plan = _locked(plan)
    _refuse(rules.why_not_review(on, today))
    plan.review_on = on
    _raise_version(plan)
    plan.save(update_fields=["review_on"])
    audit.record("PLAN_REVIEW_SET", to=plan, by=by)
    return plan


@transaction.atomic
def agree_plan(*, plan: Plan, on: date, today: date | None = None, by: Worker) -> PlanAgreement:
    """Keep as a fact that the person agreed to the plan as it is now, on that day."""
    plan = _locked(plan)
    _refuse(rules.why_not_agree(plan.goals.count(), on, plan.episode.allocated_on, today))
    agreement = PlanAgreement.objects.create(plan=plan, on=on, version=plan.version, recorded_by=by)
    audit.record("PLAN_AGREED", to=plan, by=by, version=plan.version)
    return agreement


def _locked(plan: Plan) -> Plan:
    """The plan as it is now; nobody else changes it until we are done."""
    held = Plan.objects.select_for_update(of=("self",)).select_related("episode")
    plan = held.get(pk=plan.pk)
    _refuse(rules.why_not_change(plan.episode))
    return plan


def _refuse(reason: str) -> None:
    if reason:
        raise CannotChangePlan(reason)


def _refuse_stale(
    thing: Goal | Step,
    fields: tuple[str, ...],
    changes: Mapping[str, Any],
    version: int,
    plan: Plan,
) -> None:
    """The same words from both are no conflict."""
    theirs = {field: getattr(thing, field) for field in fields}
    yours = {**theirs, **{field: changes[field] for field in fields if field in changes}}
    if thing.changed_in > version and theirs != yours:
        raise PlanChanged(theirs, yours, plan.version)


def _apply(thing: Goal | Step, fields: tuple[str, ...], changes: Mapping[str, Any]) -> None:
    for field in fields:
        if field in changes:
            value = changes[field]
            setattr(thing, field, value.strip() if isinstance(value, str) else value)


def _raise_version(plan: Plan) -> int:
    plan.version += 1
    plan.save(update_fields=["version"])
    return plan.version


def _next_order(found: Mapping[str, int | None]) -> int:
    return (found["last"] or 0) + 1
