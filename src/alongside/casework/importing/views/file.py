"""One file on its way in: what was found, and bringing it in."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from .. import actions, on_its_way, queries, tasks
from ..kinds import KINDS
from ..models import State, Upload

LONG = timedelta(minutes=15)  # the largest file takes a few
PAGES = {
    State.CHECKING: "importing/waiting.html",
    State.WRITING: "importing/waiting.html",
    State.CHECKED: "importing/found.html",
    State.DONE: "importing/done.html",
    State.FAILED: "importing/failed.html",
}


@login_required
@require_http_methods(["GET", "POST"])
@once
def file(request: WorkerRequest, upload_id: int) -> HttpResponse:
    """How far the file has come; bring it in, or take it back."""
    upload = the_upload(request, upload_id)
    if request.method == "POST":
        return _do(request, upload)
    stage, done, total = on_its_way.progress_of(upload)
    said = {
        "upload": upload,
        "kind": KINDS[upload.kind],
        "scheme": upload.scheme,
        "found": upload.found,
        "done": upload.done,
        "stage": stage,
        "rows": (done, total),
        "long": timezone.now() - upload.at > LONG,
    }
    return render(request, PAGES[State(upload.state)], said)


def _do(request: WorkerRequest, upload: Upload) -> HttpResponse:
    doing = request.POST.get("do", "")
    if doing == "drop":
        scheme = upload.scheme_id
        actions.drop_upload(upload=upload, by=request.user)
        return redirect("importing:scheme", scheme)
    if doing == "again" and upload.state == State.FAILED:
        Upload.objects.filter(pk=upload.pk).update(state=State.CHECKING)
        tasks.enqueue_afterwards(tasks.check_upload, upload.pk)
    if doing in ("bring_in", "skip_bad") and may_come_in(upload, skip_bad=doing == "skip_bad"):
        _bring_in(upload, skip_bad=doing == "skip_bad")
    return redirect("importing:file", upload.pk)


def may_come_in(upload: Upload, *, skip_bad: bool) -> bool:
    """Whether it was checked, and is good; or its bad rows are to be left out."""
    found = upload.found
    if upload.state != State.CHECKED or found.get("all_wrong"):
        return False
    return skip_bad or not found.get("bad_rows")


def _bring_in(upload: Upload, *, skip_bad: bool) -> None:
    upload.state = State.WRITING
    upload.save(update_fields=["state"])
    if upload.size <= on_its_way.AT_ONCE:
        on_its_way.bring_in_file(upload, skip_bad=skip_bad)
    else:
        tasks.enqueue_afterwards(tasks.bring_in_upload, upload.pk, skip_bad)


@login_required
@require_GET
def bad_rows(request: WorkerRequest, upload_id: int) -> HttpResponse:
    """The rows that cannot come in, to correct and send again."""
    upload = the_upload(request, upload_id)
    if not upload.bad_rows:
        raise Http404
    answer = HttpResponse(upload.bad_rows, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{upload.kind}-to-correct.csv"'
    return answer


def the_upload(request: WorkerRequest, number: int) -> Upload:
    """The file, for who sent it alone."""
    found = queries.upload_of(request.user, number)
    if found is None:
        raise Http404
    return found
