"""Referrals by source, and connections by destination and how far they got: bars."""

from __future__ import annotations

from ...figure import Figure, Status
from ...findings import Findings
from ..document import Table
from ..numbers import counted, interval, roughly, shown
from .bars import Bar, Group, grouped
from .chart import Chart
from .names import DESTINATIONS, OUTCOMES, PHRASES, SOURCES, named
from .scale import shares
from .theme import HARBOUR, NARROW, SAND, WIDE
from .wording import all_there, joined, showable, under

LAST = ("other", "unknown")  # below the others, however many they are
GOING = ("attended", "settled", "stopped")  # the person went
Category = tuple[str, Figure]


def sources(findings: Findings) -> Chart | None:
    """Who referred, the most frequent first."""
    found = under(findings, "referrals.source.")
    there = _largest_first(_there(found))
    if not there:
        return None
    title = f"Referrals came {_most(there)}"
    alt = f"Share of referrals. {_told(SOURCES, there)}."
    groups = [Group("", "", _bars(SOURCES, there))]
    return Chart(
        "sources",
        title,
        f"Share of {_counted(found, 'referral')} by who referred.{_left_out(found)}",
        alt,
        *_drawn("sources", groups, there, title, alt),
        _table("sources", "Referrals by source", "Referred by", _rows(SOURCES, found)),
    )


def destinations(findings: Findings) -> Chart | None:
    """Where people were connected to, and the furthest that the connections got."""
    where = under(findings, "signposts.destination.")
    far = under(findings, "signposts.outcome.")
    there, got = _largest_first(_there(where)), _there(far)
    if not there or not got:
        return None
    went = _went(findings)
    title = f"Connections went {_most(there, to=True)}{went}"
    alt = f"Share of connections. {_told(DESTINATIONS, there)}. {_told(OUTCOMES, got)}."
    groups = [
        Group("Where to", "", _bars(DESTINATIONS, there)),
        Group("How far it got", "", _bars(OUTCOMES, got)),
    ]
    rows = _rows(DESTINATIONS, where, "Where to: ") + _rows(OUTCOMES, far, "How far it got: ")
    return Chart(
        "destinations",
        title,
        f"Share of {_counted(where, 'connection')}.{_left_out([*where, *far])}",
        alt,
        *_drawn("destinations", groups, [*there, *got], title, alt),
        _table("destinations", "Connections", "Connections", rows),
    )


def _there(found: list[Category]) -> list[Category]:
    """Those that may be shown, and are not nobody's."""
    return [(name, figure) for name, figure in found if showable(figure) and figure.value]


def _largest_first(found: list[Category]) -> list[Category]:
    return sorted(found, key=lambda one: (one[0] in LAST, -(one[1].value or 0.0)))


def _most(there: list[Category], *, to: bool = False) -> str:
    """The most frequent, in words: *most often from the NHS (41%) and people themselves (33%)*."""
    preposition = "to" if to else "from"
    phrases = [PHRASES.get(name, PHRASES["other"]) for name, _ in there[: 1 if to else 2]]
    if (there[0][1].value or 0.0) >= 1:
        return f"only {preposition} {phrases[0]}"
    said = [f"{words} ({shown(one[1])})" for words, one in zip(phrases, there, strict=False)]
    return f"most often {preposition} {joined(said)}"


def _went(findings: Findings) -> str:
    """How many got as far as going, in words, where that may be said."""
    all_who_went = all_there(findings, *(f"signposts.outcome.{name}" for name in GOING))
    if all_who_went is None:
        return ""
    share = sum(figure.value or 0.0 for figure in all_who_went)
    return f", and the person went in {roughly(share)} of them" if 0 < share < 1 else ""


def _bars(names: dict[str, str], there: list[Category]) -> tuple[Bar, ...]:
    return tuple(
        Bar(named(names, name), figure.value or 0.0, shown(figure), _fill(name))
        for name, figure in there
    )


def _fill(name: str) -> str:
    return SAND if name in LAST else HARBOUR


def _counted(found: list[Category], what: str) -> str:
    base = max((figure.base for _, figure in found if figure.base is not None), default=None)
    if base is None:
        return f"{what}s"
    return counted(base, what)


def _left_out(found: list[Category]) -> str:
    hidden = any(figure.status is Status.SUPPRESSED for _, figure in found)
    return " Those with too few to show are left out." if hidden else ""


def _told(names: dict[str, str], there: list[Category]) -> str:
    return joined([f"{named(names, name)} {shown(figure)}" for name, figure in there])


def _drawn(
    id_: str, groups: list[Group], there: list[Category], title: str, alt: str
) -> tuple[str, str]:
    most = shares(max(figure.value or 0.0 for _, figure in there))
    wide, narrow = (
        grouped(size, groups, most, f"{id_}-{size.name}", title, alt) for size in (WIDE, NARROW)
    )
    return wide, narrow


def _rows(
    names: dict[str, str], found: list[Category], before: str = ""
) -> list[tuple[str, str, str, str]]:
    return [
        (
            before + named(names, name),
            "Not shown" if figure.n is None else f"{figure.n:,}",
            shown(figure),
            interval(figure),
        )
        for name, figure in found
    ]


def _table(id_: str, caption: str, what: str, rows: list[tuple[str, str, str, str]]) -> Table:
    head = (what, "Number", "Share", "95% interval")
    return Table(f"{id_}-table", caption, head, tuple(rows), (False, True, True, True), frozenset())
