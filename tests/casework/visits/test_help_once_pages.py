"""One-off help: one page records the conversation and closes."""

from __future__ import annotations

import uuid

import pytest

from alongside.casework.people.models import Person
from alongside.casework.schemes import drafts
from alongside.casework.support.models import Episode
from tests.casework import made


@pytest.fixture
def signed_in(client, ruth):
    client.force_login(ruth)
    return client


def typed(scheme, **fields) -> dict[str, str]:
    usual = {
        "token": str(uuid.uuid4()),
        "called": "Joan",
        "reach": "07700 900123",
        "scheme": str(scheme.pk),
        "source": "self",
        "mode": "telephone",
        "minutes": "20",
        "note": "The choir.",
    }
    return usual | fields


def test_somebody_new_is_helped_and_closed_on_one_page(signed_in, aldermouth, ruth):
    drafts.keep(ruth, "visits.help_once", {"note": "Half a"})
    assert b"Half a" in signed_in.get("/help-once/").content

    answer = signed_in.post(
        "/help-once/", typed(aldermouth, what_1="Fenwater choir", kind_1="third_sector")
    )

    episode = Episode.objects.get()
    assert answer.url == f"/people/{episode.person_id}/"
    assert episode.one_off
    assert episode.signposts.get().what == "Fenwater choir"
    assert episode.person.contact_points.get().kind == "telephone"
    assert drafts.read(ruth, "visits.help_once") is None


@pytest.mark.parametrize(
    ("reach", "kind"), [("joan@example.org", "email"), ("4 Quay Street", None)]
)
def test_the_way_to_reach_them_is_kept_as_what_it_is(signed_in, aldermouth, reach, kind):
    signed_in.post("/help-once/", typed(aldermouth, reach=reach))

    person = Person.objects.get()
    assert [point.kind for point in person.contact_points.all()] == ([kind] if kind else [])
    assert person.address == ("" if kind else reach)


def test_a_name_a_way_to_reach_them_and_the_conversation_are_asked_for(signed_in, aldermouth):
    sent = typed(aldermouth, called="", reach="", note="", minutes="", mode="", what_1="Choir")

    page = signed_in.post("/help-once/", sent).content.decode()

    for words in (
        "Write what to call them",
        "Write one way to reach them",
        "Write a line about what you talked of",
        "Say about how many minutes",
        "Say how you talked",
        "Choose what kind it is",
    ):
        assert words in page


def test_who_may_be_known_already_is_shown_first(signed_in, aldermouth, outsider):
    made.person(aldermouth, "Joan", "Pike", telephone="07700 900123")
    sent = typed(aldermouth, family_name="Pike")

    page = signed_in.post("/help-once/", sent).content.decode()

    assert "Do we know them already?" in page
    assert "Joan Pike" in page
    assert Person.objects.count() == 1

    signed_in.post("/help-once/", sent | {"somebody_else": "on"})

    assert Person.objects.count() == 2


def test_somebody_in_another_scheme_is_not_named(signed_in, aldermouth, elsewhere):
    made.person(elsewhere, "Joan", "Pike", telephone="07700 900123")

    page = signed_in.post("/help-once/", typed(aldermouth, family_name="Pike")).content.decode()

    assert "Ask your programme’s resolver" in page


def test_a_person_we_know_is_helped_from_their_page(signed_in, aldermouth):
    joan = made.person(aldermouth, "Joan", "Pike")
    assert b"One-off help for Joan Pike" in signed_in.get(f"/help-once/?person={joan.pk}").content

    signed_in.post(f"/help-once/?person={joan.pk}", typed(aldermouth))

    assert Episode.objects.get().person == joan


def test_a_referral_is_helped_once_by_who_decides_on_it_and_by_nobody_else(
    client, aldermouth, dilys, ruth
):
    sid = made.person(aldermouth, "Sid", "Rowe", telephone="07700 900555")
    referral = made.referral(sid, ruth)
    address = f"/help-once/?referral={referral.pk}"

    client.force_login(ruth)
    refused = client.post(address, typed(aldermouth))
    client.force_login(dilys)
    client.post(address, typed(aldermouth))

    assert refused.status_code == 404
    assert (Episode.objects.get().referral, Episode.objects.get().connector) == (referral, dilys)


def test_a_lead_of_one_scheme_does_not_help_its_people_as_another_schemes_connector(
    client, peg, outsider
):
    made.give(outsider, "safeguarding_lead", peg.scheme)
    client.force_login(outsider)

    assert client.get(f"/people/{peg.pk}/").status_code == 200
    assert client.get(f"/help-once/?person={peg.pk}").status_code == 404


def test_who_has_support_already_is_refused_in_words(signed_in, pegs_episode, aldermouth):
    address = f"/help-once/?person={pegs_episode.person_id}"

    page = signed_in.post(address, typed(aldermouth)).content.decode()

    assert "has support already" in page


def test_it_is_for_those_who_connect_or_coordinate(client, lena, outsider, peg):
    client.force_login(lena)
    assert client.get("/help-once/").status_code == 404

    client.force_login(outsider)
    assert client.get(f"/help-once/?person={peg.pk}").status_code == 404


def test_with_several_schemes_one_is_chosen(signed_in, ruth, aldermouth, elsewhere):
    made.give(ruth, "connector", elsewhere)

    assert b"For which scheme?" in signed_in.get("/help-once/").content
