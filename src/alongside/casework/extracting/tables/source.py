"""What the rows are made from, in a fixed order: the same data give the same bytes.

Rows come by day, and within a day by their id, never by the database's numbers, which would show
through otherwise. What belongs to an episode comes in the order of the episodes.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeVar

from django.db.models import QuerySet

from alongside.extract import Row

from ..choice import Choice
from ..ids import LENGTH, Ids
from .among import Among

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
AT_ONCE: Final = 1_000  # records of which what belongs to them is read together
SORTED: Final = 20_000  # records of one day that are put in order together


class LeftOut(Counter[str]):
    """How much is not in the extract, by why. The words are for who reads the register."""

    WORDS: Final = {  # of one, and of several
        "opted_out": (
            "person who does not want to be counted in research",
            "people who do not want to be counted in research",
        ),
        "not_started": (
            "episode in which nobody has been reached",
            "episodes in which nobody has been reached",
        ),
        "referral_outside": (
            "referral of an episode, from outside the period or the schemes",
            "referrals of episodes, from outside the period or the schemes",
        ),
        "other_instrument": (
            "questionnaire that the contract does not know",
            "questionnaires that the contract does not know",
        ),
        "age_unlikely": ("age under 0 or over 120", "ages under 0 or over 120"),
    }


class InOrder(NamedTuple):
    """An episode as others find it."""

    place: int
    id: str
    number: int
    person: int


def nothing(_stage: str, _done: int, _total: int) -> None:
    """Nobody looks on."""


@dataclass
class Source:
    """One extract under way: what it is of, how ids are made, what was left out so far."""

    choice: Choice
    ids: Ids
    left_out: LeftOut = field(default_factory=LeftOut)
    progress: Progress = nothing
    _numbers: array[int] = field(default_factory=lambda: array("q"))  # of episodes, in order
    _people: array[int] = field(default_factory=lambda: array("q"))
    _ids: bytearray = field(default_factory=bytearray)  # all tables ask for them: made once

    def read_order(self) -> None:
        """Find out in which order episodes come; a few bytes for each are kept in mind.

        Also count who is left out: those who said no, and episodes that have not begun.
        """
        found = self.choice.episodes().order_by("started_on", "pk")
        rows: Iterator[Any] = found.values_list("started_on", "pk", "person_id").iterator(AT_ONCE)
        for made, row in by_day(
            rows, day=lambda row: row[0], id_of=lambda row: self.ids.of("episode", row[1])
        ):
            self._numbers.append(row[1])
            self._people.append(row[2])
            self._ids += made.encode()
        self.left_out["opted_out"] = self.choice.opted_out().count()
        self.left_out["not_started"] = self.choice.not_started().count()

    def episodes(self, stage: str) -> Iterator[list[InOrder]]:
        """All episodes, in the order in which they are written, some at a time."""
        total = len(self._numbers)
        for start in range(0, total, AT_ONCE):
            end = min(start + AT_ONCE, total)
            numbers, people = self._numbers[start:end], self._people[start:end]
            ids = self._ids[start * LENGTH : end * LENGTH].decode()
            yield [
                InOrder(start + n, ids[n * LENGTH : (n + 1) * LENGTH], number, person)
                for n, (number, person) in enumerate(zip(numbers, people, strict=True))
            ]
            self.progress(stage, end, total)

    def of_episodes(
        self,
        stage: str,
        records: QuerySet[Any],
        fields: tuple[str, ...],
        make: Callable[[str, tuple[Any, ...]], Row | None],
        order: Callable[[Row], tuple[Any, ...]],
    ) -> Iterator[Row]:
        """Rows of records that have an `episode`, in the order of the episodes.

        `make` is given the episode's id and the fields' values, and gives a row or None for one
        that is left out; `order` says how the rows of one episode come.
        """
        for some in self.episodes(stage):
            by_number = {one.number: one for one in some}
            found = records.filter(Among("episode_id", by_number)).order_by()
            rows = []
            for values in found.values_list("episode_id", *fields):
                episode = by_number[values[0]]
                row = make(episode.id, values[1:])
                if row is not None:
                    rows.append((episode.place, order(row), row))
            rows.sort(key=itemgetter(0, 1))
            for _, _, row in rows:
                yield row


def by_day(
    rows: Iterable[T], *, day: Callable[[T], date], id_of: Callable[[T], str]
) -> Iterator[tuple[str, T]]:
    """Rows that come by day, with their ids, and those of one day by id.

    Of a day with very many rows some thousands are put in order at a time, so that memory stays.
    """
    for _, same in groupby(rows, key=day):
        while some := sorted((id_of(row), row) for row in islice(same, SORTED)):
            yield from some
