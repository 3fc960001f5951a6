"""The published years: loaded into the database once, written as an extract, and looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .counting import Rows

if TYPE_CHECKING:
    from .among import Among


@pytest.fixture(scope="session")
def loaded(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Rows, Among]:
    """The extract's files, and what was seen; the database is as before afterwards."""
    from django.db import transaction

    from alongside.demo import published

    from .among import look

    folder = tmp_path_factory.mktemp("published") / "extract"
    with django_db_blocker.unblock(), transaction.atomic():
        summary = published.load(seed=1, progress=lambda what, done, total: None)
        _write(folder)
        among = look(summary)
        transaction.set_rollback(True)
    return Rows(folder), among


@pytest.fixture
def extract(loaded: tuple[Rows, Among]) -> Rows:
    """What an evaluator gets, read from its files."""
    return loaded[0]


@pytest.fixture
def among(loaded: tuple[Rows, Among]) -> Among:
    """What those who work today see of it."""
    return loaded[1]


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
