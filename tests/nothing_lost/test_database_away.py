"""The database is away for a minute: people are told so in our words, and nothing is lost."""

from __future__ import annotations

import pytest

from .service import Service, Template, contact, order


def take_away(service: Service, template: Template) -> None:
    """SQLite’s file is under another name; PostgreSQL lets nobody in, and sends away who is."""
    if not template.server:
        (service.data / "alongside.sqlite3").rename(service.data / "elsewhere")
        return
    name = database_of(service)
    order(template.server, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    order(
        template.server,
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
    )


def bring_back(service: Service, template: Template) -> None:
    if not template.server:
        (service.data / "elsewhere").rename(service.data / "alongside.sqlite3")
        return
    order(template.server, f'ALTER DATABASE "{database_of(service)}" ALLOW_CONNECTIONS true')


def database_of(service: Service) -> str:
    return service.environment["ALONGSIDE_DATABASE_URL"].rpartition("/")[2]


def test_while_postgresql_is_away_what_was_typed_comes_back_and_can_be_sent_again(
    service: Service, template: Template
):
    if not template.server:
        pytest.skip("SQLite’s file is held open: it cannot be away while the server runs")
    service.start()
    ruth = service.people()[0]
    form = contact("She spoke of the lake.") | {"csrfmiddlewaretoken": ruth.forged_token()}

    take_away(service, template)
    refused = ruth.ask(ruth.page, form)
    unread = ruth.ask("/my-people/")
    bring_back(service, template)
    saved = ruth.ask(ruth.page, form)

    assert refused.status == unread.status == 503
    assert "Alongside cannot reach its records" in refused.page
    assert "She spoke of the lake." in refused.page
    assert "Save it again" in refused.page
    assert "It cannot reach its records. Nothing is lost." in unread.page
    assert saved.status == 302
    assert service.notes() == ["She spoke of the lake."]


def test_a_server_is_not_started_without_its_database(service: Service, template: Template):
    take_away(service, template)

    ended = service.run("serve", "--port", "18766")
    looked_at = service.run("doctor", "--quick")
    bring_back(service, template)

    assert ended.returncode == 4
    assert ended.stderr.startswith("Found: ")
    assert looked_at.returncode == 14
    if template.server:
        assert "MEND  Database: The database does not answer." in looked_at.stdout
