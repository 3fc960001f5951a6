"""School holidays: entered, refused in words, removed after a question."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.casework.audit.models import Event
from alongside.casework.schemes import actions, queries
from alongside.casework.schemes.models import Area, Scheme, SchoolHoliday
from alongside.casework.schemes.rules_holidays import why_not_school_holiday
from tests.casework import made

TODAY = date(2026, 11, 22)


@pytest.fixture
def by_dilys(client: Client, dilys) -> Client:
    client.force_login(dilys)
    return client


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def days(first: int, last: int) -> dict[str, date]:
    today = timezone.localdate()
    return {"first_on": today + timedelta(days=first), "last_on": today + timedelta(days=last)}


def christmas(scheme: Scheme, first: int = 30, last: int = 41) -> SchoolHoliday:
    return SchoolHoliday.objects.create(scheme=scheme, name="Christmas", **days(first, last))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2026, 12, 21), (2027, 1, 1), ""),
        ((2026, 11, 20), (2026, 11, 22), ""),
        ((2026, 12, 21), (2026, 12, 20), "The last day is before the first"),
        ((2026, 11, 1), (2026, 11, 21), "ended on 21 November 2026"),
        ((2030, 12, 21), (2030, 12, 28), "more than three years"),
        ((2026, 12, 1), (2027, 2, 9), "more than ten weeks"),
        ((2027, 2, 19), (2027, 2, 26), "Half-term, from 15 February 2027 to 19 February 2027, has"),
        ((2027, 2, 1), (2027, 2, 28), "Half-term, from"),
        ((2027, 2, 20), (2027, 2, 26), ""),
    ],
)
def test_what_cannot_be_school_holidays_is_said(first, last, words):
    others = [("Half-term", date(2027, 2, 15), date(2027, 2, 19))]

    refusal = why_not_school_holiday(
        first_on=date(*first), last_on=date(*last), today=TODAY, others=others
    )

    assert (words in refusal) if words else refusal == ""


def test_a_coordinator_adds_them_with_days_as_people_write_them(by_dilys, aldermouth, dilys):
    first, last = (days(30, 41)[one] for one in ("first_on", "last_on"))
    address = reverse("schemes:holidays", args=[aldermouth.pk])
    typed = {
        "name": "Christmas holidays",
        "first_on": f"{first:%d/%m/%Y}",
        "last_on": f"{last.day} {last:%B %Y}",
    }

    page = text(by_dilys.post(address, typed, follow=True))

    made_now = SchoolHoliday.objects.get()
    assert made_now.days == (first, last)
    assert (made_now.scheme, made_now.by) == (aldermouth, dilys)
    assert "Christmas holidays: added." in page
    assert "Added by Dilys" in page
    assert Event.objects.filter(action="SCHOOL_HOLIDAY_ADDED").count() == 1


def test_overlapping_and_reversed_days_are_refused_and_nothing_is_written(by_dilys, aldermouth):
    christmas(aldermouth)
    address = reverse("schemes:holidays", args=[aldermouth.pk])

    over = text(by_dilys.post(address, {"name": "New Year", **days(41, 43)}))
    back = text(by_dilys.post(address, {"name": "Easter", **days(90, 80)}))

    assert "has some of these days already" in over
    assert "The last day is before the first" in back
    assert SchoolHoliday.objects.count() == 1


def test_the_same_days_may_be_holidays_of_another_scheme(aldermouth, elsewhere):
    christmas(elsewhere)

    actions.add_school_holiday(
        scheme=aldermouth, name="Christmas", today=timezone.localdate(), by=None, **days(30, 41)
    )

    assert SchoolHoliday.objects.count() == 2


def test_they_are_removed_after_a_question(by_dilys, aldermouth):
    holiday = christmas(aldermouth)
    address = reverse("schemes:holiday_remove", args=[holiday.pk])

    asked = text(by_dilys.get(address))
    assert "Remove these holidays?" in asked
    assert SchoolHoliday.objects.exists()
    page = text(by_dilys.post(address, follow=True))

    assert "Christmas: removed." in page
    assert not SchoolHoliday.objects.exists()
    assert Event.objects.filter(action="SCHOOL_HOLIDAY_REMOVED").count() == 1


@pytest.mark.parametrize("role", ["connector", "evaluator", "safeguarding_lead", "commissioner"])
def test_others_find_no_page(client, aldermouth, role):
    holiday = christmas(aldermouth)
    client.force_login(made.worker("Somebody Else", role, aldermouth))

    for address in (
        reverse("schemes:holidays", args=[aldermouth.pk]),
        reverse("schemes:holiday_remove", args=[holiday.pk]),
    ):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert SchoolHoliday.objects.exists()


def test_what_is_over_is_not_listed(aldermouth):
    christmas(aldermouth, -20, -10)
    coming = christmas(aldermouth)

    assert list(queries.school_holidays(aldermouth, timezone.localdate())) == [coming]


def test_around_a_postcode_are_those_of_its_schemes_and_elsewhere_all(aldermouth, elsewhere):
    Area.objects.create(scheme=aldermouth, name="Quayside", postcode_prefixes=["AD4"])
    here, there = christmas(aldermouth), christmas(elsewhere)
    today = timezone.localdate()

    assert list(queries.school_holidays_around(["ad4 2qt"], today)) == [here]
    assert set(queries.school_holidays_around(["ZE1 0AA"], today)) == {here, there}
    assert set(queries.school_holidays_around([], today)) == {here, there}
