"""What is within some miles, on whichever database."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.casework.directory.geography import Point, miles, near, nearest_stops, stops_near
from alongside.casework.directory.models import Activity, ActivityPlace, Place, Stop

pytestmark = pytest.mark.django_db
HERE = Point(51.48, -2.52)
ALL_OVER = [
    Point(HERE.latitude + up / 40, HERE.longitude + along / 25)
    for up in range(-4, 5)
    for along in range(-4, 5)
]


@pytest.fixture
def places():
    return Place.objects.bulk_create(
        Place(name=f"{number}", latitude=one.latitude, longitude=one.longitude)
        for number, one in enumerate(ALL_OVER)
    )


@pytest.mark.parametrize("within", [0, 0.5, 1.75, 3, 8, 100])
def test_exactly_those_within_are_found_each_with_its_miles(places, within):
    found = {one.name: one.miles for one in near(Place.objects.all(), HERE, within)}

    wanted = {f"{n}": miles(HERE, one) for n, one in enumerate(ALL_OVER)}
    assert found == pytest.approx({n: far for n, far in wanted.items() if far <= within})


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (Point(0, 179.99), Point(0, -179.99)),
        (Point(0, -179.99), Point(0, 179.99)),
        (Point(89.99, 0), Point(89.99, 180)),
    ],
)
def test_the_other_side_of_the_date_line_and_of_a_pole_is_near(here, there):
    Place.objects.create(latitude=there.latitude, longitude=there.longitude)

    (found,) = near(Place.objects.all(), here, 3)

    assert found.miles == pytest.approx(miles(here, there), rel=1e-6)


def test_a_stop_beyond_the_date_line_or_the_pole_is_near():
    for code, (up, along) in {"A": (0, -179.999), "B": (0, 179.99), "C": (89.999, 180)}.items():
        Stop.objects.create(code=code, name=code, latitude=up, longitude=along)
    east, west, top = Point(0, 179.999), Point(0, -179.992), Point(89.999, 0)

    found = nearest_stops([east, west, top])

    assert {point: stop.code for point, stop in found.items()} == {east: "A", west: "A", top: "C"}


def test_an_activity_counts_once_and_by_the_nearest_of_its_places(places):
    walk, online = Activity.objects.create(name="Walk"), Activity.objects.create(name="Online")
    for place in (places[0], places[40], places[41]):
        ActivityPlace.objects.create(activity=walk, place=place)
    ActivityPlace.objects.create(activity=online, place=Place.objects.create(name="Nowhere"))

    (found,) = near(Activity.objects.public(), HERE, 5)

    assert found == walk
    assert found.miles == pytest.approx(min(miles(HERE, ALL_OVER[n]) for n in (0, 40, 41)))


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(-0.02, 0.02), st.floats(-0.02, 0.02)), max_size=12))
def test_the_nearest_stop_is_nearer_than_every_other(around):
    stops = [
        Stop(code=f"{n}", name=f"{n}", latitude=51 + up, longitude=-2 + along)
        for n, (up, along) in enumerate(around)
    ]
    here = Point(51, -2)
    Stop.objects.all().delete()
    Stop.objects.bulk_create(stops)

    near_here = stops_near(here)
    one_query = nearest_stops([here, None])

    nearest = min((miles(here, Point(s.latitude, s.longitude)) for s in stops), default=9)
    assert bool(near_here) == (here in one_query) == (nearest <= 0.5)
    if near_here:
        assert near_here[0].miles == pytest.approx(nearest, abs=1e-6)
        assert near_here == sorted(near_here, key=lambda stop: stop.miles)


def test_no_points_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert nearest_stops([None]) == {}
