"""A SQLite file that many open at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from django.db.backends.sqlite3 import base as django_base

from alongside.casework.site.sqlite import base
from alongside.casework.site.sqlite.base import DatabaseWrapper

LOCKED = "database is locked"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Open a file, with these words instead of a connection first."""
    monkeypatch.setattr(base, "PAUSE", 0.001)

    def opens(*errors: str, timeout: float = 5) -> Any:
        left = list(errors)

        def get(self: Any, conn_params: dict[str, Any]) -> str:
            if left:
                raise sqlite3.OperationalError(left.pop(0))
            return "a connection"

        monkeypatch.setattr(django_base.DatabaseWrapper, "get_new_connection", get)
        return DatabaseWrapper({}).get_new_connection({"timeout": timeout})

    return opens


@pytest.mark.parametrize("errors", [(), (LOCKED,), (LOCKED, LOCKED)])
def test_who_opens_it_while_another_does_waits(opened, errors):
    assert opened(*errors) == "a connection"


def test_nobody_waits_longer_than_the_timeout(opened):
    with pytest.raises(sqlite3.OperationalError, match=LOCKED):
        opened(*[LOCKED] * 1000, timeout=0.05)


def test_any_other_error_is_said_at_once(opened):
    with pytest.raises(sqlite3.OperationalError, match="no such"):
        opened("no such file", LOCKED)
