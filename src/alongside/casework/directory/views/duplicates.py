"""Entries that look alike: they become one, or are told apart; and what was merged, to undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from ..actions import merging as actions
from ..models import Activity, Merge, Organisation
from ..queries import duplicates as queries
from ..queries import showing
from .common import keeps_it, ways

SHOWN, RECENT = 25, 10
ACTIVITY, ORGANISATION = "activities", "organisations"


@login_required
@require_http_methods(["GET"])
def duplicates(request: WorkerRequest) -> HttpResponse:
    """The pairs, those for which most speaks first; and what became one lately."""
    keeps_it(request.user)
    what = ORGANISATION if request.GET.get("what") == ORGANISATION else ACTIVITY
    pairs = (
        queries.of_organisations(request.user)
        if what == ORGANISATION
        else queries.of_activities(request.user)
    )
    page = Paginator(pairs, SHOWN).get_page(request.GET.get("page"))
    numbers = {number for pair in page for number in (pair.first, pair.second)}
    said = {
        "ways": ways(request.user, "duplicates"),
        "what": what,
        "whats": [
            ("Activities", None, "?", what == ACTIVITY),
            ("Organisations", None, "?what=organisations", what == ORGANISATION),
        ],
        "page": page,
        "entries": _entries(request.user, what, numbers),
        "merges": _merges(request.user),
    }
    return render(request, "directory/duplicates.html", said)


def _entries(worker: Worker, what: str, numbers: set[int]) -> dict[int, Any]:
    if what == ORGANISATION:
        return dict(queries.organisations(worker).in_bulk(numbers))
    seen = Activity.objects.seen_by(worker).select_related("organisation")
    return dict(seen.prefetch_related("at__place").in_bulk(numbers))


def _merges(worker: Worker) -> list[dict[str, Any]]:
    """What became one lately, with the names of both."""
    done = [
        one
        for one in Merge.objects.select_related("by", "undone_by")[:RECENT]
        if one.what == Merge.What.ACTIVITY or queries.merged_organisations(one, worker)
    ]
    seen = Activity.objects.seen_by(worker).in_bulk(
        [one.kept_number for one in done if one.what == Merge.What.ACTIVITY]
    )
    gone = Activity.objects.not_kept_from(worker).in_bulk([one.gone_number for one in done])
    offices = Organisation.objects.in_bulk(
        [number for one in done for number in (one.kept_number, one.gone_number)]
    )
    rows = []
    for one in done:
        kept, away = (
            (seen.get(one.kept_number), gone.get(one.gone_number))
            if one.what == Merge.What.ACTIVITY
            else (offices.get(one.kept_number), offices.get(one.gone_number))
        )
        if kept is not None and away is not None:
            rows.append({"merge": one, "kept": kept, "away": away})
    return rows


@login_required
@require_http_methods(["GET", "POST"])
@once
def pair(request: WorkerRequest, what: str, one_id: int, other_id: int) -> HttpResponse:
    """Both side by side: one and the same, or two."""
    keeps_it(request.user)
    first, second = _both(request.user, what, one_id, other_id)
    if request.method == "POST":
        return _decide(request, what, first, second)
    today = timezone.localdate()
    sides: list[Any] = [first, second]
    if what == ACTIVITY:
        sides = [showing.shown(one, today) for one in (first, second)]
    said = {"what": what, "first": first, "second": second, "sides": sides}
    return render(request, "directory/pair.html", said)


def _both(worker: Worker, what: str, one_id: int, other_id: int) -> tuple[Any, Any]:
    if what not in (ACTIVITY, ORGANISATION) or one_id == other_id:
        raise Http404
    if what == ORGANISATION:
        offered = Prefetch("activities", Activity.objects.seen_by(worker))
        found: Any = queries.organisations(worker).prefetch_related("phones", offered)
    else:
        found = showing.whole(Activity.objects.seen_by(worker))
    first, second = (get_object_or_404(found, pk=number) for number in (one_id, other_id))
    return first, second


def _decide(request: WorkerRequest, what: str, first: Any, second: Any) -> HttpResponse:
    """`keep` is the number of the one that stands; without it they are two."""
    keep = request.POST.get("keep", "")
    if keep not in (str(first.pk), str(second.pk)):
        kind = Merge.What.ORGANISATION if what == ORGANISATION else Merge.What.ACTIVITY
        actions.tell_apart(what=kind, first=first.pk, second=second.pk, by=request.user)
        messages.success(request, "They are two. Nobody is asked about them again.")
        return redirect(_list(what))
    kept, gone = (first, second) if keep == str(first.pk) else (second, first)
    try:
        if what == ORGANISATION:
            actions.merge_organisations(kept=kept, gone=gone, by=request.user)
        else:
            actions.merge(kept=kept, gone=gone, by=request.user)
    except actions.CannotMerge as reason:
        messages.error(request, str(reason))
        return redirect("directory:pair", what, first.pk, second.pk)
    messages.success(request, f"They are one now: {kept.name}. That can be undone below.")
    return redirect(_list(what))


def _list(what: str) -> str:
    more = "?what=organisations" if what == ORGANISATION else ""
    return reverse("directory:duplicates") + more


@login_required
@require_POST
@once
def unmerge(request: WorkerRequest, joined_id: int) -> HttpResponse:
    """They are two after all."""
    keeps_it(request.user)
    done = get_object_or_404(Merge, pk=joined_id)
    if done.what == Merge.What.ACTIVITY:
        get_object_or_404(Activity.objects.seen_by(request.user), pk=done.kept_number)
        away = Activity.objects.not_kept_from(request.user)
        get_object_or_404(away, pk=done.gone_number)
    elif not queries.merged_organisations(done, request.user):
        raise Http404
    try:
        actions.unmerge(merge=done, by=request.user)
    except actions.CannotMerge as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "They are two again, each with what it had.")
    return redirect(_list(ORGANISATION if done.what == Merge.What.ORGANISATION else ACTIVITY))


@login_required
@require_http_methods(["GET"])
def like(request: WorkerRequest, activity_id: int) -> HttpResponse:
    """From an entry: with which other one is it the same? Those that are named alike, to choose."""
    keeps_it(request.user)
    seen = Activity.objects.seen_by(request.user)
    activity = get_object_or_404(seen, pk=activity_id)
    words = request.GET.get("words", activity.name).replace("\0", "")[:200]
    parts = sorted(words.split(), key=len, reverse=True)[:1]
    others = seen.exclude(pk=activity.pk)
    found = [one for part in parts for one in others.filter(name__icontains=part)[:SHOWN]]
    said = {"activity": activity, "words": words, "found": found}
    return render(request, "directory/like.html", said)
