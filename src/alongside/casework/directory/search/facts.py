"""What entries are filtered by, as small numbers: days and parts of a day, ways in, cost. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from decimal import Decimal
from enum import StrEnum

from .. import details
from ..models import ActivityPlace, CostOption, Place, Time


class PartOfDay(StrEnum):
    """When on a day it is."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PARTS = list(PartOfDay)
NOON, FIVE = time(12), time(17)

ACCESS = {  # what a search can ask of a place, each with its bit
    "step_free": 1,
    "hearing_loop": 2,
    "accessible_toilet": 4,
    "quiet": 8,
    "parking": 16,
    "met_at_door": 32,
}
ACCESS_WORDS = {
    "step_free": "step-free",
    "hearing_loop": "hearing loop",
    "accessible_toilet": "accessible toilet",
    "quiet": "quiet",
    "parking": "parking",
    "met_at_door": "somebody meets you at the door",
}
COST_UNKNOWN, FREE, COSTS = 0, 1, 2
SAYS_FREE = re.compile(
    r"\s*(this (service|activity) is )?(free|no charge|nothing|£?0(\.00)?)\b", re.I
)
SAYS_MORE = re.compile(
    r"£\s*(?!0+(?:\.0+)?\b)\d|charge[sd]? (?:of|from)|donation|\bfee\b|\btrial\b", re.I
)


def times_at(times: Iterable[Time], at: ActivityPlace | None) -> list[Time]:
    """Those of this place, and those of no place in particular."""
    here = at.pk if at else None
    return [one for one in times if one.at_id is None or one.at_id == here]


def slots_of(times: Iterable[Time]) -> int:
    """The bits of the mornings, afternoons and evenings of a week on which it can be."""
    bits = 0
    for one in times:
        for weekday in range(7):
            if one.weekdays >> weekday & 1:
                bits |= _parts(one) << (3 * weekday)
    return bits


def mask(weekday: int | None, part: str) -> int:
    """The bits that a search for a day, a part of a day, or both asks for; 0 asks for nothing."""
    if weekday is None and not part:
        return 0
    days = range(7) if weekday is None else [weekday]
    bit = 1 << PARTS.index(PartOfDay(part)) if part else 0b111
    return sum(bit << (3 * day) for day in days)


def _parts(one: Time) -> int:
    """Three bits; all where no hour is known, because it could be."""
    if one.opens_at is None and one.closes_at is None:
        return 0b111
    opens = one.opens_at or time(0)
    closes = one.closes_at
    if closes is None or closes <= opens:  # no end, or past midnight
        closes = time(23, 59) if closes is not None else opens
    begins_in = 0 if opens < NOON else 1 if opens < FIVE else 2
    ends_in = 0 if closes <= NOON else 1 if closes <= FIVE else 2
    return sum(1 << part for part in range(begins_in, max(begins_in, ends_in) + 1))


def access_of(place: Place | None, met_at_door: bool | None) -> int:
    """The bits of what is known to be there; not known is not there."""
    bits = ACCESS["met_at_door"] if met_at_door else 0
    if place is not None:
        for field in details.ACCESS:
            bits |= ACCESS[field] if getattr(place, field) else 0
    return bits


def bits(access: Iterable[str]) -> int:
    """The bits that a search asks for; names that nobody knows ask for nothing."""
    return sum(ACCESS.get(name, 0) for name in set(access))


def cost_of(costs: Iterable[CostOption], fees: str) -> int:
    """Free only where every amount is nothing, or where the words begin by saying so."""
    amounts = [one.amount for one in costs if one.amount is not None]
    if amounts:
        return FREE if all(amount == Decimal(0) for amount in amounts) else COSTS
    if not fees.strip():
        return COST_UNKNOWN
    return FREE if SAYS_FREE.match(fees) and not SAYS_MORE.search(fees) else COSTS


LANGUAGES = {  # how a language is called, by its code; what feeds say is one or the other
    "ar": "Arabic",
    "bn": "Bengali",
    "bfi": "British Sign Language",
    "zh": "Chinese",
    "en": "English",
    "fa": "Farsi",
    "fr": "French",
    "gd": "Gaelic",
    "gu": "Gujarati",
    "hi": "Hindi",
    "it": "Italian",
    "lt": "Lithuanian",
    "ps": "Pashto",
    "pl": "Polish",
    "pt": "Portuguese",
    "pa": "Punjabi",
    "ro": "Romanian",
    "ru": "Russian",
    "so": "Somali",
    "es": "Spanish",
    "ta": "Tamil",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "cy": "Welsh",
}


def language_words(asked: str) -> list[str]:
    """Every way in which a language may stand in an entry, in small letters."""
    small = "".join(one for one in asked.strip().lower() if one.isprintable())
    code = next((code for code, name in LANGUAGES.items() if small in (code, name.lower())), "")
    return sorted({small, code, LANGUAGES.get(code, small).lower()} - {""})
