"""Finding something to do, and searches that are kept."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from ..actions import searches
from ..models import SavedSearch
from ..queries import searches as queries
from ..roles import keeps
from ..search.listing import Looked, look


@login_required
@require_http_methods(["GET"])
def find(request: WorkerRequest) -> HttpResponse:
    """Whoever is signed in may look; what a scheme keeps to itself is shown to its workers."""
    looked = look(request.GET, request.user, timezone.localdate())
    context = {
        "look": looked,
        "keeps": keeps(request.user),
        "saved": queries.saved_by(request.user),
        "gap_address": _gap_address(looked, request) if keeps(request.user) else "",
    }
    return render(request, "directory/find.html", context)


def _gap_address(looked: Looked, request: WorkerRequest) -> str:
    """Where it is written down that nothing suits, with what was looked for."""
    if not looked.asked:
        return ""
    said = {name: request.GET.get(name, "") for name in ("words", "near")}
    try:
        return f"{reverse('community:gap_new')}?{urlencode(said)}"
    except NoReverseMatch:  # a floor above, which the tests of this one may leave out
        return ""


@login_required
@require_POST
@once
def save_search(request: WorkerRequest) -> HttpResponse:
    """Keep a search, to hear of what is new."""
    try:
        saved = searches.save(asked=request.POST.get("asked", ""), by=request.user)
    except searches.CannotSave as reason:
        messages.error(request, str(reason))
        return redirect("directory:find")
    messages.success(request, f"Kept: {saved.name}. Today tells you when something new fits.")
    return redirect(f"{reverse('directory:find')}?{saved.asked}")


@login_required
@require_POST
@once
def saved_search(request: WorkerRequest, search_id: int) -> HttpResponse:
    """Look at it: what is new is new no more."""
    saved = get_object_or_404(SavedSearch, worker=request.user, pk=search_id)
    searches.seen(search=saved, by=request.user)
    return redirect(f"{reverse('directory:find')}?{saved.asked}#found")


@login_required
@require_POST
@once
def drop_search(request: WorkerRequest, search_id: int) -> HttpResponse:
    """Hear of it no more."""
    saved = get_object_or_404(SavedSearch, worker=request.user, pk=search_id)
    searches.drop(search=saved, by=request.user)
    messages.success(request, "That search is gone.")
    return redirect("directory:find")
