"""Adding, proposing and changing an entry; tips; asking its organiser."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from .. import forms
from ..actions import entries, organiser
from ..models import Activity, Standing, Tip
from ..roles import KEEPS
from .common import entry, keeps_it


@login_required
@require_http_methods(["GET", "POST"])
@once
def propose(request: WorkerRequest) -> HttpResponse:
    """One typed line; the rest can follow, or not."""
    keeps_it(request.user)
    usual = {"name": request.GET.get("name", "")[:200]}
    form = forms.ProposeForm(request.POST or None, worker=request.user, initial=usual)
    if form.is_valid():
        try:
            made = entries.propose(
                name=form.cleaned_data["name"], scheme=form.chosen(), by=request.user
            )
        except entries.CannotKeep as reason:
            form.add_error("name", str(reason))
        else:
            messages.success(request, f"{made.name} is proposed. Our own workers can see it.")
            return redirect(made)
    return render(request, "directory/propose.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
@once
def add(request: WorkerRequest) -> HttpResponse:
    """A whole new entry."""
    keeps_it(request.user)
    form = forms.EntryForm(request.POST or None, worker=request.user, activity=None)
    if form.is_valid():
        try:
            made = entries.add(values=form.values(), by=request.user)
        except entries.CannotKeep as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"{made.name} is in the directory.")
            return redirect(made)
    return render(request, "directory/entry.html", {"form": form, "activity": None})


@login_required
@require_http_methods(["GET", "POST"])
@once
def change(request: WorkerRequest, activity_id: int) -> HttpResponse:
    """Change an entry; what somebody else wrote meanwhile is shown beside it."""
    if request.method == "POST" and transaction.get_connection().in_atomic_block:
        Activity.objects.held().filter(pk=activity_id).first()  # compared with what was shown
    activity = entry(request.user, activity_id)
    form = forms.EntryForm(request.POST or None, worker=request.user, activity=activity)
    if form.is_valid():
        try:
            changed = entries.change(activity=activity, values=form.values(), by=request.user)
        except entries.CannotKeep as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Saved." if changed else "Nothing was different.")
            return redirect(activity)
    return render(request, "directory/entry.html", {"form": form, "activity": activity})


@login_required
@require_POST
@once
def list_it(request: WorkerRequest, activity_id: int) -> HttpResponse:
    """A proposed line becomes an entry like any other."""
    activity = entry(request.user, activity_id)
    entries.list_it(activity=activity, by=request.user)
    messages.success(request, f"{activity.name} is listed.")
    return redirect(activity)


@login_required
@require_http_methods(["GET", "POST"])
@once
def tip(request: WorkerRequest, activity_id: int) -> HttpResponse:
    """What the scheme's workers should know of it."""
    activity = entry(request.user, activity_id)
    scheme = next(iter(forms.schemes(request.user, None).values()))
    form = forms.TipForm(request.POST or None)
    if form.is_valid():
        entries.tip(
            activity=activity, scheme=scheme, words=form.cleaned_data["words"], by=request.user
        )
        messages.success(request, "The tip is written down.")
        return redirect(reverse("pages:activity", args=[activity.pk]) + "#tips")
    said = {"form": form, "activity": activity, "scheme": scheme}
    return render(request, "directory/tip.html", said)


@login_required
@require_POST
@once
def untip(request: WorkerRequest, tip_id: int) -> HttpResponse:
    """A tip that is no longer so."""
    own = request.user.scheme_ids(*KEEPS)
    found = get_object_or_404(Tip.objects.select_related("activity"), pk=tip_id, scheme__in=own)
    activity = found.activity
    entries.untip(tip=found, by=request.user)
    messages.success(request, "The tip is taken out.")
    return redirect(activity)


@login_required
@require_http_methods(["GET", "POST"])
@once
def ask(request: WorkerRequest, activity_id: int) -> HttpResponse:
    """Send its organiser a link, by which they confirm or correct it without an account."""
    activity = entry(request.user, activity_id)
    form = forms.AskForm(request.POST or None, initial={"to": _email_of(activity)})
    if form.is_valid():
        stem = request.build_absolute_uri(reverse("frontdoor:confirm", args=["-"]))
        organiser.ask(
            activity=activity,
            to=form.cleaned_data["to"],
            stem=stem.removesuffix("-/"),
            by=request.user,
        )
        messages.success(request, f"A link is on its way to {form.cleaned_data['to']}.")
        return redirect(activity)
    links = activity.organiser_links.select_related("sent_by")[:5]
    said = {
        "form": form,
        "activity": activity,
        "links": links,
        "proposed": activity.standing == Standing.PROPOSED,
        "day": timezone.localdate(),
    }
    return render(request, "directory/ask.html", said)


def _email_of(activity: Activity) -> str:
    contact = activity.contacts.exclude(email="").first()
    own = contact.email if contact else activity.email
    office = activity.organisation.email if activity.organisation else ""
    return own or office
