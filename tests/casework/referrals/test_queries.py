"""What stands in the inbox, and for whom."""

from datetime import date

import pytest

from alongside.casework.referrals import actions, queries
from alongside.casework.referrals.models import Referral
from tests.casework import made

FRIDAY = date(2026, 11, 20)
LEVELS = {"mood": 2, "mobility": 3}


@pytest.fixture
def older(peg, dilys):
    return made.referral(peg, dilys, received_on=date(2026, 11, 12))


@pytest.fixture
def newer(aldermouth, dilys):
    sal = made.person(aldermouth, "Sal", "Ash")
    return made.referral(sal, dilys, received_on=date(2026, 11, 20))


def test_the_inbox_begins_with_who_has_waited_longest(newer, older, dilys):
    rows = queries.to_decide(dilys, on=FRIDAY)

    assert [row.referral for row in rows] == [older, newer]
    assert [row.wait.short for row in rows] == ["6 days, 1 over", "Came today"]


def test_what_was_left_to_wait_comes_back_on_its_day(older, newer, dilys):
    actions.wait(
        referral=older, why="In hospital", look_again_on=date(2026, 11, 27), on=FRIDAY, by=dilys
    )

    assert [row.referral for row in queries.to_decide(dilys, on=FRIDAY)] == [newer]
    assert queries.left_to_wait(dilys, on=FRIDAY) == [older]

    a_week_on = date(2026, 11, 27)
    assert [row.referral for row in queries.to_decide(dilys, on=a_week_on)] == [older, newer]
    assert queries.left_to_wait(dilys, on=a_week_on) == []


def test_what_waits_without_a_day_stays_where_it_waits(older, dilys):
    actions.wait(referral=older, why="In hospital", on=FRIDAY, by=dilys)

    assert queries.left_to_wait(dilys, on=date(2027, 1, 1)) == [older]


def test_what_was_answered_is_listed_since_a_day(older, newer, dilys, ruth):
    actions.withdraw(referral=older, on=date(2026, 11, 13), by=dilys)
    actions.accept(referral=newer, allocated_to=ruth, on=FRIDAY, words_to_referrer="", by=dilys)

    assert queries.answered(dilys, since=date(2026, 11, 16)) == [newer]
    assert queries.answered(dilys, since=date(2026, 11, 1)) == [newer, older]
    assert queries.to_decide(dilys, on=FRIDAY) == []


@pytest.mark.parametrize(
    "role", ["connector", "safeguarding_lead", "evaluator", "commissioner", "administrator"]
)
def test_the_inbox_is_for_coordinators(older, aldermouth, role):
    other = made.worker("Other", role, aldermouth)

    assert queries.to_decide(other, on=FRIDAY) == []
    assert not queries.decidable(other).exists()


def test_another_schemes_coordinator_sees_nothing_of_it(older, elsewhere, outsider):
    made.give(outsider, "coordinator", elsewhere)

    assert queries.to_decide(outsider, on=FRIDAY) == []
    assert not Referral.objects.seen_by(outsider).exists()


def test_a_referral_is_taken_down_by_who_works_with_people(aldermouth, ruth, dilys, lena):
    assert list(queries.may_refer_to(ruth)) == [aldermouth]
    assert list(queries.may_refer_to(dilys)) == [aldermouth]
    assert not queries.may_refer_to(lena).exists()


def test_a_persons_referrals_are_for_who_sees_the_person(older, peg, ruth, outsider):
    assert queries.for_person(peg, ruth) == [older]
    assert queries.for_person(peg, outsider) == []


def test_an_assessment_is_read_in_the_words_of_its_own_version(peg, dilys, ruth, outsider):
    actions.assess(person=peg, levels=LEVELS, on=FRIDAY, by=dilys)

    (seen,) = queries.assessments(peg, ruth)

    assert queries.assessments(peg, outsider) == []
    by_name = {domain.name: (domain.level, domain.short) for domain in seen.domains}
    assert by_name["Mobility"] == (3, "With somebody")
    assert by_name["Safety"] == (0, "Not known yet")
    assert (seen.level_name, seen.not_known) == ("Medium", 5)
    assert seen.level_means == "usual support, with more visits than calls"


def test_lists_can_ask_for_everybodys_newest_level_at_once(peg, dilys):
    actions.assess(person=peg, levels={"mood": 1}, on=date(2026, 11, 2), by=dilys)
    actions.assess(person=peg, levels={"mood": 4}, on=FRIDAY, by=dilys)

    assert queries.levels_now([peg.pk]) == {peg.pk: "high"}


def test_records_say_whose_they_are_without_a_name(older, peg, dilys):
    decision = actions.wait(referral=older, why="In hospital", on=FRIDAY, by=dilys)
    assessment = actions.assess(person=peg, levels=LEVELS, on=FRIDAY, by=dilys)

    assert [str(older), str(decision), str(assessment)] == [
        f"referral {older.pk}",
        f"wait {older.pk}",
        f"assessment {assessment.pk}",
    ]
    assert (decision.audit_person_id, decision.audit_scheme_id) == (peg.pk, peg.scheme_id)
    assert (assessment.audit_person_id, assessment.audit_scheme_id) == (peg.pk, peg.scheme_id)
