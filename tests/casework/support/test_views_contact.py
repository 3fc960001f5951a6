"""Recording a contact on the page."""

import re
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from alongside.casework.audit.models import Event
from alongside.casework.schemes import drafts
from alongside.casework.support import actions
from alongside.casework.support.models import Contact, ContactVersion, Goal

from .. import made

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
USUAL = {"when": "today", "reached": "yes", "how": "telephone", "minutes": "20"}


@pytest.fixture(autouse=True)
def _a_sunday_in_november():
    with time_machine.travel("2026-11-22 14:00+00:00", tick=False):
        yield


@pytest.fixture
def page(client, ruth, pegs_episode):
    client.force_login(ruth)
    return reverse("support:contact", args=[pegs_episode.person_id])


def checked(html: str) -> set[str]:
    return set(re.findall(r'name="(\w+)" type="radio" value="(\w+)" checked', html))


def test_today_and_the_way_used_last_are_chosen_already(client, page, pegs_episode, ruth):
    assert checked(client.get(page).content.decode()) == {
        ("when", "today"),
        ("how", "telephone"),
        ("who", "connector"),
    }

    actions.record_contact(
        episode=pegs_episode,
        occurred_on=TODAY,
        mode="face_to_face",
        reached=True,
        by=ruth,
        went_along=True,
    )

    assert ("how", "out_together") in checked(client.get(page).content.decode())


def test_after_a_letter_the_telephone_is_chosen(client, page, pegs_episode, ruth):
    actions.record_contact(
        episode=pegs_episode, occurred_on=TODAY, mode="letter", reached=True, by=ruth
    )

    assert ("how", "telephone") in checked(client.get(page).content.decode())


def test_the_page_says_what_was_last_time_and_what_was_promised(client, page, pegs_episode, ruth):
    actions.record_contact(
        episode=pegs_episode,
        occurred_on=date(2026, 11, 19),
        mode="telephone",
        reached=True,
        minutes=20,
        note="She found her binoculars.",
        next_words="Take the leaflet",
        by=ruth,
    )

    html = client.get(page).content.decode()

    assert "<title>A contact with Peg - Alongside</title>" in html
    assert "Thursday 19 November, telephone" in html
    assert "She found her binoculars." in html
    assert "Take the leaflet" in html
    assert "Peg may ask to read it." in html
    assert 'href="tel:07700900417"' in html


def test_the_usual_contact_is_three_taps_a_note_and_save(client, page, pegs_episode, ruth):
    goal = Goal.objects.create(plan=pegs_episode.plan, words="Birds", set_on=TODAY)

    answer = client.post(page, {**USUAL, "note": "The bus is fine.", "goals": [goal.pk]})

    assert answer.url == f"/people/{pegs_episode.person_id}/"
    contact = Contact.objects.get()
    assert (contact.occurred_on, contact.mode, contact.minutes) == (TODAY, "telephone", 20)
    assert (contact.note, contact.worker, contact.reached) == ("The bus is fine.", ruth, True)
    assert list(contact.goals.all()) == [goal]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"how": "out_together"}, {"mode": "face_to_face", "went_along": True, "minutes": 20}),
        (
            {"how": "out_together", "reached": "no"},
            {"mode": "face_to_face", "went_along": False, "reached": False, "minutes": 0},
        ),
        ({"reached": "no"}, {"reached": False, "minutes": 0}),
        ({"when": "yesterday"}, {"occurred_on": date(2026, 11, 21)}),
        ({"when": "earlier", "day": "2026-11-02"}, {"occurred_on": date(2026, 11, 2)}),
        ({"minutes": "other", "minutes_other": "75"}, {"minutes": 75}),
        ({"how": "text", "minutes": ""}, {"mode": "message", "minutes": 0}),
        ({"letter": "on", "minutes": ""}, {"mode": "letter"}),
        (
            {"who": "volunteer", "volunteer_name": "Ines"},
            {"who": "volunteer", "volunteer_name": "Ines"},
        ),
        ({"who": "connector", "volunteer_name": "Ines"}, {"volunteer_name": ""}),
        ({"travel_minutes": "30", "next_on": "2026-11-26"}, {"travel_minutes": 30}),
    ],
)
def test_what_is_tapped_is_what_is_kept(client, page, typed, kept):
    answer = client.post(page, {**USUAL, **typed})

    assert answer.status_code == 302, answer.content.decode()
    contact = Contact.objects.get()
    assert {field: getattr(contact, field) for field in kept} == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reached": ""}, "Say whether you reached Peg."),
        ({"when": ""}, "Say when it was."),
        ({"when": "earlier"}, "Say on which day it was."),
        ({"how": ""}, "Say how you were in touch."),
        ({"minutes": ""}, "Say about how many minutes it took."),
        ({"minutes": "other"}, "Give the minutes in figures, such as 25."),
        ({"minutes": "other", "minutes_other": "lots"}, "Give the minutes in figures"),
        ({"when": "earlier", "day": "2026-11-30"}, "Monday 30 November 2026 is still to come"),
        ({"when": "earlier", "day": "2026-10-01"}, "is before the record came to a connector"),
    ],
)
def test_a_refusal_is_shown_and_the_note_is_still_there(client, page, typed, words):
    html = client.post(page, {**USUAL, "note": "Half a note", **typed}).content.decode()

    assert words in html
    assert "<title>Error: A contact with Peg" in html
    assert "Half a note" in html
    assert not Contact.objects.exists()


def test_a_form_that_arrives_twice_makes_one_contact(client, page):
    form = {**USUAL, "token": str(uuid4())}

    first, second = client.post(page, form), client.post(page, form)

    assert first.url == second.url
    assert Contact.objects.count() == 1


def test_what_was_typed_and_not_saved_is_offered_and_dropped_once_saved(client, page, ruth, peg):
    drafts.keep(ruth, f"support.contact:{peg.pk}", {"note": "Half a note", "reached": "yes"})

    html = client.get(page).content.decode()
    assert "Half a note" in html
    assert ("reached", "yes") in checked(html)

    client.post(page, USUAL)
    assert drafts.read(ruth, f"support.contact:{peg.pk}") is None


def test_looking_leaves_a_line(client, page, peg, ruth):
    client.get(page)

    event = Event.objects.get(action="LOOKED")
    assert (event.person_number, event.worker_number, event.page) == (peg.pk, ruth.pk, "contact")


def test_nothing_is_there_for_outsiders(client, outsider, pegs_episode, ruth):
    contact = actions.record_contact(
        episode=pegs_episode, occurred_on=TODAY, mode="telephone", reached=True, by=ruth
    )
    client.force_login(outsider)

    for name, number in (
        ("contact", pegs_episode.person_id),
        ("contact_correct", contact.pk),
        ("rehearse", pegs_episode.person_id),
    ):
        address = reverse(f"support:{name}", args=[number])
        assert client.get(address).status_code == 404
        assert client.post(address, USUAL).status_code == 404


def test_a_person_without_support_has_no_contacts(client, ruth, peg):
    client.force_login(ruth)

    assert client.get(reverse("support:contact", args=[peg.pk])).status_code == 404


def test_after_the_end_an_earlier_contact_can_still_be_written_down(
    client, page, pegs_episode, ruth
):
    actions.end(episode=pegs_episode, reason="completed", on=date(2026, 11, 20), by=ruth)

    late = client.post(page, USUAL)
    before = client.post(page, {**USUAL, "when": "earlier", "day": "2026-11-20"})

    assert "Support ended on Friday 20 November 2026" in late.content.decode()
    assert before.status_code == 302


# ---- putting right -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kept",
    [
        {"mode": "telephone", "minutes": 20},
        {"mode": "letter", "minutes": 0},
        {"mode": "face_to_face", "went_along": True, "minutes": 35},
        {"mode": "message", "reached": False, "minutes": 0, "occurred_on": date(2026, 11, 21)},
    ],
)
def test_the_page_to_put_right_says_what_it_says_now(client, ruth, pegs_episode, kept):
    usual = {"occurred_on": TODAY, "reached": True}
    contact = actions.record_contact(episode=pegs_episode, by=ruth, **{**usual, **kept})
    client.force_login(ruth)
    page = reverse("support:contact_correct", args=[contact.pk])
    html = client.get(page).content.decode()
    form = dict(re.findall(r'name="(\w+)" type="radio" value="(\w+)" checked', html))
    form |= {"minutes_other": contact.minutes} if form.get("minutes") == "other" else {}
    form |= {"letter": "on"} if contact.mode == "letter" else {}

    same = client.post(page, form)
    changed = client.post(page, {**form, "note": "No message left.", "why": "Forgot"})

    assert "Nothing was changed" in same.content.decode()
    assert changed.status_code == 302
    assert ContactVersion.objects.get().why == "Forgot"


def test_a_goal_reached_since_stays_ticked(client, ruth, pegs_episode):
    goal = Goal.objects.create(
        plan=pegs_episode.plan, words="Birds", set_on=TODAY, status="reached", status_on=TODAY
    )
    contact = actions.record_contact(
        episode=pegs_episode,
        occurred_on=TODAY,
        mode="telephone",
        reached=True,
        minutes=20,
        goals=[goal],
        by=ruth,
    )
    client.force_login(ruth)
    page = reverse("support:contact_correct", args=[contact.pk])

    client.post(page, {**USUAL, "note": "More", "goals": [goal.pk]})

    contact.refresh_from_db()
    assert (contact.note, list(contact.goals.all())) == ("More", [goal])
    html = client.get(page).content.decode()
    assert "Until Sunday 22 November" in html
    assert "Ruth put it right" in html


# ---- several people ----------------------------------------------------------------------------


@pytest.fixture
def tomasz(aldermouth, ruth):
    return made.episode(made.person(aldermouth, "Tomasz", "Wilk"), ruth)


def test_one_meeting_is_recorded_for_several_people(client, ruth, pegs_episode, tomasz):
    client.force_login(ruth)
    page = reverse("support:together")

    html = client.get(f"{page}?person={pegs_episode.person_id}").content.decode()
    answer = client.post(
        page,
        {
            "when": "yesterday",
            "how": "out_together",
            "minutes": "90",
            "episodes": [pegs_episode.pk, tomasz.pk],
            "note": "Walked to the hide.",
            f"note_{tomasz.pk}": "He knew every gull.",
        },
    )

    assert f'value="{pegs_episode.pk}" checked' in html
    assert answer.url == "/my-people/"
    contacts = Contact.objects.all()
    assert {contact.went_along for contact in contacts} == {True}
    assert {contact.episode: contact.note for contact in contacts} == {
        pegs_episode: "Walked to the hide.",
        tomasz: "Walked to the hide.\n\nHe knew every gull.",
    }


def test_a_coordinator_who_walks_alongside_somebody_comes_back_to_a_page_of_theirs(
    client, dilys, aldermouth
):
    episodes = [
        made.episode(made.person(aldermouth, called, "Wilk"), dilys) for called in ("Ola", "Jan")
    ]
    client.force_login(dilys)
    said = {"when": "today", "how": "group", "minutes": "60"}
    page = reverse("support:together")

    answer = client.post(page, said | {"episodes": [one.pk for one in episodes]})

    assert 'href="/people/"' in client.get(page).content.decode()
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose who was there: two people or more."),
        ({"how": ""}, "Say how you were together."),
        ({"minutes": ""}, "Say about how many minutes it took."),
    ],
)
def test_a_refusal_of_a_meeting_keeps_what_was_typed(client, ruth, tomasz, typed, words):
    client.force_login(ruth)
    form = {"when": "today", "how": "group", "minutes": "60", "note": "Half a note", **typed}

    html = client.post(reverse("support:together"), form).content.decode()

    assert words in html
    assert "Half a note" in html


def test_one_person_alone_is_no_meeting(client, ruth, tomasz):
    client.force_login(ruth)
    form = {"when": "today", "how": "group", "minutes": "60", "episodes": [tomasz.pk]}

    html = client.post(reverse("support:together"), form).content.decode()

    assert "Choose two people or more" in html


def test_only_my_own_people_can_be_chosen(client, owen, tomasz):
    client.force_login(owen)

    html = client.get(reverse("support:together")).content.decode()

    assert "Nobody is on your list at present" in html


# ---- rehearsing --------------------------------------------------------------------------------


def test_a_rehearsal_is_kept(client, ruth, pegs_episode):
    client.force_login(ruth)
    page = reverse("support:rehearse", args=[pegs_episode.person_id])
    form = {"what": "The bus", "tried_on": "2026-11-20", "how_it_went": "well"}

    late = client.post(page, {**form, "tried_on": "2026-11-23"})
    kept = client.post(page, form)

    assert "is still to come" in late.content.decode()
    assert kept.status_code == 302
    assert "The bus" in client.get(page).content.decode()
