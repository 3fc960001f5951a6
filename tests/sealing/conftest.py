"""Keys in a file of their own, and people who have something to seal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import up_to_date
from tests.casework.conftest import aldermouth, peg, pegs_episode, ruth

__all__ = ["aldermouth", "keys_file", "peg", "pegs_episode", "ruth"]


@pytest.fixture
def keys_file(settings, tmp_path: Path) -> Path:
    """Where the keys are kept from now; nobody has made them yet."""
    settings.KEYS = ""
    settings.DATA = tmp_path / "data"
    settings.KEYS_FILE = f"{settings.DATA}.keys"
    return Path(settings.KEYS_FILE)


@pytest.fixture
def free_database(tmp_path: Path) -> Iterator[None]:
    """A database beside the tests' own, up to date, for a service of its own in `tmp_path`."""
    if "ALONGSIDE_DATABASE_URL" not in os.environ:
        up_to_date.put_into(tmp_path / "data")
        yield
        return
    import psycopg

    address = os.environ["ALONGSIDE_DATABASE_URL"]
    name = f"{address.rpartition('/')[2]}_serving"
    with psycopg.connect(address, autocommit=True) as admin:
        empty = up_to_date.postgres_database(address)
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{empty}"')
        yield
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
