"""The people of 2017 and 2018, made up once for all these tests."""

from __future__ import annotations

from functools import cache

import pytest

from alongside.demo.published.cohort import Cohort, make


@cache
def made(seed: int) -> Cohort:
    """Each seed's people are made once."""
    return make(seed)


@pytest.fixture
def cohort() -> Cohort:
    """The demonstration's own seed."""
    return made(1)


@pytest.fixture(params=[1, 77])
def any_cohort(request: pytest.FixtureRequest) -> Cohort:
    """The marginals hold for any seed."""
    return made(request.param)
