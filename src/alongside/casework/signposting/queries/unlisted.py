"""Connections that were typed and lead to no entry yet, by what they were called."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.casework.directory.models import Activity
from alongside.casework.directory.search.text import called
from alongside.casework.schemes.models import Worker

from ..models import Signpost
from .likely import likely

LOOKED_AT = 500  # the newest; what is older shows once these are done
SHOWN = 20


@dataclass(frozen=True)
class Unlisted:
    """Connections with the same typed name, and entries that it may be."""

    what: str
    signposts: list[Signpost]
    likely: list[Activity]

    @property
    def first(self) -> int:
        return self.signposts[0].pk


def alike(worker: Worker) -> list[list[Signpost]]:
    """Untied connections that this worker may see, those of one name and scheme together."""
    open_ones = Signpost.objects.seen_by(worker).filter(activity=None, off_list=False)
    groups: dict[tuple[int, str], list[Signpost]] = {}
    for signpost in open_ones.select_related("episode")[:LOOKED_AT]:
        groups.setdefault((signpost.episode.scheme_id, called(signpost.what)), []).append(signpost)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0].what.lower()))


def unlisted(worker: Worker) -> tuple[list[Unlisted], int]:
    """The first of them, those of most people first; and how many there are."""
    groups = alike(worker)
    shown = [Unlisted(one[0].what, one, likely(one[0].what, worker)) for one in groups[:SHOWN]]
    return shown, len(groups)


def same_as(signpost: Signpost, worker: Worker) -> list[Signpost]:
    """All untied connections of this one's name in its scheme, as far as the worker sees them."""
    mine = (signpost.episode.scheme_id, called(signpost.what))
    for group in alike(worker):
        if (group[0].episode.scheme_id, called(group[0].what)) == mine:
            return group
    return []
