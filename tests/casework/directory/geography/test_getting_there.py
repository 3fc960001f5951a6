"""How to get somewhere: who fetches people, the nearest stop, and miles that say what they are."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.directory.geography import (
    ATTRIBUTION,
    Point,
    distance_words,
    getting_there,
    transport_for,
)
from alongside.casework.directory.geography.areas import postcode_parts
from alongside.casework.directory.geography.shapes import in_shape
from alongside.casework.directory.models import (
    Activity,
    District,
    Phone,
    Place,
    Postcode,
    ServiceArea,
    Sort,
    Stop,
)

pytestmark = pytest.mark.django_db
SQUARE = [[-2.6, 51.4], [-2.4, 51.4], [-2.4, 51.6], [-2.6, 51.6], [-2.6, 51.4]]
HOLE = [[-2.55, 51.45], [-2.45, 51.45], [-2.45, 51.55], [-2.55, 51.55], [-2.55, 51.45]]


def a_ride(called="Riverside Dial-a-Ride", sort=Sort.DIAL_A_RIDE, **area) -> Activity:
    ride = Activity.objects.create(name=called, sort=sort, booking="Book two days before.")
    ServiceArea.objects.create(activity=ride, **area)
    return ride


@pytest.mark.parametrize(
    "area",
    [
        {"name": "BS16"},
        {"extent": "BS15, BS16, BS5"},
        {"extent": "BS16 4"},
        {"extent": "bs16 4aa"},
        {"extent": "BS"},
        {"extent": "BA, BS"},
        {"name": "We fetch people from BS15 and BS16."},
        {"name": "South Gloucestershire"},
        {"uri": "http://statistics.data.gov.uk/id/statistical-geography/E06000025"},
        {
            "extent": json.dumps({"type": "Polygon", "coordinates": [SQUARE]}),
            "extent_type": "geojson",
        },
    ],
)
def test_a_dial_a_ride_serves_the_postcodes_of_its_area(area):
    District.objects.create(code="E06000025", name="South Gloucestershire")
    Postcode.objects.create(postcode="BS16 4AA", district="E06000025")
    ride = a_ride(**area)

    assert transport_for("bs164aa") == [ride]


@pytest.mark.parametrize(
    "area",
    [
        {"extent": "BS1"},
        {"extent": "BS16 5"},
        {"extent": "BS16 4AB"},
        {"extent": "B"},
        {"name": "All over the county"},
        {"name": "Bath and North East Somerset"},
        {"extent": "not a shape", "extent_type": "geojson"},
        {},
    ],
)
def test_and_no_others(area):
    a_ride(**area)

    assert transport_for("BS16 4AA") == []


def test_what_is_no_transport_private_or_not_running_fetches_nobody(aldermouth):
    a_ride(extent="BS16", sort=Sort.ACTIVITY)
    closed = a_ride(extent="BS16")
    closed.status = "defunct"
    closed.save()
    ours = a_ride(extent="BS16", called="Our own drivers", sort=Sort.VOLUNTEER_DRIVERS)
    ours.only_for = aldermouth
    ours.save()

    assert transport_for("BS16 4AA") == []
    assert transport_for("BS16 4AA", among=Activity.objects.all()) == [ours]
    assert transport_for("") == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite read every entry for it")
def test_rides_are_looked_up_where_the_database_knows_of_none():
    """Told by ANALYZE that all entries are of one sort, it held the index of sorts for useless."""
    Activity.objects.bulk_create(Activity(name=f"Choir {number}") for number in range(200))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        with CaptureQueriesContext(connection) as asked:
            transport_for("BS16 4AA")
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        plan = [row[-1] for row in cursor.fetchall()]

    assert any("activity_sort" in step for step in plan)
    assert not any(step.startswith("SCAN") for step in plan)


@given(st.text(max_size=60))
def test_whatever_is_written_as_an_area_is_read_without_an_error(text):
    postcode_parts(text)
    assert in_shape(Point(51, -2), text) is False


@pytest.mark.parametrize(
    ("shape", "inside"),
    [
        ({"type": "Polygon", "coordinates": [SQUARE]}, True),
        ({"type": "Polygon", "coordinates": [SQUARE, HOLE]}, False),
        ({"type": "MultiPolygon", "coordinates": [[HOLE], [SQUARE, HOLE]]}, True),
        ({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}, True),
        (
            {
                "type": "FeatureCollection",
                "features": [
                    {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}
                ],
            },
            True,
        ),
        ({"type": "Polygon", "coordinates": [[]]}, False),
        ({"type": "Point", "coordinates": [-2.5, 51.5]}, False),
        ({"type": "Polygon"}, False),
        ([], False),
    ],
)
def test_a_point_lies_in_a_shape_and_not_in_its_hole(shape, inside):
    assert in_shape(Point(51.5, -2.5), json.dumps(shape)) is inside


def test_a_shape_within_shapes_without_end_holds_nothing():
    shape = '{"type":"Feature","geometry":' * 500 + "null" + "}" * 500

    assert in_shape(Point(51.5, -2.5), shape) is False


def test_the_way_says_miles_in_a_straight_line_the_stop_and_who_fetches():
    here = Point(51.48, -2.52)
    hall = Place.objects.create(
        name="The hall",
        postcode="BS16 4AA",
        latitude=51.51,
        longitude=-2.48,
        getting_there="The lane is steep.",
    )
    Stop.objects.create(
        code="1", name="High Street", indicator="Stop B", latitude=51.512, longitude=-2.48
    )
    ride = a_ride(extent="BS16")
    Phone.objects.create(activity=ride, number="01632 960001")

    way = getting_there(hall, here, from_postcode="BS16 9ZZ")

    assert way.sentences == [
        "2.7 miles north-east, in a straight line.",
        "The lane is steep.",
        "The nearest bus stop is High Street (Stop B), about 6 minutes on foot.",
        "Riverside Dial-a-Ride can fetch people from where you live. Book two days before."
        " Telephone 01632 960001.",
    ]


def test_where_nobody_sets_out_it_says_who_fetches_people_around_the_place():
    a_ride(extent="BS16")

    way = getting_there(Place(name="The hall", postcode="BS16 4AA"))

    assert way.sentences[-1] == (
        "Riverside Dial-a-Ride can fetch people who live around there. Book two days before."
    )


def test_what_nobody_has_told_us_is_not_said():
    way = getting_there(Place.objects.create(name="Online"))

    assert way.sentences == []
    assert distance_words(None, Point(51, -2)) == ""


def test_next_door_has_no_direction():
    words = distance_words(Point(51.48, -2.52), Point(51.4801, -2.52))

    assert words == "Less than a quarter of a mile, in a straight line."


def test_a_list_hands_in_what_it_has_looked_up(django_assert_num_queries):
    hall = Place(latitude=51.51, longitude=-2.48)
    stop = Stop(name="High Street", kind="train", latitude=51.51, longitude=-2.48)

    with django_assert_num_queries(0):
        way = getting_there(hall, rides=[], stop=stop)

    assert way.stop == "The nearest railway station is High Street, about 1 minute on foot."


def test_the_licences_words_are_there_to_be_shown():
    assert "Contains OS data © Crown copyright" in ATTRIBUTION.replace("contains OS", "Contains OS")
    assert "Royal Mail data © Royal Mail" in ATTRIBUTION
    assert "Open Government Licence" in ATTRIBUTION
