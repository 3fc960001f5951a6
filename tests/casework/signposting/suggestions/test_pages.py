"""The page of suggestions, the shortlist, and the ways to them."""

from __future__ import annotations

import io
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from alongside.casework.audit.models import Event
from alongside.casework.directory.geography import point_of
from alongside.casework.directory.models import Activity, Contact, Phone, Place
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker
from alongside.casework.signposting.models import Signpost, SignpostStep
from alongside.casework.support.models import Episode, Tag
from tests.casework import made
from tests.casework.directory.search import town

HOME = "BS1 4ST"


@pytest.fixture
def at_home(pegs_episode: Episode, peg: Person) -> Episode:
    """Peg, who likes birds and does not drive, at a postcode that is known."""
    Person.objects.filter(pk=peg.pk).update(postcode=HOME)
    for word in ("birds", "no car"):
        Tag.objects.create(episode=pegs_episode, word=word)
    return pegs_episode


@pytest.fixture
def ruths(client: Client, ruth: Worker) -> Client:
    client.force_login(ruth)
    return client


def near_home(miles: float, **fields: object) -> Place:
    point = point_of(HOME)
    assert point is not None
    return town.place(
        latitude=point.latitude + miles * town.A_MILE_NORTH, longitude=point.longitude, **fields
    )


def suggestions(client: Client, person: Person) -> str:
    answer = client.get(reverse("signposting:nearby", args=[person.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_new_baby_is_a_baby_and_somali_is_not_small(
    pegs_episode: Episode, peg: Person, ruths: Client
):
    Person.objects.filter(pk=peg.pk).update(postcode=HOME)
    for word in ("New baby", "Somali"):
        Tag.objects.create(episode=pegs_episode, word=word)
    town.activity("Stay and play", tags=("Babies",), at=near_home(1))
    town.activity("Bingo", description="Small prizes.", at=near_home(1))
    town.activity("New sewing circle", at=near_home(1))
    town.activity("Family history help", at=near_home(1, name="Oak Community Centre"))

    page = suggestions(ruths, peg)

    assert "Matches baby" in page
    assert "New baby" in page  # under what we went by, as it was typed
    assert "Bingo" not in page
    assert "sewing" not in page
    assert "Family history" not in page


@pytest.mark.parametrize(
    ("tag", "finds"),
    [("New people", "Befrienders"), ("new mum", "Stay and play"), ("New, shy", "Shy singers")],
)
def test_new_is_looked_for_where_it_is_part_of_a_phrase(
    tag: str, finds: str, pegs_episode: Episode, peg: Person, ruths: Client
):
    Person.objects.filter(pk=peg.pk).update(postcode=HOME)
    Tag.objects.create(episode=pegs_episode, word=tag)
    town.activity("Befrienders", description="Befriending at home.", at=near_home(1))
    town.activity("Stay and play", tags=("Babies",), at=near_home(1))
    town.activity("Shy singers", at=near_home(1))
    town.activity("Older people’s exercise", at=near_home(1))

    page = suggestions(ruths, peg)

    assert finds in page
    assert "exercise" not in page


@pytest.mark.parametrize("tag", ["New", "Us", "🎣"])
def test_of_somebody_who_said_nothing_that_can_be_found_nothing_is_suggested(
    tag: str, pegs_episode: Episode, peg: Person, ruths: Client
):
    Person.objects.filter(pk=peg.pk).update(postcode="")
    Tag.objects.create(episode=pegs_episode, word=tag)
    town.activity("Chess club")

    assert "Chess club" not in suggestions(ruths, peg)


def test_birds_without_a_car_finds_the_falconry_centre_with_its_reasons(
    at_home: Episode, peg: Person, ruths: Client
):
    town.activity("Hawkstone", tags=("Falconry",), at=near_home(1))
    town.activity("Distant owls", tags=("Owls",), at=near_home(6))
    town.activity("Chess", at=near_home(1))

    page = suggestions(ruths, peg)

    assert "Hawkstone" in page
    assert "Matches birds (falconry). 1 mile north. Checked lately." in page
    assert "We know of no stop near it and of nobody who drives there." in page
    assert "Does not drive" in page
    assert "Up to 4 miles from BS1 4ST" in page
    assert "Distant owls" not in page
    assert "Chess" not in page


def test_somebody_who_fetches_people_is_named(at_home: Episode, peg: Person, ruths: Client):
    from alongside.casework.directory.models import ServiceArea

    town.activity("Hawkstone", tags=("Falconry",), at=near_home(1))
    ride = town.activity("Ring a Ride", sort="dial_a_ride")
    ServiceArea.objects.create(activity=ride, name="BS1")

    page = suggestions(ruths, peg)

    assert "Ring a Ride</a> can fetch people from BS1 4ST." in page
    assert "We know of no stop" not in page


def test_what_they_are_connected_to_already_and_what_is_hidden_is_left_out(
    at_home: Episode, peg: Person, ruths: Client
):
    been = town.activity("Hawkstone", tags=("Falconry",), at=near_home(1))
    town.activity("Owl barn", at=near_home(1), unconfirmed=2)
    signpost(at_home, been)

    page = suggestions(ruths, peg)

    assert "Hawkstone" not in page
    assert "Owl barn" not in page
    assert "Nothing to suggest yet." in page


def test_nothing_written_down_leads_to_the_conversation(
    pegs_episode: Episode, peg: Person, ruths: Client
):
    assert "Write it in the conversation" in suggestions(ruths, peg)


def test_where_nothing_is_said_what_is_near_is_suggested(
    pegs_episode: Episode, peg: Person, ruths: Client
):
    Person.objects.filter(pk=peg.pk).update(postcode=HOME)
    town.activity("Chess", at=near_home(1))

    assert "Chess" in suggestions(ruths, peg)


def signpost(episode: Episode, activity: Activity, *outcomes: str) -> None:
    on = date(2026, 11, 2)
    one = Signpost.objects.create(
        episode=episode,
        activity=activity,
        made_on=on,
        what=activity.name,
        destination="third_sector",
        outcome=outcomes[-1] if outcomes else "suggested",
        outcome_on=on,
        recorded_by=episode.connector,
    )
    for outcome in outcomes:
        SignpostStep.objects.create(signpost=one, outcome=outcome, on=on, by=episode.connector)


def test_how_people_of_ones_own_scheme_fared_is_said_and_nothing_of_others(
    at_home: Episode, peg: Person, ruth: Worker, ruths: Client, outsider: Worker, elsewhere
):
    centre = town.activity("Hawkstone", tags=("Falconry",), at=near_home(1))
    for number in range(3):
        person = made.person(at_home.scheme, f"Own {number}")
        signpost(made.episode(person, ruth), centre, "attended", *["settled"] * (number > 0))
        other = made.person(elsewhere, f"Other {number}")
        signpost(made.episode(other, outsider), centre, "attended", "settled")

    assert "2 of 3 people of ours have settled" in suggestions(ruths, peg)


def test_looking_is_written_down_and_nobody_else_may(
    at_home: Episode, peg: Person, ruths: Client, outsider: Worker
):
    suggestions(ruths, peg)
    assert Event.objects.filter(page="suggestions", person_number=peg.pk).exists()

    ruths.force_login(outsider)
    for name in ("nearby", "shortlist", "shortlist_pdf"):
        assert ruths.get(reverse(f"signposting:{name}", args=[peg.pk])).status_code == 404


def test_the_search_and_nothing_suitable_are_always_there(
    at_home: Episode, peg: Person, ruths: Client
):
    page = suggestions(ruths, peg)

    assert "/activities/?words=birds&amp;near=BS1+4ST" in page
    assert f"/gaps/new/?person={peg.pk}&amp;words=birds" in page


def test_the_page_asks_the_same_few_questions_however_many_there_are(
    at_home: Episode, peg: Person, ruths: Client, django_assert_max_num_queries
):
    for number in range(15):
        town.activity(f"Owls {number}", at=near_home(1), on=[(1, 10, 12)], by="X", costs=("2",))

    with django_assert_max_num_queries(36):
        suggestions(ruths, peg)


# ---- the shortlist -------------------------------------------------------------------------------


@pytest.fixture
def centre(db: None) -> Activity:
    place = near_home(1, name="Hawkstone barn", getting_there="Bus 7 stops at the gate.")
    one = town.activity(
        "Hawkstone", at=place, on=[(1, 10, 12)], fees="£2", first_visit="Ask for the red door."
    )
    asked = Contact.objects.create(activity=one, name="Maureen")
    Phone.objects.create(contact=asked, number="01234 567890")
    return one


def test_a_shortlist_says_when_where_how_and_whom_to_ask_for(
    at_home: Episode, peg: Person, ruths: Client, centre: Activity
):
    address = reverse("signposting:shortlist", args=[peg.pk])

    page = ruths.get(address, {"activity": centre.pk}).content.decode()

    for words in ("Tuesdays, 10am to noon", "Hawkstone barn", "£2", "Bus 7 stops at the gate."):
        assert words in page
    for words in ("Ask for Maureen", "01234 567890", "Ask for the red door.", "Ruth Adeyemi"):
        assert words in page
    assert "1 mile north, in a straight line." in page
    assert "birds" not in page


def test_the_same_as_a_pdf_with_its_tags(
    at_home: Episode, peg: Person, ruths: Client, centre: Activity
):
    address = reverse("signposting:shortlist_pdf", args=[peg.pk])

    answer = ruths.get(address, {"activity": centre.pk})

    assert answer["Content-Type"] == "application/pdf"
    read = PdfReader(io.BytesIO(answer.content))
    assert "/StructTreeRoot" in read.trailer["/Root"]
    assert "Ask for Maureen" in read.pages[0].extract_text()


def test_what_is_not_theirs_to_see_is_left_out_and_nonsense_chooses_nothing(
    at_home: Episode, peg: Person, ruths: Client, elsewhere
):
    hidden = town.activity("Their own choir", only_for=elsewhere)
    address = reverse("signposting:shortlist", args=[peg.pk])

    asked = {"activity": [hidden.pk, "x", "9" * 40, "-1", uuid4()]}
    page = ruths.get(address, asked).content.decode()

    assert "Their own choir" not in page
    assert "Nothing was chosen." in page


def test_the_persons_page_leads_there(at_home: Episode, peg: Person, ruths: Client):
    for name in ("pages:person", "pages:more"):
        page = ruths.get(reverse(name, args=[peg.pk])).content.decode()
        assert reverse("signposting:nearby", args=[peg.pk]) in page
