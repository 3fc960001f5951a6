"""A report as it really is made, once: every file, both versions, and a page that needs no more."""

from __future__ import annotations

import re
from datetime import date

from alongside.casework.measures.models import Measure
from alongside.casework.reports import actions, place
from alongside.casework.reports.views.reading import STYLE, policy_for
from tests.casework import made

from .conftest import TODAY, ready

PEOPLE = 24


def supported(scheme, ruth):
    """Two dozen people with a score at the start and at the end; a third were less lonely."""
    for n in range(PEOPLE):
        days = {"allocated_on": date(2026, 7, 6), "started_on": date(2026, 7, 6)}
        ended = {"ended_on": date(2026, 9, 28), "end_reason": "completed"}
        episode = made.episode(made.person(scheme, f"Person {n}"), ruth, **days, **ended)
        for stage, on, first in (
            ("start", date(2026, 7, 6), 3),
            ("end", date(2026, 9, 28), 3 if n % 3 else 1),
        ):
            Measure.objects.create(
                episode=episode,
                instrument="ucla3",
                stage=stage,
                completed_on=on,
                answers=[first, 2, 2],
                mode="read_out",
                recorded_by=ruth,
            )


def test_a_report_is_made_published_and_stands_alone(
    aldermouth, ruth, eva, django_capture_on_commit_callbacks
):
    supported(aldermouth, ruth)
    run = ready(eva, aldermouth)

    assert run.state == "ready", run.why_failed
    assert run.counts["loneliness.pairs"] == PEOPLE
    assert run.said["full"]["items"][0]["big"] == "33%"
    for what in place.FILES:
        assert place.file_of(run, what), what
    assert "Not for publication" in place.file_of(run, "report").read_text()

    with django_capture_on_commit_callbacks(execute=True):
        run = actions.publish(run=run, today=TODAY, by=eva)
    page = place.file_of(run, "report").read_text()
    assert "Not for publication" not in page
    assert not [path for path in place.place().rglob("*") if path.suffix == ".parquet"]

    # Its own style sheet is all that it needs: no style in an element, no script, nothing fetched.
    assert len(STYLE.findall(page)) == 1
    assert policy_for(page).count("sha256-") == 1
    assert not re.search(r"<[^>]*\sstyle\s*=", page)
    assert "<script" not in page
    assert not re.search(r"""(src|href)\s*=\s*["'](?!#|data:|tables\.xlsx|https?://)""", page)
