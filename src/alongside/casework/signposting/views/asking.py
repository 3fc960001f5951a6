"""Typed connections and the entries they may be; and what was spoken of, but not written down."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.casework.directory.roles import keeps
from alongside.casework.directory.views.common import ways
from alongside.casework.schemes.requests import WorkerRequest, back_to
from alongside.casework.schemes.sent import once
from alongside.casework.support.models import Episode
from alongside.casework.support.views.common import episode_for, works_with_people

from .. import actions, queries
from ..queries.unlisted import same_as
from .common import entry, seen

NEW, OFF, GOODBYE = "new", "off", "goodbye"


@login_required
@require_http_methods(["GET"])
def unlisted(request: WorkerRequest) -> HttpResponse:
    """Connections that were typed before there was a directory, with entries they may be.

    It shows what things are called and how many people were pointed there, and nobody's record.
    """
    works_with_people(request.user)
    shown, every = queries.unlisted(request.user)
    said = {
        "shown": shown,
        "every": every,
        "ways": ways(request.user, "unlisted") if keeps(request.user) else [],
    }
    return render(request, "signposting/unlisted.html", said)


@login_required
@require_http_methods(["POST"])
@once
def match(request: WorkerRequest, signpost_id: int) -> HttpResponse:
    """One tap for all of this name: `to` is an entry's number, `new` or `off`."""
    found = seen(request, signpost_id)
    to = request.POST.get("to", "")
    same = [one for one in same_as(found, request.user) if one.pk != found.pk] + [found]
    try:
        if to == OFF:
            actions.leave_off_the_list(signposts=same, by=request.user)
            messages.success(request, f"{found.what} stays off the list.")
        else:
            activity = None if to == NEW else entry(request, to)
            actions.match(signposts=same, activity=activity, by=request.user)
            called = activity.name if activity else f"{found.what}, a new entry"
            messages.success(request, f"{found.what} is {called} now.")
    except actions.CannotConnect as reason:
        messages.error(request, str(reason))
    return redirect(back_to(request, reverse("signposting:unlisted")))


@login_required
@require_http_methods(["POST"])
@once
def leave(request: WorkerRequest, person_id: int) -> HttpResponse:
    """There is nothing to write down: `answer` is an entry's number, or `goodbye`."""
    said = request.POST.get("answer", "")
    if said == GOODBYE:
        episode, activity = _ended(request, person_id), None
    else:
        episode, activity = episode_for(request.user, person_id), entry(request, said)
    actions.leave_it(episode=episode, activity=activity, by=request.user)
    messages.success(request, "We do not ask about this again.")
    return redirect(back_to(request, episode.person.get_absolute_url()))


def _ended(request: WorkerRequest, person_id: int) -> Episode:
    ended = Episode.objects.seen_by(request.user).filter(person=person_id, ended_on__isnull=False)
    found = ended.select_related("person").order_by("-ended_on", "-pk").first()
    if found is None:
        raise Http404
    return found
