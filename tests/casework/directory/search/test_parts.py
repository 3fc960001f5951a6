"""The parts of the search by themselves: words, cells, facts, the thesaurus."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.directory.geography import Point, miles
from alongside.casework.directory.models import Time
from alongside.casework.directory.search import cells, facts, text, thesaurus


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Drop-in", ["drop", "dropin"]),
        ("men’s shed, Café!", ["mens", "shed", "cafe"]),
        ("one_two", ["one", "two"]),
        ("the of and", []),
        ("x" * 41, []),
        ("", []),
    ],
)
def test_words_are_folded_and_the_small_ones_left_out(said, words):
    assert text.words(said) == words


@given(st.text())
def test_any_text_has_words_that_the_index_can_keep(said: str):
    assert all(0 < len(stem) <= text.LONGEST for stem in text.stems(said))


places = st.tuples(st.floats(49, 61), st.floats(-9, 2))


@given(at=places, north=st.floats(-20, 20), east=st.floats(-20, 20))
def test_flat_ground_is_right_to_one_part_in_a_hundred(at, north, east):
    here = Point(*at)
    there = Point(at[0] + north / 69.0933, at[1] + east / cells.miles_across(at[0]))

    flat = (north**2 + east**2) ** 0.5

    assert flat == pytest.approx(miles(here, there), rel=0.01, abs=0.001)


@given(at=places, within=st.floats(0.1, 12))
def test_the_cells_of_a_circle_hold_every_point_in_it(at, within):
    around = cells.box(*at, within)
    found = cells.cells(around)

    for latitude in (around.south, at[0], around.north):
        for longitude in (around.west, at[1], around.east):
            assert found is None or cells.cell(latitude, longitude) in found


def test_a_big_circle_has_too_many_cells_to_look_them_up():
    assert cells.cells(cells.box(52, -1, 25)) is None


@pytest.mark.parametrize(
    ("opens", "closes", "parts"),
    [
        (None, None, "mae"),
        ("10:00", "12:00", "m"),
        ("10:00", None, "m"),
        ("11:00", "13:00", "ma"),
        ("12:00", "17:00", "a"),
        ("13:00", "18:00", "ae"),
        ("19:00", "01:00", "e"),
        (None, "11:00", "m"),
        ("09:00", "21:00", "mae"),
    ],
)
def test_parts_of_a_day_are_those_that_it_touches(opens, closes, parts):
    from datetime import time

    at = [time.fromisoformat(one) if one else None for one in (opens, closes)]
    one = Time(weekdays=0b10, opens_at=at[0], closes_at=at[1])

    bits = facts.slots_of([one])

    found = "".join(p for n, p in enumerate("mae") if bits >> (3 + n) & 1)
    assert found == parts
    assert bits & ~(0b111 << 3) == 0


def test_a_mask_asks_for_a_day_a_part_or_both():
    assert facts.mask(None, "") == 0
    assert facts.mask(1, "") == 0b111 << 3
    assert facts.mask(1, "evening") == 1 << 5
    assert facts.mask(None, "morning") == sum(1 << 3 * day for day in range(7))


def test_every_interest_of_the_thesaurus_can_be_read_and_finds_something():
    assert len(thesaurus.interests()) > 40
    assert all(thesaurus.by_what_is_said().values())


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[birds", "cannot be read"),
        ('[birds]\nsaid = ["birds"]', 'The interest "birds" needs two lists'),
        ('[birds]\nsaid = []\nfinds = ["owl"]', "needs two lists"),
        ('[birds]\nsaid = ["the"]\nfinds = ["owl"]', "not as small as"),
        ('[birds]\nsaid = "birds"\nfinds = [1]', "needs two lists"),
        ("birds = 1", "needs two lists"),
    ],
)
def test_a_thesaurus_that_is_wrong_says_what_is_wrong(toml, words):
    with pytest.raises(thesaurus.BadThesaurus, match=words):
        thesaurus.read(toml)
