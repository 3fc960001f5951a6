"""The published years, loaded into the database once and written as an extract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .counting import Rows


@pytest.fixture(scope="session")
def extract(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Rows]:
    """What an evaluator gets, read from its files; the database is as before afterwards."""
    from django.db import transaction

    from alongside.demo import published

    folder = tmp_path_factory.mktemp("published") / "extract"
    with django_db_blocker.unblock(), transaction.atomic():
        published.load(seed=1, progress=lambda what, done, total: None)
        _write(folder)
        transaction.set_rollback(True)
    return Rows(folder)


def _write(folder: Any) -> None:
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
