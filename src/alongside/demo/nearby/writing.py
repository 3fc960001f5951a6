"""What an entry of the made-up towns is to be, before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from .where import Town, read

TWICE = 4  # entries that stand there twice
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass
class Planned:
    """One entry to be."""

    name: str
    by: str
    what: str
    when: str
    town: Town
    hall: str  # empty: it is nowhere, but by telephone or at home
    said: dict[str, Any] = field(default_factory=dict)  # the rest, as the file has it

    def of(self, name: str, otherwise: Any = "") -> Any:
        """What the file says of it."""
        return self.said.get(name, otherwise)


def planned(towns: dict[str, Town], random: Random) -> list[Planned]:
    """Those with names first; then each area's kinds, in an order of its own."""
    named = [_named(one, towns) for one in read("named")["entry"]]
    there = {town: sum(one.town.area == town for one in named) for town in towns}
    kinds = read("kinds")["kind"]
    made = list(named)
    for town in towns.values():
        for kind in random.sample(kinds, town.entries - there[town.area]):
            made.append(_of_kind(kind, town, random))
    return made + [_again(one) for one in random.sample(made[len(named) :], TWICE)]


def _again(one: Planned) -> Planned:
    """The same once more, as somebody else would have typed it in."""
    name = f"The {one.name[0].lower()}{one.name[1:]}".replace(" at ", ", ")
    return replace(one, name=name, said=one.said | {"first": "", "conditions": ""})


def _named(one: dict[str, Any], towns: dict[str, Town]) -> Planned:
    town = towns[one["area"]]
    hall = one.get("place", "" if one.get("sort") else town.halls[0])
    return Planned(one["name"], one["by"], one["what"], one["when"], town, hall, one)


def _of_kind(kind: dict[str, Any], town: Town, random: Random) -> Planned:
    hall = random.choice(town.halls)
    if "library" in kind["name"]:
        hall = f"{town.area} library"
    if "pool" in kind["name"]:
        hall = f"{town.area} Leisure Centre"
    filled = {name: kind[name].format(area=town.area, hall=hall) for name in ("name", "by", "what")}
    when = random.choice(kind["when"])
    place = "" if kind.get("nowhere") else hall
    return Planned(filled["name"], filled["by"], filled["what"], when, town, place, kind)


def postcode(district: str, hall: str) -> str:
    """A postcode of that district for a hall; always the same one."""
    at = Random(hall)  # noqa: S311 - a made-up town, no secret
    return f"{district} {at.randint(1, 9)}{at.choice(LETTERS)}{at.choice(LETTERS)}"


def telephone(random: Random) -> str:
    """A number that nobody has: Ofcom keeps 01632 960 and 07700 900 for stories."""
    return f"01632 960{random.randint(0, 999):03}"
