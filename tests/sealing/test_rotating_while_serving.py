"""`alongside keys rotate` beside a server: nobody who writes is sent away, nothing is lost."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

from alongside.sealing.keys import Ring

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds, on a busy machine
TOKEN = "t" * 32  # of a form: a cookie and a header have to be the same
ROTATE = """
from alongside.sealing import rotation
rotation.LONGEST_WAIT = 1
from alongside.cli import app
app(["keys", "rotate"])
"""
PREPARE = """
from django.test import Client
from tests.casework import made
aldermouth = made.scheme()
for n in range(300):
    made.person(aldermouth, f"Peg {n}", address=f"{n} Mill Lane", dogs="Two, friendly")
ruth = made.worker("Ruth Adeyemi", "connector", aldermouth)
client = Client()
client.force_login(ruth)
from django.conf import settings
name = settings.SESSION_COOKIE_NAME
print(f"{name}={client.cookies[name].value}; {settings.CSRF_COOKIE_NAME}={'t' * 32}")
"""
LOOK = """
import json
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Draft
assert set(Person.objects.values_list("dogs", flat=True)) == {"Two, friendly"}
print(json.dumps({draft.form: draft.fields["note"] for draft in Draft.objects.all()}))
"""


class Service:
    """A service of its own in a folder, from the command line."""

    def __init__(self, folder: Path) -> None:
        self.keys = folder / "data.keys"
        ours = ("ALONGSIDE_", "DJANGO_")
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(ours) or name == "ALONGSIDE_DATABASE_URL"
        } | {"ALONGSIDE_DATA": str(folder / "data"), "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
        if "ALONGSIDE_DATABASE_URL" in self.environment:
            self.environment["ALONGSIDE_DATABASE_URL"] += "_serving"

    def run(self, *words: str) -> str:
        command = [sys.executable, "-m", "alongside.cli", *words]
        return self._done(command)

    def code(self, *words: str) -> str:
        return self._done([sys.executable, "-c", *words])

    def _done(self, command: list[str]) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def serve(self, port: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "alongside.cli", "serve", "--port", str(port)]
        return subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)


def test_a_server_takes_writes_all_the_time_while_keys_are_rotated(tmp_path, free_database):
    service = Service(tmp_path)
    cookies = service.run("manage", "shell", "-v0", "-c", PREPARE).strip().splitlines()[-1]
    before = Ring.read(service.keys.read_text())
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port = int(trial.getsockname()[1])
    server = service.serve(port)
    stop, last, answers = threading.Event(), dict[str, str](), list[int]()

    def write(form: str) -> None:
        count = 0
        while not stop.is_set():
            count += 1
            answers.append(keep(port, cookies, form, f"She said word {count}"))
            if answers[-1] == 204:
                last[form] = f"She said word {count}"

    try:
        wait_for(port)
        writers = [threading.Thread(target=write, args=(f"a.b:{n}",)) for n in range(4)]
        for writer in writers:
            writer.start()
        for _ in range(2):
            service.code(ROTATE)
            time.sleep(0.5)
        stop.set()
        for writer in writers:
            writer.join()
    finally:
        stop.set()
        server.terminate()
        server.wait(PATIENCE)

    after = Ring.read(service.keys.read_text())
    assert len(answers) > 20
    assert set(answers) == {204}
    assert len(after.keys) == 1
    assert after.in_use != before.in_use
    assert json.loads(service.run("manage", "shell", "-v0", "-c", LOOK)) == last
    said = service.run("keys", "check")
    assert f"{after.in_use}          " in said
    assert "Everything that is sealed can be opened." in said


def keep(port: int, cookies: str, form: str, note: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {
        "Cookie": cookies,
        "X-CSRFToken": TOKEN,
        "Content-Type": "application/json",
    }
    connection.request(
        "POST", "/drafts/", json.dumps({"form": form, "fields": {"note": note}}), headers
    )
    return connection.getresponse().status


def wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("The server does not listen.")
