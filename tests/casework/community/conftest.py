"""Gaps and groups that the tests of this room speak of."""

from __future__ import annotations

from datetime import date, time

import pytest

from alongside.casework.community import actions
from alongside.casework.directory.models import Activity
from alongside.casework.schemes.models import Area
from tests.casework import made

TODAY = date(2026, 11, 19)


@pytest.fixture(autouse=True)
def _it_is_november(time_machine):
    time_machine.move_to("2026-11-19 10:00+00:00")


@pytest.fixture
def fenwater(aldermouth):
    return Area.objects.create(scheme=aldermouth, name="Fenwater", postcode_prefixes=["AD4"])


@pytest.fixture
def oldtown(aldermouth):
    return Area.objects.create(scheme=aldermouth, name="Old Town", postcode_prefixes=["AD1"])


@pytest.fixture
def falcons(db):
    return Activity.objects.create(name="Falconry centre, bird walks")


@pytest.fixture
def open_gap(aldermouth, fenwater, ruth):
    """A gap with what is usual said for it."""

    def make(**more):
        usual = {
            "scheme": aldermouth,
            "area": fenwater,
            "need": "walking",
            "barrier": "none_exists",
            "opened_on": date(2026, 11, 2),
            "by": ruth,
        }
        return actions.open_gap(**usual | more)

    return make


@pytest.fixture
def pegs_gap(open_gap, pegs_episode):
    return open_gap(episode=pegs_episode, may_invite=True)


@pytest.fixture
def tom(aldermouth, ruth):
    person = made.person(aldermouth, "Tom", "Wilk", telephone="07700 900418")
    made.episode(person, ruth)
    return person


@pytest.fixture
def walkers(aldermouth, fenwater, ruth, pegs_gap):
    """An idea from Peg's gap."""
    return actions.begin(
        scheme=aldermouth,
        need="walking",
        area=fenwater,
        name="Thursday walkers",
        on=date(2026, 11, 5),
        gaps=[pegs_gap],
        by=ruth,
    )


PLANNED = {
    "words": "A slow mile by the river, and tea after it.",
    "place": "St Anne’s Hall",
    "address": "4 Ferry Road",
    "postcode": "AD4 2QT",
    "step_free": True,
    "rhythm": "weekly",
    "weekday": 3,
    "starts_at": time(10, 0),
    "ends_at": time(11, 30),
    "cost": 0,
    "first_meeting_on": date(2026, 11, 12),
}


@pytest.fixture
def planned(walkers, ruth):
    return actions.change(group=walkers, values=PLANNED, by=ruth)


@pytest.fixture
def running(planned, ruth):
    return actions.run(group=planned, on=date(2026, 11, 12), by=ruth)
