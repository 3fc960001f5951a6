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
from django.utils import timezone

from ..models import Activity, Imported, Organisation, Place, Said, Source, Time
from ..provenance import corrected_fields
from ..reading.values import made_of
from .children import AT_ONCE, Children
from .children import MODELS as GROUPS
from .plain_values import as_json, into, same

Row = dict[str, Any]
MODELS: dict[str, type[Any]] = {
    "activity": Activity,
    "organisation": Organisation,
    "place": Place,
}
OF_IMPORTED = ["last_on", "mark", "digest", "their_modified", "gone_on"]
NEVER_COMPARED = {"public_id"}
FREE = {"latitude", "longitude", "also"}  # worked out here, or nobody's own words


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

    def __init__(self, kind: str, source: Source, today: date, ids: set[str]) -> None:
        self.kind, self.model, self.source, self.today = kind, MODELS[kind], source, today
        self.column = f"{kind}_id"
        self.ids = ids  # all that the source has this time
        self.seen: set[int] = set()  # numbers of Imported
        self.children = Children()
        self.said_new: list[Said] = []
        self.said_other: list[Said] = []

    def put(self, wanted: Sequence[Wanted]) -> Done:
        """Make or change them."""
        done = Done()
        known = self._known(wanted, done)
        new = [one for one in wanted if one.their_id not in known]
        there = self._there_already(new)
        links = {w.their_id: self._link(w, there[w.their_id]) for w in new if w.their_id in there}
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

    def _link(self, one: Wanted, number: int) -> Imported:
        return Imported(
            source=self.source,
            kind=self.kind,
            their_id=one.their_id,
            mark=one.mark,
            first_on=self.today,
            last_on=self.today,
            **{self.column: number},
        )

    # ---- making ------------------------------------------------------------------------------
    def _make(self, new: Sequence[Wanted], done: Done) -> None:
        made = [self.model(**into(self.model, one.columns)) for one in new]
        self._before(made)
        self.model._base_manager.bulk_create(made, batch_size=AT_ONCE)
        imported, said = [], []
        for one, thing in zip(new, made, strict=True):
            imported.append(self._imported(one, thing.pk))
            said += [
                self._said(thing.pk, name, value)
                for name, value in [*one.columns.items(), *one.rows.items()]
                if name not in NEVER_COMPARED and value not in (None, "", [], {})
            ]
            for group, rows in one.rows.items():
                self.children.add(self.kind, thing.pk, group, rows)
            done.numbers[one.their_id] = thing.pk
            done.new.append(thing.pk)
        Imported.objects.bulk_create(imported, batch_size=AT_ONCE)
        Said.objects.bulk_create(said, batch_size=AT_ONCE)
        self.seen |= {one.pk for one in imported}

    def _before(self, made: Sequence[Model]) -> None:
        """What is worked out before things are written."""

    def _imported(self, one: Wanted, number: int) -> Imported:
        return Imported(
            source=self.source,
            kind=self.kind,
            their_id=one.their_id,
            mark=one.mark,
            digest=one.digest,
            their_modified=one.their_modified,
            first_on=self.today,
            last_on=self.today,
            **{self.column: number},
        )

    def _said(self, number: int, name: str, value: Any) -> Said:
        return Said(
            source=self.source, field=name, value=value, on=self.today, **{self.column: number}
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
            change = _Change(self, thing, ours.get(thing.pk, set()), before.get(thing.pk, {}))
            change.columns(one.columns)
            for group, rows in one.rows.items():
                change.group(group, rows)
            change.keep()
            if change.written:
                done.changed.append(thing.pk)
            if change.beside:
                done.beside.append((one, thing.pk, change.beside))
        Said.objects.bulk_create(self.said_new, batch_size=AT_ONCE)
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


class _Change:
    """One thing that a source says something else of than it did before."""

    def __init__(
        self, kind: Upserting, thing: Any, ours: set[str], before: dict[str, Said]
    ) -> None:
        self.kind, self.thing, self.ours, self.before = kind, thing, ours, before
        self.written: list[str] = []
        self.beside: Row = {}
        self.fields = {field.attname: field for field in thing._meta.concrete_fields}

    def columns(self, columns: Row) -> None:
        """Each column: written, left, or put beside."""
        for name, value in columns.items():
            if name in NEVER_COMPARED or name not in self.fields:
                continue
            now = as_json(getattr(self.thing, name))
            value = as_json(self.fields[name].to_python(value))
            if self._is_to_be_written(name, now, value):
                column = self.fields[name]
                setattr(self.thing, name, value if column.is_relation else column.to_python(value))
                self.written.append(name)
            self._remember(name, value)

    def group(self, group: str, rows: list[Row]) -> None:
        """The rows that belong to it, all together."""
        before = self._was(group)
        moved = group == "times" and "at" in self.written
        if moved or not same(before, rows):
            mine = group not in self.ours and not (before in (None, []) and self._stand(group))
            if not mine and not same(before, rows):
                self.beside[group] = rows
            elif mine:
                if group == "at":  # or their times would go with the places
                    Time.objects.filter(activity=self.thing).update(at=None)
                self.kind.children.delete(self.kind.kind, [self.thing.pk], group)
                self.kind.children.add(self.kind.kind, self.thing.pk, group, rows)
                self.written.append(group)
        self._remember(group, rows)

    def keep(self) -> None:
        """Write the columns."""
        if not self.written:
            return
        self.thing.modified_at = timezone.now()
        names = [name for name in self.written if name in self.fields]
        columns = [self.fields[name].name for name in names]
        self.thing.save(update_fields=[*columns, "modified_at"])

    def _is_to_be_written(self, name: str, now: Any, value: Any) -> bool:
        """Theirs, if they have changed it, and nobody here has; what nobody here has decided on
        stands beside."""
        was = self._was(name)
        if same(now, value) or same(was, value):
            return False
        if name in FREE or (name not in self.ours and same(was, now)):
            return True
        self.beside[name] = value
        return False

    def _was(self, name: str) -> Any:
        return self.before[name].value if name in self.before else None

    def _stand(self, group: str) -> bool:
        mine = {self.kind.column: self.thing.pk}
        return bool(GROUPS[group]._base_manager.filter(**mine).exists())

    def _remember(self, name: str, value: Any) -> None:
        """What they said last, and since when."""
        said = self.before.get(name)
        if said is None:
            if value not in (None, "", [], {}):
                self.kind.said_new.append(self.kind._said(self.thing.pk, name, value))
        elif not same(said.value, value):
            said.value, said.on = value, self.kind.today
            self.kind.said_other.append(said)
