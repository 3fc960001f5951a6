"""The made world, once for each file that asks about it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.uncounted import not_counted

from . import world as made_world
from .world import World

__all__ = ["not_counted"]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Each test runs within the transaction that holds it, so it needs `django_db` as well."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield made_world.make()
        transaction.set_rollback(True)
