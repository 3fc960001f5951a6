"""A referral is taken down while somebody is on the telephone; support need is looked at."""

from __future__ import annotations

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
from alongside.casework.people import actions as people
from alongside.casework.people import queries as known
from alongside.casework.people.models import ContactPoint, Person
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once

from . import actions, forms, framework, queries
from .models import Assessment, Referral

DRAFT = "referrals.new"


@login_required
@require_http_methods(["GET", "POST"])
@once
def new(request: WorkerRequest) -> HttpResponse:
    """Take down a referral: who, from whom, why. One page, and one more where we may know them."""
    schemes = list(queries.may_refer_to(request.user))
    person = _person(request)
    if not schemes:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    begun = _begun(request, person)
    about = forms.About(sent, initial=begun)
    asked = forms.Request(
        sent,
        initial={"received_on": timezone.localdate(), "answer_by": "none"} | begun,
        schemes=[person.scheme] if person else schemes,
    )
    if sent is None or not asked.is_valid() or not (person or about.is_valid()):
        return _page(request, about, asked, person)
    if person is None:
        same, found = _same_as(request, about, asked)
        if same is not None and not same.is_valid():
            return _ask_which(request, about, asked, same, found)
        person = _chosen(same)
    return _take_down(request, about, asked, person)


def _person(request: WorkerRequest) -> Person | None:
    """The person that the page was opened for, by number."""
    number = request.GET.get("person", "")
    if not number:
        return None
    if not number.isdecimal():
        raise Http404
    return get_object_or_404(
        Person.objects.seen_by(request.user).filter(scheme__in=queries.may_refer_to(request.user)),
        pk=number,
    )


def _begun(request: WorkerRequest, person: Person | None) -> dict[str, Any]:
    return dict(drafts.read(request.user, _draft(person)) or {})


def _draft(person: Person | None) -> str:
    return f"{DRAFT}:{person.pk}" if person else DRAFT


def _page(
    request: WorkerRequest,
    about: forms.About,
    asked: forms.Request,
    person: Person | None,
    refusal: str = "",
) -> HttpResponse:
    if person is not None:
        audit.looked(at=person, by=request.user, page="referral")
    return render(
        request,
        "referrals/new.html",
        {
            "about": about,
            "form": asked,
            "person": person,
            "draft": _draft(person),
            "refusal": refusal,
            "token": new_token(),
        },
    )


def _points(about: forms.About) -> list[people.PointIn]:
    kinds = (ContactPoint.Kind.TELEPHONE, ContactPoint.Kind.EMAIL)
    return [
        people.PointIn(kind, about.cleaned_data[kind]) for kind in kinds if about.cleaned_data[kind]
    ]


def _fields(about: forms.About, asked: forms.Request) -> dict[str, Any]:
    """The person's fields; an age counts from the day it was told."""
    given = {
        name: value
        for name, value in about.cleaned_data.items()
        if name not in ("telephone", "email") and value not in (None, "")
    }
    if "age_about" in given:
        given["age_about_on"] = asked.cleaned_data["received_on"]
    return given


def _same_as(
    request: WorkerRequest, about: forms.About, asked: forms.Request
) -> tuple[forms.SameAs | None, known.Duplicates]:
    """The question whether it is one of those we know; None where we know nobody like it."""
    found = known.possible_duplicates(
        fields=_fields(about, asked),
        points=_points(about),
        scheme=asked.scheme,
        worker=request.user,
    )
    if not found.here and not found.elsewhere:
        return None, found
    answer = request.POST if "same_as" in request.POST else None
    return forms.SameAs(answer, people=[match.person for match in found.here]), found


def _ask_which(
    request: WorkerRequest,
    about: forms.About,
    asked: forms.Request,
    same: forms.SameAs,
    found: known.Duplicates,
) -> HttpResponse:
    """We may know them already: the two side by side. Nothing is saved yet."""
    for match in found.here:
        if match.open:
            audit.looked(at=match.person, by=request.user, page="referral duplicates")
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "token", "same_as", "draft")
    ]
    context = {
        "form": same,
        "about": about.cleaned_data,
        "found": found,
        "carried": carried,
        "token": new_token(),
    }
    return render(request, "referrals/same.html", context)


def _chosen(same: forms.SameAs | None) -> Person | None:
    if same is None:
        return None
    return same.people.get(same.cleaned_data["same_as"])


def _take_down(
    request: WorkerRequest, about: forms.About, asked: forms.Request, person: Person | None
) -> HttpResponse:
    """Add the person where they are new, and keep the referral: both, or neither."""
    opened_for = _person(request)
    try:
        with transaction.atomic():
            person = person or people.add(
                scheme=asked.scheme,
                fields=_fields(about, asked),
                points=_points(about),
                by=request.user,
            )
            referral = actions.receive(
                scheme=asked.scheme, person=person, by=request.user, **asked.said()
            )
    except (people.CannotAdd, actions.CannotReceive) as reason:
        asked.add_error(None, str(reason))
        return _page(request, about, asked, opened_for)
    drafts.drop(request.user, _draft(opened_for))
    messages.success(request, f"The referral for {person.preferred_name} is taken down.")
    return redirect(_after(referral, request.user))


def _after(referral: Referral, worker: Worker) -> str:
    """Coordinators go on to decide; who may see the person goes there; others begin again."""
    if queries.decidable(worker).filter(pk=referral.pk).exists():
        return reverse("support:referral", args=[referral.pk])
    if Person.objects.seen_by(worker).filter(pk=referral.person_id).exists():
        return referral.person.get_absolute_url()
    return reverse("referrals:new")


@login_required
@require_http_methods(["GET", "POST"])
@once
def assess(request: WorkerRequest, person_id: int) -> HttpResponse:
    """How much support somebody may need; again whenever things change."""
    person = get_object_or_404(Person.objects.seen_by(request.user), pk=person_id)
    referral = _referral(request, person)
    now = framework.current()
    history = queries.assessments(person, request.user)
    draft = f"referrals.assess:{person.pk}"
    begun = _as_it_was(history, now) | dict(drafts.read(request.user, draft) or {})
    form = forms.Assess(request.POST or None, now=now, initial=begun)
    if form.is_valid() and _assessed(form, person, referral, request.user):
        drafts.drop(request.user, draft)
        messages.success(request, "Kept. The one before it stays in the history.")
        return redirect(_back(person, referral))
    audit.looked(at=person, by=request.user, page="support need")
    context = {
        "person": person,
        "form": form,
        "framework": now,
        "history": history,
        "back_to": _back(person, referral),
        "token": new_token(),
    }
    return render(request, "referrals/assess.html", context)


def _referral(request: WorkerRequest, person: Person) -> Referral | None:
    """The referral that it is looked at for, by number."""
    number = request.GET.get("referral", "")
    if not number.isdecimal():
        return None
    return Referral.objects.seen_by(request.user).filter(person=person, pk=number).first()


def _as_it_was(history: list[queries.AssessmentSeen], now: framework.Framework) -> dict[str, Any]:
    """The newest levels, to change from, where they were made with the same version."""
    if not history or history[0].assessment.framework != now.version:
        return {}
    last: Assessment = history[0].assessment
    return {**last.levels}


def _assessed(form: forms.Assess, person: Person, referral: Referral | None, by: Worker) -> bool:
    try:
        actions.assess(
            person=person,
            referral=referral,
            levels=form.levels,
            overridden_to=form.cleaned_data["overridden_to"],
            override_reason=form.cleaned_data["override_reason"],
            on=timezone.localdate(),
            by=by,
        )
    except actions.CannotAssess as reason:
        form.add_error(None, str(reason))
        return False
    return True


def _back(person: Person, referral: Referral | None) -> str:
    if referral is not None:
        return reverse("support:referral", args=[referral.pk])
    return person.get_absolute_url()
