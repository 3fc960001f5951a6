"""The report of 2017 to 2018: asked for by its evaluator, made beside the server, and published.

Beside it stands the same with every number, which is not for publication: the printed figures as
they are, of which disclosure control rounds some and hides others.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils import timezone

from alongside.background import enqueue_afterwards, in_background
from alongside.casework.reports import actions, tasks
from alongside.casework.reports.models import FileKind, ReportFile, Run
from alongside.casework.schemes.models import Programme, Role, Worker

from . import beside
from .writing import PROGRAMME

EVALUATOR = "petra@example.org"
FIRST, LAST = date(2017, 1, 1), date(2018, 12, 31)


@transaction.atomic
def ask_once() -> None:
    """Ask for both, with the files that go with them, where they are not there.

    One that did not work, because somebody stopped the server meanwhile, is asked for again.
    """
    programme = Programme.objects.get(name=PROGRAMME)
    petra = Worker.objects.filter(email=EVALUATOR).first()
    if petra is None or not petra.has_role(Role.EVALUATOR):  # whoever tries things out
        return
    there = Run.objects.filter(programme=programme).exclude(state=Run.State.FAILED)
    for days, work in (((FIRST, LAST), make_and_publish), ((None, None), tasks.make_report)):
        if there.filter(from_on=days[0], to_on=days[1]).exists():
            continue
        survey, values, population = _files(programme, petra)
        run = actions.ask(
            schemes=programme.schemes.all(),
            from_on=days[0],
            to_on=days[1],
            comparison=survey,
            values=values,
            population=population,
            today=timezone.localdate(),
            by=petra,
        )
        enqueue_afterwards(work, run.pk)


def _files(programme: Programme, by: Worker) -> list[ReportFile]:
    """The survey, the values and the population: those that are there, or new ones."""
    found = []
    with TemporaryDirectory(prefix="alongside-") as folder:
        written = beside.write_beside(Path(folder))
        kinds = (FileKind.COMPARISON, FileKind.VALUES, FileKind.POPULATION)
        for kind, path in zip(kinds, written, strict=True):
            there = ReportFile.objects.filter(programme=programme, kind=kind, removed_at=None)
            found.append(
                there.first()
                or actions.add_file(
                    programme=programme, kind=kind, name=path.name, content=path.read_bytes(), by=by
                )
            )
    return found


@in_background
def make_and_publish(number: int) -> None:
    """Make it, and publish it as its evaluator would."""
    tasks.make_report.func(number)
    run = Run.objects.get(pk=number)
    if run.state == Run.State.READY and run.published_at is None:
        actions.publish(run=run, today=timezone.localdate(), by=run.asked_by)
