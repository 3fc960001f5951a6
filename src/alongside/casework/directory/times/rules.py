"""iCalendar's rules, as far as regular activities need them. What runs away is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EVERY_DAY = 0b1111111
LONGEST_INTERVAL = 52
TOO_OFTEN = {"SECONDLY": "each second", "MINUTELY": "each minute", "HOURLY": "each hour"}
BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
LONGEST = 500  # letters of a rule


class CannotRead(Exception):
    """Why a rule is not taken; words for a report."""


@dataclass(frozen=True)
class Rule:
    """A rule that may be kept."""

    freq: str
    interval: int | None = None
    byday: str = ""
    bymonthday: str = ""
    until: date | None = None


def read_rule(text: str) -> Rule:
    """Read iCalendar's RRULE.

    Raises:
        CannotRead: it is no rule, or it comes round more often than once a day.
    """
    parts = _parts(text)
    freq, byday = parts.get("FREQ", ""), parts.get("BYDAY", "")
    for name in ("BYSECOND", "BYMINUTE", "BYHOUR", "BYSETPOS", "BYYEARDAY", "BYWEEKNO", "BYMONTH"):
        if name in parts:
            raise CannotRead(f"The rule uses {name}, which no regular activity here needs.")
    if freq == "DAILY":
        freq, byday = _daily(parts), byday or ",".join(CODES)
    interval = _number(parts.get("INTERVAL", ""))
    until = _day(parts.get("UNTIL", ""))
    rule = Rule(freq, interval, byday, parts.get("BYMONTHDAY", ""), until)
    if fault := fault_of(rule.freq, rule.interval, rule.byday, rule.bymonthday):
        raise CannotRead(fault)
    if "COUNT" in parts:  # or six afternoons would seem to go on for ever
        raise CannotRead("The rule ends after so many times, and does not say on which day.")
    return rule


def fault_of(freq: str, interval: float | None, byday: str, bymonthday: str) -> str:
    """Why such a rule is not taken, or nothing. Also for a schedule whose parts come apart."""
    if freq in TOO_OFTEN:
        return f"The rule comes round {TOO_OFTEN[freq]}. By the week or the month is what is taken."
    if freq not in ("", "WEEKLY", "MONTHLY"):
        return f"The rule goes by {freq[:20]!r}. By the week or the month is what is taken."
    if interval is not None and not (1 <= interval <= LONGEST_INTERVAL and interval % 1 == 0):
        return f"The rule is of every {interval:g}. From 1 to {LONGEST_INTERVAL} is what is taken."
    days = [one.strip() for one in byday.split(",") if one.strip()]
    if bad := [one for one in days if not BYDAY.fullmatch(one)]:
        return f"{bad[0][:20]!r} is no day of a rule: MO to SU, or 1TU for the first Tuesday."
    if bad := [one for one in bymonthday.split(",") if one.strip() and not _is_month_day(one)]:
        return f"{bad[0][:20]!r} is no day of a month: 1 to 31, or -1 for the last."
    return ""


def weekdays_bits(byday: str, bymonthday: str) -> int:
    """On which days of the week it can be: Monday is the lowest of seven bits; 0 is not known."""
    return bits_of(byday) or (EVERY_DAY if bymonthday else 0)


def bits_of(byday: str) -> int:
    """The same, of a list of days alone.

    >>> bits_of("MO,1TU"), bits_of("")
    (3, 0)
    """
    bits = 0
    for one in byday.split(","):
        if found := BYDAY.fullmatch(one.strip()):
            bits |= 1 << CODES.index(found[2])
    return bits


def _parts(text: str) -> dict[str, str]:
    rule = text.strip().upper().removeprefix("RRULE:")
    if len(rule) > LONGEST or "\n" in rule:
        raise CannotRead("The rule is longer than any rule of one regular time.")
    pairs = [part.partition("=") for part in rule.split(";") if part]
    if not pairs or not all(equals and value for _, equals, value in pairs):
        raise CannotRead(f"{text[:40]!r} is no rule such as FREQ=WEEKLY;BYDAY=TU.")
    return {name: value for name, _, value in pairs}


def _daily(parts: dict[str, str]) -> str:
    if parts.get("INTERVAL", "1") != "1":
        raise CannotRead("The rule skips days. By the week or the month is what is taken.")
    return "WEEKLY"


def _number(text: str) -> int | None:
    if text and not text.isdecimal():
        raise CannotRead(f"{text[:20]!r} is no number of weeks or months.")
    return int(text[:6]) if text else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:8]}") if text else None
    except ValueError:
        raise CannotRead(f"{text[:20]!r} is no day on which a rule ends.") from None


def _is_month_day(text: str) -> bool:
    plain = text.strip().removeprefix("-")
    return plain.isdecimal() and len(plain) <= 2 and 1 <= int(plain) <= 31
