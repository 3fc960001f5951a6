"""Writing the made-up towns: some thousands of rows with a few statements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from alongside.casework import audit
from alongside.casework.directory.fields import time_of
from alongside.casework.directory.models import (
    Activity,
    ActivityPlace,
    Contact,
    CostOption,
    Language,
    Organisation,
    Phone,
    Place,
    Postcode,
    ServiceArea,
    Tag,
    Taxonomy,
    Term,
    Time,
)
from alongside.casework.directory.search import index
from alongside.casework.directory.times import parse_hours

from ..places import PLACES, Cast
from . import trusting
from .where import Town, towns
from .writing import Planned, planned, postcode, telephone

DISTRICTS = {area: codes[0] for place in PLACES for area, codes in place.areas.items()}
CHANCES = {"step_free": 0.75, "hearing_loop": 0.3, "accessible_toilet": 0.6, "parking": 0.55}


def settle(cast: Cast, today: date, seed: int) -> list[Activity]:
    """Write three hundred activities, and what is known of how they are."""
    random = Random(seed)  # noqa: S311 - made-up towns, no secret
    plans = planned(towns(), random)
    made = _Towns(random, trusting.Checks(cast, today, random)).write(plans)
    index.refresh(activity.pk for activity in made)
    audit.record_all(audit.Line.of("ACTIVITY_ADDED", to=activity, by=None) for activity in made)
    return made


class _Towns:
    """Gathers rows, and writes those of a kind together."""

    def __init__(self, random: Random, checks: trusting.Checks) -> None:
        self.random, self.checks = random, checks
        self.interests = Taxonomy.objects.create(name="Interests", description="What people like")
        self.terms: dict[str, Term] = {}

    def write(self, plans: list[Planned]) -> list[Activity]:
        offices = self._offices(plans)
        places = self._places(plans)
        made = [self._activity(plan, offices) for plan in plans]
        both = list(zip(made, plans, strict=True))
        self.checks.think_of(both)  # before they are written: changing them after takes as long
        Activity.objects.bulk_create(made)
        ActivityPlace.objects.bulk_create(
            ActivityPlace(activity=activity, place=places[plan.town.area, plan.hall])
            for activity, plan in both
            if plan.hall
        )
        Time.objects.bulk_create(
            time_of(activity, parsed)
            for activity, plan in both
            for parsed in parse_hours(plan.when)
        )
        CostOption.objects.bulk_create(
            CostOption(activity=activity, amount=Decimal(plan.of("cost")))
            for activity, plan in both
            if plan.of("cost")
        )
        Language.objects.bulk_create(
            Language(activity=activity, name=name)
            for activity, plan in both
            for name in plan.of("languages", [])
        )
        ServiceArea.objects.bulk_create(
            ServiceArea(activity=activity, name=code, extent=code, extent_type="postcodes")
            for activity, plan in both
            for code in plan.of("serves", [])
        )
        self._whom_to_ask(both)
        self._tags(both)
        self.checks.write(both)
        return made

    def _offices(self, plans: list[Planned]) -> dict[str, Organisation]:
        kinds = {plan.by: plan.of("kind", "third_sector") for plan in plans}
        made = Organisation.objects.bulk_create(
            Organisation(name=name, kind=kind) for name, kind in kinds.items()
        )
        Phone.objects.bulk_create(
            Phone(organisation=one, number=telephone(self.random)) for one in made
        )
        return {one.name: one for one in made}

    def _places(self, plans: list[Planned]) -> dict[tuple[str, str], Place]:
        halls = dict.fromkeys((plan.town.area, plan.hall) for plan in plans if plan.hall)
        by_name = {plan.town.area: plan.town for plan in plans}
        made = [self._place(by_name[area], hall) for area, hall in halls]
        Place.objects.bulk_create(made)
        codes = {place.postcode: place for place in made}
        Postcode.objects.bulk_create(
            Postcode(postcode=code, latitude=place.latitude, longitude=place.longitude)
            for code, place in codes.items()
        )
        return dict(zip(halls, made, strict=True))

    def _place(self, town: Town, hall: str) -> Place:
        latitude, longitude = town.spot(hall)
        access: dict[str, Any] = {
            name: self.random.random() < chance if self.random.random() < 0.85 else None
            for name, chance in CHANCES.items()
        }
        return Place(
            name=hall,
            city=town.name,
            postcode=postcode(DISTRICTS[town.area], hall),
            latitude=latitude,
            longitude=longitude,
            quiet="library" in hall or None,
            getting_there=self.random.choice(WAYS),
            **access,
        )

    def _activity(self, plan: Planned, offices: dict[str, Organisation]) -> Activity:
        lowest, highest = plan.of("ages", [0, 0])
        return Activity(
            name=plan.name,
            organisation=offices[plan.by],
            sort=plan.of("sort", "activity"),
            description=plan.what,
            fees=plan.of("fees"),
            conditions=plan.of("conditions"),
            booking=plan.of("booking"),
            first_visit=plan.of("first"),
            met_at_door=plan.of("met", None),
            company=plan.of("company", "group"),
            minimum_age=lowest or None,
            maximum_age=highest or None,
        )

    def _whom_to_ask(self, both: list[tuple[Activity, Planned]]) -> None:
        asked = [
            Contact(activity=activity, name=plan.of("contact") or self.random.choice(NAMES))
            for activity, plan in both
            if plan.of("contact") or self.random.random() < 0.6
        ]
        Contact.objects.bulk_create(asked)
        Phone.objects.bulk_create(
            Phone(contact=contact, number=telephone(self.random)) for contact in asked
        )

    def _tags(self, both: list[tuple[Activity, Planned]]) -> None:
        words = dict.fromkeys(word for _, plan in both for word in plan.of("tags", []))
        terms = Term.objects.bulk_create(Term(taxonomy=self.interests, name=word) for word in words)
        self.terms = {term.name: term for term in terms}
        Tag.objects.bulk_create(
            Tag(term=self.terms[word], activity=activity)
            for activity, plan in both
            for word in plan.of("tags", [])
        )


WAYS = (
    "The bus stops at the corner.",
    "Five minutes on foot from the square; the last bit is uphill.",
    "Behind the church; the side door has a bell.",
    "There is a crossing with lights outside.",
    "Bus every half hour until six, and no bus on Sundays.",
    "",
)
NAMES = (
    "Maureen Tate",
    "Alun Rees",
    "Parveen Aziz",
    "Doreen Cole",
    "Sandy Muir",
    "Josie Bell",
    "Trevor Ames",
    "Mairi Grant",
    "Hefin Jenkins",
    "Pauline Okoro",
    "Stan Wojcik",
    "Glenys Pugh",
)
