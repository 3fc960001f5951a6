"""Tells the stories in `stories/*.toml` through the rooms' actions, in the order of their days."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from alongside.casework.consent import actions as consent
from alongside.casework.followup import actions as followup
from alongside.casework.followup.goodbye import Goodbye
from alongside.casework.measures import actions as measures
from alongside.casework.people import actions as people
from alongside.casework.people.actions import PointIn
from alongside.casework.people.models import Person
from alongside.casework.referrals import actions as referrals
from alongside.casework.safeguarding import actions as safeguarding
from alongside.casework.schemes.models import Worker
from alongside.casework.signposting import actions as signposting
from alongside.casework.signposting.models import Signpost
from alongside.casework.support import actions as support
from alongside.casework.support.models import Episode, Goal
from alongside.casework.support.queries import plan_of

from .days import Days
from .places import Cast

Story = dict[str, Any]
# What somebody with so many points of 3 to 9 answers when asked directly: 1 often to 5 never.
DIRECTLY = {3: 5, 4: 5, 5: 4, 6: 3, 7: 2, 8: 2, 9: 1}
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
    _goals: list[Goal] = field(default_factory=list)

    def tell(self, story: Story) -> Episode:
        """One person's support, from referral to wherever it has got to."""
        connector = self.cast.workers[story["connector"]]
        coordinator = self.cast.coordinators[story["scheme"]]
        person = self.person(story["scheme"], story["person"], coordinator)
        episode = self._begin(story, person, connector, coordinator)
        self._goals = []
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
                yield (
                    day,
                    order,
                    lambda one=one, day=day, happen=happen: happen(self, episode, one, day, by),
                )
                if name in ("signpost", "goal"):
                    yield from self._steps(name, episode, one, by, order)

    def _steps(
        self, name: str, episode: Episode, told: Story, by: Worker, order: int
    ) -> Iterator[tuple[date, int, Callable[[], Any]]]:
        if name == "signpost":
            for step in told.get("step", []):
                day = self.days.ago(step["ago"])
                yield (
                    day,
                    order + 1,
                    lambda step=step, day=day: self._further(told["_made"], step, day, by),
                )

    def _day(self, one: Story) -> date:
        if "ago" in one:
            return self.days.ago(one["ago"])
        if "agreed_ago" in one:
            return self.days.ago(one["agreed_ago"])
        return self.days.today

    # ---- one method a kind of thing that happens ------------------------------------------------

    def _say(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        support.say(
            episode=episode,
            prompt=told["prompt"],
            words=told["words"],
            on=on,
            barriers=told.get("barriers"),
            by=by,
        )

    def _tag(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        support.tag(episode=episode, word=told["word"], by=by)

    def _contact(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        next_on = None
        if "next_in" in told:
            next_on = self.days.ahead(told["next_in"])
        elif "next_ago" in told:
            next_on = self.days.ago(told["next_ago"])
        names = ("minutes", "went_along", "note", "next_words", "travel_minutes", "travel_miles")
        support.record_contact(
            episode=episode,
            occurred_on=on,
            mode=told["mode"],
            reached=told.get("reached", True),
            goals=[self._goals[told["goal"] - 1]] if "goal" in told else [],
            next_on=next_on,
            by=by,
            **{name: told[name] for name in names if name in told},
        )

    def _goal(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        goal = support.add_goal(
            plan=plan_of(episode),
            words=told["words"],
            on=on,
            importance=told.get("importance"),
            need=told.get("need", ""),
            by=by,
        )
        self._goals.append(goal)
        for step in told.get("step", []):
            made = support.add_step(
                goal=goal,
                what=step["what"],
                who=step["who"],
                who_name=step.get("who_name", ""),
                by_when=self._by_when(step),
                confidence=step.get("confidence"),
                support=step.get("support", ""),
                by=by,
            )
            status = "done" if "done_ago" in step else step.get("status", "to_do")
            if status != "to_do":
                day = self.days.ago(step.get("done_ago", 0))
                support.step_status(step=made, status=status, on=day, by=by)

    def _by_when(self, step: Story) -> date | None:
        if "by_in" not in step:
            return None
        days = step["by_in"]
        return self.days.ahead(days) if days >= 0 else self.days.ago(-days)

    def _plan(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        plan = plan_of(episode)
        support.agree_plan(plan=plan, on=on, by=by)
        if "review_in" in told:
            plan.refresh_from_db()
            support.set_review(plan=plan, on=self.days.ahead(told["review_in"]), by=by)

    def _signpost(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        first = None
        if "first_time_ago" in told:
            first = self.days.ago(told["first_time_ago"])
        elif "first_time_in" in told:
            first = self.days.ahead(told["first_time_in"])
        told["_made"] = signposting.connect(
            episode=episode,
            what=told["what"],
            destination=told["destination"],
            made_on=on,
            how=told.get("how", ""),
            outcome=told.get("outcome", "suggested"),
            first_time_on=first,
            note=told.get("note", ""),
            by=by,
        )

    def _further(self, signpost: Signpost, told: Story, on: date, by: Worker) -> None:
        signpost.refresh_from_db()
        signposting.advance(
            signpost=signpost,
            outcome=told["outcome"],
            on=on,
            reason=told.get("reason", ""),
            words=told.get("words", ""),
            by=by,
        )

    def _measure(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        """The three questions, and with them the one that asks directly."""
        names = ("stage", "mode")
        how = {name: told[name] for name in names}
        for instrument, answers in (
            (told["instrument"], told["answers"]),
            ("ons_loneliness", [DIRECTLY[sum(told["answers"])]]),
        ):
            measures.answer(
                episode=episode, instrument=instrument, answers=answers, on=on, by=by, **how
            )

    def _not_now(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        names = ("instrument", "stage", "reason")
        measures.not_now(episode=episode, on=on, by=by, **{name: told[name] for name in names})

    def _rehearsal(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        support.rehearse(
            episode=episode,
            what=told["what"],
            tried_on=on,
            how_it_went=told["how_it_went"],
            with_whom=told.get("with_whom", ""),
            words=told.get("words", ""),
            by=by,
        )

    def _extension(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        coordinator = next(
            worker
            for key, worker in self.cast.coordinators.items()
            if self.cast.schemes[key].pk == episode.scheme_id
        )
        support.extend(
            episode=episode,
            until_week=told["until_week"],
            reason=told["reason"],
            on=on,
            by=coordinator,
        )

    def _appointment(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        names = ("minutes", "how", "where", "purpose", "travel_minutes")
        support.make_appointment(
            worker=by,
            scheme=episode.scheme,
            starts_at=self.days.at(self.days.ahead(told["in"]), told["at"]),
            person=episode.person,
            episode=episode,
            by=by,
            **{name: told[name] for name in names if name in told},
        )

    def _consent(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        consent.record(
            person=episode.person,
            purpose=told["purpose"],
            agreed=told.get("agreed", True),
            on=on,
            how=told["how"],
            by=by,
        )

    def _concern(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        lead = self.cast.workers["lena"]
        raised = self.days.at(on, "11:40")
        concern = safeguarding.raise_concern(
            scheme=episode.scheme,
            person=episode.person,
            about="",
            what=told["what"],
            at=raised,
            done_already=told.get("done_already", ""),
            person_knows=told.get("person_knows"),
            tell=False,
            by=by,
        )
        if hours := told.get("acknowledged_after_hours"):
            seen = raised + timedelta(hours=hours)
            concern = safeguarding.acknowledge(concern=concern, at=seen, by=lead)
            safeguarding.decide(
                concern=concern,
                decision=told["decision"],
                words=told["decision_words"],
                at=seen + timedelta(hours=1),
                by=lead,
            )

    def _ending(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        episode.refresh_from_db()
        names = ("what_changed", "worries_ahead", "gets_there_alone", "health", "reach_how")
        said = Goodbye(
            checkin_on=self._later(told, "checkin"),
            follow_up_on=self._later(told, "follow_up"),
            **{name: told[name] for name in names if name in told},
        )
        followup.say_goodbye(episode=episode, on=on, reason=told["reason"], said=said, by=by)

    def _later(self, told: Story, what: str) -> date | None:
        if f"{what}_in" in told:
            return self.days.ahead(told[f"{what}_in"])
        return self.days.ago(told[f"{what}_ago"]) if f"{what}_ago" in told else None

    def _attempt(self, episode: Episode, told: Story, on: date, by: Worker) -> None:
        episode.refresh_from_db()
        names = ("kind", "outcome", "going", "note", "wants_support", "wants")
        followup.try_to_reach(
            episode=episode, on=on, by=by, **{name: told[name] for name in names if name in told}
        )


# In the order in which they happen on one day.
KINDS: dict[str, Callable[[Teller, Episode, Story, date, Worker], None]] = {
    "consent": Teller._consent,
    "goal": Teller._goal,
    "contact": Teller._contact,
    "said": Teller._say,
    "tag": Teller._tag,
    "plan": Teller._plan,
    "extension": Teller._extension,
    "not_now": Teller._not_now,
    "measure": Teller._measure,
    "rehearsal": Teller._rehearsal,
    "signpost": Teller._signpost,
    "concern": Teller._concern,
    "appointment": Teller._appointment,
    "ending": Teller._ending,
    "attempt": Teller._attempt,
}
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
