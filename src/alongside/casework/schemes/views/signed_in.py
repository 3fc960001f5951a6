"""Where somebody is signed in, and how to end it."""

from __future__ import annotations

from typing import cast

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from .. import actions, sessions
from ..models import Scheme, Worker


@login_required
@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has none
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where I am signed in, and a way to end it everywhere but here."""
    if request.method == "POST":
        return _end_elsewhere(request)
    worker = cast(Worker, request.user)
    said = {
        "found": sessions.live(worker),
        "here": request.session.session_key,
        "idle_minutes": settings.SESSION_COOKIE_AGE // 60,
    }
    return render(request, "schemes/signed_in.html", said)


def _end_elsewhere(request: HttpRequest) -> HttpResponse:
    worker = cast(Worker, request.user)
    here = str(request.session.session_key)
    ended = actions.sign_out_elsewhere(worker=worker, but=here, by=worker)
    messages.success(request, _said(ended))
    return redirect("schemes:signed_in")


def _said(ended: int) -> str:
    if ended:
        return f"You are signed out in {ended} other {_browsers(ended)}."
    return "You were signed in nowhere else."


def _browsers(number: int) -> str:
    return "browser" if number == 1 else "browsers"


@login_required
@require_POST
def worker_sign_out(request: HttpRequest, scheme_id: int, worker_id: int) -> HttpResponse:
    """An administrator ends every session of a worker: their phone is lost, or they have left."""
    me = cast(Worker, request.user)
    scheme = get_object_or_404(Scheme.objects.run_by(me), pk=scheme_id)
    ever = Worker.objects.filter(memberships__scheme=scheme).distinct()
    worker = get_object_or_404(ever, pk=worker_id)
    ended = actions.sign_out_everywhere(worker=worker, by=me)
    messages.success(request, f"{worker.called} is signed out in {ended} {_browsers(ended)}.")
    return redirect("schemes:worker", scheme.pk, worker.pk)
