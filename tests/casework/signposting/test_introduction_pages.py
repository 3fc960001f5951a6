"""What a connector reads before a message goes out, and after it."""

from __future__ import annotations

import pytest
from django.core import mail

from alongside.casework.audit.models import Event
from alongside.casework.signposting.models import Introduction


@pytest.fixture(autouse=True)
def _the_day(time_machine):
    time_machine.move_to("2026-11-04 10:00+00:00")


SAID = {
    "called": "Peg",
    "to": "choir@example.org",
    "reach": "Ruth, 01632 960100",
    "agreed": "on",
    "how_agreed": "spoken",
}


def test_the_message_is_read_before_it_goes_with_what_the_directory_knows(client, ruth, to_choir):
    client.force_login(ruth)

    page = client.get(f"/connections/{to_choir.pk}/introduce/")

    assert 'value="choir@example.org"' in page.text
    assert "Peg would like to come to Fenwater choir." in page.text
    assert "a link that only they have" in page.text
    assert Event.objects.filter(action="LOOKED", page="introduction").count() == 1


def test_looking_again_shows_what_is_typed_and_sends_nothing(client, ruth, to_choir):
    client.force_login(ruth)

    page = client.post(
        f"/connections/{to_choir.pk}/introduce/", SAID | {"called": "Mrs H", "look": "yes"}
    )

    assert "Mrs H would like to come to Fenwater choir." in page.text
    assert not Introduction.objects.exists()


def test_without_a_yes_it_says_so_on_the_page(client, ruth, to_choir):
    client.force_login(ruth)
    without = {name: value for name, value in SAID.items() if name != "agreed"}

    page = client.post(f"/connections/{to_choir.pk}/introduce/", without)

    assert "Without their yes nothing is sent." in page.text
    assert not Introduction.objects.exists()


def test_what_was_sent_can_be_read_and_the_answer_noted(
    client, ruth, to_choir, django_capture_on_commit_callbacks, time_machine
):
    client.force_login(ruth)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/connections/{to_choir.pk}/introduce/", SAID)
    one = Introduction.objects.get()

    waiting = client.get(f"/introductions/{one.pk}/").text
    time_machine.move_to("2026-12-04 10:00+00:00")
    client.force_login(ruth)  # signed out long since
    silent = client.get(f"/introductions/{one.pk}/").text
    client.post(f"/introductions/{one.pk}/noted/", {"next": "/"})

    one.refresh_from_db()
    assert len(mail.outbox) == 1
    assert "They can answer until 1 December 2026" in waiting
    assert "I have read this" not in waiting
    assert "No answer" in silent
    assert str(one.noted_on) == "2026-12-04"


def test_nothing_of_it_is_for_another_scheme(client, outsider, introduced):
    client.force_login(outsider)

    assert client.get(f"/introductions/{introduced.pk}/").status_code == 404
    assert client.post(f"/introductions/{introduced.pk}/noted/").status_code == 404
    assert client.get(f"/connections/{introduced.signpost_id}/introduce/").status_code == 404
