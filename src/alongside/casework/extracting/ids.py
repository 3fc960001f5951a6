"""Pseudonymous ids: stable between extracts, and nobody without the key can turn one back.

An id is an HMAC of the kind of record and its number, under a key of this installation that is kept
apart from the data. The same record has the same id in every extract; another installation gives
others. 80 bits in 16 letters: in a million ids two alike are less likely than one in a trillion.
"""

from __future__ import annotations

import hmac
from itertools import product

from alongside import sealing

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"  # base 32: no 0, 1, 8 or 9, which look like letters
PAIRS = ["".join(pair) for pair in product(LETTERS, repeat=2)]
OF_A_SCHEME = 8  # letters: a short code that people type


class Ids:
    """Makes the ids of one installation."""

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key or sealing.stable_key("extract")

    def of(self, kind: str, number: int) -> str:
        """The id of a record: 16 letters. The same number of another kind has another one."""
        made = hmac.digest(self._key, b"%s:%d" % (kind.encode(), number), "sha256")
        bits = int.from_bytes(made[:10], "big")
        return (
            PAIRS[bits >> 70]
            + PAIRS[bits >> 60 & 1023]
            + PAIRS[bits >> 50 & 1023]
            + PAIRS[bits >> 40 & 1023]
            + PAIRS[bits >> 30 & 1023]
            + PAIRS[bits >> 20 & 1023]
            + PAIRS[bits >> 10 & 1023]
            + PAIRS[bits & 1023]
        )

    def of_scheme(self, number: int) -> str:
        """The code of a scheme: 8 letters, the same even when the scheme is called otherwise."""
        return self.of("scheme", number)[:OF_A_SCHEME]
