"""Connections that lead to entries of the directory, and what they tell it."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.casework.directory.models import Activity, Notice
from alongside.casework.signposting import actions, queries
from alongside.casework.signposting.models import Signpost

from .. import made
from .conftest import MADE, listed


def connect(episode, by, what="", **said):
    usual = {"destination": "third_sector", "made_on": MADE}
    return actions.connect(episode=episode, what=what, by=by, **usual | said)


def test_an_entry_gives_a_connection_its_name(pegs_episode, ruth, fenwater):
    one = connect(pegs_episode, ruth, activity=fenwater)

    assert (one.what, one.activity) == ("Fenwater choir", fenwater)


def test_what_is_not_listed_proposes_an_entry_for_the_scheme(pegs_episode, ruth, aldermouth):
    one = connect(pegs_episode, ruth, "Knit and natter", propose=True)

    entry = one.activity
    assert (entry.name, entry.standing, entry.only_for) == (
        "Knit and natter",
        "proposed",
        aldermouth,
    )
    assert entry.proposed_by == ruth


def test_a_neighbour_is_kept_off_the_list(pegs_episode, ruth):
    one = connect(pegs_episode, ruth, "Leela from next door", propose=True, off_list=True)

    assert (one.activity, one.off_list) == (None, True)
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "reason", "doubts"),
    [
        ("unavailable", "", True),
        ("unavailable", "full", True),
        ("stopped", "not_as_described", True),
        ("declined", "full", True),
        ("stopped", "cost", False),
        ("attended", "", False),
    ],
)
def test_what_could_not_be_had_makes_its_entry_doubtful_at_once(
    to_choir, fenwater, ruth, outcome, reason, doubts
):
    actions.advance(
        signpost=to_choir, outcome=outcome, reason=reason, on=date(2026, 11, 12), by=ruth
    )

    fenwater.refresh_from_db()
    assert (fenwater.doubtful_since is not None) is doubts
    assert Notice.objects.count() == int(doubts)
    assert not doubts or "Peg" not in Notice.objects.get().words


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("full", "It was full, when somebody wanted to go."),
        ("health", "Not to be had, when somebody wanted to go."),
        ("cost", "Not to be had, when somebody wanted to go."),
    ],
)
def test_a_reason_of_the_person_is_not_told_to_other_schemes(to_choir, ruth, reason, told):
    actions.advance(
        signpost=to_choir, outcome="unavailable", reason=reason, on=date(2026, 11, 12), by=ruth
    )

    assert Notice.objects.get().words == told


@pytest.mark.parametrize("typed", ["fenwater choir", "The Fenwater Choir", " Fenwater  choir"])
def test_the_same_name_is_found_however_it_is_written(fenwater, ruth, typed):
    assert queries.called_so(" ".join(typed.split()), ruth) == fenwater


def test_of_two_entries_with_one_name_nobody_guesses(fenwater, ruth):
    listed("Fenwater choir")

    assert queries.called_so("Fenwater choir", ruth) is None


def test_names_nearly_so_are_likely_and_others_are_not(fenwater, ruth):
    listed("Fenwater bird hide mornings")

    assert queries.likely("Fenwatter choir", ruth) == [fenwater]
    assert queries.likely("Tai chi", ruth) == []


def test_entries_kept_to_another_scheme_are_not_likely(ruth, elsewhere):
    listed("Fenwater choir", only_for=elsewhere)

    assert queries.likely("Fenwater choir", ruth) == []
    assert queries.called_so("Fenwater choir", ruth) is None


def test_one_tap_ties_all_of_a_name_to_an_entry(client, pegs_episode, ruth, owen, fenwater):
    other = made.episode(made.person(pegs_episode.scheme, "Arthur", "Bell"), owen)
    one = connect(pegs_episode, ruth, "Fenwater Choir")
    connect(other, owen, "the Fenwater choir")
    client.force_login(ruth)

    page = client.get("/connections/unlisted/")
    client.post(f"/connections/{one.pk}/match/", {"to": str(fenwater.pk)})

    assert "2 connections of this name" in page.text
    assert "Fenwater choir, Fenwater Voices" in page.text
    assert set(Signpost.objects.values_list("activity", flat=True)) == {fenwater.pk}
    assert "Every connection leads to an entry" in client.get("/connections/unlisted/").text


def test_one_tap_proposes_or_leaves_off_the_list(client, pegs_episode, ruth):
    knit = connect(pegs_episode, ruth, "Knit and natter")
    leela = connect(pegs_episode, ruth, "Leela from next door")
    client.force_login(ruth)

    client.post(f"/connections/{knit.pk}/match/", {"to": "new"})
    client.post(f"/connections/{leela.pk}/match/", {"to": "off"})

    knit.refresh_from_db()
    leela.refresh_from_db()
    assert knit.activity.name == "Knit and natter"
    assert (leela.activity, leela.off_list) == (None, True)


def test_an_entry_of_another_scheme_cannot_be_tied_to(client, pegs_episode, ruth, elsewhere):
    theirs = listed("Fenwater choir", only_for=elsewhere)
    one = connect(pegs_episode, ruth, "Fenwater choir")
    client.force_login(ruth)

    for to in (str(theirs.pk), "x", "9" * 30):
        assert client.post(f"/connections/{one.pk}/match/", {"to": to}).status_code == 404
    assert (
        client.get(
            f"/people/{one.episode.person_id}/connections/new/?activity={theirs.pk}"
        ).status_code
        == 404
    )


def typed(**more):
    day = {"made_on": MADE.isoformat(), "outcome": "suggested", "destination": "nhs"}
    return day | more


@pytest.fixture
def _in_november(time_machine):
    time_machine.move_to("2026-11-19 10:00+00:00")


@pytest.mark.usefixtures("_in_november")
def test_a_name_nearly_so_is_asked_about_once(client, peg, pegs_episode, ruth, fenwater):
    client.force_login(ruth)
    here = f"/people/{peg.pk}/connections/new/"

    asked = client.post(here, typed(what="Fenwatter choir"))
    client.post(here, typed(what="Fenwatter choir", meant=str(fenwater.pk)))

    assert "Did you mean …?" in asked.text
    assert "Fenwater choir, Fenwater Voices" in asked.text
    assert Signpost.objects.get().activity == fenwater


@pytest.mark.usefixtures("_in_november")
def test_none_of_these_proposes_a_new_entry(client, peg, pegs_episode, ruth, fenwater):
    client.force_login(ruth)

    client.post(f"/people/{peg.pk}/connections/new/", typed(what="Fenwatter choir", meant="none"))

    assert Signpost.objects.get().activity.name == "Fenwatter choir"
    assert Signpost.objects.get().activity.standing == "proposed"


@pytest.mark.usefixtures("_in_november")
def test_from_the_search_the_entry_is_chosen_already(client, peg, pegs_episode, ruth, fenwater):
    client.force_login(ruth)
    here = f"/people/{peg.pk}/connections/new/?activity={fenwater.pk}"

    page = client.get(here)
    client.post(here, typed(activity=str(fenwater.pk)))

    assert "What is it?" not in page.text
    assert Signpost.objects.get().activity == fenwater


@pytest.mark.usefixtures("_in_november")
def test_a_line_without_a_name_is_asked_for(client, peg, pegs_episode, ruth):
    client.force_login(ruth)

    page = client.post(f"/people/{peg.pk}/connections/new/", typed(what="  "))

    assert "Write what it is, such as Fenwater choir." in page.text


def test_what_was_tied_meanwhile_is_left_as_it_is(pegs_episode, ruth, fenwater):
    one = connect(pegs_episode, ruth, activity=fenwater)

    assert actions.match(signposts=[one], by=ruth) == []

    assert Activity.objects.get() == fenwater


def test_a_line_too_long_for_an_entry_is_refused_and_no_connection_is_kept(pegs_episode, ruth):
    with pytest.raises(actions.CannotConnect):
        connect(pegs_episode, ruth, "A very long name " * 20, propose=True)

    assert not Signpost.objects.exists()
    assert not Activity.objects.exists()


def test_a_line_too_long_for_an_entry_stays_untied_until_somebody_ties_it(pegs_episode, ruth):
    one = connect(pegs_episode, ruth, "A very long name " * 20)

    with pytest.raises(actions.CannotConnect, match="more than 200 letters"):
        actions.match(signposts=[one], by=ruth)

    one.refresh_from_db()
    assert one.activity is None
    assert not Activity.objects.exists()
