"""From what is typed to what is looked up: one group for each thing that was said.

A group is found where one of its alternatives is: the words themselves, what the thesaurus knows
them by, or, for a word that stands in no entry, words that are spelt nearly so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.db.models import Count
from rapidfuzz.distance import OSA

from ..models import SearchTrigram, SearchWord
from . import text, thesaurus
from .query import LONGEST, MISTAKES

MOST_GROUPS = 8
OWN, NEAR_SPELLING, KNOWN_AS, NEARLY_KNOWN_AS = 4, 3, 2, 1  # what finding it so is worth
CANDIDATES, SPELLINGS = 150, 3
WORDS = "SELECT stem, id FROM directory_searchword WHERE stem IN"


@dataclass(frozen=True)
class Alternative:
    """All of these words in one entry."""

    words: tuple[int, ...]  # numbers of SearchWord
    factor: int
    shown: str  # what it is called in "matches …"


@dataclass(frozen=True)
class Group:
    """One thing that was said."""

    typed: str
    alternatives: tuple[Alternative, ...]
    spelt: tuple[str, ...] = ()  # what was looked for instead


@dataclass(frozen=True)
class Said:
    """A phrase or a word as it was typed, and what the thesaurus has for it."""

    typed: str
    stems: tuple[str, ...]
    finds: tuple[str, ...]


def groups(typed: str, *, mistakes: int = MISTAKES) -> list[Group]:
    """The groups of what was typed, in its order. None for nothing but small words.

    `mistakes` is how many there may be in a word that stands in no entry.
    """
    said = said_in(typed)[:MOST_GROUPS]
    known = _numbers(said)
    return [_group(one, known, mistakes) for one in said]


def said_in(typed: str) -> list[Said]:
    """The longest phrases of the thesaurus first, then single words; each is taken once."""
    words = text.words(typed[:LONGEST], joined=False)
    stems, found, at = [text.stem(word) for word in words], list[Said](), 0
    table = thesaurus.by_what_is_said()
    while at < len(stems):
        length = min(thesaurus.longest(), len(stems) - at)
        while length > 1 and tuple(stems[at : at + length]) not in table:
            length -= 1
        key = tuple(stems[at : at + length])
        typed = words[at] if length == 1 else thesaurus.phrases()[key]
        found.append(Said(typed, key, table.get(key, ())))
        at += length
    return list({one.stems: one for one in reversed(found)}.values())[::-1]


def _numbers(said: Iterable[Said]) -> dict[str, int]:
    wanted = {stem for one in said for stem in one.stems}
    wanted |= {stem for one in said for words in one.finds for stem in _stems(words)}
    if not wanted:
        return {}
    with connection.cursor() as cursor:  # by hand: it is asked with each search
        cursor.execute(f"{WORDS} ({marks(wanted)})", sorted(wanted))
        return dict(cursor.fetchall())


@lru_cache(maxsize=5_000)
def _stems(words: str) -> tuple[str, ...]:
    """Of what the thesaurus knows something by: the same few hundred each time."""
    return tuple(text.stems(words))


def marks(values: Sized) -> str:
    """Where values stand in SQL that is written by hand."""
    return ", ".join(["%s"] * len(values))


def _group(said: Said, known: dict[str, int], mistakes: int) -> Group:
    found = [_alternative(said.stems, OWN, said.typed, known)]
    found += [_alternative(_stems(one), KNOWN_AS, one, known) for one in said.finds]
    alternatives = tuple(dict.fromkeys(one for one in found if one))
    if alternatives or len(said.stems) > 1:
        return Group(said.typed, alternatives)
    return _spelt_nearly_so(said.typed, mistakes)


def _alternative(
    stems: Sequence[str], factor: int, shown: str, known: dict[str, int]
) -> Alternative | None:
    """None where one of the words stands in no entry at all."""
    if not stems or any(stem not in known for stem in stems):
        return None
    return Alternative(tuple(sorted({known[stem] for stem in stems})), factor, shown)


def _spelt_nearly_so(typed: str, mistakes: int) -> Group:
    """The words of entries and of the thesaurus that are nearest to a word nobody knows."""
    if len(typed) < 4:
        return Group(typed, ())
    near = _nearest(typed, _like(typed), mistakes)
    spelt = tuple(dict.fromkeys(word for _, word in near))
    said = [Said(word, (text.stem(word),), _known_as(word)) for word in spelt]
    known = _numbers(said)
    found = []
    for one in said:
        found.append(_alternative(one.stems, NEAR_SPELLING, one.typed, known))
        found += [_alternative(_stems(w), NEARLY_KNOWN_AS, w, known) for w in one.finds]
    return Group(typed, tuple(dict.fromkeys(one for one in found if one)), spelt)


def _known_as(word: str) -> tuple[str, ...]:
    return thesaurus.by_what_is_said().get((text.stem(word),), ())


def _like(typed: str) -> set[str]:
    """Words that share the most pieces with it, and the thesaurus's own."""
    letters = text.trigrams(typed)
    likely = (
        SearchTrigram.objects.filter(letters__in=letters)
        .values("word_id")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "word_id")[:CANDIDATES]
    )
    numbers = [one["word_id"] for one in likely]
    words = SearchWord.objects.filter(pk__in=numbers).values_list("seen", flat=True)
    ours = {said for interest in thesaurus.interests() for said in interest.said if " " not in said}
    return {*words, *ours}


def _nearest(typed: str, words: Iterable[str], mistakes: int) -> list[tuple[int, str]]:
    """Those with the fewest mistakes between: one in a short word, a few in a longer one."""
    most = 1 if len(typed) < 5 else mistakes
    apart = [(OSA.distance(typed, word, score_cutoff=most), word) for word in words]
    near = sorted(one for one in apart if one[0] <= most)
    return [one for one in near if one[0] == near[0][0]][:SPELLINGS]
