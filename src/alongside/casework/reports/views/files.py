"""The files that reports are made with: surveys, values, populations."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.schemes.models import Role
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from .. import actions, forms, queries


@login_required
@require_http_methods(["GET", "POST"])
@once
def files(request: WorkerRequest) -> HttpResponse:
    """The files that are there, and adding one."""
    if not request.user.has_role(Role.EVALUATOR):
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.AddFile(*sent, worker=request.user)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_file(
                programme=said["programme"],
                kind=said["kind"],
                name=said["file"].name,
                content=said["content"],
                by=request.user,
            )
        except actions.CannotAddFile as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Added. It can be chosen for reports of its programme.")
            return redirect("reports:files")
    there = list(queries.files_for(request.user))
    return render(request, "reports/files.html", {"form": form, "files": there})


@login_required
@require_POST
def remove(request: WorkerRequest, file_id: int) -> HttpResponse:
    """Take a file away. Reports that were made with it stay as they are."""
    found = get_object_or_404(queries.files_for(request.user), pk=file_id)
    actions.remove_file(file=found, by=request.user)
    messages.success(request, "Removed. Reports that were made with it stay as they are.")
    return redirect("reports:files")
