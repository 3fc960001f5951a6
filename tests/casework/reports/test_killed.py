"""A process that is killed while it makes a report leaves a run that says so, and nobody’s row."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.casework.extracting.models import Extract
from alongside.casework.reports import place, tasks
from alongside.casework.reports.models import Run
from tests.casework import made
from tests.casework.importing.test_killed import ROOT, address_of_the_database

from .conftest import asked

WORKS = """
import os, signal, sys
from pathlib import Path
import tests.settings as ours
ours.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
import django
django.setup()
from django.conf import settings
from django_tasks_db.models import DBTaskResult
from alongside import background
from alongside.casework.reports import making

def killed(*args):
    os.kill(os.getpid(), signal.SIGKILL)

settings.DATA = Path(sys.argv[1])
if len(sys.argv) > 2:
    making._options = killed
background.work_until(lambda: not DBTaskResult.objects.ready().exists(), every=0)
"""


def work(data: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """The process beside the server, until nothing waits."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "ALONGSIDE_DATABASE_URL": address_of_the_database(),
    }
    return subprocess.run(
        [sys.executable, "-c", WORKS, str(data), *more],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=240,
    )


@pytest.mark.django_db(transaction=True)
def test_half_way_it_stops_and_the_next_process_says_so(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    scheme = made.scheme()
    run = asked(made.worker("Eva Lindgren", "evaluator", scheme), scheme)
    tasks.make_report.enqueue(run.pk)

    killed = work(settings.DATA, "killed")

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert Run.objects.get().state == Run.State.WORKING
    assert [path.name for path in place.work_of(run.pk).iterdir()] == ["extract"]
    assert Extract.objects.count() == 1  # that it was made stands in the register

    goes_on = work(settings.DATA)

    assert goes_on.returncode == 0, goes_on.stderr
    run = Run.objects.get()
    assert (run.state, run.why_failed) == (Run.State.FAILED, tasks.STOPPED)
    assert not list(place.place().iterdir())
