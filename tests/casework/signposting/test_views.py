"""The pages of connections, as workers meet them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from alongside.casework.audit.models import Event
from alongside.casework.signposting import actions
from alongside.casework.signposting.models import Signpost


@pytest.fixture
def choir(pegs_episode, ruth):
    return actions.connect(
        episode=pegs_episode,
        what="the choir",
        destination="third_sector",
        made_on=pegs_episode.allocated_on,
        outcome="introduced",
        first_time_on=pegs_episode.allocated_on,
        by=ruth,
    )


@pytest.fixture(autouse=True)
def _long_after_the_first_days(time_machine):
    time_machine.move_to("2026-11-19 10:00+00:00")


def typed(**more):
    return {
        "what": "Fenwater choir",
        "destination": "third_sector",
        "outcome": "suggested",
        "made_on": timezone.localdate().isoformat(),
    } | more


def test_a_connection_is_written_down_and_leads_back_to_the_person(client, ruth, peg, pegs_episode):
    client.force_login(ruth)

    page = client.get(f"/people/{peg.pk}/connections/new/")
    response = client.post(f"/people/{peg.pk}/connections/new/", typed(how="told"))

    assert "A connection for Peg" in page.text
    assert response.headers["Location"] == f"/people/{peg.pk}/"
    assert Signpost.objects.get().how == "told"
    assert Event.objects.filter(action="LOOKED", page="new connection").count() == 1


def test_a_refusal_is_said_on_the_page_and_what_was_typed_stays(client, ruth, peg, pegs_episode):
    client.force_login(ruth)

    page = client.post(f"/people/{peg.pk}/connections/new/", typed(outcome="settled"))

    assert "<title>Error: A connection for Peg" in page.text
    assert "no first time is known" in page.text
    assert "Fenwater choir" in page.text


def test_a_day_that_is_still_to_come_is_refused_on_the_page(client, ruth, peg, choir):
    client.force_login(ruth)
    later = {"outcome": "attended", "on": "2999-01-01"}

    new = client.post(f"/people/{peg.pk}/connections/new/", typed(made_on="2999-01-01"))
    step = client.post(f"/connections/{choir.pk}/", later)

    assert "1 January 2999 is still to come" in new.text
    assert "1 January 2999 is still to come" in step.text
    assert Signpost.objects.get().outcome == choir.outcome


def test_a_form_that_arrives_twice_makes_one_connection(client, ruth, peg, pegs_episode):
    client.force_login(ruth)
    sent = typed(token="0b5e9a52-4a7b-4c0e-9d7e-3f1f7a3f2c11")

    for _ in range(2):
        client.post(f"/people/{peg.pk}/connections/new/", sent)

    assert Signpost.objects.count() == 1


def test_a_connections_page_shows_its_steps_and_takes_the_next(client, ruth, choir):
    client.force_login(ruth)
    here = f"/connections/{choir.pk}/"

    page = client.get(here)
    client.post(here, {"outcome": "attended", "on": "2026-11-19", "words": "Sat next to the piano"})
    after = client.get(here)

    assert "How it got here" in page.text
    assert "Sat next to the piano" in after.text
    assert Signpost.objects.get().outcome == "attended"


def test_a_step_that_cannot_be_is_refused_on_the_page(client, ruth, choir):
    client.force_login(ruth)

    late = {"outcome": "attended", "on": "2026-11-19", "first_time_on": "2026-11-26"}

    page = client.post(f"/connections/{choir.pk}/", late)

    assert "say Introduced until it has come" in page.text


@pytest.mark.parametrize(
    ("answer", "to", "outcome"),
    [
        ("went", "/", "attended"),
        ("not_this_time", "/", "introduced"),
        ("not_any_more", "/connections/{}/", "stopped"),
    ],
)
def test_one_tap_answers_and_goes_on(client, ruth, choir, answer, to, outcome):
    client.force_login(ruth)

    response = client.post(f"/connections/{choir.pk}/answer/", {"answer": answer, "next": "/"})

    assert response.headers["Location"] == to.format(choir.pk)
    assert Signpost.objects.get().outcome == outcome


@pytest.mark.parametrize("answer", ["went", "not_this_time"])
def test_a_second_tap_adds_nothing(client, ruth, choir, answer):
    client.force_login(ruth)

    for _ in range(2):
        client.post(f"/connections/{choir.pk}/answer/", {"answer": answer})

    assert choir.steps.count() == 2  # when it was written down, and the answer


def test_one_tap_without_a_page_to_go_to_leads_to_the_connection(client, ruth, choir):
    """Browsers are told to send no referrer, so the form itself says where to go back to."""
    client.force_login(ruth)

    response = client.post(f"/connections/{choir.pk}/answer/", {"answer": "went"})

    assert response.headers["Location"] == f"/connections/{choir.pk}/"


def test_one_tap_never_leads_away_from_the_service(client, ruth, choir):
    client.force_login(ruth)

    response = client.post(
        f"/connections/{choir.pk}/answer/", {"answer": "went", "next": "https://example.org/"}
    )

    assert response.headers["Location"] == f"/connections/{choir.pk}/"


def test_one_tap_that_comes_too_early_says_so(client, ruth, choir):
    Signpost.objects.update(first_time_on="2026-11-18")
    client.force_login(ruth)

    page = client.post(f"/connections/{choir.pk}/answer/", {"answer": "still_going"}, follow=True)

    assert "it can be said from 16 December 2026" in page.text


def test_an_answer_that_is_none_of_ours_is_not_found(client, ruth, choir):
    client.force_login(ruth)

    assert client.post(f"/connections/{choir.pk}/answer/", {"answer": "x"}).status_code == 404


def test_nothing_of_it_is_for_another_scheme(client, outsider, peg, choir):
    client.force_login(outsider)

    assert client.get(f"/people/{peg.pk}/connections/new/").status_code == 404
    assert client.get(f"/connections/{choir.pk}/").status_code == 404
    assert client.post(f"/connections/{choir.pk}/answer/", {"answer": "went"}).status_code == 404
