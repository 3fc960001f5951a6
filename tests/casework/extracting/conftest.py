"""A small service whose every kind of record is in an extract, or has a reason not to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine

from alongside import extract
from alongside.casework.extracting import making
from alongside.casework.extracting.choice import Choice
from alongside.casework.schemes.models import Scheme, Worker
from tests.casework import made

NOW = "2026-11-19T10:00:00+00:00"
Rows = dict[str, list[dict[str, str]]]


@pytest.fixture(autouse=True)
def it_is_november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def eva(aldermouth: Scheme) -> Worker:
    """An evaluator of Aldermouth."""
    return made.worker("Eva Lindgren", "evaluator", aldermouth)


@pytest.fixture
def amina(aldermouth: Scheme) -> Worker:
    """The administrator of Aldermouth."""
    return made.worker("Amina Yusuf", "administrator", aldermouth)


@pytest.fixture
def taken(tmp_path: Path) -> Callable[..., Rows]:
    """Make an extract of these schemes, and give the rows of its tables as texts."""

    def take(*schemes: Scheme, since: date | None = None, until: date | None = None) -> Rows:
        folder = tmp_path / "extract"
        write(folder, *schemes, since=since, until=until)
        package = extract.read(folder)
        return {name: list(package.rows(name)) for name in package.files}

    return take


def write(folder: Path, *schemes: Scheme, **more: Any) -> Any:
    """Make an extract as `alongside extract --replace` does."""
    choice = Choice(tuple(schemes), more.pop("since", None), more.pop("until", None))
    told = {"kind": extract.Format.CSV, "replace": True, "for_whom": "Hill University", "by": None}
    return making.make_folder(choice, folder, **told | more)
