"""May an entry be written like this? Each gives a sentence for the worker, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.casework.schemes.postcodes import postcode_fault

from .trust import LONGEST, SHORTEST

LONGEST_LINE = 200


def why_not_propose(name: str) -> str:
    """One typed line: what it is called, and perhaps where and when."""
    if not name.strip():
        return "Nothing says what it is. Write its name, such as Fenwater choir."
    if len(" ".join(name.split())) > LONGEST_LINE:
        return f"That is more than {LONGEST_LINE} letters. Write its name; the rest can follow."
    return ""


def why_not_keep(values: Mapping[str, Any]) -> str:
    """Why what was typed cannot be an entry."""
    low, high = values.get("minimum_age"), values.get("maximum_age")
    every = values.get("check_every")
    if "name" in values and not str(values["name"]).strip():
        return "Nothing says what it is called. Write its name."
    if low is not None and high is not None and low > high:
        return f"It is for people from {low:g} to {high:g}. Put the lower age first."
    if fault := postcode_fault(str(values.get("postcode") or "")):
        return fault
    if every is not None and not SHORTEST <= every <= LONGEST:
        return f"Every {every} days is not possible. Choose from {SHORTEST} to {LONGEST} days."
    return ""


def why_not_merge(*, kept: int, gone: int, merged: bool, schemes: tuple[int | None, ...]) -> str:
    """Why two entries cannot become one.

    `schemes`: to whom the one that stands is kept, and the other; None is everybody.
    """
    if kept == gone:
        return "That is one and the same entry. Choose another one."
    if merged:
        return "One of the two was merged already. Look at the entry that stands for it."
    if len(set(schemes)) > 1 and None not in schemes:
        return "They are kept to two different schemes. Make one of them public first."
    if schemes and schemes[0] is not None and schemes[1] is None:
        return (
            "Everybody reads the one, and it would go into one that a scheme keeps to itself. Keep"
            " the one that everybody reads."
        )
    return ""
