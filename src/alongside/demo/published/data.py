"""The data from which the published years are made: figures, tables, places and words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read(name: str) -> Mapping[str, Any]:
    """One of the files beside this one: `figures`, `tables`, `places` or `words`."""
    folder = files("alongside.demo.published")
    return tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))


def count(figure: str) -> int:
    """The exact count that we made of a published figure."""
    return int(read("figures")["figure"][figure]["count"])


def counts(group: str) -> dict[str, int]:
    """The counts of all figures of a group, by what follows its name: `counts("people.gender")`."""
    known = read("figures")["figure"]
    return {
        name.removeprefix(f"{group}."): int(said["count"])
        for name, said in known.items()
        if name.startswith(f"{group}.")
    }


@cache
def likings() -> tuple[Mapping[str, str], ...]:
    """What somebody can like: those of the living demonstration, and ours."""
    crowd = files("alongside.demo") / "stories" / "crowd.toml"
    return (*tomllib.loads(crowd.read_text("utf-8"))["liking"], *read("words")["liking"])
