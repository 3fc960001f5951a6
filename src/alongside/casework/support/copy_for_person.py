"""The person's own copy of the plan: plain, large, as a page and as a tagged PDF."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import typst

from . import queries, rules
from .models import Episode, Step

TEMPLATE = Path(__file__).parent / "typst" / "plan.typ"
FONTS = Path(__file__).parents[1] / "site" / "fonts"


@dataclass(frozen=True)
class StepCopy:
    """One step as the person reads it."""

    what: str
    who: str
    by_when: str
    done: str  # "Done on 18 November 2026", or empty


@dataclass(frozen=True)
class GoalCopy:
    """One goal as the person reads it."""

    words: str
    importance: str  # "This matters to you 9 out of 10", or empty
    reached: bool
    steps: list[StepCopy]


@dataclass(frozen=True)
class PlanCopy:
    """Everything that stands on the copy; no codes, no notes, nothing about risks."""

    called: str
    made_on: str
    agreed: str
    review: str
    goals: list[GoalCopy]
    connector: str
    call: list[str]  # who to call, a line each
    service: str  # what the scheme is known by


def of(episode: Episode, today: date) -> PlanCopy:
    """The plan as the person reads it: without what was set aside or dropped."""
    plan = queries.plan_of(episode)
    called = episode.person.preferred_name
    lines = queries.goal_lines(plan, "You", episode.connector.called)
    agreed = plan.agreements.first()
    return PlanCopy(
        called=called,
        made_on=_day(today),
        agreed=f"We agreed this together on {_day(agreed.on)}." if agreed else "",
        review=f"We look at it again on {_day(plan.review_on)}." if plan.review_on else "",
        goals=[_goal(line) for line in lines if line.goal.status != "set_aside"],
        connector=episode.connector.name,
        call=_who_to_call(episode),
        service=episode.scheme.public_name,
    )


def _goal(line: queries.GoalLine) -> GoalCopy:
    matters = line.goal.importance
    return GoalCopy(
        words=line.goal.words,
        importance=f"This matters to you {matters} out of 10." if matters else "",
        reached=line.goal.status == "reached",
        steps=[_step(one) for one in line.steps if one.step.status != Step.Status.DROPPED],
    )


def _step(line: queries.StepLine) -> StepCopy:
    step = line.step
    done = step.status == Step.Status.DONE
    return StepCopy(
        what=step.what,
        who=line.who,
        by_when=f"by {_day(step.by_when)}" if step.by_when and not done else "",
        done=f"Done on {_day(step.status_on)}" if done and step.status_on else "",
    )


def _who_to_call(episode: Episode) -> list[str]:
    connector, scheme = episode.connector, episode.scheme
    own = f"{connector.name}: {connector.telephone}" if connector.telephone else connector.name
    office = " ".join(part for part in (scheme.call_name, scheme.call_telephone) if part)
    return [line for line in (own, office, scheme.call_hours) if line]


def _day(day: date) -> str:
    return f"{rules.short(day)} {day.year}"


def pdf(copy: PlanCopy) -> bytes:
    """A tagged PDF (PDF/UA-1). What people wrote is handed over as data, never as markup."""
    made = typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=FONTS.is_dir(),
        sys_inputs={"plan": json.dumps(asdict(copy))},
        pdf_standards=["ua-1"],
        format="pdf",
    )
    assert isinstance(made, bytes)  # one document; typst's own type also allows a list of pages
    return made
