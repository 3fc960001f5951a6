"""What people say, and the words that such things go by in a directory: thesaurus.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import text

FILE = Path(__file__).with_name("thesaurus.toml")
Stems = tuple[str, ...]


@dataclass(frozen=True)
class Interest:
    """One thing that people say in several ways."""

    name: str
    said: tuple[str, ...]
    finds: tuple[str, ...]


class BadThesaurus(Exception):
    """What is wrong with the file, where, and what to try."""


@cache
def interests() -> tuple[Interest, ...]:
    """All of the file, in its order."""
    return read(FILE.read_text(encoding="utf-8"))


def read(toml: str) -> tuple[Interest, ...]:
    """The interests of a file's text; says what is wrong with it."""
    try:
        entries = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as reason:
        raise BadThesaurus(f"The thesaurus cannot be read: {reason}.") from reason
    return tuple(_interest(name, entry) for name, entry in entries.items())


def _interest(name: str, entry: object) -> Interest:
    said = entry.get("said", []) if isinstance(entry, dict) else []
    finds = entry.get("finds", []) if isinstance(entry, dict) else []
    for words in (said, finds):
        if not isinstance(words, list) or not words or not all(map(_has_stems, words)):
            raise BadThesaurus(
                f'The interest "{name}" needs two lists of words, said and finds, and each of'
                " them a word that is not as small as the or to."
            )
    return Interest(name, tuple(said), tuple(finds))


def _has_stems(words: object) -> bool:
    return isinstance(words, str) and bool(text.stems(words))


@cache
def by_what_is_said() -> dict[Stems, tuple[str, ...]]:
    """From the stems of what people say to the words by which it is found."""
    found: dict[Stems, tuple[str, ...]] = {}
    for interest in interests():
        for said in interest.said:
            key = tuple(text.stems(said))
            found[key] = tuple(dict.fromkeys([*found.get(key, ()), *interest.finds]))
    return found


@cache
def phrases() -> dict[Stems, str]:
    """From the stems of a phrase to the phrase as people say it: with its small words."""
    found: dict[Stems, str] = {}
    for interest in interests():
        for said in interest.said:
            found.setdefault(tuple(text.stems(said)), said)
    return found


@cache
def longest() -> int:
    """How many words the longest of these phrases has."""
    return max((len(key) for key in by_what_is_said()), default=1)


@cache
def single_finds() -> frozenset[str]:
    """The stems of every single word that something is found by."""
    finds = (text.stems(words) for interest in interests() for words in interest.finds)
    return frozenset(stems[0] for stems in finds if len(stems) == 1)
