"""The ending page, the letter, and the list of whom to reach."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.consent.models import Consent
from alongside.casework.followup.models import Attempt
from alongside.casework.referrals.models import Referral
from alongside.casework.schemes import drafts
from alongside.casework.signposting import actions as connections
from alongside.casework.signposting.models import Signpost
from alongside.casework.support.models import Ending, Episode
from tests.casework import made

from .conftest import CHECKIN, FOLLOW_UP, GOODBYE


@pytest.fixture
def at_goodbye(time_machine):
    time_machine.move_to(f"{GOODBYE} 10:00+00:00")


@pytest.fixture
def at_checkin(time_machine):
    time_machine.move_to(f"{CHECKIN} 10:00+00:00")


@pytest.fixture
def as_ruth(client, ruth):
    client.force_login(ruth)
    return client


@pytest.fixture
def hide(pegs_episode, ruth):
    return connections.connect(
        episode=pegs_episode,
        what="Fenwater bird hide mornings",
        destination="third_sector",
        made_on=date(2026, 11, 17),
        outcome="attended",
        by=ruth,
    )


def typed(**more):
    return {
        "reason": "completed",
        "on": GOODBYE.isoformat(),
        "what_changed": "I am back on the estuary.",
        "health": "same",
        "gets_there_alone": "yes",
        "who_to_call": "Out and About, 01632 960118",
        "checkin": "yes",
        "checkin_on": CHECKIN.isoformat(),
        "follow_up": "yes",
        "follow_up_on": FOLLOW_UP.isoformat(),
        "reach_how": "Ring after 11am",
        "measure_ucla3": "declined",
    } | more


def known(hide, outcome="attended", **more):
    return {f"now_{hide.pk}": outcome, f"first_{hide.pk}": "2026-11-17"} | more


def test_the_page_looks_back_and_says_what_is_usual(as_ruth, peg, hide, at_goodbye):
    page = as_ruth.get(f"/people/{peg.pk}/goodbye/")

    assert "Goodbye with Peg" in page.text
    assert "Since 22 October 2026" in page.text
    assert "Fenwater bird hide mornings" in page.text
    assert f'value="{CHECKIN.isoformat()}"' in page.text
    assert f'value="{FOLLOW_UP.isoformat()}"' in page.text
    assert f"/people/{peg.pk}/measures/ucla3/end/" in page.text
    assert Event.objects.filter(action="LOOKED", page="goodbye").count() == 1


def test_everything_is_kept_at_once_and_leads_to_the_letter(as_ruth, peg, hide, at_goodbye):
    new = {"new_1_what": "The bakers’ table", "new_1_kind": "third_sector"}
    tried = {"tried_what": "The 11.15 bus", "tried_how": "well"}

    response = as_ruth.post(
        f"/people/{peg.pk}/goodbye/", typed(**known(hide, "settled"), **new, **tried)
    )
    letter = as_ruth.get(response.headers["Location"])

    ending = Ending.objects.get()
    assert response.headers["Location"] == f"/people/{peg.pk}/goodbye/letter/"
    assert (ending.checkin_on, ending.follow_up_on) == (CHECKIN, FOLLOW_UP)
    assert dict(Signpost.objects.values_list("what", "outcome")) == {
        "Fenwater bird hide mornings": "settled",
        "The bakers’ table": "attended",
    }
    assert ending.episode.rehearsals.count() == 1
    assert Consent.objects.get(purpose="follow_up").agreed
    for words in ("Dear Peg", "back on the estuary", "The bakers’ table", "2 February 2027"):
        assert words in letter.text


def test_the_letter_is_a_pdf_too(as_ruth, peg, hide, at_goodbye):
    as_ruth.post(f"/people/{peg.pk}/goodbye/", typed(**known(hide)))

    response = as_ruth.get(f"/people/{peg.pk}/goodbye/letter.pdf")

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert b"StructTreeRoot" in response.content  # tagged, for a screen reader


def test_a_letter_says_nothing_of_what_was_not_agreed(as_ruth, peg, hide, at_goodbye):
    none = dict.fromkeys(("checkin", "follow_up", "reach_how", "who_to_call"), "")

    as_ruth.post(f"/people/{peg.pk}/goodbye/", typed(**known(hide)) | none)
    page = as_ruth.get(f"/people/{peg.pk}/goodbye/letter/")

    assert "What you have now" in page.text
    assert "What comes next" not in page.text
    assert "Who to call" not in page.text


@pytest.mark.parametrize("may", ["no", "first_name"])
def test_a_letter_that_may_not_be_posted_says_so(as_ruth, peg, hide, at_goodbye, may):
    as_ruth.post(f"/people/{peg.pk}/goodbye/", typed(**known(hide)))
    peg.letter = may
    peg.save()

    page = as_ruth.get(f"/people/{peg.pk}/goodbye/letter/")

    assert "Hand it over, or read it out." in page.text
    assert "Take care at the check-in: not settled with anybody yet." in page.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": ""}, "Choose why support ends."),
        ({"checkin_on": ""}, "Say on which day."),
        ({"follow_up_on": "2027-04-11"}, "Choose Monday 12 April 2027 or later"),
        ({"measure_ucla3": ""}, "first, or say why not."),
        ({"tried_what": "The bus"}, "Say how it went."),
        ({"on": "2027-01-13"}, "still to come"),
    ],
)
def test_what_is_missing_is_said_on_the_page_and_nothing_is_kept(
    as_ruth, peg, hide, at_goodbye, changes, words
):
    page = as_ruth.post(f"/people/{peg.pk}/goodbye/", typed(**known(hide), **changes))

    assert words in page.text
    assert "back on the estuary" in page.text
    assert Episode.objects.get().ended_on is None


def test_what_was_typed_before_the_questions_is_there_after_them(
    as_ruth, ruth, peg, hide, at_goodbye
):
    drafts.keep(ruth, f"followup.goodbye:{peg.pk}", {"what_changed": "I sleep better."})

    page = as_ruth.get(f"/people/{peg.pk}/goodbye/")
    as_ruth.post(f"/people/{peg.pk}/goodbye/", typed(**known(hide)))

    assert "I sleep better." in page.text
    assert drafts.read(ruth, f"followup.goodbye:{peg.pk}") is None


def test_a_no_to_both_calls_is_kept_as_a_no(as_ruth, peg, hide, at_goodbye):
    as_ruth.post(f"/people/{peg.pk}/goodbye/", typed(**known(hide), checkin="no", follow_up="no"))

    ending = Ending.objects.get()
    assert (ending.checkin_on, ending.follow_up_on) == (None, None)
    assert not Consent.objects.get(purpose="follow_up").agreed


def test_a_reason_counts_only_for_what_stopped(as_ruth, peg, hide, at_goodbye):
    why = {f"why_{hide.pk}": "cost"}

    as_ruth.post(f"/people/{peg.pk}/goodbye/", typed(**known(hide, "attended"), **why))

    assert Signpost.objects.get().reason == ""


def test_a_death_said_on_the_page_asks_nothing_more(as_ruth, peg, hide, at_goodbye):
    response = as_ruth.post(
        f"/people/{peg.pk}/goodbye/",
        {"reason": "died", "on": GOODBYE.isoformat(), **known(hide)},
    )

    peg.refresh_from_db()
    assert response.headers["Location"] == f"/people/{peg.pk}/"
    assert peg.died_on == GOODBYE
    assert not Ending.objects.exists()


def test_after_a_death_the_page_asks_only_for_the_day(as_ruth, peg, hide, at_goodbye):
    peg.died_on = date(2027, 1, 9)
    peg.save()

    page = as_ruth.get(f"/people/{peg.pk}/goodbye/")
    as_ruth.post(f"/people/{peg.pk}/goodbye/", {"reason": "died", "on": GOODBYE, **known(hide)})

    assert "Peg died on 9 January 2027" in page.text
    assert "What has changed" not in page.text
    assert Episode.objects.get().end_reason == "died"


def test_after_the_goodbye_its_page_is_the_letter(as_ruth, peg, ended):
    response = as_ruth.get(f"/people/{peg.pk}/goodbye/")

    assert response.headers["Location"] == f"/people/{peg.pk}/goodbye/letter/"


def test_no_letter_goes_to_who_has_died(as_ruth, peg, ended):
    peg.died_on = ended.ended_on
    peg.save()

    assert as_ruth.get(f"/people/{peg.pk}/goodbye/letter/").status_code == 404
    assert as_ruth.get(f"/people/{peg.pk}/goodbye/letter.pdf").status_code == 404
    assert as_ruth.get(f"/people/{peg.pk}/goodbye/").headers["Location"] == f"/people/{peg.pk}/"
    assert "/goodbye/letter/" not in as_ruth.get(f"/follow-ups/{ended.pk}/checkin/").text


def test_without_an_ending_there_is_no_letter(as_ruth, peg, pegs_episode):
    assert as_ruth.get(f"/people/{peg.pk}/goodbye/letter/").status_code == 404


def test_the_list_has_late_ones_first_with_who_may_slip(as_ruth, ended, time_machine):
    time_machine.move_to(f"{CHECKIN + timedelta(days=4)} 10:00+00:00")

    page = as_ruth.get("/follow-ups/")

    assert "4 days late" in page.text
    assert "May slip" in page.text
    assert "Not lonely, but only just; not settled with anybody yet" in page.text
    assert page.text.index("Check-in with Peg Hollins") < page.text.index("Follow-up with Peg")


def test_the_list_is_filtered_by_whose_and_which(client, as_ruth, ended, owen, dilys):
    only = as_ruth.get("/follow-ups/?kind=follow_up")
    client.force_login(owen)
    mine, everybodys = client.get("/follow-ups/"), client.get("/follow-ups/?whose=all")
    client.force_login(dilys)

    assert "Check-in with" not in only.text
    assert "There is nobody to reach" in mine.text
    assert "Peg Hollins" in everybodys.text
    assert "Peg Hollins" in client.get("/follow-ups/").text


def test_a_try_is_saved_and_says_when_it_comes_back(as_ruth, ended, at_checkin):
    here = f"/follow-ups/{ended.pk}/checkin/"

    before = as_ruth.get(here)
    after = as_ruth.post(
        here, {"outcome": "no_answer", "going": "well", "on": CHECKIN.isoformat()}, follow=True
    )
    again = as_ruth.get(here)

    assert "07700 900417" in before.text
    assert "May slip back: not lonely, but only just; not settled" in before.text
    assert "It comes back on 9 February." in after.text
    assert Attempt.objects.get().going == ""  # hidden for no answer
    assert "Tried before" in again.text


def test_support_again_is_said_to_be_in_the_inbox(as_ruth, ended, at_checkin):
    sent = {
        "outcome": "talked",
        "going": "hard",
        "wants_support": "on",
        "wants": "Somebody for the bus",
        "on": CHECKIN.isoformat(),
        "try_again_on": "2027-02-09",
    }

    page = as_ruth.post(f"/follow-ups/{ended.pk}/checkin/", sent, follow=True)
    shown = as_ruth.get(f"/follow-ups/{ended.pk}/checkin/")

    assert "A new referral is in the inbox, tied to the earlier support." in page.text
    assert Referral.objects.get().wants == "Somebody for the bus"
    assert "A new referral was opened." in shown.text
    assert "Nothing is to be done here now" in shown.text


def test_beside_a_waiting_referral_no_second_one_is_made_and_it_says_so(
    as_ruth, ended, peg, ruth, at_checkin
):
    made.referral(peg, ruth)
    sent = {"outcome": "talked", "wants_support": "on", "on": CHECKIN.isoformat()}

    page = as_ruth.post(f"/follow-ups/{ended.pk}/checkin/", sent, follow=True)

    assert "no second one was made" in page.text


def test_a_talk_that_finishes_it_says_so(as_ruth, ended, at_checkin):
    sent = {"outcome": "talked", "going": "well", "on": CHECKIN.isoformat()}

    page = as_ruth.post(f"/follow-ups/{ended.pk}/checkin/", sent, follow=True)

    assert "Nothing more is to be done for it." in page.text


def test_at_the_follow_up_the_questions_are_offered(as_ruth, ended, peg, time_machine):
    time_machine.move_to(f"{FOLLOW_UP} 10:00+01:00")

    page = as_ruth.get(f"/follow-ups/{ended.pk}/follow_up/")

    assert f"/people/{peg.pk}/measures/ucla3/follow_up/" in page.text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"outcome": "talked", "on": "2027-02-03"}, "still to come"),
        ({"outcome": "talked", "on": "2027-01-11"}, "before the goodbye on 12 January 2027"),
        ({"on": "2027-02-02"}, "Choose what came of it."),
    ],
)
def test_a_try_that_cannot_be_is_refused_on_the_page(as_ruth, ended, at_checkin, sent, words):
    page = as_ruth.post(f"/follow-ups/{ended.pk}/checkin/", sent)

    assert words in page.text
    assert not Attempt.objects.exists()


def test_nothing_of_it_is_for_another_scheme(client, outsider, ended, peg):
    client.force_login(outsider)
    addresses = [
        f"/people/{peg.pk}/goodbye/",
        f"/people/{peg.pk}/goodbye/letter/",
        f"/people/{peg.pk}/goodbye/letter.pdf",
        f"/follow-ups/{ended.pk}/checkin/",
    ]

    assert {client.get(address).status_code for address in addresses} == {404}
    assert "Peg" not in client.get("/follow-ups/?whose=all").text


def test_other_kinds_and_other_roles_are_not_found(client, as_ruth, ended, aldermouth):
    other_kind = as_ruth.get(f"/follow-ups/{ended.pk}/party/")
    client.force_login(made.worker("Eve Aluko", "evaluator", aldermouth))

    assert other_kind.status_code == 404
    assert client.get("/follow-ups/").status_code == 404
