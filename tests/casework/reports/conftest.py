"""A report that is made in a moment: a real extract, and files of a few words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alongside.casework.reports import actions, making, place, tasks
from alongside.casework.reports.models import Run
from alongside.casework.schemes.models import Scheme, Worker
from alongside.evaluation import Evaluation, Options, evaluate, findings_of
from tests.casework import made
from tests.evaluation import made as small

NOW = "2026-11-19T10:00:00+00:00"
TODAY = date(2026, 11, 19)
SUMMER = {"from_on": date(2026, 7, 1), "to_on": date(2026, 9, 30)}
PAGE = (
    "<html><head><style>p{color:#000}</style></head>"
    '<body><main><p>{words}</p><a href="tables.xlsx">Tables</a></main></body></html>'
)
SAID = {"big": "69%", "unit": "of 820 people", "head": "Less lonely", "sentence": "", "few": True}


@pytest.fixture(autouse=True)
def it_is_november(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture(autouse=True)
def its_own_place(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "data"


@pytest.fixture
def eva(aldermouth: Scheme) -> Worker:
    """An evaluator of Aldermouth."""
    return made.worker("Eva Lindgren", "evaluator", aldermouth)


@pytest.fixture
def colm(aldermouth: Scheme) -> Worker:
    """A commissioner of Aldermouth."""
    return made.worker("Colm Brody", "commissioner", aldermouth)


@pytest.fixture(scope="session")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """Of three people, once for all tests that do not look at it."""
    folder = tmp_path_factory.mktemp("extract")
    return evaluate(small.write(folder, **small.pairs((6, 4), (7, 7), (9, 5))), Options(quick=True))


@pytest.fixture
def quick(quick_files: None, evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, with somebody else's evaluation."""
    monkeypatch.setattr(making, "_evaluate", lambda extract, options: evaluation)


@pytest.fixture
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts and a PDF take seconds; what they say is tested where they are drawn."""

    def write(folder: Path, evaluation: Evaluation, made_with: Any, beside: Any) -> Any:
        words = "As published" if made_with.publish else "Every number"
        folder.mkdir(parents=True)
        for name in ("report.pdf", "tables.xlsx", "figures.json"):
            (folder / name).write_text(words)
        (folder / "report.html").write_text(PAGE.replace("{words}", words))
        place.pack(folder)
        return findings_of(evaluation)

    monkeypatch.setattr(making, "_write", write)
    monkeypatch.setattr(making, "said_of", lambda findings: {"title": "Many were", "items": [SAID]})


def asked(by: Worker, *schemes: Scheme, **more: Any) -> Run:
    """A run that somebody asked for."""
    return actions.ask(**{"schemes": schemes, "today": TODAY, "by": by} | SUMMER | more)


def ready(by: Worker, *schemes: Scheme, **more: Any) -> Run:
    """A run that was made, as the process beside the server makes it."""
    run = asked(by, *schemes, **more)
    tasks.make_report.func(run.pk)
    return Run.objects.get(pk=run.pk)


def published(by: Worker, *schemes: Scheme, **more: Any) -> Run:
    """A run that was published."""
    return actions.publish(run=ready(by, *schemes, **more), today=TODAY, by=by)
