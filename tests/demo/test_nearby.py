"""The made-up towns have what there is in real ones: things to do, and entries that nobody kept."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.casework.directory.geography import Home, lies_in, miles, point_of
from alongside.casework.directory.models import (
    Activity,
    Check,
    Notice,
    Place,
    Postcode,
    Proposal,
    Sort,
    Status,
    Tip,
)
from alongside.casework.directory.queries import duplicates
from alongside.casework.directory.search import Query, find
from alongside.casework.directory.trust import Freshness, freshness
from alongside.casework.people.models import Person
from alongside.demo.nearby import postcodes_of_people, settle
from alongside.demo.places import Cast, found

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def cast() -> Cast:
    cast = found(TODAY)
    settle(cast, TODAY, seed=1)
    return cast


def test_three_hundred_activities_some_stale_some_gone_some_with_something_waiting(cast: Cast):
    entries = list(Activity.objects.all())
    states = dict.fromkeys(Freshness, 0)
    for entry in entries:
        states[freshness(entry, TODAY)] += 1

    assert 300 <= len(entries) <= 310
    assert min(states.values()) >= 15
    assert states[Freshness.FRESH] > len(entries) / 2
    assert Activity.objects.filter(status=Status.DEFUNCT).count() >= 5
    assert Activity.objects.filter(unconfirmed__gte=2).exists()
    assert Activity.objects.exclude(only_for=None).exists()
    assert Notice.objects.count() == Proposal.objects.count() == 6
    assert Tip.objects.count() == 20
    assert Check.objects.filter(on__gt=TODAY).count() == 0


def test_there_are_rides_and_they_serve_the_towns(cast: Cast):
    rides = Activity.objects.exclude(sort=Sort.ACTIVITY)

    assert set(rides.values_list("sort", flat=True)) == {Sort.DIAL_A_RIDE, Sort.VOLUNTEER_DRIVERS}
    assert rides.filter(sort=Sort.DIAL_A_RIDE).count() == 2
    home = Home.at("AD4 2QT")
    serving = [ride.name for ride in rides if lies_in(home, ride.areas.all())]
    assert sorted(serving) == ["Aldermouth volunteer drivers", "Dial-a-ride Aldermouth"]


def test_birds_find_the_falconry_centre_and_the_hide(cast: Cast):
    results = find(Query(words="birds"), worker=cast.workers["ruth"], limit=20, offset=0)

    numbers = [one.activity_id for one in results.found]
    names = set(Activity.objects.filter(pk__in=numbers).values_list("name", flat=True))
    assert {"Harbour hawks and owls", "Fenwater bird hide mornings"} <= names


def test_every_place_is_somewhere_and_people_live_near_them(cast: Cast):
    Person.objects.create(
        scheme=cast.schemes["aldermouth"], preferred_name="Peg", postcode="AD4 2QT"
    )
    postcodes_of_people({"AD4": "Thornhythe"})
    postcodes_of_people({"AD4": "Thornhythe"})

    home, hide = point_of("AD4 2QT"), point_of(Place.objects.get(name="Fenwater hide").postcode)
    assert home is not None
    assert hide is not None
    assert miles(home, hide) < 3
    assert not Place.objects.filter(latitude=None).exists()


def test_a_few_stand_there_twice_and_little_else_looks_like_it(cast: Cast):
    pairs = duplicates.of_activities(cast.workers["ruth"])

    assert 3 <= len(pairs) <= 8


def test_the_same_seed_makes_the_same_towns(cast: Cast):
    first = list(Activity.objects.order_by("pk").values_list("name", "due_on", "status"))
    Activity.objects.all().update(organisation=None)
    again_from = Activity.objects.order_by("-pk").values_list("pk", flat=True)[0]
    Place.objects.all().update(postcode="")
    Postcode.objects.all().delete()
    settle(cast, TODAY, seed=1)

    again = Activity.objects.filter(pk__gt=again_from).order_by("pk")
    assert list(again.values_list("name", "due_on", "status")) == first
