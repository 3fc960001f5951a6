"""The page of what somebody has agreed to, as a connector meets it."""

import pytest
from django.urls import reverse

from alongside.casework.audit.models import Event
from alongside.casework.consent.models import Consent
from tests.casework import made

ANSWERED = {"on": "2026-01-05", "how": "spoken"}


@pytest.fixture
def address(peg):
    return reverse("consent:record", args=[peg.pk])


@pytest.fixture
def as_ruth(client, ruth):
    client.force_login(ruth)
    return client


def shown(client, address):
    return client.get(address).content.decode()


def test_nothing_recorded_reads_as_no_and_the_look_is_logged(as_ruth, address, peg):
    page = shown(as_ruth, address)

    assert page.count("Not asked yet, which means no") == 7
    assert "All answers so far" not in page
    assert Event.objects.get(action="LOOKED").person_number == peg.pk


def test_several_are_answered_in_one_go_and_the_rest_stays_open(as_ruth, address, peg):
    answer = as_ruth.post(
        address,
        ANSWERED | {"support": "yes", "measures": "yes", "story": "no", "follow_up": "leave"},
    )

    page = shown(as_ruth, address)
    assert answer.url == address
    assert page.count("Yes, said so, face to face, 5 January 2026") == 2
    assert "No, since 5 January 2026" in page
    assert peg.consents.count() == 3


def test_withdrawing_shows_at_once_and_keeps_the_earlier_answer(as_ruth, address):
    as_ruth.post(address, ANSWERED | {"measures": "yes", "note": "Peg asked why"})
    as_ruth.post(address, ANSWERED | {"on": "2026-01-09", "measures": "no"})

    page = shown(as_ruth, address)
    assert "Withdrawn 9 January 2026" in page
    assert "Recorded by Ruth Adeyemi. Peg asked why" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (ANSWERED, "Nothing was answered"),
        ({"story": "yes", "how": "spoken"}, "Enter the day on which they said so"),
        (ANSWERED | {"support": "yes", "how": "best_interests"}, "Say who made the best-interests"),
        (ANSWERED | {"support": "yes", "on": "2099-01-01"}, "is still to come"),
    ],
)
def test_what_cannot_be_recorded_is_said_on_the_page(as_ruth, address, typed, words):
    page = as_ruth.post(address, typed).content.decode()

    assert words in page
    assert "<title>Error: " in page
    assert not Consent.objects.exists()


def test_a_form_that_arrives_twice_is_recorded_once(as_ruth, address, peg):
    typed = ANSWERED | {"support": "yes", "token": "5b0c0d9e-8d0c-4f3b-9a51-2f6f3c1f7a10"}

    as_ruth.post(address, typed)
    as_ruth.post(address, typed)

    assert peg.consents.count() == 1


def test_nobody_of_another_scheme_or_without_a_role_gets_in(client, address, outsider, aldermouth):
    for worker in (outsider, made.worker("Eva Luck", "evaluator", aldermouth)):
        client.force_login(worker)
        assert client.get(address).status_code == 404
        assert client.post(address, ANSWERED | {"story": "yes"}).status_code == 404
    assert not Consent.objects.exists()


def test_of_a_caseload_that_is_not_shared_only_its_connector_sees_it(
    client, address, aldermouth, pegs_episode, owen, ruth
):
    aldermouth.caseloads_shared = False
    aldermouth.save()

    client.force_login(owen)
    assert client.get(address).status_code == 404
    client.force_login(ruth)
    assert client.get(address).status_code == 200
