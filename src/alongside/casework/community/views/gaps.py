"""Writing down that nothing suits; one gap; what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework import audit
from alongside.casework.directory.geography import point_of
from alongside.casework.directory.models import Activity
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Scheme
from alongside.casework.schemes.queries import area_for
from alongside.casework.schemes.requests import WorkerRequest, number_in
from alongside.casework.schemes.sent import once
from alongside.casework.support.models import Episode
from alongside.casework.support.views.common import episode_for, typed_before

from .. import actions, forms, needs, queries, rules
from ..models import Group
from .common import gap_seen, scheme_of

LONGEST = 200


@login_required
@require_http_methods(["GET", "POST"])
@once
def new(request: WorkerRequest) -> HttpResponse:
    """Nothing suits. The address says what was searched, for whom, and where:
    `?words=birds&person=41&near=AD4 2QT`, each of which may be left out.
    """
    person_id = number_in(request.GET.get("person") or request.GET.get("for"))
    episode = episode_for(request.user, person_id) if person_id else None
    scheme = episode.scheme if episode else scheme_of(request)
    searched = _searched(request)
    keep = f"community.gap:{person_id or 0}"
    form = forms.NewGap(
        request.POST or None,
        initial=typed_before(request.user, keep, _usual(request, scheme, episode, searched)),
        scheme=scheme,
        person=episode.person if episode else None,
        near=_near(request, episode, searched),
    )
    if form.is_valid():
        try:
            gap = actions.open_gap(
                scheme=scheme, episode=episode, searched=searched, by=request.user, **form.said()
            )
        except actions.CannotOpen as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            messages.success(request, "It is written down, and stands on the board.")
            return redirect(gap)
    if episode:
        audit.looked(at=episode, by=request.user, page="new gap")
    person = episode.person if episode else None
    said = {"form": form, "person": person, "keep": keep, "searched": searched}
    return render(request, "community/gap_new.html", said)


@login_required
@require_http_methods(["GET"])
def gap(request: WorkerRequest, gap_id: int) -> HttpResponse:
    """One gap: whose, since when, what is near, and which groups could fill it."""
    found = gap_seen(request, gap_id)
    if found.episode:
        audit.looked(at=found, by=request.user, page="gap")
    groups = (
        Group.objects.seen_by(request.user).going_on().filter(scheme=found.scheme, need=found.need)
    )
    return render(
        request,
        "community/gap.html",
        {
            "gap": found,
            "now": rules.standing(found),
            "groups": [] if found.group or found.closed_on else list(groups),
            "waiting": queries.wanted(request.user, found.scheme, found.need, found.area_id),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
@once
def close(request: WorkerRequest, gap_id: int) -> HttpResponse:
    """Say what became of it."""
    found = gap_seen(request, gap_id)
    near = queries.nearby(request.user, words=found.words, need=found.need, near=None)
    numbers = [activity.pk for activity in near]
    form = forms.CloseGap(
        request.POST or None,
        initial={"on": timezone.localdate()},
        worker=request.user,
        near=[*numbers, *found.near.values_list("activity_id", flat=True)],
    )
    if form.is_valid():
        try:
            actions.close(gap=found, by=request.user, **form.cleaned_data)
        except actions.CannotClose as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "The gap is closed.")
            return redirect(found)
    if found.episode:
        audit.looked(at=found, by=request.user, page="close gap")
    return render(request, "community/gap_close.html", {"form": form, "gap": found})


@login_required
@require_POST
@once
def join(request: WorkerRequest, gap_id: int) -> HttpResponse:
    """One tap: whoever waits for it is among those who want a group."""
    found = gap_seen(request, gap_id)
    groups = Group.objects.seen_by(request.user)
    group = get_object_or_404(groups, pk=number_in(request.POST.get("group")) or 0)
    try:
        actions.join(gap=found, group=group, on=timezone.localdate(), by=request.user)
    except actions.CannotJoin as reason:
        messages.error(request, str(reason))
        return redirect(found)
    messages.success(request, f"Written down with {group.name}.")
    return redirect(group)


def _searched(request: WorkerRequest) -> str:
    return request.GET.get("words", "").replace("\0", "").strip()[:LONGEST]


def _usual(
    request: WorkerRequest, scheme: Scheme, episode: Episode | None, searched: str
) -> dict[str, Any]:
    """What the form says already: where they live, what was searched for, today."""
    person = episode.person if episode else None
    postcode = request.GET.get("near", "")[:10]
    area = (person.area_id if person else None) or _area(scheme, postcode)
    need = needs.of_goal(request.GET.get("need", "")) or needs.meant_by(searched)
    usual = {"need": need, "words": searched, "area": area or "", "people": 1}
    return usual | {"opened_on": timezone.localdate()}


def _area(scheme: Scheme, postcode: str) -> int | None:
    found = area_for(scheme, postcode) if postcode else None
    return found.pk if found else None


def _near(request: WorkerRequest, episode: Episode | None, searched: str) -> list[Activity]:
    """What is near: of what was searched for, near where they live or where was searched."""
    if request.method == "POST":  # the ones that were asked about
        names = [name for name in request.POST if name.startswith("near_")]
        asked = [number_in(name.removeprefix("near_")) for name in names]
        seen = Activity.objects.seen_by(request.user)
        return list(seen.filter(pk__in=[one for one in asked if one][:20]))
    postcode = request.GET.get("near", "")[:10] or (episode.person.postcode if episode else "")
    point = point_of(postcode) if postcode else None
    need = needs.of_goal(request.GET.get("need", ""))
    return queries.nearby(request.user, words=searched, need=need, near=point)
