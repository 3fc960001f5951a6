"""A journey through the service leaves nothing of anybody in its log, and no secret either.

Once within this process, through every address and with names in every field that is asked for;
and once through the service as it really runs, whose log is what is written to its standard error.
"""

from __future__ import annotations

import io
import json
import logging
import logging.config
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.nothing_lost.service import Service, contact, make_template

from .addresses import addresses
from .asking import signed_in
from .world import NAMES, OF_THE_RECORD, WORRY, World

PASSWORD = "a long walk by the river"
SAID = {  # what people type into a form whose fields have these names
    "preferred_name": "Wilhelmina",
    "family_name": "Quackenbush",
    "given_name": "Wilhelmina Theodora",
    "name": "Wilhelmina Quackenbush",
    "words": "Wilhelmina Quackenbush",
    "telephone": "07700 900861",
    "reach": "07700 900861",
    "email": "wilhelmina@example.org",
    "referrer_email": "nurse.quackenbush@example.org",
    "referrer_name": "Nurse Quackenbush",
    "postcode": "ZE2 9XQ",
    "address": "7 Gannet Steps, Sullom",
    "nhs_number": "943 476 5919",
    "note": "She told me of Gannet Steps.",
    "why_now": "Wilhelmina has not been out.",
    "code": "918273",
    "password": "four herons over the weir",
    "oldpassword": "four herons over the weir",
    "login": "wilhelmina@example.org",
}
CONTACT = contact("She told me of Gannet Steps.") | {"who": "connector"}
REFERRAL = SAID | {
    "received_on": "2026-10-14",
    "source": "nhs",
    "agreed": "person",
    "answer_by": "none",
}
TRACES = {
    *("Wilhelmina", "Quackenbush", "900861", "ZE2", "9XQ", "Gannet", "Sullom", "943 476", "5919"),
    *("wilhelmina@", "nurse.", "918273", "herons", PASSWORD, "river"),
}
OF_THE_WORLD = {*NAMES, *OF_THE_RECORD, WORRY, "Adeyemi", "Harcourt", "example.org"}
IN_A_QUERY = "name=Wilhelmina+Quackenbush&postcode=ZE2+9XQ&telephone=07700900861"


def found(traces: set[str], log: str) -> list[str]:
    """Which of these stand in the log as whole words, in any writing; \\u00e9 counts as é."""
    plain = "\n".join(json.dumps(json.loads(line), ensure_ascii=False) for line in log.splitlines())
    return [
        f"{trace}: {line[:300]}"
        for trace in traces
        for line in plain.splitlines()
        if re.search(rf"(?<![a-z]){re.escape(trace)}", line, re.I)
    ]


def filled_in(page: HttpResponse) -> dict[str, str]:
    """Names and numbers in every field of the page’s forms."""
    if page.streaming:  # a file, with nothing to fill in
        return {}
    fields = re.findall(r'name="([a-z_0-9-]+)"', page.content.decode(errors="replace"))
    return dict.fromkeys(fields, "Wilhelmina of Gannet Steps") | SAID


def secrets_of(client: Client) -> set[str]:
    """What opens a door: session, form token, and the service’s own key."""
    return {morsel.value for morsel in client.cookies.values()} | {settings.SECRET_KEY}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that is logged, as it is configured, and down to what is said for developers."""
    written = io.StringIO()
    before = logging.getLogger().handlers[:], logging.getLogger().level
    logging.config.dictConfig(settings.LOGGING)
    root = logging.getLogger()
    for handler in root.handlers:
        handler.setStream(written)  # type: ignore[attr-defined]  # it is a StreamHandler
    for name in ("", "django", "django.request", "django.server"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield written
    root.handlers, root.level = before
    logging.config.dictConfig(settings.LOGGING | {"root": {"level": logging.WARNING}})
    root.handlers = before[0]


def browsers(world: World) -> list[Client]:
    """One for each role that opens what the one before does not."""
    made = [signed_in(world, who) for who in ("ruth", "dilys", "amina")]
    for client in made:
        client.raise_request_exception = False
    return made


@pytest.mark.django_db
def test_every_address_leaves_nothing_of_anybody_in_the_log(world: World, log):
    opened, clients = 0, browsers(world)

    for address in addresses():
        path = f"{address.path(world)}?{IN_A_QUERY}"
        with transaction.atomic():
            pages = ((client, client.get(path)) for client in clients)
            client, page = next(
                (one for one in pages if one[1].status_code != 404), (clients[0], None)
            )
            if page is not None:
                opened += 1
                client.post(path, filled_in(page))
            transaction.set_rollback(True)
        if address.third_party:  # one of them signs out
            clients = browsers(world)

    written = log.getvalue()
    assert opened > 100
    assert written.count('"route": "people/<int:person_id>/contact/"') == 2
    assert not found(TRACES | OF_THE_WORLD, written)


@pytest.mark.django_db
def test_neither_do_failures_forgeries_and_what_is_sent_for_signing_in(
    world: World, log, monkeypatch: pytest.MonkeyPatch
):
    ruth, peg = world.ruth, world.peg
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.get(f"/account/login/?next=/find/?{IN_A_QUERY}")
    client.post("/account/login/", SAID)  # forged
    client.get("/account/login/", headers={"Host": "wilhelmina.example.org"})
    client.get(f"/Wilhelmina/Quackenbush/?{IN_A_QUERY}")
    client = Client(raise_request_exception=False)
    client.post("/account/login/", SAID)
    client.post("/account/password/reset/", {"email": ruth.email})
    client.post("/account/login/", {"login": ruth.email, "password": PASSWORD})
    client.post("/drafts/", '{"form": "Wilhelmina", "fields": {"note": "Gannet"', "text/json")
    client.post(f"/people/{peg.pk}/contact/", {f"Quackenbush {n}": "Sullom" for n in range(1_100)})

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError(f"Wilhelmina Quackenbush, ZE2 9XQ, {args}")

    monkeypatch.setattr("alongside.casework.support.actions.record_contact", broken)
    sent = {
        "when": "today",
        "reached": "yes",
        "how": "telephone",
        "minutes": "20",
        "who": "connector",
    }
    answer = client.post(f"/people/{peg.pk}/contact/?{IN_A_QUERY}", SAID | sent)

    written = log.getvalue()
    assert answer.status_code == 500
    assert '"error": "RuntimeError"' in written
    assert "Wilhelmina" not in answer.text
    [link] = re.findall(r"/account/password/reset/key/(\S+)/", mail.outbox[0].body)
    assert not found({*TRACES, *OF_THE_WORLD, *secrets_of(client), link}, written)


# ---- as it really runs -------------------------------------------------------------------------

PEOPLE = """
from tests.casework import made
from alongside.casework.schemes.models import Scheme
scheme = Scheme.objects.get()
made.worker("Dilys Harcourt", "coordinator", scheme)
print("{}")
"""
BROKEN = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("ALTER TABLE signposting_signpost RENAME TO signposting_gone")
print("{}")
"""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service that says all it has to say."""
    served = make_template(tmp_path / "made", "").copy(tmp_path / "service")
    served.environment |= {"ALONGSIDE_LOG_LEVEL": "debug"}
    served.script(PEOPLE)
    served.start()
    yield served
    served.kill()


def broken_request(port: int, words: bytes) -> bytes:
    """What no browser sends."""
    with (
        socket.create_server(("127.0.0.1", 0)) as _,
        socket.create_connection(("127.0.0.1", port), timeout=10) as connection,
    ):
        connection.sendall(words)
        return connection.recv(200)


def test_the_service_as_it_runs_writes_lines_of_data_and_nothing_of_anybody(service: Service):
    ruth = service.people()[0]
    token = ruth.forged_token()
    sign_in = {"login": "wilhelmina@example.org", "password": PASSWORD}

    def send(path: str, form: dict[str, str]) -> int:
        return ruth.ask(path, form | {"csrfmiddlewaretoken": token}).status

    asked = {
        "a referral": send("/referrals/new/", REFERRAL),
        "somebody new": send("/people/add/", SAID),
        "a contact": send(ruth.page, CONTACT),
        "a bad form": send(ruth.page, SAID),
        "a search": send("/find/", {"words": "Wilhelmina Quackenbush"}),
        "not there": ruth.ask(f"/people/999/?{IN_A_QUERY}").status,
        "no page": ruth.ask(f"/Wilhelmina/Quackenbush/?{IN_A_QUERY}").status,
        "forged": ruth.ask(ruth.page, SAID).status,
        "wrong password": send("/account/login/", sign_in),
        "another host": ruth.ask("/", headers={"Host": "wilhelmina.example.org"}).status,
        "too much": send(ruth.page, {f"Quackenbush {n}": "Sullom" for n in range(1_100)}),
    }
    broken_request(service.port, b"GET /Wilhelmina?Quackenbush HTTP/9\r\nGannet Sullom\r\n\r\n")
    broken_request(service.port, b"Wilhelmina Quackenbush ZE2 9XQ\r\n\r\n")
    service.script(BROKEN)
    asked["broken"] = ruth.ask(f"/people/{ruth.person}/?{IN_A_QUERY}").status
    service.stop()

    assert asked == {
        "a referral": 302,
        "somebody new": 200,
        "a contact": 302,
        "a bad form": 200,
        "a search": 200,
        "not there": 404,
        "no page": 404,
        "forged": 403,
        "wrong password": 302,
        "another host": 400,
        "too much": 413,
        "broken": 500,
    }
    lines = (service.data.parent / "serve.log").read_text().splitlines()
    log = [line for line in lines if not line.startswith(("Alongside is at", "Ctrl-C"))]
    assert all("time" in json.loads(line) for line in log)
    assert any('"error": "OperationalError"' in line for line in log)
    secrets = {*ruth.session.values(), *ruth.cookies.values(), token}
    secrets |= {path.read_text().strip() for path in service.data.glob("*key*") if path.is_file()}
    assert not found({*TRACES, *secrets, "Connector 0", "Person 0"}, "\n".join(log))
