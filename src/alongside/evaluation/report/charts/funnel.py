"""Schemes side by side: each where its size and its share put it, among the limits of luck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...figure import Figure, Unit
from ...findings import Findings
from ...schemes import Z998, Part, limits_of
from ...stats import Z95
from ..document import Table
from ..numbers import interval, percent, shown
from .chart import Chart
from .letters import packed, width_of
from .names import nation
from .scale import amounts, shares
from .theme import BRICK, EDGE, HARBOUR, INK, LINE, NARROW, PAPER, SOFT, WIDE, Size
from .vega import AXIS, Layer, Plane, Word, drawn, layer, words
from .wording import finite, joined

TALL = {True: 330, False: 250}  # pixels of the plot, wide and narrow
STEPS = 80  # points of each curve
LIMITS: tuple[tuple[float, str, list[int]], ...] = ((Z95, "95%", [5, 4]), (Z998, "99.8%", []))
SUBJECTS = {  # in a title, of those of whom it holds, and of those on whom it is counted
    "loneliness.change.less": ("Less lonely", "were less lonely", "with both scores"),
    "loneliness.lonely_to_not": (
        "No longer lonely",
        "were no longer lonely",
        "lonely at the start",
    ),
    "loneliness.completion": (
        "Measured at start and end",
        "were measured at start and end",
        "whose support ended",
    ),
    "signposts.people_share": ("Connected", "were connected at least once", "supported"),
    "wellbeing.change.improved": (
        "Better wellbeing",
        "had better wellbeing",
        "with both wellbeing scores",
    ),
}


def funnel(findings: Findings, figure_id: str) -> Chart | None:
    """The schemes of one main figure, with curves where luck alone would leave 95% and 99.8%."""
    parts = [
        replace(part, name=findings.called(part.name))
        for part in findings.parts
        if part.figure == figure_id and part.kind == "scheme" and _there(part)
    ]
    if len(parts) < 2:
        return None
    id_ = f"funnel-{figure_id.replace('.', '-').replace('_', '-')}"
    title, alt = _title(parts, figure_id), _alt(parts, figure_id)
    wide, narrow = (
        Funnel(size, parts, _subject(figure_id)[2]).drawn(f"{id_}-{size.name}", title, alt)
        for size in (WIDE, NARROW)
    )
    return Chart(
        id_, title, _base(parts, figure_id), alt, wide, narrow, _table(id_, parts, findings)
    )


def _there(part: Part) -> bool:
    return finite(part.n, part.base, part.value, part.whole, part.low_998, part.high_998)


def _beyond(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if part.beyond_luck]


def _title(parts: Sequence[Part], figure_id: str) -> str:
    n = len(_beyond(parts))
    differ = "differs" if n <= 1 else "differ"
    one = f"{n}" if n else "none"
    subject = _subject(figure_id)[0]
    schemes = "schemes that can be shown" if parts[0].round_to else "schemes"
    return f"{subject}: {one} of {len(parts)} {schemes} {differ} by more than luck explains"


def _subject(figure_id: str) -> tuple[str, str, str]:
    return SUBJECTS.get(figure_id, ("Side by side", "are counted", "in the base"))


def _base(parts: Sequence[Part], figure_id: str) -> str:
    _, happened, of = _subject(figure_id)
    whole = parts[0].whole
    return (
        f"Share who {happened}, by the number of people {of} in each scheme. Over all it is"
        f" {percent(whole)}. Small schemes spread widely by luck alone, so they are not ranked."
    )


def _alt(parts: Sequence[Part], figure_id: str) -> str:
    _, happened, of = _subject(figure_id)
    beyond = _beyond(parts)
    far = "None lies beyond the 99.8% limits."
    if beyond:
        named = [f"{part.name} ({percent(part.value)} of {part.base:,})" for part in beyond]
        far = f"Beyond the 99.8% limits: {joined(named)}."
    low, high = (pick(part.value for part in parts) for pick in (min, max))
    return (
        f"{len(parts)} schemes by number of people {of} and share who {happened},"
        f" from {percent(low)} to {percent(high)}. {far}"
    )


@dataclass
class Funnel:
    """One drawing. Places are in pixels down, and by the scale across."""

    size: Size
    parts: list[Part]
    of: str

    def __post_init__(self) -> None:
        self.whole = self.parts[0].whole
        largest = max(part.base for part in self.parts) * 1.04  # so that no point is at the edge
        steps = 6 if self.size.wide else 3
        across = amounts([0.0, largest], steps=steps)
        self.up = shares(1.0) if self._high() > 0.5 else shares(self._high())
        left = width_of("100%", self.size.small) + 12
        last = width_of(f"{across.high:,.0f}", self.size.small) / 2 + 1
        right = self.size.width - (130 if self.size.wide else max(16, last))
        self.plane = Plane(self.size, left, right, 14, 14 + TALL[self.size.wide], across)

    def _high(self) -> float:
        return max(self.whole, *(part.value for part in self.parts))

    def y(self, share: float) -> float:
        """How far down a share lies."""
        plane = self.plane
        return plane.bottom - self.up.share(self.up.inside(share)) * (plane.bottom - plane.top)

    def drawn(self, name: str, title: str, alt_text: str) -> str:
        """The whole picture."""
        under = list(self._under())
        lines = [*self._ticks(), *self._names(), *self._curve_names(), *under]
        layers = [self._grid(), *self._curves(), *self._whole(), *self._points(), *words(lines)]
        below = self.size.line * len(under) + 4
        return drawn(layers, self.plane, name, title, alt_text, below=below)

    def _under(self) -> Iterator[Word]:
        """What is counted across; on the narrow drawing also what the curves are."""
        said = [f"People {self.of}"]
        if not self.size.wide:
            said += ["Dashed curves: 95% of schemes by luck", "Outer curves: 99.8%"]
        for n, line in enumerate(said):
            y = self.plane.bottom + AXIS + self.size.line * (n + 1) - 6
            x = self.plane.left if self.size.wide else 0
            yield Word(x, y, line, self.size.small, fill=SOFT)

    def _grid(self) -> Layer:
        low, high = self.plane.scale.low, self.plane.scale.high
        rows = [{"x": low, "x2": high, "y": self.y(tick)} for tick in self.up.ticks]
        return layer("rule", rows, self.plane.x(axis=True), {"color": LINE})

    def _ticks(self) -> Iterator[Word]:
        size = self.size
        for tick in self.up.ticks:
            y = self.y(tick) + size.small * 0.36
            x = self.plane.left - 10
            yield Word(x, y, percent(tick), size.small, fill=SOFT, anchor="end")

    def _curves(self) -> Iterator[Layer]:
        """Both limits of each width, where they lie within the plot."""
        low, high = 1.0, self.plane.scale.high
        bases = [low + (high - low) * (n / STEPS) ** 2 for n in range(STEPS + 1)]
        for z, _, dash in LIMITS:
            for side in (0, 1):
                ends = [(base, limits_of(self.whole, base, z)[side]) for base in bases]
                rows = [{"x": base, "y": self.y(end)} for base, end in ends if end <= self.up.high]
                style: dict[str, Any] = {"color": EDGE, "strokeWidth": 1.5}
                style |= {"strokeDash": dash} if dash else {}
                yield layer("line", rows, self.plane.x(), style)

    def _whole(self) -> Iterator[Layer]:
        rows = [{"x": 0, "x2": self.plane.scale.high, "y": self.y(self.whole)}]
        yield layer("rule", rows, self.plane.x(), {"color": INK, "strokeWidth": 1.5})

    def _points(self) -> Iterator[Layer]:
        """Those within the limits as dots; those beyond as larger diamonds, and named."""
        looks = ((False, "circle", 80, HARBOUR), (True, "diamond", 170, BRICK))
        for beyond, shape, size, fill in looks:
            rows = [
                {"x": part.base, "y": self.y(part.value)}
                for part in self.parts
                if part.beyond_luck == beyond
            ]
            if rows:
                style = {"shape": shape, "size": size, "filled": True, "fill": fill}
                style |= {"stroke": PAPER, "opacity": 1}
                yield layer("point", rows, self.plane.x(), style)

    def _names(self) -> Iterator[Word]:
        """The names of those beyond the limits, where there is room beside their points."""
        taken: list[Box] = [self._box(part) for part in _beyond(self.parts)]
        for part in _beyond(self.parts):
            for word, box in self._places(part):
                if not any(box.meets(other) for other in taken):
                    taken.append(box)
                    yield word
                    break

    def _box(self, part: Part) -> Box:
        x, y = self.plane.at(part.base), self.y(part.value)
        return Box(x - 6, y - 6, x + 6, y + 6)

    def _places(self, part: Part) -> Iterator[tuple[Word, Box]]:
        x, y, size = self.plane.at(part.base), self.y(part.value), self.size.small
        width = width_of(part.name, size)
        for left, base in (
            (x + 10, y + 5),
            (x - 10 - width, y + 5),
            (x - width / 2, y - 12),
            (x - width / 2, y + 24),
        ):
            box = Box(left, base - size, left + width, base + 4)
            inside = box.left > self.plane.left and box.right < self.plane.right
            if inside and box.top > 0 and box.bottom < self.plane.bottom:
                yield Word(left, base, part.name, size), box

    def _curve_names(self) -> Iterator[Word]:
        """What the curves are, at their right ends."""
        if not self.size.wide:
            return
        base = self.plane.scale.high
        ends = [(limits_of(self.whole, base, z)[1], f"{name} limits") for z, name, _ in LIMITS]
        ends = [*reversed(ends), (self.whole, f"All: {percent(self.whole)}")]
        high = float(self.size.line)
        wanted = [self.y(share) - high / 2 for share, _ in ends]
        places = packed(wanted, [high] * len(ends), 0, self.plane.bottom)
        for y, (_, label) in zip(places, ends, strict=True):
            yield Word(self.plane.right + 8, y + high * 0.72, label, self.size.small, fill=SOFT)


@dataclass(frozen=True)
class Box:
    """A rectangle that something is drawn in."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def _table(id_: str, parts: Sequence[Part], findings: Findings) -> Table:
    """Schemes by their names, never by their shares; then the nations."""
    figure = parts[0].figure
    nations = [
        part
        for part in findings.parts
        if part.figure == figure and part.kind == "nation" and _there(part)
    ]
    rows = [_row(part, part.name) for part in sorted(parts, key=lambda part: part.name)]
    rows += [_row(part, nation(part.name)) for part in nations]
    return Table(
        f"{id_}-table",
        "Schemes side by side, by their names",
        ("Scheme or nation", "People", "Of", "Share", "95% interval", "More than luck explains"),
        tuple(rows),
        (False, True, True, True, True, False),
        frozenset(range(len(parts), len(rows))),
    )


def _row(part: Part, name: str) -> tuple[str, ...]:
    share = Figure(
        part.figure, name, part.value, Unit.SHARE, part.n, part.base, part.ci_low, part.ci_high
    )
    far = "Yes" if part.beyond_luck else "No"
    return name, f"{part.n:,}", f"{part.base:,}", shown(share), interval(share), far
