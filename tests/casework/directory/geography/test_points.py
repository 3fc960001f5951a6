"""Miles, directions and the National Grid, whatever points are thrown at them."""

from __future__ import annotations

import pytest
from convertbng.cutil import convert_lonlat
from hypothesis import assume, given
from hypothesis import strategies as st

from alongside.casework.directory.geography import Point, direction, miles, miles_in_words
from alongside.casework.directory.geography.grid import point_on_grid
from alongside.casework.directory.geography.point import METRES_IN_A_MILE, WINDS

ANYWHERE = st.builds(
    Point,
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
)
BRITAIN = st.builds(Point, st.floats(50, 60), st.floats(-6, 1.5))
BRISTOL = Point(51.4545, -2.5879)
EDINBURGH = Point(55.9533, -3.1883)


@given(ANYWHERE, ANYWHERE)
def test_it_is_as_far_there_as_back_and_no_further_than_round_the_earth(a, b):
    assert miles(a, b) == pytest.approx(miles(b, a))
    assert 0 <= miles(a, b) <= 12_440


@given(BRITAIN, BRITAIN, BRITAIN)
def test_no_way_round_is_shorter_than_the_straight_line(a, b, c):
    assert miles(a, c) <= miles(a, b) + miles(b, c) + 1e-6


@given(ANYWHERE)
def test_a_place_is_no_way_from_itself_and_in_no_direction(a):
    assert miles(a, a) == pytest.approx(0, abs=1e-6)
    assert direction(a, a) == ""


def test_bristol_to_edinburgh_is_as_far_as_maps_say():
    assert miles(BRISTOL, EDINBURGH) == pytest.approx(311.8, abs=1.5)
    assert direction(BRISTOL, EDINBURGH) == "north"
    assert direction(EDINBURGH, BRISTOL) == "south"


@given(BRITAIN, st.floats(-0.05, 0.05), st.floats(-0.05, 0.05))
def test_the_way_back_is_the_opposite_way_or_beside_it(a, up, along):
    assume(abs(up) + abs(along) > 1e-4)
    b = Point(a.latitude + up, a.longitude + along)

    there, back = WINDS.index(direction(a, b)), WINDS.index(direction(b, a))

    assert (there - back) % 8 in (3, 4, 5)


@pytest.mark.parametrize(
    ("up", "along", "way"),
    [
        (1, 0, "north"),
        (0, 1, "east"),
        (-1, 0, "south"),
        (0, -1, "west"),
        (0.6, 1, "north-east"),
        (-0.6, -1, "south-west"),
    ],
)
def test_ways_are_said_as_a_compass_has_them(up, along, way):
    there = Point(BRISTOL.latitude + up / 100, BRISTOL.longitude + along / 100)

    assert direction(BRISTOL, there) == way


@pytest.mark.parametrize(
    ("far", "words"),
    [
        (0.0, "less than a quarter of a mile"),
        (0.3, "a quarter of a mile"),
        (0.5, "half a mile"),
        (0.8, "three quarters of a mile"),
        (0.93, "1 mile"),
        (0.99, "1 mile"),
        (1.04, "1 mile"),
        (1.25, "1.2 miles"),
        (2.0, "2 miles"),
        (9.96, "10 miles"),
        (14.4, "14 miles"),
    ],
)
def test_miles_are_said_as_people_say_them(far, words):
    assert miles_in_words(far) == words


@given(st.integers(100_000, 650_000), st.integers(10_000, 1_200_000))
def test_the_grid_agrees_with_ordnance_surveys_own_table_within_a_houses_width(easting, northing):
    (longitude,), (latitude,) = convert_lonlat([easting], [northing])

    ours = point_on_grid(easting, northing)

    assert miles(ours, Point(latitude, longitude)) * METRES_IN_A_MILE < 6


@pytest.mark.parametrize("off", [(0, 0), (-1, 5), (700_001, 5), (5, 1_300_001), (1e12, 1e12)])
def test_what_is_off_the_grid_is_nowhere(off):
    assert point_on_grid(*off) is None


@given(st.floats(0, 700_000), st.floats(0, 1_300_000))
def test_every_place_on_the_grid_is_somewhere_near_britain(easting, northing):
    assume(easting or northing)

    found = point_on_grid(easting, northing)

    assert 49 < found.latitude < 62
    assert -9.5 < found.longitude < 4
