"""What is said of an extract: its parts in words."""

from __future__ import annotations

from dataclasses import dataclass

from alongside import extract as package
from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.words import day

from .models import Extract
from .tables import LeftOut


@dataclass(frozen=True)
class Part:
    """One table of an extract."""

    title: str
    rows: int
    file: str
    hash: str


def parts(extract: Extract) -> list[Part]:
    """The tables with their rows and files, in the contract's order."""
    found = []
    for name, table in package.tables().items():
        if name in extract.rows:
            file = table.file_name(extract.format)
            found.append(Part(table.title, extract.rows[name], file, extract.hashes.get(file, "")))
    return found


def left_out(extract: Extract) -> list[str]:
    """How many of what are not in it: *3 people who do not want to be counted in research*."""
    found = [(extract.left_out.get(why, 0), words) for why, words in LeftOut.WORDS.items()]
    return [f"{n:,} {one if n == 1 else many}" for n, (one, many) in found if n]


def period(extract: Extract) -> str:
    """*From 1 May 2026 until 31 October 2026*, or *Everything*."""
    since = f"from {day(extract.from_on)}" if extract.from_on else ""
    until = f"until {day(extract.to_on)}" if extract.to_on else ""
    words = f"{since} {until}".strip()
    return words[:1].upper() + words[1:] if words else "Everything"


def may_fetch(extract: Extract, worker: Worker) -> bool:
    """Whether this worker may have its file now: who asked, with the role still held."""
    return (
        extract.can_be_fetched and Extract.objects.fetched_by(worker).filter(pk=extract.pk).exists()
    )
