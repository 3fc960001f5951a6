"""What the script on a device needs when signal comes and goes."""

from __future__ import annotations

import hashlib

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.casework.schemes.requests import WorkerRequest

from .. import keeping


@login_required
@require_http_methods(["GET"])
def hello(request: WorkerRequest) -> JsonResponse:
    """Who is signed in, a fresh form token, and the key for what this device may have to keep."""
    found = {
        "worker": request.user.pk,
        "csrf": get_token(request),
        "key": keeping.key_for(request.user),
    }
    return JsonResponse(found)


@require_http_methods(["GET"])
def no_signal(request: HttpRequest) -> HttpResponse:
    """What the browser shows when a page cannot be had. It is kept on the device, so it is the
    same for everybody: no name stands on it.
    """
    request.user = AnonymousUser()
    return render(request, "visits/no_signal.html")


KEPT_BY_THE_BROWSER = (
    "app.css",
    "icon.svg",
    "js/first.js",
    "js/no-signal.js",
    "js/offline.js",
    "fonts/atkinson-hyperlegible-latin-400-normal.woff2",
    "fonts/atkinson-hyperlegible-latin-700-normal.woff2",
)


@require_http_methods(["GET"])
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that shows the page above; served from the top, so that it serves every page."""
    request.user = AnonymousUser()
    addresses = [reverse("visits:no_signal"), *(static(path) for path in KEPT_BY_THE_BROWSER)]
    name = hashlib.sha256(" ".join(addresses).encode()).hexdigest()[:12]
    context = {"addresses": addresses, "page": reverse("visits:no_signal"), "name": name}
    response = render(request, "visits/sw.js", context, "text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
