"""My account: what a worker sees and sets of their own."""

from __future__ import annotations

from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from .. import actions, forms, queries
from ..models import Scheme, Worker
from ..second_factor import has_second_step

STEPS = (
    (Authenticator.Type.WEBAUTHN, "a passkey"),
    (Authenticator.Type.TOTP, "a code from an app on your phone"),
)


@login_required
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, and how I sign in."""
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
            "programmes": worker.programme_roles.on(today).select_related("programme"),
            "covers": queries.people_i_cover(worker, today),
            "steps": [words for kind, words in STEPS if kind in kinds],
            "second_step": has_second_step(worker),
            "demanded": queries.second_factor_demanded(worker),
            "settings_of": Scheme.objects.settings_seen_by(worker),
        },
    )


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
