"""Dates, times and numbers, as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.site import format as words

TUESDAY = date(2026, 11, 24)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.fixture(autouse=True)
def _in_2026(time_machine):
    time_machine.move_to(datetime(2026, 11, 24, 10, tzinfo=UTC))


def test_a_day_of_another_year_has_its_year():
    thursday = date(2025, 11, 20)

    said = [f(thursday) for f in (words.day, words.day_long, words.day_month, words.day_year)]

    assert said == [
        "Thu 20 Nov 2025",
        "Thursday 20 November 2025",
        "20 November 2025",
        "20 November 2025",
    ]


def test_a_day_is_said_as_short_as_the_place_allows():
    thursday = date(2026, 11, 19)

    said = [f(thursday) for f in (words.day, words.day_long, words.day_month, words.day_year)]

    assert said == ["Thu 19 Nov", "Thursday 19 November", "19 November", "19 November 2026"]


@pytest.mark.parametrize("say", [words.day, words.day_long, words.day_month, words.day_year])
def test_no_day_is_said_as_nothing(say):
    assert say(None) == ""


def test_a_moment_falls_on_the_day_where_the_service_is():
    just_after_midnight_in_summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    without_a_zone = datetime(2026, 7, 1, 23, 30)

    assert words.day(just_after_midnight_in_summer) == "Thu 2 Jul"
    assert words.day(without_a_zone) == "Wed 1 Jul"


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        (time(14, 0), "2pm"),
        (time(11, 15), "11.15am"),
        (time(12, 0), "noon"),
        (time(12, 5), "12.05pm"),
        (time(0, 0), "12am"),
        (datetime(2026, 7, 1, 9, 30, tzinfo=UTC), "10.30am"),
        (None, ""),
    ],
)
def test_a_time_is_said_without_zeros_that_shout(clock, said):
    assert words.time_of_day(clock) == said


@given(st.times())
def test_every_time_of_day_has_no_colon_and_no_double_nought(clock):
    said = words.time_of_day(clock)

    assert ":" not in said
    assert ".00" not in said
    assert said == "noon" or said.endswith(("am", "pm"))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "Yesterday"),
        (0, "Today"),
        (1, "Tomorrow"),
        (2, "Thursday"),
        (6, "Monday"),
        (7, "Tue 1 Dec"),
        (-4, "Fri 20 Nov"),
        (-400, "20 October 2025"),
    ],
)
def test_a_near_day_is_said_as_people_say_it(days, said):
    assert words.near_day(TUESDAY + timedelta(days=days), TUESDAY) == said


@given(DAYS, DAYS)
def test_a_bare_weekday_always_means_the_week_to_come(when, today):
    said = words.near_day(when, today)

    if " " not in said and said not in ("Yesterday", "Today", "Tomorrow"):
        assert 1 < (when - today).days < 7


@pytest.mark.parametrize(
    ("days", "said"), [(1, "1 day late"), (4, "4 days late"), (0, ""), (-3, "")]
)
def test_what_is_late_says_by_how_much(days, said):
    assert words.how_late(TUESDAY - timedelta(days=days), TUESDAY) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "Wed 25 Nov"),
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (91, "13 weeks ago"),
        (150, "5 months ago"),
        (800, "2 years ago"),
    ],
)
def test_what_is_past_is_counted_in_the_measure_that_fits(days, said):
    assert words.ago(TUESDAY - timedelta(days=days), TUESDAY) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "0 seconds ago"),
        (1, "1 second ago"),
        (90, "1 minute ago"),
        (7200, "2 hours ago"),
        (172800, "2 days ago"),
    ],
)
def test_what_happened_just_now_is_counted_by_the_clock(seconds, said):
    now = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

    assert words.clock_ago(now - timedelta(seconds=seconds), now) == said


def test_numbers_are_words_up_to_ten_and_figures_above():
    assert [words.number(n) for n in (0, 6, 10, 11, 5787)] == ["no", "six", "ten", "11", "5,787"]


def test_what_is_counted_agrees_with_its_number():
    assert words.count(1, "day") == "1 day"
    assert words.count(4, "day") == "4 days"
    assert words.count(2, "person", "people") == "2 people"
    assert words.count_words(1, "person", "people") == "One person"
    assert words.count_words(6, "person", "people") == "Six people"
    assert words.count_words(12, "day") == "12 days"


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_read_as_a_sentence(parts, said):
    assert words.and_list(parts) == said


def test_a_list_of_choices_is_joined_with_or():
    assert words.and_list(["a", "b"], "or") == "a or b"


def test_a_name_owns_as_it_is_spoken():
    assert words.possessive("James") == "James’s"
