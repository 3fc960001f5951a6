"""What was spoken of and not written down is asked about once."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.casework.signposting import actions, queries
from alongside.casework.signposting.models import AskedOnce
from alongside.casework.signposting.queries.unrecorded import names_in
from alongside.casework.support import actions as support

from .conftest import MADE, listed

TODAY = date(2026, 11, 12)


def contact(episode, by, note, on=date(2026, 11, 10), **said):
    usual = {"mode": "telephone", "reached": True, "minutes": 20}
    return support.record_contact(episode=episode, occurred_on=on, note=note, by=by, **usual | said)


@pytest.fixture
def spoken(pegs_episode, ruth, fenwater):
    return contact(
        pegs_episode, ruth, "She went with Nessa. The Fenwater choir was loud, she said."
    )


def asked(worker, on=TODAY):
    return [(one.person.called_fully, one.activity.name) for one in queries.spoken_of(worker, on)]


def test_a_note_that_names_an_activity_is_asked_about(spoken, ruth, owen):
    assert asked(ruth) == [("Peg Hollins", "Fenwater choir")]
    assert asked(owen) == []


def test_two_weeks_later_nobody_asks_any_more(spoken, ruth):
    assert asked(ruth, date(2026, 11, 24)) == []


@pytest.mark.parametrize("tied", [True, False])
def test_what_is_written_down_is_not_asked_about(spoken, pegs_episode, ruth, fenwater, tied):
    said = {"activity": fenwater} if tied else {"what": "the Fenwater choir"}
    actions.connect(episode=pegs_episode, destination="third_sector", made_on=MADE, by=ruth, **said)

    assert asked(ruth) == []


def test_nothing_to_write_down_is_remembered_and_said_once(spoken, pegs_episode, ruth, fenwater):
    for _ in range(2):
        actions.leave_it(episode=pegs_episode, activity=fenwater, by=ruth)

    assert asked(ruth) == []
    assert AskedOnce.objects.count() == 1


def test_entries_of_another_scheme_are_not_named(pegs_episode, ruth, elsewhere):
    listed("Harbour Lights choir", only_for=elsewhere)
    contact(pegs_episode, ruth, "Harbour Lights choir sings on Tuesdays.")

    assert asked(ruth) == []


def test_names_in_a_note_begin_with_a_capital_and_stay_within_a_sentence():
    found = set(names_in("Rang Men’s Shed. Thornhythe is far"))

    assert "mens shed" in found
    assert "shed thornhythe" not in found
    assert not any(name.startswith("is ") for name in found)


def test_it_takes_the_same_number_of_queries_for_many_notes(
    spoken, pegs_episode, ruth, django_assert_max_num_queries
):
    for day in range(1, 10):
        contact(pegs_episode, ruth, f"Day {day} of Walking Together.", on=date(2026, 11, day))

    with django_assert_max_num_queries(8):
        queries.spoken_of(ruth, TODAY)


def end(episode, on=date(2026, 11, 10)):
    type(episode).objects.filter(pk=episode.pk).update(ended_on=on, end_reason="completed")


def test_a_goodbye_without_any_connection_asks_once(pegs_episode, ruth, owen):
    end(pegs_episode)

    assert queries.ending_without(ruth, TODAY) == [pegs_episode]
    assert queries.ending_without(owen, TODAY) == []
    actions.leave_it(episode=pegs_episode, by=ruth)
    assert queries.ending_without(ruth, TODAY) == []


def test_a_goodbye_with_a_connection_asks_nothing(to_choir, pegs_episode, ruth):
    end(pegs_episode)

    assert queries.ending_without(ruth, TODAY) == []


def test_one_tap_says_that_there_is_nothing(client, spoken, pegs_episode, peg, ruth, fenwater):
    client.force_login(ruth)
    here = f"/people/{peg.pk}/connections/none/"

    client.post(here, {"answer": str(fenwater.pk), "next": "/"})
    end(pegs_episode)
    client.post(here, {"answer": "goodbye", "next": "/"})

    assert set(AskedOnce.objects.values_list("activity", flat=True)) == {fenwater.pk, None}
    assert client.post(here, {"answer": "x"}).status_code == 404


def test_without_a_goodbye_there_is_none_to_speak_of(client, pegs_episode, peg, ruth):
    client.force_login(ruth)

    sent = client.post(f"/people/{peg.pk}/connections/none/", {"answer": "goodbye"})

    assert sent.status_code == 404
