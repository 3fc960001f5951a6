"""UCLA-3 at the start and at the end: how many people had each score."""

from __future__ import annotations

from collections.abc import Iterator

from ...findings import Findings, Score
from ...loneliness import LONELY
from ..document import Table
from ..numbers import clear, people, percent, shown
from .chart import Chart
from .letters import width_of
from .scale import NUMBER, Scale
from .theme import BRICK, EDGE, HARBOUR, INK, NARROW, SOFT, WIDE, WORSE, Size
from .vega import Layer, Plane, Word, across, drawn, layer, words
from .wording import all_there, available, few_words

ID = "scores"
TIMES = ("At the start", "At the end")
TALL = 190  # pixels of the highest column
HIDDEN = "hidden"
Counts = list[int | None]


def scores(findings: Findings) -> Chart | None:
    """Two rows of columns, one a time; those at 6 or more are lonely."""
    both = [[s.at_start for s in findings.scores], [s.at_end for s in findings.scores]]
    if not all(any(counts) for counts in both):
        return None
    title, base = _title(findings), _base(findings, both)
    alt = _alt(findings.scores)
    pictures = [_drawn(size, findings.scores, both, title, alt) for size in (WIDE, NARROW)]
    return Chart(ID, title, base, alt, pictures[0], pictures[1], _table(findings.scores))


def _title(findings: Findings) -> str:
    means = all_there(findings, "loneliness.start_paired.mean", "loneliness.end_paired.mean")
    change = available(findings, "loneliness.change.mean")
    if means is None or change is None:
        return "Loneliness scores at the start and at the end"
    start, end = (shown(mean) for mean in means)
    way = clear(change)
    if not way:
        return f"Scores did not clearly change: {start} on average at the start, {end} at the end"
    moved = "fell" if way > 0 else "rose"
    return f"Loneliness scores {moved} from {start} to {end} on average"


def _base(findings: Findings, both: list[Counts]) -> str:
    pairs = available(findings, "loneliness.pairs")
    said = "Scale from 3, least lonely, to 9, most; 6 or more is lonely."
    hidden = " Scores of only a few people are not shown." if None in both[0] + both[1] else ""
    if pairs is None or pairs.value is None:
        return said + hidden
    n = int(pairs.value)
    return f"{said} {people(n)} with both scores.{hidden}{few_words(n)}"


def _alt(found: tuple[Score, ...]) -> str:
    said = [
        f"score {one.score}: {_count(one.at_start)} at the start, {_count(one.at_end)} at the end"
        for one in found
    ]
    return f"How many people had each score. {'; '.join(said).capitalize()}."


def _count(n: int | None) -> str:
    return HIDDEN if n is None else f"{n:,}"


def _lonely(found: tuple[Score, ...], counts: Counts) -> str:
    """How many were lonely, where that is known."""
    known = [n for n in counts if n is not None]
    if len(known) < len(counts):
        return ""
    lonely = sum(n for one, n in zip(found, known, strict=True) if one.score >= LONELY)
    return f"{lonely:,} of {sum(known):,} lonely"


def _drawn(
    size: Size, found: tuple[Score, ...], both: list[Counts], title: str, alt_text: str
) -> str:
    tallest = max(n for counts in both for n in counts if n is not None)
    layers: list[Layer] = []
    lines: list[Word] = []
    room = (size.width - 60) / 2 if size.wide else float(size.width)
    bottom = 0.0
    for at, (when, counts) in enumerate(zip(TIMES, both, strict=True)):
        left, top = (at * (room + 60), 0.0) if size.wide else (0.0, at * (TALL + 152.0))
        panel = Panel(size, found, counts, left, top, room, tallest)
        layers += panel.columns()
        lines += panel.lines(when)
        bottom = panel.ground + 58
    plane = Plane(size, 0, size.width, 0, bottom, Scale(0, 1, (), NUMBER))
    return drawn([*layers, *words(lines)], plane, f"{ID}-{size.name}", title, alt_text, axis=False)


class Panel:
    """The columns of one time."""

    def __init__(
        self,
        size: Size,
        found: tuple[Score, ...],
        counts: Counts,
        left: float,
        top: float,
        room: float,
        tallest: int,
    ) -> None:
        self.size, self.found, self.counts = size, found, counts
        self.left, self.top, self.room = left, top, room
        self.each, self.unit = room / len(found), TALL / tallest

    @property
    def ground(self) -> float:
        """Where the columns stand."""
        return self.top + 62 + TALL

    def middle(self, score: int) -> float:
        return self.left + (score - self.found[0].score + 0.5) * self.each

    def columns(self) -> Iterator[Layer]:
        """A layer for those not lonely, one for those lonely, the line between, the ground."""
        for fill, lonely in ((HARBOUR, False), (WORSE, True)):
            rows = [
                {
                    "x": self.middle(one.score) - self.each * 0.42,
                    "x2": self.middle(one.score) + self.each * 0.42,
                    "y": self.ground - n * self.unit,
                    "y2": self.ground,
                }
                for one, n in zip(self.found, self.counts, strict=True)
                if n and (one.score >= LONELY) == lonely
            ]
            if rows:
                stroke = BRICK if lonely else fill
                yield layer("rect", rows, across(), {"fill": fill, "stroke": stroke})
        edge = self.middle(LONELY) - self.each / 2
        line = [{"x": edge, "y": self.top + 40, "y2": self.ground + 30}]
        style = {"color": EDGE, "strokeWidth": 1.5, "strokeDash": [5, 4]}
        yield layer("rule", line, across(), style)
        ground = [{"x": self.left, "x2": self.left + self.room, "y": self.ground}]
        yield layer("rule", ground, across(), {"color": EDGE})

    def labels(self) -> list[str]:
        """Counts; where they are too long to stand beside each other, percentages."""
        counts = [_count(n) for n in self.counts]
        if all(width_of(count, self.size.small) < self.each - 2 for count in counts):
            return counts
        total = sum(n or 0 for n in self.counts)
        return [HIDDEN if n is None else percent(n / total) for n in self.counts]

    def lines(self, when: str) -> Iterator[Word]:
        """The heading, a count on each column, the scores under them, and what lonely is."""
        size, told = self.size, _lonely(self.found, self.counts)
        head = f"{when}: {told}" if told else when
        yield Word(self.left, self.top + 20, head, size.head, bold=True)
        for one, n, label in zip(self.found, self.counts, self.labels(), strict=True):
            x, y = self.middle(one.score), self.ground - (n or 0) * self.unit - 7
            fill = SOFT if n is None else INK
            yield Word(x, y, label, size.small, fill=fill, anchor="middle")
            yield Word(x, self.ground + 22, str(one.score), size.text, anchor="middle")
        edge = self.middle(LONELY) - self.each / 2
        y = self.ground + 48
        yield Word(edge - 10, y, "not lonely", size.small, fill=HARBOUR, anchor="end")
        yield Word(edge + 10, y, "lonely", size.small, fill=BRICK)


def _table(found: tuple[Score, ...]) -> Table:
    rows = [
        (
            f"{one.score}{', lonely' if one.score >= LONELY else ''}",
            _cell(one.at_start),
            _cell(one.at_end),
        )
        for one in found
    ]
    return Table(
        f"{ID}-table",
        "How many people had each score",
        ("Score", *TIMES),
        tuple(rows),
        (False, True, True),
        frozenset(),
    )


def _cell(n: int | None) -> str:
    return "Not shown" if n is None else f"{n:,}"
