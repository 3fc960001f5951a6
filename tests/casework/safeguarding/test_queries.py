"""Who may read a concern, and who learns only that there is one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.casework.safeguarding import actions, queries
from alongside.casework.safeguarding.models import Concern
from tests.casework import made

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
TWO_DAYS_ON = NOW + timedelta(days=2)


@pytest.fixture
def concern(aldermouth, peg, ruth):
    return actions.raise_concern(
        scheme=aldermouth, person=peg, about="", what="A bruise", at=NOW, by=ruth, tell=False
    )


def test_the_lead_and_who_raised_it_may_read_it(concern, lena, ruth):
    assert list(Concern.objects.seen_by(lena)) == [concern]
    assert list(Concern.objects.seen_by(ruth)) == [concern]
    assert list(queries.led_by(lena)) == [concern]
    assert list(queries.raised_by(ruth)) == [concern]


@pytest.mark.parametrize("role", ["coordinator", "evaluator", "commissioner", "administrator"])
def test_no_other_role_may_read_it(concern, aldermouth, role):
    other = made.worker("Other", role, aldermouth)

    assert not Concern.objects.seen_by(other).exists()
    assert not queries.led_by(other).exists()


def test_another_schemes_lead_may_not_read_it(concern, elsewhere, outsider):
    made.give(outsider, "safeguarding_lead", elsewhere)

    assert not Concern.objects.seen_by(outsider).exists()


def test_others_learn_that_there_is_one_while_it_is_open(concern, peg, aldermouth, lena):
    sal = made.person(aldermouth, "Sal", "Ash")

    assert queries.has_open_concern(peg)
    assert queries.open_concern_person_ids([peg.pk, sal.pk]) == {peg.pk}

    actions.decide(concern=concern, decision="emergency", words="999 came", at=NOW, by=lena)
    actions.close(concern=concern, at=NOW, by=lena)
    assert not queries.has_open_concern(peg)


def test_the_coordinator_sees_that_one_is_overdue_and_whom_to_ask(concern, dilys, lena):
    assert queries.overdue(dilys, NOW) == []

    (overdue,) = queries.overdue(dilys, TWO_DAYS_ON)

    assert overdue.words == "A concern has not been acknowledged in time. Ask Lena Marsh."
    assert not overdue.may_read
    assert queries.overdue(lena, TWO_DAYS_ON)[0].may_read


def test_a_scheme_without_a_lead_is_told_so(concern, dilys, peg, ruth, aldermouth):
    actions.raise_concern(
        scheme=aldermouth, person=peg, about="", what="Again", at=NOW, by=ruth, tell=False
    )

    (overdue,) = queries.overdue(dilys, TWO_DAYS_ON)

    assert overdue.words == (
        "2 concerns have not been acknowledged in time. "
        "Ask your administrator: the scheme has no safeguarding lead."
    )


def test_connectors_are_not_told_of_overdue_acknowledgements(concern, ruth):
    assert queries.overdue(ruth, TWO_DAYS_ON) == []


def test_the_leads_first_page_has_what_nobody_has_read_and_what_is_to_be_looked_at_again(
    concern, lena, ruth
):
    assert queries.to_acknowledge(lena) == [concern]
    assert queries.to_acknowledge(ruth) == []

    actions.decide(
        concern=concern,
        decision="watch",
        words="Her daughter is there",
        look_again_on=date(2026, 11, 22),
        at=NOW,
        by=lena,
    )

    assert queries.to_acknowledge(lena) == []
    assert queries.to_look_at_again(lena, now=NOW) == []
    assert queries.to_look_at_again(lena, now=TWO_DAYS_ON) == [concern]


def test_a_concern_is_raised_wherever_one_has_a_role(aldermouth, elsewhere, ruth, lena):
    made.give(ruth, "evaluator", elsewhere)

    assert list(queries.may_raise_in(ruth)) == [aldermouth, elsewhere]
    assert list(queries.may_raise_in(lena)) == [aldermouth]
    assert not queries.may_raise_in(made.worker("Nora Quill")).exists()
