"""The inbox: who waits, and what shall we do."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from alongside.casework.audit.models import Event
from alongside.casework.people.models import Person
from alongside.casework.referrals import actions as referrals
from alongside.casework.referrals.models import Decision, Referral
from alongside.casework.safeguarding.models import Concern
from alongside.casework.schemes import drafts
from alongside.casework.support.forms.triage import Answers
from alongside.casework.support.models import Episode
from tests.casework import made

FRIDAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def it_is_friday():
    with time_machine.travel(datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/London"))):
        yield


@pytest.fixture
def joans(aldermouth, dilys):
    joan = made.person(
        aldermouth,
        "Joan",
        "Whitcombe",
        telephone="01632 960417",
        pronouns="she/her",
        adjustments=["large_print", "no longer used"],
        date_of_birth=date(1945, 3, 2),
    )
    return made.referral(
        joan,
        dilys,
        received_on=date(2026, 11, 12),
        referrer_name="Sara Lindqvist",
        referrer_role="practice nurse",
        answer_by="email",
        referrer_email="sara@marlpit.example",
        reason="Her sister moved away.\n\nShe has stopped going out.",
        wants="A cup of tea with somebody.",
        agreed="person",
        stop_gap=True,
    )


@pytest.fixture
def kwames(aldermouth, dilys):
    kwame = made.person(aldermouth, "Kwame", "Boateng", telephone="07700 900111")
    return made.referral(
        kwame, dilys, received_on=date(2026, 11, 13), source="self", answer_by="telephone"
    )


@pytest.fixture
def desk(client, dilys):
    client.force_login(dilys)
    return client


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def at(referral) -> str:
    return reverse("support:referral", args=[referral.pk])


def first_words(referral, key, team=(), schemes=(), **more):
    return Answers(referral, team, schemes).get(key, **more).words


# ---- the list


def test_the_inbox_says_how_many_wait_and_who_has_waited_too_long(desk, joans, kwames, ruth):
    page = text(desk.get("/inbox/"))

    assert (
        "Two people are waiting. One has waited longer than the five working days we promise."
        in page
    )
    assert page.index("Joan Whitcombe") < page.index("Kwame Boateng")
    assert "6 days, 1 over" in page
    assert "5 days, answer today" in page
    assert "0 of 25" in page


def test_an_empty_inbox_says_so(desk):
    page = text(desk.get("/inbox/"))

    assert "Nobody is waiting." in page
    assert "There is no connector yet." in page


def test_with_two_schemes_each_says_whose_it_is(desk, dilys, joans, elsewhere):
    made.give(dilys, "coordinator", elsewhere)
    elsewhere.promise_working_days = 3
    elsewhere.save()

    page = text(desk.get("/inbox/"))

    assert "for Aldermouth Connectors" in page
    assert "longer than we promise" in page
    assert "Glen Torran Connectors" in page


@pytest.mark.parametrize(
    "role", ["connector", "safeguarding_lead", "evaluator", "commissioner", "administrator"]
)
def test_the_inbox_is_for_coordinators(client, aldermouth, joans, role):
    client.force_login(made.worker("Other", role, aldermouth))

    for address in ("/inbox/", "/inbox/waiting/", "/inbox/answered/", at(joans)):
        assert client.get(address).status_code == 404


def test_another_schemes_coordinator_finds_nothing_here(client, elsewhere, joans, peg):
    client.force_login(made.worker("Other", "coordinator", elsewhere))

    assert client.get(at(joans)).status_code == 404
    assert client.post(at(joans), {"decision": "changed"}).status_code == 404
    assert client.get(f"{at(joans)}compare/{peg.pk}/").status_code == 404
    assert not Decision.objects.exists()


# ---- one referral


def test_the_page_of_one_referral_has_what_is_needed_to_decide(desk, joans, kwames, ruth):
    page = text(desk.get(at(joans)))

    assert "6 working days, 1 over our promise" in page
    assert "What Joan says she wants" in page
    assert "“A cup of tea with somebody.”" in page
    assert "Why now, in Sara’s words" in page
    assert "Sent because nothing else was available." in page
    assert "Reaching her" in page
    assert "Large print." in page
    assert "Joan has changed her mind" in page
    assert "1 of 2" in page
    assert "Next: Kwame Boateng" in page
    assert "Nobody has looked at this yet." in page
    assert Event.objects.filter(action="LOOKED", person_number=joans.person_id).exists()


def test_the_last_of_the_queue_leads_back_to_the_first(desk, joans, kwames):
    page = text(desk.get(at(kwames)))

    assert "2 of 2" in page
    assert "Next: Joan Whitcombe" in page
    assert "Why now" not in page


def test_support_need_is_shown_with_dots_and_words(desk, joans, dilys):
    referrals.assess(
        person=joans.person, referral=joans, levels={"mobility": 3}, on=FRIDAY, by=dilys
    )

    page = text(desk.get(at(joans)))

    assert '<span class="govuk-visually-hidden">3 of 4: </span>With somebody' in page
    assert "Medium: usual support, with more visits than calls." in page
    assert "Six parts are not known yet." in page


def test_what_is_known_already_is_said(desk, joans, dilys, ruth, aldermouth, elsewhere):
    known = made.person(aldermouth, "Joan", "Whitcomb", telephone="01632 960417")
    made.episode(
        known,
        ruth,
        allocated_on=date(2025, 1, 6),
        started_on=date(2025, 1, 6),
        ended_on=date(2025, 3, 31),
        end_reason="completed",
    )
    supported = made.person(aldermouth, "Joan", "Whitcombe", telephone="01632 960417")
    made.episode(supported, ruth)
    made.person(aldermouth, "Joanna", "Whitcombe", telephone="01632 960417")
    made.person(elsewhere, "Joan", "Whitcombe", telephone="01632 960417")
    made.referral(joans.person, dilys, referrer_name="Her niece")
    Concern.objects.create(
        scheme=aldermouth,
        person=joans.person,
        raised_by=ruth,
        raised_at=datetime(2026, 11, 19, tzinfo=ZoneInfo("UTC")),
        what="A bruise",
    )

    page = text(desk.get(at(joans)))

    assert "had support until March 2025." in page
    assert "has support now." in page
    assert "is known to us." in page
    assert "Ask your programme’s resolver." in page
    assert "Joan was referred by Her niece too, on 14 October." in page
    assert "There is an open concern about Joan’s safety." in page
    assert "A bruise" not in page


def test_somebody_who_has_or_had_support_is_not_taken_for_new(desk, joans, ruth):
    episode = made.episode(joans.person, ruth)
    assert "Joan has support already, from Ruth Adeyemi." in text(desk.get(at(joans)))

    episode.ended_on, episode.end_reason = date(2026, 11, 2), "completed"
    episode.save()
    assert "Joan had support before, until November 2026." in text(desk.get(at(joans)))


# ---- what shall we do


def test_accepting_gives_the_person_to_the_connector_and_leads_to_the_next(
    desk, joans, kwames, ruth
):
    sent = {"decision": "accept", "connector": ruth.pk, "words": "Ruth rings her.", "words_for": ""}

    answer = desk.post(at(joans), sent | {"token": uuid4()}, follow=True)

    assert Episode.objects.get().connector == ruth
    decision = joans.decisions.get()
    assert (decision.kind, decision.words_to_referrer) == ("accept", "Ruth rings her.")
    assert answer.request["PATH_INFO"] == at(kwames)
    assert "Joan was accepted, and given to Ruth." in text(answer)
    assert "The words to send stand under Answered this week." in text(answer)


def test_a_form_that_arrives_twice_decides_once(desk, joans, ruth):
    sent = {
        "decision": "accept",
        "connector": ruth.pk,
        "words": "Ruth rings her.",
        "token": uuid4(),
    }

    first = desk.post(at(joans), sent)
    second = desk.post(at(joans), sent)

    assert first.url == second.url == "/inbox/"
    assert Episode.objects.count() == 1


def test_the_first_words_name_the_connector_who_fits_best(desk, joans, ruth):
    page = text(desk.get(at(joans)))

    assert (
        "Thank you for telling us about Joan Whitcombe. Ruth Adeyemi will be in touch with them "
        "this week. We will tell you how it goes, if Joan agrees.</textarea>"
    ) in page
    assert f'data-words="accept-{ruth.pk}" data-button="Accept, and give to Ruth"' in page
    assert "What we tell Sara" in page


def test_other_first_words_are_read_before_anything_is_saved(desk, joans, ruth):
    key = f"accept-{ruth.pk}"
    page = desk.get(at(joans)).content.decode()
    words = page.split('name="words" rows="4"')[1].split(">", 1)[1].split("</textarea>")[0]
    sent = {"decision": "no", "no_reason": "out_of_area", "words": words, "words_for": key}

    shown = text(desk.post(at(joans), sent))

    assert "Nothing is saved yet." in shown
    assert "They live outside the area that Out and About Aldermouth can reach." in shown
    assert not Decision.objects.exists()

    right = first_words(joans, "no-out_of_area")
    desk.post(at(joans), sent | {"words": right, "words_for": "no-out_of_area"})
    assert joans.decisions.get().words_to_referrer == right


def test_words_changed_by_hand_are_never_touched(desk, joans, ruth):
    sent = {
        "decision": "no",
        "no_reason": "out_of_area",
        "words": "Dear Sara, we talked.",
        "words_for": f"accept-{ruth.pk}",
        "why": "She moved in with her niece",
    }

    desk.post(at(joans), sent)

    decision = joans.decisions.get()
    assert decision.words_to_referrer == "Dear Sara, we talked."
    assert (decision.reason, decision.why) == ("out_of_area", "She moved in with her niece")


def test_waiting_keeps_the_reason_and_the_day(desk, joans):
    desk.post(
        at(joans),
        {
            "decision": "wait",
            "why_wait": "In hospital",
            "look_again_on": "2026-11-27",
            "words": "We keep her place.",
            "words_for": "wait",
        },
    )

    page = text(desk.get("/inbox/waiting/"))
    assert "In hospital" in page
    assert "We look again on 27 November." in page
    assert "Waiting for a reason: 1" in text(desk.get("/inbox/"))
    assert "Look again on 27 November." in text(desk.get(at(joans)))


def test_waiting_until_a_day_gone_by_is_refused_on_the_page(desk, joans):
    sent = {"decision": "wait", "why_wait": "In hospital", "words_for": "wait"}

    page = text(desk.post(at(joans), sent | {"look_again_on": "2026-11-19"}))

    assert "The day to look again, 19 November 2026, has passed." in page


def test_passing_on_to_an_organisation_puts_its_name_in_the_words(desk, joans):
    sent = {
        "decision": "pass",
        "pass_to": "other",
        "organisation": "Quayside Befrienders",
        "pass_reason": "needs_long_term_befriending",
        "words": "",
        "words_for": "accept-",
    }

    shown = text(desk.post(at(joans), sent))
    assert "We think that Quayside Befrienders can do more" in shown

    desk.post(at(joans), sent | {"words": "They can do more.", "words_for": "pass-other"})
    assert joans.decisions.get().redirected_to == "Quayside Befrienders"


def test_passing_on_to_another_scheme_makes_a_referral_there(desk, joans, elsewhere):
    page = text(desk.get(at(joans)))
    desk.post(
        at(joans),
        {
            "decision": "pass",
            "pass_to": elsewhere.pk,
            "pass_reason": "out_of_area",
            "words": "Glen Torran takes it on.",
            "words_for": f"pass-{elsewhere.pk}",
        },
    )

    assert "It gets nothing else of the record. Ask Joan first." in page
    assert Referral.objects.get(scheme=elsewhere).person.called_fully == "Joan Whitcombe"
    assert joans.decisions.get().redirected_to_scheme == elsewhere


def test_somebody_changes_their_mind(desk, joans):
    answer = desk.post(at(joans), {"decision": "changed", "words_for": "changed"}, follow=True)

    assert joans.decisions.get().kind == "withdraw"
    assert "The referral of Joan is closed." in text(answer)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose what we shall do."),
        ({"decision": "accept"}, "Choose a connector."),
        ({"decision": "wait"}, "Waiting needs a reason"),
        ({"decision": "pass"}, "Say who takes it on."),
        ({"decision": "pass", "pass_to": "other"}, "Write the name of the organisation."),
        ({"decision": "no"}, "Choose the reason that fits best."),
    ],
)
def test_what_is_missing_is_said(desk, joans, sent, words):
    page = text(desk.post(at(joans), sent))

    assert words in page
    assert "<title>Error: " in page
    assert not Decision.objects.exists()


def test_a_refusal_of_support_is_said_on_the_page(desk, joans, ruth):
    made.episode(joans.person, ruth)

    page = text(
        desk.post(at(joans), {"decision": "accept", "connector": ruth.pk, "words": "Ruth rings."})
    )

    assert "Joan has support already that has not ended." in page


def test_where_no_answer_was_asked_for_there_are_no_words(desk, joans, ruth):
    joans.answer_by = "none"
    joans.save()

    page = text(desk.get(at(joans)))
    desk.post(at(joans), {"decision": "no", "no_reason": "at_capacity", "words_for": "accept-"})

    assert "Whoever referred Joan asked for no answer." in page
    assert joans.decisions.get().words_to_referrer == ""


def test_who_asked_for_themselves_is_spoken_to(desk, kwames):
    page = text(desk.get(at(kwames)))

    assert "What we tell Kwame" in page
    assert "Thank you for getting in touch." in page
    assert "Kwame has changed their mind" in page


def test_an_answered_referral_shows_its_answer_and_what_can_still_be_done(
    desk, joans, kwames, dilys, ruth
):
    referrals.decline(
        referral=joans, reason="at_capacity", words_to_referrer="No room.", on=FRIDAY, by=dilys
    )
    referrals.accept(
        referral=kwames, allocated_to=ruth, on=FRIDAY, words_to_referrer="Ruth rings.", by=dilys
    )

    declined, accepted = text(desk.get(at(joans))), text(desk.get(at(kwames)))

    assert "Said no, 20 November" in declined
    assert "Think again?" in declined
    assert "Think again?" not in accepted
    assert "Back to the inbox" in accepted

    page = text(desk.get("/inbox/answered/"))
    assert "by email to sara@marlpit.example" in page
    assert "No room." in page
    assert "by telephone" in page
    assert "Answered this week: 2" in text(desk.get("/inbox/"))


def test_nothing_answered_since_monday_is_said(desk, joans, dilys):
    referrals.withdraw(referral=joans, on=FRIDAY - timedelta(days=7), by=dilys)

    assert "Nothing has been answered since Monday." in text(desk.get("/inbox/answered/"))
    assert "Nobody is waiting for a reason." in text(desk.get("/inbox/waiting/"))


def test_a_half_made_decision_is_offered_again_and_dropped_when_taken(desk, joans, dilys):
    form = f"support.triage:{joans.pk}"
    drafts.keep(dilys, form, {"decision": "wait", "why_wait": "In hospital", "words_for": "wait"})

    page = text(desk.get(at(joans)))
    desk.post(at(joans), {"decision": "changed", "words_for": "changed"})

    assert "In hospital</textarea>" in page
    assert 'value="wait" checked' in page
    assert drafts.read(dilys, form) is None


# ---- one person or two


@pytest.fixture
def known(aldermouth):
    return made.person(
        aldermouth,
        "Joan",
        "Whitcomb",
        telephone="01632 960417",
        age_about=80,
        age_about_on=date(2025, 1, 1),
    )


def test_two_records_are_compared_line_by_line(desk, joans, known):
    page = text(desk.get(f"{at(joans)}compare/{known.pk}/"))

    assert 'Telephone <span class="govuk-tag govuk-tag--done">the same</span>' in page
    assert 'Family name <span class="govuk-tag">differs</span>' in page
    assert "About 80" in page
    assert Event.objects.filter(action="LOOKED", person_number=known.pk).exists()


def test_one_person_gets_the_referral_on_the_record_we_had(desk, joans, known):
    answer = desk.post(f"{at(joans)}compare/{known.pk}/", follow=True)

    joans.refresh_from_db()
    assert joans.person == known
    assert Person.objects.count() == 1
    assert "first record now." in text(answer)


def test_a_refusal_to_move_is_said_on_the_page(desk, joans, known):
    known.died_on = date(2026, 1, 1)
    known.save()

    page = text(desk.post(f"{at(joans)}compare/{known.pk}/"))

    assert "That record says that the person died on 1 January 2026." in page


def test_a_record_of_another_scheme_is_not_compared(desk, joans, elsewhere):
    there = made.person(elsewhere, "Joan", "Whitcombe")

    assert desk.get(f"{at(joans)}compare/{there.pk}/").status_code == 404
