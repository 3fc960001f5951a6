"""A process that is killed in the middle of an import leaves nothing of it behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from alongside.casework.audit.models import Event
from alongside.casework.importing.models import ExternalReference
from alongside.casework.people.models import ContactPoint, Person
from alongside.casework.schemes.models import Worker
from tests.casework import made

ROOT = Path(__file__).parents[3]
ROWS = 400
KILLED_AT = {
    "when the people are written": "alongside.casework.people.models.ContactPoint.objects",
    "when the references are written": (
        "alongside.casework.importing.models.ExternalReference.objects"
    ),
    "when all is written and not yet kept": "alongside.casework.audit",
}
CHILD = """
import os, signal, sys
import django
django.setup()
from importlib import import_module
from alongside.cli import app

def killed(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

where, file = sys.argv[1:]
if where.endswith(".audit"):
    import alongside.casework.importing.actions as actions
    before = actions.audit.record
    actions.audit.record = lambda *args, **kwargs: (before(*args, **kwargs), killed())
elif where:
    module, model, _ = where.rsplit(".", 2)
    getattr(import_module(module), model).objects.bulk_create = killed
app(["import", "people", file])
"""


@pytest.fixture
def dilys(transactional_db: None) -> Worker:
    return made.worker("Dilys Harcourt", "coordinator", made.scheme("Aldermouth"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    rows = [f"A{n},Person {n},07700 9{n:05}" for n in range(ROWS)]
    path.write_text("person_ref,preferred_name,telephone\n" + "\n".join(rows))
    return path


def address_of_the_database() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    who = f"{known['USER']}:{known['PASSWORD']}@{quote(str(known['HOST']), safe='')}"
    return f"postgresql://{who}:{known['PORT']}/{known['NAME']}"


def import_in_a_process(file: Path, killed_at: str = "") -> subprocess.CompletedProcess[str]:
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "ALONGSIDE_DATABASE_URL": address_of_the_database(),
    }
    return subprocess.run(
        [sys.executable, "-c", CHILD, killed_at, str(file)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("where", KILLED_AT.values(), ids=KILLED_AT.keys())
def test_nothing_is_half_written_and_the_same_command_then_brings_all_in(dilys, file, where):
    killed = import_in_a_process(file, where)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    for model in (Person, ContactPoint, ExternalReference, Event):
        assert not model.objects.exists()

    done = import_in_a_process(file)

    assert done.stdout == f"{ROWS} people brought in.\n", done.stderr
    assert Person.objects.count() == ContactPoint.objects.count() == ROWS
    assert Event.objects.filter(action="PERSON_ADDED").count() == ROWS
