"""By which words a need is found, and which is meant by words; how times are said."""

from __future__ import annotations

from datetime import date, time
from types import SimpleNamespace

import pytest

from alongside.casework.community import needs, words
from alongside.casework.community.models import Need
from alongside.casework.directory.times import parse_hours


@pytest.mark.parametrize(
    ("said", "need"),
    [
        ("birds", "nature"),
        ("Choir on Tuesdays", "music"),
        ("dementia café", "company"),
        ("", ""),
        ("zzz", ""),
    ],
)
def test_words_mean_a_need(said, need):
    assert needs.meant_by(said) == need


def test_every_need_has_words_but_the_last():
    assert set(needs.WORDS) == set(Need)
    assert all(needs.search_words(need) for need in Need if need != Need.OTHER)
    assert needs.search_words("x") == ""


@pytest.mark.parametrize(
    ("code", "need"), [("grief", "grief"), ("digital", "getting_online"), ("money", ""), ("", "")]
)
def test_a_goal_of_a_plan_stands_for_a_need(code, need):
    assert needs.of_goal(code) == need


@pytest.mark.parametrize(
    ("rhythm", "weekday", "start", "end", "first", "said"),
    [
        ("weekly", 3, time(10), time(11, 30), None, "Thursdays, 10am to 11.30am"),
        ("fortnightly", 1, time(14), None, None, "Every other Tuesday, from 2pm"),
        (
            "monthly",
            4,
            time(12),
            time(13),
            date(2026, 11, 13),
            "Second Friday of the month, noon to 1pm",
        ),
        ("monthly", 0, None, None, None, "First Monday of the month"),
        ("", 6, None, None, None, "Sunday"),
        ("weekly", None, time(10), None, None, ""),
    ],
)
def test_when_a_group_meets_in_words_that_the_directory_reads(
    rhythm, weekday, start, end, first, said
):
    group = SimpleNamespace(
        rhythm=rhythm, weekday=weekday, starts_at=start, ends_at=end, first_meeting_on=first
    )

    assert words.when(group) == said
    if start and said:
        (read,) = parse_hours(said)
        assert (read.opens_at, read.closes_at) == (start, end)
        assert read.byday
