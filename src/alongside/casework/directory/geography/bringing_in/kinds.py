"""What each kind of file is known by, and how one of its rows becomes one of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from django.db import models

from alongside.casework.directory.geography.grid import point_on_grid
from alongside.casework.directory.geography.point import Point
from alongside.casework.directory.models import District, Postcode, Stop, StopKind
from alongside.casework.schemes.postcodes import normal_postcode, postcode_fault

Row = Mapping[str, str]  # headings in small letters


class BadRow(Exception):
    """Why a row is left out, in a sentence."""


class NotForUs(Exception):
    """A row that is as it should be, and of nothing that we keep: a taxi rank, an old postcode."""


@dataclass(frozen=True)
class GroundKind:
    """A kind of file."""

    name: str
    many: str  # "public stops", in sentences
    model: type[models.Model]
    key: str
    is_it: Callable[[Sequence[str]], bool]  # by the headings, in small letters
    read: Callable[[Row], models.Model]
    gone: Callable[[Row], str]  # the key of a row that says that it is no more; or nothing


# ---- NaPTAN --------------------------------------------------------------------------------------
STOP_KINDS = {
    **dict.fromkeys(("BCT", "BCS", "BCQ", "BST"), StopKind.BUS),
    **dict.fromkeys(("MET", "PLT"), StopKind.TRAM),
    **dict.fromkeys(("RLY",), StopKind.TRAIN),
    **dict.fromkeys(("FER", "FTD"), StopKind.FERRY),
}
NO_MORE = ("inactive", "del", "ina", "d")


def read_stop(row: Row) -> Stop:
    """A row of NaPTAN's CSV. Entrances, taxi ranks and airports are no stops for us."""
    kind = STOP_KINDS.get(row.get("stoptype", "").upper())
    if kind is None or stop_is_gone(row):
        raise NotForUs
    code, name = row["atcocode"], row["commonname"]
    if not code:
        raise BadRow("there is no ATCOCode")
    if len(code) > 12:
        raise BadRow(f"the ATCOCode {code[:30]} is longer than 12 letters")
    if not name:
        raise BadRow(f"stop {code} has no CommonName")
    point = _degrees(row.get("latitude", ""), row.get("longitude", "")) or _on_grid(row)
    if point is None:
        raise BadRow(f"stop {code} has neither latitude and longitude nor a place on the grid")
    return Stop(
        code=code,
        name=name[:100],
        indicator=row.get("indicator", "")[:60],
        street=row.get("street", "").strip("-")[:100],
        locality=row.get("localityname", "")[:100],
        kind=kind,
        latitude=point.latitude,
        longitude=point.longitude,
    )


def stop_is_gone(row: Row) -> str:
    """The code of a stop that the file says is no longer there."""
    said = {row.get("status", "").lower(), row.get("modification", "").lower()}
    return row["atcocode"] if said & set(NO_MORE) else ""


def _on_grid(row: Row) -> Point | None:
    if row.get("gridtype", "").upper().startswith(("I", "ITM")):
        return None  # Ireland's grid, which starts elsewhere
    try:
        return point_on_grid(float(row.get("easting", "")), float(row.get("northing", "")))
    except ValueError:
        return None


# ---- ONS Postcode Directory ----------------------------------------------------------------------
# The headings of a place's codes, by year: oslaua until 2024, then lad25cd
COLUMNS = {
    "district": re.compile(r"oslaua|lad\d\dcd|laua"),
    "ward": re.compile(r"osward|wd\d\dcd|ward"),
    "county": re.compile(r"oscty|cty\d\dcd"),
    "region": re.compile(r"rgn|rgn\d\dcd"),
    "country": re.compile(r"ctry|ctry\d\dcd"),
}
WHOLE = ("pcds", "pcd2", "pcd8", "pcd", "pcd7")  # the first that there is


def is_postcodes(headings: Sequence[str]) -> bool:
    """The directory of postcodes, whatever its year."""
    return {"lat", "long"} <= set(headings) and any(one in headings for one in WHOLE)


def read_postcode(row: Row) -> Postcode:
    """A row of the ONS Postcode Directory; postcodes that are no longer used are left out."""
    if row.get("doterm"):
        raise NotForUs
    typed = next((row[one] for one in WHOLE if row.get(one)), "")
    if not typed or postcode_fault(typed):
        raise BadRow(f"{typed[:20] or 'an empty cell'} is no postcode")
    point = _degrees(row["lat"], row["long"])
    return Postcode(
        postcode=normal_postcode(typed),
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        **{name: _code(row, heading) for name, heading in COLUMNS.items()},
    )


def _code(row: Row, heading: re.Pattern[str]) -> str:
    said = next((cell for name, cell in row.items() if heading.fullmatch(name)), "")
    return said if len(said) <= 9 else ""


# ---- names of councils' areas --------------------------------------------------------------------
CODE = re.compile(r"(lad|ltla|utla|cty|rgn|wd|ctry)\d\dcd")


def is_names(headings: Sequence[str]) -> bool:
    """A table of codes and names, as the Office for National Statistics publishes beside it."""
    return any(CODE.fullmatch(one) and f"{one[:-2]}nm" in headings for one in headings)


def read_name(row: Row) -> District:
    """The first code of the row with its name."""
    heading = next(one for one in row if CODE.fullmatch(one) and f"{one[:-2]}nm" in row)
    code, name = row[heading], row[f"{heading[:-2]}nm"]
    if not re.fullmatch(r"[A-Z][0-9]{8}", code):
        raise BadRow(f"{code[:20] or 'an empty cell'} is no code of the form E06000023")
    if not name:
        raise BadRow(f"{code} has no name")
    return District(code=code, name=name[:100])


def _degrees(latitude: str, longitude: str) -> Point | None:
    try:
        point = Point(float(latitude), float(longitude))
    except ValueError:
        return None
    there = isfinite(point.latitude) and isfinite(point.longitude) and (point != Point(0, 0))
    if not there or abs(point.latitude) > 90 or abs(point.longitude) > 180:
        return None  # the postcode directory writes 99.999999 for *not known*
    return point


def _never(_row: Row) -> str:
    return ""


def _is_stops(headings: Sequence[str]) -> bool:
    return {"atcocode", "commonname", "stoptype"} <= set(headings)


KINDS = (
    GroundKind("stops", "public stops", Stop, "code", _is_stops, read_stop, stop_is_gone),
    GroundKind("postcodes", "postcodes", Postcode, "postcode", is_postcodes, read_postcode, _never),
    GroundKind("names", "names of areas", District, "code", is_names, read_name, _never),
)
