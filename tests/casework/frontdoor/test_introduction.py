"""The organiser's side: a link, one question, one tap."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core import mail

from alongside.casework.consent import actions as consents
from alongside.casework.signposting import actions
from alongside.casework.signposting.models import Introduction, Signpost

from ..signposting.conftest import MADE, introduce, listed


@pytest.fixture
def link(pegs_episode, ruth, time_machine, django_capture_on_commit_callbacks):
    time_machine.move_to("2026-11-04 10:00+00:00")
    signpost = actions.connect(
        episode=pegs_episode,
        activity=listed("Fenwater choir"),
        destination="third_sector",
        made_on=MADE,
        by=ruth,
    )
    with django_capture_on_commit_callbacks(execute=True):
        introduce(signpost, ruth)
    return re.search(r"https://[^/]+(/answer/\S+/)", mail.outbox[0].body)[1]


def test_the_page_asks_one_thing_and_shows_no_more_than_the_message(client, link):
    page = client.get(link)

    assert "Did Peg come to Fenwater choir?" in page.text
    assert "Hollins" not in page.text
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("said", "outcome", "words"),
    [
        ("came", "attended", "Peg came."),
        ("did_not_come", "introduced", "Peg did not come."),
        ("full", "unavailable", "you are full."),
    ],
)
def test_one_tap_is_taken_and_thanked_for(client, link, said, outcome, words):
    thanks = client.post(link, {"answer": said}, follow=True)

    assert words in thanks.text
    assert Signpost.objects.get().outcome == outcome


def test_a_double_click_and_a_change_of_mind_change_nothing(client, link):
    for said in ("came", "came", "full"):
        thanks = client.post(link, {"answer": said}, follow=True)

    assert "Peg came." in thanks.text
    assert Introduction.objects.get().answer == "came"
    assert Signpost.objects.get().steps.count() == 3  # suggested, introduced, attended


def test_three_weeks_later_the_link_is_over_for_looking_and_for_answering(
    client, link, time_machine
):
    time_machine.move_to("2026-11-26 10:00+00:00")

    assert client.get(link).status_code == 410
    over = client.post(link, {"answer": "came"}, follow=True)
    assert "This link does not work any more" in over.text
    assert Introduction.objects.get().answer == ""


def test_an_answered_link_says_thank_you_for_four_weeks_and_then_no_name(
    client, link, time_machine
):
    time_machine.move_to("2026-11-24 10:00+00:00")
    client.post(link, {"answer": "came"})
    time_machine.move_to("2026-12-22 10:00+00:00")
    last = client.get(link).text
    time_machine.move_to("2026-12-23 10:00+00:00")

    assert "Peg came." in last
    assert "You can open this page until 22 December 2026." in last
    for over in (client.get(link), client.post(link, {"answer": "full"}, follow=True)):
        assert over.status_code == 410
        assert "Peg" not in over.text
        assert "You have told us already, and we have kept your answer." in over.text
    assert Introduction.objects.get().answer == "came"


@pytest.mark.parametrize("before", ["", "came"])
def test_once_the_yes_is_taken_back_the_link_shows_no_name_and_takes_no_answer(
    client, link, ruth, before
):
    if before:
        client.post(link, {"answer": before})
    consents.record(
        person=Introduction.objects.get().signpost.episode.person,
        purpose="introduce",
        agreed=False,
        on=date(2026, 11, 4),
        how="spoken",
        by=ruth,
    )

    for over in (client.get(link), client.post(link, {"answer": "full"})):
        assert over.status_code == 410
        assert "Peg" not in over.text
    assert Introduction.objects.get().answer == before


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "’"])
@pytest.mark.django_db
def test_a_link_that_is_none_says_so(client, token):
    page = client.get(f"/answer/{token}/")

    assert page.status_code == 404
    assert "This link does not work any more" in page.text


def test_an_answer_that_is_none_of_ours_asks_again(client, link):
    page = client.post(link, {"answer": "maybe"})

    assert "Did Peg come to Fenwater choir?" in page.text
    assert Introduction.objects.get().answer == ""
