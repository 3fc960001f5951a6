"""One thing of which a source says something else than before: written, left, or put beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from ..geography.postcodes import locate
from ..models import Place, Said, Time
from .children import MODELS as GROUPS
from .plain_values import as_json, same

if TYPE_CHECKING:
    from .upserting import Upserting

Row = dict[str, Any]
NEVER_COMPARED = {"public_id"}
FREE = {"also", "address_id"}  # nobody's own words
POINT = {"latitude", "longitude"}  # often worked out here; they go with the postcode


class Change:
    """One thing that a source says something else of than it did before."""

    def __init__(
        self, kind: Upserting, thing: Any, ours: set[str], before: dict[str, Said]
    ) -> None:
        self.kind, self.thing, self.ours, self.before = kind, thing, ours, before
        self.written: list[str] = []
        self.beside: Row = {}
        self.is_elsewhere = False  # it stands here with another postcode than theirs
        self.fields = {field.attname: field for field in thing._meta.concrete_fields}

    def columns(self, columns: Row) -> None:
        """Each column: written, left, or put beside."""
        for name, value in sorted(columns.items(), key=lambda one: one[0] in POINT):
            if name in NEVER_COMPARED or name not in self.fields:
                continue
            if name in POINT:
                theirs = same(self.thing.postcode, columns.get("postcode"))
                self.is_elsewhere = "postcode" in self.ours or not theirs
            now = as_json(getattr(self.thing, name))
            value = as_json(self.fields[name].to_python(value))
            if self._is_to_be_written(name, now, value):
                column = self.fields[name]
                setattr(self.thing, name, value if column.is_relation else column.to_python(value))
                self.written.append(name)
            self._remember(name, value)
        if isinstance(self.thing, Place) and not self.is_elsewhere:
            self._to_where_it_is(columns)

    def _to_where_it_is(self, columns: Row) -> None:
        """Another postcode, or no coordinates of theirs any more: then those of the postcode."""
        without = None in (columns.get(name) for name in POINT)
        if without and not {"postcode", *POINT}.isdisjoint(self.written):
            self.thing.latitude = self.thing.longitude = None
            locate([self.thing])
            self.written += [name for name in POINT if name not in self.written]

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
        if name in POINT:
            return not self.is_elsewhere
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
                self.kind.said_new.append((self.thing.pk, name, value))
        elif not same(said.value, value):
            said.value, said.on = value, self.kind.today
            self.kind.said_other.append(said)
