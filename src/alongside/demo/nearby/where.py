"""Where made-up postcodes are: around the middle of their area, always at the same spot."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from alongside.casework.directory.models import Postcode
from alongside.casework.people.models import Person

HERE = Path(__file__).parent
SPREAD = 0.011  # degrees: about three quarters of a mile


def read(name: str) -> dict[str, Any]:
    """A file of data that stands beside this one."""
    return tomllib.loads((HERE / f"{name}.toml").read_text())


@dataclass(frozen=True)
class Town:
    """One area: its name, its middle, its halls, and how many entries it has."""

    area: str
    name: str
    latitude: float
    longitude: float
    entries: int
    halls: tuple[str, ...]

    def spot(self, of: str) -> tuple[float, float]:
        """Where something of this town is; the same for the same words."""
        at = Random(f"{self.area} {of}")  # noqa: S311 - a made-up town, no secret
        up, along = at.uniform(-SPREAD, SPREAD), at.uniform(-SPREAD, SPREAD)
        return round(self.latitude + up, 5), round(self.longitude + along * 1.7, 5)


def towns() -> dict[str, Town]:
    """By the name of the area."""
    return {
        area: Town(area, one["town"], up, along, one["entries"], tuple(one["halls"]))
        for area, one in read("places")["areas"].items()
        for up, along in [one["at"]]
    }


def postcodes_of_people(districts: dict[str, str]) -> None:
    """Let the people's own postcodes lie in their area, so that things can be found near them.

    `districts` says of which area a district is: {"AD4": "Thornhythe"}.
    """
    known = towns()
    lived_in = set(Person.objects.exclude(postcode="").values_list("postcode", flat=True))
    lived_in -= set(Postcode.objects.filter(pk__in=lived_in).values_list("pk", flat=True))
    Postcode.objects.bulk_create(
        Postcode(postcode=code, latitude=spot[0], longitude=spot[1])
        for code in sorted(lived_in)
        if (area := districts.get(code.split(" ")[0])) in known
        for spot in [known[str(area)].spot(code)]
    )
