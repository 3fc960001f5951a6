"""Pseudonymous ids: stable between extracts, and nobody without the key can turn one back.

An id is an HMAC-SHA-256 of the kind of record and its number, under a key of this installation that
is kept apart from the data. The same record has the same id in every extract; another installation
gives others. 80 bits in 16 letters: in a million ids two alike are less likely than one in a
trillion.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from alongside import sealing

LETTERS = b"abcdefghijklmnopqrstuvwxyz234567"  # base 32: no 0, 1, 8 or 9, which look like letters
LENGTH = 16
OF_A_SCHEME = 8  # a short code that people type
_LETTER_OF = bytes(LETTERS[byte % 32] for byte in range(256))
_BLOCK = 64  # bytes that SHA-256 takes at once
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


class Ids:
    """Makes the ids of one installation.

    HMAC (RFC 2104) is written out, because its two halves begin alike for every record of a kind:
    of a million ids this takes a third of the time. A test compares it with the library's own.
    """

    def __init__(self, key: bytes | None = None) -> None:
        key = key or sealing.stable_key("extract")
        padded = (key if len(key) <= _BLOCK else sha256(key).digest()).ljust(_BLOCK, b"\0")
        self._begun = sha256(padded.translate(_INNER))
        self._outer = sha256(padded.translate(_OUTER))
        self._kinds: dict[str, Any] = {}  # what each kind's hash begins with

    def of(self, kind: str, number: int) -> str:
        """The id of a record: 16 letters. The same number of another kind has another one."""
        begun = self._kinds.get(kind)
        if begun is None:
            begun = self._kinds[kind] = self._begun.copy()
            begun.update(kind.encode() + b":")
        inner = begun.copy()
        inner.update(b"%d" % number)
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.digest()[:LENGTH].translate(_LETTER_OF).decode()

    def of_scheme(self, number: int) -> str:
        """The code of a scheme: 8 letters, the same even when the scheme is called otherwise."""
        return self.of("scheme", number)[:OF_A_SCHEME]
