"""Times of day as people write them: *3.30*, *noon*, *8-10pm*."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class Clock:
    """A time of day, as it was written."""

    at: time
    said: bool  # morning or afternoon is certain
    bare: bool  # a number alone, that may be no time at all


@dataclass(frozen=True)
class Span:
    """From when to when."""

    first: Clock | None
    last: Clock | None


def hours_of(span: Span) -> tuple[time | None, time | None, bool]:
    """Opening and closing, and whether morning or afternoon had to be guessed."""
    first, last = span.first, span.last
    if first is None or last is None:
        alone = first or last
        guessed = alone is not None and not alone.said
        return first.at if first else None, last.at if last else None, guessed
    opens, closes = first.at, last.at
    guessed = not (first.said and last.said)
    if not first.said and last.said and last.at.hour >= 12 and opens.hour < 12:
        late = opens.replace(hour=opens.hour + 12)
        opens = late if late < closes else opens  # *8-10pm*
    if not last.said and closes <= opens and closes.hour < 12:
        closes = closes.replace(hour=closes.hour + 12)
    if not first.said and not last.said and opens.hour < 6 and closes.hour < 9:
        opens, closes = opens.replace(hour=opens.hour + 12), closes.replace(hour=closes.hour + 12)
    return opens, closes, guessed and closes <= opens


CLOCK = re.compile(r"(\d{1,2})[:.;]?(\d\d)?\s*(?:([ap])\.?\s?m|(noon|midday)|(midnight))?")


def clock_of(text: str) -> Clock | None:
    """Read one; None where it is none."""
    if text in ("noon", "midday"):
        return Clock(time(12), said=True, bare=False)
    found = CLOCK.match("12midnight" if text == "midnight" else text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half, noon, midnight = found[3], found[4], found[5]
    if hour > 24 or minute > 59:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if midnight:
        return Clock(time(23, 59), said=True, bare=False)
    bare = not (found[2] or half or noon)
    return Clock(time(hour % 24, minute), said=bool(half or noon) or hour >= 12, bare=bare)
