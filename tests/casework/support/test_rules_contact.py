"""What a contact may say."""

from datetime import date

import pytest

from alongside.casework.support import rules
from alongside.casework.support.rules import Said

from .. import made

DAY = date(2026, 11, 19)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({}, ""),
        ({"occurred_on": date(2026, 11, 23)}, "Monday 23 November 2026 is still to come"),
        ({"occurred_on": date(2026, 10, 15)}, "is before the record came to a connector"),
        ({"mode": "pigeon"}, "Say how you were in touch"),
        ({"went_along": True}, "Out together is face to face"),
        ({"went_along": True, "mode": "face_to_face"}, ""),
        (
            {"went_along": True, "mode": "face_to_face", "reached": False, "minutes": 0},
            "You were out together, so you reached them",
        ),
        ({"who": "a cousin"}, "Say who it was"),
        ({"who": "volunteer", "volunteer_name": "Ines"}, ""),
        ({"volunteer_name": "Ines"}, "Choose A volunteer"),
        ({"reached": False}, "Minutes are counted only when you reached the person"),
        ({"reached": False, "minutes": 0}, ""),
        ({"minutes": 1441}, "1441 minutes do not fit in a day"),
        ({"minutes": -5}, "-5 minutes do not fit in a day"),
        ({"next_on": date(2026, 11, 18)}, "What is next is on Wednesday 18 November 2026, before"),
        ({"next_on": DAY}, ""),
    ],
)
def test_why_a_contact_cannot_be_kept(pegs_episode, what, words):
    usual = {"occurred_on": DAY, "mode": "telephone", "reached": True, "minutes": 20}

    reason = rules.why_not_record_contact(pegs_episode, Said(**{**usual, **what}), TODAY)

    assert words in reason
    assert bool(reason) == bool(words)


def test_without_today_no_day_is_too_late(pegs_episode):
    said = Said(date(2030, 1, 1), "telephone", True, 20)

    assert rules.why_not_record_contact(pegs_episode, said) == ""


def test_after_the_end_there_are_no_contacts(peg, ruth):
    episode = made.episode(peg, ruth, ended_on=date(2026, 11, 18), end_reason="completed")

    late = rules.why_not_record_contact(episode, Said(DAY, "telephone", True, 20))
    before = rules.why_not_record_contact(episode, Said(date(2026, 11, 18), "telephone", True, 20))

    assert late.startswith("Support ended on Wednesday 18 November 2026")
    assert "Follow-ups" in late
    assert before == ""


def test_a_rehearsal_has_a_day_within_support(pegs_episode):
    assert rules.why_not_rehearse(pegs_episode, DAY, TODAY) == ""
    assert "still to come" in rules.why_not_rehearse(pegs_episode, date(2026, 12, 1), TODAY)
