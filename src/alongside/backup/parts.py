"""Several files in one stream, one after the other, of sizes that nobody has to know beforehand."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from .sealed import changed

PIECE = 1024 * 1024
NAME, DATA, END, OVER = b"N", b"D", b"E", b"Z"
HEAD = struct.Struct(">cI")


class Writes(Protocol):
    """What can be written to."""

    def write(self, data: bytes) -> object: ...


class Reads(Protocol):
    """What can be read from: as many bytes as were asked for, and fewer only at the end."""

    def read(self, length: int) -> bytes: ...


@dataclass(frozen=True)
class Part:
    """What the manifest says of one: its name, how long it is, and its SHA-256."""

    name: str
    size: int
    sha256: str


def write_part(out: Writes, name: str, pieces: Iterable[bytes]) -> Part:
    """Write one, piece by piece."""
    _record(out, NAME, name.encode())
    size, digest = 0, hashlib.sha256()
    for piece in pieces:
        for at in range(0, len(piece), PIECE):
            _record(out, DATA, piece[at : at + PIECE])
        size += len(piece)
        digest.update(piece)
    _record(out, END, b"")
    return Part(name, size, digest.hexdigest())


def write_end(out: Writes) -> None:
    """Nothing comes after this."""
    _record(out, OVER, b"")


class Parts:
    """Reads them in their order. `seen` holds what has been read so far."""

    def __init__(self, source: Reads) -> None:
        self._source = source
        self.seen: list[Part] = []

    def __iter__(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each name with its pieces, which have to be read before the next name is asked for."""
        while True:
            kind, name = self._next()
            if kind == OVER and not self._source.read(1):
                return
            if kind != NAME:
                raise changed()
            pieces = self._pieces(name.decode())
            yield name.decode(), pieces
            for _ in pieces:  # what nobody wanted is checked all the same
                pass

    def _pieces(self, name: str) -> Iterator[bytes]:
        size, digest = 0, hashlib.sha256()
        while True:
            kind, piece = self._next()
            if kind == END:
                self.seen.append(Part(name, size, digest.hexdigest()))
                return
            if kind != DATA:
                raise changed()
            size += len(piece)
            digest.update(piece)
            yield piece

    def _next(self) -> tuple[bytes, bytes]:
        head = self._source.read(HEAD.size)
        if len(head) < HEAD.size:
            raise changed()
        kind, length = HEAD.unpack(head)
        body = self._source.read(length) if length <= PIECE else b""
        if len(body) < length:
            raise changed()
        return kind, body


def _record(out: Writes, kind: bytes, body: bytes) -> None:
    out.write(HEAD.pack(kind, len(body)) + body)
