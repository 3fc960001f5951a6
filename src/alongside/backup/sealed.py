"""A stream that nobody can read or change unnoticed, of any size, in a constant amount of memory.

The file: a line that says what it is, its length in 16 digits, a line of JSON (`lock.py`), then
chunks of 256 KiB, each under AES-256-GCM. A chunk's nonce is its number and whether it is the
last, so that a chunk that is missing, moved, added or cut off does not open (the STREAM
construction: Hoang, Reyhanitabar, Rogaway, Vizár 2015). The length stands in clear for one thing
alone: to say *cut off* where that is what happened.
"""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.trouble import BadBackup

from .lock import Lock, key_for, kind_of, new_header

MAGIC = b"ALONGSIDE BACKUP 1\n"
LENGTH = 17  # sixteen digits and a line's end
CHUNK = 256 * 1024
TAG = 16
AT_ONCE = 4 * 1024 * 1024  # of what a chunk grows to when it is decompressed


class Sealer:
    """Writes: compresses, then locks. `close` writes the last chunk; without it nothing opens."""

    def __init__(self, file: BinaryIO, lock: Lock) -> None:
        header = new_header(lock)
        self._file, self._key = file, AESGCM(key_for(lock, header))
        self._about, self._number, self._waiting = header, 0, bytearray()
        self._smaller = zlib.compressobj(1)
        file.write(MAGIC + b"0" * (LENGTH - 1) + b"\n" + header)

    def write(self, data: bytes) -> None:
        self._waiting += self._smaller.compress(data)
        while len(self._waiting) > CHUNK:  # never the last: that one is told apart
            self._lock(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def close(self) -> None:
        self._waiting += self._smaller.flush()
        while len(self._waiting) > CHUNK:
            self._lock(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        self._lock(bytes(self._waiting), last=True)
        size = self._file.tell()
        self._file.seek(len(MAGIC))
        self._file.write(b"%016d\n" % size)
        self._file.seek(0, 2)

    def _lock(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._key.encrypt(_nonce(self._number, last), chunk, self._about))
        self._number += 1


class Unsealer:
    """Reads what `Sealer` wrote; BadBackup at the first byte that is not as it was written."""

    def __init__(self, file: BinaryIO, lock: Lock) -> None:
        header, said = begin(file)
        at = file.tell()
        there = file.seek(0, 2)
        file.seek(at)
        self._key = AESGCM(key_for(lock, header))
        if there < said:
            raise _cut_off(there, said)
        self._file, self._about, self._number = file, header, 0
        self._larger = zlib.decompressobj()
        self._next = file.read(CHUNK + TAG)
        self._ready = bytearray()

    def read(self, length: int) -> bytes:
        """`length` bytes; fewer only at the end."""
        while len(self._ready) < length and (self._larger.unconsumed_tail or self._next):
            smaller = self._larger.unconsumed_tail or self._open()
            self._ready += self._larger.decompress(smaller, AT_ONCE)
        found = bytes(self._ready[:length])
        del self._ready[:length]
        return found

    def _open(self) -> bytes:
        chunk, self._next = self._next, self._file.read(CHUNK + TAG)
        try:
            plain = self._key.decrypt(_nonce(self._number, not self._next), chunk, self._about)
        except InvalidTag as error:
            raise changed() from error
        self._number += 1
        return plain


def begin(file: BinaryIO) -> tuple[bytes, int]:
    """The header, and how long the file should be. Leaves the file where its chunks begin."""
    if file.read(len(MAGIC)) != MAGIC:
        raise BadBackup(
            "This is not one of our backups.",
            needed="A file that `alongside backup` wrote, of a version that we can read.",
            try_this="alongside restore --check FILE, with the file that you mean.",
        )
    digits = file.read(LENGTH)[:-1]
    header = file.readline(10_000)
    if not digits.isdigit():
        raise changed()
    if not header.endswith(b"\n"):
        raise _cut_off(file.tell(), int(digits))
    return header, int(digits)


def locked_with(file: BinaryIO) -> str:
    """Which kind of secret opens it; nothing needs to be unlocked for that."""
    return kind_of(begin(file)[0])


def changed() -> BadBackup:
    """Something in it is not what was written."""
    return BadBackup(
        "This backup was changed after it was made, or its disk has a fault.",
        needed="A backup in which every byte is as it was written.",
        try_this="Take another copy of it, or the backup of the day before.",
    )


def _cut_off(there: int, said: int) -> BadBackup:
    return BadBackup(
        f"This backup is cut off: {there:,} of its {said:,} bytes are there.",
        needed="The whole file; it was not copied to its end.",
        try_this="Copy it again from where it was made, or take the backup of the day before.",
    )


def _nonce(number: int, last: bool) -> bytes:
    return struct.pack(">QI", number, last)
