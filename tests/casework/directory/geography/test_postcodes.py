"""Where a postcode is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.directory.geography import (
    Point,
    code_point,
    district_of,
    locate,
    point_of,
    point_of_place,
    points_of,
)
from alongside.casework.directory.models import District, Place, Postcode

pytestmark = pytest.mark.django_db
NUMBER_TEN = Point(51.50354, -0.127695)


@pytest.mark.parametrize("typed", ["SW1A 2AA", "sw1a2aa", " sw1a  2aa ", "SWIA 2AA"])
def test_a_postcode_is_found_however_it_is_typed(typed, django_assert_num_queries):
    with django_assert_num_queries(0):
        found = point_of(typed)

    assert found.latitude == pytest.approx(NUMBER_TEN.latitude, abs=0.001)
    assert found.longitude == pytest.approx(NUMBER_TEN.longitude, abs=0.001)


@pytest.mark.parametrize("typed", ["", " ", "SW1A", "nonsense", "ZZ99 9ZZ", "../../etc", "ÅÄ1 2BC"])
def test_what_is_no_postcode_is_nowhere(typed):
    assert point_of(typed) is None


@given(st.text(max_size=12))
def test_whatever_is_typed_is_no_error(typed):
    code_point.find(typed)


def test_every_first_and_last_of_an_area_is_found():
    text = code_point._text_of("ZE").split(b"\n")
    lines = [line for line in text if line.strip()]

    for line in (lines[0], lines[-1]):
        assert code_point.find(line.split(b",")[0].decode())


def test_northern_ireland_is_found_once_it_was_brought_in():
    assert point_of("BT7 1NN") is None
    Postcode.objects.create(postcode="BT7 1NN", latitude=54.5844, longitude=-5.9345)

    assert point_of("bt71nn") == Point(54.5844, -5.9345)


def test_a_postcode_without_coordinates_is_nowhere():
    Postcode.objects.create(postcode="BT7 1NN", district="N09000003")

    assert point_of("BT7 1NN") is None


def test_many_are_found_in_one_query(django_assert_num_queries):
    Postcode.objects.create(postcode="BT7 1NN", latitude=54.5844, longitude=-5.9345)

    with django_assert_num_queries(1):
        found = points_of(["SW1A 2AA", "bt7 1nn", "AD4 2QT", ""])

    assert found["bt7 1nn"] == Point(54.5844, -5.9345)
    assert found["SW1A 2AA"] is not None
    assert found["AD4 2QT"] is None
    assert found[""] is None


def test_places_get_the_coordinates_of_their_postcode_and_keep_their_own():
    by_postcode = Place(name="The hall", postcode="SW1A 2AA")
    exact = Place(name="The garden", postcode="SW1A 2AA", latitude=51.0, longitude=-1.0)
    nowhere = Place(name="Online")

    locate([by_postcode, exact, nowhere])

    assert by_postcode.latitude == pytest.approx(NUMBER_TEN.latitude, abs=0.001)
    assert point_of_place(exact) == Point(51.0, -1.0)
    assert point_of_place(Place(postcode="SW1A 2AA")) == point_of("SW1A 2AA")
    assert point_of_place(nowhere) is None


def test_a_district_has_its_name_where_the_names_were_brought_in():
    Postcode.objects.create(postcode="BS16 4AA", district="E06000025")

    assert district_of("bs164aa").name == "E06000025"
    District.objects.create(code="E06000025", name="South Gloucestershire")

    assert district_of("bs164aa").name == "South Gloucestershire"
    assert district_of("BS1 4AA") is None
