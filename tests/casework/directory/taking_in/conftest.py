"""Other directories, with every fault that real ones have."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alongside.casework.directory.models import Source, SourceRun
from alongside.casework.directory.reading import Report, mapping_of
from alongside.casework.directory.taking_in import running
from alongside.casework.directory.taking_in.taking import Counts
from alongside.casework.schemes.models import Worker

FEEDS = Path(__file__).parents[1] / "feeds"
Take = Callable[..., tuple[Counts, Report]]


@pytest.fixture
def take(dilys: Worker) -> Take:
    """Bring services, or a file of `feeds`, in."""

    def taking(
        what: Any, name: str = "Council", mapping: str = "", **more: Any
    ) -> tuple[Counts, Report]:
        content = (
            (FEEDS / what).read_bytes() if isinstance(what, str) else json.dumps(what).encode()
        )
        names = mapping_of((FEEDS / mapping).read_text()) if mapping else None
        spool = running.read_file(io.BytesIO(content), names)
        source, _ = Source.objects.get_or_create(name=name, defaults={"shape": spool.shape})
        run = SourceRun.objects.create(source=source, by=dilys)
        report = Report()
        return running.bring_in(run=run, spool=spool, report=report, by=dilys, **more), report

    return taking


def service(number: int, name: str, **more: Any) -> dict[str, Any]:
    """A small service."""
    return {
        "id": f"0b1f0f0e-53a1-5d26-9d7e-{number:012}",
        "name": name,
        "status": "active",
        "organization": {"id": "0b1f0f0e-53a1-5d26-9d7e-9a2b3c4d5e71", "name": "Harbour Arts"},
    } | more
