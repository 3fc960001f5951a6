"""Everything that can be brought in, in the order in which the files come."""

from __future__ import annotations

from . import connections, contacts, episodes, measures, people, referrals
from .base import Kind

KINDS: dict[str, Kind] = {
    room.KIND.name: room.KIND
    for room in (people, referrals, episodes, contacts, measures, connections)
}
__all__ = ["KINDS", "Kind"]
