"""A phone that a person has in their hands opens what they were given, until its worker is back."""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from alongside.casework.consent.models import Consent
from alongside.casework.measures.models import Measure
from alongside.casework.people.models import Person
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Draft, Scheme, Worker
from alongside.casework.support.models import Episode

PASSWORD = "a long walk by the river"
ANSWERS = {"item_1": "3", "item_2": "3", "item_3": "2", "how_asked": "self"}
WHO = "/account/reauthenticate/?next=%2Fhand-back%2F"


@pytest.fixture(autouse=True)
def _week_three(time_machine):
    time_machine.move_to("2026-11-05 10:00+00:00")


@pytest.fixture
def here(peg: Person, ruth: Worker, pegs_episode: Episode) -> str:
    """Where Peg answers; she has agreed to be asked."""
    Consent.objects.create(
        person=peg, purpose="measures", agreed=True, on="2026-10-29", how="spoken", recorded_by=ruth
    )
    return f"/people/{peg.pk}/measures/ucla3/start/"


@pytest.fixture
def phone(client: Client, ruth: Worker, here: str) -> Client:
    """Ruth’s phone, in Peg’s hands."""
    client.force_login(ruth)
    page = client.get(f"{here}?how=self")
    assert "I have finished" in page.text
    return client


def elsewhere(peg: Person) -> list[str]:
    return [
        "/",
        f"/people/{peg.pk}/",
        f"/people/{peg.pk}/contact/",
        f"/people/{peg.pk}/measures/",
        f"/people/{peg.pk}/measures/ucla3/review/?how=self",
        "/my-people/",
        "/find/",
        "/diary/",
        "/account/",
        "/account/password/change/",
        "/account/2fa/",
        "/account/2fa/reauthenticate/",
        "/account/logout/",  # a page with a way back in; signing out itself is open
        "/keep/hello/",
        "/measures/1/",
    ]


def test_nothing_else_opens_and_the_way_leads_back_to_the_questions(phone, here, peg):
    answers = {address: phone.get(address) for address in elsewhere(peg)}

    assert {one.headers.get("Location") for one in answers.values()} == {here}
    assert phone.get(here).status_code == 200


def test_a_form_of_another_page_changes_nothing(phone, here, peg):
    answer = phone.post(f"/people/{peg.pk}/contact/", {"reached": "yes", "minutes": "20"})

    assert answer.headers["Location"] == here
    assert phone.post("/find/", {"words": "Peg"}).headers["Location"] == here


def test_a_number_that_no_record_has_leads_back_as_any_other_does(phone, here):
    assert phone.get("/people/999999/").headers["Location"] == here


def test_the_questions_are_asked_in_no_other_way(phone, here):
    for how in ("read_out", "telephone", "paper"):
        page = phone.get(f"{here}?how={how}")

        assert 'value="self"' in page.text
        assert "Hollins" not in page.text


def test_a_page_that_is_not_there_says_nothing_of_the_worker(phone):
    page = phone.get("/nothing/at/all/")

    assert page.status_code == 404
    for word in ("Sign out", "My people", "Ruth", "keep.js"):
        assert word not in page.text


def test_no_script_of_the_store_on_the_device_runs(phone, here):
    page = phone.get(here)

    assert "keep.js" not in page.text
    assert "quiet.js" in page.text


def test_what_was_said_to_the_worker_waits_until_they_are_back(client, ruth, here, peg):
    client.force_login(ruth)
    client.post(f"/people/{peg.pk}/measures/ucla3/review/not-now/", {"reason": "too_early"})

    quiet = client.get(f"{here}?how=self").text
    client.get("/hand-back/")
    client.post(WHO, {"password": PASSWORD})
    back = client.get("/hand-back/", follow=True).text

    assert "Noted." not in quiet
    assert "Noted." in back


def test_what_they_choose_is_kept_while_they_choose_it(phone, here, peg, ruth):
    form = f"measures.ask:{peg.pk}:ucla3:start"

    kept = phone.post(
        "/drafts/", json.dumps({"form": form, "fields": {"item_2": "3"}}), "application/json"
    )
    page = phone.get(here)

    assert kept.status_code == 204
    assert drafts.read(ruth, form) == {"item_2": "3"}
    assert page.text.count(" checked") == 1


def test_and_no_other_form_is(phone, peg):
    sent = {"form": f"support.contact:{peg.pk}", "fields": {"note": "x"}}

    answer = phone.post("/drafts/", json.dumps(sent), "application/json")

    assert answer.status_code == 401
    assert not Draft.objects.exists()


def test_thanks_open_with_their_answers_and_nothing_of_anybody_else(phone, here, peg):
    thanks = phone.post(here, ANSWERS).headers["Location"]

    page, own = phone.get(thanks), phone.get(f"{thanks}?answers=1")

    assert "Thank you, Peg" in page.text
    assert "Often" in own.text
    assert phone.get(f"/people/{peg.pk}/").headers["Location"] == thanks
    assert phone.get(f"/measures/{Measure.objects.get().pk}/").headers["Location"] == thanks


def test_more_questions_open_where_there_are_more(phone, here, peg):
    Scheme.objects.update(instruments=["ucla3", "ons_loneliness"])
    more = f"/people/{peg.pk}/measures/ons_loneliness/start/"
    assert phone.get(more).headers["Location"] == here

    thanks = phone.get(phone.post(here, ANSWERS).headers["Location"])

    assert f"{more}?how=self" in thanks.text
    assert phone.get(f"{more}?how=self").status_code == 200
    assert phone.get("/").headers["Location"] == more


def test_what_was_answered_does_not_open_a_second_time(phone, here):
    thanks = phone.post(here, ANSWERS).headers["Location"]

    assert phone.get(here).headers["Location"] == thanks
    assert phone.post(here, ANSWERS).headers["Location"] == thanks
    assert Measure.objects.count() == 1


def test_who_takes_back_their_yes_meanwhile_is_asked_no_further(phone, here):
    Consent.objects.update(agreed=False)

    assert phone.get(here).headers["Location"] == "/hand-back/"


# ---- back to the worker ------------------------------------------------------------------------


def test_the_worker_says_who_they_are_and_everything_opens_again(phone, here, peg):
    asked = phone.get("/hand-back/")
    page = phone.get(asked.headers["Location"])
    said = phone.post("/account/reauthenticate/", {"password": PASSWORD, "next": "/hand-back/"})
    back = phone.get(said.headers["Location"])

    assert asked.headers["Location"] == WHO
    assert "Please give it to Ruth now." in page.text
    assert f'href="{here}"' in page.text
    assert said.headers["Location"] == "/hand-back/"
    assert back.headers["Location"] == f"/people/{peg.pk}/"
    assert phone.get(f"/people/{peg.pk}/").status_code == 200


def test_after_the_answers_the_worker_comes_to_what_is_for_them(phone, here):
    phone.post(here, ANSWERS)
    phone.post(WHO, {"password": PASSWORD})

    back = phone.get("/hand-back/")

    assert back.headers["Location"] == f"/measures/{Measure.objects.get().pk}/handed-back/"


def test_to_have_said_it_before_does_not_count(client, ruth, here):
    client.force_login(ruth)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.get(f"{here}?how=self")

    assert client.get("/hand-back/").headers["Location"] == WHO


def test_a_wrong_password_opens_nothing(phone, here):
    page = phone.post(WHO, {"password": "a long walk by the sea"})

    assert "This is not your password." in page.text
    assert phone.get("/hand-back/").headers["Location"] == WHO
    assert phone.get("/").headers["Location"] == here


def test_five_wrong_passwords_sign_out_and_what_was_chosen_is_kept(phone, here, peg, ruth):
    form = f"measures.ask:{peg.pk}:ucla3:start"
    drafts.keep(ruth, form, {"item_1": "2"})

    answers = [phone.post(WHO, {"password": "guess"}) for _ in range(5)]
    page = phone.get("/account/login/")

    assert [one.status_code for one in answers] == [200, 200, 200, 200, 302]
    assert "you were signed out on this device" in page.text
    assert phone.get(here).headers["Location"].startswith("/account/login/")
    assert drafts.read(ruth, form) == {"item_1": "2"}


def test_where_nothing_was_handed_over_there_is_nothing_to_give_back(client, ruth):
    client.force_login(ruth)

    assert client.get("/hand-back/").headers["Location"] == "/"


def test_the_cookie_of_before_opens_nothing_after_and_the_other_way_round(client, ruth, here, peg):
    name = settings.SESSION_COOKIE_NAME
    client.force_login(ruth)
    before = client.cookies[name].value
    client.get(f"{here}?how=self")
    during = client.cookies[name].value
    client.post(WHO, {"password": PASSWORD})
    client.get("/hand-back/")

    for old in (before, during):
        browser = Client()
        browser.cookies[name] = old
        assert browser.get(f"/people/{peg.pk}/").headers["Location"].startswith("/account/login/")
    assert client.get(f"/people/{peg.pk}/").status_code == 200


def test_signing_out_closes_the_questions_too(phone, here):
    phone.post("/account/logout/")

    assert phone.get(here).headers["Location"].startswith("/account/login/")


def test_it_lasts_no_longer_than_any_session(phone, here, time_machine):
    time_machine.shift(31 * 60)

    assert phone.get(here).headers["Location"].startswith("/account/login/")


def test_another_device_of_the_worker_stays_as_it_is(phone, ruth, peg):
    desk = Client()
    desk.force_login(ruth)

    assert desk.get(f"/people/{peg.pk}/").status_code == 200


def test_a_scheme_that_begins_to_ask_for_a_second_step_does_not_break_in(phone, here):
    Scheme.objects.update(second_factor_required=True)

    assert phone.get(here).status_code == 200


def test_the_way_to_ask_says_what_will_happen(client, ruth, here):
    client.force_login(ruth)

    assert "until you have it back and enter your password" in client.get(here).text


def test_the_address_to_give_it_back_needs_a_sign_in(client, db):
    answer = client.get(reverse("schemes:hand_back"))

    assert answer.headers["Location"].startswith("/account/login/")
