from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.directory.models import Activity, NotOn, Time
from alongside.casework.directory.times import (
    CannotRead,
    days_on,
    fault_of,
    parse_hours,
    read_rule,
    weekdays_bits,
    words_of,
)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Tuesday, 3.30-5.30pm", ["Tuesdays, 3.30pm to 5.30pm"]),
        ("Tuesday 10am-12 noon", ["Tuesdays, 10am to noon"]),
        ("9-5 Mon-Fri", ["Mondays to Fridays, 9am to 5pm"]),
        ("11-1pm Thursdays", ["Thursdays, 11am to 1pm"]),
        ("8-10pm Tuesday", ["Tuesdays, 8pm to 10pm"]),
        ("Friday 8pm-midnight", ["Fridays, 8pm to midnight"]),
        ("Last Friday of the month, 7pm", ["Last Friday of the month, from 7pm"]),
        (
            "1st and 3rd Wednesday of the month 2-4pm",
            ["First and third Wednesday of the month, 2pm to 4pm"],
        ),
        ("Every other Tuesday 10am to noon", ["Every other Tuesday, 10am to noon"]),
        ("Mon: Closed, Tue: 9am-5pm", ["Tuesdays, 9am to 5pm"]),
        (
            "Mon  -  /  -  ; Tues 12:00 - 14:00 / 15:00 - 17:00 ; Wed - Sat  -  /  -",
            ["Tuesdays, noon to 2pm", "Tuesdays, 3pm to 5pm"],
        ),
        ("Mon 3:30 - 5:30 /  -  ; Tues  -", ["Mondays, 3.30pm to 5.30pm"]),
        (
            "Mon 10am to 6pmTue: ClosedSat 10am to 4pm",
            ["Mondays, 10am to 6pm", "Saturdays, 10am to 4pm"],
        ),
        ("Wed 1pm-3:30pm (Term Time Only)", ["Wednesdays, 1pm to 3.30pm, not in school holidays"]),
        ("Mondays", ["Mondays"]),
        ("Open every day 10am-4pm", ["Every day, 10am to 4pm"]),
        ("Weekends 10:00–12:00", ["Saturdays and Sundays, 10am to noon"]),
        ("Mon & Thu from 2pm", ["Mondays and Thursdays, from 2pm"]),
    ],
)
def test_opening_hours_are_read_as_people_write_them(written, words):
    read = parse_hours(written)

    assert [words_of(one) for one in read] == words
    assert not any(one.as_written for one in read)


@pytest.mark.parametrize(
    ("written", "byday"),
    [
        ("By appointment", ""),
        ("Various days, 10am-12pm", ""),
        ("24 hours", ""),
        ("Closed Sunday", ""),
        ("Wednesday 9.30am-4.30pm (November to March)", "WE"),
        ("Open daily 10-4 except Tuesdays", "MO,TU,WE,TH,FR,SA,SU"),
        ("Every Wednesday 13:00 - 15:00 (From 9.11.22)", "WE"),
        ("Mon 10:00 - 12:00 Fortnightly; Wed 16:00 - 20:30; Sun -", "MO"),
    ],
)
def test_what_is_not_understood_in_full_stays_as_it_was_written(written, byday):
    read = parse_hours(written)

    assert read[0].byday == byday
    assert read[0].as_written == written


def test_nothing_is_no_time():
    assert parse_hours("  <br> ") == []


@given(st.text(max_size=300) | st.text("montuewdfri -:;/,apm0123456789\n", max_size=300))
def test_whatever_is_written_is_read_or_kept(written):
    for one in parse_hours(written):
        assert one.byday or one.as_written
        assert not fault_of(one.freq, one.interval, one.byday, one.bymonthday)
        assert words_of(one)


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=SECONDLY", "each second"),
        ("FREQ=MINUTELY;INTERVAL=1", "each minute"),
        ("FREQ=HOURLY;COUNT=3", "each hour"),
        ("FREQ=YEARLY", "goes by 'YEARLY'"),
        ("FREQ=DAILY;INTERVAL=3", "skips days"),
        ("FREQ=WEEKLY;BYSECOND=1", "BYSECOND"),
        ("FREQ=WEEKLY;BYDAY=XX", "'XX' is no day"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "'32' is no day of a month"),
        ("FREQ=WEEKLY;INTERVAL=99", "of every 99"),
        ("FREQ=WEEKLY;INTERVAL=x", "no number"),
        ("FREQ=WEEKLY;UNTIL=soon", "no day on which"),
        ("Tuesdays", "no rule such as"),
        ("FREQ=WEEKLY;" + "X=1;" * 500, "longer than"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=6", "after so many times"),
        ("FREQ=WEEKLY;COUNT=1000000000", "after so many times"),
    ],
)
def test_rules_that_come_round_too_often_or_are_none_are_refused(rule, why):
    with pytest.raises(CannotRead, match=why):
        read_rule(rule)


def test_a_rule_is_read_with_its_end_and_each_day_is_by_the_week():
    daily, monthly = (
        read_rule("RRULE:FREQ=DAILY;UNTIL=20270101"),
        read_rule("FREQ=MONTHLY;BYDAY=1TU"),
    )

    assert (daily.freq, daily.byday, daily.until) == (
        "WEEKLY",
        "MO,TU,WE,TH,FR,SA,SU",
        date(2027, 1, 1),
    )
    assert [weekdays_bits(rule.byday, rule.bymonthday) for rule in (daily, monthly)] == [127, 2]


@pytest.fixture
def club(db):
    return Activity.objects.create(name="Tea and dominoes")


JUNE = date(2026, 6, 1), date(2026, 6, 30)  # begins on a Monday


def test_days_leave_out_exceptions_and_school_holidays(club):
    weekly = Time.objects.create(activity=club, freq="WEEKLY", byday="TU", term_time_only=True)
    NotOn.objects.create(time=weekly, on=date(2026, 6, 9))

    days = days_on(weekly, *JUNE, holidays=[(date(2026, 6, 20), date(2026, 6, 27))])

    assert [day.day for day in days] == [2, 16, 30]


def test_every_other_week_counts_from_its_first_day_however_long_ago(club):
    fortnight = Time(activity=club, freq="WEEKLY", byday="TU", interval=2, dtstart=date(1990, 1, 2))
    fortnight.save()

    days = days_on(fortnight, *JUNE)

    assert [day.day for day in days] == [2, 16, 30]
    assert all((day - date(1990, 1, 2)).days % 14 == 0 for day in days)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ({"freq": "MONTHLY", "byday": "1TU,-1FR"}, [2, 26]),
        ({"freq": "MONTHLY", "bymonthday": "15"}, [15]),
        ({"freq": "MONTHLY", "byday": "1TU", "interval": 2, "dtstart": date(2024, 4, 2)}, [2]),
        ({"freq": "MONTHLY", "byday": "1TU", "interval": 2, "dtstart": date(2024, 5, 7)}, []),
        ({"dtstart": date(2026, 6, 5)}, [5]),
        ({"dtstart": date(2026, 7, 5)}, []),
        ({"freq": "WEEKLY"}, []),
        ({"freq": "WEEKLY", "byday": "MO", "valid_to": date(2026, 6, 8)}, [1, 8]),
        ({"freq": "WEEKLY", "byday": "MO", "valid_from": date(2026, 7, 8)}, []),
        ({"freq": "WEEKLY", "byday": "MO", "valid_from": date.max}, []),
    ],
)
def test_days_of_the_month_and_limits_are_kept(club, said, days):
    found = days_on(Time.objects.create(activity=club, **said), *JUNE)

    assert [day.day for day in found] == days


def test_no_more_than_some_four_hundred_days_are_looked_at(club):
    daily = Time.objects.create(activity=club, freq="WEEKLY", byday="MO,TU,WE,TH,FR,SA,SU")

    assert len(days_on(daily, date(2026, 1, 1), date(9000, 1, 1))) == 401


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"byday": "MO", "freq": "MONTHLY"}, "Mondays, every month"),
        ({"bymonthday": "1,15,-1", "freq": "MONTHLY"}, "The 1st, 15th and last of the month"),
        (
            {"byday": "MO,WE", "freq": "WEEKLY", "interval": 3},
            "Mondays and Wednesdays, every 3 weeks",
        ),
        (
            {"byday": "2SA", "freq": "MONTHLY", "interval": 2},
            "Second Saturday of every other month",
        ),
        ({"byday": "1SA,2SU", "freq": "MONTHLY"}, "First Saturday and second Sunday of the month"),
        ({"as_written": "ask at the desk"}, "ask at the desk"),
        ({"description": "Most evenings"}, "Most evenings"),
        ({"closes_at": time(0)}, "Until midnight"),
        ({}, ""),
    ],
)
def test_times_are_said_in_words(said, words):
    assert words_of(Time(**said)) == words
