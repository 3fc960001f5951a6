"""What organisers and sources say, beside what stands: decided field by field."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from .. import beside, provenance
from ..actions import proposals as actions
from ..models import Proposal
from ..queries import sent as queries
from .common import keeps_it, ways

SHOWN = 25


@login_required
@require_http_methods(["GET"])
def proposals(request: WorkerRequest) -> HttpResponse:
    """What waits to be decided on, the longest waiting first."""
    keeps_it(request.user)
    found = queries.proposals(request.user).filter(decided_at=None)
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    said = {
        "ways": ways(request.user, "proposals"),
        "page": page,
        "labels": {
            one.pk: [beside.label(name, type(one.thing)) for name in beside.in_order(one.values)]
            for one in page
        },
    }
    return render(request, "directory/proposals.html", said)


@login_required
@require_http_methods(["GET", "POST"])
@once
def proposal(request: WorkerRequest, proposal_id: int) -> HttpResponse:
    """Both, field by field, with their dates; each is taken over or left."""
    keeps_it(request.user)
    found = get_object_or_404(queries.proposals(request.user), pk=proposal_id)
    if request.method == "POST":
        take = [name for name in found.values if request.POST.get(f"take-{name}") == "yes"]
        try:
            actions.decide(proposal=found, take=take, by=request.user)
        except actions.CannotDecide as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, _said(len(take), len(found.values)))
        return redirect(found.activity or "directory:proposals")
    activities, more = ([], 0) if found.activity else queries.concerned(found, request.user)
    said = {
        "proposal": found,
        "thing": found.thing,
        "concerned": activities,
        "concerned_more": more,
        "rows": _rows(found),
        "received": timezone.localdate(found.received_at),
    }
    return render(request, "directory/proposal.html", said)


def _said(taken: int, offered: int) -> str:
    if not taken:
        return "It stays as it was."
    return "Taken over." if taken == offered else f"Taken over: {taken} of {offered}."


def _rows(proposal: Proposal) -> list[dict[str, Any]]:
    thing = proposal.thing
    origins, of = provenance.origins(thing), type(thing)
    return [
        {
            "name": name,
            "label": beside.label(name, of),
            "ours": beside.in_words(name, beside.standing(thing, name), of),
            "theirs": beside.in_words(name, proposal.values[name], of),
            "origin": origins.get(name),
        }
        for name in beside.in_order(proposal.values)
    ]
