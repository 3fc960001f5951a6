"""Opening hours as people write them. What cannot be read stays as it was written.

>>> [one.byday for one in parse_hours("Mon, Wed & Fri 10am-12 noon")]
['MO,WE,FR']
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import time

from .clocks import Clock, Span, clock_of, hours_of
from .rules import CODES

LONGEST = 500  # letters that are looked at, and kept
MOST = 21  # times out of one text: three a day


@dataclass(frozen=True)
class ParsedTime:
    """One regular time. `as_written` stands where some of the text was not understood."""

    freq: str = ""
    interval: int | None = None
    byday: str = ""
    bymonthday: str = ""
    opens_at: time | None = None
    closes_at: time | None = None
    term_time_only: bool = False
    as_written: str = ""
    description: str = ""
    guessed: bool = False  # morning or afternoon was not said


DAY = (
    r"mon(?:day)?s?|tue(?:s(?:day)?)?s?|wed(?:nes(?:day)?)?s?|thu(?:r(?:s(?:day)?)?)?s?"
    r"|fri(?:day)?s?|sat(?:ur(?:day)?)?s?|sun(?:day)?s?"
)
MONTH = r"jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*"
TOKEN = re.compile(
    rf"""
      (?P<date>\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*-\s*\d{{1,2}}(?:st|nd|rd|th)?)?\s+(?:of\s+)?(?:{MONTH})\b
        |\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b|\b(?:19|20)\d\d\b|\b24\s*(?:hours|/\s*7)\b)
    | (?P<term>\bterm[\s-]*time(?:s)?(?:\s+only)?\b|\bduring\s+term\b
        |\b(?:not|except|excluding|excl|outside|apart\s+from)\W+(?:(?:in|during|for|the)\s+)*school\s+holidays?\b)
    | (?P<nth>\b(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)\b)
    | (?P<other>\b(?:every\s+other|alternate|fortnightly)\b)
    | (?P<month>\b(?:of|in)\s+(?:the|each|every)\s+month\b
        |\b(?:each|every|the|of\s+the)\s+month\b|\bmonthly\b)
    | (?P<week>\bweekdays\b)
    | (?P<end>\bweekends?\b)
    | (?P<all>\bdaily\b|\beach\s+day\b|\bevery\s*day\b|\b(?:7|seven)\s+days(?:\s+a\s+week)?\b)
    | (?P<day>\b(?:{DAY})\b)
    | (?P<time>(?<![\d£:.])(?:12\s*(?:noon|midday|midnight)|noon|midday|midnight
        |(?:[01]?\d|2[0-4])(?:[:.;][0-5]\d|(?<=\d\d)[0-5]\d)?\s*(?:[ap]\.?\s?m\b\.?|noon\b)?)(?![\d%]))
    | (?P<dash>-+|\bto\b|\bthrough\b|\b(?:un)?till?\b)
    | (?P<semi>;|\n)
    | (?P<slash>/)
    | (?P<shut>\bclosed\b)
    | (?P<not>\b(?:not|except|excluding|excl|apart\s+from|but|unless)\b)
    | (?P<plain>[,&+:()\[\].|*]|\band\b|\bopen(?:ing)?\b|\bhours?\b|\btimes?\b|\bfrom\b|\bbetween\b
        |\bevery\b|\beach\b|\bon\b|\bthe\b|\bat\b|\bweekly\b|\bo'?clock\b|\bor\b|\bonly\b)
    | (?P<word>[^\s,;/&+()]+)
    """,
    re.VERBOSE,
)
NTH = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3} | {
    "4th": 4, "fourth": 4, "5th": 5, "fifth": 5, "last": -1,
}  # fmt: skip
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | {0xA0: " ", 0x2019: "'"}
GLUED = re.compile(r"([a-z])(?=[A-Z])")  # *6pmTuesday*, where a line's end was lost
TAG = re.compile(r"<[^>]{0,200}>")


def parse_hours(text: str) -> list[ParsedTime]:
    """Read opening hours. Nothing for nothing; else at least one, with the text where it is not
    understood, or not in full."""
    written = " ".join(TAG.sub(" ", text[: 4 * LONGEST]).split())[:LONGEST]
    apart = GLUED.sub(r"\1 ", written)
    if not written:
        return []
    reader = _Reader()
    for found in TOKEN.finditer(apart.translate(DASHES).lower()):
        reader.take(str(found.lastgroup), found.group())
    items = reader.finish()
    sure = reader.other and len(items) <= 2  # of which days *fortnightly* is, is certain
    times = _together(_paired(items, every_other=sure))[:MOST]
    if not times:
        return [ParsedTime(as_written=written, term_time_only=reader.term)]
    whole = not reader.left and not any(one.guessed or not one.byday for one in times)
    kept = "" if whole else written
    return [replace(one, as_written=kept, term_time_only=reader.term) for one in times]


@dataclass(frozen=True)
class _Days:
    """Days, with which of the month they are; `shut` where nothing is on them."""

    days: tuple[int, ...]
    nths: tuple[int, ...] = ()
    shut: bool = False


@dataclass
class _Reader:
    """Goes through the text once, from left to right, and makes days and spans of it."""

    items: list[_Days | Span] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    nths: list[int] = field(default_factory=list)
    first: Clock | None = None  # where a span begins
    before: str = ""  # the kind of the piece before, without commas and the like
    other: bool = False  # every other week
    term: bool = False
    left: bool = False  # something was not understood
    skipping: bool = False  # the days that are named now are days when it is not

    def take(self, kind: str, text: str) -> None:
        """Take the next piece."""
        if kind != "plain":
            getattr(self, f"_{kind}", self._word)(text)
            self.before = kind

    def finish(self) -> list[_Days | Span]:
        """What was read."""
        self._end_of_span()
        self._end_of_days(shut=self.before == "dash")
        self.left = self.left or (self.other and len(self.items) > 2)
        return self.items

    # ---- days --------------------------------------------------------------------------------
    def _day(self, text: str) -> None:
        number = next(at for at, code in enumerate(CODES) if text[:2] == code.lower())
        if self.before == "dash" and self.days and self.first is None:
            last = self.days[-1]
            self._add([(last + step) % 7 for step in range(1, (number - last) % 7 + 1)])
        else:
            self._add([number])

    def _week(self, _: str) -> None:
        self._add([0, 1, 2, 3, 4])

    def _end(self, _: str) -> None:
        self._add([5, 6])

    def _all(self, _: str) -> None:
        self._add([0, 1, 2, 3, 4, 5, 6])

    def _add(self, numbers: list[int]) -> None:
        self._end_of_span()
        if not self.skipping:
            self.days += [one for one in numbers if one not in self.days]

    def _nth(self, text: str) -> None:
        self._end_of_span()
        if self.days:  # *first Tuesday, last Friday*
            self._end_of_days()
        self.nths.append(NTH[text])

    def _other(self, _: str) -> None:
        self.other = True

    def _month(self, _: str) -> None:
        self.left = self.left or not self.nths

    def _end_of_days(self, *, shut: bool = False) -> None:
        if self.days:
            self.items.append(_Days(tuple(self.days), tuple(self.nths), shut))
            self.nths = []
        self.days = []

    # ---- times -------------------------------------------------------------------------------
    def _time(self, text: str) -> None:
        clock = clock_of(text)
        if clock is None:
            self._word(text)
        elif self.before == "dash" and self.first is not None:
            self._span(self.first, clock)
        elif self.before == "dash" and self.days and not clock.bare:
            self._span(None, clock)
        else:
            self._end_of_span()
            self.first = clock

    def _span(self, first: Clock | None, last: Clock | None) -> None:
        self._end_of_days()
        self.items.append(Span(first, last))
        self.first, self.skipping = None, False

    def _end_of_span(self) -> None:
        """A time that began a span, of which no end came."""
        if self.first is not None and not self.first.bare:
            self._span(self.first, None)
        self.left = self.left or self.first is not None
        self.first = None

    def _semi(self, _: str) -> None:
        self._end_of_span()
        self._end_of_days(shut=self.before == "dash")  # *Tues - / - ;*: nothing on Tuesdays
        self.skipping = False

    # ---- the rest ----------------------------------------------------------------------------
    def _dash(self, _: str) -> None:
        return

    def _slash(self, _: str) -> None:
        self._end_of_span()

    def _term(self, _: str) -> None:
        self.term = True

    def _shut(self, _: str) -> None:
        self._end_of_span()
        if self.days:
            self._end_of_days(shut=True)
        else:
            self.skipping = True

    def _not(self, _: str) -> None:
        self._end_of_span()
        self.skipping = self.left = True

    def _word(self, _: str) -> None:
        self._end_of_span()
        self.left = True


def _paired(items: list[_Days | Span], *, every_other: bool) -> list[ParsedTime]:
    """Each span with its days: those before it, or, where hours come first, those behind."""
    open_items = [one for one in items if not (isinstance(one, _Days) and one.shut)]
    if open_items and isinstance(open_items[0], Span):
        open_items.reverse()
    made: list[ParsedTime] = []
    days: list[_Days] = []
    used = True
    for one in open_items:
        if isinstance(one, _Days):
            days, used = ([] if used else days) + [one], False
        else:
            made += [_time_of(each, one, every_other) for each in days or [_Days(())]]
            used = True
    if not used:
        made += [_time_of(each, Span(None, None), every_other) for each in days]
    return made


def _time_of(days: _Days, span: Span, every_other: bool) -> ParsedTime:
    opens, closes, guessed = hours_of(span)
    monthly = bool(days.nths)
    which = [str(nth) for nth in days.nths] or [""]
    return ParsedTime(
        freq="MONTHLY" if monthly else ("WEEKLY" if days.days else ""),
        interval=2 if every_other and days.days and not monthly else None,
        byday=",".join(f"{nth}{CODES[day]}" for nth in which for day in sorted(days.days)),
        opens_at=opens,
        closes_at=closes,
        guessed=guessed,
    )


def _together(times: list[ParsedTime]) -> list[ParsedTime]:
    """Days with the same hours are one rule."""
    found: dict[ParsedTime, list[str]] = {}
    for one in times:
        found.setdefault(replace(one, byday=""), []).append(one.byday)
    return [replace(one, byday=_in_order(days)) for one, days in found.items()]


def _in_order(days: list[str]) -> str:
    """Each day once, in the order of the week."""
    single = {day for one in days for day in one.split(",") if day}
    return ",".join(sorted(single, key=lambda day: (CODES.index(day[-2:]), day)))
