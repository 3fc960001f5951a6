"""The plan as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from alongside.casework.people.models import whose_record_opens
from alongside.casework.schemes.models import Worker

from .. import rules
from ..models import Contact, Episode, Goal, Plan, PlanAgreement, Step


def plan_of(episode: Episode) -> Plan:
    """The plan with its goals, their steps and its agreements; four queries."""
    steps = Prefetch("steps", Step.objects.order_by("order", "pk"))
    return Plan.objects.prefetch_related(
        Prefetch("goals", Goal.objects.order_by("order", "pk").prefetch_related(steps)),
        Prefetch("agreements", PlanAgreement.objects.select_related("recorded_by")),
    ).get(episode=episode)


def promises(episode: Episode, last: Contact | None, today: date) -> list[str]:
    """*You said you would*, soonest first: what the last contact said is next, and the steps that
    the connector does, alone or together with the person.
    """
    steps = Step.objects.filter(
        goal__plan__episode=episode,
        goal__status=Goal.Status.OPEN,
        status__in=[Step.Status.TO_DO, Step.Status.UNDER_WAY],
        who__in=[Step.Who.CONNECTOR, Step.Who.TOGETHER],
    )
    found = [(step.by_when, step.what, ", by ") for step in steps]
    if last is not None and last.next_words:
        found.append((last.next_on, last.next_words, ", "))
    found.sort(key=lambda one: (one[0] is None, one[0] or date.max, one[1]))
    return [_promise(what, by, day, today) for day, what, by in found]


def _promise(what: str, by: str, day: date | None, today: date) -> str:
    if day is None:
        return what
    return f"{what}{', ' if day == today else by}{rules.near(day, today)}"


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


@dataclass(frozen=True)
class StepLine:
    """A step as a page shows it."""

    step: Step
    who: str

    @property
    def status_words(self) -> str:
        return Step.Status(self.step.status).label

    @property
    def taps(self) -> list[tuple[str, str]]:
        """What is one tap away; to drop a step is on its own page."""
        under_way, done = ("under_way", "Under way"), ("done", "Done")
        return {
            "to_do": [under_way, done],
            "under_way": [done, ("to_do", "To do")],
            "done": [("under_way", "Not done after all")],
            "dropped": [("to_do", "To do after all")],
        }[self.step.status]

    def second_line(self) -> str:
        """*Peg, done 18 November*; *By 26 November. Sure of it: 6 out of 10*."""
        step = self.step
        if step.status == Step.Status.DONE and step.status_on is not None:
            return f"{self.who}, done {rules.short(step.status_on)}"
        by_when = f", by {rules.short(step.by_when)}" if step.by_when else ""
        sure = f". Sure of it: {step.confidence} out of 10" if step.confidence else ""
        return f"{self.who}{by_when}{sure}"


@dataclass(frozen=True)
class GoalLine:
    """A goal as a page shows it, with its steps."""

    goal: Goal
    steps: list[StepLine]

    @property
    def going_on(self) -> bool:
        return self.goal.status == Goal.Status.OPEN

    @property
    def status_words(self) -> str:
        return Goal.Status(self.goal.status).label


def goal_lines(plan: Plan, called: str, connector: str) -> list[GoalLine]:
    """Goals that go on first; dropped steps last (from `plan_of`, without a query)."""
    lines = [
        GoalLine(
            goal,
            sorted(
                (StepLine(step, who_words(step, called, connector)) for step in goal.steps.all()),
                key=lambda line: line.step.status == Step.Status.DROPPED,
            ),
        )
        for goal in plan.goals.all()
    ]
    return sorted(lines, key=lambda line: not line.going_on)


def changed_since_agreed(plan: Plan) -> bool:
    """Whether anything in the plan is newer than what the person last agreed to."""
    agreed = next(iter(plan.agreements.all()), None)
    return agreed is not None and agreed.version < plan.version


def goals_seen_by(worker: Worker) -> QuerySet[Goal]:
    """Goals on records that this worker may open."""
    seen = Goal.objects.filter(whose_record_opens(worker, "plan__episode__person"))
    return seen.select_related(
        "plan__episode__person", "plan__episode__connector", "plan__episode__scheme"
    )


def steps_seen_by(worker: Worker) -> QuerySet[Step]:
    """Steps on records that this worker may open."""
    seen = Step.objects.filter(whose_record_opens(worker, "goal__plan__episode__person"))
    return seen.select_related(
        "goal__plan__episode__person",
        "goal__plan__episode__connector",
        "goal__plan__episode__scheme",
    )
