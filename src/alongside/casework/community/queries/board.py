"""The board: what is missing where, in people, and what is near and does not do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from alongside.casework.directory.models import Activity
from alongside.casework.schemes.models import Area, Scheme, Worker

from ..models import Barrier, Gap, Group, Near, Need, Offer
from .offers import fitting

NEAR_SHOWN = 3


@dataclass(frozen=True)
class NearLine:
    """Something near, and why it does not do, most said first."""

    activity: Activity
    why: tuple[str, ...]


@dataclass
class Row:
    """One need in one area."""

    scheme: Scheme
    need: str
    area: Area | None
    gaps: list[Gap] = field(default_factory=list)
    near: list[NearLine] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    @cached_property
    def people(self) -> int:
        return people_of(self.gaps)

    @property
    def since(self) -> date:
        return min(gap.opened_on for gap in self.gaps)

    @cached_property
    def barriers(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for gap in self.gaps:
            found[gap.barrier] += gap.people
        return found

    @property
    def need_words(self) -> str:
        return Need(self.need).label

    @property
    def area_words(self) -> str:
        return self.area.name if self.area else f"Anywhere in {self.scheme.name}"

    @property
    def why(self) -> list[str]:
        """Why nothing suits, most said first: *There is none*, *Too far (3)*."""
        return [
            Barrier(code).label + (f" ({many})" if many > 1 else "")
            for code, many in self.barriers.most_common(3)
        ]

    @property
    def asked(self) -> str:
        """What an address says of it."""
        area = self.area.pk if self.area else 0
        return urlencode({"scheme": self.scheme.pk, "need": self.need, "area": area})

    @property
    def href(self) -> str:
        return f"{reverse('community:wanted')}?{self.asked}"


@dataclass(frozen=True)
class Board:
    """All that is missing in a scheme, most people first."""

    scheme: Scheme
    rows: list[Row]
    people: int
    areas: list[tuple[Area | None, int]]  # with people waiting, for choosing one


@dataclass(frozen=True)
class Wanted:
    """One need in one area, with the gaps that this worker may open."""

    row: Row
    gaps: list[Gap]
    hidden: int  # people whose record does not open for this worker


def people_of(gaps: Iterable[Gap]) -> int:
    """How many people wait for these: somebody with two of them is one person."""
    gaps = list(gaps)
    known = {gap.episode.person_id for gap in gaps if gap.episode}
    return len(known) + sum(gap.people for gap in gaps if not gap.episode)


def board(worker: Worker, scheme: Scheme, *, area: int | None = None) -> Board:
    """The board of a scheme; `area`: of one area alone, 0 for what is wanted anywhere."""
    rows = _rows(worker, scheme, Gap.objects.counted_for(worker).filter(scheme=scheme).waiting())
    there: dict[Area | None, list[Gap]] = {}
    for row in rows:
        there.setdefault(row.area, []).extend(row.gaps)
    by_name = sorted(there, key=lambda each: each.name if each else "~")
    if area is not None:
        rows = [row for row in rows if (row.area.pk if row.area else 0) == area]
    people = people_of(gap for row in rows for gap in row.gaps)
    return Board(scheme, rows, people, [(each, people_of(there[each])) for each in by_name])


def wanted(worker: Worker, scheme: Scheme, need: str, area: int | None) -> Wanted | None:
    """One line of the board with what is behind it; None where nobody waits for it."""
    of = Gap.objects.counted_for(worker).waiting()
    of = of.filter(scheme=scheme, need=need, area=area)
    rows = _rows(worker, scheme, of)
    if not rows:
        return None
    seen = list(of.seen_by(worker).select_related("episode__person", "group", "recorded_by"))
    return Wanted(rows[0], seen, rows[0].people - people_of(seen))


def _rows(worker: Worker, scheme: Scheme, gaps: QuerySet[Gap]) -> list[Row]:
    rows: dict[tuple[str, int | None], Row] = {}
    of: dict[int, Row] = {}
    areas = {area.pk: area for area in scheme.areas.all()}
    for gap in gaps.select_related("episode"):
        area = areas.get(gap.area_id) if gap.area_id else None
        row = rows.setdefault((gap.need, gap.area_id), Row(scheme, gap.need, area))
        row.gaps.append(gap)
        of[gap.pk] = row
    _add_near(worker, of)
    _add_groups(worker, scheme, rows)
    standing = Offer.objects.seen_by(worker).standing(timezone.localdate())
    offers = list(standing.filter(scheme=scheme).select_related("area"))
    for (need, number), row in rows.items():
        row.offers = fitting(offers, need=need, area=number, barriers=row.barriers)
    return sorted(rows.values(), key=lambda row: (-row.people, row.since, row.need))


def _add_near(worker: Worker, of: dict[int, Row]) -> None:
    """`of`: which gap stands in which row."""
    said: dict[str, dict[int, Counter[str]]] = {}
    found = Near.objects.filter(gap__in=list(of))
    for gap, activity, why in found.values_list("gap_id", "activity_id", "why"):
        of_row = said.setdefault(of[gap].asked, {})
        of_row.setdefault(activity, Counter())[why] += 1
    numbers = {activity for of_row in said.values() for activity in of_row}
    there = Activity.objects.seen_by(worker).in_bulk(numbers)
    for row in {row.asked: row for row in of.values()}.values():
        lines = sorted(said.get(row.asked, {}).items(), key=lambda each: -each[1].total())
        row.near = [
            NearLine(there[number], tuple(Barrier(why).label for why, _ in reasons.most_common(2)))
            for number, reasons in lines
            if number in there
        ][:NEAR_SHOWN]


def _add_groups(worker: Worker, scheme: Scheme, rows: dict[tuple[str, int | None], Row]) -> None:
    for group in Group.objects.seen_by(worker).going_on().filter(scheme=scheme):
        for (need, area), row in rows.items():
            same_place = area is None or group.area_id is None or group.area_id == area
            if group.need == need and same_place:
                row.groups.append(group)
