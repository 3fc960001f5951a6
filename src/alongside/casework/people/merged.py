"""The address of a record that was merged away leads to the record that stands for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.casework.schemes.models import Worker

from .models import Person

GetResponse = Callable[[HttpRequest], HttpResponse]


class KeepingWhatWasSent(HttpResponseRedirect):
    """The browser asks there in the same way, with what it had sent: a note is not lost."""

    status_code = 307


def lead_on(get_response: GetResponse) -> GetResponse:
    """Where a person's page is not found, look whether another record stands for that number.

    It costs nothing while pages are found. Who may not know the other person learns nothing.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 404 and isinstance(request.user, Worker):
            return _led_on(request, request.user) or response
        return response

    return answer


def _led_on(request: HttpRequest, worker: Worker) -> HttpResponse | None:
    match = request.resolver_match
    if match is None or "person_id" not in match.kwargs:
        return None
    merged = Person.objects.filter(pk=match.kwargs["person_id"], merged_into__isnull=False)
    stands = Person.objects.named_to(worker).filter(pk__in=merged.values("merged_into")).first()
    if stands is None:
        return None
    there = reverse(match.view_name, kwargs=match.kwargs | {"person_id": stands.pk})
    asked = request.META.get("QUERY_STRING", "")
    return KeepingWhatWasSent(f"{there}?{asked}" if asked else there)
