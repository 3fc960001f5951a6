"""Whether somewhere lies in the area for which an activity is: by postcode, shape or council."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from alongside.casework.directory.models import District, ServiceArea
from alongside.casework.schemes.postcodes import normal_postcode

from .point import Point
from .postcodes import district_of, point_of
from .shapes import in_shape

# BS16, BS16 4, BS16 4QZ; a postcode area alone (BS) only where nothing else is said
PART = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)(?: ?([0-9])([A-Z]{2})?)?\b", re.IGNORECASE)
AREA = re.compile(r"[A-Z]{1,2}", re.IGNORECASE)
BETWEEN = re.compile(r"[,;/\n]+|\band\b", re.IGNORECASE)
GSS = re.compile(r"\b[EWSN][0-9]{8}\b")


@dataclass(frozen=True)
class Home:
    """Somewhere, as far as areas are concerned: looked up once, held against many."""

    postcode: str
    point: Point | None
    district: District | None

    @classmethod
    def at(cls, postcode: str) -> Home:
        """What is known of a postcode."""
        normal = normal_postcode(postcode)
        return cls(normal, point_of(normal), district_of(normal))


def lies_in(home: Home, areas: Iterable[ServiceArea]) -> bool:
    """Whether one of the areas holds it; no, where none says anything that can be read."""
    return any(_holds(area, home) for area in areas)


def _holds(area: ServiceArea, home: Home) -> bool:
    if area.extent_type.casefold() == "geojson":
        return home.point is not None and in_shape(home.point, area.extent)
    return _names_district(area, home) or any(
        _fits(home.postcode, part) for part in postcode_parts(f"{area.name}\n{area.extent}")
    )


def _names_district(area: ServiceArea, home: Home) -> bool:
    """By the council's code in its address, or by its name."""
    if home.district is None:
        return False
    codes = GSS.findall(f"{area.uri} {area.extent}")
    names = {area.name.strip().casefold(), area.extent.strip().casefold()}
    return home.district.code in codes or home.district.name.casefold() in names


def postcode_parts(text: str) -> set[str]:
    """The starts of postcodes that a text names: *BS15, BS16 4* gives {"BS15 ", "BS16 4"}.

    A district ends in a blank, so that BS1 does not hold BS15; an area's letters end in nought,
    which stands for any digit.
    """
    found = {f"{district} {sector}{unit}".upper() for district, sector, unit in PART.findall(text)}
    pieces = [piece.strip() for piece in BETWEEN.split(text) if piece.strip()]
    if all(PART.fullmatch(piece) or AREA.fullmatch(piece) for piece in pieces):
        found |= {f"{piece.upper()}0" for piece in pieces if AREA.fullmatch(piece)}
    return found


def _fits(postcode: str, part: str) -> bool:
    letters = part.removesuffix("0")
    if letters.isalpha():
        return postcode.startswith(letters) and postcode[len(letters) : len(letters) + 1].isdigit()
    return postcode.startswith(part)
