"""One-off help: one conversation was enough."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework.people import queries as people
from alongside.casework.people.models import Person
from alongside.casework.referrals import queries as referrals
from alongside.casework.referrals.models import Referral, Source
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Role, Scheme
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once
from alongside.casework.support.models import Episode, Mode

from .. import actions, forms

HELP_ONCE = "visits.help_once"


@login_required
@require_http_methods(["GET", "POST"])
@once
def help_once(request: WorkerRequest) -> HttpResponse:
    """One page: the conversation, what they were pointed to, and closed."""
    schemes = Scheme.objects.filter(
        pk__in=request.user.scheme_ids(Role.CONNECTOR, Role.COORDINATOR)
    )
    if not schemes.exists():
        raise Http404
    referral, person = _whom(request, schemes)
    form = forms.HelpOnce(
        request.POST or None,
        schemes=schemes,
        newcomer=person is None,
        asked=referral is not None,
        initial=_half_written(request, person, schemes),
    )
    found: people.Duplicates | None = None
    if request.method == "POST" and form.is_valid():
        found = _who_it_may_be(request, form)
        if found is None or form.cleaned_data["somebody_else"]:
            try:
                episode = _help(request, form, referral, person)
            except actions.CannotHelp as reason:
                form.add_error(None, str(reason))
            else:
                drafts.drop(request.user, HELP_ONCE)
                messages.success(request, "Saved, and closed. Nothing more needs to be done.")
                return redirect(f"/people/{episode.person_id}/")
    context = {
        "form": form,
        "person": person,
        "referral": referral,
        "found": found,
        "token": new_token(),
        "keep": HELP_ONCE,
        "draft": drafts.seal(request.user, HELP_ONCE),
    }
    return render(request, "visits/help_once.html", context)


def _whom(
    request: WorkerRequest, schemes: QuerySet[Scheme]
) -> tuple[Referral | None, Person | None]:
    """Whom the address names: a referral, or a person we know; neither for somebody new.

    To help once on a referral is to accept it, which is for whoever may decide on it.
    """
    if number := _number(request.GET.get("referral", "")):
        referral = get_object_or_404(referrals.decidable(request.user), pk=number)
        return referral, referral.person
    if number := _number(request.GET.get("person", "")):
        seen = Person.objects.seen_by(request.user).filter(scheme__in=schemes)
        return None, get_object_or_404(seen.select_related("scheme"), pk=number)
    return None, None


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else None


def _half_written(
    request: WorkerRequest, person: Person | None, schemes: QuerySet[Scheme]
) -> dict[str, Any]:
    usual = {"mode": Mode.TELEPHONE, "source": Source.SELF, "scheme": schemes[0]}
    typed = drafts.read(request.user, HELP_ONCE) if person is None else None
    return usual | (typed or {})


def _who_it_may_be(request: WorkerRequest, form: forms.HelpOnce) -> people.Duplicates | None:
    """Who may be known already by that name and number; None when nobody, or nobody is new."""
    newcomer = form.newcomer_said()
    if newcomer is None:
        return None
    scheme = form.cleaned_data["scheme"]
    found = people.possible_duplicates(newcomer.fields, newcomer.points, scheme, request.user)
    return found or None


def _help(
    request: WorkerRequest,
    form: forms.HelpOnce,
    referral: Referral | None,
    person: Person | None,
) -> Episode:
    typed = form.cleaned_data
    return actions.help_once(
        scheme=person.scheme if person else typed["scheme"],
        on=timezone.localdate(),
        source=referral.source if referral else typed["source"],
        mode=typed["mode"],
        minutes=typed["minutes"],
        note=typed["note"],
        pointed_to=form.pointed_to(),
        person=person,
        newcomer=form.newcomer_said(),
        referral=referral,
        by=request.user,
    )
