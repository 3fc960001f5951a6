"""Reading every line again, from the first to the head, and saying what is not as it was written.

Memory stays flat: some thousands of lines at a time. Lines that are added meanwhile are no fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alongside.sealing import stable_key

from . import rules
from .chain import COLUMNS, PURPOSE
from .models import Event, Head

AT_ONCE = 5_000
Step = Callable[[int, int], None]  # lines read, lines there are


@dataclass(frozen=True)
class Kept:
    """A head that somebody wrote down elsewhere: `alongside audit head` prints it."""

    number: int
    link: str

    def __str__(self) -> str:
        return f"{self.number}-{self.link}"

    @classmethod
    def read(cls, words: str) -> Kept | None:
        """From `NUMBER-LINK`; None where it is no such thing."""
        number, _, link = words.strip().partition("-")
        whole = number.isascii() and number.isdecimal() and len(link) == 64
        return cls(int(number), link.lower()) if whole else None


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written, in a sentence without anybody's name."""

    number: int  # of the line, or 0
    words: str


def head() -> Kept:
    """The last line's number and link; 0 and nothing where there is no line yet."""
    row = Head.objects.filter(pk=1).first()
    return Kept(row.number, row.link) if row else Kept(0, "")


def verify(step: Step, kept: Kept | None = None) -> Iterator[Fault]:
    """Say all that was changed, taken away, moved or put in since it was written.

    `kept` is a head from before: with it, lines that were cut off at the end are found even where
    the head's row was put back as well.
    """
    key = stable_key(PURPOSE)
    row = Head.objects.filter(pk=1).first()
    last = row.number if row else 0
    if row and row.seal != rules.seal(key, row.number, row.link):
        yield Fault(0, "The head’s row was changed.")
    yield from _lines(key, row.link if row else "", last, step, kept)
    yield from _astray(last)


def _lines(key: bytes, end: str, last: int, step: Step, kept: Kept | None) -> Iterator[Fault]:
    """Each line with the one before it. After a fault its own link counts for the next."""
    number, before, known = 0, rules.START, True
    for line, link in _written(last):
        if line.number > number + 1:
            yield _missing(number + 1, line.number - 1)
            known = False  # nothing to hold this line to but itself
        if known and link != rules.link(key, before, line):
            yield Fault(line.number, f"Line {line.number} was changed or moved.")
        if kept and kept.number == line.number and kept.link != link:
            yield Fault(line.number, f"Line {line.number} is not that of the head that you kept.")
        number, before, known = line.number, link, True
        if number % AT_ONCE == 0:
            step(number, last)
    step(number, last)
    if number < last:
        yield _missing(number + 1, last)
    elif before != end:
        yield Fault(last, f"Line {last} is not the one that the head’s row names.")
    if kept and kept.number > last:
        yield Fault(0, f"Lines {last + 1} to {kept.number} are missing: the head that you kept.")


def _written(last: int) -> Iterator[tuple[rules.Written, str]]:
    """The lines up to the head, in their order, with their links."""
    number = 0
    while True:
        rows = Event.objects.filter(number__gt=number, number__lte=last).order_by("number")
        some = list(rows.values_list(*COLUMNS, "link")[:AT_ONCE])
        for *values, link in some:
            yield rules.Written(*values), link
        if len(some) < AT_ONCE:
            return
        number = some[-1][0]


def _missing(first: int, last: int) -> Fault:
    if first == last:
        return Fault(first, f"Line {first} is missing.")
    return Fault(first, f"Lines {first} to {last} are missing.")


def _astray(last: int) -> Iterator[Fault]:
    """Lines that no link holds: put in by hand, or left when the head was put back."""
    now = head().number
    if loose := Event.objects.filter(number=None).count():
        yield Fault(0, f"{loose} lines were put in without a place in the order.")
    numbers = Event.objects.filter(number__lte=last).values("number")
    if twice := numbers.count() - numbers.distinct().count():
        yield Fault(0, f"{twice} lines have the number of another.")
    if Event.objects.filter(number__gt=max(now, last)).exists():
        yield Fault(0, f"There are lines after line {max(now, last)}, which the head’s row names.")
