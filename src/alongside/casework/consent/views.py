"""What a person has agreed to, and recording an answer."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.people.models import Person
from alongside.casework.schemes.requests import WorkerRequest

from . import actions, forms, queries


@login_required
@require_http_methods(["GET", "POST"])
def record(request: WorkerRequest, person_id: int) -> HttpResponse:
    """The six purposes with the answer that counts, all answers, and a new one."""
    person = get_object_or_404(Person.objects.seen_by(request.user), pk=person_id)
    audit.looked(at=person, by=request.user, page="consent:record")
    asked = request.GET.get("purpose", "")
    form = forms.Record(
        request.POST if request.method == "POST" else None, initial={"purpose": asked}
    )
    if form.is_valid():
        try:
            actions.record(person=person, by=request.user, **form.cleaned_data)
        except actions.CannotRecord as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Recorded. The earlier answers stay below.")
            return redirect("consent:record", person.pk)
    context = {
        "person": person,
        "form": form,
        "standing": queries.standing(person, timezone.localdate()),
        "answers": person.consents.select_related("recorded_by"),
    }
    return render(request, "consent/record.html", context)
