"""Long lists, page by page, without counting them again for each page.

A harvester asks for thousands of pages of one list. Counting 200,000 entries and skipping over them
costs more the further it comes; so a process keeps the numbers of the last few lists, a few bytes
each, as long as nothing in the directory has changed, and a minute at most. Who may see an entry is
asked anew whenever it is read: a list that is behind shows nobody what is not theirs.
"""

from __future__ import annotations

import time
from array import array
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Any

from django.db.models import Max, Model
from django.utils import timezone

from alongside.casework.directory.models import Activity, Organisation, Place

KEPT = 8  # lists in the memory of a process
SECONDS = 60
DATED: tuple[type[Any], ...] = (Activity, Organisation, Place)

_lists: OrderedDict[Any, tuple[float, array[int]]] = OrderedDict()
_lock = Lock()


def last_change() -> datetime:
    """When anything of the directory changed last: HTTP's Last-Modified of a list."""
    moments = [_latest(model) for model in DATED]
    return max((one for one in moments if one), default=None) or timezone.now()


def numbers(asked: Any, changed: datetime, read: Callable[[], list[int]]) -> array[int]:
    """The list that was asked for, as it was read the last time, or else now."""
    key, now = (asked, changed), time.monotonic()
    with _lock:
        kept = _lists.get(key)
        if kept is not None and now - kept[0] < SECONDS:
            _lists.move_to_end(key)
            return kept[1]
    found = array("q", read())
    with _lock:
        _lists[key] = now, found
        _lists.move_to_end(key)
        while len(_lists) > KEPT:
            _lists.popitem(last=False)
    return found


def forget() -> None:
    """Keep no list any longer."""
    with _lock:
        _lists.clear()


def _latest(model: type[Model]) -> datetime | None:
    latest: datetime | None = model._default_manager.aggregate(latest=Max("modified_at"))["latest"]
    return latest
