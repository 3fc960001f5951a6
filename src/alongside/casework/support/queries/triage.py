"""What a coordinator needs beside a referral, to decide on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.casework.people import queries as people
from alongside.casework.people.actions import PointIn
from alongside.casework.people.models import AdjustmentNeed, Person
from alongside.casework.referrals import queries as referrals
from alongside.casework.referrals.models import Referral
from alongside.casework.referrals.queries import AssessmentSeen, Waiting
from alongside.casework.safeguarding import queries as safeguarding
from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.words import day, listed

from ..models import Episode
from . import caseloads

COMPARED = (
    "preferred_name",
    "given_name",
    "family_name",
    "date_of_birth",
    "postcode",
    "nhs_number",
    "chi_number",
    "hcn_number",
)


@dataclass(frozen=True)
class Known:
    """Another record that may be the same person."""

    person: Person
    why: str  # "the same telephone number and a name like it"
    until: date | None  # when their support ended last
    supported: bool  # has support now

    @property
    def until_words(self) -> str:
        """*March 2025*."""
        return f"{self.until:%B %Y}" if self.until else ""


@dataclass(frozen=True)
class Beside:
    """What stands around one referral on its page."""

    waiting: Waiting
    queue: list[Waiting]
    team: list[caseloads.Caseload]
    assessment: AssessmentSeen | None
    supported_by: Worker | None  # the same record has support now
    before: date | None  # the same record had support, until then
    known: list[Known]
    elsewhere: bool  # somebody like this is known to another scheme
    others: list[Referral]  # other referrals of the same person that wait
    concern: bool

    @property
    def before_words(self) -> str:
        """*March 2025*."""
        return f"{self.before:%B %Y}" if self.before else ""

    @property
    def adjustments(self) -> list[str]:
        """What the person needs to understand and to come along, in words."""
        needs = dict(AdjustmentNeed.choices)
        return [needs[code] for code in self.waiting.referral.person.adjustments if code in needs]

    @property
    def place(self) -> int:
        """Where in the queue it stands, from 1; 0 where it is not in it."""
        return self._numbers.index(self.waiting.referral.pk) + 1 if self.in_queue else 0

    @property
    def in_queue(self) -> bool:
        return self.waiting.referral.pk in self._numbers

    @property
    def after(self) -> Referral | None:
        """The next one of the queue; after the last comes the first."""
        rest = self.queue[self.place :] + self.queue[: max(0, self.place - 1)]
        return rest[0].referral if rest else None

    @property
    def _numbers(self) -> list[int]:
        return [row.referral.pk for row in self.queue]


def beside(referral: Referral, worker: Worker, *, on: date) -> Beside:
    """Everything around one referral."""
    person = referral.person
    now = Episode.objects.open().filter(person=person).select_related("connector").first()
    known, elsewhere = _known(person, worker)
    waiting = referrals.to_decide(worker, on=on)
    return Beside(
        waiting=referrals.waiting(referral, on=on),
        queue=waiting,
        team=caseloads.choices(referral.scheme, person, on),
        assessment=next(iter(referrals.assessments(person, worker)), None),
        supported_by=now.connector if now else None,
        before=_until([person]).get(person.pk),
        known=known,
        elsewhere=elsewhere,
        others=list(
            Referral.objects.seen_by(worker).waiting().filter(person=person).exclude(pk=referral.pk)
        ),
        concern=safeguarding.has_open_concern(person),
    )


def _known(person: Person, worker: Worker) -> tuple[list[Known], bool]:
    """Records that may be the same person, as the people room finds them."""
    found = people.possible_duplicates(
        fields={field: getattr(person, field) for field in COMPARED},
        points=[
            PointIn(point.kind, point.value, point.note) for point in person.contact_points.all()
        ],
        scheme=person.scheme,
        worker=worker,
        leave_out=person.pk,
    )
    seen = [match for match in found.here if match.open]
    until = _until([match.person for match in seen])
    now = set(
        Episode.objects.open()
        .filter(person__in=[match.person for match in seen])
        .values_list("person_id", flat=True)
    )
    known = [
        Known(
            person=match.person,
            why=listed(match.why),
            until=until.get(match.person.pk),
            supported=match.person.pk in now,
        )
        for match in seen
    ]
    return known, found.elsewhere


def _until(persons: list[Person]) -> dict[int, date]:
    """When support ended last, by the person's number."""
    ended = Episode.objects.ended().filter(person__in=persons).order_by("ended_on")
    return {
        episode.person_id: episode.ended_on for episode in ended if episode.ended_on is not None
    }


@dataclass(frozen=True)
class Row:
    """One line of two records side by side."""

    name: str
    here: str
    there: str

    @property
    def same(self) -> bool:
        """Whether both say the same, and say something."""
        return bool(self.here) and _plain(self.here) == _plain(self.there)

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.here and self.there) and not self.same


@dataclass(frozen=True)
class Pronouns:
    """How a sentence speaks of somebody: *she wants*, *her mind*, *reaching her*."""

    wants: str
    their: str
    them: str


SHE = Pronouns("she wants", "her", "her")
HE = Pronouns("he wants", "his", "him")
THEY = Pronouns("they want", "their", "them")


def speak_of(person: Person) -> Pronouns:
    """By the pronouns that they gave; *they* where none are known, or others."""
    first = person.pronouns.lower().split("/")[0].strip()
    return {"she": SHE, "he": HE}.get(first, THEY)


def side_by_side(here: Person, there: Person) -> list[Row]:
    """Two records, line by line, for whoever decides whether they are one person."""
    pairs = zip(_facts(here), _facts(there), strict=True)
    return [Row(name, mine, theirs) for (name, mine), (_, theirs) in pairs]


def _facts(person: Person) -> list[tuple[str, str]]:
    born = person.date_of_birth
    about = f"About {person.age_about}" if person.age_about is not None else ""
    ended = _until([person]).get(person.pk)
    return [
        ("Called", person.preferred_name),
        ("Given name", person.given_name),
        ("Family name", person.family_name),
        ("Born", day(born) if born else about),
        ("Address", ", ".join(person.address.splitlines())),
        ("Postcode", person.postcode),
        ("Telephone", ", ".join(point.value for point in person.points("telephone"))),
        ("Email", ", ".join(point.value for point in person.points("email"))),
        ("NHS number", person.nhs_number or person.chi_number or person.hcn_number),
        ("Connector", person.connector.name if person.connector else ""),
        ("Support ended", day(ended) if ended else ""),
    ]


def _plain(words: str) -> str:
    return "".join(words.lower().split())
