"""Restricted records: shutting and freeing them, breaking the glass, and looking into it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.schemes.models import WITH_PEOPLE, Role
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once
from alongside.casework.schemes.words import time_words

from ..actions import restricted as actions
from ..forms import restricted as forms
from ..models import Person
from ..queries import restricted as queries


@login_required
@require_http_methods(["GET", "POST"])
@once
def restrict(request: WorkerRequest, person_id: int) -> HttpResponse:
    """From now the record opens for few; or, where it does already, for everybody again."""
    person = get_object_or_404(_mine_to_restrict(request), pk=person_id)
    if person.restricted:
        return _free(request, person)
    form = forms.Restrict(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.restrict(person=person, at=timezone.now(), by=request.user, **form.cleaned_data)
        except actions.CannotRestrict as reason:
            form.add_error(None, str(reason))
        else:
            return _restricted(request, person)
    audit.looked(at=person, by=request.user, page="people:restrict")
    opens_for = queries.whom_to_ask(person)
    context = {"person": person, "form": form, "opens_for": opens_for}
    return render(request, "people/restrict.html", context)


def _mine_to_restrict(request: WorkerRequest) -> QuerySet[Person]:
    led = request.user.scheme_ids(Role.COORDINATOR, Role.SAFEGUARDING_LEAD)
    seen = Person.objects.seen_by(request.user).filter(scheme__in=led)
    return seen.select_related("connector", "scheme")


def _restricted(request: WorkerRequest, person: Person) -> HttpResponse:
    """Who has shut it may be one of those for whom it is shut now."""
    messages.success(request, "The record is restricted. It stands in nobody else’s lists.")
    if Person.objects.seen_by(request.user).filter(pk=person.pk).exists():
        return redirect("pages:person", person.pk)
    return redirect("pages:today")


def _free(request: WorkerRequest, person: Person) -> HttpResponse:
    if not request.user.has_role(Role.COORDINATOR, scheme=person.scheme_id):
        raise Http404
    form = forms.Free(request.POST if request.method == "POST" else None)
    if form.is_valid():
        why, now = form.cleaned_data["reason"], timezone.now()
        actions.free(person=person, why=why, at=now, by=request.user)
        messages.success(request, "The record opens as any other again.")
        return redirect("pages:person", person.pk)
    audit.looked(at=person, by=request.user, page="people:restrict")
    shut = queries.shut(person, request.user, timezone.now())
    return render(request, "people/free.html", {"person": person, "form": form, "shut": shut})


@login_required
@require_http_methods(["GET", "POST"])
@once
def glass(request: WorkerRequest, person_id: int) -> HttpResponse:
    """A restricted record: whom to ask, and a way in that is seen. It says nobody's name."""
    person = get_object_or_404(queries.behind_glass(request.user), pk=person_id)
    form = forms.BreakGlass(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _broken(request, person, form.cleaned_data["reason"])
    context = {"form": form, "opens_for": queries.whom_to_ask(person)}
    return render(request, "people/glass.html", context)


def _broken(request: WorkerRequest, person: Person, reason: str) -> HttpResponse:
    made = actions.break_glass(person=person, reason=reason, at=timezone.now(), by=request.user)
    until = time_words(timezone.localtime(made.until))
    messages.success(request, f"The record is open for you until {until}. The coordinator is told.")
    return redirect("pages:person", person.pk)


@login_required
@require_http_methods(["GET", "POST"])
@once
def find(request: WorkerRequest) -> HttpResponse:
    """Break the glass of a record that no list shows, knowing whose it is."""
    if not request.user.has_role(*WITH_PEOPLE):
        raise Http404
    form = forms.FindBehindGlass(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        if person := queries.found_behind_glass(said["words"], request.user):
            return _broken(request, person, said["reason"])
        actions.glass_not_found(by=request.user)
        form.add_error("words", NOT_FOUND)
    return render(request, "people/glass_find.html", {"form": form})


NOT_FOUND = (
    "There is no restricted record with this whole name or number that you could open. Ring the"
    " coordinator. That you tried is kept."
)


@login_required
@require_http_methods(["POST"])
@once
def glass_seen(request: WorkerRequest, glass_id: int) -> HttpResponse:
    """A coordinator has seen who broke the glass."""
    found = get_object_or_404(queries.broken_glass(request.user), pk=glass_id)
    form = forms.SeenTo(request.POST)
    if form.is_valid():
        try:
            actions.see_to_glass(
                glass=found, note=form.cleaned_data["note"], at=timezone.now(), by=request.user
            )
        except actions.CannotSeeTo as reason:
            messages.error(request, str(reason))
    return redirect("pages:today")
