"""The organiser says by a link whether somebody came. No account; one answer; nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alongside.casework.signposting import actions, queries
from alongside.casework.signposting.models import Answer

GONE = 410  # the link was right, and is over


@never_cache
@require_http_methods(["GET", "POST"])
def introduction(request: HttpRequest, token: str) -> HttpResponse:
    """Came, did not come, or full. A second answer changes nothing, and says what was said first.

    The page shows the name that the person chose, the activity, and no more: whoever holds the
    link has read as much in the message. Four weeks after the answer, and once the person has taken
    back their yes, it shows nothing, and takes nothing.
    """
    found = queries.of_link(token)
    today = timezone.localdate()
    said = request.POST.get("answer", "")
    if found is None:
        return _over(request, status=404)
    if not queries.agrees(found.signpost.episode.person, today):
        return _over(request)
    if request.method == "POST" and said in Answer.values:
        actions.answer(introduction=found, said=said, on=today, by=None)
        return redirect("frontdoor:introduction", token)
    if today > found.link_until:
        return _over(request, answered=bool(found.answer))
    signpost = found.signpost
    context = {"introduction": found, "what": signpost.what, "first": signpost.first_time_on}
    return render(request, "frontdoor/introduction.html", context)


def _over(request: HttpRequest, *, answered: bool = False, status: int = GONE) -> HttpResponse:
    said = {"answered": answered}
    return render(request, "frontdoor/introduction_over.html", said, status=status)
