"""Everybody else: people made up from a seed, so that lists are as long as they are in life."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from alongside.casework.people.actions import PointIn
from alongside.casework.referrals import actions as referrals
from alongside.casework.referrals.models import Reason
from alongside.casework.schemes.models import Worker
from alongside.casework.visits import actions as visits

from .happenings import Story
from .places import Cast
from .strangers import Strangers, read
from .told import Teller


@dataclass(frozen=True)
class Liking:
    """Something that somebody likes, and what can come of it."""

    tag: str
    matters: str
    goal: str
    step: str
    activity: str
    destination: str
    need: str
    first: str
    went: str


@dataclass
class Crowd:
    """Makes people up, one after the other, from a seed."""

    teller: Teller
    seed: int

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - made-up people, not a secret
        self.strangers = Strangers(self.random)
        self.likings = [Liking(**one) for one in read()["liking"]]

    @property
    def cast(self) -> Cast:
        """Who works where."""
        return self.teller.cast

    def make(self, how_many: int) -> Iterator[str]:
        """Make people up: two in five going on, one in four one conversation, the rest ended."""
        for index in range(how_many):
            scheme = ("aldermouth", "glen_torran", "aldermouth", "cwm_derwen")[index % 4]
            kind = self.random.choices(
                ("going", "ended", "once", "answered"), weights=(38, 30, 24, 8)
            )[0]
            getattr(self, f"_{kind}")(scheme)
            yield kind

    def _connector(self, scheme: str) -> Worker:
        team = self.cast.connectors[scheme]
        weights = [1 if worker.email.startswith("ruth@") else 3 for worker in team]
        return self.random.choices(team, weights=weights)[0]

    def _story(self, scheme: str, accepted: int, last: int) -> Story:
        random, likes = self.random, self.random.choice(self.likings)
        connector = self._connector(scheme)
        begins = max(accepted - random.randint(3, 9), last)
        contacts = list(self._contacts(begins, last, likes))
        story: Story = {
            "scheme": scheme,
            "connector": connector.email.split("@")[0],
            "person": self.strangers.person(scheme),
            "referral": self.strangers.referral(accepted, random.randint(1, 6)),
            "contact": contacts,
            "tag": [{"word": likes.tag}],
            "consent": [
                {"ago": begins, "purpose": "support", "how": "spoken"},
                {"ago": begins, "purpose": "measures", "how": "spoken"},
            ],
            "said": [{"ago": begins, "prompt": "matters", "words": likes.matters}],
            "measure": [],
            "signpost": [],
        }
        if begins - last >= 14:
            self._plan(story, begins - 7, last, likes)
        if random.random() < 0.85 and begins - last >= 7:
            story["measure"].append(self._answers(begins - 7, "start", 0))
        return story

    def _contacts(self, begins: int, last: int, likes: Liking) -> Iterator[Story]:
        random, ago, first = self.random, begins, True
        while ago >= last:
            reached = first or random.random() < 0.85
            mode = random.choice(("face_to_face", "telephone", "telephone", "message"))
            story: Story = {
                "ago": ago,
                "mode": "face_to_face" if first else mode,
                "reached": reached,
                "minutes": random.choice((15, 20, 30, 45, 60)) if reached else 0,
                "note": likes.first if first else (likes.went if ago < begins - 20 else ""),
            }
            yield story
            first = False
            ago -= random.randint(8, 16)

    def _plan(self, story: Story, ago: int, last: int, likes: Liking) -> None:
        story["goal"] = [
            {
                "ago": ago,
                "words": likes.goal,
                "importance": self.random.randint(5, 10),
                "need": likes.need,
                "step": [{"what": likes.step, "who": "together", "status": "under_way"}],
            }
        ]
        story["plan"] = {"agreed_ago": ago}
        signpost: Story = {
            "ago": ago,
            "what": likes.activity,
            "destination": likes.destination,
            "how": self.random.choice(("told", "wrote", "telephoned_together", "went_along")),
        }
        first = ago - 14
        if first > last and self.random.random() < 0.6:
            signpost["first_time_ago"] = first
            signpost["step"] = [{"ago": first, "outcome": "attended", "words": likes.went}]
            if first - 30 > last and self.random.random() < 0.6:
                signpost["step"].append({"ago": first - 32, "outcome": "settled"})
        story["signpost"].append(signpost)

    def _answers(self, ago: int, stage: str, better: int) -> Story:
        total = min(9, max(3, round(self.random.gauss(7.3, 1.4)) - better))
        low, rest = divmod(total, 3)
        answers = [low + (index < rest) for index in range(3)]
        return {
            "ago": ago,
            "instrument": "ucla3",
            "stage": stage,
            "answers": answers,
            "mode": self.random.choice(("read_out", "self", "telephone", "paper")),
        }

    def _going(self, scheme: str) -> None:
        accepted = self.random.randint(4, 84)
        if accepted < 8:
            story = self._story(scheme, accepted, accepted)
            story |= {"contact": [], "said": [], "measure": [], "signpost": [], "consent": []}
        else:
            story = self._story(scheme, accepted, min(accepted - 5, self.random.randint(1, 11)))
            story["appointment"] = [self._entry()]
        self.teller.tell(story)

    def _entry(self) -> Story:
        how = self.random.choice(("home", "home", "telephone", "out"))
        clock = f"{self.random.choice((9, 10, 11, 13, 14, 15)):02}:{self.random.choice((0, 30)):02}"
        return {"in": self.random.randint(1, 14), "at": clock, "how": how, "minutes": 60}

    def _ended(self, scheme: str) -> None:
        random = self.random
        ended = random.randint(8, 200)
        story = self._story(scheme, ended + random.randint(60, 96), ended + 3)
        completed = random.random() < 0.75
        story["ending"] = {
            "ago": ended,
            "reason": "completed"
            if completed
            else random.choice(("disengaged", "health", "other")),
            "what_changed": "I have somewhere to be." if completed else "",
            "gets_there_alone": random.choice(("yes", "some")) if completed else "",
            "health": random.choice(("same", "same", "better", "worse")) if completed else "",
        }
        if completed and story["measure"]:
            story["measure"].append(self._answers(ended, "end", random.choice((0, 1, 2, 2, 3))))
        if completed and random.random() < 0.7:
            self._afterwards(story, ended)
        self.teller.tell(story)

    def _afterwards(self, story: Story, ended: int) -> None:
        checkin, follow_up = ended - 21, ended - 94
        for name, ago in (("checkin", checkin), ("follow_up", follow_up)):
            story["ending"][f"{name}_ago" if ago >= 0 else f"{name}_in"] = abs(ago)
        story["attempt"] = []
        if checkin > 3:
            story["attempt"].append(
                {
                    "ago": checkin,
                    "kind": "checkin",
                    "outcome": "talked",
                    "going": "well",
                    "note": "",
                }
            )
        if follow_up > 4:
            story["attempt"].append(
                {"ago": follow_up, "kind": "follow_up", "outcome": "talked", "going": "mixed"}
            )
            story["measure"].append(self._answers(follow_up, "follow_up", 1))

    def _once(self, scheme: str) -> None:
        """One conversation was what was needed."""
        told, likes = self.strangers.person(scheme), self.random.choice(self.likings)
        on, by = self.teller.days.ago(self.random.randint(2, 150)), self._connector(scheme)
        source, number = (
            self.random.choice(self.strangers.sources)[0],
            told["telephones"][0]["value"],
        )
        names = ("preferred_name", "family_name", "pronouns", "gender", "postcode", "address")
        fields: dict[str, Any] = {name: told[name] for name in names}
        visits.help_once(
            scheme=self.cast.schemes[scheme],
            on=on,
            source=source,
            mode="telephone",
            minutes=self.random.choice((15, 20, 30)),
            note=f"Asked what there is. {likes.matters}",
            pointed_to=[visits.Connection(likes.activity, likes.destination, "told")],
            newcomer=visits.Newcomer(fields, [PointIn("telephone", number)]),
            by=by,
        )

    def _answered(self, scheme: str) -> None:
        """A referral that was declined, passed on, withdrawn, or left to wait."""
        by = self.cast.coordinators[scheme]
        ago = self.random.randint(1, 60)
        received, on = self.teller.days.ago(ago + 4), self.teller.days.ago(ago)
        person = self.teller.person(scheme, self.strangers.person(scheme), by)
        referral = self.teller.receive(
            scheme, person, self.strangers.referral(ago, 4), received, by
        )
        self._answer(referral, on, by)

    def _answer(self, referral: Any, on: date, by: Worker) -> None:
        kind = self.random.choice(("decline", "redirect", "withdraw", "wait"))
        words = "Thank you for telling us about them. We think that others can help more."
        if kind == "decline":
            reason = self.random.choice(
                (Reason.BEFRIENDING, Reason.MENTAL_HEALTH, Reason.OUT_OF_AREA)
            )
            referrals.decline(
                referral=referral, reason=reason, words_to_referrer=words, on=on, by=by
            )
        elif kind == "redirect":
            referrals.redirect(
                referral=referral,
                reason=Reason.HOUSING_MONEY,
                to="Citizens’ advice",
                words_to_referrer=words,
                on=on,
                by=by,
            )
        elif kind == "withdraw":
            referrals.withdraw(referral=referral, on=on, why="Has joined a choir already.", by=by)
        else:
            referrals.wait(referral=referral, why="In hospital until the new year.", on=on, by=by)
