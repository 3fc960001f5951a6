"""Everything that can be brought in, in the order in which the files come."""

from __future__ import annotations

from . import connections, contacts, costs, episodes, measures, people, referrals
from .base import Kind

KINDS: dict[str, Kind] = {
    room.KIND.name: room.KIND
    for room in (people, referrals, episodes, contacts, measures, connections, costs)
}
__all__ = ["KINDS", "Kind"]
