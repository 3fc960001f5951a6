"""What is typed arrives here every few seconds, from static/js/keep.js."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from .. import drafts, handed_over
from ..models import Worker


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keep a form's fields for whoever is signed in; 401 where nobody is, since a script asks."""
    if not isinstance(request.user, Worker):
        return JsonResponse({"signed_out": True}, status=401)
    if len(request.body) > 2 * drafts.MOST_BYTES:  # escaped in JSON, a text may be twice as long
        return _refused("This is too long to be kept while typing.", 413)
    try:
        sent = json.loads(request.body)
        form, fields = str(sent["form"]), drafts.checked(sent["fields"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return _refused("This is not what a form holds.", 400)
    except drafts.CannotKeep as reason:
        return _refused(str(reason), 400)
    given = handed_over.now(request)
    if given and given["form"] != form:  # of another page, that is open beside it
        return JsonResponse({"signed_out": True}, status=401)
    try:
        drafts.keep(request.user, form, fields)
    except drafts.CannotKeep as reason:
        return _refused(str(reason), 400)
    return HttpResponse(status=204)


def _refused(why: str, status: int) -> JsonResponse:
    return JsonResponse({"errors": [why]}, status=status)
