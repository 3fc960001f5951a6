"""Days, however they are written."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import to_excel

from alongside.casework.importing import values
from alongside.casework.importing.values import How, Wrong

from .books import HOW, value_or_why

DAYS = st.dates(date(1950, 1, 1), date(2026, 11, 20))
BIRTHS = st.dates(date(1906, 1, 1), date(2026, 11, 20))
MONTH_FIRST = How(HOW.today, day_first=False)


def read(cell: Any, how: How = HOW) -> Any:
    return values.day.read(cell, how).value


@pytest.mark.parametrize(
    "text",
    [
        "31/12/2024", "2024-12-31", "31 Dec 2024", "31 December 2024", "31-Dec-24", "31.12.24",
        "31st December 2024", "Tuesday 31 December 2024", "Tue, 31 Dec 2024", "Dec 31, 2024",
        "December 31st 2024", "2024/12/31", "20241231", "31/12/2024 00:00", "2024-12-31T09:30:00Z",
        "31/12/2024 2:15 PM", " 31/12/2024 ", "31 /12/ 2024", "31 Rhag 2024", "45657", "45657.0",
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_ways_in_which_people_write_it(text):
    assert read(text) == date(2024, 12, 31)


@pytest.mark.parametrize(
    "cell", [date(2024, 12, 31), datetime(2024, 12, 31), 45657, 45657.0, 45657.75, 20241231]
)
def test_a_day_is_read_as_a_spreadsheet_holds_it(cell):
    assert read(cell) == date(2024, 12, 31)


def test_days_of_a_workbook_that_counts_from_1904_are_read_as_such():
    assert read(44195, How(HOW.today, base_1904=True)) == date(2024, 12, 31)


@given(DAYS)
def test_the_three_common_forms_and_the_number_give_the_day_back(day):
    written = [f"{day:%d/%m/%Y}", day.isoformat(), f"{day.day} {day:%b %Y}", f"{day:%d-%B-%Y}"]

    assert [read(text) for text in written] == [day] * 4
    if day >= date(1970, 1, 1):
        assert read(int(to_excel(day))) == day


@given(DAYS)
def test_with_the_month_first_the_same_figures_are_read_the_other_way(day):
    assert read(f"{day:%m/%d/%Y}", MONTH_FIRST) == day


@given(BIRTHS)
def test_a_birth_in_four_figures_is_itself_and_in_two_never_another_day_in_silence(born):
    whole = values.birth.read(f"{born:%d/%m/%Y}", HOW).value
    short, why = value_or_why(values.birth, f"{born:%d/%m/%y}")

    assert whole == born
    assert short == born or "Write the year in four digits." in why


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_day_or_a_sentence_and_nothing_else(text):
    found, why = value_or_why(values.day, text)

    assert why.endswith(".") if why else found is None or isinstance(found, date)


@given(st.integers() | st.floats(allow_nan=True) | st.booleans() | st.times() | st.timedeltas())
def test_whatever_a_spreadsheet_holds_is_a_day_or_a_sentence_and_nothing_else(cell):
    found, why = value_or_why(values.day, cell)

    assert why.endswith(".") if why else found is None or isinstance(found, date)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("31/02/1950", "is no day in the calendar. Write it like 28/02/1950."),
        ("30 February 2024", "is no day in the calendar"),
        ("12/31/2024", "is no day when the day is read first. If the whole file has the month"),
        ("soon", "is no day that can be read"),
        ("3 Brumaire 2024", "has a month that is not known"),
        (1948, "may be a year alone"),
        ("1948", "may be a year alone"),
        (7, "is a number, and no day"),
        (-3, "is a number, and no day"),
        (31122024, "is a number, and no day"),
        (True, "is no day"),
        (time(9, 30), "is no day"),
        (timedelta(hours=2), "is no day"),
        (date(1850, 1, 1), "has a year that cannot be right"),
        ("01/01/2050", "has a year that cannot be right"),
    ],
)
def test_what_is_no_day_is_told_why_and_how_to_write_it(cell, words):
    with pytest.raises(Wrong) as wrong:
        read(cell)

    assert words in str(wrong.value)


@pytest.mark.parametrize(
    ("cell", "mended"),
    [
        ("03/04/2024", "a day and a month that could be changed over were read day first"),
        ("13/04/2024", ""),
        ("04/04/2024", ""),
        (45657, "a number of the spreadsheet was read as a day"),
        ("13/04/24", "a year of two digits was made whole"),
        (datetime(2024, 4, 13, 9, 30), "the time of day was left out"),
        ("2024-04-13 09:30", "the time of day was left out"),
        ("2024-04-13 00:00", ""),
        ("\u00a013/04/2024", "spaces around the text, or hidden ones, were taken away"),
        ("n/a", "“n/a” was read as empty"),
    ],
)
def test_what_was_put_right_is_said(cell, mended):
    assert values.day.read(cell, HOW).mended == mended


def test_a_year_of_two_digits_is_the_one_that_is_possible():
    assert read("01/02/26") == date(2026, 2, 1)
    assert read("01/02/88") == date(1988, 2, 1)
    assert values.birth.read("13/02/48", HOW).value == date(1948, 2, 13)
    assert values.birth.read("13/02/05", HOW).value == date(2005, 2, 13)
    with pytest.raises(Wrong, match=r"could be 1920 or 2020\. Write the year in four digits\."):
        values.birth.read("13/02/20", HOW)


@pytest.mark.parametrize(
    "text", ["April 2026", "04/2026", "2026-04", "Apr-26", "17/04/2026", date(2026, 4, 30)]
)
def test_a_month_is_read_from_its_name_its_figures_or_any_day_of_it(text):
    assert values.month.read(text, HOW).value == date(2026, 4, 1)


def test_no_month_is_told_how_to_write_it():
    with pytest.raises(Wrong, match="is no day that can be read"):
        values.month.read("the spring", HOW)
    assert values.month.read("", HOW).value is None
