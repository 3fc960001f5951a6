"""Findings of one small programme with everything in it, and the report of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from alongside.evaluation import Findings, Options, evaluate, findings_of
from alongside.evaluation.disclosure import controlled
from alongside.evaluation.report.compose import compose
from alongside.evaluation.report.document import Document
from alongside.evaluation.report.run import Run

from . import programme


def run_of(**fields) -> Run:
    usual = {"version": "0.1.0", "contract": "1.0", "options": {}, "seed": 7, "inputs": ()}
    return Run(**usual | {"made_on": date(2026, 11, 24)} | fields)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What was found with a comparison, values and a population beside the extract."""
    folder: Path = tmp_path_factory.mktemp("programme")
    extract, beside = programme.write(folder)
    return findings_of(evaluate(extract, Options(**beside)))


@pytest.fixture(scope="session")
def inside(whole: Findings) -> Document:
    return compose(whole, run_of(made_up=True))


@pytest.fixture(scope="session")
def outside(whole: Findings) -> Document:
    """The same, to be published."""
    return compose(controlled(whole), run_of(publish=True))
