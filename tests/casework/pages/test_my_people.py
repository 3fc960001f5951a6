"""My people: the table, its filters and orders."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.casework.pages.queries import mine
from alongside.casework.pages.queries.known import known
from alongside.casework.schemes.models import Cover
from alongside.casework.support.models import Extension

from . import lives
from .lives import TODAY, at


def names(worker, show="all", by="next"):
    found = mine.my_people(known(worker, TODAY), TODAY, show, by, whole=True)
    return [line.name for line in found.lines]


def one(worker, name):
    found = mine.my_people(known(worker, TODAY), TODAY, "all", "name", whole=True)
    return next(line for line in found.lines if line.name == name)


def test_the_soonest_next_step_stands_first(day, ruth):
    assert names(ruth) == [
        "Len Barraclough",
        "Tomasz Wilk",
        "Peg Hollins",
        "Dai Probert",
        "Sunita Rao",
        "Amina Yusuf",
        "Beryl Stannard",
    ]


def test_each_line_says_when_they_meet_next_as_people_say_it(day, ruth):
    said = {name: one(ruth, name) for name in names(ruth)}

    assert {name: (line.next_words, line.next_day(TODAY)) for name, line in said.items()} == {
        "Len Barraclough": ("Text about the woodwork shed", "Fri 20 Nov, late"),
        "Tomasz Wilk": ("First call", "Yesterday, late"),
        "Peg Hollins": ("Take the bird hide leaflet", "Today, 2pm"),
        "Dai Probert": ("Follow-up call", "Today"),
        "Sunita Rao": ("Ask about the choir", "Today"),
        "Amina Yusuf": ("Questions for the start", "Thu 26 Nov"),
        "Beryl Stannard": ("Goodbye visit", "Fri 27 Nov, 11am"),
    }


@pytest.mark.parametrize(
    ("by", "first", "last"),
    [
        ("name", "Amina Yusuf", "Tomasz Wilk"),
        ("support", "Tomasz Wilk", "Dai Probert"),
        ("last", "Tomasz Wilk", "Amina Yusuf"),
        ("next", "Len Barraclough", "Beryl Stannard"),
    ],
)
def test_the_orders(day, ruth, by, first, last):
    found = names(ruth, by=by)

    assert (found[0], found[-1]) == (first, last)


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("first", ["Tomasz Wilk", "Amina Yusuf"]),
        ("last", ["Beryl Stannard"]),
        ("quiet", ["Len Barraclough"]),
        ("after", ["Dai Probert"]),
    ],
)
def test_the_filters(day, ruth, show, expected):
    assert names(ruth, show=show) == expected
    assert mine.my_people(known(ruth, TODAY), TODAY, "all", "next", whole=True).counts[show] == len(
        expected
    )


def test_squares_show_the_weeks_and_those_agreed_beyond(aldermouth, ruth, dilys):
    _, episode = lives.supported(aldermouth, ruth, "Ivor Mensah", date(2026, 8, 24))
    Extension.objects.create(
        episode=episode, until_week=16, reason="His sight", on=TODAY, agreed_by=dilys
    )

    line = one(ruth, "Ivor Mensah")

    assert (line.clock, line.week, line.usual, line.until) == ("Week 14 of 16", 14, 12, 16)


def test_after_the_goodbye_the_table_says_how_long_ago(day, ruth):
    dai = one(ruth, "Dai Probert")

    assert (dai.clock, dai.since, dai.last_words, dai.tags) == (
        "Ended 25 Aug",
        "13 weeks ago",
        "Goodbye",
        ("Follow-up",),
    )


def test_eleven_are_shown_and_the_others_counted(aldermouth, ruth, as_ruth):
    for number in range(14):
        lives.supported(aldermouth, ruth, f"Person {number:02}", date(2026, 11, 20))

    page = as_ruth.get("/my-people/").content.decode()

    assert page.count('class="govuk-table__row"') == 12  # with the heading
    assert "Show the other 3" in page
    whole = as_ruth.get("/my-people/?show=first&by=name&whole").content.decode()
    assert whole.count('class="govuk-table__row"') == 15
    assert "?show=quiet&amp;by=name#all" in whole


def test_whom_one_covers_for_is_said(aldermouth, ruth, owen):
    area = aldermouth.areas.create(name="Marlpit")
    lives.supported(aldermouth, owen, "Di Carr", date(2026, 11, 20), area=area)
    Cover.objects.create(
        scheme=aldermouth, away=owen, by=ruth, from_on=TODAY, until_on=date(2026, 12, 4)
    )

    assert one(ruth, "Di Carr").second == "Marlpit, you cover for Owen"


def test_somebody_who_has_died_is_in_no_filter_and_has_no_next_step(day, ruth):
    day.len.died_on = TODAY
    day.len.save()

    line = one(ruth, "Len Barraclough")

    assert line.next_day(TODAY) == ""
    assert (line.clock, line.next_words, line.parts, line.usual) == (
        "Has died",
        "",
        frozenset(),
        0,
    )


def test_where_the_diary_says_only_how_the_table_says_what(aldermouth, ruth):
    person, _ = lives.supported(aldermouth, ruth, "Di Carr", date(2026, 11, 20))
    lives.entry(person, ruth, at(25, 10), any_time=True)

    line = one(ruth, "Di Carr")

    assert (line.next_words, line.next_day(TODAY)) == ("Visit at home", "Tomorrow")


def test_nobody_and_nothing_agreed_are_said_in_words(aldermouth, ruth, as_ruth):
    assert "Nobody is yours at present." in as_ruth.get("/my-people/").content.decode()
    assert "Nobody has gone quiet." in as_ruth.get("/my-people/?show=quiet").content.decode()

    lives.supported(aldermouth, ruth, "Di Carr", date(2026, 11, 20))

    assert "Nothing agreed yet" in as_ruth.get("/my-people/").content.decode()


def test_a_filter_that_is_none_shows_everybody(day, as_ruth):
    page = as_ruth.get("/my-people/?show=nonsense&by=nothing")

    assert page.status_code == 200
    assert b"Peg Hollins" in page.content


def test_the_page_costs_the_same_for_five_and_for_thirty(
    aldermouth, ruth, as_ruth, django_assert_max_num_queries
):
    costs = []
    for many in (5, 30):
        while ruth.episodes.count() < many:
            number = ruth.episodes.count()
            area = aldermouth.areas.create(name=f"Area {number}")
            _, episode = lives.supported(
                aldermouth, ruth, f"Number {number}", date(2026, 10, 1), area=area
            )
            lives.contact(episode, date(2026, 11, 1))
            if number % 3 == 0:
                episode.ended_on, episode.end_reason = date(2026, 11, 2), "completed"
                episode.save()
                lives.Ending.objects.create(
                    episode=episode, on=episode.ended_on, checkin_on=TODAY, by=ruth
                )
        as_ruth.get("/my-people/")
        with django_assert_max_num_queries(75) as asked:
            as_ruth.get("/my-people/?whole")
        costs.append(len(asked))

    assert costs[0] == costs[1]
