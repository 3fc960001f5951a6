"""The clock of an episode, and what may be done with it when."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from ..models import EndReason, Episode
from .days import count, named

LAST_WEEKS = 3
CHECKIN_DAYS = (14, 28)
FOLLOW_UP_AFTER = 90  # days; a follow-up sooner would measure the goodbye


class EpisodeState(StrEnum):
    """Where an episode stands on a day; never stored."""

    NOT_STARTED = "not_started"
    ACTIVE = "active"
    LAST_WEEKS = "last_weeks"
    OVER_TIME = "over_time"
    ENDED = "ended"

    @property
    def words(self) -> str:
        return {
            "not_started": "Not started",
            "active": "Going on",
            "last_weeks": "Last three weeks",
            "over_time": "Over time",
            "ended": "Ended",
        }[self.value]


def state(episode: Episode, on: date) -> EpisodeState:
    """Derive the state from dates (prefetch `extensions`)."""
    if episode.ended_on is not None and episode.ended_on <= on:
        return EpisodeState.ENDED
    ends_about = episode.ends_about()
    if ends_about is None or episode.week(on) is None:
        return EpisodeState.NOT_STARTED
    if on > ends_about:
        return EpisodeState.OVER_TIME
    if on > ends_about - timedelta(weeks=LAST_WEEKS):
        return EpisodeState.LAST_WEEKS
    return EpisodeState.ACTIVE


def clock_words(episode: Episode, on: date) -> str:
    """*Week 5 of 12*, *Not started*, *Week 14, 2 over*, *Ended on Thursday 14 January 2027*."""
    where = state(episode, on)
    week, agreed = episode.week(on), episode.agreed_weeks()
    if where is EpisodeState.ENDED and episode.ended_on is not None:
        return f"Ended on {named(episode.ended_on)}"
    if week is None:
        return "Not started"
    if where is EpisodeState.OVER_TIME:
        return f"Week {week}, {week - agreed} over"
    return f"Week {min(week, agreed)} of {agreed}"  # the last day belongs to the last week


def why_not_open(
    *, called: str, has_open_episode: bool, died: bool, to_name: str, to_may: bool, scheme: str
) -> str:
    """Why support cannot begin; empty when it can."""
    if has_open_episode:
        return (
            f"{called} has support already that has not ended. "
            "Open that record instead, or end it first and then accept this referral."
        )
    if died:
        return f"{called} has died. Withdraw the referral instead of accepting it."
    if not to_may:
        return (
            f"{to_name} was not a connector of {scheme} on that day. "
            "Choose one of the scheme’s connectors, or give them the role first."
        )
    return ""


def why_not_end(
    episode: Episode,
    on: date,
    *,
    last_contact_on: date | None = None,
    reason: str = EndReason.COMPLETED,
    today: date | None = None,
) -> str:
    """Why support cannot end on that day; empty when it can."""
    if episode.ended_on is not None:
        return f"Support ended already, on {named(episode.ended_on)}. Nothing needs to be done."
    if reason not in EndReason.values:
        return "Say why support ends: choose one of the reasons."
    if on < episode.allocated_on:
        return _before(on, episode.allocated_on, "it was given to a connector")
    if episode.started_on is not None and on < episode.started_on:
        return _before(on, episode.started_on, "it started")
    if last_contact_on is not None and on < last_contact_on:
        return (
            f"There was a contact on {named(last_contact_on)}, after {named(on)}. "
            "End support on that day or later, or correct the contact’s day first."
        )
    if today is not None and on > today:
        return f"{named(on)} is still to come. End support on the day itself, or after it."
    return ""


def _before(on: date, begun: date, what: str) -> str:
    return (
        f"Support cannot end on {named(on)}: that is before {what}, on {named(begun)}. "
        "Choose that day or a later one."
    )


def why_not_promise(on: date, checkin_on: date | None, follow_up_on: date | None) -> str:
    """Why the check-in or the follow-up cannot be on those days after an ending on `on`."""
    low, high = CHECKIN_DAYS
    if checkin_on is not None and not low <= (checkin_on - on).days <= high:
        return (
            f"A check-in comes two to four weeks after goodbye. {named(checkin_on)} does not. "
            f"Choose a day from {named(on + timedelta(days=low))} "
            f"to {named(on + timedelta(days=high))}."
        )
    if follow_up_on is not None and (follow_up_on - on).days < FOLLOW_UP_AFTER:
        return (
            f"A follow-up comes at least {FOLLOW_UP_AFTER} days after goodbye. "
            f"{named(follow_up_on)} is {count((follow_up_on - on).days, 'day')} after. "
            f"Choose {named(on + timedelta(days=FOLLOW_UP_AFTER))} or later."
        )
    return ""


def why_not_extend(episode: Episode, until_week: int, reason: str, on: date) -> str:
    """Why support cannot go on until that week; empty when it can (prefetch `extensions`)."""
    agreed = episode.agreed_weeks()
    if episode.ended_on is not None:
        return f"Support ended on {named(episode.ended_on)}. It can only start anew."
    if not reason.strip():
        return "Say why support should go on for longer. It is read when figures are looked at."
    if until_week <= agreed:
        return (
            f"Support until week {agreed} is agreed already. "
            f"Choose week {agreed + 1} or later to make it longer."
        )
    week = episode.week(on)
    if week is not None and until_week < week:
        return f"It is week {week} now. Choose that week or a later one."
    if until_week > 104:
        return "That is more than two years. Choose week 104 or an earlier one."
    return ""


def why_not_hand_over(
    episode: Episode,
    *,
    on: date,
    last_on: date,
    to_name: str,
    to_is_same: bool,
    to_may: bool,
    today: date | None = None,
) -> str:
    """Why the episode cannot go to that worker; `last_on` is when it came to who has it now."""
    if episode.ended_on is not None:
        return f"Support ended on {named(episode.ended_on)}, so there is nothing to hand over."
    if to_is_same:
        return f"{to_name} walks alongside them already. Choose somebody else."
    if today is not None and on > today:
        return f"{named(on)} is still to come. Hand it over on the day itself, or after it."
    if not to_may:
        return (
            f"{to_name} was not a connector of this scheme on {named(on)}. "
            "Choose one of the scheme’s connectors, or give them the role first."
        )
    if on < last_on:
        return (
            f"It came to who has it now on {named(last_on)}. "
            "Choose that day or a later one to hand it over."
        )
    return ""
