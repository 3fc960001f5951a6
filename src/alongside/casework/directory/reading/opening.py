"""What a source is, told by what is in it, and its services one by one."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import IO, Any

from alongside.uploads import CHUNK

from . import json_feed, older, table, tables
from .trouble import CannotRead

LARGEST = 300_000_000  # bytes of a file or of all pages of a feed
MOST = 200_000  # entries of one source


@dataclass(frozen=True)
class Opened:
    """A source that can be read."""

    shape: str  # of models.source.Shape
    services: Iterator[tuple[int, Any]]  # row, and the service in the shape of HSDS-UK 3.0


def open_source(file: IO[bytes], mapping: Mapping[str, Any] | None = None) -> Opened:
    """Tell what a file is.

    Raises:
        CannotRead: it is none of the shapes that are taken, or is too large.
    """
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise CannotRead("The file is empty.")
    if size > LARGEST:
        raise CannotRead(
            f"It has {size / 1e6:,.0f} MB. At most {LARGEST // 1_000_000} MB are taken at once: ask"
            " who keeps it for a part, such as one area."
        )
    start = file.read(4096)
    file.seek(0)
    if start.startswith(b"PK\x03\x04"):
        return Opened("hsds_csv", _counted(enumerate(tables.services(file), start=1)))
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if plain[:1] in (b"{", b"["):
        return _json(file)
    return _table(file, plain, mapping)


def _json(file: IO[bytes]) -> Opened:
    if file.read(3) != b"\xef\xbb\xbf":
        file.seek(0)
    return opened_json(enumerate(json_feed.services(file), start=1))


def opened_json(services: Iterator[tuple[int, Any]], *, old: bool = False) -> Opened:
    """Services of Open Referral, whose shape the first one tells, each made one of 3.0."""
    first = next(services, None)
    if first is None:
        raise CannotRead("It has no service at all.")
    shape = "oruk_1" if old or _is_older(first[1]) else "hsds_uk"
    return Opened(shape, _counted(_in_3(chain([first], services))))


def _table(file: IO[bytes], start: bytes, mapping: Mapping[str, Any] | None) -> Opened:
    if start.lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<")):
        raise CannotRead("It is a web page, or XML, and no directory. Look at the address again.")
    if b"\0" in start or (b"," not in start and b";" not in start and b"\t" not in start):
        raise CannotRead(
            "It is none of what is taken: JSON of Open Referral UK, a ZIP with tables of HSDS, or a"
            " table as CSV with a mapping."
        )
    encoding = _encoding(file)
    if not mapping:
        headings = ", ".join(table.headings_of(file, encoding))[:300]
        raise CannotRead(
            "It is a table, and needs a mapping, which says what its columns are. They are:"
            f" {headings}."
        )
    return Opened("csv", _counted(table.services(file, encoding, mapping)))


def _encoding(file: IO[bytes]) -> str:
    """UTF-8, or as Excel for Windows saves CSV."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)
    return "utf-8-sig"


def _in_3(services: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    for row, raw in services:
        yield row, older.to_3(raw) if _is_older(raw) else raw


def _is_older(raw: Any) -> bool:
    return isinstance(raw, dict) and older.is_older(raw)


def _counted(services: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    for count, one in enumerate(services, start=1):
        if count > MOST:
            raise CannotRead(f"It has more than {MOST:,} entries, the most that are taken.")
        yield one


def spooled(services: Iterator[tuple[int, Any]], into: IO[bytes]) -> int:
    """Write services down, a line each; the whole source is read before anything is kept."""
    count = 0
    for count, one in enumerate(services, start=1):  # noqa: B007 - counted, also when it stops
        into.write(json.dumps(one, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    into.seek(0)
    if not count:
        raise CannotRead("It has no service at all.")
    return count


def unspooled(file: IO[bytes]) -> Iterator[tuple[int, Any]]:
    """What was written down."""
    file.seek(0)
    for line in file:
        row, raw = json.loads(line)
        yield row, raw
