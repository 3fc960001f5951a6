"""What each assumption does to the social return: a tornado."""

from __future__ import annotations

from dataclasses import dataclass

from ...figure import Figure
from ...findings import Findings
from ...social_value import Swing
from ..document import Table
from ..numbers import of_whom, percent, pounds_for_a_pound, written
from .chart import Chart
from .letters import packed, width_of
from .marks import Key, bars, key
from .names import PARAMETERS, named
from .rows import Row, plan
from .scale import amounts
from .theme import HARBOUR, NARROW, SAND, SOFT, WIDE, Size
from .vega import Plane, Word, drawn, grid, line_at, words
from .wording import all_there, available, finite

ID = "tornado"


@dataclass(frozen=True)
class Bar:
    """One assumption: its two ends in words, and the return at each."""

    label: str
    ends: tuple[str, str]
    at: tuple[float, float]

    @property
    def said(self) -> str:
        low, high = sorted(self.at)
        return f"{pounds_for_a_pound(low)} to {pounds_for_a_pound(high)}"


def tornado(findings: Findings) -> Chart | None:
    """Each parameter that has a range, at both of its ends, one at a time; the widest first."""
    ratio = available(findings, "sroi.ratio")
    if ratio is None or ratio.value is None:
        return None
    found = [_bar(swing) for swing in findings.sensitivity if _there(swing)]
    found += _measured(findings)
    if not found:
        return None
    found.sort(key=lambda bar: -abs(bar.at[1] - bar.at[0]))
    title, alt = _title(ratio, found, of_whom(findings)), _alt(ratio, found)
    pictures = [_drawn(size, ratio.value, found, title, alt) for size in (WIDE, NARROW)]
    base = _base(findings)
    return Chart(ID, title, base, alt, pictures[0], pictures[1], _table(found))


def _there(swing: Swing) -> bool:
    return finite(swing.low, swing.high, swing.ratio_at_low, swing.ratio_at_high)


def _bar(swing: Swing) -> Bar:
    label = f"{named(PARAMETERS, swing.parameter)}: {named({}, swing.outcome).lower()}"
    ends = _end(swing.parameter, swing.low), _end(swing.parameter, swing.high)
    return Bar(label, ends, (swing.ratio_at_low, swing.ratio_at_high))


def _end(parameter: str, value: float) -> str:
    return f"£{written(value)}" if parameter.startswith("per_") else percent(value)


def _measured(findings: Findings) -> list[Bar]:
    """How much people changed is not an assumption, and has an interval: it belongs beside them."""
    both = all_there(findings, "sroi.ratio_low", "sroi.ratio_high")
    if both is None:
        return []
    ends = "lower 95% limit", "upper 95% limit"
    at = both[0].value or 0.0, both[1].value or 0.0
    return [Bar("How much people changed", ends, at)]


def _title(ratio: Figure, found: list[Bar], whom: str) -> str:
    low = min(min(bar.at) for bar in found)
    high = max(max(bar.at) for bar in found)
    worth = f"A pound was worth {pounds_for_a_pound(ratio.value or 0.0)}{whom}"
    if low > 1 or high < 1:
        side = "more" if low > 1 else "less"
        return f"{worth}, and {side} than a pound at every end that was tried"
    ends = f"{pounds_for_a_pound(low)} to {pounds_for_a_pound(high)}"
    return f"{worth}; at the ends that were tried, {ends}"


def _base(findings: Findings) -> str:
    said = "Value of outcomes for each pound of running costs, one assumption at a time."
    both = all_there(findings, "sroi.ratio_pairs", "sroi.ratio_ended")
    if both is None:
        return said
    pairs, ended = (pounds_for_a_pound(figure.value or 0.0) for figure in both)
    return f"{said} Counting those measured it is {pairs}; counting all who ended, {ended}."


def _alt(ratio: Figure, found: list[Bar]) -> str:
    said = [f"{bar.label}, {bar.ends[0]} to {bar.ends[1]}: {bar.said}" for bar in found]
    worth = pounds_for_a_pound(ratio.value or 0.0)
    return f"Social return for each pound: {worth}. {'; '.join(said)}."


def _drawn(size: Size, ratio: float, found: list[Bar], title: str, alt: str) -> str:
    rows = [Row(bar.label, bar.said, f"{bar.ends[0]} to {bar.ends[1]}") for bar in found]
    ends = [value for bar in found for value in bar.at]
    scale = amounts([1.0, ratio, *ends], steps=6 if size.wide else 4)
    placed = plan(size, rows, scale, band=28, head=58)
    plane = placed.plane
    sides = [(SAND, 0), (HARBOUR, 1)]
    layers = [grid(plane)]
    for fill, side in sides:
        layers.append(
            bars(
                placed,
                [
                    (y, min(ratio, bar.at[side]), max(ratio, bar.at[side]))
                    for y, bar in zip(placed.rows, found, strict=True)
                ],
                fill=fill,
                band=28,
            )
        )
    layers += [line_at(plane, ratio), line_at(plane, 1, dash=True)]
    entries = (
        Key("At the lower end", SAND, shape="square"),
        Key("At the upper", HARBOUR, shape="square"),
    )
    layers += key(size, entries, plane.left if size.wide else 0, 20)
    return drawn(
        [*layers, *words([*placed.words, *_lines(plane, ratio)])],
        plane,
        f"{ID}-{size.name}",
        title,
        alt,
    )


def _lines(plane: Plane, ratio: float) -> list[Word]:
    """The words above the two lines: what was found, and where as much comes back as was spent."""
    size = plane.size
    lines = sorted([(ratio, pounds_for_a_pound(ratio)), (1.0, "£1, as was spent")])
    widths = [width_of(label, size.small) for _, label in lines]
    wanted = [plane.at(lines[0][0]) - widths[0] / 2, plane.at(lines[1][0]) - widths[1] / 2]
    places = packed(wanted, widths, 12, size.width)
    return [
        Word(x, plane.top - 8, label, size.small, fill=SOFT)
        for x, (_, label) in zip(places, lines, strict=True)
    ]


def _table(found: list[Bar]) -> Table:
    rows = [
        (
            bar.label,
            bar.ends[0],
            pounds_for_a_pound(bar.at[0]),
            bar.ends[1],
            pounds_for_a_pound(bar.at[1]),
        )
        for bar in found
    ]
    return Table(
        f"{ID}-table",
        "Social return at the ends of each assumption",
        ("Assumption", "Lower end", "Return", "Upper end", "Return"),
        tuple(rows),
        (False, True, True, True, True),
        frozenset(),
    )
