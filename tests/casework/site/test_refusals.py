"""What is refused before a page could say why is said on a page all the same."""

from __future__ import annotations

import pytest
from django.test import Client

from alongside.casework.schemes.models import Worker
from alongside.casework.support.models import Contact, Episode


@pytest.fixture
def by_ruth(client: Client, ruth: Worker) -> Client:
    client.force_login(ruth)
    return client


@pytest.mark.parametrize(
    "sent",
    [
        {f"field_{number}": "x" * 200_000 for number in range(20)},
        {f"field_{number}": "x" for number in range(1_100)},
    ],
    ids=["too long", "too many fields"],
)
def test_too_much_at_once_is_refused_with_what_to_do(
    by_ruth: Client, pegs_episode: Episode, sent: dict
):
    answer = by_ruth.post(f"/people/{pegs_episode.person.pk}/contact/", sent)

    assert answer.status_code == 413
    assert "This is too long to be saved in one go" in answer.text
    assert "Nothing was saved" in answer.text
    assert "x" * 50 not in answer.text
    assert not Contact.objects.exists()


def test_a_script_is_told_in_data_so_that_it_keeps_the_words(by_ruth: Client):
    answer = by_ruth.post(
        "/drafts/", "x" * 3_000_000, "application/json", headers={"X-Sent-By": "keep"}
    )

    assert answer.status_code == 413
    assert answer.json()["errors"][0].startswith("This is too long to be saved in one go.")


def test_what_cannot_be_read_is_refused_without_a_promise(by_ruth: Client):
    answer = by_ruth.get("/my-people/", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "We could not read what was sent" in answer.text


@pytest.mark.parametrize("address", ["/connections/1/answer/", "/drafts/"])
def test_an_address_of_a_button_says_so_when_it_is_opened(by_ruth: Client, address: str):
    answer = by_ruth.get(address)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "There is no page at this address" in answer.text
    assert "Nothing was changed" in answer.text


def test_a_page_that_takes_nothing_says_so_too(by_ruth: Client):
    assert "There is no page at this address" in by_ruth.post("/account/").text


def test_a_script_gets_no_page(by_ruth: Client):
    assert not by_ruth.get("/drafts/", headers={"X-Sent-By": "keep"}).content
