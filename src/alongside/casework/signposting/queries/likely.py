"""Which entries of the directory somebody may mean by a typed name."""

from __future__ import annotations

from difflib import SequenceMatcher

from django.db.models import Count

from alongside.casework.directory.models import Activity
from alongside.casework.directory.search.finding import find
from alongside.casework.directory.search.query import Query
from alongside.casework.directory.search.text import called
from alongside.casework.schemes.models import Scheme, Worker

LOOKED_AT = 20
ALIKE = 0.6  # of letters in the same order; *Mens shed* and *The Men’s Shed, Thornhythe* are
SHOWN = 4
USUAL = 20


def called_so(what: str, worker: Worker) -> Activity | None:
    """The one entry of exactly this name, small letters and a *The* aside; None where several."""
    same = Activity.objects.seen_by(worker).filter(listings__called=called(what)).distinct()[:2]
    found = list(same)
    return found[0] if len(found) == 1 else None


def likely(what: str, worker: Worker) -> list[Activity]:
    """Entries whose names are like it, likeliest first; none where nothing is."""
    found = find(Query(words=what, any_word=True), worker=worker, limit=LOOKED_AT).found
    entries = Activity.objects.seen_by(worker).select_related("organisation")
    known = entries.in_bulk([one.activity_id for one in found])
    scored = [(_alike(what, entry.name), entry) for entry in known.values()]
    near = [(score, entry) for score, entry in scored if score >= ALIKE]
    near.sort(key=lambda one: (-one[0], one[1].name, one[1].pk))
    return [entry for _, entry in near[:SHOWN]]


def usual_names(scheme: Scheme, worker: Worker) -> list[str]:
    """What people of this scheme are pointed to most, to be picked while typing."""
    used = Activity.objects.seen_by(worker).filter(signposts__episode__scheme=scheme)
    often = used.annotate(used=Count("signposts")).order_by("-used", "name")
    return list(often.values_list("name", flat=True)[:USUAL])


def _alike(typed: str, name: str) -> float:
    """1 where one name holds the other whole; otherwise how many letters they share, in order."""
    one, other = called(typed), called(name)
    short, long = sorted((one, other), key=len)
    if short and f" {short} " in f" {long.replace(',', ' ')} ":
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
