"""The people whom the tests of the rooms speak of."""

from __future__ import annotations

import pytest

from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.support.models import Episode

from . import made


@pytest.fixture
def aldermouth(db: None) -> Scheme:
    return made.scheme()


@pytest.fixture
def elsewhere(db: None) -> Scheme:
    """Another scheme of the same programme."""
    return made.scheme("Glen Torran Connectors", nation="scotland")


@pytest.fixture
def ruth(aldermouth: Scheme) -> Worker:
    """A connector of Aldermouth."""
    return made.worker("Ruth Adeyemi", "connector", aldermouth)


@pytest.fixture
def owen(aldermouth: Scheme) -> Worker:
    """Another connector of Aldermouth."""
    return made.worker("Owen Castellani", "connector", aldermouth)


@pytest.fixture
def dilys(aldermouth: Scheme) -> Worker:
    """The coordinator of Aldermouth."""
    return made.worker("Dilys Harcourt", "coordinator", aldermouth)


@pytest.fixture
def lena(aldermouth: Scheme) -> Worker:
    """The safeguarding lead of Aldermouth."""
    return made.worker("Lena Marsh", "safeguarding_lead", aldermouth)


@pytest.fixture
def outsider(elsewhere: Scheme) -> Worker:
    """A connector of another scheme: nothing of Aldermouth is for them."""
    return made.worker("Callum Stewart", "connector", elsewhere)


@pytest.fixture
def peg(aldermouth: Scheme) -> Person:
    return made.person(aldermouth, given_name="Margaret", pronouns="she/her")


@pytest.fixture
def pegs_episode(peg: Person, ruth: Worker) -> Episode:
    return made.episode(peg, ruth)
