"""What a person has agreed to, and recording what they answer."""

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
from alongside.casework.schemes.sent import once

from . import actions, forms, queries


@login_required
@require_http_methods(["GET", "POST"])
@once
def record(request: WorkerRequest, person_id: int) -> HttpResponse:
    """The six purposes with the answer that counts and all before it; and what is answered now."""
    person = get_object_or_404(Person.objects.seen_by(request.user), pk=person_id)
    audit.looked(at=person, by=request.user, page="consent:record")
    form = forms.Record(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.record_all(person=person, by=request.user, **form.said())
        except actions.CannotRecord as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Recorded. The earlier answers are kept.")
            return redirect("consent:record", person.pk)
    standing = queries.standing(person, timezone.localdate())
    asked = form.asked()
    context = {
        "person": person,
        "form": form,
        "purposes": [(one, asked[one.purpose.value]) for one in standing],
        "given": any(one.answers for one in standing),
        "research": queries.about_research(person),
    }
    return render(request, "consent/record.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@once
def research(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Whether the record is counted when evaluators look; and changing that."""
    person = get_object_or_404(Person.objects.seen_by(request.user), pk=person_id)
    audit.looked(at=person, by=request.user, page="consent:research")
    form = forms.Research(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.answer_about_research(person=person, by=request.user, **form.cleaned_data)
        except actions.CannotRecord as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Recorded. It holds from the next extract on.")
            return redirect("consent:record", person.pk)
    context = {"person": person, "form": form, "answers": queries.about_research(person)}
    return render(request, "consent/research.html", context)
