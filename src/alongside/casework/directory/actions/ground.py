"""What others publish about the ground is brought in: stops, postcodes, names of areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from alongside.casework import audit
from alongside.casework.directory.geography.bringing_in import GroundKind
from alongside.casework.directory.models import Stop
from alongside.casework.schemes.models import Worker

LOOKED_UP = 900  # keys in one query
AT_ONCE = 20_000  # rows in one transaction: others wait about a second for it


@dataclass(frozen=True)
class Written:
    """What became of some rows."""

    added: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(
            self.added + other.added,
            self.changed + other.changed,
            self.same + other.same,
            self.removed + other.removed,
        )


@transaction.atomic
def bring_in_ground(
    *, kind: GroundKind, rows: Sequence[Any], gone: Sequence[str], by: Worker | None
) -> Written:
    """Write what is new or has changed; take away what the file says is no more.

    The same rows again change nothing, and leave no line in the audit.
    """
    new, changed = _differing(kind, rows)
    manager: Any = kind.model._default_manager
    manager.bulk_create(
        [*new, *changed],
        update_conflicts=True,
        unique_fields=[kind.key],
        update_fields=_fields(kind),
    )
    removed = 0
    for at in range(0, len(gone), LOOKED_UP):
        keys = gone[at : at + LOOKED_UP]
        removed += manager.filter(**{f"{kind.key}__in": keys}).delete()[0]
    counts = {"added": len(new), "changed": len(changed), "removed": removed}
    if any(counts.values()):
        audit.record("GROUND_BROUGHT_IN", to=Stop(), by=by, kind=kind.name, **counts)
    return Written(same=len(rows) - len(new) - len(changed), **counts)


def _differing(kind: GroundKind, rows: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """The rows that are new here, and those of which something has changed."""
    there = _there(kind, [getattr(row, kind.key) for row in rows])
    new, changed, fields = [], [], _fields(kind)
    for row in rows:
        before = there.get(getattr(row, kind.key))
        if before is None:
            new.append(row)
        elif any(getattr(row, one) != getattr(before, one) for one in fields):
            changed.append(row)
    return new, changed


def _fields(kind: GroundKind) -> list[str]:
    names = [one.name for one in kind.model._meta.concrete_fields]
    return [one for one in names if one not in ("id", kind.key)]


def _there(kind: GroundKind, keys: list[str]) -> dict[str, Any]:
    manager: Any = kind.model._default_manager
    found: dict[str, Any] = {}
    for at in range(0, len(keys), LOOKED_UP):
        found |= manager.in_bulk(keys[at : at + LOOKED_UP], field_name=kind.key)
    return found
