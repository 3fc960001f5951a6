"""What a plan may say, and the conversation before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..models import Barrier, Episode, Goal, NeedCode, Prompt, Step, SupportCode
from .days import named

LONGEST_WORD = 30


def why_not_change(episode: Episode) -> str:
    """Why what was agreed can no longer be changed; empty when it can."""
    if episode.ended_on is None:
        return ""
    return (
        f"Support ended on {named(episode.ended_on)}. The plan stays as it was then. "
        "If they would like support again, that starts with a new referral."
    )


def why_not_goal(words: str, importance: int | None, need: str) -> str:
    """Why a goal cannot be kept like that; empty when it can."""
    if not words.strip():
        return "Write the goal in the person’s own words. A few are enough."
    if importance is not None and not 1 <= importance <= 10:
        return "How much it matters is a number from 1 to 10, or empty."
    if need and need not in NeedCode.values:
        return "Choose what the goal is about from the list, or leave it empty."
    return ""


def why_not_step(what: str, who: str, who_name: str, confidence: int | None, support: str) -> str:
    """Why a step cannot be kept like that; empty when it can."""
    if not what.strip():
        return "Say what the step is. A few words are enough."
    if who not in Step.Who.values:
        return "Say who does it: choose one from the list."
    if who == Step.Who.SOMEBODY_ELSE and not who_name.strip():
        return "Say who the somebody else is: a name, or who they are to the person."
    if confidence is not None and not 1 <= confidence <= 10:
        return "How sure they are of it is a number from 1 to 10, or empty."
    if support and support not in SupportCode.values:
        return "Choose what kind of help it is from the list, or leave it empty."
    return ""


def why_not_goal_status(goal: Goal, status: str, on: date) -> str:
    """Why a goal cannot be closed (or opened again) like that; empty when it can."""
    if status not in Goal.Status.values:
        return "Say whether the goal was reached, set aside, or goes on."
    if on < goal.set_on:
        return (
            f"The goal was set on {named(goal.set_on)}, after {named(on)}. "
            "Choose that day or a later one."
        )
    return ""


def why_not_review(review_on: date | None, today: date | None) -> str:
    """Why the plan cannot be looked at again on that day; empty when it can."""
    if review_on is not None and today is not None and review_on < today:
        return f"{named(review_on)} has gone by. Choose today or a later day to look at it again."
    return ""


def why_not_agree(goals: int, on: date, allocated_on: date, today: date | None) -> str:
    """Why *agreed with the person* cannot be kept; empty when it can."""
    if not goals:
        return "There is no goal in the plan yet. Add one before it is agreed."
    if on < allocated_on:
        return (
            f"{named(on)} is before support was given to a connector, on {named(allocated_on)}. "
            "Choose that day or a later one."
        )
    if today is not None and on > today:
        return f"{named(on)} is still to come. Choose the day on which it was agreed."
    return ""


def why_not_say(prompt: str, words: str, barriers: Sequence[str] | None) -> str:
    """Why something said cannot be kept; empty when it can."""
    if prompt not in Prompt.values:
        return "Choose which prompt it was said to."
    if barriers is not None and prompt != Prompt.BARRIERS:
        return "What gets in the way is ticked under its own prompt."
    if unknown := sorted(set(barriers or []) - set(Barrier.values)):
        return f"Choose what gets in the way from the list; {', '.join(unknown)} is not in it."
    if not words.strip() and barriers is None:
        return "Write what the person said. A few words are enough."
    return ""


def why_not_tag(word: str) -> str:
    """Why a word cannot be kept as a tag; empty when it can."""
    if not word:
        return "Write a word or two to remember, such as birds or Tuesdays free."
    if len(word) > LONGEST_WORD:
        return (
            f"That is {len(word)} letters. A tag is a word or two, at most {LONGEST_WORD} letters."
        )
    return ""
