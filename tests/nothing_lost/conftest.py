"""A service for each test, on the database that the tests were given."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from .service import Service, Template, dropped_afterwards, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    server = os.environ.get("ALONGSIDE_DATABASE_URL", "")
    server = server if server.startswith("postgres") else ""
    made = make_template(tmp_path_factory.mktemp("template"), server)
    with dropped_afterwards(server, made.database):
        yield made


@pytest.fixture
def service(template: Template, tmp_path: Path) -> Iterator[Service]:
    """A service with eight connectors. It is killed at the end, if it still runs."""
    name = f"service_{uuid4().hex}"
    with dropped_afterwards(template.server, name):
        made = template.copy(tmp_path / "service", database=name)
        yield made
        made.kill()
