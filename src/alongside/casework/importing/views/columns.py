"""How a file is read: which columns and words are which, kept for the next time."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from .. import actions, queries
from ..forms import HowItIsRead
from ..kinds import KINDS
from ..mapping import from_data, to_toml
from ..models import State
from .file import the_upload
from .start import have_checked


@login_required
@require_http_methods(["GET", "POST"])
@once
def columns(request: WorkerRequest, upload_id: int) -> HttpResponse:
    """Say which of their columns and words are which of ours."""
    upload = the_upload(request, upload_id)
    if upload.state != State.CHECKED:
        return redirect("importing:file", upload.pk)
    kind, names = KINDS[upload.kind], from_data(upload.names)
    form = HowItIsRead(
        request.POST if request.method == "POST" else None,
        kind=kind,
        found=upload.found,
        names=names,
        workers=queries.workers_of(upload.scheme),
    )
    if form.is_valid():
        said = form.as_names()
        actions.save_mapping(scheme=upload.scheme, kind=kind, names=said, by=request.user)
        upload.names, upload.state = said.as_data(), State.CHECKING
        upload.save(update_fields=["names", "state"])
        have_checked(upload)
        return redirect("importing:file", upload.pk)
    said_of = {"form": form, "upload": upload, "kind": kind, "scheme": upload.scheme}
    return render(request, "importing/columns.html", said_of)


@login_required
@require_GET
def mapping(request: WorkerRequest, upload_id: int) -> HttpResponse:
    """The mapping as a file, for the command or for another scheme."""
    upload = the_upload(request, upload_id)
    text = to_toml(from_data(upload.names), KINDS[upload.kind])
    answer = HttpResponse(text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{upload.kind}.toml"'
    return answer
