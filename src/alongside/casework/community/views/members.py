"""Who wants a group, who helps, who came."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework import audit
from alongside.casework.people.models import Person
from alongside.casework.schemes.requests import WorkerRequest, back_to, number_in
from alongside.casework.schemes.sent import once

from .. import actions, forms
from ..models import GroupMember, Offer, Said
from .common import group_seen

ASKED, INVITED = "may_invite", "invited"
ANSWERS = (ASKED, INVITED, *Said.values)


@login_required
@require_http_methods(["GET", "POST"])
@once
def member_new(request: WorkerRequest, group_id: int) -> HttpResponse:
    """Somebody who wants to come."""
    group = group_seen(request, group_id)
    people = Person.objects.seen_by(request.user).filter(scheme=group.scheme, died_on=None)
    people = people.exclude(group_places__group=group).order_by("preferred_name", "family_name")
    form = forms.NewMember(request.POST or None, people=people)
    if form.is_valid():
        today = timezone.localdate()
        try:
            actions.wants(group=group, on=today, by=request.user, **form.cleaned_data)
        except actions.CannotAdd as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Written down among those who want to come.")
            return redirect(group)
    audit.looked(at=group, by=request.user, page="who wants a group")
    return render(request, "community/member_new.html", {"form": form, "group": group})


@login_required
@require_POST
@once
def member(request: WorkerRequest, member_id: int) -> HttpResponse:
    """One tap: they may be invited, were invited, are coming, not now."""
    seen = GroupMember.objects.seen_by(request.user).select_related("group", "person")
    found = get_object_or_404(seen, pk=member_id)
    answer, today = request.POST.get("answer", ""), timezone.localdate()
    if answer not in ANSWERS:
        raise Http404
    try:
        if answer == ASKED:
            actions.may_be_invited(member=found, on=today, by=request.user)
        elif answer == INVITED:
            actions.invited(member=found, on=today, by=request.user)
        else:
            actions.answered(member=found, said=answer, on=today, by=request.user)
    except actions.CannotAdd as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, f"{found.called_fully}: {_in_words(answer)}.")
    return redirect(back_to(request) or found.group)


@login_required
@require_http_methods(["GET", "POST"])
@once
def helper_new(request: WorkerRequest, group_id: int) -> HttpResponse:
    """Somebody who would help; or one tap that takes up an offer."""
    group = group_seen(request, group_id)
    if offered := number_in(request.POST.get("offer")):
        return _take_up(request, group_id, offered)
    form = forms.NewHelper(request.POST or None)
    if form.is_valid():
        on = timezone.localdate()
        actions.helps(group=group, on=on, by=request.user, **form.cleaned_data)
        messages.success(request, "Written down among those who help.")
        return redirect(group)
    return render(request, "community/helper_new.html", {"form": form, "group": group})


@login_required
@require_http_methods(["GET", "POST"])
@once
def meeting_new(request: WorkerRequest, group_id: int) -> HttpResponse:
    """It met: who came."""
    group = group_seen(request, group_id)
    members = group.members.seen_by(request.user).exclude(said=Said.LEFT).select_related("person")
    form = forms.NewMeeting(
        request.POST or None, members=members, initial={"on": timezone.localdate(), "others": 0}
    )
    if form.is_valid():
        try:
            actions.met(group=group, by=request.user, **form.cleaned_data)
        except actions.CannotMeet as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Written down.")
            return redirect(group)
    audit.looked(at=group, by=request.user, page="meeting of a group")
    return render(request, "community/meeting_new.html", {"form": form, "group": group})


def _take_up(request: WorkerRequest, group_id: int, offered: int) -> HttpResponse:
    group = group_seen(request, group_id)
    offers = Offer.objects.seen_by(request.user).filter(scheme=group.scheme)
    offer = get_object_or_404(offers, pk=offered)
    try:
        actions.helps(group=group, offer=offer, on=timezone.localdate(), by=request.user)
    except actions.CannotAdd as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, f"{offer.who} helps with it now. Tell them.")
    return redirect(group)


def _in_words(answer: str) -> str:
    if answer == ASKED:
        return "may be invited"
    return "invited" if answer == INVITED else Said(answer).label.lower()
