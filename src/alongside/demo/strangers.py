"""Who somebody is, made up: names, places, ages, and who sent them."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from random import Random
from typing import Any

from .happenings import Story
from .places import PLACES


def read() -> dict[str, Any]:
    """The names, roads, senders and likings that are kept as data."""
    return tomllib.loads((files("alongside.demo") / "stories" / "crowd.toml").read_text("utf-8"))


class Strangers:
    """Makes somebody up, never the same name twice."""

    def __init__(self, random: Random) -> None:
        self.random = random
        told = read()
        self.names = {name: told[name].split() for name in ("women", "men", "families")}
        self.roads: list[str] = told["roads"]
        self.sources: list[list[str]] = told["sources"]
        self.used: set[tuple[str, str]] = set()
        self.number = 0

    def person(self, scheme: str) -> Story:
        """Somebody, with an address in one of the scheme’s areas."""
        random = self.random
        woman = random.random() < 0.65
        while True:
            name = (
                random.choice(self.names["women" if woman else "men"]),
                random.choice(self.names["families"]),
            )
            if name not in self.used:
                self.used.add(name)
                break
        self.number += 1
        place = next(place for place in PLACES if place.key == scheme)
        area = random.choice(list(place.areas))
        age = min(96, max(19, round(random.gauss(67, 17))))
        return {
            "preferred_name": name[0],
            "family_name": name[1],
            "pronouns": "she/her" if woman else "he/him",
            "gender": "female" if woman else "male",
            "age": age,
            "area": area,
            "address": f"{random.randint(1, 60)} {random.choice(self.roads)}, {area}",
            "postcode": f"{place.areas[area][0]} {random.randint(1, 9)}{self._letters()}",
            "telephones": [{"value": f"01632 961{self.number:03}"}],
            "voicemail": random.choice(("yes", "yes", "no", "first_name")),
            "text": random.choice(("yes", "no", "not_asked")),
            "letter": random.choice(("yes", "not_asked")),
            "say_who_we_are": random.choice(("yes", "yes", "no")),
            "lives_alone": random.choice(("yes", "yes", "no")),
            "risks_none_known": random.random() < 0.8,
            "transitions": self._transitions(age),
        }

    def _letters(self) -> str:
        return "".join(self.random.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))

    def _transitions(self, age: int) -> dict[str, bool]:
        random = self.random
        return {
            "health_issue": random.random() < 0.43,
            "mobility_limitation": random.random() < (0.3 if age > 60 else 0.1),
            "bereavement": random.random() < 0.15,
            "retirement_or_empty_nest": age > 58 and random.random() < 0.25,
        }

    def referral(self, ago: int, wait: int) -> Story:
        """Who sent them, so many days before somebody said yes."""
        source, name, role, organisation = self.random.choice(self.sources)
        return {
            "ago": ago + wait,
            "accepted_ago": ago,
            "source": source,
            "referrer_name": name,
            "referrer_role": role,
            "referrer_organisation": organisation,
            "wants": self.random.choice(
                (
                    "Company.",
                    "To get out of the house.",
                    "Something in the week to look forward to.",
                )
            ),
            "agreed": "person" if source == "self" else "referrer",
            "stop_gap": source == "local_authority" and self.random.random() < 0.4,
        }
