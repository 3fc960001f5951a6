"""Telling an organiser: the message to read before it goes, and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.schemes.requests import WorkerRequest, back_to
from alongside.casework.schemes.sent import new_token, once

from .. import actions, forms, queries
from .. import rules_introductions as rules
from ..models import Introduction, Signpost
from .common import leads_to, seen


@login_required
@require_http_methods(["GET", "POST"])
@once
def introduce(request: WorkerRequest, signpost_id: int) -> HttpResponse:
    """What the organiser would be told. It goes out by the button below it, and not before."""
    found = seen(request, signpost_id)
    form = forms.Introduce(request.POST or None, initial=_usual(found, request))
    only_look = "look" in request.POST
    if form.is_valid() and not only_look:
        try:
            made = actions.introduce(
                signpost=found,
                on=timezone.localdate(),
                site=request.build_absolute_uri("/"),
                by=request.user,
                **form.cleaned_data,
            )
        except actions.CannotIntroduce as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"The message to {made.to} is on its way.")
            return redirect(made)
    audit.looked(at=found, by=request.user, page="introduction")
    person = found.episode.person
    said = {"form": form, "signpost": found, "person": person, "token": new_token()}
    return render(request, "signposting/introduce.html", said | {"letter": _letter(found, form)})


@login_required
@require_http_methods(["GET"])
def introduction(request: WorkerRequest, introduction_id: int) -> HttpResponse:
    """What was sent, word for word, and what the organiser answered."""
    found = _seen(request, introduction_id)
    today = timezone.localdate()
    audit.looked(at=found, by=request.user, page="introduction")
    said = {
        "introduction": found,
        "signpost": found.signpost,
        "person": found.signpost.episode.person,
        "sent": [(one, _shown(one.words)) for one in found.messages.all()],
        "expired": not found.answer and today > found.expires_on,
        "token": new_token(),
    }
    return render(request, "signposting/introduction.html", said)


@login_required
@require_http_methods(["POST"])
@once
def noted(request: WorkerRequest, introduction_id: int) -> HttpResponse:
    """The worker has read what came of it."""
    found = _seen(request, introduction_id)
    actions.note(introduction=found, on=timezone.localdate(), by=request.user)
    return redirect(back_to(request, found.signpost.get_absolute_url()))


def _usual(signpost: Signpost, request: WorkerRequest) -> dict[str, str]:
    scheme, worker = signpost.episode.scheme, request.user
    reach = f"{worker.name}, {scheme.call_telephone or worker.email}"
    return {
        "called": signpost.episode.person.preferred_name,
        "to": queries.organisers_address(leads_to(request, signpost)),
        "reach": reach,
        "how_agreed": "spoken",
    }


def _letter(signpost: Signpost, form: forms.Introduce) -> rules.Letter:
    today = timezone.localdate()
    typed = Introduction(  # not kept
        signpost=signpost,
        called=str(form["called"].value() or "…"),
        reach=str(form["reach"].value() or "…"),
        asked_on=today,
        expires_on=rules.days(today, signpost.first_time_on).expires_on,
    )
    return rules.introduction(queries.about(typed))


def _shown(words: str) -> str:
    return rules.Letter("", words).shown()


def _seen(request: WorkerRequest, introduction_id: int) -> Introduction:
    found = Introduction.objects.seen_by(request.user).select_related(
        "signpost__episode__person", "by", "consent"
    )
    return get_object_or_404(found.prefetch_related("messages"), pk=introduction_id)
