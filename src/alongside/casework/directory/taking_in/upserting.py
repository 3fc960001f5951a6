"""Things of one kind: new ones are made; in those that are here, what a source has changed is
changed, unless somebody here had put it right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from ..models import Imported, Said, Source
from ..provenance import KIND, corrected_fields
from ..reading.values import made_of
from . import said
from .changing import NEVER_COMPARED, Change
from .children import AT_ONCE, Children
from .plain_values import into

Row = dict[str, Any]
MODELS: dict[str, type[Any]] = {kind: model for model, kind in KIND.items()}
OF_IMPORTED = ["last_on", "mark", "digest", "their_modified", "gone_on"]


@dataclass
class Wanted:
    """What a source says of one thing."""

    their_id: str
    columns: Row
    rows: dict[str, list[Row]]
    mark: str
    digest: str
    their_modified: str = ""
    label: str = ""  # for the report
    row: int = 0


@dataclass
class Done:
    """What became of the things of one call."""

    numbers: dict[str, int] = field(default_factory=dict)  # by their id
    new: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    renumbered: list[Wanted] = field(default_factory=list)
    beside: list[tuple[Wanted, int, Row]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class Upserting:
    """Writes things of one kind from one source."""

    kind: str

    def __init__(self, source: Source, today: date, ids: set[str]) -> None:
        self.model, self.source, self.today = MODELS[self.kind], source, today
        self.column = f"{self.kind}_id"
        self.ids = ids  # all that the source has this time
        self.seen: set[int] = set()  # numbers of Imported
        self.children = Children()
        self.said_new: list[tuple[int, str, Any]] = []  # number, field, value
        self.said_other: list[Said] = []

    def put(self, wanted: Sequence[Wanted]) -> Done:
        """Make or change them."""
        done = Done()
        known = self._known(wanted, done)
        new = [one for one in wanted if one.their_id not in known]
        there = self._there_already(new)
        links = {  # without a digest: what stands there is compared with what they say
            one.their_id: self._imported(one, there[one.their_id], digest="")
            for one in new
            if one.their_id in there
        }
        Imported.objects.bulk_create(links.values(), batch_size=AT_ONCE)
        known |= links
        self._make([one for one in new if one.their_id not in known], done)
        self._change([(one, known[one.their_id]) for one in wanted if one.their_id in known], done)
        self.children.write()
        return done

    # ---- finding -----------------------------------------------------------------------------
    def _known(self, wanted: Sequence[Wanted], done: Done) -> dict[str, Imported]:
        mine = Imported.objects.filter(source=self.source, kind=self.kind)
        by_id = {
            one.their_id: one for one in mine.filter(their_id__in=[w.their_id for w in wanted])
        }
        lost = {one.mark: one for one in wanted if one.their_id not in by_id and one.mark}
        counted = Counter(one.mark for one in wanted)
        found: dict[str, list[Imported]] = {}
        for one in mine.filter(mark__in=lost):
            if one.their_id not in self.ids and one.pk not in self.seen:
                found.setdefault(one.mark, []).append(one)
        for mark, some in found.items():
            if len(some) == 1 and counted[mark] == 1:
                some[0].their_id = lost[mark].their_id
                by_id[lost[mark].their_id] = some[0]
                done.renumbered.append(lost[mark])
        return by_id

    def _there_already(self, new: Sequence[Wanted]) -> dict[str, int]:
        """Entries with the same public id, which came from elsewhere, or were made here."""
        by_id = {UUID(one.columns["public_id"]): one.their_id for one in new}
        rows = self.model._base_manager.filter(public_id__in=by_id).values_list("public_id", "pk")
        taken = set(
            Imported.objects.filter(source=self.source, kind=self.kind)
            .filter(**{f"{self.column}__in": [pk for _, pk in rows]})
            .values_list(self.column, flat=True)
        )
        found = {}
        for public_id, pk in rows:
            if pk in taken:  # its id was another entry's, which the source has numbered anew
                one = next(w for w in new if w.their_id == by_id[public_id])
                one.columns["public_id"] = str(made_of(f"{self.source.pk}", one.their_id))
            else:
                found[by_id[public_id]] = pk
        return found

    # ---- making ------------------------------------------------------------------------------
    def _make(self, new: Sequence[Wanted], done: Done) -> None:
        made = [self.model(**into(self.model, one.columns)) for one in new]
        self._before(made)
        self.model._base_manager.bulk_create(made, batch_size=AT_ONCE)
        imported, values = [], []
        for one, thing in zip(new, made, strict=True):
            imported.append(self._imported(one, thing.pk, digest=one.digest))
            values += [
                (thing.pk, name, value)
                for name, value in [*one.columns.items(), *one.rows.items()]
                if name not in NEVER_COMPARED and value not in (None, "", [], {})
            ]
            for group, rows in one.rows.items():
                self.children.add(self.kind, thing.pk, group, rows)
            done.numbers[one.their_id] = thing.pk
            done.new.append(thing.pk)
        Imported.objects.bulk_create(imported, batch_size=AT_ONCE)
        said.write(self.column, values, self.source.pk, self.today)
        self.seen |= {one.pk for one in imported}

    def _before(self, made: Sequence[Model]) -> None:
        """What is worked out before things are written."""

    def _imported(self, one: Wanted, number: int, *, digest: str) -> Imported:
        return Imported(
            source=self.source,
            kind=self.kind,
            their_id=one.their_id,
            mark=one.mark,
            digest=digest,
            their_modified=one.their_modified,
            first_on=self.today,
            last_on=self.today,
            **{self.column: number},
        )

    # ---- changing ----------------------------------------------------------------------------
    def _change(self, pairs: Sequence[tuple[Wanted, Imported]], done: Done) -> None:
        differ: list[tuple[Wanted, Imported]] = []
        for one, imported in pairs:
            self.seen.add(imported.pk)
            done.numbers[one.their_id] = imported.thing_id
            done.counts["back"] += imported.gone_on is not None
            if imported.digest != one.digest or one in done.renumbered:
                differ.append((one, imported))
        if differ:
            self._change_these(differ, done)
        self._back([imported for _, imported in pairs if imported.gone_on is not None])
        self._still_there(pairs)
        self._keep([imported for _, imported in differ], Imported, ["their_id", *OF_IMPORTED])

    def _still_there(self, pairs: Sequence[tuple[Wanted, Imported]]) -> None:
        for one, imported in pairs:
            imported.last_on, imported.gone_on, imported.mark = self.today, None, one.mark
            imported.digest, imported.their_modified = one.digest, one.their_modified
        numbers = [imported.pk for _, imported in pairs]
        Imported.objects.filter(pk__in=numbers).update(last_on=self.today, gone_on=None)

    @staticmethod
    def _keep(rows: Sequence[Any], model: type[Any], columns: list[str]) -> None:
        """Many records with one statement: each column written out one by one takes minutes."""
        model.objects.bulk_create(
            rows,
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=columns,
        )

    def _back(self, imported: Sequence[Imported]) -> None:
        """What was gone is there again."""

    def _change_these(self, differ: Sequence[tuple[Wanted, Imported]], done: Done) -> None:
        numbers = [imported.thing_id for _, imported in differ]
        things = self.model._base_manager.in_bulk(numbers)
        ours = corrected_fields(self.kind, numbers)
        before = self._said_before(numbers)
        for one, imported in differ:
            thing = things[imported.thing_id]
            if self._is_merged(thing):
                continue
            change = Change(self, thing, ours.get(thing.pk, set()), before.get(thing.pk, {}))
            change.columns(one.columns)
            for group, rows in one.rows.items():
                change.group(group, rows)
            change.keep()
            if change.written:
                done.changed.append(thing.pk)
            if change.beside:
                done.beside.append((one, thing.pk, change.beside))
        said.write(self.column, self.said_new, self.source.pk, self.today)
        self._keep(self.said_other, Said, ["value", "on"])
        self.said_new, self.said_other = [], []

    def _is_merged(self, thing: Any) -> bool:
        return getattr(thing, "merged_into_id", None) is not None

    def _said_before(self, numbers: Iterable[int]) -> dict[int, dict[str, Said]]:
        found: dict[int, dict[str, Said]] = {}
        rows = Said.objects.filter(Q(**{f"{self.column}__in": list(numbers)}), source=self.source)
        for one in rows:
            found.setdefault(getattr(one, self.column), {})[one.field] = one
        return found
