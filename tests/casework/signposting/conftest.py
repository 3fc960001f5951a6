"""A choir that the directory knows, and Peg's way to it."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.casework.directory.search import index
from alongside.casework.signposting import actions

from ..directory import made

MADE = date(2026, 11, 3)
FIRST = date(2026, 11, 10)


def listed(name, **fields):
    activity = made.activity(name, **fields)
    index.refresh([activity.pk])
    return activity


@pytest.fixture
def fenwater(db):
    """The entry of the choir, with its organiser's address."""
    return listed("Fenwater choir", by="Fenwater Voices", email="choir@example.org")


@pytest.fixture
def to_choir(pegs_episode, ruth, fenwater):
    """Peg was pointed to it, and the first time is to come."""
    return actions.connect(
        episode=pegs_episode,
        activity=fenwater,
        destination="third_sector",
        made_on=MADE,
        first_time_on=FIRST,
        by=ruth,
    )


@pytest.fixture
def introduced(to_choir, ruth, django_capture_on_commit_callbacks):
    """The organiser was told; the message went out."""
    with django_capture_on_commit_callbacks(execute=True):
        return introduce(to_choir, ruth)


def introduce(signpost, by, **said):
    usual = {
        "to": "choir@example.org",
        "called": "Peg",
        "reach": "Ruth Adeyemi, 01632 960 100",
        "agreed": True,
        "how_agreed": "spoken",
        "on": date(2026, 11, 4),
        "site": "https://alongside.example.org/",
    }
    return actions.introduce(signpost=signpost, by=by, **usual | said)
