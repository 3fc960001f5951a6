"""The demonstration's report: asked for once, made beside the server, and published."""

from __future__ import annotations

import pytest
from django.test import TestCase

from alongside.casework.reports.models import ReportFile, Run
from alongside.casework.schemes.models import Programme, Scheme, Worker
from alongside.demo.published import report
from alongside.demo.published.writing import PROGRAMME
from tests.casework import made

from .conftest import ready


@pytest.fixture
def harbour(db):
    """One scheme of the published years, with their evaluator."""
    programme = Programme.objects.create(name=PROGRAMME, made_up=True)
    scheme = Scheme.objects.create(programme=programme, name="Harbour", nation="wales")
    made.worker("Petra Vance", "evaluator", scheme, email=report.EVALUATOR)
    return scheme


def test_it_is_asked_for_once_and_published_and_the_exact_one_is_not(harbour, quick):
    with TestCase.captureOnCommitCallbacks(execute=True):
        report.ask_once()
    report.ask_once()

    run, exact = Run.objects.order_by("pk")
    assert run.stands
    assert (run.from_on, run.to_on) == (report.FIRST, report.LAST)
    assert run.asked_by == run.published_by
    assert (exact.state, exact.published_at, exact.comparison) == ("ready", None, run.comparison)
    assert {file.name for file in ReportFile.objects.all()} == {
        "survey.csv",
        "values.toml",
        "population.csv",
    }


def test_begun_again_it_changes_nothing(harbour, quick):
    with TestCase.captureOnCommitCallbacks(execute=True):
        report.ask_once()
    before = Run.objects.stands().get()

    report.make_and_publish.func(before.pk)

    assert Run.objects.stands().get().published_at == before.published_at


def test_what_did_not_work_is_not_published(harbour, quick):
    run = ready(Worker.objects.get(), harbour)
    Run.objects.filter(pk=run.pk).update(state="failed", made_at=None)

    report.make_and_publish.func(run.pk)

    assert Run.objects.get().published_at is None


def test_where_its_evaluator_is_gone_nobody_asks(harbour, quick):
    Worker.objects.get().memberships.all().delete()

    report.ask_once()

    assert not Run.objects.exists()


def test_what_was_stopped_half_way_is_asked_for_again_with_the_same_files(harbour, quick):
    report.ask_once()
    Run.objects.filter(from_on=report.FIRST).update(state="failed")

    report.ask_once()

    assert sorted(Run.objects.values_list("state", flat=True)) == ["asked", "asked", "failed"]
    assert ReportFile.objects.count() == 3
