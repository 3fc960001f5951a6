"""Postcodes as people write them.

>>> postcode_of("bs16  4qz"), postcode_of("BS164QZ"), postcode_of("near the church")
(('BS16 4QZ', ''), ('BS16 4QZ', ''), ('', 'near the church'))
"""

from __future__ import annotations

import re

WHOLE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
WITHIN = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\s*$", re.IGNORECASE)


def postcode_of(written: str) -> tuple[str, str]:
    """As it is kept, and what was written where it is no postcode of the United Kingdom."""
    found = WHOLE.fullmatch("".join(written.split()).upper())
    return (f"{found[1]} {found[2]}", "") if found else ("", written.strip())


def postcode_within(text: str) -> str:
    """The postcode at the end of an address, or nothing."""
    found = WITHIN.search(text[-40:].rstrip(" .,"))
    return f"{found[1]} {found[2]}".upper() if found else ""
