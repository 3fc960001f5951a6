"""The list of reports, one of them, the whole of it, and its files."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.casework.schemes.models import Role
from alongside.casework.schemes.requests import WorkerRequest

from .. import actions, making, place, queries
from ..models import INSIDE, READERS, Run

A_PAGE = 20
LONG = timedelta(minutes=15)
SHOWN = {
    Run.State.ASKED: "reports/waiting.html",
    Run.State.WORKING: "reports/waiting.html",
    Run.State.FAILED: "reports/failed.html",
    Run.State.READY: "reports/run.html",
}


@login_required
@require_GET
def reports(request: WorkerRequest) -> HttpResponse:
    """Every report that this worker may know of, newest first."""
    if not request.user.has_role(*READERS):
        raise Http404
    pages = Paginator(queries.listed_for(request.user), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    said = {
        "page": page,
        "lines": queries.lines(page),
        "inside": request.user.has_role(*INSIDE),
        "evaluates": request.user.has_role(Role.EVALUATOR),
    }
    return render(request, "reports/list.html", said)


@login_required
@require_GET
def run(request: WorkerRequest, run_id: int) -> HttpResponse:
    """One report: how far it is, why it did not work, or what was found."""
    found = the_run(request, run_id)
    may = queries.may(found, request.user, timezone.localdate())
    said = {
        "run": found,
        "may": may,
        "period": queries.period(found),
        "schemes": queries.schemes(found),
        "names": [scheme.name for scheme in found.schemes.all()],
        "state_tag": queries.tag(found),
        "made_with": queries.made_with(found),
        "stage": making.stage_of(found),
        "stages": making.STAGES,
        "long": timezone.now() - found.asked_at > LONG,
        "said": queries.said(found),
        "downloads": queries.downloads(found) if may.open else (),
    }
    return render(request, SHOWN[Run.State(found.state)], said)


@login_required
@require_GET
def page(request: WorkerRequest, run_id: int) -> HttpResponse:
    """The whole report as a page of its own, as in the file: its own styles, and no script."""
    found = the_run(request, run_id, to_open=True)
    path = place.file_of(found, "report")
    if path is None:
        raise Http404
    actions.fetched(run=found, what="page", by=request.user)
    text = path.read_text(encoding="utf-8")
    answer = HttpResponse(_in_the_application(found, text))
    answer["Content-Security-Policy"] = policy_for(text)
    return answer


@login_required
@require_GET
def file(request: WorkerRequest, run_id: int, what: str) -> HttpResponseBase:
    """One of its files."""
    found = the_run(request, run_id, to_open=True)
    path = place.file_of(found, what)
    if path is None:
        raise Http404
    actions.fetched(run=found, what=what, by=request.user)
    return FileResponse(path.open("rb"), as_attachment=True, filename=_name(found, path.name))


def the_run(request: WorkerRequest, number: int, *, to_open: bool = False) -> Run:
    """The run, for whoever may know of it; or may read what it found."""
    runs = Run.objects.opened_by(request.user) if to_open else Run.objects.seen_by(request.user)
    runs = runs.select_related(
        "asked_by", "programme", "comparison", "values", "population", "published_by"
    ).prefetch_related("schemes")
    return get_object_or_404(
        runs.defer("comparison__content", "values__content", "population__content"), pk=number
    )


def _name(run: Run, file: str) -> str:
    """What a file is called where it is saved: *report-7-not-for-publication.pdf*."""
    stem, _, kind = file.rpartition(".")
    stem = "report" if stem == "all" else stem
    began = f"{stem}-{run.pk}" if stem == "report" else f"report-{run.pk}-{stem}"
    return f"{began}{'' if run.published_at else '-not-for-publication'}.{kind}"


NOTHING = "'none'"
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.S)


def policy_for(text: str) -> str:
    """What the browser may do with this page: its own style sheets, known by their hashes."""
    sheets = [
        f"'sha256-{base64.b64encode(hashlib.sha256(found.encode()).digest()).decode()}'"
        for found in dict.fromkeys(STYLE.findall(text))
    ]
    return "; ".join(
        [
            f"default-src {NOTHING}",
            f"style-src {' '.join(sheets) or NOTHING}",
            "img-src data:",
            "font-src data:",
            f"base-uri {NOTHING}",
            f"form-action {NOTHING}",
            f"frame-ancestors {NOTHING}",
        ]
    )


def _in_the_application(found: Run, text: str) -> str:
    """The same page with a way back, and with links to the files that lie beside it as files."""
    back = reverse("reports:run", args=[found.pk])
    link = f'<div class="inner"><p><a href="{back}">Back to this report in Alongside</a></p></div>'
    for what, name in place.FILES.items():
        address = reverse("reports:file", args=[found.pk, what])
        text = text.replace(f'href="{name}"', f'href="{address}"')
    return re.sub(r"(<main[^>]*>)", lambda main: main[1] + link, text, count=1)
