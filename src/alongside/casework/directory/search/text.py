"""Words as the index knows them: folded, without the smallest, and cut to their stems.

It is done here and not in a database, so that SQLite and PostgreSQL give the same answers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"\w+(?:-\w+)*")
LONGEST = 40  # letters of a word; what is longer is an address or a mistake
ENGLISH = snowballstemmer.stemmer("english")

# Too small to find anything by, and what people say around what they mean.
SMALLEST = """
a an and are as at be been being by can could did do does doing for from had has have having
he her hers him his how i if in into is it its just like me mine my near nearby of off on or
our ours please she should so some something than that the their theirs them then there these
they this those to too us very want wants was we were what when where which who whom why will
with would you your yours
"""
SMALL = frozenset(SMALLEST.split())


def fold(text: str) -> str:
    """Small letters without accents; the apostrophe of *men's* is left out."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return "".join(one for one in apart if not unicodedata.combining(one)).replace("'", "")


def words(text: str, *, joined: bool = True) -> list[str]:
    """The words of a text in their order; *drop-in* gives `drop`, `in` and `dropin`.

    Small words are left out. What has no letter or digit in it gives none.
    """
    found: list[str] = []
    for whole in WORD.findall(fold(text).replace("_", " ")):
        parts = whole.split("-")
        found += [part for part in parts if keeps(part)]
        if joined and len(parts) > 1 and keeps("".join(parts)):
            found.append("".join(parts))
    return found


def keeps(word: str) -> bool:
    """Whether a word is worth keeping."""
    return word not in SMALL and len(word) <= LONGEST


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """*walking*, *walks* and *walked* are one word."""
    return str(ENGLISH.stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in their order."""
    return [stem(word) for word in words(text)]


def trigrams(word: str) -> set[str]:
    """Pieces of three letters, the two ends marked: by these likely spellings are found."""
    marked = f"^{word}$"
    return {marked[at : at + 3] for at in range(len(marked) - 2)}


def called(name: str) -> str:
    """A name as lists put it in order: without its *The*, by its plain letters."""
    return re.sub(r"^the ", "", fold(name).strip())[:200]


def first_seen(texts: Iterable[str]) -> dict[str, str]:
    """Every stem of some texts, with the first word that was cut to it."""
    seen: dict[str, str] = {}
    for text in texts:
        for word in words(text):
            seen.setdefault(stem(word), word)
    return seen
