"""This database as a place, and an empty one of the same kind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from alongside.backup import Database, Place, Postgres, SQLite
from alongside.cli.backing_up import this_place

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def here(transactional_db: None, tmp_path: Path) -> Place:
    """The database of the tests, with a data folder of its own."""
    data = tmp_path / "here"
    data.mkdir()
    (data / "secret-key").write_text("the key that signs")
    keys = tmp_path / "here.keys"
    keys.write_text("the keys")
    return replace(this_place(), data=data, keys_file=keys)


@pytest.fixture
def empty(here: Place, tmp_path: Path) -> Iterator[Place]:
    """A place with nothing in it."""
    data, keys = tmp_path / "empty", tmp_path / "empty.keys"
    data.mkdir()
    if isinstance(here.database, SQLite):
        path = data / "alongside.sqlite3"
        yield Place(data, SQLite(path), database_file=path, keys_file=keys)
        return
    assert isinstance(here.database, Postgres)
    name = f"empty_{uuid4().hex}"
    ours = dict(here.database.to)
    with psycopg.connect(make_conninfo(**ours), autocommit=True) as there:
        there.execute(f'CREATE DATABASE "{name}"'.encode())
    yield Place(data, Postgres({**ours, "dbname": name}), keys_file=keys)
    with psycopg.connect(make_conninfo(**ours), autocommit=True) as there:
        there.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def every_row(database: Database) -> Rows:
    """Everything that is in it, table by table, read by the database's own means."""
    if isinstance(database, SQLite):
        import sqlite3

        with closing(sqlite3.connect(database.path)) as there:
            return {
                table: sorted(there.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
                for table in database.tables()
            }
    assert isinstance(database, Postgres)
    with psycopg.connect(make_conninfo(**database.to)) as there:
        return {
            table: sorted(there.execute(f'SELECT t::text FROM "{table}" t'.encode()).fetchall())
            for table in database.tables()
        }


def shape(database: Database) -> list[tuple[Any, ...]]:
    """Tables, indexes, triggers and rules, as the database describes them.

    PostgreSQL writes some of them down in other words after a restore, so there it is their names.
    """
    if isinstance(database, SQLite):
        import sqlite3

        with closing(sqlite3.connect(database.path)) as there:
            return there.execute(
                "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2"
            ).fetchall()
    assert isinstance(database, Postgres)
    with psycopg.connect(make_conninfo(**database.to)) as there:
        return there.execute(
            "SELECT 'index', indexname, tablename FROM pg_indexes WHERE schemaname = 'public'"
            " UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger"
            " WHERE NOT tgisinternal"
            " UNION ALL SELECT 'rule', conname, conrelid::regclass::text FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace"
            " UNION ALL SELECT 'next', sequencename, last_value::text FROM pg_sequences"
            " ORDER BY 1, 2, 3"
        ).fetchall()


def is_postgres() -> bool:
    return connection.vendor == "postgresql"
