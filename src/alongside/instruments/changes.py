"""The difference between two scores, which way it points, and what the scale can tell.

The words are for the worker. A small difference is called what it is: within the scale's error.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import variance

from alongside.instruments.model import Instrument, Item, Reliable
from alongside.instruments.scoring import Score
from alongside.instruments.words import Direction

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Verdict(StrEnum):
    """Which way the score went, for the person. It does not say that the change is real."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PartChange:
    """The change in one item that stands on its own."""

    key: str
    difference: int | None  # later − start
    verdict: Verdict
    words: str


@dataclass(frozen=True)
class Change:
    """Start to later, in the points that the figures use."""

    instrument: str
    comparable: bool
    difference: float | None  # later − start, as the scale counts
    gain: float | None  # the same, turned so that more is better for the person
    verdict: Verdict
    threshold: float | None  # what a change must pass to be more than error; None: not known
    reliable: bool | None  # whether it does; None: not known
    parts: tuple[PartChange, ...]
    words: str


def cronbach_alpha(rows: Sequence[Sequence[float | None]]) -> float:
    """Give Cronbach's alpha of complete rows (one a person, one column an item), n − 1 throughout.

    Rows with an item missing are left out. ValueError where it cannot be worked out.
    """
    complete = [[cell for cell in row if cell is not None] for row in rows if None not in row]
    widths = {len(row) for row in complete}
    if len(complete) < 2 or len(widths) != 1 or min(widths) < 2:
        raise ValueError(
            f"There are {len(complete)} complete rows, of {sorted(widths)} items. Alpha needs two "
            "rows or more, all with the same items, two or more. Try with more questionnaires."
        )
    total = variance([sum(row) for row in complete])
    if total == 0:
        raise ValueError(
            "Everybody has the same total, and alpha needs totals that differ. "
            "Try with more questionnaires."
        )
    items: float = sum(variance(column) for column in zip(*complete, strict=True))
    width = widths.pop()
    return width / (width - 1) * (1 - items / total)


def change(
    instrument: Instrument,
    start: Score,
    later: Score,
    *,
    reliable: Reliable | None = None,
    since: str = "at the start",
) -> Change:
    """Compare two scores of one instrument.

    `reliable` puts a scheme's own standard deviation and alpha in the place of the published ones.
    """
    if {start.instrument, later.instrument} != {instrument.id}:
        raise ValueError(
            f"Scores of {start.instrument} and {later.instrument} were to be compared as "
            f"{instrument.id}. Both must be of one instrument."
        )
    if not (start.valid and later.valid):
        return _incomparable(instrument, start, later, since)
    if start.value is None or later.value is None:
        return _by_part(instrument, start, later, since)
    return _of_totals(instrument, start.value, later.value, reliable or instrument.reliable, since)


def _incomparable(instrument: Instrument, start: Score, later: Score, since: str) -> Change:
    why = start.why_not or later.why_not
    when = since.capitalize() if start.why_not else "This time"
    return Change(
        instrument=instrument.id,
        comparable=False,
        difference=None,
        gain=None,
        verdict=Verdict.UNKNOWN,
        threshold=None,
        reliable=None,
        parts=(),
        words=f"No change can be worked out. {when}: {why}",
    )


def _of_totals(
    instrument: Instrument, start: float, later: float, reliable: Reliable | None, since: str
) -> Change:
    difference = round(later - start, 2)  # two decimals are all that a metric score has
    gain = _turned(difference, instrument.direction)
    threshold = reliable.threshold if reliable else None
    passes = None if threshold is None else abs(difference) > threshold
    return Change(
        instrument=instrument.id,
        comparable=True,
        difference=difference,
        gain=gain,
        verdict=_verdict(gain),
        threshold=threshold,
        reliable=passes,
        parts=(),
        words=_words(instrument, start, later, threshold, since),
    )


def _turned(difference: float, direction: Direction) -> float:
    return difference if direction is Direction.HIGHER_IS_BETTER else 0 - difference


def _verdict(gain: float) -> Verdict:
    if gain == 0:
        return Verdict.SAME
    return Verdict.BETTER if gain > 0 else Verdict.WORSE


def _words(
    instrument: Instrument, start: float, later: float, threshold: float | None, since: str
) -> str:
    difference = round(later - start, 2)
    if difference == 0:
        return f"The same as {since}."
    if len(instrument.items) == 1:
        return _one_question(instrument.items[0], int(start), int(later))
    size = _points(abs(difference))
    moved = f"{size} {'higher' if difference > 0 else 'lower'}."
    better = _verdict(_turned(difference, instrument.direction)) is Verdict.BETTER
    if threshold is None:
        return (
            f"{moved} {_side(better)} How far this scale can err has not been published, "
            "so read it beside what the person tells you."
        )
    if abs(difference) > threshold:
        told = instrument.better_words if better else instrument.worse_words
        return f"{moved} That is more than the scale’s own error: {told}"
    verb = "is" if abs(difference) == 1 else "are"
    error = f"{size} {verb} within the scale’s own error, so this is not yet a change."
    return " ".join([moved, error, *_may_matter(instrument, abs(difference))])


def _may_matter(instrument: Instrument, size: float) -> list[str]:
    """Add what studies say of a difference too small to be sure of and large enough to be felt."""
    important = instrument.important
    if important is None or size < important.low:
        return []
    return ["It may still matter to the person: ask them."]


def _one_question(item: Item, start: int, later: int) -> str:
    before, after = item.option(start).label, item.option(later).label
    better = _turned(later - start, item.direction) > 0
    return (
        f"From “{before}” to “{after}”. {_side(better)} One question says little by itself, "
        "so read it beside what the person tells you."
    )


def _side(better: bool) -> str:
    return "That is the better direction." if better else "That is the harder direction."


def _points(size: float) -> str:
    """Say a number of points: in words up to ten, in figures past that or with decimals."""
    if size != int(size):
        return f"{size:.1f} points"
    whole = int(size)
    number = NUMBERS[whole].capitalize() if whole < len(NUMBERS) else str(whole)
    return f"{number} {'point' if whole == 1 else 'points'}"


def _by_part(instrument: Instrument, start: Score, later: Score, since: str) -> Change:
    pairs = zip(instrument.items, start.parts, later.parts, strict=True)
    parts = tuple(_part(item, one.value, two.value, since) for item, one, two in pairs)
    return Change(
        instrument=instrument.id,
        comparable=any(part.difference is not None for part in parts),
        difference=None,
        gain=None,
        verdict=Verdict.UNKNOWN,
        threshold=None,
        reliable=None,
        parts=parts,
        words=" ".join(part.words for part in parts),
    )


def _part(item: Item, start: int | None, later: int | None, since: str) -> PartChange:
    if start is None or later is None:
        words = f"{item.short}: not answered both times."
        return PartChange(item.key, None, Verdict.UNKNOWN, words)
    difference = later - start
    verdict = _verdict(_turned(difference, item.direction))
    return PartChange(item.key, difference, verdict, _part_words(item, difference, verdict, since))


def _part_words(item: Item, difference: int, verdict: Verdict, since: str) -> str:
    if difference == 0:
        return f"{item.short}: the same as {since}."
    moved = f"{_points(abs(difference)).lower()} {'higher' if difference > 0 else 'lower'}"
    return f"{item.short}: {moved}. {_side(verdict is Verdict.BETTER)}"
