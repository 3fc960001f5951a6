"""What other systems call what we call by one word: headings, and words in cells. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any


def headings(kind: str) -> Mapping[str, Sequence[str]]:
    """For each of our columns of a kind, the other headings that mean the same."""
    found: Mapping[str, Sequence[str]] = _read()["headings"].get(kind, {})
    return found


def words(what: str) -> Mapping[str, Sequence[str]]:
    """For each code, the other words that mean it: `words("gender")`."""
    found: Mapping[str, Sequence[str]] = _read()["words"][what]
    return found


@cache
def _read() -> dict[str, Any]:
    path = Path(__file__).parent / "data" / "others.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
