"""Who was supported: their records, how to reach them, what they agreed to."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.casework.consent.models import Consent, HowGiven, Purpose
from alongside.casework.people.models import ContactPoint, Person, RisksKnown, TransitionAnswer
from alongside.casework.people.models.choices import Transition
from alongside.casework.people.rules import PointIn

from ..cohort.rows import Cohort, Somebody
from .bulk import told, write
from .founding import Founded

PRONOUNS = {"female": "she/her", "male": "he/him", "other": "they/them"}


def people(cohort: Cohort, founded: Founded) -> list[Person]:
    """Everybody, in the cohort's order, with a telephone."""
    written = write(_person(each, founded) for each in cohort.people)
    write(_telephone(each, person) for each, person in zip(cohort.people, written, strict=True))
    told("PERSON_ADDED", written)
    return written


def _person(one: Somebody, founded: Founded) -> Person:
    asked = one.contacts_wanted > 0
    return Person(
        scheme=founded.schemes[one.place],
        connector=founded.connectors[one.place][one.connector],
        area=founded.areas[one.place][one.area],
        added_on=one.received_on,
        preferred_name=one.name.first,
        family_name=one.name.family,
        pronouns=PRONOUNS.get(one.gender, ""),
        date_of_birth=one.born,
        age_about=None if one.born else one.age,
        age_about_on=None if one.born else one.started_on,
        gender=one.gender,
        ethnicity=one.ethnicity,
        address=one.address,
        postcode=one.postcode,
        voicemail=one.voicemail,
        letter=one.letter,
        lives_alone=one.lives_alone,
        risks_known=RisksKnown.NONE_KNOWN if asked else RisksKnown.NOT_ASKED,
        died_on=one.ended_on if one.end_reason == "died" else None,
    )


def _telephone(one: Somebody, person: Person) -> ContactPoint:
    point = PointIn("telephone", one.telephone)
    return ContactPoint(person=person, kind=point.kind, value=point.shown)


def transitions(cohort: Cohort, known: list[Person]) -> None:
    """Everybody was asked about all six."""
    write(
        TransitionAnswer(
            person=person,
            transition=transition,
            is_so=transition in each.transitions,
            asked_on=each.started_on,
        )
        for each, person in zip(cohort.people, known, strict=True)
        for transition in Transition.values
    )
    told("TRANSITIONS_ANSWERED", known)


def consents(cohort: Cohort, known: list[Person], founded: Founded) -> None:
    """Yes to support from whoever was met; yes or no to the questions; yes to being asked again."""
    rows = [
        answer
        for each, person in zip(cohort.people, known, strict=True)
        for answer in _consents(each, person, founded)
    ]
    told("CONSENT_GIVEN", write(row for row in rows if row.agreed))
    told("CONSENT_REFUSED", write(row for row in rows if not row.agreed))


def _consents(one: Somebody, person: Person, founded: Founded) -> Iterator[Consent]:
    """None where nothing was written down. No consent recorded means no."""
    if not one.contacts_wanted:
        return
    said = one.contacts[0].mode
    how = HowGiven.TELEPHONE if said == "telephone" else HowGiven.SPOKEN
    answers = [(Purpose.SUPPORT, True, one.started_on)]
    if one.asked_start or one.said_no:
        answers.append((Purpose.MEASURES, one.asked_start, one.started_on))
    if one.follow_up_outcome:
        answers.append((Purpose.FOLLOW_UP, True, one.ended_on))
    for purpose, agreed, on in answers:
        yield Consent(
            person=person,
            purpose=purpose,
            agreed=agreed,
            on=on,
            how=how,
            recorded_by=founded.connectors[one.place][one.connector],
        )
