"""Tells the stories in `stories/*.toml` through the rooms' actions, in the order of their days."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from importlib.resources import files
from typing import Any

from alongside.casework.people import actions as people
from alongside.casework.people.actions import PointIn
from alongside.casework.people.models import Person
from alongside.casework.referrals import actions as referrals
from alongside.casework.schemes.models import Worker
from alongside.casework.support import actions as support
from alongside.casework.support.models import Episode, Goal

from .days import Days
from .happenings import KINDS, Story, further
from .places import Cast

NOT_STORIES = ("inbox.toml", "crowd.toml")


def stories() -> list[Story]:
    """The people told in full, in the order of their files."""
    folder = files("alongside.demo") / "stories"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return [
        tomllib.loads((folder / name).read_text("utf-8"))
        for name in names
        if name not in NOT_STORIES
    ]


def waiting() -> list[Story]:
    """The referrals that wait for an answer."""
    text = (files("alongside.demo") / "stories" / "inbox.toml").read_text("utf-8")
    told: list[Story] = tomllib.loads(text)["waiting"]
    return told


@dataclass
class Teller:
    """Writes one story after the other."""

    cast: Cast
    days: Days
    goals: list[Goal] = field(default_factory=list)

    def tell(self, story: Story) -> Episode:
        """One person's support, from referral to wherever it has got to."""
        connector = self.cast.workers[story["connector"]]
        coordinator = self.cast.coordinators[story["scheme"]]
        person = self.person(story["scheme"], story["person"], coordinator)
        episode = self._begin(story, person, connector, coordinator)
        self.goals = []
        moments = sorted(self._moments(story, episode, connector), key=lambda one: one[:2])
        for _day, _order, happen in moments:
            happen()
        if ago := story["person"].get("died_ago"):
            person.refresh_from_db()
            if person.died_on is None:
                people.died(person=person, on=self.days.ago(ago), by=connector)
        return episode

    def person(self, scheme: str, told: Story, by: Worker) -> Person:
        """Add somebody, with what is known about them."""
        fields = {name: told[name] for name in told if name not in NOT_FIELDS}
        if "age" in told:
            fields["date_of_birth"] = self._born(told["age"], told["preferred_name"])
        if "area" in told:
            fields["area"] = self.cast.areas[told["area"]]
        points = [
            PointIn(kind, point["value"], point.get("note", ""))
            for kind, name in (("telephone", "telephones"), ("email", "emails"))
            for point in told.get(name, [])
        ]
        person = people.add(scheme=self.cast.schemes[scheme], fields=fields, points=points, by=by)
        for somebody in told.get("important", []):
            people.add_important(person=person, by=by, **somebody)
        for risk in told.get("risks", []):
            people.add_risk(person=person, since=self.days.ago(30), by=by, **risk)
        if told.get("risks_none_known"):
            people.none_known(person=person, by=by)
        if told.get("transitions"):
            people.answer_transitions(
                person=person, answers=told["transitions"], on=self.days.ago(20), by=by
            )
        return person

    def receive(self, scheme: str, person: Person, told: Story, on: date, by: Worker) -> Any:
        """Take down a referral."""
        fields = {name: told[name] for name in told if name in REFERRAL}
        return referrals.receive(
            scheme=self.cast.schemes[scheme],
            person=person,
            received_on=on,
            source=told["source"],
            by=by,
            **fields,
        )

    def assess(self, person: Person, referral: Any, told: Story, on: date, by: Worker) -> None:
        """Look at how much support may be needed, where the story says so."""
        if levels := told.get("levels"):
            referrals.assess(person=person, levels=levels, on=on, referral=referral, by=by)

    def wait(self, told: Story) -> None:
        """Somebody who waits for an answer."""
        by = self.cast.coordinators[told["scheme"]]
        on = self.days.working_days_ago(told["working_days_ago"])
        person = self.person(told["scheme"], told["person"], by)
        referral = self.receive(told["scheme"], person, told, on, by)
        self.assess(person, referral, told, on, by)

    def _born(self, age: int, name: str) -> date:
        shift = sum(map(ord, name)) * 7 % 360
        return self.days.today - timedelta(days=int(age * 365.25) + 3 + shift)

    def _begin(self, story: Story, person: Person, to: Worker, by: Worker) -> Episode:
        told = story["referral"]
        referral = self.receive(story["scheme"], person, told, self.days.ago(told["ago"]), by)
        on = self.days.ago(told["accepted_ago"])
        self.assess(person, referral, told, on, by)
        words = told.get("words", "")
        return support.open_from(referral=referral, to=to, on=on, words_to_referrer=words, by=by)

    def _moments(
        self, story: Story, episode: Episode, by: Worker
    ) -> Iterator[tuple[date, int, Callable[[], Any]]]:
        """Everything with a day, to be told in order: (day, order within the day, what to do)."""
        for order, (name, happen) in enumerate(KINDS.items()):
            told = story.get(name, [])
            for one in told if isinstance(told, list) else [told]:
                day = self._day(one)
                yield day, order, partial(happen, self, episode, one, day, by)
                if name in ("signpost", "goal"):
                    yield from self._steps(name, episode, one, by, order)

    def _steps(
        self, name: str, episode: Episode, told: Story, by: Worker, order: int
    ) -> Iterator[tuple[date, int, Callable[[], Any]]]:
        if name == "signpost":
            for step in told.get("step", []):
                day = self.days.ago(step["ago"])
                yield day, order + 1, partial(further, self, told, step, day, by)

    def _day(self, one: Story) -> date:
        if "ago" in one:
            return self.days.ago(one["ago"])
        if "agreed_ago" in one:
            return self.days.ago(one["agreed_ago"])
        return self.days.today


NOT_FIELDS = {
    "age",
    "area",
    "telephones",
    "emails",
    "important",
    "risks",
    "risks_none_known",
    "transitions",
    "died_ago",
}
REFERRAL = {
    "referrer_name",
    "referrer_role",
    "referrer_organisation",
    "answer_by",
    "referrer_email",
    "referrer_telephone",
    "referrer_address",
    "reason",
    "wants",
    "agreed",
    "agreed_note",
    "known_risks",
    "stop_gap",
}
