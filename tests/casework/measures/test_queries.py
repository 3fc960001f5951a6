"""What is due for whom, who has no start, and scores with their change."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.casework.consent.models import Consent
from alongside.casework.measures import queries
from alongside.casework.measures.models import Measure
from alongside.casework.support.models import Ending
from tests.casework import made

ON = date(2026, 11, 5)


def measured(episode, by, answers, on, stage="start", instrument="ucla3"):
    return Measure.objects.create(
        episode=episode,
        instrument=instrument,
        stage=stage,
        completed_on=on,
        answers=answers,
        mode="read_out",
        recorded_by=by,
    )


def consented(person, by, agreed, on):
    Consent.objects.create(
        person=person, purpose="measures", agreed=agreed, on=on, how="spoken", recorded_by=by
    )


def due(episode, on=ON):
    return [(each.instrument, each.stage) for each in queries.due(episode, on)]


def test_the_schemes_questionnaires_are_due_but_none_without_its_wording(pegs_episode):
    assert due(pegs_episode) == [("ucla3", "start")]  # SWEMWBS has no wording here

    found = queries.due(pegs_episode, ON)[0]
    assert found.stage_label == "Start"
    assert found.asked.items
    assert (found.why, found.since) == ("Support has begun", date(2026, 10, 22))


def test_who_said_no_to_being_asked_never_has_one_due(pegs_episode, peg, ruth):
    consented(peg, ruth, True, date(2026, 10, 22))
    consented(peg, ruth, False, date(2026, 10, 29))

    assert due(pegs_episode) == []


def test_who_changed_their_mind_is_asked(pegs_episode, peg, ruth):
    consented(peg, ruth, False, date(2026, 10, 22))
    consented(peg, ruth, True, date(2026, 10, 29))

    assert due(pegs_episode) == [("ucla3", "start")]


def test_after_the_goodbye_the_follow_up_comes_on_the_agreed_day(pegs_episode, ruth):
    pegs_episode.ended_on, pegs_episode.end_reason = date(2027, 1, 12), "completed"
    pegs_episode.save()
    Ending.objects.create(
        episode=pegs_episode, on=date(2027, 1, 12), follow_up_on=date(2027, 4, 20), by=ruth
    )

    assert due(pegs_episode, date(2027, 4, 19)) == []
    assert due(pegs_episode, date(2027, 4, 20)) == [("ucla3", "follow_up")]


def test_start_missing_lists_those_who_wait_for_the_first_questions(
    pegs_episode, peg, aldermouth, ruth, owen
):
    sunita = made.episode(made.person(aldermouth, "Sunita", "Rao"), owen)
    not_begun = made.episode(made.person(aldermouth, "Dai", "Probert"), owen, started_on=None)
    measured(sunita, owen, [1, 1, 1], ON)

    missing = queries.start_missing(aldermouth, ON)

    assert [each.episode.person for each in missing] == [peg]
    assert [each.instrument for each in missing[0].due] == ["ucla3"]
    assert not_begun.pk not in [each.episode.pk for each in missing]


def test_many_episodes_take_as_many_queries_as_one(
    pegs_episode, aldermouth, owen, django_assert_num_queries
):
    made.episode(made.person(aldermouth, "Sunita", "Rao"), owen)
    episodes = list(type(pegs_episode).objects.select_related("scheme"))

    with django_assert_num_queries(6):
        assert len(queries.due_for(episodes, ON)) == 2


def test_scores_stand_by_questionnaire_with_the_change_in_words(pegs_episode, ruth):
    measured(pegs_episode, ruth, [3, 3, 2], date(2026, 10, 29))
    measured(pegs_episode, ruth, [3, 2, 2], date(2026, 11, 26), "review")
    measured(pegs_episode, ruth, [1, 1, 2], date(2027, 1, 7), "end")

    (ucla3,) = queries.scores(pegs_episode)

    assert [(row.stage_label, row.on, row.value) for row in ucla3.rows] == [
        ("Start", date(2026, 10, 29), 8),
        ("Review", date(2026, 11, 26), 7),
        ("End", date(2027, 1, 7), 4),
    ]
    assert ucla3.rows[0].words == ""
    assert ucla3.rows[1].words == (
        "One point lower. One point is within the scale’s own error, so this is not yet a change."
    )
    assert "more than the scale’s own error" in ucla3.words
    assert (ucla3.first.value, ucla3.latest.value) == (8, 4)


def test_a_questionnaire_without_a_score_says_why(pegs_episode, ruth):
    measured(pegs_episode, ruth, [3, None, 2], date(2026, 10, 29))
    measured(pegs_episode, ruth, [3, 2, 2], date(2026, 11, 26), "review")
    measured(pegs_episode, ruth, [3, 3, 2], date(2027, 1, 7), "end")

    (ucla3,) = queries.scores(pegs_episode)

    assert "question 2 has no answer" in ucla3.rows[0].words
    assert ucla3.rows[1].words == ""  # the first with a score
    assert ucla3.words.startswith("One point higher.")


def test_nothing_answered_is_an_empty_list_and_nothing_scored_has_no_first(pegs_episode, ruth):
    before = queries.scores(pegs_episode)
    measured(pegs_episode, ruth, [3, None, 2], date(2026, 10, 29))

    (ucla3,) = queries.scores(type(pegs_episode).objects.get(pk=pegs_episode.pk))

    assert before == []
    assert (ucla3.first, ucla3.latest) == (None, None)


@pytest.mark.parametrize("since", ["start", "review"])
def test_the_change_is_said_against_the_first_score(pegs_episode, ruth, since):
    measured(pegs_episode, ruth, [3, 3, 3], date(2026, 10, 29), since)
    measured(pegs_episode, ruth, [3, 3, 3], date(2027, 1, 7), "end")

    (ucla3,) = queries.scores(pegs_episode)

    told = {"start": "The same as at the start.", "review": "The same as the first time."}
    assert ucla3.words == told[since]
