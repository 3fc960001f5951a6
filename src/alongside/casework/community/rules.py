"""What may happen with gaps and groups, and where filling a gap has got to. Pure.

Each refusal is a sentence for the worker, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from alongside.casework.schemes.words import day

if TYPE_CHECKING:
    from .models import Gap, Group

BEFORE = ("idea", "planning")
ASK_AGAIN = timedelta(days=91)  # whether a group that runs without us is still going
GETS_THERE = ("minibus", "lift")  # offers that answer a journey
OF_A_JOURNEY = ("too_far", "no_transport")


@dataclass(frozen=True)
class Standing:
    """Where filling a gap has got to, in the contract's words, with its dates."""

    status: str  # open, planning, running, self_sustaining, closed
    waiting: int  # people for whom nothing runs
    running_on: date | None = None
    self_sustaining_on: date | None = None
    closed_on: date | None = None


def standing(gap: Gap) -> Standing:
    """Where it has got to. What others began runs without us from its first day."""
    ran = gap.group is not None and gap.group.running_on is not None
    if gap.closing == "filled" and not ran:
        return Standing("closed", 0, gap.closed_on, gap.closed_on, gap.closed_on)
    if gap.group is None or gap.grouped_on is None:
        waiting = 0 if gap.closed_on else gap.people
        return Standing("closed" if gap.closed_on else "open", waiting, closed_on=gap.closed_on)
    return _in_group(gap, gap.group, gap.grouped_on)


def _in_group(gap: Gap, group: Group, grouped_on: date) -> Standing:
    """Of a group that ran before this gap was put to it, its dates begin on that day."""
    runs, alone = (
        max(on, grouped_on) if on else None for on in (group.running_on, group.self_sustaining_on)
    )
    if gap.closed_on:
        runs, alone = (on if on and on <= gap.closed_on else None for on in (runs, alone))
        return Standing("closed", 0, runs, alone, gap.closed_on)
    if runs:
        return Standing("self_sustaining" if alone else "running", 0, runs, alone)
    return Standing("planning", gap.people)


# ---- gaps ----------------------------------------------------------------------------------------


def why_not_open(opened_on: date, today: date, *, people: int, of_somebody: bool) -> str:
    """Why a gap cannot be written down like this."""
    if opened_on > today:
        return f"{day(opened_on)} is still to come. Choose today or an earlier day."
    if people < 1:
        return "Nobody wants it, as it is written. Say how many people it is for: 1 or more."
    if of_somebody and people != 1:
        return "This is of one person. For others who want the same, write down a gap for each."
    return ""


def why_not_close(gap: Gap, on: date, closing: str, today: date) -> str:
    """Why a gap cannot be closed like this."""
    if gap.closed_on:
        return f"This gap was closed on {day(gap.closed_on)} already. There is nothing to do."
    if on < gap.opened_on:
        return (
            f"{day(on)} was given, and the gap was written down on {day(gap.opened_on)}. "
            "Choose that day or a later one."
        )
    if on > today:
        return f"{day(on)} is still to come. Choose today or an earlier day."
    if closing == "ended":
        return "A gap is closed like that when its group ends. Choose another answer."
    return ""


def why_not_join(gap: Gap, group: Group) -> str:
    """Why a gap cannot be put to a group."""
    if gap.closed_on:
        return "This gap is closed. Write down a new one if it is wanted again."
    if gap.group_id and gap.group_id != group.pk:
        return "This gap has a group already. Take it out there first."
    if group.state == "ended":
        return "This group has ended. Start a new one, or choose another."
    if gap.scheme_id != group.scheme_id:
        return "This gap is of another scheme than the group. Choose a group of the same scheme."
    return ""


# ---- groups --------------------------------------------------------------------------------------


def missing_to_run(group: Group) -> list[str]:
    """What has to be known before a group stands in the directory, in words."""
    wanted = {
        "where it meets": group.place,
        "on which day": group.weekday is not None and group.rhythm,
        "at what time": group.starts_at,
        "what one does there": group.words,
    }
    return [words for words, known in wanted.items() if not known]


def why_not_run(group: Group, on: date, today: date) -> str:
    """Why a group cannot be called running from this day."""
    if group.state not in BEFORE:
        return "Only a group that is an idea or being planned can begin to run."
    if on > today:
        return f"{day(on)} is still to come. Say that it is running when it has met first."
    if on < group.begun_on:
        return f"It was thought of on {day(group.begun_on)}. Choose that day or a later one."
    if missing := missing_to_run(group):
        return (
            "People will find this group in the directory, and it does not say yet "
            f"{' or '.join(missing)}. Write that down first."
        )
    return ""


def why_not_hand_over(group: Group, on: date, to: str, today: date) -> str:
    """Why a group cannot be handed over to its members from this day."""
    if group.state != "running" or group.running_on is None:
        return "A group is handed over to its members once it is running."
    if on < group.running_on:
        return f"It first ran on {day(group.running_on)}. Choose that day or a later one."
    if on > today:
        return f"{day(on)} is still to come. Say it when they have met without us."
    if not to.strip():
        return "Nobody is named. Write who of its members looks after it now."
    return ""


def why_not_end(group: Group, on: date, today: date) -> str:
    """Why a group cannot end on this day."""
    if group.state == "ended":
        return "This group has ended already. There is nothing to do."
    last = max(filter(None, (group.begun_on, group.running_on, group.self_sustaining_on)))
    if on < last:
        return f"It was still going on {day(last)}. Choose that day or a later one."
    if on > today:
        return f"{day(on)} is still to come. Choose today or an earlier day."
    return ""


def why_not_meet(group: Group, on: date, today: date) -> str:
    """Why a meeting cannot be written down for this day."""
    if on > today:
        return f"{day(on)} is still to come. Say who came when it has been."
    if on < group.begun_on:
        return f"It was thought of on {day(group.begun_on)}. Choose that day or a later one."
    if group.ended_on and on > group.ended_on:
        return f"It ended on {day(group.ended_on)}. Choose that day or an earlier one."
    return ""


def ask_whether_it_goes_on(group: Group) -> date | None:
    """When it is due to ask whether a group that runs without us is still going."""
    if group.state != "self_sustaining":
        return None
    heard = group.heard_on or group.self_sustaining_on
    return heard + ASK_AGAIN if heard else None


# ---- offers --------------------------------------------------------------------------------------


def offer_fits(
    kind: str,
    of_need: str,
    of_area: int | None,
    *,
    need: str,
    area: int | None,
    barriers: Iterable[str],
) -> bool:
    """Whether an offer is worth a look beside a gap.

    By area: the same one, or one of the two is for anywhere. By need: the same one, or the offer
    is for any. A minibus or a lift answers a journey, whatever is at its end.
    """
    if None not in (of_area, area) and of_area != area:
        return False
    if kind in GETS_THERE:
        return need == "getting_about" or not set(OF_A_JOURNEY).isdisjoint(barriers)
    return of_need in ("", need)
