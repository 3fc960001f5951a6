"""Groups: all of them, a new one, one of them, and how it goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.casework import audit
from alongside.casework.directory.actions.entries import CannotKeep
from alongside.casework.schemes.models import WITH_PEOPLE, Worker
from alongside.casework.schemes.requests import WorkerRequest, back_to, number_in
from alongside.casework.schemes.sent import once

from .. import actions, forms, queries, rules, words
from ..models import Gap, Group, Need
from .common import group_seen, scheme_of, schemes_of

Refused = (actions.CannotAdvance, CannotKeep)


@login_required
@require_GET
def groups(request: WorkerRequest) -> HttpResponse:
    """All groups of a scheme, those being planned first."""
    scheme = scheme_of(request)
    said = {
        "scheme": scheme,
        "schemes": schemes_of(request.user),
        "groups": [
            (group, wanted, words.when(group))
            for group, wanted in queries.groups_of(request.user, scheme)
        ],
        "tag_state": words.tag_state,
    }
    return render(request, "community/groups.html", said)


@login_required
@require_http_methods(["GET", "POST"])
@once
def new(request: WorkerRequest) -> HttpResponse:
    """An idea, from a line of the board or from nothing. All gaps of that line are put to it."""
    scheme = scheme_of(request)
    need = request.GET.get("need", "")
    area = number_in(request.GET.get("area")) or None
    usual = {"need": need, "area": area or "", "begun_on": timezone.localdate()}
    form = forms.NewGroup(request.POST or None, initial=usual, scheme=scheme)
    gaps = Gap.objects.counted_for(request.user).waiting().filter(scheme=scheme, group=None)
    gaps = gaps.filter(need=need, area=area) if need in Need.values else gaps.none()
    if form.is_valid():
        given = form.given()
        on = given.pop("begun_on")
        try:
            group = actions.begin(scheme=scheme, on=on, gaps=gaps, by=request.user, **given)
        except actions.CannotBegin as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{group.name} is an idea now. Plan it when you like.")
            return redirect(group)
    waiting = sum(gap.people for gap in gaps)
    said = {"form": form, "scheme": scheme, "waiting": waiting}
    return render(request, "community/group_new.html", said)


@login_required
@require_GET
def group(request: WorkerRequest, group_id: int) -> HttpResponse:
    """One group: who wants it, who helps, where and when, how it goes."""
    found = group_seen(request, group_id)
    audit.looked(at=found, by=request.user, page="group")
    said = {
        "group": found,
        "seen": queries.seen(request.user, found),
        "tag_state": words.tag_state(found.state),
        "missing": rules.missing_to_run(found),
    }
    return render(request, "community/group.html", said)


@login_required
@require_http_methods(["GET", "POST"])
@once
def change(request: WorkerRequest, group_id: int) -> HttpResponse:
    """Plan it, or change what is known of it."""
    found = group_seen(request, group_id)
    if request.method == "POST" and transaction.get_connection().in_atomic_block:
        Group.objects.select_for_update().get(pk=group_id)  # compared with what was shown
        found = group_seen(request, group_id)
    form = forms.ChangeGroup(request.POST or None, group=found, leads=_leads(found))
    if form.is_valid():
        try:
            actions.change(group=found, values=form.given(), by=request.user)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Saved.")
            return redirect(found)
    return render(request, "community/group_change.html", {"form": form, "group": found})


@login_required
@require_http_methods(["GET", "POST"])
@once
def run(request: WorkerRequest, group_id: int) -> HttpResponse:
    """It runs: into the directory with it."""
    found = group_seen(request, group_id)
    usual = {"on": found.first_meeting_on or timezone.localdate(), "public": "yes"}
    form = forms.Run(request.POST or None, initial=usual)

    def said(given: dict[str, Any]) -> str:
        public = given["public"] == "yes"
        actions.run(group=found, on=given["on"], public=public, by=request.user)
        return "It is running, and stands in the directory."

    return _advance(request, found, form, said, "community/group_run.html")


@login_required
@require_http_methods(["GET", "POST"])
@once
def hand_over(request: WorkerRequest, group_id: int) -> HttpResponse:
    """Its members look after it now."""
    found = group_seen(request, group_id)
    form = forms.HandOver(request.POST or None)

    def said(given: dict[str, Any]) -> str:
        actions.hand_over(group=found, by=request.user, **given)
        return "It runs without us now. We ask again in three months."

    return _advance(request, found, form, said, "community/group_hand_over.html")


@login_required
@require_http_methods(["GET", "POST"])
@once
def end(request: WorkerRequest, group_id: int) -> HttpResponse:
    """It is no more."""
    found = group_seen(request, group_id)
    form = forms.EndGroup(request.POST or None, initial={"on": timezone.localdate()})

    def said(given: dict[str, Any]) -> str:
        actions.end(group=found, by=request.user, **given)
        return "The group has ended."

    return _advance(request, found, form, said, "community/group_end.html")


@login_required
@require_POST
@once
def going(request: WorkerRequest, group_id: int) -> HttpResponse:
    """One tap: still going, or not any more."""
    found = group_seen(request, group_id)
    answer = request.POST.get("answer")
    if answer not in ("yes", "no"):
        raise Http404
    if answer == "no":
        return redirect("community:group_end", found.pk)
    try:
        actions.still_going(group=found, on=timezone.localdate(), by=request.user)
    except actions.CannotAdvance as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, f"{found.name}: still going.")
    return redirect(back_to(request) or found)


def _advance(
    request: WorkerRequest,
    found: Group,
    form: Form,
    act: Callable[[dict[str, Any]], str],
    template: str,
) -> HttpResponse:
    """A small form that brings a group further."""
    if form.is_valid():
        try:
            done = act(form.cleaned_data)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, done)
            return redirect(found)
    return render(request, template, {"form": form, "group": found})


def _leads(found: Group) -> Any:
    """Who of the scheme can lead it; and who does, though they may have left."""
    held = Worker.objects.filter(
        memberships__in=found.scheme.memberships.on(timezone.localdate()).filter(
            role__in=WITH_PEOPLE
        )
    )
    return (held | Worker.objects.filter(pk=found.lead_id)).distinct()
