"""What stands where one sealed text of one row cannot be opened: the page goes on without it.

A row that was damaged, or changed past the service, must not take a list of forty others with it.
Its words are not lost by that: what is saved again while it reads so is left as it stands.
"""

from __future__ import annotations

import logging
import re

from .keys import MARK

logger = logging.getLogger("alongside.sealing")
REFERENCE = re.compile(r"\(This cannot be read\. Please pass on: (?P<place>\S+) (?P<row>\S+)\)")


class Unreadable(str):
    """The words that are shown instead, with a reference for whoever looks after the service."""

    sealed: str

    @classmethod
    def at(cls, place: str, row: object, sealed: str) -> Unreadable:
        """In this row; it is logged by number, and nothing of it is shown."""
        logger.error("%s in row %s cannot be opened", place, row)
        found = cls(f"(This cannot be read. Please pass on: {place} {row})")
        found.sealed = sealed
        return found


def is_damaged(sealed: str, names: set[str]) -> bool:
    """Whether it is the text, and not that a key is missing: that is trouble of everything."""
    return not sealed.startswith(MARK) or sealed[len(MARK) : len(MARK) + 8] in names


def row_meant(plain: str, place: str) -> str | None:
    """The row, where somebody sends back what was shown in place of this field's words."""
    found = REFERENCE.fullmatch(plain.strip())
    return found["row"] if found and found["place"] == place else None
