"""A percentage as it is printed: which counts it allows on a base, and which bases for a count.

All in fractions: no rounding of ours comes between what was printed and what it allows.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction

PRINTED = re.compile(r"(?P<under><|under |less than )?(?P<number>\d+(\.(?P<decimals>\d+))?) ?%?")


@dataclass(frozen=True)
class Span:
    """Whole numbers from `low` to `high`, both included; `high` None has no end."""

    low: int
    high: int | None

    def __bool__(self) -> bool:
        return self.high is None or self.low <= self.high

    def __contains__(self, number: int) -> bool:
        return self.low <= number and (self.high is None or number <= self.high)

    def __add__(self, other: Span) -> Span:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Span(self.low + other.low, high)

    def both(self, other: Span) -> Span:
        """What lies in both."""
        ends = [end for end in (self.high, other.high) if end is not None]
        return Span(max(self.low, other.low), min(ends) if ends else None)

    def __str__(self) -> str:
        if not self:
            return "none"
        if self.high is None:
            return f"{self.low:,} or more"
        if self.high - self.low > 2:
            return f"{self.low:,} to {self.high:,}"
        numbers = [f"{n:,}" for n in range(self.low, self.high + 1)]
        return " or ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))


@dataclass(frozen=True)
class Percentage:
    """The percentages that print so: from `low` to `high`, both included, and the text itself.

    A half may have been rounded either way: 12.5 prints 12% or 13%.
    """

    text: str
    low: Fraction
    high: Fraction

    def counts(self, base: int) -> Span:
        """The counts that it allows on a base; an empty span where there are none."""
        low, high = max(self.low, Fraction(0)), min(self.high, Fraction(100))
        return Span(math.ceil(low * base / 100), math.floor(high * base / 100))

    def bases(self, count: int) -> Span:
        """The bases on which a count would print so; an empty span where there are none."""
        if count == 0:
            return Span(1, None if self.low <= 0 else 0)
        if self.high <= 0:
            return Span(1, 0)
        least = max(count, math.ceil(count * 100 / self.high))
        return Span(least, None if self.low <= 0 else math.floor(count * 100 / self.low))


def read_percentage(text: str) -> Percentage | None:
    """`42%`, `42.0` or `under 1%`; None where it is no percentage from 0 to 100."""
    found = PRINTED.fullmatch(text.strip().lower())
    if found is None or not text.isascii() or Fraction(found["number"]) > 100:
        return None
    number = Fraction(found["number"])
    half = Fraction(1, 2 * 10 ** len(found["decimals"] or ""))
    if found["under"]:
        return Percentage(f"under {found['number']}%", Fraction(0), number)
    return Percentage(f"{found['number']}%", number - half, number + half)
