"""Labels and definitions of the figures, as data: one line each, so that they are read together."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from .figure import Told


@cache
def _texts() -> dict[str, list[str]]:
    text = (files("alongside.evaluation") / "figures.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["figure"])


def told(id_: str, **parts: str) -> Told:
    """The label and the definition of a figure; `{part}` in them stands for what it is said of.

    `id_` may end in `.*`: then `category` in `parts` takes its place.
    """
    label, definition = _texts()[id_]
    name = id_
    for part in parts.values():
        name = name.replace("*", part, 1)
    shown = {key: value.replace("_", " ") for key, value in parts.items()}
    return Told(name, label.format(**shown), definition.format(**shown))
