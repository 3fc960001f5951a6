"""What became of those asked three times: lonely or not, at the start, at the end and later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...findings import Findings, Flow
from ..document import Table
from ..numbers import people
from .chart import Chart
from .svg import element, text, whole
from .theme import (
    BETTER,
    BRICK,
    HARBOUR,
    LINE,
    NARROW,
    SOFT,
    UNCHANGED,
    WIDE,
    WORSE,
    Size,
)
from .wording import available, few_words, joined

ID = "flow"
LATER = "three months or more later"
STAGES = ("Start", "End", "3 months or more after")
BETWEEN = 22  # pixels between those not lonely and those lonely
NUMBERED = 24  # pixels: a thinner ribbon has no room for its number
NODES = (False, True)  # not lonely above, lonely below


@dataclass(frozen=True)
class Ways:
    """The ways that may be shown, those that are hidden, and how many took any of them."""

    known: tuple[tuple[tuple[bool, bool, bool], int], ...]
    hidden: tuple[Flow, ...]
    total: int

    @property
    def not_shown(self) -> int:
        return self.total - sum(n for _, n in self.known)

    def at(self, stage: int, lonely: bool) -> int:
        """How many of those shown were so at one stage."""
        return sum(n for way, n in self.known if way[stage] == lonely)

    def between(self, stage: int, one: bool, other: bool) -> int:
        """How many of those shown went from one to the other after that stage."""
        return sum(n for way, n in self.known if (way[stage], way[stage + 1]) == (one, other))

    def whole_at(self, stage: int, lonely: bool) -> bool:
        """Whether nobody who was so at that stage took a hidden way."""
        return not any((f.start, f.end, f.later)[stage] == lonely for f in self.hidden)


def flow(findings: Findings) -> Chart | None:
    """From start to end to follow-up. Ways that few people took are hidden, and said to be; where
    they hold more people than may be shown, the rest would mislead, and there is no picture."""
    known = tuple(
        ((f.start, f.end, f.later), f.people) for f in findings.flows if f.people is not None
    )
    hidden = tuple(f for f in findings.flows if f.people is None)
    shown = sum(n for _, n in known)
    count = available(findings, "follow_up.count")
    asked = int(count.value) if count is not None and count.value is not None else shown
    if not shown or asked > 2 * shown:
        return None
    ways = Ways(known, hidden, max(asked, shown) if hidden else shown)
    title = _title(findings, ways)
    base = _base(ways)
    alt = _alt(ways)
    drawn = [_drawn(size, ways, title, alt) for size in (WIDE, NARROW)]
    return Chart(ID, title, base, alt, drawn[0], drawn[1], _table(findings))


def _title(findings: Findings, ways: Ways) -> str:
    again = available(findings, "follow_up.relapsed")
    if again is None or again.n is None or again.base is None:
        return f"What became of the {people(ways.total)} who were asked again later"
    if not again.n:
        return f"None of the {people(again.base)} asked later had become lonely since the end"
    were = "was" if again.n == 1 else "were"
    return f"{again.n:,} of {again.base:,} {were} not lonely at the end, but lonely {LATER}"


def _base(ways: Ways) -> str:
    said = "Lonely means 6 or more, on the scale from 3 to 9. "
    said += f"{people(ways.total)} with a score at all three times."
    if ways.hidden:
        said += " Ways that only a few of them took are not shown."
    return said + few_words(ways.total)


def _alt(ways: Ways) -> str:
    if ways.hidden:
        told = joined(
            [
                f"{n:,} were {joined([_state(lonely) for lonely in way], last='then')}"
                for way, n in ways.known
                if n
            ]
        )
        return f"Of {people(ways.total)} asked at the start, at the end and later, {told}."
    lonely = [ways.at(stage, True) for stage in range(3)]
    better, worse = ways.between(0, True, False), ways.between(1, False, True)
    return (
        f"Of {people(ways.total)} followed up, {lonely[0]:,} were lonely at the start,"
        f" {lonely[1]:,} at the end and {lonely[2]:,} later. {better:,} went from lonely to not"
        f" lonely by the end; {worse:,} from not lonely at the end to lonely later."
    )


def _state(lonely: bool) -> str:
    return "lonely" if lonely else "not lonely"


@dataclass(frozen=True)
class Canvas:
    """Where the three bars stand, and how many pixels a person is high."""

    size: Size
    ways: Ways
    bar: float
    top: float
    unit: float

    def x(self, stage: int) -> float:
        return stage * (self.size.width - self.bar) / 2

    def y(self, stage: int, lonely: bool) -> float:
        above = self.ways.at(stage, False) * self.unit
        return self.top + (above + BETWEEN if lonely else 0)

    @property
    def bottom(self) -> float:
        shown = self.ways.total - self.ways.not_shown
        return self.top + shown * self.unit + BETWEEN


def _drawn(size: Size, ways: Ways, title: str, alt: str) -> str:
    tall, top, bar = (300, 60, 22) if size.wide else (270, 76, 14)
    canvas = Canvas(size, ways, bar, top, tall / ways.total)
    content = [*_ribbons(canvas), *_bars(canvas), *_labels(canvas)]
    height = canvas.bottom + (32 if size.wide else 50)
    if ways.not_shown:
        content += _rest(canvas, height)
        height += ways.not_shown * canvas.unit + 34
    return whole(f"{ID}-{size.name}", title, alt, size.width, height, content)


def _ribbons(canvas: Canvas) -> Iterator[str]:
    """Those that stayed as they were first, then those that changed, the widest last, and the
    numbers on them."""
    stayed: list[str] = []
    changed: list[tuple[float, str]] = []
    numbers: list[str] = []
    for stage in (0, 1):
        leaving = {lonely: canvas.y(stage, lonely) for lonely in NODES}
        coming = {lonely: canvas.y(stage + 1, lonely) for lonely in NODES}
        arriving = {}
        for there in NODES:
            for here in NODES:
                arriving[here, there] = coming[there]
                coming[there] += canvas.ways.between(stage, here, there) * canvas.unit
        for here in NODES:
            for there in NODES:
                n = canvas.ways.between(stage, here, there)
                thick = n * canvas.unit
                y, to = leaving[here], arriving[here, there]
                leaving[here] += thick
                if not n:
                    continue
                fill = UNCHANGED if here == there else BETTER if here else WORSE
                ribbon = _ribbon(canvas, stage, y, to, thick, fill)
                if here == there:
                    stayed.append(ribbon)
                else:
                    changed.append((thick, ribbon))
                if here != there and thick >= NUMBERED:
                    numbers.append(_number(canvas, stage, y + thick / 2, to + thick / 2, n))
    yield from (*stayed, *(ribbon for _, ribbon in sorted(changed)), *numbers)


def _ribbon(canvas: Canvas, stage: int, y: float, to: float, thick: float, fill: str) -> str:
    x1, x2 = canvas.x(stage) + canvas.bar, canvas.x(stage + 1)
    m = (x1 + x2) / 2
    path = (
        f"M{x1:.1f} {y:.1f}C{m:.1f} {y:.1f} {m:.1f} {to:.1f} {x2:.1f} {to:.1f}V{to + thick:.1f}"
        f"C{m:.1f} {to + thick:.1f} {m:.1f} {y + thick:.1f} {x1:.1f} {y + thick:.1f}Z"
    )
    return element("path", d=path, fill=fill)


def _number(canvas: Canvas, stage: int, y: float, to: float, n: int) -> str:
    """In the middle of its ribbon; near its beginning where another with a number crosses it."""
    ways = canvas.ways
    crossed = min(ways.between(stage, a, not a) for a in NODES) * canvas.unit >= NUMBERED
    t = 0.22 if crossed else 0.5
    x1, x2 = canvas.x(stage) + canvas.bar, canvas.x(stage + 1)
    x = _bezier(t, x1, (x1 + x2) / 2, (x1 + x2) / 2, x2)
    size = 22 if canvas.size.wide else 19
    middle = _bezier(t, y, y, to, to) + size * 0.35
    return text(x, middle, f"{n:,}", size, bold=True, anchor="middle")


def _bezier(t: float, a: float, b: float, c: float, d: float) -> float:
    return a * (1 - t) ** 3 + 3 * b * (1 - t) ** 2 * t + 3 * c * (1 - t) * t**2 + d * t**3


def _bars(canvas: Canvas) -> Iterator[str]:
    for stage in range(3):
        for lonely in NODES:
            high = canvas.ways.at(stage, lonely) * canvas.unit
            if high:
                fill = BRICK if lonely else HARBOUR
                x, y = canvas.x(stage), canvas.y(stage, lonely)
                yield element(
                    "rect", x=x, y=y, width=canvas.bar, height=high, rx=min(3, high / 2), fill=fill
                )


def _labels(canvas: Canvas) -> Iterator[str]:
    """Names of the three times; who was not lonely above the bars, who was lonely under them."""
    size, wide = canvas.size, canvas.size.wide
    for stage, heading in enumerate(STAGES):
        x = (0, size.width / 2, size.width)[stage]
        anchor = ("start", "middle", "end")[stage]
        named = heading if wide else heading.replace(" or more", "")
        yield text(x, 20, named, size.head, bold=True, anchor=anchor)
        for lonely in NODES:
            n = f"{canvas.ways.at(stage, lonely):,}"
            count = n if canvas.ways.whole_at(stage, lonely) else ""
            lines = _lines(count, _state(lonely), wide)
            first = canvas.bottom + 22 if lonely else canvas.top - 8 - 19 * (len(lines) - 1)
            for at, (line, bold) in enumerate(lines):
                yield text(x, first + 19 * at, line, size.text, bold=bold, anchor=anchor)


def _lines(count: str, state: str, wide: bool) -> list[tuple[str, bool]]:
    if not count:
        return [(state, False)]
    return [(f"{count} {state}", False)] if wide else [(count, True), (state, False)]


def _rest(canvas: Canvas, y: float) -> Iterator[str]:
    """Those whose ways are not shown, as tall as they are many."""
    n = canvas.ways.not_shown
    who = f"{people(n)} took ways that are not shown"
    yield text(0, y + 14, who, canvas.size.text, fill=SOFT)
    yield element(
        "rect", x=0, y=y + 24, width=canvas.size.width, height=n * canvas.unit, rx=3, fill=LINE
    )


def _table(findings: Findings) -> Table:
    rows = [
        (
            _state(f.start).capitalize(),
            _state(f.end).capitalize(),
            _state(f.later).capitalize(),
            "Not shown" if f.people is None else f"{f.people:,}",
        )
        for f in findings.flows
    ]
    return Table(
        f"{ID}-table",
        "The ways that people took",
        ("At the start", "At the end", "Three months or more after", "People"),
        tuple(rows),
        (False, False, False, True),
        frozenset(),
    )
