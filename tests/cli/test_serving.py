"""The server as it is really run: as a process, in its own folder, stopped from the keyboard."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests import up_to_date

PATIENCE = 60  # seconds, on a busy machine


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return int(trial.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """`alongside serve` on a database of its own, which is up to date."""
    up_to_date.put_into(tmp_path)
    ours = ("ALONGSIDE", "DJANGO")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment["ALONGSIDE_DATA"] = str(tmp_path)
    command = [sys.executable, "-m", "alongside.cli"]
    port = free_port()
    process = subprocess.Popen(
        [*command, "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process, port
    process.kill()
    process.wait()


def ask(port: int, path: str) -> int:
    """The status of a page, once the server listens."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", path)
            return connection.getresponse().status
        except ConnectionRefusedError:
            assert time.monotonic() < until, "The server does not listen."
            time.sleep(0.1)


def test_the_server_answers_says_where_it_is_and_stops_when_told(
    server: tuple[subprocess.Popen[str], int], tmp_path: Path
):
    process, port = server

    status = ask(port, "/account/login/?next=/people/4170417041704/")
    process.send_signal(signal.SIGINT)
    said, logged = process.communicate(timeout=PATIENCE)

    assert status == 200
    assert f"Alongside is at http://127.0.0.1:{port}" in said
    assert '"route": "account/login/", "status": 200' in logged
    assert "4170417041704" not in logged  # longer than any time or number in it
    assert process.returncode == 0
    modes = {path.name: oct(path.stat().st_mode & 0o077) for path in tmp_path.iterdir()}
    assert set(modes.values()) == {"0o0"}, modes  # nothing in the data folder is for others
