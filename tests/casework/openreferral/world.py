"""A small directory with something in every field, and entries that nobody outside may see."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from alongside.casework.directory.models import (
    Access,
    Activity,
    ActivityPlace,
    Contact,
    CostOption,
    Identifier,
    Language,
    NotOn,
    Organisation,
    Phone,
    Place,
    ServiceArea,
    Tag,
    Taxonomy,
    Term,
    Time,
)

TUESDAYS, FRIDAYS = 1 << 1, 1 << 4


def organisation() -> Organisation:
    found = Organisation.objects.create(
        name="Fishponds Community Trust",
        kind="third_sector",
        website="https://trust.example.org",
        email="hello@trust.example.org",
        parent=Organisation.objects.create(name="Trusts Together", description="Many trusts."),
    )
    Identifier.objects.create(organisation=found, scheme="GB-CHC", identifier="1234567")
    Phone.objects.create(organisation=found, number="01632 960000")
    return found


def a_place(**more: Any) -> Place:
    place = Place.objects.create(
        **{
            "name": "Beech Hall",
            "address_1": "1 Beech Lane",
            "city": "Bristol",
            "postcode": "BS16 4AA",
            "latitude": 51.480737,
            "longitude": -2.518457,
            "step_free": True,
            "parking": False,
            "getting_there": "The lane is steep.",
        }
        | more
    )
    Access.objects.create(place=place, description="A ramp at the side.")
    return place


def a_term(name: str = "Birds", taxonomy: str = "Interests") -> Term:
    listed, _ = Taxonomy.objects.get_or_create(name=taxonomy)
    return Term.objects.get_or_create(name=name, taxonomy=listed, description="Words.")[0]


def bird_club(of: Organisation, place: Place, **more: Any) -> Activity:
    """Everything that can be said of an activity is said of it."""
    club = Activity.objects.create(
        **{
            "organisation": of,
            "name": "Bird club",
            "description": "We look at birds, and have tea.",
            "url": "https://birds.example.org",
            "email": "birds@example.org",
            "fees": "£2 for the tea",
            "minimum_age": 18,
            "maximum_age": 99.5,
            "assured_date": date(2026, 1, 2),
            "checked_on": date(2026, 3, 4),
            "conditions": "For adults.",
            "first_visit": "Ask for Maureen.",
            "met_at_door": True,
            "company": "group",
        }
        | more
    )
    there = ActivityPlace.objects.create(activity=club, place=place)
    when = Time.objects.create(
        activity=club,
        at=there,
        freq="WEEKLY",
        interval=1,
        byday="TU",
        weekdays=TUESDAYS,
        opens_at=time(10, 0),
        closes_at=time(12, 30),
        term_time_only=True,
    )
    NotOn.objects.create(time=when, on=date(2026, 12, 29), words="Christmas")
    CostOption.objects.create(activity=club, option="Tea", amount=Decimal("2.00"))
    Language.objects.create(activity=club, code="en", name="English")
    ServiceArea.objects.create(activity=club, name="BS16")
    contact = Contact.objects.create(activity=club, name="Maureen", title="Volunteer")
    Phone.objects.create(contact=contact, number="01632 960001")
    Phone.objects.create(activity=club, number="01632 960002")
    Tag.objects.create(activity=club, term=a_term())
    return club


def directory(scheme: Any) -> dict[str, Activity]:
    """Two public entries with places, one without, and three that are not the public's."""
    of, hall = organisation(), a_place()
    far = a_place(name="Leith Hall", postcode="EH6 6AA", latitude=55.975, longitude=-3.17)
    birds = bird_club(of, hall)
    chess = Activity.objects.create(name="Chess", organisation=of, minimum_age=8, maximum_age=17)
    ActivityPlace.objects.create(activity=chess, place=far)
    Time.objects.create(
        activity=chess, byday="FR", weekdays=FRIDAYS, opens_at=time(18), closes_at=time(20)
    )
    line = Activity.objects.create(name="Telephone line", sort="dial_a_ride", booking="Ring.")
    return {
        "birds": birds,
        "chess": chess,
        "line": line,
        "private": bird_club(of, hall, name="Ours alone", only_for=scheme),
        "proposed": bird_club(of, hall, name="Somebody typed this", standing="proposed"),
        "merged": bird_club(of, hall, name="The same", standing="merged", merged_into=birds),
    }
