"""The board of gaps, and one line of it with what is behind it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.casework import audit
from alongside.casework.schemes.models import Role
from alongside.casework.schemes.requests import WorkerRequest, number_in

from .. import queries, words
from ..models import Need
from .common import scheme_of, schemes_of


@login_required
@require_GET
def board(request: WorkerRequest) -> HttpResponse:
    """What is missing where."""
    scheme = scheme_of(request)
    area = number_in(request.GET.get("area"))
    found = queries.board(request.user, scheme, area=area)
    said = {
        "board": found,
        "area": area,
        "areas": _choices(found, scheme.pk, area),
        "schemes": schemes_of(request.user),
        "leads": request.user.has_role(Role.COORDINATOR, scheme=scheme),
        "became": queries.became(request.user, scheme),
        "tag_state": words.tag_state,
    }
    return render(request, "community/board.html", said)


@login_required
@require_GET
def wanted(request: WorkerRequest) -> HttpResponse:
    """One need in one area: who waits, what is near, which offers there are."""
    scheme = scheme_of(request)
    need = request.GET.get("need", "")
    found = None
    if need in Need.values:
        area = number_in(request.GET.get("area")) or None
        found = queries.wanted(request.user, scheme, need, area)
    if found is None:
        raise Http404
    audit.looked(at=scheme, by=request.user, page="gaps of one need")
    said = {"wanted": found, "row": found.row, "tag_state": words.tag_state}
    return render(request, "community/wanted.html", said)


def _choices(
    found: queries.Board, scheme: int, chosen: int | None
) -> list[tuple[str, int, str, bool]]:
    """Links that choose an area: words, how many wait, address, whether it is this one."""
    here = f"?scheme={scheme}"
    every = sum(people for _, people in found.areas)
    rows = [("Everywhere", every, here, chosen is None)]
    for area, people in found.areas:
        of = area.pk if area else 0
        name = area.name if area else "No one area"
        rows.append((name, people, f"{here}&area={of}", chosen == of))
    return rows
