"""Help with fares: kept from the person's page in a few taps."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.people.models import whose_record_opens
from alongside.casework.schemes import drafts
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once

from .. import actions
from ..forms import fares as forms
from ..models import Episode, FareHelp
from .common import episode_for, typed_before


@login_required
@require_http_methods(["GET", "POST"])
@once
def fares(request: WorkerRequest, person_id: int) -> HttpResponse:
    """A fare that was paid for somebody, and those before."""
    today = timezone.localdate()
    episode = episode_for(request.user, person_id)
    keep = f"support.fare:{person_id}"
    initial = typed_before(request.user, keep, {"on": today})
    form = forms.FareForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.help_with_fare(
                episode=episode, today=today, by=request.user, **form.cleaned_data
            )
        except actions.CannotHelpWithFare as reason:
            form.add_error(None, str(reason))
        else:
            drafts.drop(request.user, keep)
            messages.success(request, "The fare is kept.")
            return redirect("support:fares", person_id)
    audit.looked(at=episode, by=request.user, page="fares")
    paid = FareHelp.objects.filter(episode__person=person_id).select_related("by", "taken_out_by")
    said = {
        "form": form,
        "keep": keep,
        "token": new_token(),
        "person": episode.person,
        "fares": paid,
        "together": _together(episode),
    }
    return render(request, "support/fares.html", said)


def _together(episode: Episode) -> Decimal:
    """What all fares of this run of support came to."""
    stand = episode.fare_help.filter(taken_out_on=None)
    return stand.aggregate(pounds=Sum("amount"))["pounds"] or Decimal(0)


@login_required
@require_http_methods(["GET", "POST"])
@once
def fare_out(request: WorkerRequest, fare_id: int) -> HttpResponse:
    """Take a fare out that was wrong; it stays on the page with the reason."""
    mine = FareHelp.objects.filter(whose_record_opens(request.user, "episode__person"))
    fare = get_object_or_404(mine.select_related("episode__person", "by"), pk=fare_id)
    person = fare.episode.person
    form = forms.TakeOutForm(request.POST or None)
    if form.is_valid():
        try:
            actions.take_out_fare(
                fare=fare, on=timezone.localdate(), by=request.user, **form.cleaned_data
            )
        except actions.CannotHelpWithFare as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "The fare is taken out.")
            return redirect("support:fares", person.pk)
    audit.looked(at=fare, by=request.user, page="fares")
    return render(request, "support/fare_out.html", {"form": form, "fare": fare, "person": person})
