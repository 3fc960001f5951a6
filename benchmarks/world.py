"""A big service to measure: the demonstration, and around it many more people, made in bulk.

Schemes are of 5,000 people each, as big as any that we know of, so a bigger service has more
schemes. Everybody is made up. Run inside Django.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.audit.line import Line
from alongside.casework.consent.models import Consent
from alongside.casework.measures.models import Measure
from alongside.casework.people.models import ContactPoint, Person
from alongside.casework.referrals.models import Referral
from alongside.casework.schemes.models import Membership, Programme, Scheme, Worker
from alongside.casework.support.models import Contact, Episode, Plan

IN_A_SCHEME = 5_000
CASELOAD = 40  # of the worker whose pages are measured
OPEN = 0.06  # of the others: a connector service closes most of what it ever opened
NOTES = (
    "Rang as agreed. She had been to the hall on Tuesday, and stayed for the tea afterwards.",
    "We walked to the library together. He asked about the chess table, and took the leaflet.",
    "Not such a good week: the knee. We talked about the minibus and what it would take to try it.",
    "",
)
BEGINNINGS = "An,Be,Cor,Da,El,Fen,Gar,Hol,Ib,Jor,Kel,Lam,Mor,Nor,Os,Pen,Rad,Sel,Tor,Wen".split(",")
MIDDLES = "a,den,el,ing,lo,mar,o,per,ri,sto,the,um,ver,wick,ya".split(",")
ENDINGS = "bury,dale,ford,ham,ling,more,ness,son,ston,tree,well,wood,worth".split(",")
T = TypeVar("T", bound=models.Model)


@dataclass
class World:
    """What was made, and who is asked for."""

    people: int
    contacts: int
    email: str
    password: str


def batches(rows: Iterator[T], size: int = 2_000) -> Iterator[list[T]]:
    while batch := list(islice(rows, size)):
        yield batch


def fill(people: int, contacts: int, today: date) -> World:
    """The demonstration, and then people until there are so many."""
    from alongside import demo
    from alongside.demo.places import PASSWORD

    demo.load(seed=1, today=today, progress=lambda *_: None)
    ruth = Worker.objects.get(email="ruth@example.org")
    random = Random(20190101)  # noqa: S311 - made-up people
    many = people - Person.objects.count()
    each = contacts / max(many, 1)
    for number, count in enumerate(_sizes(many)):
        scheme = ruth.memberships.first().scheme if number == 0 else _scheme(number)
        short = CASELOAD - Episode.objects.filter(connector=ruth, ended_on=None).count()
        mine = ruth if number == 0 else None
        Filler(scheme, _connectors(scheme, ruth), mine, short, random).make(count, each, today)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return World(Person.objects.count(), Contact.objects.count(), ruth.email, PASSWORD)


def _sizes(many: int) -> Iterator[int]:
    while many > 0:
        yield min(many, IN_A_SCHEME)
        many -= IN_A_SCHEME


def _scheme(number: int) -> Scheme:
    return Scheme.objects.create(
        programme=Programme.objects.first(),
        name=f"Scheme {number}",
        public_name=f"Scheme {number}",
        nation="england",
    )


def _connectors(scheme: Scheme, ruth: Worker) -> list[Worker]:
    there = list(
        Worker.objects.filter(memberships__scheme=scheme, memberships__role="connector").exclude(
            pk=ruth.pk
        )
    )
    for number in range(len(there), 8):
        worker = Worker.objects.create(
            email=f"{scheme.pk}.{number}@example.org", name=f"Connector {number}"
        )
        Membership.objects.create(
            worker=worker, scheme=scheme, role="connector", started_on=date(2020, 1, 1)
        )
        there.append(worker)
    return there


@dataclass
class Filler:
    """Fills one scheme."""

    scheme: Scheme
    connectors: list[Worker]
    ruth: Worker | None
    short: int  # how many of the first go to Ruth, open
    random: Random

    def make(self, count: int, contacts_each: float, today: date) -> None:
        people = [self._person(index, today) for index in range(count)]
        with transaction.atomic():
            Person.objects.bulk_create(people, batch_size=2_000)
            episodes = [self._episode(person, index, today) for index, person in enumerate(people)]
            self._write(ContactPoint, (self._telephone(person) for person in people))
            self._write(Consent, (self._consent(person) for person in people))
            Referral.objects.bulk_create([e.referral for e in episodes], batch_size=2_000)
            for episode in episodes:
                episode.referral = episode.referral  # its number is known only now
            Episode.objects.bulk_create(episodes, batch_size=2_000)
            self._write(Plan, (Plan(episode=episode) for episode in episodes))
            self._write(Measure, (self._measure(episode) for episode in episodes))
            self._write(Contact, self._contacts(episodes, contacts_each, today))
            audit.record_all(self._looks(people))

    @staticmethod
    def _write(model: type[T], rows: Iterator[T]) -> None:
        for batch in batches(rows):
            model._default_manager.bulk_create(batch)

    def _name(self) -> tuple[str, str]:
        pick = self.random.choice
        return (
            pick(BEGINNINGS) + pick(MIDDLES) + pick(("", "a", "en", "ie", "is")),
            pick(BEGINNINGS) + pick(MIDDLES) + pick(ENDINGS),
        )

    def _person(self, index: int, today: date) -> Person:
        given, family = self._name()
        mine = self.ruth is not None and index < self.short
        return Person(
            scheme=self.scheme,
            connector=self.ruth if mine else self.random.choice(self.connectors),
            preferred_name=given,
            given_name=given,
            family_name=family,
            date_of_birth=today - timedelta(days=self.random.randint(7_000, 34_000)),
            gender=self.random.choice(("female", "female", "male")),
            address=f"{index % 90 + 1} Marlpit Road",
            postcode=f"AD{index % 9 + 1} {index % 8 + 1}AA",
            nhs_number="",
            lives_alone=self.random.choice(("yes", "no", "not_asked")),
        )

    def _telephone(self, person: Person) -> ContactPoint:
        return ContactPoint(
            person=person, kind="telephone", value=f"07700 9{self.random.randint(0, 99999):05}"
        )

    def _consent(self, person: Person) -> Consent:
        fields: dict[str, Any] = {"person": person, "purpose": "measures", "agreed": True}
        worker = person.connector
        return Consent(**fields, on=date(2024, 1, 1), how="spoken", recorded_by=worker)

    def _episode(self, person: Person, index: int, today: date) -> Episode:
        worker = person.connector
        assert worker is not None
        mine = self.ruth is not None and index < self.short
        is_open = mine or self.random.random() < OPEN
        began = today - timedelta(
            days=self.random.randint(7, 80) if is_open else index % 1800 + 100
        )
        referral = Referral(
            scheme=self.scheme,
            person=person,
            received_on=began - timedelta(days=9),
            source=self.random.choice(("nhs", "self", "local_authority", "third_sector")),
            reason="Would like more company, and to get out again.",
            taken_by=worker,
            agreed="person",
        )
        return Episode(
            person=person,
            scheme=self.scheme,
            connector=worker,
            referral=referral,
            allocated_on=began - timedelta(days=2),
            started_on=began,
            ended_on=None if is_open else began + timedelta(days=84),
            end_reason="" if is_open else "completed",
            usual_weeks=12,
        )

    def _measure(self, episode: Episode) -> Measure:
        return Measure(
            episode=episode,
            instrument="ucla3",
            stage="start",
            completed_on=episode.started_on,
            answers=[self.random.randint(1, 3) for _ in range(3)],
            mode="read_out",
            recorded_by=episode.connector,
        )

    def _contacts(self, episodes: list[Episode], each: float, today: date) -> Iterator[Contact]:
        owed = 0.0
        for episode in episodes:
            owed += each
            last = min(episode.ended_on or today, today)
            while owed >= 1:
                owed -= 1
                assert episode.started_on is not None
                span = (last - episode.started_on).days
                yield Contact(
                    episode=episode,
                    occurred_on=episode.started_on + timedelta(days=self.random.randint(0, span)),
                    mode=self.random.choice(("telephone", "face_to_face", "message")),
                    reached=True,
                    minutes=self.random.choice((10, 20, 45)),
                    worker=episode.connector,
                    note=self.random.choice(NOTES),
                )

    def _looks(self, people: list[Person]) -> Iterator[Line]:
        """A line of the audit for each person: it is a long table in life, too."""
        for person in people:
            yield Line(
                action="LOOKED",
                worker_number=person.connector_id,
                thing_label="people.person",
                thing_number=person.pk,
                person_number=person.pk,
                scheme_number=self.scheme.pk,
                page="person",
                at=timezone.now(),
            )
