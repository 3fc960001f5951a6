"""An organiser confirms or corrects their entry, by the secret in the address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alongside.casework.directory import secret
from alongside.casework.directory.actions import organiser
from alongside.casework.directory.models import OrganiserLink
from alongside.casework.directory.queries import showing

from .. import flood
from ..forms import Correct
from .activity import TOO_MANY


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The entry as it stands, with three answers: still right, something changed, closed."""
    today = timezone.localdate()
    link = secret.link_of(token, today)
    if link is None:
        return render(request, "frontdoor/over.html", status=404)
    doing = request.POST.get("doing", "")
    form = Correct(request.POST if doing == "correct" else None, activity=link.activity)
    if doing and flood.too_many(request, "confirm", most=30):
        form.add_error(None, TOO_MANY) if form.is_bound else None
    elif doing and (answered := _answer(link, doing, form)):
        return redirect(f"{request.path}?{answered}")
    entry = showing.whole(type(link.activity).objects.all()).get(pk=link.activity_id)
    said = {
        "activity": entry,
        "it": showing.shown(entry, today),
        "form": form,
        "changing": doing == "correct" or "change" in request.GET,
        "thanks": next((one for one in THANKS if one in request.GET), ""),
        "until": link.expires_on,
    }
    return render(request, "frontdoor/confirm.html", said)


THANKS = ("right", "sent", "closed")


def _answer(link: OrganiserLink, doing: str, form: Correct) -> str:
    """What was done; nothing where the form has to be put right first."""
    if doing == "right":
        organiser.confirmed(link=link, by=None)
        return "right"
    if doing == "closed":
        organiser.closed(link=link, by=None)
        return "closed"
    if doing == "correct" and form.is_valid():
        words = form.cleaned_data["words"]
        organiser.corrected(link=link, values=form.values(), words=words, by=None)
        return "sent"
    return ""
