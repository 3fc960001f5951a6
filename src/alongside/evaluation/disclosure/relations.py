"""How counts hang together, read from breakdowns.toml: what is the whole of what.

A count is named by the figure that it is the numerator of; `x/of` is that figure's base, `x/not`
the base less the numerator. The names hold for every extract, and are kept beside published runs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Breakdown:
    """Parts that are added up. `whole` is "" where they add up to nothing: people are in several.

    `guarded`: what is left of the whole is a group of people too. `instead`: a count that is hidden
    in place of further parts. `derived`: it goes through two tables, and further parts are hidden
    only where the rounded numbers would tell; `summed`: what the whole is added up from there;
    `left`: a count, and what is taken off it so that the whole is left.
    """

    whole: str
    parts: tuple[str, ...]
    guarded: bool = False
    instead: str = ""
    derived: bool = False
    summed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def base_name(id_: str) -> str:
    """The name of a figure's base, or of the number of people under a mean."""
    return _renamed(id_, _told()["of"]) or f"{id_}/of"


def numerator_name(id_: str) -> str:
    """The name of a figure's numerator: its own id, but where another figure counts the same."""
    return _renamed(id_, _told()["same"]) or id_


def breakdowns(known: Iterable[str]) -> list[Breakdown]:
    """The breakdowns with the names that there are; parts that there are not are left out."""
    names = list(known)
    return [
        Breakdown(
            one.get("whole", ""),
            tuple(
                name
                for pattern in one["parts"]
                for name in _matching(pattern, names)
                if name not in one.get("without", ())
            ),
            one.get("guarded", False),
            one.get("instead", ""),
            one.get("derived", False),
            tuple(one.get("summed", ())),
            tuple(one.get("left", ())),
        )
        for one in _each("breakdown")
    ]


def twins() -> list[tuple[str, str]]:
    """Counts of nearly the same people."""
    return [(first, second) for first, second in (one["names"] for one in _told()["twins"])]


def rests_on(ids: Iterable[str]) -> dict[str, set[str]]:
    """For each figure the figures that it could be turned back into."""
    names, found = list(ids), dict[str, set[str]]()
    for one in _each("rests"):
        on = {name for pattern in one["on"] for name in _matching(pattern, names)}
        for figure in (name for pattern in one["figures"] for name in _matching(pattern, names)):
            found.setdefault(figure, set()).update(on)
    return found


def _each(kind: str) -> Iterator[dict[str, Any]]:
    """The entries of a kind, once for each of the words that take the place of {}."""
    for one in _told()[kind]:
        for word in one.get("each", [""]):
            yield {key: _filled(value, word) for key, value in one.items()}


def _filled(value: Any, word: str) -> Any:
    if isinstance(value, list):
        return [_filled(each, word) for each in value]
    return value.replace("{}", word) if isinstance(value, str) else value


@cache
def _told() -> dict[str, Any]:
    path = files("alongside.evaluation.disclosure") / "breakdowns.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text).replace(r"\*", "([^/]*)"))


def _matching(pattern: str, names: list[str]) -> list[str]:
    if "*" not in pattern:
        return [pattern] if pattern in names else []
    return [name for name in names if _pattern(pattern).fullmatch(name)]


def _renamed(id_: str, table: dict[str, str]) -> str:
    for pattern, name in table.items():
        found = _pattern(pattern).fullmatch(id_)
        if found and "*" in name:
            return name.replace("*", found[1], 1)
        if found:
            return name
    return ""
