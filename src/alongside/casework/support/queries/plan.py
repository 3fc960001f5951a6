"""The plan as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from ..models import Episode, Goal, Plan, PlanAgreement, Step


def plan_of(episode: Episode) -> Plan:
    """The plan with its goals, their steps and its agreements; four queries."""
    steps = Prefetch("steps", Step.objects.order_by("order", "pk"))
    return Plan.objects.prefetch_related(
        Prefetch("goals", Goal.objects.order_by("order", "pk").prefetch_related(steps)),
        Prefetch("agreements", PlanAgreement.objects.select_related("recorded_by")),
    ).get(episode=episode)


@dataclass(frozen=True)
class Promise:
    """A step that is not done, as *You said you would* lists it."""

    what: str
    by_when: date | None


def promises(episode: Episode) -> list[Promise]:
    """What the connector said they would do, soonest first: their own steps and the shared ones."""
    steps = Step.objects.filter(
        goal__plan__episode=episode,
        goal__status=Goal.Status.OPEN,
        status__in=[Step.Status.TO_DO, Step.Status.UNDER_WAY],
        who__in=[Step.Who.CONNECTOR, Step.Who.TOGETHER],
    )
    found = [Promise(step.what, step.by_when) for step in steps]
    return sorted(found, key=lambda one: (one.by_when is None, one.by_when or date.max))


def who_words(step: Step, called: str, connector: str) -> str:
    """Who does a step, by name: *Peg and Ruth*."""
    if step.who_name:
        return step.who_name
    return {
        Step.Who.PERSON: called,
        Step.Who.CONNECTOR: connector,
        Step.Who.TOGETHER: f"{called} and {connector}",
        Step.Who.VOLUNTEER: "A volunteer",
        Step.Who.SOMEBODY_ELSE: "Somebody else",
    }[Step.Who(step.who)]
