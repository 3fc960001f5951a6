"""How a social return is valued: a TOML file that users bring, read with care."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from alongside.trouble import NotReadable

SHARES = ("deadweight", "attribution", "displacement", "drop_off")
WORTHS = ("per_point", "per_crossing")
RANGED = (*SHARES, *WORTHS)
OUTCOME_KEYS = {
    "id",
    "label",
    "instrument",
    "value",
    "people",
    "duration_years",
    "range",
    *SHARES,
}
FILE_KEYS = {"name", "price_year", "discount_rate", "discount_first_year", "outcome"}
INSTRUMENTS = ("ucla3", "swemwbs")
EXAMPLE = "docs/methods/social-return.md shows the form; alongside demo --files writes one."
Band = tuple[float, float, float]


@dataclass(frozen=True)
class Outcome:
    """One outcome and its value in pounds a person a year. One of `per_point`, `per_crossing` and
    `bands` (from, to, pounds) says what a change is worth."""

    id: str
    label: str
    instrument: str
    per_point: float | None
    per_crossing: float | None
    bands: tuple[Band, ...]
    people: str | float  # "pairs", "ended" or a number
    deadweight: float
    attribution: float
    displacement: float
    duration_years: int
    drop_off: float
    ranges: dict[str, tuple[float, float]] = field(default_factory=dict)

    def having(self, name: str, value: float) -> Outcome:
        """The same with one parameter changed."""
        changed: dict[str, Any] = {name: value}
        return replace(self, **changed)


@dataclass(frozen=True)
class Values:
    """A set of values."""

    name: str
    price_year: int | None
    discount_rate: float
    discount_first_year: bool
    outcomes: tuple[Outcome, ...]


def read_values(path: Path) -> Values:
    """Read a values file. `NotReadable` names the key that is unknown, missing or out of bounds."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise refused(path, f"it cannot be read: {error}", "A TOML file in UTF-8.") from error
    _known(path, "", told, FILE_KEYS)
    rate = _number(path, "", told, "discount_rate", 0.035)
    if not 0 <= rate < 1:
        raise refused(path, f"discount_rate is {rate}", "A share from 0 to below 1, such as 0.035.")
    outcomes = tuple(
        _outcome(path, number, one) for number, one in enumerate(_list(path, told, "outcome"), 1)
    )
    if not outcomes:
        raise refused(path, "it has no [[outcome]]", "One outcome or more.")
    ids = [one.id for one in outcomes]
    if len(set(ids)) < len(ids):
        raise refused(path, "two outcomes have the same id", "An id of its own for each.")
    return Values(
        str(told.get("name", path.stem)),
        told.get("price_year"),
        rate,
        bool(told.get("discount_first_year", False)),
        outcomes,
    )


def refused(path: Path, found: str, needed: str) -> NotReadable:
    """The three lines for a values file."""
    return NotReadable(f"{path.name}: {found}.", needed=needed, try_this=EXAMPLE)


def _known(path: Path, where: str, told: Any, keys: set[str]) -> None:
    if not isinstance(told, dict):
        needed = f"Keys and what they are, of {', '.join(sorted(keys))}."
        raise refused(path, f"{where}it says {told!r} where keys belong", needed)
    unknown = sorted(set(told) - keys)
    if unknown:
        said = f"{where}it has the unknown key {' and '.join(unknown)}"
        raise refused(path, said, f"Only these keys: {', '.join(sorted(keys))}.")


def _list(path: Path, told: dict[str, Any], key: str) -> list[Any]:
    value = told.get(key, [])
    if not isinstance(value, list):
        raise refused(path, f"{key} is {value!r}", f"A list: [[{key}]], or {key} = [[…], […]].")
    return value


def _number(path: Path, where: str, told: dict[str, Any], key: str, usual: float) -> float:
    value = told.get(key, usual)
    if not _is_number(value):
        raise refused(path, f"{where}{key} is {value!r}", "A number.")
    return float(value)


def _is_number(value: Any) -> bool:
    """TOML has inf and nan too: neither is worth anything that can be computed with."""
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return plain and math.isfinite(value)


def _outcome(path: Path, number: int, told: dict[str, Any]) -> Outcome:
    _known(path, f"outcome {number}: ", told, OUTCOME_KEYS)
    where = f"outcome {told.get('id', number)}: "
    instrument = told.get("instrument")
    if instrument not in INSTRUMENTS:
        raise refused(
            path, f"{where}instrument is {instrument!r}", f"One of {', '.join(INSTRUMENTS)}."
        )
    shares: dict[str, Any] = {name: _share(path, where, told, name) for name in SHARES}
    years = told.get("duration_years", 1)
    if not isinstance(years, int) or isinstance(years, bool) or not 1 <= years <= 50:
        raise refused(path, f"{where}duration_years is {years!r}", "A whole number from 1 to 50.")
    return Outcome(
        id=str(told.get("id", number)),
        label=str(told.get("label", told.get("id", number))),
        instrument=instrument,
        people=_people(path, where, told.get("people", "pairs")),
        duration_years=years,
        ranges=_ranges(path, where, told),
        **_worth(path, where, told.get("value", {})),
        **shares,
    )


def _share(path: Path, where: str, told: dict[str, Any], name: str) -> float:
    value = _number(path, where, told, name, 0.0)
    if not 0 <= value <= 1:
        raise refused(path, f"{where}{name} is {value}", "A share from 0 to 1.")
    return value


def _people(path: Path, where: str, said: Any) -> str | float:
    if said in ("pairs", "ended"):
        return str(said)
    if _is_number(said) and said >= 0:
        return float(said)
    raise refused(path, f"{where}people is {said!r}", "“pairs”, “ended”, or a number of people.")


def _worth(path: Path, where: str, told: dict[str, Any]) -> dict[str, Any]:
    _known(path, where, told, {"per_point", "per_crossing", "bands"})
    if len(told) != 1:
        raise refused(
            path, f"{where}value has {len(told)} kinds", "One of per_point, per_crossing and bands."
        )
    bands = tuple(_band(path, where, each) for each in _list(path, told, "bands"))
    if "bands" in told and not bands:
        raise refused(path, f"{where}bands is empty", "Bands as [from, to, pounds].")
    return {
        "per_point": _number(path, where, told, "per_point", 0.0) if "per_point" in told else None,
        "per_crossing": _number(path, where, told, "per_crossing", 0.0)
        if "per_crossing" in told
        else None,
        "bands": bands,
    }


def _band(path: Path, where: str, said: Any) -> Band:
    whole = (
        isinstance(said, list)
        and len(said) == 3
        and all(isinstance(each, int | float) for each in said)
        and _is_number(said[2])
    )
    if not whole or not said[0] < said[1]:
        raise refused(path, f"{where}a band is {said!r}", "[from, to, pounds], from below to.")
    return float(said[0]), float(said[1]), float(said[2])


def _ranges(path: Path, where: str, told: dict[str, Any]) -> dict[str, tuple[float, float]]:
    found = told.get("range", {})
    _known(path, f"{where}range: ", found, set(RANGED))
    ranges = {}
    for name, ends in found.items():
        whole = isinstance(ends, list) and len(ends) == 2 and all(_is_number(end) for end in ends)
        if not whole or ends[0] > ends[1]:
            raise refused(path, f"{where}range of {name} is {ends!r}", "[low, high].")
        if name in SHARES and not (ends[0] >= 0 and ends[1] <= 1):
            raise refused(path, f"{where}range of {name} is {ends!r}", "Shares from 0 to 1.")
        at = told.get("value", {}).get(name) if name in WORTHS else told.get(name, 0.0)
        if at is None or not ends[0] <= at <= ends[1]:
            raise refused(
                path,
                f"{where}range of {name} does not hold its value {at}",
                "[low, high] around the value.",
            )
        if at == 0 and name in WORTHS:
            raise refused(path, f"{where}{name} is 0 and has a range", "A value, or no range.")
        ranges[name] = (float(ends[0]), float(ends[1]))
    return ranges
