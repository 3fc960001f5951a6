"""The whole of a source: read entry by entry, written some at a time, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.background import Step, nobody_waits
from alongside.batches import together
from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from ..models import Activity, Imported, Organisation, Proposal, Source, SourceRun, Standing, Term
from ..reading import Entry, Level, NoEntry, Report, Thing, entry_of
from ..reading.values import made_of
from ..search import index
from .ids import give_parents, ids_of
from .things import Activities, Organisations, Places, wanted_activity, wanted_thing
from .upserting import Done, Wanted

TOGETHER = 200  # entries held in memory at once
Services = Callable[[], Iterable[tuple[int, Any]]]
MOST_GONE = 0.5  # of what came from a source before
FEW = 20  # of which any part may be gone

__all__ = ["CannotTakeIn", "Counts", "take_in"]


class CannotTakeIn(Exception):
    """Why nothing was written: for who brings it in."""


@dataclass
class Counts:
    """What became of the entries of a source: numbers alone."""

    entries: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    renumbered: int = 0  # known by name and place, because their ids have changed
    beside: int = 0  # something that they say stands beside what was corrected here
    gone: int = 0
    back: int = 0
    left_out: int = 0
    again: int = 0  # the same entry once more
    organisations: int = 0
    places: int = 0
    mended: int = 0
    doubted: int = 0
    numbers: list[int] = field(default_factory=list, repr=False)

    @property
    def before(self) -> int:
        """How many came from there the last time."""
        return self.gone + self.same + self.changed

    @property
    def many_gone(self) -> bool:
        """So many that somebody is asked whether this is right."""
        return self.before >= FEW and self.gone > MOST_GONE * self.before

    def as_numbers(self) -> dict[str, int]:
        """For keeping them."""
        return {name: value for name, value in vars(self).items() if name != "numbers"}


@transaction.atomic
def take_in(
    *,
    run: SourceRun,
    services: Services,
    total: int,
    report: Report,
    today: date,
    many_gone: bool = False,
    step: Step = nobody_waits,
    by: Worker,
) -> Counts:
    """Write the services of a source: all, or nothing.

    `services` gives them as HSDS-UK 3.0 has them, each with its row. It is asked twice: for which
    ids there are, and for what they say.

    Raises:
        CannotTakeIn: no entry is left, or more than half of those that were here are gone and
            nobody said that this is right.
    """
    source = Source.objects.select_for_update().get(pk=run.source_id)
    taking = _Taking(source, report, today, ids_of(services()))
    for entries in together(taking.read(services()), TOGETHER):
        taking.put(entries)
        step("Writing", taking.counts.entries, total)
    counts = taking.end(many_gone=many_gone)
    step("Made ready for search", total, total)
    index.refresh(counts.numbers)
    source.last_on = today
    source.save(update_fields=["last_on"])
    audit.record("DIRECTORY_BROUGHT_IN", to=run, by=by, **counts.as_numbers())
    return counts


class _Taking:
    """A source on its way in."""

    def __init__(
        self, source: Source, report: Report, today: date, all_ids: dict[str, set[str]]
    ) -> None:
        self.source, self.report, self.today = source, report, today
        self.counts = Counts()
        self.ids: dict[str, str] = {}  # their ids, and what the entry said
        self.organisations = Organisations(source, today, all_ids["organisation"])
        self.places = Places(source, today, all_ids["place"])
        self.activities = Activities(source, today, all_ids["activity"])
        self.organisation_numbers: dict[str, int] = {}  # by their ids
        self.place_numbers: dict[str, int] = {}

    # ---- reading -----------------------------------------------------------------------------
    def read(self, services: Iterable[tuple[int, Any]]) -> Iterator[Entry]:
        """The entries, each once."""
        for row, raw in services:
            try:
                entry = entry_of(raw, row, self.report, self.today)
            except (NoEntry, RecursionError) as reason:
                self._left_out(row, raw, str(reason) if isinstance(reason, NoEntry) else "")
                continue
            if self._is_again(entry):
                continue
            self.counts.entries += 1
            yield entry

    def _left_out(self, row: int, raw: Any, why: str) -> None:
        said = raw if isinstance(raw, dict) else {}
        self.counts.left_out += 1
        self.report.say(
            Level.LEFT_OUT,
            why or "Has lists in lists, deeper than any entry.",
            row=row,
            their_id=str(said.get("id") or ""),
            name=str(said.get("name") or ""),
        )

    def _is_again(self, entry: Entry) -> bool:
        """The same id twice: the same entry is left out, another one gets an id of its own."""
        before, digest = self.ids.get(entry.their_id), entry.digest
        if before is None:
            self.ids[entry.their_id] = digest
            return False
        said: dict[str, Any] = {"row": entry.row, "their_id": entry.their_id, "name": entry.name}
        own = f"{entry.their_id}\0{entry.name}\0{digest}"
        if before == digest or own in self.ids:
            self.counts.again += 1
            self.report.say(Level.LEFT_OUT, "Says the same as a row before it.", **said)
            return True
        words = "Has the id, or the name and place, of another before it. Both are kept."
        self.report.say(Level.DOUBTED, words, **said, field="id")
        self.ids[own] = digest
        entry.columns["public_id"] = str(made_of(entry.their_id, entry.name))
        entry.their_id = f"{entry.their_id[:150]} ({entry.name[:120]})"
        self.ids.setdefault(entry.their_id, digest)
        return False

    # ---- writing -----------------------------------------------------------------------------
    def put(self, entries: list[Entry]) -> None:
        """Write some entries."""
        organisations = [one.organisation for one in entries if one.organisation is not None]
        places = [place for one in entries for _, place in one.places]
        self._things(self.organisations, organisations, self.organisation_numbers, "organisations")
        self._things(self.places, places, self.place_numbers, "places")
        done = self.activities.put(
            [wanted_activity(one, self.organisation_numbers, self.place_numbers) for one in entries]
        )
        self._count(done, len(entries))
        self.activities.checked_since(done.changed)

    def _things(
        self,
        kind: Organisations | Places,
        things: list[Thing],
        numbers: dict[str, int],
        name: str,
    ) -> None:
        """Organisations or places; the first that says something of one is believed."""
        wanted = {one.their_id: one for one in reversed(things) if one.their_id not in numbers}
        done = kind.put([wanted_thing(one) for one in wanted.values()])
        numbers |= done.numbers
        for one, number, values in done.beside:
            one.label = str(one.columns.get("name", ""))
            self._beside(kind.kind, one, number, values)
        at = {f"{'places' if kind is self.places else 'organisation'}__in": done.changed}
        changed = Activity.objects.filter(**at)
        self.counts.numbers += changed.values_list("pk", flat=True)
        changed.update(modified_at=timezone.now())  # for who asks for what changed since a time
        setattr(self.counts, name, getattr(self.counts, name) + len(done.new))

    def _count(self, done: Done, of: int) -> None:
        counts = self.counts
        counts.new += len(done.new)
        counts.changed += len(done.changed)
        counts.same += of - len(done.new) - len(done.changed)
        counts.renumbered += len(done.renumbered)
        counts.back += done.counts["back"]
        counts.numbers += done.new + done.changed
        for one, number, values in done.beside:
            self._beside("activity", one, number, values)
        for one in done.renumbered:
            words = "Has another id than before; known again by its name and place."
            self.report.say(
                Level.MENDED, words, row=one.row, their_id=one.their_id, name=one.label, field="id"
            )

    def _beside(self, kind: str, one: Wanted, number: int, values: dict[str, Any]) -> None:
        """What they say now waits beside what stands here, until somebody decides."""
        self.counts.beside += 1
        self._say_beside(one, values)
        of: dict[str, Any] = {f"{kind}_id": number}
        open_ones = Proposal.objects.filter(
            **of, origin=Proposal.Origin.IMPORT, source=self.source, decided_at=None
        )
        if (waiting := open_ones.select_for_update(of=("self",)).first()) is not None:
            waiting.values |= values
            waiting.save(update_fields=["values"])
            return
        Proposal.objects.create(
            **of,
            origin=Proposal.Origin.IMPORT,
            source=self.source,
            values=values,
            from_words=self.source.name,
        )

    def _say_beside(self, one: Wanted, values: dict[str, Any]) -> None:
        words = "Was corrected here; what they say now stands beside it until somebody decides."
        self.report.say(
            Level.BESIDE,
            words,
            row=one.row,
            their_id=one.their_id,
            name=one.label,
            field=", ".join(values),
        )

    # ---- the end -----------------------------------------------------------------------------
    def end(self, *, many_gone: bool) -> Counts:
        """What is no longer there; and whether this can be right."""
        if not self.counts.entries:
            raise CannotTakeIn("There is no entry in it that could be taken in.")
        mine = Imported.objects.filter(source=self.source, kind="activity", gone_on=None)
        there = dict(mine.values_list("pk", "activity_id"))
        gone = {pk: number for pk, number in there.items() if pk not in self.activities.seen}
        self.counts.gone = len(gone)
        if self.counts.many_gone and not many_gone:
            raise CannotTakeIn(
                f"{len(gone):,} of the {self.counts.before:,} entries that came from {self.source}"
                " before are no longer in it. Is it whole? If it is, say that many may be gone."
            )
        self._gone(gone)
        self._parents()
        self.counts.mended = self.report.counts[Level.MENDED]
        self.counts.doubted = self.report.counts[Level.DOUBTED]
        return self.counts

    def _gone(self, gone: dict[int, int]) -> None:
        """They become doubtful, and are to be checked; nothing is deleted."""
        numbers = list(gone.values())
        for at in range(0, len(numbers), TOGETHER):
            some = numbers[at : at + TOGETHER]
            Imported.objects.filter(pk__in=list(gone)[at : at + TOGETHER]).update(
                gone_on=self.today
            )
            left = Activity.objects.filter(pk__in=some).exclude(standing=Standing.MERGED)
            for activity in left:
                words = "Is no longer there; it is doubtful now, and is to be checked."
                self.report.say(
                    Level.GONE, words, their_id=str(activity.public_id), name=activity.name
                )
            left.filter(due_on__gt=self.today).update(due_on=self.today)
            left.filter(doubtful_since=None).update(doubtful_since=self.today)

    def _parents(self) -> None:
        """Organisations and terms that named their parent before it was here."""
        numbers = list(self.organisation_numbers.values())
        for at in range(0, len(numbers), TOGETHER):
            some = Organisation.objects.filter(pk__in=numbers[at : at + TOGETHER])
            give_parents(some, "parent_organization_id")
        give_parents(Term.objects.all(), "parent_id")
