"""A Tuesday in Aldermouth: Ruth's people, as they are on 24 November 2026."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from alongside.casework.measures.models import Measure
from alongside.casework.people.models import ImportantPerson, Person, Risk
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.signposting.models import Signpost, SignpostStep
from alongside.casework.support.models import (
    Appointment,
    Contact,
    Ending,
    Episode,
    Goal,
    PlanAgreement,
    Step,
    Tag,
)
from tests.casework import made

TODAY = date(2026, 11, 24)
NOW = "2026-11-24 09:00+00:00"
LONDON = ZoneInfo("Europe/London")


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A time in November 2026, where the service is."""
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@dataclass(frozen=True)
class Lives:
    """The people of the day, by their names."""

    tomasz: Person
    len: Person
    peg: Person
    sunita: Person
    dai: Person
    amina: Person
    beryl: Person
    choir: Signpost
    visit: Appointment


def begin(scheme: Scheme, ruth: Worker, dilys: Worker) -> Lives:
    """Everybody of the day."""
    scheme.instruments = ["ucla3"]
    scheme.save()
    sunita, choir = _sunita(scheme, ruth)
    peg, visit = _peg(scheme, ruth, dilys)
    return Lives(
        tomasz=_tomasz(scheme, ruth),
        len=_len(scheme, ruth),
        peg=peg,
        sunita=sunita,
        dai=_dai(scheme, ruth),
        amina=_amina(scheme, ruth),
        beryl=_beryl(scheme, ruth),
        choir=choir,
        visit=visit,
    )


def supported(
    scheme: Scheme, by: Worker, name: str, began: date | None, **fields: Any
) -> tuple[Person, Episode]:
    """Somebody with support, who has answered the questions for the start."""
    first, family = name.split(" ", 1)
    asked = fields.pop("asked", began is not None)
    allocated = fields.pop("allocated_on", began)
    person = made.person(scheme, first, family, **fields)
    episode = made.episode(person, by, allocated_on=allocated, started_on=began)
    if asked and began:
        answered(episode, by, "start", began)
    return person, episode


def answered(episode: Episode, by: Worker, stage: str, on: date, mode: str = "read_out") -> Measure:
    return Measure.objects.create(
        episode=episode,
        instrument="ucla3",
        stage=stage,
        completed_on=on,
        answers=[3, 3, 2] if stage == "start" else [3, 2, 2],
        mode=mode,
        recorded_by=by,
    )


def contact(episode: Episode, on: date, **fields: Any) -> Contact:
    fields = {"mode": "telephone", "reached": True, "minutes": 20} | fields
    worker = fields.pop("worker", episode.connector)
    return Contact.objects.create(episode=episode, occurred_on=on, worker=worker, **fields)


def entry(person: Person, by: Worker, starts: datetime, **fields: Any) -> Appointment:
    fields = {"episode": person.episodes.first(), "how": "home"} | fields
    return Appointment.objects.create(
        scheme=person.scheme, worker=by, person=person, starts_at=starts, made_by=by, **fields
    )


def said(episode: Episode, prompt: str, words: str, on: date = date(2026, 11, 5)) -> None:
    episode.conversation.create(prompt=prompt, words=words, on=on, by=episode.connector)


def _tomasz(scheme: Scheme, ruth: Worker) -> Person:
    person, _ = supported(
        scheme,
        ruth,
        "Tomasz Wilk",
        None,
        pronouns="he/him",
        best_times="after 3pm: he works nights",
        allocated_on=date(2026, 11, 18),
    )
    return person


def _len(scheme: Scheme, ruth: Worker) -> Person:
    person, episode = supported(
        scheme,
        ruth,
        "Len Barraclough",
        date(2026, 10, 7),
        pronouns="he/him",
        adjustments=["no_telephone", "hearing_aids"],
    )
    contact(
        episode,
        date(2026, 11, 6),
        mode="message",
        next_words="Text about the woodwork shed",
        next_on=date(2026, 11, 20),
    )
    Tag.objects.create(episode=episode, word="Text only")
    return person


def _peg(scheme: Scheme, ruth: Worker, dilys: Worker) -> tuple[Person, Appointment]:
    area = scheme.areas.create(name="Thornhythe", postcode_prefixes=["AD4"])
    person, episode = supported(
        scheme,
        ruth,
        "Peg Hollins",
        date(2026, 10, 22),
        area=area,
        postcode="AD4 2QT",
        given_name="Margaret",
        pronouns="she/her",
        date_of_birth=date(1948, 3, 27),
        key_safe="Key safe by the side door",
        dogs="Small dog, Biscuit",
        voicemail="no",
        letter="no",
        text="first_name",
        who_else_may_answer="her son",
        if_somebody_else_answers="It’s Ruth, I’ll ring again",
        best_times="after 11am",
        adjustments=["large_print"],
        allocated_on=date(2026, 10, 16),
    )
    _pegs_story(episode, ruth)
    _pegs_plan(episode, ruth)
    Risk.objects.create(
        person=person, what="Unsteady on steps", since=date(2026, 10, 22), recorded_by=ruth
    )
    ImportantPerson.objects.create(person=person, name="Graham", relation="Her son")
    return person, entry(person, ruth, at(24, 14), purpose="Take the bird hide leaflet")


def _pegs_story(episode: Episode, ruth: Worker) -> None:
    contact(episode, date(2026, 10, 22), minutes=15)
    contact(episode, date(2026, 11, 5), mode="face_to_face", minutes=55, note="About Harold.")
    contact(episode, date(2026, 11, 6), reached=False, minutes=0, note="No message left.")
    contact(episode, date(2026, 11, 19), note="Peg has found her binoculars.")
    said(episode, "matters", "I used to know every bird on that estuary.")
    said(episode, "interests", "Birds, crosswords, and baking for other people.")
    said(episode, "please_do", "Give me time to find a word.")
    said(episode, "please_dont", "Call me Margaret, or come before 10.")
    answered(episode, ruth, "review", date(2026, 11, 19), "telephone")
    ride = Signpost.objects.create(
        episode=episode,
        made_on=date(2026, 11, 2),
        what="Dial-a-ride",
        destination="third_sector",
        outcome="attended",
        outcome_on=date(2026, 11, 9),
        recorded_by=ruth,
    )
    for outcome, on in (("suggested", date(2026, 11, 2)), ("attended", date(2026, 11, 9))):
        SignpostStep.objects.create(signpost=ride, outcome=outcome, on=on, by=ruth)


def _pegs_plan(episode: Episode, ruth: Worker) -> None:
    day = date(2026, 11, 5)
    goal = Goal.objects.create(
        plan=episode.plan, words="Back on the estuary by Christmas", importance=9, set_on=day
    )
    Step.objects.create(goal=goal, what="Find the binoculars", status="done", status_on=day)
    Step.objects.create(
        goal=goal,
        what="Try the 11.15 bus",
        who="together",
        status="under_way",
        by_when=date(2026, 11, 26),
        confidence=6,
    )
    PlanAgreement.objects.create(plan=episode.plan, on=day, version=1, recorded_by=ruth)


def _sunita(scheme: Scheme, ruth: Worker) -> tuple[Person, Signpost]:
    person, episode = supported(scheme, ruth, "Sunita Rao", date(2026, 9, 29), pronouns="she/her")
    contact(
        episode, date(2026, 11, 17), next_words="Ask about the choir", next_on=date(2026, 11, 24)
    )
    choir = Signpost.objects.create(
        episode=episode,
        made_on=date(2026, 11, 17),
        what="the choir",
        destination="third_sector",
        outcome_on=date(2026, 11, 17),
        first_time_on=date(2026, 11, 23),
        note="She was going to try it last night, with her neighbour.",
        recorded_by=ruth,
    )
    return person, choir


def _dai(scheme: Scheme, ruth: Worker) -> Person:
    person, episode = supported(scheme, ruth, "Dai Probert", date(2026, 6, 3), pronouns="he/him")
    episode.ended_on, episode.end_reason = date(2026, 8, 25), "completed"
    episode.save()
    Ending.objects.create(episode=episode, on=episode.ended_on, follow_up_on=TODAY, by=ruth)
    return person


def _amina(scheme: Scheme, ruth: Worker) -> Person:
    person, episode = supported(
        scheme, ruth, "Amina Yusuf", date(2026, 11, 6), asked=False, pronouns="she/her"
    )
    contact(
        episode,
        date(2026, 11, 20),
        mode="face_to_face",
        next_words="Questions for the start",
        next_on=date(2026, 11, 26),
    )
    return person


def _beryl(scheme: Scheme, ruth: Worker) -> Person:
    person, episode = supported(
        scheme,
        ruth,
        "Beryl Stannard",
        date(2026, 9, 3),
        pronouns="she/her",
        key_safe="Key safe under the porch light",
    )
    contact(episode, date(2026, 11, 19))
    entry(person, ruth, at(27, 11), purpose="Goodbye visit")
    return person
