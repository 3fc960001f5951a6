"""What there is for a person: suggestions, and a shortlist to take along."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.schemes.requests import WorkerRequest, number_in
from alongside.casework.support.models import Episode
from alongside.casework.support.views.common import episode_for

from .. import shortlist
from ..suggestions import Suggestions, suggest


@login_required
@require_http_methods(["GET"])
def nearby(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Ten suggestions at most, each with its reasons and what stands in the way."""
    episode = episode_for(request.user, person_id)
    audit.looked(at=episode, by=request.user, page="suggestions")
    made = suggest(episode, request.user, timezone.localdate())
    context = {
        "person": episode.person,
        "made": made,
        "search": f"{reverse('directory:find')}?{_search(episode, made)}",
        "gap_address": _gap_address(episode, made),
    }
    return render(request, "signposting/nearby.html", context)


def _search(episode: Episode, made: Suggestions) -> str:
    """The same as a search of one's own, from which everything can be changed."""
    said = {"words": made.wishes.interests[0] if made.wishes.interests else ""}
    if made.wishes.point:
        said["near"] = episode.person.postcode
    return urlencode({name: value for name, value in said.items() if value})


def _gap_address(episode: Episode, made: Suggestions) -> str:
    """Where it is written down that nothing suits."""
    said = {"person": str(episode.person_id), "words": " ".join(made.wishes.interests[:3])}
    try:
        return f"{reverse('community:gap_new')}?{urlencode(said)}"
    except NoReverseMatch:  # a floor above
        return ""


@login_required
@require_http_methods(["GET"])
def shortlist_print(request: WorkerRequest, person_id: int) -> HttpResponse:
    """What was chosen, large, to print and leave with the person."""
    episode = episode_for(request.user, person_id)
    audit.looked(at=episode, by=request.user, page="shortlist")
    copy = _copy(request, episode)
    context = {"person": episode.person, "copy": copy, "asked": request.GET.urlencode()}
    return render(request, "signposting/shortlist.html", context)


@login_required
@require_http_methods(["GET"])
def shortlist_pdf(request: WorkerRequest, person_id: int) -> HttpResponse:
    """The same as a PDF that a screen reader can read, to print or to send."""
    episode = episode_for(request.user, person_id)
    audit.looked(at=episode, by=request.user, page="shortlist")
    return HttpResponse(
        shortlist.pdf(_copy(request, episode)),
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="things-to-do.pdf"'},
    )


def _copy(request: WorkerRequest, episode: Episode) -> shortlist.Shortlist:
    numbers = [number_in(one) for one in request.GET.getlist("activity")]
    chosen = [one for one in numbers if one is not None]
    return shortlist.of(episode, chosen, request.user, timezone.localdate())
