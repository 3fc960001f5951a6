"""A referral by telephone, and how much support somebody may need, in the browser."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from alongside.casework.audit.models import Event
from alongside.casework.people.models import Person
from alongside.casework.referrals import actions, framework
from alongside.casework.referrals.models import Assessment, Referral
from alongside.casework.schemes import drafts
from tests.casework import made

NEW = "/referrals/new/"
CALL = {
    "preferred_name": "Joan",
    "family_name": "Whitcombe",
    "telephone": "01632 960417",
    "received_on": "2026-11-12",
    "source": "nhs",
    "referrer_name": "Sara Lindqvist",
    "referrer_role": "practice nurse",
    "answer_by": "email",
    "referrer_email": "sara@marlpit.example",
    "reason": "Her sister moved away.",
    "wants": "Somebody to have a cup of tea with.",
    "agreed": "person",
    "stop_gap": "yes",
}


@pytest.fixture
def desk(client, dilys):
    client.force_login(dilys)
    return client


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_call_is_taken_down_and_goes_on_to_the_inbox(desk, aldermouth):
    answer = desk.post(NEW, CALL)

    referral = Referral.objects.get()
    assert answer.url == reverse("support:referral", args=[referral.pk])
    assert referral.person.called_fully == "Joan Whitcombe"
    assert referral.from_whom == "Sara Lindqvist, practice nurse"
    assert (referral.stop_gap, referral.wants) == (True, "Somebody to have a cup of tea with.")


def test_a_connector_takes_a_call_down_too_and_goes_to_the_person(client, ruth, aldermouth):
    client.force_login(ruth)

    answer = client.post(NEW, CALL | {"age_about": "80", "stop_gap": "", "answer_by": ""})

    person = Person.objects.get()
    assert answer.url == person.get_absolute_url()
    assert (person.age_about, person.age_about_on) == (80, date(2026, 11, 12))
    assert Referral.objects.get().stop_gap is None


@pytest.mark.parametrize("role", ["evaluator", "commissioner", "administrator"])
def test_who_does_not_work_with_people_finds_no_such_page(client, aldermouth, peg, role):
    client.force_login(made.worker("Other", role, aldermouth))

    assert client.get(NEW).status_code == 404
    assert client.get(f"/people/{peg.pk}/support-need/").status_code == 404


def test_nobody_takes_anything_down_before_signing_in(client, db):
    assert client.get(NEW).status_code == 302


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"preferred_name": ""}, "Write the name to call them by."),
        ({"telephone": ""}, "Give one way to reach them"),
        ({"source": ""}, "Choose where it comes from."),
        ({"agreed": ""}, "Choose one. “Not asked yet” is an answer."),
        ({"agreed": "best_interests"}, "Write who made the best-interests decision"),
        ({"referrer_email": ""}, "Write the email to answer to."),
        ({"received_on": "2999-01-01"}, "has not been yet"),
        ({"postcode": "nowhere"}, "nowhere"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(desk, changes, words):
    page = text(desk.post(NEW, CALL | changes))

    assert words in page
    assert "<title>Error: " in page
    assert "Her sister moved away." in page
    assert not Referral.objects.exists()
    assert not Person.objects.exists()


def test_a_day_of_birth_counts_before_an_age(desk):
    born = {"date_of_birth_day": "2", "date_of_birth_month": "3", "date_of_birth_year": "1945"}

    desk.post(NEW, CALL | born | {"age_about": "80"})

    person = Person.objects.get()
    assert (person.date_of_birth, person.age_about) == (date(1945, 3, 2), None)


def test_what_was_typed_is_offered_again_and_dropped_when_saved(desk, dilys):
    drafts.keep(dilys, "referrals.new", {"preferred_name": "Joan", "reason": "Her sister"})

    page = text(desk.get(NEW))
    desk.post(NEW, CALL)

    assert 'value="Joan"' in page
    assert "Her sister" in page
    assert drafts.read(dilys, "referrals.new") is None


@pytest.fixture
def joan(aldermouth):
    return made.person(
        aldermouth, "Joan", "Whitcomb", telephone="01632 960417", address="3 Old Row"
    )


def test_somebody_we_may_know_is_shown_before_anything_is_saved(desk, joan):
    page = text(desk.post(NEW, CALL))

    assert "We may know Joan already" in page
    assert "Yes, it is Joan Whitcomb" in page
    assert "3 Old Row" in page
    assert 'name="reason" value="Her sister moved away."' in page
    assert not Referral.objects.exists()
    assert Event.objects.filter(action="LOOKED", person_number=joan.pk).exists()


def test_the_same_person_gets_the_referral(desk, joan):
    desk.post(NEW, CALL | {"same_as": joan.pk})

    assert Referral.objects.get().person == joan
    assert Person.objects.count() == 1


def test_somebody_else_gets_a_record_of_their_own(desk, joan):
    desk.post(NEW, CALL | {"same_as": "new"})

    assert Referral.objects.get().person != joan


@pytest.mark.parametrize("answer", ["", "999999"])
def test_the_question_wants_an_answer_from_the_list(desk, joan, answer):
    page = text(desk.post(NEW, CALL | {"same_as": answer}))

    assert "We may know Joan already" in page
    assert "There is something to put right" in page
    assert not Referral.objects.exists()


def test_a_name_alone_is_shown_of_a_record_that_is_not_for_this_worker(
    client, aldermouth, ruth, joan
):
    aldermouth.caseloads_shared = False
    aldermouth.save()
    client.force_login(ruth)

    page = text(client.post(NEW, CALL))

    assert "Yes, it is Joan Whitcomb" in page
    assert client.post(NEW, CALL | {"same_as": joan.pk}).url == NEW
    assert "3 Old Row" not in page
    assert not Event.objects.filter(action="LOOKED", person_number=joan.pk).exists()


def test_of_another_scheme_nothing_is_said_but_whom_to_ask(desk, elsewhere):
    made.person(elsewhere, "Joan", "Whitcomb", telephone="01632 960417", address="3 Old Row")

    page = text(desk.post(NEW, CALL))

    assert "ask your programme’s resolver" in page
    assert "Whitcomb<" not in page
    assert "3 Old Row" not in page

    desk.post(NEW, CALL | {"same_as": "new"})
    assert Referral.objects.get().scheme.name == "Aldermouth Connectors"


def test_with_two_schemes_one_is_chosen(client, dilys, elsewhere):
    made.give(dilys, "coordinator", elsewhere)
    client.force_login(dilys)

    asked = text(client.post(NEW, CALL))
    client.post(NEW, CALL | {"scheme": elsewhere.pk})

    assert "Choose the scheme." in asked
    assert Referral.objects.get().scheme == elsewhere


def test_for_somebody_we_know_only_the_referral_is_asked(desk, peg):
    address = f"{NEW}?person={peg.pk}"
    page = text(desk.get(address))

    desk.post(address, CALL)

    assert "Take down a referral for Peg Hollins" in page
    assert 'name="preferred_name"' not in page
    assert Referral.objects.get().person == peg


@pytest.mark.parametrize("number", ["999999", "x"])
def test_a_person_who_is_not_there_is_not_found(desk, number):
    assert desk.get(f"{NEW}?person={number}").status_code == 404


def test_an_outsider_takes_nothing_down_for_our_people(client, outsider, peg):
    client.force_login(outsider)

    assert client.get(f"{NEW}?person={peg.pk}").status_code == 404
    assert client.get(f"/people/{peg.pk}/support-need/").status_code == 404


def test_for_somebody_who_has_died_it_is_refused_in_words(desk, peg):
    peg.died_on = date(2026, 11, 2)
    peg.save()

    page = text(desk.post(f"{NEW}?person={peg.pk}", CALL))

    assert "The record says that the person died on 2 November 2026." in page


# ---- how much support


LEVELS = {"health": "2", "mobility": "3", "mood": "2", "money_home": "1"}


def test_support_need_is_kept_for_the_referral_and_shown_with_its_history(desk, peg, dilys):
    referral = made.referral(peg, dilys)
    address = f"/people/{peg.pk}/support-need/"

    answer = desk.post(f"{address}?referral={referral.pk}", LEVELS)

    kept = Assessment.objects.get()
    assert answer.url == reverse("support:referral", args=[referral.pk])
    assert (kept.referral, kept.level) == (referral, "medium")
    assert kept.levels == {"health": 2, "mobility": 3, "mood": 2, "money_home": 1}

    page = text(desk.get(address))
    assert "Medium: usual support, with more visits than calls" in page
    assert "Framework 2026-1" in page
    assert "Safety not known" in page


def test_a_connector_looks_again_during_support(client, ruth, peg):
    client.force_login(ruth)

    answer = client.post(
        f"/people/{peg.pk}/support-need/?referral=7",
        LEVELS | {"overridden_to": "high", "override_reason": "Her daughter goes abroad"},
    )

    assert answer.url == peg.get_absolute_url()
    assert Assessment.objects.get().level == "high"
    assert Event.objects.filter(action="SUPPORT_NEED_ASSESSED", person_number=peg.pk).exists()


def test_another_level_without_a_reason_is_refused_on_the_page(desk, peg):
    page = text(desk.post(f"/people/{peg.pk}/support-need/", LEVELS | {"overridden_to": "high"}))

    assert "To say high instead, write why" in page
    assert not Assessment.objects.exists()


def test_the_form_begins_with_what_was_said_last(desk, peg, dilys):
    actions.assess(person=peg, levels={"mood": 4}, on=date(2026, 11, 2), by=dilys)

    page = text(desk.get(f"/people/{peg.pk}/support-need/"))

    assert 'name="mood" type="radio" value="4" aria-describedby="id_mood-3-more" checked' in page


def test_an_older_framework_is_not_taken_over_into_the_form(desk, peg, dilys, monkeypatch):
    actions.assess(person=peg, levels={"mood": 4}, on=date(2026, 11, 2), by=dilys)
    other = framework.load("2026-1")
    newer = type(other)(**other.__dict__ | {"version": "2027-1"})
    monkeypatch.setattr("alongside.casework.referrals.framework.current", lambda: newer)

    page = text(desk.get(f"/people/{peg.pk}/support-need/"))

    assert 'value="4" aria-describedby="id_mood-3-more" checked' not in page


def test_levels_that_were_chosen_and_not_saved_are_offered_again(desk, peg, dilys):
    drafts.keep(dilys, f"referrals.assess:{peg.pk}", {"mood": "4"})

    page = text(desk.get(f"/people/{peg.pk}/support-need/"))
    desk.post(f"/people/{peg.pk}/support-need/", LEVELS)

    assert 'name="mood" type="radio" value="4" aria-describedby="id_mood-3-more" checked' in page
    assert drafts.read(dilys, f"referrals.assess:{peg.pk}") is None
