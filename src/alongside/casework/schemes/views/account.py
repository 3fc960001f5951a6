"""My account: what a worker sees and sets of their own."""

from __future__ import annotations

from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from .. import actions, forms, queries
from ..models import Scheme, Worker


@login_required
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, how I sign in, and my diary's private address."""
    worker = cast(Worker, request.user)
    today = timezone.localdate()
    kinds = set(Authenticator.objects.filter(user=worker).values_list("type", flat=True))
    return render(
        request,
        "schemes/account.html",
        {
            "worker": worker,
            "days": [name for number, name in forms.DAYS if number in worker.working_days],
            "roles": worker.memberships.on(today).select_related("scheme").order_by("scheme__name"),
            "covers": queries.people_i_cover(worker, today),
            "second_step": Authenticator.Type.TOTP in kinds,
            "demanded": queries.second_factor_demanded(worker),
            "settings_of": Scheme.objects.settings_seen_by(worker),
            "diary": _diary_address(request, worker),
        },
    )


def _diary_address(request: HttpRequest, worker: Worker) -> str:
    """The whole address of the private calendar; "" while there is none."""
    if not worker.diary_token:
        return ""
    try:
        return request.build_absolute_uri(reverse("support:calendar", args=[worker.diary_token]))
    except NoReverseMatch:  # a service without diaries
        return ""


@login_required
@require_http_methods(["GET", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    """What colleagues call me, telephone, languages, working days."""
    worker = cast(Worker, request.user)
    form = forms.Details(request.POST or None, initial=forms.details_of(worker))
    if form.is_valid():
        actions.change_worker(worker=worker, changes=form.cleaned_data, by=worker)
        messages.success(request, "Your details are saved.")
        return redirect("schemes:account")
    return render(request, "schemes/account_details.html", {"form": form})


@login_required
@require_POST
def diary_address(request: HttpRequest) -> HttpResponse:
    """Make a new private address, or stop the one there is."""
    worker = cast(Worker, request.user)
    if request.POST.get("answer") == "stop":
        actions.stop_diary_address(worker=worker, by=worker)
        messages.success(request, "No calendar can read your diary any more.")
    else:
        actions.renew_diary_address(worker=worker, by=worker)
        messages.success(request, "Your diary has a new private address. The old one has stopped.")
    return redirect("schemes:account")
