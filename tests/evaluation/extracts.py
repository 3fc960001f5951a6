"""Small extracts of every sort, for hypothesis: untidy as real ones, and worse.

Hypothesis says how many people, how untidy, and the seed; the rest is drawn from that, because an
extract of thirty people is more than it can choose piece by piece.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as some

from alongside.extract import table

from .made import Row

FIRST = date(2018, 3, 1)
QUESTIONNAIRES = (  # instrument, stage, how many of a hundred were asked
    ("ucla3", "start", 85),
    ("ucla3", "start", 15),
    ("ucla3", "end", 65),
    ("ucla3", "end", 20),
    ("ucla3", "review", 20),
    ("ucla3", "follow_up", 40),
    ("ucla3", "follow_up", 20),
    ("swemwbs", "start", 60),
    ("swemwbs", "end", 50),
    ("health_limits_social", "start", 60),
    ("health_limits_social", "end", 50),
)
ITEMS = {"ucla3": (3, 3), "swemwbs": (7, 5), "health_limits_social": (1, 5)}
DAYS = {"start": (-3, 15), "review": (0, 60), "end": (-3, 120), "follow_up": (60, 300)}


class Maker:
    """Draws the rows of one extract."""

    def __init__(self, seed: int, people: int, untidy: float) -> None:
        self.random = Random(seed)
        self.people, self.untidy = people, untidy

    def odd(self) -> bool:
        """Whether something is wrong, or missing, here."""
        return self.random.random() < self.untidy

    def of(self, name: str, column: str) -> str:
        return self.random.choice(table(name).column(column).choices)

    def maybe(self, value: Any) -> Any:
        return "" if self.odd() else value

    def day(self, first: int, last: int) -> str:
        return (FIRST + timedelta(days=self.random.randint(first, last))).isoformat()

    def id(self, letter: str, usual: int) -> str:
        """Its own; else another one, which may be there or not."""
        return f"{letter}{self.random.randint(1, self.people + 2) if self.odd() else usual}"

    def scheme(self) -> str:
        return "S9" if self.odd() else self.random.choice(("S1", "S2", "S3"))

    def yes(self) -> str:
        return self.random.choice(("true", "false"))

    def tables(self) -> dict[str, list[Row]]:
        numbers = range(1, self.people + 1)
        every = {
            "schemes": [
                {"scheme_id": f"S{n}", "name": f"Scheme {n}", "nation": "wales"} for n in (1, 2, 3)
            ],
            "referrals": [self.referral(n) for n in numbers],
            "episodes": [self.episode(n) for n in numbers],
        }
        below = {
            "life_transitions": self.transition,
            "contacts": self.contact,
            "measures": self.questionnaire,
            "not_measured": self.not_measured,
            "signposts": self.signpost,
            "gaps": self.gap,
        }
        for name, one in below.items():
            if not self.odd():
                rows = [row for n in numbers for row in self.several(name, n, one)]
                self.random.shuffle(rows)
                every[name] = rows
        return every

    def several(self, name: str, number: int, one: Any) -> list[Row]:
        if name == "measures":
            return [
                self.questionnaire(number, *what)
                for *what, often in QUESTIONNAIRES
                if self.random.randrange(100) < often
            ]
        most = self.random.choice((1, 3, 18)) if name == "contacts" else 2
        return [one(number) for _ in range(self.random.randint(0, most))]

    def referral(self, number: int) -> Row:
        return {
            "referral_id": self.id("R", number),
            "person_id": self.id("P", number),
            "scheme_id": self.scheme(),
            "received_on": self.day(-20, 40),
            "source": self.of("referrals", "source"),
            "outcome": self.of("referrals", "outcome"),
            "stop_gap": self.maybe(self.yes()),
        }

    def episode(self, number: int) -> Row:
        return {
            "episode_id": self.id("E", number),
            "person_id": self.id("P", number),
            "scheme_id": self.scheme(),
            "referral_id": self.maybe(self.id("R", number)),
            "started_on": self.day(0, 40),
            "ended_on": self.maybe(self.day(-5 if self.odd() else 40, 150)),
            "age": self.maybe(self.random.randint(50, 75)),
            "gender": self.random.choice(("female", "male", self.of("episodes", "gender"))),
            "ethnicity": self.maybe(self.of("episodes", "ethnicity")),
            "lives_alone": self.maybe(self.yes()),
            "transitions_asked": self.maybe(self.yes()),
        }

    def transition(self, number: int) -> Row:
        return {
            "episode_id": self.id("E", number),
            "transition": self.of("life_transitions", "transition"),
        }

    def contact(self, number: int) -> Row:
        mode = self.random.choice(("telephone", "face_to_face", self.of("contacts", "mode")))
        return {
            "contact_id": f"C{self.random.randint(1, 200 if self.odd() else 10**6)}",
            "episode_id": self.id("E", number),
            "occurred_on": self.day(0, 150),
            "mode": mode,
            "minutes": self.random.randint(0, 120),
            "worker": self.of("contacts", "worker"),
            "reached": "false" if self.random.random() < 0.2 else "true",
        }

    def questionnaire(self, number: int, code: str, stage: str) -> Row:
        """Whole for the most part; with an item missing or out of range, or a score alone."""
        many, most = ITEMS[code]
        items: list[Any] = [self.random.randint(1, most) for _ in range(many)]
        score: Any = self.random.choice(("", sum(items)))
        if self.odd():
            items[self.random.randrange(many)] = self.random.choice(("", "", 0, most + 1))
        if self.odd():
            items = [""] * many
            score = self.random.choice(("", 2, 3, 5, 6, 7, 7.5, 8, 9, 12, 21, 35, 36))
        row: Row = {"episode_id": self.id("E", number), "instrument": code, "stage": stage}
        row |= {"completed_on": self.day(*DAYS[stage]), "score": score}
        return row | {f"item_{n}": item for n, item in enumerate(items, 1)}

    def not_measured(self, number: int) -> Row:
        return {
            "episode_id": self.id("E", number),
            "instrument": self.random.choice(("ucla3", "ucla3", "swemwbs")),
            "stage": self.random.choice(("end", "end", "start")),
            "on": self.day(40, 150),
            "reason": self.of("not_measured", "reason"),
        }

    def signpost(self, number: int) -> Row:
        return {
            "signpost_id": f"G{self.random.randint(1, 50 if self.odd() else 10**6)}",
            "episode_id": self.id("E", number),
            "made_on": self.day(0, 100),
            "destination": self.of("signposts", "destination"),
            "outcome": self.of("signposts", "outcome"),
            "how": self.maybe(self.of("signposts", "how")),
            "reason": self.maybe(self.of("signposts", "reason")),
        }

    def gap(self, number: int) -> Row:
        return {
            "gap_id": f"A{self.random.randint(1, 50 if self.odd() else 10**6)}",
            "scheme_id": self.scheme(),
            "episode_id": self.maybe(self.id("E", number)),
            "opened_on": self.day(0, 60),
            "need": "company",
            "barrier": self.maybe(self.of("gaps", "barrier")),
            "status": self.of("gaps", "status"),
            "running_on": self.random.choice(("", self.day(30, 200))),
            "self_sustaining_on": self.random.choice(("", self.day(60, 300))),
        }


def extracts(most: int = 30) -> some.SearchStrategy[dict[str, list[Row]]]:
    """The tables of an extract; all but the first three may be missing."""
    return some.builds(
        lambda seed, people, untidy: Maker(seed, people, untidy).tables(),
        some.integers(0, 2**32 - 1),
        some.integers(0, most),
        some.sampled_from((0.0, 0.03, 0.1, 0.3)),
    )
