"""What can happen in somebody's support: one function a kind, each through a room's action."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from alongside.casework.consent import actions as consents
from alongside.casework.followup import actions as followup
from alongside.casework.followup.goodbye import Goodbye
from alongside.casework.measures import actions as measures
from alongside.casework.safeguarding import actions as safeguarding
from alongside.casework.schemes.models import Worker
from alongside.casework.signposting import actions as signposting
from alongside.casework.signposting.models import Signpost
from alongside.casework.support import actions as support
from alongside.casework.support.models import Episode
from alongside.casework.support.queries import plan_of

if TYPE_CHECKING:
    from .told import Teller

Story = dict[str, Any]
# What somebody with so many points of 3 to 9 answers when asked directly: 1 often to 5 never.
DIRECTLY = {3: 5, 4: 5, 5: 4, 6: 3, 7: 2, 8: 2, 9: 1}


def say(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """Somebody said something that matters."""
    support.say(
        episode=episode,
        prompt=told["prompt"],
        words=told["words"],
        on=on,
        barriers=told.get("barriers"),
        by=by,
    )


def tag(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """A word to remember."""
    support.tag(episode=episode, word=told["word"], by=by)


def contact(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """A call, a visit, a message, or an attempt."""
    next_on = None
    if "next_in" in told:
        next_on = teller.days.ahead(told["next_in"])
    elif "next_ago" in told:
        next_on = teller.days.ago(told["next_ago"])
    names = ("minutes", "went_along", "note", "next_words", "travel_minutes", "travel_miles")
    support.record_contact(
        episode=episode,
        occurred_on=on,
        mode=told["mode"],
        reached=told.get("reached", True),
        goals=[teller.goals[told["goal"] - 1]] if "goal" in told else [],
        next_on=next_on,
        by=by,
        **{name: told[name] for name in names if name in told},
    )


def goal(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """A goal with its steps."""
    goal = support.add_goal(
        plan=plan_of(episode),
        words=told["words"],
        on=on,
        importance=told.get("importance"),
        need=told.get("need", ""),
        by=by,
    )
    teller.goals.append(goal)
    for step in told.get("step", []):
        made = support.add_step(
            goal=goal,
            what=step["what"],
            who=step["who"],
            who_name=step.get("who_name", ""),
            by_when=by_when(teller, step),
            confidence=step.get("confidence"),
            support=step.get("support", ""),
            by=by,
        )
        status = "done" if "done_ago" in step else step.get("status", "to_do")
        if status != "to_do":
            day = teller.days.ago(step.get("done_ago", 0))
            support.step_status(step=made, status=status, on=day, by=by)


def by_when(teller: Teller, step: Story) -> date | None:
    """The day of a step, where it has one."""
    if "by_in" not in step:
        return None
    days = step["by_in"]
    return teller.days.ahead(days) if days >= 0 else teller.days.ago(-days)


def agreed(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """The plan was agreed, and perhaps given a day to look at it again."""
    plan = plan_of(episode)
    support.agree_plan(plan=plan, on=on, by=by)
    if "review_in" in told:
        plan.refresh_from_db()
        support.set_review(plan=plan, on=teller.days.ahead(told["review_in"]), by=by)


def pointed_to(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """A connection was made."""
    first = None
    if "first_time_ago" in told:
        first = teller.days.ago(told["first_time_ago"])
    elif "first_time_in" in told:
        first = teller.days.ahead(told["first_time_in"])
    told["_made"] = signposting.connect(
        episode=episode,
        what=told["what"],
        destination=told["destination"],
        made_on=on,
        how=told.get("how", ""),
        outcome=told.get("outcome", "suggested"),
        first_time_on=first,
        note=told.get("note", ""),
        by=by,
    )


def further(teller: Teller, made: Story, told: Story, on: date, by: Worker) -> None:
    """A connection got further, or stopped."""
    signpost: Signpost = made["_made"]
    signpost.refresh_from_db()
    signposting.advance(
        signpost=signpost,
        outcome=told["outcome"],
        on=on,
        reason=told.get("reason", ""),
        words=told.get("words", ""),
        by=by,
    )


def answered(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """The three questions, and with them the one that asks directly."""
    asked = {told["instrument"]: told["answers"]}
    if "ons_loneliness" in episode.scheme.instruments:
        asked["ons_loneliness"] = [DIRECTLY[sum(told["answers"])]]
    how = {name: told[name] for name in ("stage", "mode")}
    for instrument, answers in asked.items():
        measures.answer(
            episode=episode, instrument=instrument, answers=answers, on=on, by=by, **how
        )


def not_now(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """The questions were put off."""
    names = ("instrument", "stage", "reason")
    measures.not_now(episode=episode, on=on, by=by, **{name: told[name] for name in names})


def rehearsal(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """Somebody tried to get there alone."""
    support.rehearse(
        episode=episode,
        what=told["what"],
        tried_on=on,
        how_it_went=told["how_it_went"],
        with_whom=told.get("with_whom", ""),
        words=told.get("words", ""),
        by=by,
    )


def extension(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """The coordinator agreed to longer support."""
    coordinator = next(
        worker
        for key, worker in teller.cast.coordinators.items()
        if teller.cast.schemes[key].pk == episode.scheme_id
    )
    support.extend(
        episode=episode,
        until_week=told["until_week"],
        reason=told["reason"],
        on=on,
        by=coordinator,
    )


def appointment(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """Something is in the diary."""
    names = ("minutes", "how", "where", "purpose", "travel_minutes")
    support.make_appointment(
        worker=by,
        scheme=episode.scheme,
        starts_at=teller.days.at(teller.days.ahead(told["in"]), told["at"]),
        person=episode.person,
        episode=episode,
        by=by,
        **{name: told[name] for name in names if name in told},
    )


def consented(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """Somebody said yes or no."""
    consents.record(
        person=episode.person,
        purpose=told["purpose"],
        agreed=told.get("agreed", True),
        on=on,
        how=told["how"],
        by=by,
    )


def concern(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """A concern was raised, and what the lead did."""
    lead = teller.cast.workers["lena"]
    raised = teller.days.at(on, "11:40")
    concern = safeguarding.raise_concern(
        scheme=episode.scheme,
        person=episode.person,
        about="",
        what=told["what"],
        at=raised,
        done_already=told.get("done_already", ""),
        person_knows=told.get("person_knows"),
        tell=False,
        by=by,
    )
    if hours := told.get("acknowledged_after_hours"):
        seen = raised + timedelta(hours=hours)
        concern = safeguarding.acknowledge(concern=concern, at=seen, by=lead)
        safeguarding.decide(
            concern=concern,
            decision=told["decision"],
            words=told["decision_words"],
            at=seen + timedelta(hours=1),
            by=lead,
        )


def ending(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """Goodbye was said."""
    episode.refresh_from_db()
    names = ("what_changed", "worries_ahead", "gets_there_alone", "health", "reach_how")
    said = Goodbye(
        checkin_on=later(teller, told, "checkin"),
        follow_up_on=later(teller, told, "follow_up"),
        **{name: told[name] for name in names if name in told},
    )
    followup.say_goodbye(episode=episode, on=on, reason=told["reason"], said=said, by=by)


def later(teller: Teller, told: Story, what: str) -> date | None:
    """A day that was agreed at the goodbye."""
    if f"{what}_in" in told:
        return teller.days.ahead(told[f"{what}_in"])
    return teller.days.ago(told[f"{what}_ago"]) if f"{what}_ago" in told else None


def attempt(teller: Teller, episode: Episode, told: Story, on: date, by: Worker) -> None:
    """Somebody was rung after the goodbye."""
    episode.refresh_from_db()
    names = ("kind", "outcome", "going", "note", "wants_support", "wants")
    followup.try_to_reach(
        episode=episode, on=on, by=by, **{name: told[name] for name in names if name in told}
    )


# In the order in which they happen on one day.
KINDS: dict[str, Callable[[Any, Episode, Story, date, Worker], None]] = {
    "consent": consented,
    "goal": goal,
    "contact": contact,
    "said": say,
    "tag": tag,
    "plan": agreed,
    "extension": extension,
    "not_now": not_now,
    "measure": answered,
    "rehearsal": rehearsal,
    "signpost": pointed_to,
    "concern": concern,
    "appointment": appointment,
    "ending": ending,
    "attempt": attempt,
}
