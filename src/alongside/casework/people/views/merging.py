"""One person or two: the programme's resolver looks at both records, and decides."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework import audit
from alongside.casework.schemes.models import Programme, Worker
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once

from .. import actions, pointers, queries
from ..forms import merging as forms
from ..models import Merge, Person, ToldApart, whose_record_opens
from . import sides

SHOWN = 25
RECENT = 20


@login_required
@require_http_methods(["GET"])
def pairs(request: WorkerRequest) -> HttpResponse:
    """The pairs that may be one person, those for which most speaks first."""
    programmes = _programmes(request.user)
    asked = request.GET.get("programme", "")
    programme = next((one for one in programmes if str(one.pk) == asked), programmes[0])
    mine = queries.to_resolve(request.user, timezone.localdate())
    people = mine.filter(scheme__programme=programme)
    found = queries.proposed_pairs(people)
    page = Paginator(found.pairs, SHOWN).get_page(request.GET.get("page"))
    numbers = {number for pair in page for number in (pair.first, pair.second)}
    said = {
        "programme": programme,
        "programmes": programmes,
        "found": found,
        "page": page,
        "people": people.select_related("scheme").in_bulk(numbers),
        "merges": _merges(programme, request.user)[:RECENT],
        "apart": _apart(programme, request.user)[:RECENT],
        "numbers": forms.Numbers(),
    }
    return render(request, "people/pairs.html", said)


def _programmes(worker: Worker) -> list[Programme]:
    found = list(queries.resolved_by(worker, timezone.localdate()))
    if not found:
        raise Http404
    return found


def _merges(programme: Programme, worker: Worker) -> QuerySet[Merge]:
    found = Merge.objects.filter(away__scheme__programme=programme)
    shown = found.filter(_told(worker, "kept"), _told(worker, "away"))
    return shown.select_related("kept__scheme", "away__scheme", "by", "apart_by")


def _apart(programme: Programme, worker: Worker) -> QuerySet[ToldApart]:
    found = ToldApart.objects.standing().filter(first__scheme__programme=programme)
    shown = found.filter(_told(worker, "first"), _told(worker, "second"))
    return shown.select_related("first__scheme", "second__scheme", "by")


def _told(worker: Worker, field: str) -> Q:
    """Of a restricted record only who may open it learns that there is one."""
    return Q(**{f"{field}__restricted": False}) | whose_record_opens(worker, field)


@login_required
@require_http_methods(["GET"])
def compare(request: WorkerRequest) -> HttpResponse:
    """Two records by their numbers, where the list does not have them."""
    _programmes(request.user)
    form = forms.Numbers(request.GET)
    if form.is_valid():
        numbers = sorted({form.cleaned_data["first"], form.cleaned_data["second"]})
        mine = queries.to_resolve(request.user, timezone.localdate())
        if len(numbers) == 2 and mine.filter(pk__in=numbers).count() == 2:
            return redirect("people:pair", *numbers)
    messages.error(
        request,
        "Those are not two records that you can compare. The number of a record stands in its"
        " address: the coordinator can read it out. A restricted record is its coordinator’s.",
    )
    return redirect("people:pairs")


@login_required
@require_http_methods(["GET", "POST"])
@once
def pair(request: WorkerRequest, first_id: int, second_id: int) -> HttpResponse:
    """Both records, field by field; they are the same, or they are two people."""
    kept, away = _both(request, first_id, second_id)
    differing = sides.differing(kept, away)
    schemes = [kept.scheme] if kept.scheme_id == away.scheme_id else [kept.scheme, away.scheme]
    doing = request.POST.get("doing", "")
    same = forms.Same(
        request.POST if doing == "same" else None, differing=differing, schemes=schemes
    )
    two = forms.Two(request.POST if doing == "two" else None)
    if same.is_valid() and (done := _merged(request, kept, away, same)):
        return redirect("people:merge", done.pk)
    if two.is_valid() and _told_apart(request, kept, away, two):
        return redirect("people:pairs")
    for person in (kept, away):
        audit.looked(at=person, by=request.user, page="people:pair")
    said = {
        "kept": kept,
        "away": away,
        "to_decide": [same[one.code] for one in differing if one.both_say],
        "of_one_alone": [same[one.code] for one in differing if not one.both_say],
        "same_in_both": sides.same(kept, away),
        "around": [(kept, sides.around(kept)), (away, sides.around(away))],
        "form": same,
        "two": two,
        "told_apart": queries.told_apart(kept, away),
    }
    return render(request, "people/pair.html", said)


def _both(request: WorkerRequest, first_id: int, second_id: int) -> tuple[Person, Person]:
    """The two records; the one that would stand is first.

    That is the one in which something goes on, and of two such the one that we have for longer.
    """
    mine = queries.to_resolve(request.user, timezone.localdate())
    around = ("contact_points", "important_people", "risks", "transitions")
    found = mine.select_related("scheme", "connector").prefetch_related(*around)
    one, other = (get_object_or_404(found, pk=number) for number in (first_id, second_id))
    if one.pk == other.pk or one.scheme.programme_id != other.scheme.programme_id:
        raise Http404
    both = sorted((one, other), key=lambda person: (person.added_on, person.pk))
    both.sort(key=lambda person: not any(pointers.going_on(person)))
    return both[0], both[1]


def _merged(request: WorkerRequest, kept: Person, away: Person, form: forms.Same) -> Merge | None:
    try:
        made = actions.merge(
            kept=kept,
            away=away,
            chosen=form.chosen(),
            scheme=form.cleaned_data.get("scheme"),
            why=form.cleaned_data["why"],
            on=timezone.localdate(),
            by=request.user,
        )
    except actions.CannotMerge as reason:
        form.add_error(None, str(reason))
        return None
    messages.success(request, "The two records are one now.")
    return made


def _told_apart(request: WorkerRequest, kept: Person, away: Person, form: forms.Two) -> bool:
    try:
        actions.tell_apart(
            first=kept,
            second=away,
            why=form.cleaned_data["reason"],
            on=timezone.localdate(),
            by=request.user,
        )
    except actions.CannotTellApart as reason:
        form.add_error("reason", str(reason))
        return False
    messages.success(request, "They are two people. Nobody is asked about them again.")
    return True


@login_required
@require_http_methods(["GET", "POST"])
@once
def merge(request: WorkerRequest, merge_id: int) -> HttpResponse:
    """What became one, with both sides as they were; taken apart here."""
    programmes = _programmes(request.user)
    mine = Merge.objects.filter(
        _told(request.user, "kept"),
        _told(request.user, "away"),
        away__scheme__programme__in=programmes,
    )
    found = get_object_or_404(
        mine.select_related("kept__scheme", "away__scheme", "by", "apart_by"), pk=merge_id
    )
    refusal = ""
    if request.method == "POST":
        try:
            actions.take_apart(merge=found, on=timezone.localdate(), by=request.user)
        except actions.CannotTakeApart as reason:
            refusal = str(reason)
        else:
            messages.success(request, "They are two records again.")
            return redirect("people:merge", found.pk)
    for person in (found.kept, found.away):
        audit.looked(at=person, by=request.user, page="people:merge")
    said = {
        "merge": found,
        "refusal": refusal,
        "moved": sides.of_rows(found.moved),
        "stayed": sides.of_rows(found.stayed),
        "changed": sides.field_labels(found.wrote),
        "kept_as_is": sides.field_labels(found.stayed.get("fields", [])),
        "opens": Person.objects.seen_by(request.user).filter(pk=found.kept_id).exists(),
    }
    return render(request, "people/merge.html", said)


@login_required
@require_POST
@once
def perhaps_one(request: WorkerRequest, apart_id: int) -> HttpResponse:
    """That two were told apart is taken back: they are proposed again."""
    mine = ToldApart.objects.filter(
        _told(request.user, "first"),
        _told(request.user, "second"),
        first__scheme__programme__in=_programmes(request.user),
    )
    said = get_object_or_404(mine, pk=apart_id)
    try:
        actions.take_back_telling_apart(said=said, on=timezone.localdate(), by=request.user)
    except actions.CannotTellApart as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "Taken back. If much speaks for it, they are in the list again.")
    return redirect("people:pairs")
