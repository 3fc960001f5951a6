"""A goodbye with everything agreed, for the tests of what comes after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.casework.support.models import Ending, Episode

GOODBYE = date(2027, 1, 12)
CHECKIN = GOODBYE + timedelta(days=21)  # 2 February 2027
FOLLOW_UP = GOODBYE + timedelta(days=91)  # 13 April 2027


@pytest.fixture(autouse=True)
def _months_later(time_machine):
    """Long after every day that these tests speak of, so that none is still to come."""
    time_machine.move_to("2027-06-01 10:00+01:00")


@pytest.fixture
def ended(pegs_episode, ruth) -> Episode:
    """Peg's support has ended, and she has agreed to both calls."""
    pegs_episode.ended_on, pegs_episode.end_reason = GOODBYE, "completed"
    pegs_episode.save()
    Ending.objects.create(
        episode=pegs_episode,
        on=GOODBYE,
        checkin_on=CHECKIN,
        follow_up_on=FOLLOW_UP,
        may_slip=["only_just", "not_settled"],
        by=ruth,
    )
    return pegs_episode
