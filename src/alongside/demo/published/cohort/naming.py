"""Names, addresses and numbers, by nation; nobody has the name of another in a nation. Pure."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from ..data import read
from .rows import Name, Place, Somebody

ONE_CONNECTOR_FOR = 60  # people in the two years
BORN_BEFORE_1960 = 58  # years old in 2018
AGE_KNOWN_ABOUT = 0.12  # of those whose day of birth nobody wrote down
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


class Names:
    """Makes names up, never one of a nation twice."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.used: set[tuple[str, Name]] = set()

    def new(self, nation: str, gender: str, age: int, ethnicity: str = "white") -> Name:
        """A name as somebody of this age there has."""
        group = ethnicity.split(".")[0]
        known = read("words")["names"]
        told = known[group if group in known else nation]
        older = age >= BORN_BEFORE_1960
        woman = gender == "female" or (gender != "male" and self.random.random() < 0.5)
        which = ("women" if older else "girls") if woman else ("men" if older else "boys")
        first, families = told[which].split(), told["families"].split()
        while True:
            name = Name(self.random.choice(first), self.random.choice(families))
            if (nation, name) not in self.used:
                self.used.add((nation, name))
                return name


def staff(names: Names) -> tuple[Place, ...]:
    """The places, each with a coordinator and connectors."""
    return tuple(
        Place(
            name=told["name"],
            nation=told["nation"],
            postcodes=told["postcodes"],
            areas=tuple(told["areas"]),
            coordinator=_worker(names, told["nation"]),
            connectors=tuple(
                _worker(names, told["nation"])
                for _ in range(max(2, round(told["people"] / ONE_CONNECTOR_FOR)))
            ),
        )
        for told in read("places")["place"]
    )


def _worker(names: Names, nation: str) -> Name:
    gender = names.random.choice(("female", "female", "male"))
    return names.new(nation, gender, names.random.choice((35, 62)))


def name(people: list[Somebody], places: tuple[Place, ...], names: Names, random: Random) -> None:
    """Give everybody a name, a home, a telephone, a birthday and a connector."""
    numbers: dict[str, int] = defaultdict(int)
    for each in people:
        place = places[each.place]
        each.name = names.new(place.nation, each.gender, each.age, each.ethnicity)
        each.area = random.randrange(len(place.areas))
        road = random.choice(read("words")["roads"][place.nation])
        each.address = f"{random.randint(1, 89)} {road}, {place.areas[each.area]}, {place.name}"
        letters = "".join(random.choice(LETTERS) for _ in range(2))
        each.postcode = f"{place.postcodes}{each.area + 1} {random.randint(1, 9)}{letters}"
        each.telephone = _telephone(place.nation, numbers)
        each.voicemail = random.choice(("yes", "first_name", "no", "not_asked"))
        each.letter = random.choice(("yes", "yes", "not_asked"))
        each.connector = random.randrange(len(place.connectors))
        each.sender = _sender(each, place, names, random)
        if random.random() >= AGE_KNOWN_ABOUT:
            each.born = born(each.age, each.started_on, random)


def born(age: int, on: date, random: Random) -> date:
    """A day of birth with which somebody is so many whole years old on a day."""
    birthday = date(on.year - age, on.month, min(on.day, 28))  # there is no 29 February each year
    return birthday - timedelta(days=random.randint(0, 360))


def _telephone(nation: str, numbers: dict[str, int]) -> str:
    """One of those that the regulator keeps for stories, each once."""
    known = read("words")["names"][nation]["telephones"]
    number = numbers[nation]
    numbers[nation] += 1
    return f"{known[number // 1000]}{number % 1000:03}"


def _sender(one: Somebody, place: Place, names: Names, random: Random) -> tuple[str, str, str]:
    role, organisation = random.choice(read("words")["senders"][one.source])
    if not role:
        return "", "", ""
    who = "" if one.source == "family_or_friend" else str(_said(names, place, random))
    return who, role, organisation.format(place=place.name)


def _said(names: Names, place: Place, random: Random) -> str:
    """A first and a family name; senders may have the name of somebody else."""
    told = read("words")["names"][place.nation]
    first = random.choice(told[random.choice(("women", "girls", "men", "boys"))].split())
    return f"{first} {random.choice(told['families'].split())}"
