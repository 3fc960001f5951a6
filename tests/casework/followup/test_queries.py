"""Who is to be reached after the goodbye, from dates alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.casework.consent.models import Consent
from alongside.casework.followup import queries
from alongside.casework.followup.models import Attempt
from alongside.casework.schemes.models import Cover
from tests.casework import made

from .conftest import CHECKIN, FOLLOW_UP, GOODBYE


def due(worker, on):
    return [(each.kind, each.due_on) for each in queries.due(worker, on)]


def consented(person, by, purpose, agreed, on, lapses_on=None):
    Consent.objects.create(
        person=person,
        purpose=purpose,
        agreed=agreed,
        on=on,
        how="telephone",
        lapses_on=lapses_on,
        recorded_by=by,
    )


def tried(episode, by, kind, on, outcome, again=None):
    return Attempt.objects.create(
        episode=episode, kind=kind, on=on, outcome=outcome, try_again_on=again, by=by
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (CHECKIN - timedelta(days=1), []),
        (CHECKIN, [("checkin", CHECKIN)]),
        (FOLLOW_UP, [("checkin", CHECKIN), ("follow_up", FOLLOW_UP)]),
    ],
)
def test_both_calls_fall_due_on_their_days(ended, ruth, on, expected):
    assert due(ruth, on) == expected


def test_what_is_to_come_is_seen_by_the_scheme_and_not_by_others(ended, owen, dilys, outsider):
    assert len(queries.seen(dilys, GOODBYE)) == 2
    assert len(queries.seen(owen, GOODBYE)) == 2  # caseloads are shared
    assert queries.seen(owen, GOODBYE, mine=True) == []
    assert queries.seen(outsider, GOODBYE) == []
    assert [each.kind for each in queries.due_in(ended.scheme, CHECKIN)] == ["checkin"]


def test_who_covers_is_told_too(ended, ruth, owen, aldermouth):
    Cover.objects.create(scheme=aldermouth, away=ruth, by=owen, from_on=CHECKIN, until_on=CHECKIN)

    assert due(owen, CHECKIN) == [("checkin", CHECKIN)]
    assert due(owen, CHECKIN + timedelta(days=1)) == []


def test_somebody_who_died_is_off_the_list_at_once(ended, peg, ruth):
    before = due(ruth, FOLLOW_UP)
    peg.died_on = date(2027, 2, 1)
    peg.save()

    assert len(before) == 2
    assert due(ruth, FOLLOW_UP) == []
    assert queries.seen(ruth, GOODBYE) == []


@pytest.mark.parametrize(
    ("purpose", "left"), [("follow_up", ["checkin"]), ("support", ["follow_up"])]
)
def test_what_was_taken_back_since_the_goodbye_is_off_the_list(ended, peg, ruth, purpose, left):
    consented(peg, ruth, "follow_up", True, GOODBYE)
    consented(peg, ruth, purpose, False, GOODBYE + timedelta(days=9))

    assert [kind for kind, _ in due(ruth, FOLLOW_UP)] == left


def test_an_older_no_is_overtaken_by_what_was_agreed_at_the_goodbye(ended, peg, ruth):
    consented(peg, ruth, "support", False, GOODBYE - timedelta(days=9))

    assert due(ruth, CHECKIN) == [("checkin", CHECKIN)]


def test_a_consent_that_has_lapsed_means_no(ended, peg, ruth):
    consented(peg, ruth, "follow_up", True, GOODBYE, lapses_on=FOLLOW_UP)

    assert [kind for kind, _ in due(ruth, FOLLOW_UP)] == ["checkin", "follow_up"]
    assert [kind for kind, _ in due(ruth, FOLLOW_UP + timedelta(days=1))] == ["checkin"]


def test_after_no_answer_it_comes_back_and_after_talking_it_does_not(ended, ruth):
    again = CHECKIN + timedelta(days=7)
    tried(ended, ruth, "checkin", CHECKIN, "no_answer", again)
    meanwhile, then = due(ruth, CHECKIN), due(ruth, again)
    tried(ended, ruth, "checkin", again, "talked")

    assert meanwhile == []
    assert then == [("checkin", again)]
    assert due(ruth, again) == []
    assert queries.of(ended, "checkin", again) is None
    assert queries.of(ended, "follow_up", again).due_on == FOLLOW_UP


def test_who_is_supported_again_needs_no_check_in_but_is_asked_three_months_on(ended, peg, ruth):
    made.episode(peg, ruth, allocated_on=date(2027, 1, 25), started_on=None)

    assert [kind for kind, _ in due(ruth, FOLLOW_UP)] == ["follow_up"]


def test_the_list_says_when_how_often_tried_and_why_they_may_slip(ended, ruth):
    tried(ended, ruth, "checkin", CHECKIN, "no_answer", CHECKIN + timedelta(days=7))

    found = queries.of(ended, "checkin", CHECKIN)

    assert found.person == ended.person
    assert found.agreed_on == CHECKIN
    assert found.tried_words.startswith("Tried once.")
    assert found.slip_words == "Not lonely, but only just; not settled with anybody yet"
    days = [found.due_on + timedelta(days=days) for days in (1, 0, -1, -7, -8)]
    assert [found.when(day) for day in days] == ["late", "today", "this_week", "this_week", "later"]


def test_an_ending_without_anything_agreed_gives_nothing_to_do(ended, ruth):
    ended.ending.checkin_on = ended.ending.follow_up_on = None
    ended.ending.save()

    assert queries.seen(ruth, FOLLOW_UP) == []
