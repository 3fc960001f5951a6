"""A coordinator reads a record and writes a note; the connector answers. And rehearsals."""

from datetime import date

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.support import actions, queries
from alongside.casework.support.models import Rehearsal

from .. import made

DAY = date(2026, 11, 19)


def test_a_coordinator_writes_a_note_and_the_connector_answers(pegs_episode, ruth, dilys):
    read = actions.read_record(episode=pegs_episode, note=" Lovely. ", on=DAY, by=dilys)
    assert list(queries.reads_to_answer(ruth)) == [read]

    actions.answer_read(read=read, answer=" Thank you. ", on=DAY, by=ruth)

    read.refresh_from_db()
    assert (read.note, read.answer, read.answered_by) == ("Lovely.", "Thank you.", ruth)
    assert not queries.reads_to_answer(ruth).exists()
    assert list(Event.objects.values_list("action", flat=True)) == [
        "RECORD_READ",
        "RECORD_READ_ANSWERED",
    ]


def test_a_connector_does_not_read_for_supervision(pegs_episode, owen):
    with pytest.raises(actions.CannotRead, match="A coordinator of the scheme"):
        actions.read_record(episode=pegs_episode, note="x", on=DAY, by=owen)


def test_reading_leaves_a_line(pegs_episode, dilys):
    with pytest.raises(actions.CannotRead, match="Write a line to the connector"):
        actions.read_record(episode=pegs_episode, note=" ", on=DAY, by=dilys)


def test_a_note_is_answered_once_and_in_words(pegs_episode, ruth, dilys):
    read = actions.read_record(episode=pegs_episode, note="Lovely.", on=DAY, by=dilys)

    with pytest.raises(actions.CannotAnswer, match="Write a line in answer"):
        actions.answer_read(read=read, answer=" ", on=DAY, by=ruth)

    actions.answer_read(read=read, answer="Thank you.", on=DAY, by=ruth)

    with pytest.raises(actions.CannotAnswer, match="Ruth answered already, on Thursday 19 Nov"):
        actions.answer_read(read=read, answer="Again", on=DAY, by=ruth)


def test_a_rehearsal_says_what_with_whom_and_how_it_went(pegs_episode, ruth):
    made_one = actions.rehearse(
        episode=pegs_episode,
        what=" The bus ",
        tried_on=DAY,
        how_it_went="with_help",
        with_whom=" Nessa ",
        words=" I held the rail. ",
        by=ruth,
    )

    assert (made_one.what, made_one.with_whom, made_one.words) == (
        "The bus",
        "Nessa",
        "I held the rail.",
    )


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"what": " "}, "Say what was tried"),
        ({"how_it_went": "splendidly"}, "Say how it went"),
        ({"tried_on": date(2026, 11, 20)}, "is still to come"),
    ],
)
def test_why_a_rehearsal_cannot_be_kept(pegs_episode, ruth, what, words):
    usual = {"what": "The bus", "tried_on": DAY, "how_it_went": "well", "today": DAY}

    with pytest.raises(actions.CannotRehearse, match=words):
        actions.rehearse(episode=pegs_episode, by=ruth, **{**usual, **what})

    assert not Rehearsal.objects.exists()


def test_the_months_share_to_read_stays_the_same_all_month(aldermouth, ruth, dilys):
    episodes = [
        made.episode(
            made.person(aldermouth, f"Person {n}", ""),
            ruth,
            allocated_on=date(2026, 10, 1),
            started_on=date(2026, 10, 2),
        )
        for n in range(25)
    ]
    aldermouth.supervision_share = 10
    aldermouth.save()

    chosen = [one.episode.pk for one in queries.to_read(aldermouth, date(2026, 11, 1))]
    assert len(chosen) == 3  # a tenth of 25, rounded up

    actions.end(episode=episodes[0], reason="other", on=date(2026, 11, 10), by=ruth)
    made.episode(
        made.person(aldermouth, "New", ""), ruth, allocated_on=date(2026, 11, 2), started_on=None
    )
    picked = queries.to_read(aldermouth, date(2026, 11, 30))[0].episode
    actions.read_record(episode=picked, note="Good.", on=date(2026, 11, 20), by=dilys)

    after = queries.to_read(aldermouth, date(2026, 11, 30))
    assert [one.episode.pk for one in after] == chosen
    assert [one.read is not None for one in after] == [True, False, False]
    assert [one.episode.pk for one in queries.to_read(aldermouth, date(2026, 12, 1))] != chosen
