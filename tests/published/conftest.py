"""The published years: loaded into the database once, written as an extract, and looked at.

Once however many processes run the tests: the first makes it, and the others wait for its files.
"""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .counting import Rows

if TYPE_CHECKING:
    from alongside.evaluation import Figure

    from .among import Among


@pytest.fixture(scope="session")
def loaded(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Rows, Among]:
    """The extract's files, and what was seen; the database is as before afterwards."""
    place = _place_of_this_run(tmp_path_factory) / "published-years"
    with _one_at_a_time(place.with_suffix(".lock")):
        if not (place / "among").exists():
            place.mkdir()
            with django_db_blocker.unblock():
                (place / "among").write_bytes(pickle.dumps(_make(place / "extract")))
    return Rows(place / "extract"), pickle.loads((place / "among").read_bytes())


def _place_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run of the tests: with several processes theirs stand in it."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # let go when the file is closed
        yield


def _make(folder: Path) -> Among:
    from django.db import transaction

    from alongside.demo import published

    from .among import look

    with transaction.atomic():
        summary = published.load(seed=1, progress=lambda what, done, total: None)
        _write(folder)
        among = look(summary)
        transaction.set_rollback(True)
    return among


@pytest.fixture
def extract(loaded: tuple[Rows, Among]) -> Rows:
    """What an evaluator gets, read from its files."""
    return loaded[0]


@pytest.fixture
def among(loaded: tuple[Rows, Among]) -> Among:
    """What those who work today see of it."""
    return loaded[1]


@pytest.fixture(scope="session")
def found(
    loaded: tuple[Rows, Among], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Figure]:
    """The figures of that extract, with the survey and the values that are made up for it."""
    from alongside.demo.published.beside import write_beside
    from alongside.evaluation import Options, evaluate

    survey, values, population = write_beside(tmp_path_factory.mktemp("beside"))
    options = Options(comparison=survey, values=values, population=population)
    return evaluate(loaded[0].folder, options).figures


def _write(folder: Path) -> None:
    from alongside import extract as package
    from alongside.casework.extracting.choice import Choice
    from alongside.casework.extracting.making import make_folder
    from alongside.casework.schemes.models import Scheme

    make_folder(
        Choice(tuple(Scheme.objects.all())),
        folder,
        kind=package.Format.CSV,
        replace=False,
        for_whom="a test that counts",
        by=None,
    )
