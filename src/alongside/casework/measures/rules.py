"""When a questionnaire is due, and when its answers may be taken. Pure.

Refusals are sentences for the worker; an empty one means that nothing stands against it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from alongside.casework.schemes.words import day
from alongside.instruments import Instrument, not_before_acceptance

START, REVIEW, END, FOLLOW_UP = "start", "review", "end", "follow_up"
PAPER = "paper"
LAST_WEEKS = timedelta(weeks=3)
STILL_AN_END = timedelta(weeks=4)  # after the goodbye; later answers no longer speak of the end
NOT_BEFORE = timedelta(days=90)  # a follow-up sooner than this enters no figure
STILL_A_FOLLOW_UP = timedelta(weeks=13)
AGAIN_AFTER = {"too_early": 14, "not_able": 14, "forgot": 1, "could_not_reach": 7}  # days


@dataclass(frozen=True)
class Facts:
    """What decides whether anything is due for one episode."""

    allocated_on: date
    started_on: date | None = None
    ends_about: date | None = None
    ended_on: date | None = None
    follow_up_on: date | None = None  # as agreed at the goodbye
    died_on: date | None = None
    one_off: bool = False
    accepted: bool = True  # the referral
    said_no: bool = False  # to being asked
    answered: frozenset[tuple[str, str]] = frozenset()  # (instrument, stage)
    put_off: Mapping[tuple[str, str], date | None] = field(default_factory=dict)  # until; None: no


@dataclass(frozen=True)
class Window:
    """A stage that is open on a day: since when, and why, in words."""

    stage: str
    since: date
    why: str
    optional: bool = False


def review_on(facts: Facts) -> date | None:
    """Mid support: the first day of week 6 of 12."""
    if facts.started_on is None or facts.ends_about is None:
        return None
    weeks = (facts.ends_about - facts.started_on).days // 7
    return facts.started_on + timedelta(weeks=max(weeks // 2 - 1, 1))


def window(facts: Facts, on: date) -> Window | None:
    """The stage whose questions belong to this day; None where none do."""
    if facts.one_off or facts.said_no or facts.died_on or facts.started_on is None:
        return None
    if facts.ended_on is not None:
        return _after(facts, facts.ended_on, on)
    return _during(facts, facts.started_on, on)


def due_at_end(instrument: Instrument, facts: Facts, on: date, *, has_wording: bool) -> bool:
    """Whether it belongs on the ending page, however early the goodbye comes."""
    at_end = replace(facts, ended_on=on, follow_up_on=None)
    return due(instrument, at_end, on, has_wording=has_wording) is not None


def _during(facts: Facts, started_on: date, on: date) -> Window | None:
    if on < started_on:
        return None
    last_weeks = facts.ends_about and max(facts.ends_about - LAST_WEEKS, started_on)
    if last_weeks and on >= last_weeks:
        return Window(END, last_weeks, "Support is in its last weeks")
    return Window(START, started_on, "Support has begun")


def _after(facts: Facts, ended_on: date, on: date) -> Window | None:
    if facts.follow_up_on:
        opens = max(facts.follow_up_on, ended_on + NOT_BEFORE)
        if opens <= on <= opens + STILL_A_FOLLOW_UP:
            return Window(FOLLOW_UP, opens, "Three months have passed since the goodbye")
    if ended_on <= on <= ended_on + STILL_AN_END:
        return Window(END, ended_on, "We have said goodbye")
    return None


def due(instrument: Instrument, facts: Facts, on: date, *, has_wording: bool) -> Window | None:
    """The window in which this questionnaire is due on this day, unless it is put off."""
    opened = window(facts, on)
    if opened is None or not has_wording:
        return None
    if not_before_acceptance(instrument) and not facts.accepted:
        return None
    if opened.stage == START and (instrument.id, START) in facts.answered:
        opened = _review(instrument, facts, on)
    return opened and _unless_done(instrument, facts, opened, on)


def _review(instrument: Instrument, facts: Facts, on: date) -> Window | None:
    from_day = review_on(facts)
    if from_day is None or on < from_day:
        return None
    return Window(REVIEW, from_day, "Half of the time together has passed", optional=True)


def _unless_done(instrument: Instrument, facts: Facts, opened: Window, on: date) -> Window | None:
    key = (instrument.id, opened.stage)
    if key in facts.answered:
        return None
    if key not in facts.put_off:
        return opened
    again_on = facts.put_off[key]
    if again_on is None or on < again_on:
        return None
    return Window(opened.stage, again_on, "It was put off until now", opened.optional)


def ask_again_on(reason: str, on: date) -> date | None:
    """The day on which a questionnaire that was put off comes back; None: not at this stage."""
    days = AGAIN_AFTER.get(reason)
    return None if days is None else on + timedelta(days=days)


def why_not_ask(instrument: Instrument, facts: Facts, stage: str, on: date) -> str:
    """Why these questions may not be put to this person for this stage on this day."""
    if facts.said_no:
        return (
            "They have said no to being asked such questions. If they have changed their mind, "
            "record that first, under Consents."
        )
    if facts.died_on:
        return "They have died, so there is nothing to ask."
    if not_before_acceptance(instrument) and not facts.accepted:
        return (
            "The authors of this questionnaire forbid its use before a referral is accepted, and "
            "no acceptance is recorded. Choose another questionnaire, or accept the referral first."
        )
    return _why_not_stage(facts, stage, on)


def _why_not_stage(facts: Facts, stage: str, on: date) -> str:
    if on < facts.allocated_on:
        return (
            f"{day(on)} was given, and they came to us on {day(facts.allocated_on)}. "
            "Choose that day or a later one."
        )
    ended_on = facts.ended_on
    if stage == FOLLOW_UP:
        return _why_not_follow_up(ended_on, on)
    if stage in (START, REVIEW) and ended_on and on > ended_on:
        return (
            f"Support ended on {day(ended_on)}, and these answers are of a later day. "
            "Record them as the end, or as the follow-up."
        )
    return ""


def _why_not_follow_up(ended_on: date | None, on: date) -> str:
    if ended_on is None:
        return (
            "Support has not ended yet, and the follow-up comes three months after. "
            "Record them as the review, or as the end."
        )
    first = ended_on + NOT_BEFORE
    if on < first:
        return (
            f"A follow-up counts from 90 days after the goodbye, which is {day(first)}. "
            "Ask again on that day or later."
        )
    return ""


def why_not_answers(instrument: Instrument, answers: Sequence[int | None]) -> str:
    """Why these cannot be the answers: too many or few, not on the form, or none at all."""
    wanted = len(instrument.items)
    if len(answers) != wanted:
        return (
            f"{len(answers)} answers came, and this questionnaire has {wanted} questions. "
            "Open its page again and answer there."
        )
    for number, (item, answer) in enumerate(zip(instrument.items, answers, strict=True), start=1):
        if answer is not None and answer not in item.codes:
            return (
                f"Question {number} has an answer that is not among its own. "
                "Choose one that is on the page, or leave it out."
            )
    if all(answer is None for answer in answers):
        return "No question has an answer. Answer at least one, or choose Not now and say why."
    return ""


def why_not_bring_in(
    instrument: Instrument,
    *,
    answers: Sequence[int | None],
    recorded_total: int | None,
    facts: Facts,
    stage: str,
    on: date,
    today: date,
) -> str:
    """Why answers from another system cannot be kept. A start may have been asked before us."""
    if on > today:
        return f"{day(on)} is still to come. Check the day."
    begun = facts
    if stage == START:
        begun = replace(facts, allocated_on=min(facts.allocated_on, on))
    if why := _why_not_stage(begun, stage, on):
        return why
    if any(answer is not None for answer in answers) or recorded_total is None:
        return why_not_answers(instrument, answers)
    low, high = instrument.score_range or (0, 0)
    if not instrument.recorded:
        return (
            f"{instrument.short_title} is kept by its answers, and only a total is given. Give the "
            "answers."
        )
    if not low <= recorded_total <= high:
        return (
            f"The total is {recorded_total}, and it goes from {low} to {high}. "
            "Look for the answers themselves."
        )
    return ""


def why_not_mode(mode: str, *, has_wording: bool) -> str:
    """Without its licensed wording a questionnaire can only be copied from paper."""
    if has_wording or mode == PAPER:
        return ""
    return (
        "The wording of this questionnaire is licensed, and your scheme has not loaded it. Answers "
        "given on a licensed paper copy can be entered. Choose On paper, or ask your administrator "
        "to load the wording."
    )
