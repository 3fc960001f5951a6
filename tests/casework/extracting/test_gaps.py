"""What became of gaps, as the extract has it."""

from __future__ import annotations

from datetime import date, time

import pytest

from alongside import extract
from alongside.casework.community import actions
from alongside.casework.community.models import Gap
from alongside.casework.consent import actions as consent
from tests.casework import made

from .conftest import write


@pytest.fixture
def open_gap(aldermouth, ruth):
    def make(**more):
        usual = {
            "scheme": aldermouth,
            "need": "walking",
            "barrier": "too_far",
            "opened_on": date(2026, 10, 24),
            "words": "Not up the hill, says Peg",
            "by": ruth,
        }
        return actions.open_gap(**usual | more)

    return make


def group_of(gap, by, on):
    group = actions.begin(
        scheme=gap.scheme, need=gap.need, name="Walkers", on=on, gaps=[gap], by=by
    )
    plan = {
        "words": "A walk",
        "place": "The hall",
        "rhythm": "weekly",
        "weekday": 3,
        "starts_at": time(10),
    }
    return actions.change(group=group, values=plan, by=by)


def test_an_open_gap_is_of_its_episode_and_of_nobody_by_name(
    aldermouth, pegs_episode, open_gap, taken
):
    open_gap(episode=pegs_episode)

    rows = taken(aldermouth)
    (gap,) = rows["gaps"]

    assert gap["episode_id"] == rows["episodes"][0]["episode_id"]
    assert gap["scheme_id"] == rows["schemes"][0]["scheme_id"]
    assert (gap["opened_on"], gap["need"], gap["barrier"]) == ("2026-10-24", "walking", "too_far")
    assert (gap["status"], gap["people_waiting"]) == ("open", "1")
    assert "Peg" not in str(rows["gaps"])


def test_a_gap_of_nobody_we_know_has_no_episode(aldermouth, open_gap, taken):
    open_gap(people=6)

    (gap,) = taken(aldermouth)["gaps"]

    assert (gap["episode_id"], gap["people_waiting"]) == ("", "6")


def test_a_gap_that_became_a_group_has_the_days_on_which_it_ran(
    aldermouth, pegs_episode, open_gap, ruth, taken
):
    gap = open_gap(episode=pegs_episode)
    group = group_of(gap, ruth, date(2026, 10, 26))
    planned = taken(aldermouth)["gaps"][0]
    actions.run(group=group, on=date(2026, 11, 5), by=ruth)
    runs = taken(aldermouth)["gaps"][0]
    actions.hand_over(group=group, on=date(2026, 11, 12), to="Maureen", by=ruth)
    alone = taken(aldermouth)["gaps"][0]
    actions.end(group=group, on=date(2026, 11, 18), by=ruth)
    ended = taken(aldermouth)["gaps"][0]

    assert planned["status"] == "planning"
    assert (runs["status"], runs["running_on"], runs["people_waiting"]) == (
        "running",
        "2026-11-05",
        "0",
    )
    assert (alone["status"], alone["self_sustaining_on"]) == ("self_sustaining", "2026-11-12")
    assert (ended["status"], ended["closed_on"], ended["running_on"]) == (
        "closed",
        "2026-11-18",
        "2026-11-05",
    )


def test_left_out_is_who_opted_out_what_was_a_mistake_and_other_days(
    aldermouth, pegs_episode, peg, open_gap, ruth, taken
):
    open_gap(episode=pegs_episode)
    mistake = open_gap()
    actions.close(gap=mistake, closing="mistake", on=date(2026, 11, 1), by=ruth)
    open_gap(opened_on=date(2026, 9, 1))
    consent.answer_about_research(
        person=peg, opted_out=True, on=date(2026, 11, 2), said_by="person", by=ruth
    )

    assert taken(aldermouth, since=date(2026, 10, 1))["gaps"] == []


def test_where_the_episode_began_before_the_period_the_gap_stands_alone(
    aldermouth, pegs_episode, open_gap, taken
):
    open_gap(episode=pegs_episode, opened_on=date(2026, 11, 10))

    (gap,) = taken(aldermouth, since=date(2026, 11, 1))["gaps"]

    assert gap["episode_id"] == ""


def test_the_extract_with_gaps_passes_its_own_check(
    aldermouth, pegs_episode, open_gap, ruth, tmp_path
):
    open_gap(episode=pegs_episode)
    open_gap(people=9, need="music")
    made.episode(made.person(aldermouth, "Tom", "Wilk"), ruth)

    write(tmp_path / "extract", aldermouth)

    assert extract.check(tmp_path / "extract").faults == []
    assert Gap.objects.count() == 2
