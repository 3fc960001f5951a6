"""Pages that write a person's record, section by section."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.schemes import queries as schemes
from alongside.casework.schemes.models import Role, Scheme
from alongside.casework.schemes.requests import WorkerRequest

from . import actions, forms, queries, rules
from .models import ImportantPerson, Person, Risk, RisksKnown


def _person(request: WorkerRequest, person_id: int, page: str) -> Person:
    person = queries.full(person_id, request.user)
    if person is None:
        raise Http404
    audit.looked(at=person, by=request.user, page=page)
    return person


@login_required
@require_http_methods(["GET", "POST"])
def add(request: WorkerRequest) -> HttpResponse:
    """Add somebody: a name and one way to reach them; then those whom we may know already."""
    may = Scheme.objects.filter(pk__in=request.user.scheme_ids(Role.CONNECTOR, Role.COORDINATOR))
    if not may:
        raise Http404
    form = forms.Add(request.POST if request.method == "POST" else None, schemes=may)
    if not form.is_valid():
        return render(request, "people/add.html", {"form": form})
    scheme = form.cleaned_data["scheme"]
    if not form.cleaned_data["none_of_these"]:
        found = queries.possible_duplicates(form.person(), form.points(), scheme, request.user)
        if found:
            return _perhaps_known(request, form, found, scheme)
    try:
        person = actions.add(
            scheme=scheme, fields=form.person(), points=form.points(), by=request.user
        )
    except actions.CannotAdd as reason:
        form.add_error(None, str(reason))
        return render(request, "people/add.html", {"form": form})
    messages.success(request, f"{person.preferred_name} is added. Nothing else is compulsory.")
    return redirect("people:record", person.pk)


def _perhaps_known(
    request: WorkerRequest, form: forms.Add, found: queries.Duplicates, scheme: Scheme
) -> HttpResponse:
    for match in found.here:
        if match.open:
            audit.looked(at=match.person, by=request.user, page="people:add")
    resolvers = schemes.resolvers(scheme.programme_id, timezone.localdate())
    context = {
        "form": form,
        "found": found,
        "resolvers": [worker.name for worker in resolvers],
        "typed": [(name, value) for name, value in request.POST.items() if name in TYPED],
    }
    return render(request, "people/perhaps_known.html", context)


TYPED = {
    *forms.Add.base_fields,
    "date_of_birth_day",
    "date_of_birth_month",
    "date_of_birth_year",
} - {"none_of_these"}


@login_required
@require_http_methods(["GET"])
def record(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Everything that is recorded about somebody, with a link to change each section."""
    person = _person(request, person_id, "people:record")
    context = {
        "person": person,
        "sections": [
            (code, section.title, _lines(section(person=person), person))
            for code, section in forms.SECTIONS.items()
        ],
        "reach": rules.safe_contact(person),
        "risks": [risk for risk in person.risks.all() if risk.ended_on is None],
    }
    return render(request, "people/record.html", context)


def _lines(form: forms.Section, person: Person) -> list[tuple[str, str]]:
    if isinstance(form, forms.Important):
        return [_who(somebody) for somebody in person.important_people.all()]
    if isinstance(form, forms.Risks):
        standing = [risk for risk in person.risks.all() if risk.ended_on is None]
        known = RisksKnown(person.risks_known).label
        return [("Risks", known), *((risk.what, risk.detail or "-") for risk in standing)]
    lines = []
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if value not in (None, "", [], False):
            lines.append((str(field.label), _shown(field, value)))
    return lines


def _who(somebody: ImportantPerson) -> tuple[str, str]:
    parts = [somebody.relation, somebody.telephone, somebody.note]
    if somebody.emergency:
        parts.insert(0, "Ring in an emergency")
    if somebody.cares_for_them:
        parts.insert(0, "Cares for them")
    return somebody.name, ". ".join(part for part in parts if part)


def _shown(field: Any, value: Any) -> str:
    words = dict(getattr(field, "choices", []))
    if isinstance(value, list):
        return "; ".join(str(words.get(one, one)) for one in value)
    if value is True:
        return "Yes"
    if hasattr(value, "strftime"):
        return f"{value:%-d %B %Y}"
    return str(words.get(value, value))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: WorkerRequest, person_id: int, section: str) -> HttpResponse:
    """Change one section of the record."""
    if section not in forms.SECTIONS:
        raise Http404
    person = _person(request, person_id, f"people:edit {section}")
    form = forms.SECTIONS[section](
        request.POST if request.method == "POST" else None, person=person
    )
    if request.method == "POST" and form.is_valid():
        try:
            SAVE.get(section, _save)(form, person, request)
        except actions.CannotChange as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Saved.")
            return redirect(reverse("people:record", args=[person.pk]) + f"#{section}")
    risks = [risk for risk in person.risks.all() if risk.ended_on is None]
    context = {"person": person, "form": form, "section": section, "risks": risks}
    return render(request, "people/edit.html", context)


def _save(form: Any, person: Person, request: WorkerRequest) -> None:
    actions.change(person=person, changes=form.changes(), by=request.user)


def _save_reach(form: Any, person: Person, request: WorkerRequest) -> None:
    person = actions.change(person=person, changes=form.changes(), by=request.user)
    before = [(point.kind, point.value, point.note) for point in person.contact_points.all()]
    after = form.points()
    if before != [(point.kind, point.value, point.note) for point in after]:
        actions.set_points(person=person, points=after, by=request.user)


def _save_important(form: Any, person: Person, request: WorkerRequest) -> None:
    actions.add_important(person=person, by=request.user, **form.cleaned_data)


def _save_transitions(form: Any, person: Person, request: WorkerRequest) -> None:
    today = timezone.localdate()
    actions.answer_transitions(person=person, answers=form.answers(), on=today, by=request.user)


def _save_risks(form: Any, person: Person, request: WorkerRequest) -> None:
    said = form.cleaned_data
    if said["what"]:
        today = timezone.localdate()
        actions.add_risk(
            person=person, what=said["what"], detail=said["detail"], since=today, by=request.user
        )
    elif said["risks_known"] == RisksKnown.NONE_KNOWN != person.risks_known:
        actions.none_known(person=person, by=request.user)


SAVE: dict[str, Callable[[Any, Person, WorkerRequest], None]] = {
    "reach": _save_reach,
    "people": _save_important,
    "changes": _save_transitions,
    "risks": _save_risks,
}


@login_required
@require_http_methods(["POST"])
def take_off(request: WorkerRequest, person_id: int, important_id: int) -> HttpResponse:
    """Take somebody off who no longer matters to the person."""
    person = _person(request, person_id, "people:edit people")
    important = get_object_or_404(ImportantPerson, pk=important_id, person=person)
    actions.remove_important(important=important, by=request.user)
    messages.success(request, "Taken off. What was recorded is in the history.")
    return redirect("people:edit", person.pk, "people")


@login_required
@require_http_methods(["POST"])
def risk_ended(request: WorkerRequest, person_id: int, risk_id: int) -> HttpResponse:
    """A risk is there no longer."""
    person = _person(request, person_id, "people:edit risks")
    risk = get_object_or_404(Risk, pk=risk_id, person=person, ended_on=None)
    actions.end_risk(risk=risk, on=timezone.localdate(), by=request.user)
    messages.success(request, "That risk is ended. It stays in the history.")
    return redirect("people:edit", person.pk, "risks")


@login_required
@require_http_methods(["GET", "POST"])
def died(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Record that somebody died: nothing falls due afterwards."""
    person = _person(request, person_id, "people:died")
    form = forms.Died(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.died(person=person, on=form.cleaned_data["on"], by=request.user)
        except actions.CannotRecordDeath as reason:
            form.add_error("on", str(reason))
        else:
            messages.success(request, "Recorded. Calls, letters and reminders have stopped.")
            return redirect("pages:person", person.pk)
    return render(request, "people/died.html", {"person": person, "form": form})


@login_required
@require_http_methods(["GET"])
def history(request: WorkerRequest, person_id: int) -> HttpResponse:
    """What was recorded before: names, addresses, numbers, and risks that have ended."""
    person = _person(request, person_id, "people:history")
    context = {
        "person": person,
        "changes": [
            (change, FIELD_WORDS.get(change.field, change.field.replace("_", " ").capitalize()))
            for change in person.identity_changes.select_related("by")
        ],
        "risks": [risk for risk in person.risks.all() if risk.ended_on is not None],
    }
    return render(request, "people/history.html", context)


FIELD_WORDS = {
    "contact_points": "Telephones and emails",
    "important_people": "Who matters to them",
    "preferred_name": "Name to call them by",
    "given_name": "First name",
    "age_about": "About how old",
    "nhs_number": "NHS number",
    "chi_number": "CHI number",
    "hcn_number": "Health and Care number",
}
