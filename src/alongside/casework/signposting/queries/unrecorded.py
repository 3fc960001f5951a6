"""Connections that nobody wrote down, as it seems: spoken of, or none by the goodbye."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from alongside.casework.directory.models import Activity, Listing
from alongside.casework.directory.search.text import called
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker, walked_with_by
from alongside.casework.support.models import Contact, Episode

from ..models import AskedOnce, Signpost

LOOKED_BACK = timedelta(days=14)
CONTACTS = 60  # the newest of a worker; notes are sealed, and opened one by one
LETTERS = 2_000  # of a note
WORDS = range(2, 6)  # of a name. One word alone, *Library*, is said of too many things
ASKED_OF = 900  # names in one question
WORD = re.compile(r"[\w’'&-]+")


@dataclass(frozen=True)
class Spoken:
    """A contact spoke of an activity, and no connection to it is written down."""

    contact: Contact
    person: Person
    activity: Activity


def spoken_of(worker: Worker, on: date) -> list[Spoken]:
    """Activities that this worker's own recent contacts speak of by name, each asked of once."""
    contacts = _recent(worker, on)
    said = {contact.pk: set(names_in(contact.note)) for contact in contacts}
    named = _entries({name for names in said.values() for name in names}, worker)
    if not named:
        return []
    known = _known({contact.episode_id for contact in contacts})
    found: dict[tuple[int, int], Spoken] = {}
    for contact in contacts:
        for name in sorted(said[contact.pk] & named.keys()):
            activity = named[name]
            episode = contact.episode_id
            if not known[episode] & {name, activity.pk}:
                found[episode, activity.pk] = Spoken(contact, contact.episode.person, activity)
    return list(found.values())


def ending_without(worker: Worker, on: date) -> list[Episode]:
    """Support of this worker's people that ended lately, and was never connected to anything."""
    connected = Signpost.objects.filter(episode=OuterRef("pk"))
    asked = AskedOnce.objects.filter(episode=OuterRef("pk"), activity=None)
    ended = Episode.objects.seen_by(worker).filter(
        ~Exists(connected),
        ~Exists(asked),
        connector=worker,
        person__died_on=None,
        started_on__isnull=False,
        ended_on__gt=on - LOOKED_BACK,
        ended_on__lte=on,
    )
    return list(ended.select_related("person").order_by("ended_on", "pk"))


def names_in(note: str) -> Iterator[str]:
    """What in a note may be a name: two to five words, the first with a capital letter, folded."""
    for sentence in re.split(r"[.!?;:\n]", note[:LETTERS]):
        words = WORD.findall(sentence)
        for at, first in enumerate(words):
            if first[0].isupper():
                for many in WORDS:
                    if at + many <= len(words):
                        yield called(" ".join(words[at : at + many]))


def _recent(worker: Worker, on: date) -> list[Contact]:
    mine = Contact.objects.filter(
        walked_with_by(worker, on, of="episode__person"),
        worker=worker,
        reached=True,
        episode__ended_on=None,
        episode__person__died_on=None,
        episode__in=Episode.objects.seen_by(worker),
        occurred_on__gt=on - LOOKED_BACK,
    )
    newest = mine.select_related("episode__person").order_by("-occurred_on", "-pk")
    return list(newest[:CONTACTS])


def _entries(names: set[str], worker: Worker) -> dict[str, Activity]:
    """The entries of these names, as far as the worker may see them."""
    found: dict[str, Activity] = {}
    for some in _batches(sorted(names)):
        rows = Listing.objects.filter(called__in=some).values_list("called", "activity_id")
        numbers = dict(rows)
        seen = Activity.objects.seen_by(worker).in_bulk(numbers.values())
        found |= {name: seen[number] for name, number in numbers.items() if number in seen}
    return found


def _known(episodes: Iterable[int]) -> defaultdict[int, set[int | str]]:
    """What each of these runs of support is connected to, by number and by name, or was asked."""
    known: defaultdict[int, set[int | str]] = defaultdict(set)
    numbers = list(episodes)
    for signpost in Signpost.objects.filter(episode__in=numbers):
        known[signpost.episode_id] |= {called(signpost.what), signpost.activity_id or 0}
    for asked in AskedOnce.objects.filter(episode__in=numbers, activity__isnull=False):
        known[asked.episode_id].add(asked.activity_id or 0)
    return known


def _batches(names: list[str]) -> Iterator[list[str]]:
    return (names[at : at + ASKED_OF] for at in range(0, len(names), ASKED_OF))
