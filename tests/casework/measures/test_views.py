"""Asking on a phone in somebody's kitchen: who sees what, and when."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.casework.audit.models import Event
from alongside.casework.consent.models import Consent
from alongside.casework.measures.models import LicensedWording, Measure, NotMeasured
from tests.casework import made

from .test_actions import WORDING


@pytest.fixture(autouse=True)
def _week_three(time_machine):
    time_machine.move_to("2026-11-05 10:00+00:00")


@pytest.fixture
def agreed(peg, ruth):
    return Consent.objects.create(
        person=peg,
        purpose="measures",
        agreed=True,
        on="2026-10-29",
        how="spoken",
        recorded_by=ruth,
    )


@pytest.fixture
def as_ruth(client, ruth, pegs_episode):
    client.force_login(ruth)
    return client


@pytest.fixture
def here(peg):
    return f"/people/{peg.pk}/measures/ucla3/start/"


def answers(**more):
    return {"item_1": "3", "item_2": "3", "item_3": "2"} | more


def take_back(client):
    """The worker has the device again, and says who they are."""
    client.post("/account/reauthenticate/", {"password": "a long walk by the river"})
    client.get("/hand-back/")


def test_what_is_due_stands_first(as_ruth, peg):
    page = as_ruth.get(f"/people/{peg.pk}/measures/")

    assert "Start. Support has begun." in page.text
    assert f"/people/{peg.pk}/measures/ucla3/start/not-now/" in page.text
    assert Event.objects.filter(action="LOOKED", page="measures").count() == 1


def test_nobody_is_asked_before_they_have_agreed(as_ruth, here, peg):
    before = as_ruth.get(here)
    response = as_ruth.post(here, {"agreed": "yes", "how": "spoken"})
    after = as_ruth.get(here)

    assert "Is Peg happy to be asked?" in before.text
    assert response.headers["Location"] == here
    assert Consent.objects.get(person=peg).agreed
    assert "How will Peg answer?" in after.text


def test_a_no_is_kept_and_the_questions_do_not_come_back(as_ruth, here, peg):
    response = as_ruth.post(here, {"agreed": "no", "how": "spoken"})
    page = as_ruth.get(here)

    assert response.headers["Location"] == f"/people/{peg.pk}/"
    assert "said no to being asked" in page.text


def test_saying_nothing_of_it_is_put_right_on_the_page(as_ruth, here):
    page = as_ruth.post(here, {"how": "spoken"})

    assert "Choose what they said" in page.text


def test_a_lapsed_yes_is_asked_for_again(as_ruth, here, agreed):
    agreed.lapses_on = "2026-11-01"
    agreed.save()

    assert "happy to be asked?" in as_ruth.get(here).text


def test_on_the_workers_device_nothing_of_the_record_can_be_reached(as_ruth, here, agreed, peg):
    page = as_ruth.get(f"{here}?how=self")

    assert "Out and About Aldermouth" in page.text  # the name that people know
    assert "Leave this one out" in page.text
    assert "Sign out" not in page.text
    assert f'href="/people/{peg.pk}/"' not in page.text
    assert "Hollins" not in page.text


def test_after_their_own_answers_come_thanks_without_a_score(as_ruth, here, agreed, peg):
    response = as_ruth.post(here, answers(how_asked="self"))
    thanks = response.headers["Location"]
    measure = Measure.objects.get()

    page, with_answers = as_ruth.get(thanks), as_ruth.get(f"{thanks}?answers=1")
    take_back(as_ruth)
    handed_back = as_ruth.get(f"/measures/{measure.pk}/handed-back/")

    assert thanks == f"/measures/{measure.pk}/thanks/"
    assert "Thank you, Peg" in page.text
    assert "See your answers" in page.text
    assert "Often" not in page.text
    assert with_answers.text.count("Often") == 2
    for seen in (page, with_answers, handed_back):
        assert "on a scale" not in seen.text
    assert f'href="/measures/{measure.pk}/"' in handed_back.text


def test_the_worker_sees_the_score_the_change_and_the_scales_error(as_ruth, here, agreed, peg):
    as_ruth.post(here, answers(how_asked="read_out"))
    Measure.objects.update(completed_on="2026-10-29")
    again = here.replace("start", "review")

    response = as_ruth.post(again, answers(how_asked="telephone", item_1="2"))
    page = as_ruth.get(response.headers["Location"])
    choose = as_ruth.get(f"/people/{peg.pk}/measures/")

    assert "<strong>7</strong> on a scale of 3 to 9" in page.text
    assert "One point is within the scale’s own error" in page.text
    assert "By telephone" in page.text
    assert "Answered so far" in choose.text


def test_a_question_is_left_out_on_purpose_and_not_by_accident(as_ruth, here, agreed):
    refused = as_ruth.post(here, {"item_1": "3", "item_2": "3", "how_asked": "self"})
    as_ruth.post(here, answers(item_3="left_out", how_asked="self"))
    take_back(as_ruth)
    measure = Measure.objects.get()

    page = as_ruth.get(f"/measures/{measure.pk}/")

    assert "Choose an answer to question 3, or leave it out." in refused.text
    assert measure.answers == [3, 3, None]
    assert "question 3 has no answer" in page.text


def test_leaving_everything_out_is_not_an_answer(as_ruth, here, agreed):
    left_out = dict.fromkeys(("item_1", "item_2", "item_3"), "left_out")

    page = as_ruth.post(here, {**left_out, "how_asked": "read_out"})

    assert "choose Not now and say why" in page.text


def test_answers_on_paper_have_their_own_day_which_is_not_to_come(as_ruth, here, agreed):
    to_come = as_ruth.post(here, answers(how_asked="paper", on="2026-11-06"))
    as_ruth.post(here, answers(how_asked="paper", on="2026-10-30"))

    assert "still to come" in to_come.text
    assert str(Measure.objects.get().completed_on) == "2026-10-30"


def test_licensed_questions_without_their_wording_are_for_paper_only(as_ruth, agreed, peg):
    here = f"/people/{peg.pk}/measures/swemwbs/start/"

    choose, read_out, paper = (as_ruth.get(here + how) for how in ("", "?how=self", "?how=paper"))

    assert "?how=paper" in choose.text
    assert "?how=self" not in choose.text
    assert "has not loaded it" in read_out.text
    assert "Statement 7" in paper.text


def test_four_questions_that_stand_alone_show_each_answer(as_ruth, agreed, peg):
    peg.scheme.instruments = ["ons4"]
    peg.scheme.save()
    said = {"item_1": "6", "item_2": "7", "item_3": "left_out", "item_4": "4"}
    for stage, day in (("start", "2026-10-30"), ("review", "2026-11-05")):
        here = f"/people/{peg.pk}/measures/ons4/{stage}/"
        response = as_ruth.post(here, {**said, "how_asked": "paper", "on": day})

    page = as_ruth.get(response.headers["Location"])
    choose = as_ruth.get(f"/people/{peg.pk}/measures/")

    assert "Satisfied with life" in page.text
    assert "6, then 6" in choose.text


def test_one_questionnaire_leads_to_the_next_that_is_due(as_ruth, agreed, peg):
    peg.scheme.instruments = ["ucla3", "ons_loneliness"]
    peg.scheme.save()
    here = f"/people/{peg.pk}/measures/ucla3/start/"

    own = as_ruth.post(here, answers(how_asked="self"), follow=True)
    take_back(as_ruth)
    worker = as_ruth.get(f"/measures/{Measure.objects.get().pk}/")

    assert f"/people/{peg.pk}/measures/ons_loneliness/start/?how=self" in own.text
    assert "is due too" in worker.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": "too_early"}, "These questions come back on 19 November 2026."),
        ({"reason": "declined"}, "will not come back at this stage"),
        ({"reason": "not_able", "ask_again_on": "2026-11-12"}, "come back on 12 November 2026"),
    ],
)
def test_not_now_says_when_it_comes_back(as_ruth, here, peg, typed, words):
    page = as_ruth.get(f"{here}not-now/")
    as_ruth.post(f"{here}not-now/", typed)
    after = as_ruth.get(f"/people/{peg.pk}/measures/")

    assert "Why not now?" in page.text
    assert NotMeasured.objects.get().reason == typed["reason"]
    assert words in after.text


def test_not_now_until_today_is_refused_on_the_page(as_ruth, here):
    page = as_ruth.post(f"{here}not-now/", {"reason": "forgot", "ask_again_on": "2026-11-05"})

    assert "Choose a later day" in page.text


def test_a_follow_up_speaks_of_the_support_that_ended_though_they_came_back(
    as_ruth, agreed, peg, ruth
):
    before = made.episode(
        peg,
        ruth,
        allocated_on="2026-01-02",
        started_on="2026-01-05",
        ended_on="2026-04-01",
        end_reason="completed",
    )

    as_ruth.post(f"/people/{peg.pk}/measures/ucla3/follow_up/", answers(how_asked="telephone"))

    assert Measure.objects.get().episode == before


@pytest.mark.parametrize("wrong", ["ons4/start", "ucla3/soon"])
def test_what_the_scheme_does_not_ask_is_not_found(as_ruth, peg, wrong):
    assert as_ruth.get(f"/people/{peg.pk}/measures/{wrong}/").status_code == 404


def test_nothing_of_it_is_for_another_scheme(client, outsider, as_ruth, here, agreed, peg):
    as_ruth.post(here, answers(how_asked="self"))
    number = Measure.objects.get().pk
    client.force_login(outsider)

    addresses = [
        f"/people/{peg.pk}/measures/",
        here,
        f"{here}not-now/",
        f"/measures/{number}/",
        f"/measures/{number}/thanks/",
        f"/measures/{number}/handed-back/",
        f"/settings/schemes/{peg.scheme_id}/measures/swemwbs/",
    ]

    assert {client.get(address).status_code for address in addresses} == {404}


@pytest.fixture
def as_administrator(client, aldermouth):
    client.force_login(made.worker("Ama Boateng", "administrator", aldermouth))
    return client


def test_an_administrator_loads_a_licensed_wording(as_administrator, aldermouth):
    here = f"/settings/schemes/{aldermouth.pk}/measures/swemwbs/"
    file = SimpleUploadedFile("wording.txt", WORDING.encode())

    before = as_administrator.get(here)
    after = as_administrator.post(here, {"file": file}, follow=True)

    assert "Statement 7" in before.text
    assert "The wording is loaded." in after.text
    assert "I have been well in way G" in after.text
    assert LicensedWording.objects.get().licence == "LIC-41"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"one line", "1 lines of words, and 14 are needed"),
        (b"\xff\xfe\x00", "This is not text that can be read. What is needed is a TOML file"),
        (b"PK\x03\x04", "This is a workbook, or a document of a word processor."),
        (b"<html>", "This is a web page, or XML."),
        (b"x" * 100_001, "The file has 0.1 MB. At most 0.1 MB can be taken at once."),
    ],
)
def test_a_file_that_is_no_wording_is_refused_in_words(
    as_administrator, aldermouth, content, words
):
    here = f"/settings/schemes/{aldermouth.pk}/measures/swemwbs/"

    page = as_administrator.post(here, {"file": SimpleUploadedFile("wording.txt", content)})

    assert words in page.text
    assert not LicensedWording.objects.exists()


def test_a_coordinator_sees_the_wording_and_only_an_administrator_loads_it(
    client, dilys, ruth, aldermouth
):
    here = f"/settings/schemes/{aldermouth.pk}/measures/swemwbs/"
    client.force_login(dilys)
    seen, sent = client.get(here), client.post(here, {})
    client.force_login(ruth)

    assert seen.status_code == 200
    assert "Load the wording" not in seen.text
    assert sent.status_code == 404
    assert client.get(here).status_code == 404
