"""A service as it really runs: processes of its own, a database of its own, and people who write.

It is started by `alongside serve`, asked over HTTP with cookies and form tokens, and can be killed
with everything that belongs to it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
from psycopg.conninfo import conninfo_to_dict

from alongside.backup import Postgres
from tests import up_to_date

PATIENCE = 60  # seconds, on a busy machine
ALONGSIDE = [sys.executable, "-m", "alongside.cli"]
ROOT = Path(__file__).parents[2]


@dataclass
class Answer:
    """What came back."""

    status: int
    page: str
    to: str = ""


@dataclass
class Person:
    """Somebody with a browser: signed in, with a person of their own to support."""

    port: int
    session: dict[str, str]
    person: int
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: HTTPConnection | None = None

    def ask(
        self,
        path: str,
        form: dict[str, Any] | None = None,
        *,
        body: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """One request. OSError or HTTPException when no whole answer came."""
        known = self.session | self.cookies
        said = {"Cookie": "; ".join(f"{name}={value}" for name, value in known.items())}
        if form is not None:
            said["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(form, doseq=True)
        method = "POST" if body is not None else "GET"
        response, page = self._exchange(method, path, body, said | (headers or {}))
        for line in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Answer(response.status, page, response.headers.get("Location") or "")

    def _exchange(self, *request: Any) -> tuple[HTTPResponse, str]:
        """As a browser does it: on a connection that stands, which the server may have closed."""
        for stands in (self._connection is not None, False):
            if not stands:
                self._connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            assert self._connection is not None
            try:
                self._connection.request(*request)
                response = self._connection.getresponse()
                return response, response.read().decode()
            except (OSError, HTTPException):
                self._connection.close()
                self._connection = None
                if not stands:
                    raise
        raise AssertionError

    @property
    def page(self) -> str:
        """Where a contact is recorded."""
        return f"/people/{self.person}/contact/"

    def forged_token(self) -> str:
        """The token against forged forms, from the page."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask(self.page).page)
        assert found, "There is no form on the page."
        return found[1]


def contact(note: str, token: str = "") -> dict[str, str]:
    """A contact as the page’s form sends it. A page makes its token as this does: by chance."""
    return {
        "token": token or str(uuid4()),
        "when": "today",
        "how": "telephone",
        "reached": "yes",
        "minutes": "20",
        "who": "connector",
        "note": note,
    }


@dataclass
class Service:
    """Its data folder, its environment, and its processes while it runs."""

    data: Path
    environment: dict[str, str]
    workers: list[dict[str, Any]]
    port: int = 0
    process: subprocess.Popen[str] | None = None

    def run(self, *words: str, **more: Any) -> subprocess.CompletedProcess[str]:
        """A command of ours, to its end."""
        return subprocess.run(
            [*ALONGSIDE, *words],
            env=self.environment,
            text=True,
            capture_output=True,
            timeout=2 * PATIENCE,
            **more,
        )

    def script(self, lines: str) -> Any:
        """What a few lines print as JSON, run with the models of this service."""
        return json.loads(run_script(lines, self.environment))

    def start(self) -> None:
        """Serve, with everything in a group of its own, and wait until it answers."""
        self.port = self.port or free_port()
        with (self.data.parent / "serve.log").open("a") as log:
            self.process = subprocess.Popen(
                [*ALONGSIDE, "serve", "--port", str(self.port)],
                env=self.environment,
                text=True,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, (self.data.parent / "serve.log").read_text()
            assert time.monotonic() < until, "The server does not answer."
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            asked = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            asked.request("GET", "/account/login/")
            return asked.getresponse().status == 200
        except (OSError, HTTPException):
            return False

    def kill(self) -> None:
        """At once, and all of it: nobody is told beforehand."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        """As an administrator stops it."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)

    def people(self) -> list[Person]:
        return [Person(self.port, each["session"], each["person"]) for each in self.workers]

    def notes(self) -> list[str]:
        """The notes of all contacts, as they can be read."""
        found: list[str] = self.script(
            "from alongside.casework.support.models import Contact\n"
            "print(json.dumps([contact.note for contact in Contact.objects.all()]))"
        )
        return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return int(trial.getsockname()[1])


BEGIN = """
import json, os, sys
os.umask(0o077)
os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.casework.site.settings"
import django
django.setup()
"""


def run_script(lines: str, environment: dict[str, str]) -> str:
    """Run a few lines with Django started; their output."""
    ran = subprocess.run(
        [sys.executable, "-c", BEGIN + lines],
        env=environment,
        cwd=ROOT,
        text=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


# A scheme with eight connectors, who are signed in, each with a person to support.
WORLD = """
from django.conf import settings
from django.test import Client
from tests.casework import made

def signed_in(worker):
    client = Client()
    client.force_login(worker)
    name = settings.SESSION_COOKIE_NAME
    return {name: client.cookies[name].value}

scheme, people = made.scheme(), []
for number in range(8):
    worker = made.worker(f"Connector {number}", "connector", scheme)
    person = made.person(scheme, called=f"Person {number}")
    made.episode(person, worker)
    people.append({"session": signed_in(worker), "person": person.pk, "email": worker.email})
print(json.dumps(people))
"""


@dataclass
class Template:
    """A service that is ready, to be copied: bringing a database up to date takes seconds."""

    folder: Path
    workers: list[dict[str, Any]]
    server: str  # the address of the PostgreSQL that the tests were given, or ""
    database: str = ""

    def copy(self, folder: Path, *, database: str = "", onto: str = "") -> Service:
        """A service of its own, in this folder; `onto` is an empty database on another server."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        if onto:
            with database_at(address(self.server, self.database)).snapshot(_quietly) as moment:
                database_at(address(onto, database)).fill(moment.pieces, moment.rows)
        elif self.server:
            order(self.server, f'CREATE DATABASE "{database}" TEMPLATE "{self.database}"')
        ours = environment(folder / "data", onto or self.server, database)
        return Service(folder / "data", ours, self.workers)


def _quietly(stage: str, done: int, total: int) -> None:
    """Tell nobody how far it is."""


def database_at(url: str) -> Postgres:
    return Postgres(conninfo_to_dict(url))


def address(server: str, database: str) -> str:
    """Of another database on this server."""
    return server.rpartition("/")[0] + "/" + database


def make_template(folder: Path, server: str) -> Template:
    """Make one, for all tests of this process."""
    database = f"template_{uuid4().hex}" if server else ""
    if server:
        empty = up_to_date.postgres_database(server)
        order(server, f'CREATE DATABASE "{database}" TEMPLATE "{empty}"')
    else:
        up_to_date.put_into(folder / "data")
    ours = environment(folder / "data", server, database)
    workers = json.loads(run_script(WORLD, ours))
    return Template(folder, workers, server, database)


def environment(data: Path, server: str, database: str) -> dict[str, str]:
    """Nothing of ours but where things are."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("ALONGSIDE", "DJANGO"))}
    kept |= {"ALONGSIDE_DATA": str(data), "ALONGSIDE_LOG_LEVEL": "warning"}
    if server:
        kept["ALONGSIDE_DATABASE_URL"] = address(server, database)
    return kept


def order(server: str, words: str) -> None:
    """Tell the PostgreSQL server something that stands outside of a transaction."""
    with psycopg.connect(server, autocommit=True) as there:
        there.execute(words.encode())


@contextmanager
def dropped_afterwards(server: str, database: str) -> Iterator[None]:
    try:
        yield
    finally:
        if server:
            order(server, f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
