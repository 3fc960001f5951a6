"""An extract that is cut off leaves nothing behind; one that takes long sees one moment alone."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from alongside import extract

from .service import PATIENCE, Service

# `alongside extract`, which stops in the middle of its tables and waits for a line to go on.
PAUSING = """
import sys
from alongside.cli.managing import start_django
start_django()
from alongside.casework.extracting import tables

real = tables.life_transitions

def pausing(source):
    print("in the middle", flush=True)
    sys.stdin.readline()
    yield from real(source)

tables.life_transitions = pausing
from alongside.cli import app
app(sys.argv[1:])
"""
HOW_MANY = """
from alongside.casework.extracting.models import Extract
print(Extract.objects.count())
"""
ONE_MORE = """
from datetime import timedelta
from django.utils import timezone
from alongside.casework.support.models import Contact, Episode
episode = Episode.objects.order_by("pk").first()
today = timezone.localdate()
Episode.objects.filter(started_on=None).update(started_on=today, allocated_on=today)
Contact.objects.create(
    episode=episode, occurred_on=today, mode="telephone", reached=True, minutes=20,
    worker=episode.connector,
)
print(Contact.objects.count())
"""


def pausing(service: Service, *words: str) -> subprocess.Popen[str]:
    """An extract that has begun, and waits."""
    process = subprocess.Popen(
        [sys.executable, "-c", PAUSING, "extract", *words],
        env=service.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in the middle\n"
    return process


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_an_extract_that_is_killed_leaves_no_folder_and_no_line_in_the_register(
    service: Service, tmp_path: Path, kind: str
):
    service.script(ONE_MORE)
    out = tmp_path / "extracts" / "out"
    process = pausing(service, "--out", str(out), "--format", kind)

    process.send_signal(signal.SIGKILL)
    process.wait(PATIENCE)

    assert not out.exists()
    assert service.script(HOW_MANY) == 0

    again = service.run("extract", "--out", str(out), "--format", kind)

    assert again.returncode == 0, again.stderr
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    assert service.script(HOW_MANY) == 1
    assert service.run("check-extract", str(out)).returncode == 0


def test_an_extract_that_is_killed_while_it_replaces_another_leaves_that_one(
    service: Service, tmp_path: Path
):
    service.script(ONE_MORE)
    out = tmp_path / "out"
    assert service.run("extract", "--out", str(out)).returncode == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    process = pausing(service, "--out", str(out), "--replace")

    process.send_signal(signal.SIGKILL)
    process.wait(PATIENCE)

    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_who_writes_does_not_wait_for_an_extract_and_is_not_half_in_it(
    service: Service, tmp_path: Path
):
    before = service.script(ONE_MORE)
    process = pausing(service, "--out", str(tmp_path / "out"))

    after = service.script(ONE_MORE)
    _, said = process.communicate("go on\n", timeout=PATIENCE)

    assert process.returncode == 0, said
    assert after == before + 1
    rows = list(extract.read(tmp_path / "out").rows("contacts"))
    assert len(rows) == before
