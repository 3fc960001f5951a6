"""The workers of a scheme, for its administrator; coordinators may look."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from .. import actions, forms, queries
from ..models import Membership, Role, Scheme, Worker
from ..second_factor import has_second_step
from ..sent import once

ROLE = ("role", "on", "room_for")


@login_required
@require_GET
def workers(request: HttpRequest, scheme_id: int) -> HttpResponse:
    """Everybody who works here, with their roles, and who did."""
    me = cast(Worker, request.user)
    scheme = get_object_or_404(Scheme.objects.settings_seen_by(me), pk=scheme_id)
    today = timezone.localdate()
    return render(
        request,
        "schemes/workers.html",
        {
            "scheme": scheme,
            "runs": me.has_role(Role.ADMINISTRATOR, scheme=scheme),
            "team": queries.team(scheme, today),
            "before": queries.team_before(scheme, today),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
@once
def worker_add(request: HttpRequest, scheme_id: int) -> HttpResponse:
    """Add somebody new, with a first role and a way to get in."""
    me = cast(Worker, request.user)
    scheme = get_object_or_404(Scheme.objects.run_by(me), pk=scheme_id)
    today = timezone.localdate()
    form = forms.NewWorker(request.POST or None, scheme=scheme, today=today)
    if form.is_valid():
        try:
            added = _add(form.cleaned_data, scheme, me)
        except actions.CannotAddWorker as reason:
            form.add_error("email", str(reason))
        else:
            _tell(request, added, emailed=form.cleaned_data["password"] is None)
            return redirect("schemes:worker", scheme.pk, added.pk)
    return render(request, "schemes/worker_add.html", {"form": form, "scheme": scheme})


@transaction.atomic
def _add(asked: dict[str, Any], scheme: Scheme, by: Worker) -> Worker:
    details = {name: value for name, value in asked.items() if name not in ROLE}
    del details["how_password"]
    added = actions.add_worker(by=by, **details)
    actions.give_role(worker=added, scheme=scheme, by=by, **{name: asked[name] for name in ROLE})
    return added


def _tell(request: HttpRequest, added: Worker, *, emailed: bool) -> None:
    if emailed:
        send_link(request, added)
        messages.success(request, f"{added.name} is added, and an email with a link is on its way.")
    else:
        messages.success(request, f"{added.name} is added. Tell them their first password.")


def send_link(request: HttpRequest, to: Worker) -> None:
    """Send the email by which a worker chooses a password. The link works once."""
    form = ResetPasswordForm({"email": to.email})
    form.full_clean()  # finds who signs in with it: nobody, if they may not
    form.save(request)


@login_required
@require_GET
def worker(request: HttpRequest, scheme_id: int, worker_id: int) -> HttpResponse:
    """One worker: details, and every role they have had in this scheme."""
    me = cast(Worker, request.user)
    scheme = get_object_or_404(Scheme.objects.settings_seen_by(me), pk=scheme_id)
    found = _worker_of(scheme, worker_id)
    return render(
        request,
        "schemes/worker.html",
        {
            "scheme": scheme,
            "worker": found,
            "runs": me.has_role(Role.ADMINISTRATOR, scheme=scheme),
            "may_change_sign_in": queries.may_change_sign_in(found, me),
            "second_step": has_second_step(found),
            "days": [name for number, name in forms.DAYS if number in found.working_days],
            "memberships": found.memberships.filter(scheme=scheme).order_by("-started_on", "-pk"),
        },
    )


def _worker_of(scheme: Scheme, worker_id: int) -> Worker:
    ever = Worker.objects.filter(memberships__scheme=scheme).distinct()
    return get_object_or_404(ever, pk=worker_id)


@login_required
@require_http_methods(["GET", "POST"])
def worker_edit(request: HttpRequest, scheme_id: int, worker_id: int) -> HttpResponse:
    """Change a worker's details; how they sign in only where no other scheme is concerned."""
    me = cast(Worker, request.user)
    scheme = get_object_or_404(Scheme.objects.run_by(me), pk=scheme_id)
    found = _worker_of(scheme, worker_id)
    form = forms.ByAdministrator(request.POST or None, scheme=scheme, worker=found)
    if not queries.may_change_sign_in(found, me):
        del form.fields["email"], form.fields["is_active"]
    if form.is_valid():
        try:
            actions.change_worker(worker=found, changes=form.cleaned_data, by=me)
        except actions.CannotChangeWorker as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "The details are saved.")
            return redirect("schemes:worker", scheme.pk, found.pk)
    return render(
        request, "schemes/worker_edit.html", {"form": form, "scheme": scheme, "worker": found}
    )


@login_required
@require_POST
def worker_link(request: HttpRequest, scheme_id: int, worker_id: int) -> HttpResponse:
    """Send the link to choose a password again."""
    me = cast(Worker, request.user)
    scheme = get_object_or_404(Scheme.objects.run_by(me), pk=scheme_id)
    found = _worker_of(scheme, worker_id)
    send_link(request, found)
    messages.success(request, f"An email with a link is on its way to {found.called}.")
    return redirect("schemes:worker", scheme.pk, found.pk)


@login_required
@require_http_methods(["GET", "POST"])
def worker_second_step(request: HttpRequest, scheme_id: int, worker_id: int) -> HttpResponse:
    """Take away the second step of somebody who has lost phone and recovery codes."""
    me = cast(Worker, request.user)
    scheme = get_object_or_404(Scheme.objects.run_by(me), pk=scheme_id)
    found = _worker_of(scheme, worker_id)
    if request.method == "POST" and queries.may_change_sign_in(found, me):
        actions.take_away_second_step(worker=found, by=me)
        messages.success(request, f"{found.called} signs in with the password alone now.")
        return redirect("schemes:worker", scheme.pk, found.pk)
    return render(
        request,
        "schemes/worker_second_step.html",
        {"scheme": scheme, "worker": found, "may": queries.may_change_sign_in(found, me)},
    )


@login_required
@require_http_methods(["GET", "POST"])
def role_give(request: HttpRequest, scheme_id: int, worker_id: int) -> HttpResponse:
    """Give one more role to somebody who works here."""
    me = cast(Worker, request.user)
    scheme = get_object_or_404(Scheme.objects.run_by(me), pk=scheme_id)
    found = _worker_of(scheme, worker_id)
    form = forms.RoleFields(request.POST or None, initial=_first_day())
    if form.is_valid() and _gave(form, found, scheme, me):
        messages.success(request, f"{found.called} has the role.")
        return redirect("schemes:worker", scheme.pk, found.pk)
    return render(request, "schemes/role_give.html", {"form": form, "scheme": scheme, "to": found})


@login_required
@require_http_methods(["GET", "POST"])
def role_give_somebody(request: HttpRequest, scheme_id: int) -> HttpResponse:
    """Give a role to somebody who signs in already, in another scheme."""
    me = cast(Worker, request.user)
    scheme = get_object_or_404(Scheme.objects.run_by(me), pk=scheme_id)
    form = forms.RoleForSomebody(request.POST or None, initial=_first_day())
    if form.is_valid():
        found = form.cleaned_data.pop("email")
        if _gave(form, found, scheme, me):
            messages.success(request, f"{found.name} has the role.")
            return redirect("schemes:worker", scheme.pk, found.pk)
    return render(request, "schemes/role_give.html", {"form": form, "scheme": scheme, "to": None})


def _first_day() -> dict[str, date | int]:
    return {"on": timezone.localdate(), "room_for": 25}


def _gave(form: forms.RoleFields, worker: Worker, scheme: Scheme, by: Worker) -> bool:
    try:
        actions.give_role(worker=worker, scheme=scheme, by=by, **form.cleaned_data)
    except actions.CannotGiveRole as reason:
        form.add_error(None, str(reason))
        return False
    return True


def _membership(request: HttpRequest, membership_id: int) -> Membership:
    mine = Membership.objects.filter(scheme__in=Scheme.objects.run_by(cast(Worker, request.user)))
    return get_object_or_404(mine.select_related("scheme", "worker"), pk=membership_id)


@login_required
@require_http_methods(["GET", "POST"])
def role_end(request: HttpRequest, membership_id: int) -> HttpResponse:
    """End a role on a day."""
    found = _membership(request, membership_id)
    form = forms.LastDay(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        try:
            actions.end_role(membership=found, by=cast(Worker, request.user), **form.cleaned_data)
        except actions.CannotEndRole as reason:
            form.add_error("on", str(reason))
        else:
            messages.success(request, "The role has a last day.")
            return redirect("schemes:worker", found.scheme_id, found.worker_id)
    return render(request, "schemes/role_end.html", {"form": form, "membership": found})


@login_required
@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Change how many people a connector can walk alongside."""
    found = _membership(request, membership_id)
    form = forms.room_of(found, request.POST or None)
    if form.is_valid():
        actions.set_room(membership=found, by=cast(Worker, request.user), **form.cleaned_data)
        messages.success(request, "The room is saved.")
        return redirect("schemes:worker", found.scheme_id, found.worker_id)
    return render(request, "schemes/room.html", {"form": form, "membership": found})
