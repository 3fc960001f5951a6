"""Where moving in begins: the files in their order, and sending one."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from .. import actions, blank, on_its_way, queries, tasks
from ..forms import Send
from ..kinds import KINDS, Kind
from ..models import ExternalReference, Upload

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_GET
def schemes(request: HttpRequest) -> HttpResponse:
    """The schemes into which this worker may bring files; with one alone, that one."""
    found = list(queries.schemes_for(cast(Worker, request.user)))
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("importing:scheme", found[0].pk)
    return render(request, "importing/schemes.html", {"schemes": found})


@login_required
@require_GET
def scheme(request: WorkerRequest, scheme_id: int) -> HttpResponse:
    """The files in their order, what is here of each, and those that wait."""
    found = get_object_or_404(queries.schemes_for(request.user), pk=scheme_id)
    here = ExternalReference.objects.filter(scheme=found).values("kind").annotate(n=Count("pk"))
    waiting = Upload.objects.of(request.user).filter(scheme=found).defer("content", "bad_rows")
    return render(
        request,
        "importing/scheme.html",
        {
            "scheme": found,
            "kinds": queries.kinds_for(request.user, found),
            "here": {each["kind"]: each["n"] for each in here},
            "waiting": [(one, KINDS[one.kind]) for one in waiting if one.kind in KINDS],
            "several": queries.schemes_for(request.user).count() > 1,
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
@once
def send(request: WorkerRequest, scheme_id: int, what: str) -> HttpResponse:
    """What goes in the file, and the file itself."""
    kind = _kind(what)
    found = get_object_or_404(queries.schemes_for(request.user, kind), pk=scheme_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = Send(*sent)
    if form.is_valid():
        upload = take(form.cleaned_data["file"], found, kind, request.user)
        return redirect("importing:file", upload.pk)
    said = {"form": form, "scheme": found, "kind": kind}
    return render(request, "importing/send.html", said)


def take(file: UploadedFile, scheme: Scheme, kind: Kind, by: Worker) -> Upload:
    """Keep the file, and have it checked: a small one at once."""
    content = file.read()
    upload = actions.take_upload(
        scheme=scheme,
        kind=kind,
        content=on_its_way.packed(content),
        size=len(content),
        names=queries.saved_names(scheme, kind),
        by=by,
    )
    tasks.forget_when_its_day_is_over(upload)
    have_checked(upload)
    return upload


def have_checked(upload: Upload) -> None:
    """Now, where it is small; else by the process beside the server."""
    if upload.size <= on_its_way.AT_ONCE:
        on_its_way.check_file(upload)
    else:
        tasks.enqueue_afterwards(tasks.check_upload, upload.pk)


@login_required
@require_GET
def template_csv(request: WorkerRequest, what: str) -> HttpResponse:
    """An empty file with the headings, as CSV."""
    kind = _kind_for(request.user, what)
    return _file(blank.as_csv(kind), f"{kind.name}.csv", "text/csv; charset=utf-8")


@login_required
@require_GET
def template_xlsx(request: WorkerRequest, what: str) -> HttpResponse:
    """An empty workbook with the headings, and a sheet that explains them."""
    kind = _kind_for(request.user, what)
    return _file(blank.as_workbook(kind), f"{kind.name}.xlsx", XLSX)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _kind(what: str) -> Kind:
    if what not in KINDS:
        raise Http404
    return KINDS[what]


def _kind_for(worker: Worker, what: str) -> Kind:
    """The kind, for whoever may bring it into some scheme."""
    kind = _kind(what)
    if not worker.has_role(*kind.roles):
        raise Http404
    return kind
