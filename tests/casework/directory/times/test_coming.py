"""The next day of an activity, in words, and school holidays on its page."""

from __future__ import annotations

from datetime import date, time

import pytest

from alongside.casework.directory.models import Activity, NotOn, Status, Time
from alongside.casework.directory.queries import showing
from alongside.casework.directory.times import next_words
from alongside.casework.schemes.models import Area, Scheme, SchoolHoliday
from tests.casework.directory import made

pytestmark = pytest.mark.django_db
SUNDAY = date(2026, 11, 22)
HALF_TERM = (date(2026, 11, 23), date(2026, 11, 27))


def at(**fields) -> Time:
    fields = {"freq": "WEEKLY", "byday": "TU", "opens_at": time(10), "closes_at": time(12)} | fields
    return Time.objects.create(activity=made.activity(), **fields)


def test_the_next_day_with_its_hours():
    assert next_words([at()], SUNDAY, []) == "Tuesday 24 November, 10am to noon"
    assert next_words([at()], date(2026, 11, 24), []) == "Today, 10am to noon"


def test_of_several_times_the_soonest():
    late, early = at(byday="MO", opens_at=time(18), closes_at=None), at(byday="MO")
    whenever = at(byday="MO", opens_at=None, closes_at=None)

    assert next_words([whenever, late, at(), early], SUNDAY, []).endswith("10am to noon")
    assert next_words([whenever, whenever], SUNDAY, []) == "Monday 23 November"


def test_term_time_only_goes_over_the_holidays_and_others_do_not():
    assert next_words([at(term_time_only=True)], SUNDAY, [HALF_TERM]).startswith("Tuesday 1 Dec")
    assert next_words([at()], SUNDAY, [HALF_TERM]).startswith("Tuesday 24 November")


def test_where_nobody_entered_holidays_term_time_only_says_so():
    words = next_words([at(term_time_only=True)], SUNDAY, [])

    assert words.endswith("unless schools are on holiday: nobody has entered when they are")


def test_days_of_another_year_and_days_that_are_off():
    weekly = at()
    NotOn.objects.create(time=weekly, on=date(2026, 12, 29))

    assert next_words([weekly], date(2026, 12, 28), []).startswith("Tuesday 5 January")


def test_what_nobody_can_count_has_no_next_day():
    assert next_words([], SUNDAY, []) == ""
    assert next_words([at(interval=2)], SUNDAY, []) == ""
    assert next_words([at(freq="", byday="", as_written="by arrangement")], SUNDAY, []) == ""
    assert next_words([at(valid_to=date(2026, 11, 1))], SUNDAY, []) == ""
    assert next_words([at(interval=2, dtstart=date(2026, 11, 17))], SUNDAY, []).startswith(
        "Tuesday 1 December"
    )


def shown(time_of: Time) -> showing.Shown:
    found = showing.whole(Activity.objects.all()).get(pk=time_of.activity_id)
    return showing.shown(found, SUNDAY)


def test_the_page_takes_the_holidays_of_the_scheme_that_it_is_in(aldermouth, elsewhere):
    Area.objects.create(scheme=aldermouth, name="Quayside", postcode_prefixes=["AD4"])
    _half_term(aldermouth, "Half-term")
    _half_term(elsewhere, "Their half-term")
    found = made.activity(at=made.place())
    one = Time.objects.create(activity=found, freq="WEEKLY", byday="TU", term_time_only=True)

    page = shown(one)

    assert page.next_on == "Tuesday 1 December"
    assert page.not_on == ["23 November 2026 to 27 November 2026: Half-term"]


def test_what_is_kept_to_a_scheme_has_that_schemes_holidays(aldermouth, elsewhere):
    _half_term(elsewhere, "Their half-term")
    one = at(term_time_only=True)
    Activity.objects.filter(pk=one.activity_id).update(only_for=aldermouth)

    assert shown(one).next_on.startswith("Tuesday 24 November")


def test_what_is_closed_has_no_next_day():
    one = at()
    Activity.objects.filter(pk=one.activity_id).update(status=Status.DEFUNCT)

    assert shown(one).next_on == ""


def test_what_is_on_in_holidays_too_does_not_ask_for_them(aldermouth):
    _half_term(aldermouth, "Half-term")

    page = shown(at())

    assert (page.next_on, page.not_on) == ("Tuesday 24 November, 10am to noon", [])


def _half_term(scheme: Scheme, name: str) -> None:
    first, last = HALF_TERM
    SchoolHoliday.objects.create(scheme=scheme, name=name, first_on=first, last_on=last)
