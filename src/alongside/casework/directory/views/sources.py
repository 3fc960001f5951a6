"""Other directories: brought in with a look at what would change first."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.schemes.requests import WorkerRequest, number_in
from alongside.casework.schemes.sent import once

from .. import tasks
from ..actions import sources as actions
from ..forms_sources import SendSource
from ..models import RunState, Source, SourceRun
from ..reading.gathering import gathered
from ..reading.saying import as_csv, sentences
from ..roles import brings_in
from ..taking_in import on_its_way
from .common import ways

LONG = timedelta(minutes=15)
SHOWN = 50  # kinds of lines of a report on a page; all lines are in the file
RUNS = 20
PAGES = {
    RunState.READING: "directory/source_waiting.html",
    RunState.WRITING: "directory/source_waiting.html",
    RunState.READ: "directory/source_found.html",
    RunState.DONE: "directory/source_done.html",
    RunState.REFUSED: "directory/source_refused.html",
    RunState.FAILED: "directory/source_refused.html",
}


@login_required
@require_http_methods(["GET", "POST"])
@once
def sources(request: WorkerRequest) -> HttpResponse:
    """Where entries come from, and bringing another directory in."""
    _brings_in(request)
    if request.method == "POST":
        form = SendSource(request.POST, request.FILES)
    else:
        form = SendSource(initial=_again(request))
    if form.is_valid():
        run = actions.send(**form.as_source(), by=request.user)
        tasks.enqueue_afterwards(tasks.read_source, run.pk)
        return redirect("directory:source_run", run.pk)
    light = SourceRun.objects.select_related("source", "by").defer("content", "lines")
    said = {
        "form": form,
        "ways": ways(request.user, "sources"),
        "sources": Source.objects.exclude(last_on=None),
        "runs": light[:RUNS],
    }
    return render(request, "directory/sources.html", said)


def _again(request: WorkerRequest) -> dict[str, str]:
    """What is asked of a source that came in before is filled in."""
    known = Source.objects.filter(pk=number_in(request.GET.get("again")) or 0).first()
    return {"name": known.name, "address": known.address} if known else {}


@login_required
@require_http_methods(["GET", "POST"])
@once
def run(request: WorkerRequest, coming_id: int) -> HttpResponse:
    """How far it has come; bring it in, or take it back."""
    one = _run(request, coming_id)
    if request.method == "POST":
        return _do(request, one)
    stage, done, total = on_its_way.progress_of(one)
    said = {
        "run": one,
        "sentences": sentences(one.counts),
        "alike": gathered(one.lines)[:SHOWN],
        "stage": stage,
        "rows": (done, total),
        "long": timezone.now() - one.at > LONG,
    }
    return render(request, PAGES[RunState(one.state)], said)


def _do(request: WorkerRequest, one: SourceRun) -> HttpResponse:
    doing = request.POST.get("do", "")
    if doing == "drop":
        actions.drop(run=one, by=request.user)
        return redirect("directory:sources")
    if doing == "bring_in" and actions.confirm(run=one, by=request.user):
        tasks.enqueue_afterwards(tasks.bring_source_in, one.pk)
    return redirect("directory:source_run", one.pk)


@login_required
@require_GET
def report(request: WorkerRequest, coming_id: int) -> HttpResponse:
    """All lines of the report, as a table that no spreadsheet program runs."""
    one = _run(request, coming_id)
    answer = HttpResponse(as_csv(one.lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="directory-report-{one.pk}.csv"'
    return answer


def _run(request: WorkerRequest, number: int) -> SourceRun:
    _brings_in(request)
    found = SourceRun.objects.select_related("source", "by").defer("content")
    return get_object_or_404(found, pk=number)


def _brings_in(request: WorkerRequest) -> None:
    """Coordinators and administrators alone: thousands of entries change at once."""
    if not brings_in(request.user):
        raise Http404
