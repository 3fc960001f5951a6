"""Change in loneliness as three shares of one bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...figure import Figure
from ...findings import Findings
from ..document import Table
from ..numbers import capital, interval, people, percent, roughly, shown
from .chart import Chart
from .letters import packed, width_of, wrapped
from .svg import element, text, whole
from .theme import BRICK, HARBOUR, INK, NARROW, PAPER, SAND, SOFT, UNCHANGED, WIDE, Size
from .wording import all_there, available, few_words, joined

ID = "three-shares"
BETWEEN = 3  # pixels between the parts of the bar


@dataclass(frozen=True)
class Share:
    """A part of the bar. `n` people are `value` of all, with an interval in words."""

    words: str
    n: int
    value: float
    percent: str
    interval: str
    fill: str
    on_it: str  # colour of the words on it; nothing where none can be read there
    below: str = INK

    @property
    def counted(self) -> str:
        who = people(self.n)
        return f"{who}, {self.interval}" if self.interval else who


def three_shares(findings: Findings) -> Chart | None:
    """Less lonely, the same and more lonely, of those with a score at both times."""
    less = available(findings, "loneliness.change.less")
    if less is None or less.n is None or less.base is None:
        return None
    parts = list(_parts(findings, less))
    title = _title(parts)
    base = f"Loneliness at the end of support, against the start. {people(less.base)} with both"
    base += f" scores.{few_words(less.base)}"
    told = joined([f"{part.n:,} ({part.percent}) were {part.words}" for part in parts])
    alt = f"Of {people(less.base)} with a score at both times, {told}."
    return Chart(
        ID,
        title,
        base,
        alt,
        _drawn(WIDE, parts, title, alt),
        _drawn(NARROW, parts, title, alt),
        _table(findings, parts, less.base),
    )


def _parts(findings: Findings, less: Figure) -> Iterator[Share]:
    yield _share(less, "less lonely", HARBOUR, PAPER)
    others = all_there(findings, "loneliness.change.same", "loneliness.change.more")
    if others is None:  # one of them is hidden, and the other with it
        rest = (less.base or 0) - (less.n or 0)
        value = 1 - (less.value or 0)
        yield Share("the same or more lonely", rest, value, percent(value), "", UNCHANGED, INK)
        return
    yield _share(others[0], "the same", SAND, INK)
    yield _share(others[1], "more lonely", BRICK, "", BRICK)


def _share(figure: Figure, words: str, fill: str, on_it: str, below: str = INK) -> Share:
    return Share(
        words,
        figure.n or 0,
        figure.value or 0.0,
        shown(figure),
        interval(figure),
        fill,
        on_it,
        below,
    )


def _title(parts: list[Share]) -> str:
    first = f"{capital(roughly(parts[0].value))} were less lonely"
    last = parts[-1]
    return f"{first}, and {roughly(last.value)} were {last.words}"


def _drawn(size: Size, parts: list[Share], title: str, alt: str) -> str:
    name = f"{ID}-{size.name}"
    high = 84 if size.wide else 72
    there = [part for part in parts if part.n]
    room = size.width - BETWEEN * (len(there) - 1)
    total = sum(part.value for part in there)
    content, x = [_hatch(name)], 0.0
    inside: set[str] = set()
    starts: dict[str, float] = {}
    for part in there:
        width = room * part.value / total
        fill = f"url(#{name}-hatch)" if part.fill == BRICK else part.fill
        content.append(element("rect", x=x, y=0, width=width, height=high, fill=fill, rx=4))
        content += _on_it(size, part, x, width, high, inside)
        starts[part.words] = x
        x += width + BETWEEN
    if size.wide:
        content += _columns(size, parts, starts, inside, high)
        return whole(name, title, alt, size.width, high + 64, content)
    y: float = high
    for part in parts:
        y = _under(size, part, part.words in inside, y, content)
    return whole(name, title, alt, size.width, y + 8, content)


def _hatch(name: str) -> str:
    ground = element("rect", width=7, height=7, fill=BRICK)
    stripe = element("rect", width=2.5, height=7, fill=PAPER)
    pattern = element(
        "pattern",
        ground + stripe,
        id=f"{name}-hatch",
        width=7,
        height=7,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element("defs", pattern)


def _on_it(
    size: Size, part: Share, x: float, width: float, high: float, inside: set[str]
) -> Iterator[str]:
    """The percentage, and beside it the words, where they fit on the part."""
    big, words, edge = (34, 21, 16.0) if size.wide else (28, 19, 10.0)
    number = width_of(part.percent, big, bold=True)
    edge = min(edge, (width - number) / 2)
    if not part.on_it or edge < 5:
        return
    both = number + 8 + width_of(part.words, words) + 2 * edge <= width
    if size.wide and not both:
        return
    inside.add(part.words)
    yield text(x + edge, high / 2 + 12, part.percent, big, bold=True, fill=part.on_it)
    if both:
        at = x + edge + number + 8
        yield text(at, high / 2 + 10, part.words, words, fill=part.on_it)


def _under(size: Size, part: Share, named: bool, y: float, content: list[str]) -> float:
    """A line under the bar, or two; gives how far down they reach."""
    words = part.words if named else f"{part.percent} {part.words}"
    bold = part.below != INK
    y += 6
    for line in wrapped(f"{capital(words)}: {part.counted}", size.text, size.width, bold=bold):
        y += size.line
        content.append(text(0, y, line, size.text, bold=bold, fill=part.below))
    return y


def _columns(
    size: Size, parts: list[Share], starts: dict[str, float], inside: set[str], high: float
) -> Iterator[str]:
    """Two lines under each part, moved aside where they would meet; the last ends at the edge."""
    lines = [_two_lines(part, part.words in inside, first=not n) for n, part in enumerate(parts)]
    widths = [
        max(width_of(one, size.text, bold=bold), width_of(two, size.text))
        for one, two, bold in lines
    ]
    x = 0.0
    wanted = [x := starts.get(part.words, x) for part in parts]
    places = packed(wanted, widths, 24, size.width)
    for n, (part, (one, two, bold)) in enumerate(zip(parts, lines, strict=True)):
        last = n == len(parts) - 1 and places[n] + widths[n] > size.width - 40
        x, anchor = (size.width, "end") if last else (places[n], "start")
        fill = part.below if bold else INK
        yield text(x, high + 28, one, size.text, bold=bold, fill=fill, anchor=anchor)
        yield text(x, high + 52, two, size.text, fill=SOFT, anchor=anchor)


def _two_lines(part: Share, named: bool, *, first: bool) -> tuple[str, str, bool]:
    if not named:
        return f"{part.percent} {part.words}", part.counted, True
    what = "95% interval " if first else ""
    return people(part.n), f"{what}{part.interval}", False


def _table(findings: Findings, parts: list[Share], base: int) -> Table:
    rows = [(capital(part.words), f"{part.n:,}", part.percent, part.interval) for part in parts]
    rows.append(("Everyone with both scores", f"{base:,}", "100%", ""))
    return Table(
        f"{ID}-table",
        "Change in loneliness",
        ("Change", "People", "Share", "95% interval"),
        tuple(rows),
        (False, True, True, True),
        frozenset({len(rows) - 1}),
    )
