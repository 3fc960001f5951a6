"""One activity, for anybody; and that it has closed, or is wrong."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework.directory.actions import checking
from alongside.casework.directory.models import Activity
from alongside.casework.directory.queries import showing

from .. import flood
from ..forms import Tell

TOO_MANY = (
    "We have had many messages from you within the hour. Nothing is lost: wait a little, and send"
    " it again."
)


@require_http_methods(["GET", "POST"])
def activity(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Public entries only. What is sent is kept as a notice, and changes nothing by itself."""
    found = get_object_or_404(showing.whole(Activity.objects.public()), public_id=public_id)
    form = Tell(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if flood.too_many(request, "tell"):
            form.add_error(None, TOO_MANY)
        else:
            checking.tell(activity=found, by=None, **form.cleaned_data)
            return redirect(reverse("frontdoor:activity", args=[public_id]) + "?told")
    said = {
        "activity": found,
        "it": showing.shown(found, timezone.localdate()),
        "form": form,
        "told": "told" in request.GET,
    }
    return render(request, "frontdoor/activity.html", said, status=429 if _flood(form) else 200)


def _flood(form: Tell) -> bool:
    return TOO_MANY in form.non_field_errors()
