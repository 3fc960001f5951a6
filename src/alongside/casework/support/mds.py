"""Our lists of needs and of kinds of help, by the broad groups that a health service counts.

The mapping is data: `mds.toml`, told in docs/methods/needs-codes.md. This module needs no Django.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Half:
    """Needs, or kinds of help: the groups and which of our codes is in which."""

    reference_set: str
    reference_set_name: str
    groups: dict[str, str]  # code of a group, and its words
    codes: dict[str, str]  # our code, and the code of its group

    def group_of(self, code: str) -> str:
        """The words of the group that one of our codes is in; nothing for no code."""
        return self.groups[self.codes[code]] if code else ""

    def counted(self, codes: Iterable[str]) -> dict[str, int]:
        """How many of these codes fall in each group, by its words; those without a code apart."""
        found = Counter(self.group_of(code) or "Not coded" for code in codes)
        named = [*self.groups.values(), "Not coded"]
        return {words: found[words] for words in named if found[words]}


@dataclass(frozen=True)
class Mapping:
    """Both halves of one version."""

    version: str
    needs: Half
    support: Half


@cache
def mapping() -> Mapping:
    """The mapping as it is now."""
    data = tomllib.loads((Path(__file__).parent / "mds.toml").read_text(encoding="utf-8"))
    return Mapping(data["version"], Half(**data["needs"]), Half(**data["support"]))
