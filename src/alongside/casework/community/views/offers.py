"""Offers: all of them, a new one, and one that is no longer to be had."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from .. import actions, forms
from ..models import Offer
from .common import offer_seen, scheme_of, schemes_of


@login_required
@require_GET
def offers(request: WorkerRequest) -> HttpResponse:
    """What is offered in a scheme now."""
    scheme = scheme_of(request)
    standing = Offer.objects.seen_by(request.user).standing(timezone.localdate())
    said = {
        "scheme": scheme,
        "schemes": schemes_of(request.user),
        "offers": standing.filter(scheme=scheme).select_related("area"),
    }
    return render(request, "community/offers.html", said)


@login_required
@require_http_methods(["GET", "POST"])
@once
def new(request: WorkerRequest) -> HttpResponse:
    """Somebody offers something."""
    scheme = scheme_of(request)
    form = forms.NewOffer(request.POST or None, scheme=scheme)
    if form.is_valid():
        today = timezone.localdate()
        try:
            actions.offer(scheme=scheme, offered_on=today, by=request.user, **form.given())
        except actions.CannotOffer as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Written down. It stands beside the gaps that it may fill.")
            return redirect("community:offers")
    return render(request, "community/offer_new.html", {"form": form, "scheme": scheme})


@login_required
@require_http_methods(["GET", "POST"])
@once
def offer(request: WorkerRequest, offer_id: int) -> HttpResponse:
    """One offer; and that it is no longer to be had."""
    found = offer_seen(request, offer_id)
    if request.method == "POST":
        actions.offer_ended(offer=found, on=timezone.localdate(), by=request.user)
        messages.success(request, "It is no longer among the offers.")
        return redirect("community:offers")
    used = found.used_in.select_related("group")
    return render(request, "community/offer.html", {"offer": found, "used": used})
