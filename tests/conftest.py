"""What every test may count on."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import settings

from tests import up_to_date
from tests.journeys.chromium import find_chromium

HERE = Path(__file__).parent
WHAT_TO_INSTALL = "there is no Chromium here: apt-get install chromium"

# How long an example takes says how busy this machine is, and nothing about the rule.
settings.register_profile("alongside", deadline=None)
settings.load_profile("alongside")


def pytest_configure() -> None:
    """Stop before anything else where a missing browser is no excuse."""
    if os.environ.get("CI") == "true" and not find_chromium():
        raise pytest.UsageError(f"The journeys have to run, and {WHAT_TO_INSTALL}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the journeys, and skip them where there is no browser."""
    journeys = [item for item in items if HERE / "journeys" in item.path.parents]
    for item in journeys:
        item.add_marker(pytest.mark.journey)
    if journeys and not find_chromium():
        for item in journeys:
            item.add_marker(pytest.mark.skip(reason=WHAT_TO_INSTALL))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say by name which journeys nobody went on."""
    skipped = [
        report.nodeid
        for report in terminalreporter.stats.get("skipped", [])
        if WHAT_TO_INSTALL in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.section("Journeys skipped", sep="-")
        terminalreporter.write_line(f"Skipped, because {WHAT_TO_INSTALL}")
        for name in sorted(skipped):
            terminalreporter.write_line(f"  {name}")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A file is put in its place before (below), and goes with its folder."""
    from django.db import connection

    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The tests' database is a copy of one that is up to date."""
    from django.db import connection

    ours = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        up_to_date.copy_to(Path(ours["NAME"]))
    else:
        server = os.environ["ALONGSIDE_DATABASE_URL"]
        ours["TEMPLATE"] = up_to_date.postgres_database(server)


@pytest.fixture(autouse=True)
def _nothing_remembered_from_the_test_before() -> Iterator[None]:
    """Failed sign-ins are counted in the cache."""
    yield
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _no_secret_spells_a_name() -> Iterator[None]:
    """Make forms' tokens and links of letters that spell nothing: one in a thousand says Peg."""
    letters = "jqxzJQXZ"

    def quiet(size: int) -> str:
        return "".join(secrets.choice(letters) for _ in range(size * 8 // 3))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.middleware.csrf.CSRF_ALLOWED_CHARS", letters)
        of_links = SimpleNamespace(token_urlsafe=quiet)  # not of all who ask for secrets
        patch.setattr("alongside.casework.schemes.secret_links.secrets", of_links)
        yield


@pytest.fixture(scope="session", autouse=True)
def _audit_lines_may_go_between_tests() -> Iterator[None]:
    """Let Django empty the tables after a journey, which the audit's triggers would refuse."""
    from django.db import connection, transaction
    from django.db.backends.base.operations import BaseDatabaseOperations

    def flush(self: BaseDatabaseOperations, statements: list[str]) -> None:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            again: list[str] = []
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL session_replication_role = replica")
            else:
                cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
                for name, sql in cursor.fetchall():
                    cursor.execute(f'DROP TRIGGER "{name}"')
                    again.append(sql)
            for statement in [*statements, *again]:
                cursor.execute(statement)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush)
        yield
