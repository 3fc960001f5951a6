"""Pages that show and write a person's record, section by section."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from .. import actions, forms, queries, rules
from ..models import ImportantPerson, Person, Risk, RisksKnown
from . import showing


def _person(request: WorkerRequest, person_id: int, page: str) -> Person:
    if request.method == "POST" and transaction.get_connection().in_atomic_block:
        held = Person.objects.select_for_update()  # it is compared with what was shown
        held.filter(pk=person_id).values_list("pk").first()
    person = queries.full(person_id, request.user)
    if person is None:
        raise Http404
    audit.looked(at=person, by=request.user, page=page)
    return person


@login_required
@require_http_methods(["GET"])
def record(request: WorkerRequest, person_id: int) -> HttpResponse:
    """Everything that is recorded about somebody, with a link to change each section."""
    person = _person(request, person_id, "people:record")
    context = {
        "person": person,
        "sections": showing.sections(person),
        "jumps": [
            (section.title, None, f"#{code}", False) for code, section in forms.SECTIONS.items()
        ],
        "reach": rules.safe_contact(person),
        "age": rules.age_words(person, timezone.localdate()),
    }
    return render(request, "people/record.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@once
def edit(request: WorkerRequest, person_id: int, section: str) -> HttpResponse:
    """Change one section of the record."""
    if section not in forms.SECTIONS:
        raise Http404
    person = _person(request, person_id, f"people:edit {section}")
    form = forms.SECTIONS[section](
        request.POST if request.method == "POST" else None, person=person
    )
    if form.is_valid():
        try:
            SAVE.get(section, _save)(form, person, request)
        except actions.CannotChange as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Saved.")
            return redirect(reverse("people:record", args=[person.pk]) + f"#{section}")
    context = {
        "person": person,
        "form": form,
        "section": section,
        "risks": showing.standing_risks(person),
    }
    return render(request, "people/edit.html", context)


def _save(form: Any, person: Person, request: WorkerRequest) -> None:
    actions.change(person=person, changes=form.changes(), by=request.user)


def _save_reach(form: Any, person: Person, request: WorkerRequest) -> None:
    actions.change(person=person, changes=form.changes(), points=form.points(), by=request.user)


def _save_important(form: Any, person: Person, request: WorkerRequest) -> None:
    actions.add_important(person=person, by=request.user, **form.cleaned_data)


def _save_transitions(form: Any, person: Person, request: WorkerRequest) -> None:
    today = timezone.localdate()
    actions.answer_transitions(person=person, answers=form.answers(), on=today, by=request.user)


def _save_risks(form: Any, person: Person, request: WorkerRequest) -> None:
    said = form.cleaned_data
    if said["what"]:
        since = said["since"] or timezone.localdate()
        actions.add_risk(
            person=person, what=said["what"], detail=said["detail"], since=since, by=request.user
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
@require_http_methods(["GET", "POST"])
@once
def important(request: WorkerRequest, person_id: int, important_id: int) -> HttpResponse:
    """Change what is known of somebody who matters to the person."""
    person = _person(request, person_id, "people:edit people")
    one = get_object_or_404(ImportantPerson, pk=important_id, person=person)
    form = forms.Important(
        request.POST if request.method == "POST" else None, person=person, one=one
    )
    if form.is_valid():
        actions.change_important(important=one, changes=form.changes(), by=request.user)
        messages.success(request, "Saved.")
        return redirect("people:edit", person.pk, "people")
    context = {"person": person, "form": form, "one": one}
    return render(request, "people/important.html", context)


@login_required
@require_http_methods(["POST"])
def take_off(request: WorkerRequest, person_id: int, important_id: int) -> HttpResponse:
    """Take somebody off who no longer matters to the person."""
    person = _person(request, person_id, "people:edit people")
    one = get_object_or_404(ImportantPerson, pk=important_id, person=person)
    actions.remove_important(important=one, by=request.user)
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
@require_http_methods(["POST"])
def did_not_die(request: WorkerRequest, person_id: int) -> HttpResponse:
    """A death was recorded by mistake."""
    person = _person(request, person_id, "people:died")
    try:
        actions.did_not_die(person=person, by=request.user)
    except actions.CannotRecordDeath as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "Taken back. What was due by its date is due again.")
    return redirect("pages:person", person.pk)


@login_required
@require_http_methods(["GET"])
def history(request: WorkerRequest, person_id: int) -> HttpResponse:
    """What was recorded before: names, addresses, numbers, and risks that have ended."""
    person = _person(request, person_id, "people:history")
    context = {
        "person": person,
        "changes": showing.history(person),
        "risks": [risk for risk in person.risks.all() if risk.ended_on is not None],
    }
    return render(request, "people/history.html", context)
