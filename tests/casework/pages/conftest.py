"""The day on which these tests play, and whom it is about."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from alongside.casework.schemes.models import Scheme, Worker

from . import lives


@pytest.fixture(autouse=True)
def _a_tuesday_in_november(time_machine: Any) -> None:
    time_machine.move_to(lives.NOW)


@pytest.fixture
def day(aldermouth: Scheme, ruth: Worker, dilys: Worker) -> lives.Lives:
    """Ruth's people on that Tuesday."""
    return lives.begin(aldermouth, ruth, dilys)


@pytest.fixture
def as_ruth(client: Client, ruth: Worker) -> Client:
    client.force_login(ruth)
    return client


@pytest.fixture
def as_dilys(client: Client, dilys: Worker) -> Client:
    client.force_login(dilys)
    return client
