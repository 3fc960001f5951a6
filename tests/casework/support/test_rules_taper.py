"""Towards goodbye: contacts further and further apart."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.support import rules

ENDS = date(2027, 1, 14)
TODAY = date(2026, 12, 18)  # in week nine of twelve


def days(*ago: int) -> list[date]:
    return [TODAY - timedelta(days=n) for n in ago]


def taper(contact_days, today=TODAY, week=9, weeks=12, ends=ENDS):
    return rules.taper(contact_days, week=week, agreed_weeks=weeks, ends_about=ends, today=today)


def test_goodbye_is_part_of_every_visit_from_week_nine_of_twelve():
    assert taper(days(0, 7), week=8) is None
    assert taper(days(0, 7), week=9) is not None
    assert [rules.goodbye_from(weeks) for weeks in (12, 16, 6, 1)] == [9, 12, 4, 1]


def test_before_support_has_started_there_is_no_taper():
    assert taper([], week=None, ends=None) is None
    assert taper([], week=9, ends=None) is None


def test_contacts_nine_days_apart_are_to_be_a_fortnight_apart():
    now = taper(days(0, 9, 18, 27))

    assert now.days_apart == 9
    assert now.next_days == 14
    assert now.suggested == (date(2027, 1, 1), ENDS)
    assert now.words == "Contacts are now 9 days apart; plan the next 14 days from now."


def test_two_contacts_on_one_day_count_once():
    assert rules.days_apart(days(0, 0, 7)) == 7
    assert rules.days_apart(days(0, 0)) is None


def test_only_the_newest_gaps_count():
    assert rules.days_apart(days(0, 7, 14, 21, 100)) == 7


def test_with_too_few_contacts_it_says_so():
    now = taper(days(3))

    assert now.days_apart is None
    assert now.words.startswith("There are too few contacts to say how far apart they are; plan")


def test_when_the_last_contact_was_long_ago_the_next_is_today():
    now = taper(days(25, 32))

    assert now.words == "Contacts are now 7 days apart; plan the next today."


def test_when_contacts_are_far_apart_already_only_the_goodbye_is_left():
    now = taper(days(0, 21, 42), today=TODAY, ends=TODAY + timedelta(days=20))

    assert now.suggested == (TODAY + timedelta(days=20),)
    assert now.words == "Contacts are now 21 days apart. Plan the goodbye, 20 days from now."


def test_over_time_it_asks_for_the_goodbye_or_longer_support():
    now = taper(days(0, 7), today=ENDS + timedelta(days=1), week=13)

    assert now.suggested == ()
    assert now.words.startswith("The agreed weeks are over.")


@given(
    ago=st.lists(st.integers(0, 80), max_size=12),
    left=st.integers(0, 30),
)
def test_suggested_days_never_come_closer_and_end_with_the_goodbye(ago, left):
    now = taper(days(*ago), ends=TODAY + timedelta(days=left))
    gaps = [(b - a).days for a, b in zip(now.suggested, now.suggested[1:-1], strict=False)]

    assert now.suggested[-1] == TODAY + timedelta(days=left)
    assert now.suggested[0] >= TODAY
    assert gaps == sorted(gaps)
    assert list(now.suggested) == sorted(set(now.suggested))
