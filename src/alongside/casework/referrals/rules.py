"""What may happen to a referral, and how long it has waited. Pure: facts in, sentences out.

A refusal is a sentence for the worker; an empty one means that nothing stands in the way.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from alongside.casework.schemes.words import day

FRIDAY = 4
FINAL = {"accept", "decline", "redirect", "withdraw"}
CAN_OPEN_AGAIN = {"decline", "withdraw"}
DONE = {
    "accept": "it was accepted",
    "decline": "we said no",
    "redirect": "it was passed on",
    "withdraw": "the person changed their mind",
}


# ---- waiting ---------------------------------------------------------------------------------
def working_days_between(start: date, end: date, nation: str = "") -> int:
    """Working days after `start`, up to and with `end`; 0 where `end` is not later.

    Monday to Friday count. Bank holidays are not taken out, in any nation: `nation` is asked for so
    that they can be. Until then a wait over a bank holiday reads one day longer than it was, never
    shorter.
    """
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, 7)
    after = (start + timedelta(days=day) for day in range(1, rest + 1))
    return weeks * 5 + sum(day.weekday() <= FRIDAY for day in after)


@dataclass(frozen=True)
class Wait:
    """How long somebody has waited for an answer, against what the scheme promises."""

    days: int
    promise: int

    @property
    def state(self) -> str:
        """ "late", "soon" (answer today) or "" (within the promise)."""
        if self.days > self.promise:
            return "late"
        return "soon" if self.days == self.promise else ""

    @property
    def short(self) -> str:
        """For a list: *6 days, 1 over*."""
        if self.state == "late":
            return f"{_days(self.days)}, {self.days - self.promise} over"
        if self.state == "soon":
            return f"{_days(self.days)}, answer today" if self.days else "Answer today"
        return _days(self.days) if self.days else "Came today"

    @property
    def full(self) -> str:
        """For one referral: *6 working days, 1 over our promise*."""
        days = f"{self.days} working day{'' if self.days == 1 else 's'}"
        if self.state == "late":
            return f"{days}, {self.days - self.promise} over our promise"
        if self.state == "soon":
            return f"{days}, answer today"
        return f"{days}, promise {self.promise}" if self.days else "Came today"


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


# ---- receiving and deciding ------------------------------------------------------------------
def why_not_receive(
    *,
    died_on: date | None,
    same_scheme: bool,
    agreed: str,
    agreed_note: str,
) -> str:
    """Why a referral cannot be taken down like this."""
    if not same_scheme:
        return (
            "The person is known to another scheme, and a referral stands in one scheme. "
            "Add the person in this scheme first."
        )
    if died_on is not None:
        return (
            f"The record says that the person died on {day(died_on)}. If that is wrong, "
            "correct the record first."
        )
    if agreed == "best_interests" and not agreed_note.strip():
        return (
            "A best-interests decision needs to say who made it, and why. "
            "Write that beside it, or choose “Not asked yet”."
        )
    return ""


def why_not_received_on(received_on: date, *, today: date) -> str:
    """Why a referral cannot have come on this day."""
    if received_on > today:
        return f"The day it came, {day(received_on)}, has not been yet. Check the day."
    return ""


def why_not_decide(
    *, kind: str, last_kind: str | None, last_on: date | None, received_on: date, on: date
) -> str:
    """Why this decision cannot stand. `last_kind` is the newest decision there is, or None.

    A no, and a change of mind, can be opened again by letting the referral wait with a reason. What
    was accepted or passed on has gone its way.
    """
    if on < received_on:
        return (
            f"The decision would be on {day(on)}, before the referral came on {day(received_on)}. "
            "Check the day."
        )
    if last_kind in FINAL and not (kind == "wait" and last_kind in CAN_OPEN_AGAIN):
        again = (
            "To think again, let it wait with a reason."
            if last_kind in CAN_OPEN_AGAIN
            else "If something has changed, take down a new referral."
        )
        when = f" on {day(last_on)}" if last_on else ""
        return f"This referral was answered{when}: {DONE[str(last_kind)]}. {again}"
    return ""


def why_not_wait(*, why: str, on: date, look_again_on: date | None) -> str:
    """Why it cannot wait like this."""
    if not why.strip():
        return "Waiting needs a reason, so that whoever looks next knows. Write one."
    if look_again_on is not None and look_again_on <= on:
        return f"The day to look again, {day(look_again_on)}, has passed. Choose a later one."
    return ""


def why_not_decline(*, reason: str, reasons: set[str]) -> str:
    """Why we cannot say no like this."""
    if reason not in reasons:
        return "Saying no needs a reason from the list. Choose the one that fits best."
    return ""


def why_not_redirect(
    *,
    reason: str,
    reasons: set[str],
    to_scheme: str,
    to: str,
    here: bool,
    same_programme: bool,
    agreed: bool,
) -> str:
    """Why it cannot be passed on like this. `to_scheme` is the other scheme's name, or empty."""
    if reason not in reasons:
        return "Passing on needs a reason from the list. Choose the one that fits best."
    if bool(to_scheme) == bool(to.strip()):
        return "Say who takes it on: one of our schemes, or the name of another organisation."
    if here:
        return "It is in this scheme already. Choose another scheme, or name an organisation."
    if to_scheme and not same_programme:
        return (
            f"{to_scheme} belongs to another programme, and records do not go there. "
            "Name it as another organisation, and tell them yourself."
        )
    if to_scheme and not agreed:
        return (
            "Nobody has told us that the person agreed to be referred. Ask them before their name "
            f"goes to {to_scheme}."
        )
    return ""


def why_not_attach(
    *, same_record: bool, same_scheme: bool, died_on: date | None, accepted: bool
) -> str:
    """Why a referral cannot move to another record."""
    if same_record:
        return "The referral stands with this record already."
    if not same_scheme:
        return "That record is in another scheme. Ask your programme’s resolver."
    if died_on is not None:
        return (
            f"That record says that the person died on {day(died_on)}. They may be two people; "
            "if that is wrong, correct the record first."
        )
    if accepted:
        return "The referral is accepted, and support hangs on the record that it came with."
    return ""


def why_not_assess(*, fault: str, computed: str, overridden_to: str, override_reason: str) -> str:
    """Why an assessment cannot be kept. `fault` is what the framework found."""
    if fault:
        return fault
    if not overridden_to:
        if override_reason.strip():
            return "There is a reason for another level, but no level. Choose one, or empty it."
        return ""
    if overridden_to not in ("low", "medium", "high"):
        return "A level is low, medium or high. Choose one of them."
    if overridden_to == computed:
        return f"The rule comes to {computed} as well, so there is nothing to change."
    if not override_reason.strip():
        return (
            f"The rule comes to {computed}. To say {overridden_to} instead, write why, "
            "so that the next coordinator would do the same."
        )
    return ""


# ---- words to who referred -------------------------------------------------------------------
def words_for(
    what: str,
    *,
    called: str,
    scheme: str,
    nation: str,
    first: str = "",
    themselves: bool = False,
    connector: str = "",
    where: str = "",
) -> str:
    """First words of an answer, for "accept", "wait", "withdraw", "redirect" or a reason to say no.

    The coordinator changes them freely. `themselves`: we answer the person, not somebody else.
    """
    kept = _words()
    text: str = kept[what]["themselves" if themselves else "about"]
    filled = {
        "called": called,
        "first": first or called,
        "scheme": scheme,
        "connector": connector or "One of us",
        "where": where or "another service",
    }
    return text.format(**filled, **kept["nations"][nation])


@cache
def _words() -> dict[str, Any]:
    path = Path(__file__).parent / "data" / "words.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
