"""What is due to be checked, and what a check found."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import once
from alongside.casework.schemes.words import day

from .. import forms
from ..actions import checking
from ..models import Activity, How, Notice, Result
from ..queries import checks as queries
from ..queries.showing import last_check
from ..trust import freshness
from .common import entry, keeps_it, ways

SHOWN = 10


@login_required
@require_http_methods(["GET"])
def checks(request: WorkerRequest) -> HttpResponse:
    """The work list: ten at a time, of one's own areas first."""
    keeps_it(request.user)
    today = timezone.localdate()
    shares = queries.shares(request.user, today)
    asked = request.GET.get("whose", "")
    share = next((one for one in shares if one.code == asked), shares[0])
    due = queries.in_order(
        queries.in_share(queries.due(request.user, today), request.user, share.code)
    )
    page = Paginator(queries.for_list(due), SHOWN).get_page(request.GET.get("page"))
    said = {
        "ways": ways(request.user, "checks"),
        "shares": [
            (one.label, one.count, f"?whose={one.code}", one.code == share.code) for one in shares
        ],
        "share": share,
        "page": page,
        "rows": [_row(activity) for activity in page],
    }
    return render(request, "directory/checks.html", said)


def _row(activity: Activity) -> dict[str, object]:
    today = timezone.localdate()
    numbers = [phone.number for one in activity.contacts.all() for phone in one.phones.all()]
    numbers += [phone.number for phone in activity.phones.all()]
    if not numbers and activity.organisation is not None:
        numbers = [phone.number for phone in activity.organisation.phones.all()]
    names = [one.name for one in activity.contacts.all() if one.name]
    where = [str(one.place) for one in activity.at.all()]
    notices: list[Notice] = activity.open_notices  # type: ignore[attr-defined]  # of the query
    return {
        "activity": activity,
        "telephone": numbers[0] if numbers else "",
        "ask_for": names[0] if names else "",
        "where": where[0] if where else "",
        "checked": last_check(activity.checks.all(), activity.assured_date, named=True),
        "freshness": freshness(activity, today),
        "said": [
            f"{one.get_kind_display()}: said on {day(timezone.localdate(one.received_at))}"
            for one in notices[:2]
        ],
    }


@login_required
@require_POST
@once
def still_on(request: WorkerRequest, activity_id: int) -> HttpResponse:
    """One tap: they were rung, and it is still on."""
    activity = entry(request.user, activity_id)
    checking.still_on(activity=activity, by=request.user)
    messages.success(
        request, f"{activity.name} is still on. To be checked again by {day(activity.due_on)}."
    )
    return redirect(_after(request, activity))


@login_required
@require_http_methods(["GET", "POST"])
@once
def found(request: WorkerRequest, activity_id: int) -> HttpResponse:
    """What a check found, where one tap does not say it."""
    activity = entry(request.user, activity_id)
    usual = {"on": timezone.localdate(), "how": How.TELEPHONE}
    if request.GET.get("result") in Result.values:
        usual["result"] = request.GET["result"]
    form = forms.FoundForm(request.POST or None, initial=usual)
    if form.is_valid():
        try:
            checking.found(activity=activity, by=request.user, **form.cleaned_data)
        except checking.CannotCheck as reason:
            form.add_error("on", str(reason))
        else:
            messages.success(request, _said(form.cleaned_data["result"], activity))
            if form.cleaned_data["result"] == Result.CHANGED:
                return redirect("directory:change", activity.pk)
            return redirect(_after(request, activity))
    notices = activity.notices.filter(handled_at=None).select_related("by")
    said = {"form": form, "activity": activity, "notices": notices, "next": _next(request)}
    return render(request, "directory/found.html", said)


def _said(result: str, activity: Activity) -> str:
    if result == Result.NOBODY and activity.is_hidden:
        return (
            f"Nobody could confirm {activity.name} twice, so it is no longer suggested to people."
            f" It is asked about again from {day(activity.due_on)}."
        )
    if result == Result.NOBODY:
        return f"Nobody answered. {activity.name} comes back here on {day(activity.due_on)}."
    if result == Result.CLOSED:
        return f"{activity.name} is marked as closed. It stays here, and is no longer suggested."
    if result == Result.CHANGED:
        return f"{activity.name} is still on. Now put right what has changed."
    return f"{activity.name} is still on. To be checked again by {day(activity.due_on)}."


@login_required
@require_POST
@once
def set_aside(request: WorkerRequest, notice_id: int) -> HttpResponse:
    """What somebody said was looked into, and nothing follows."""
    keeps_it(request.user)
    seen = Notice.objects.filter(activity__in=Activity.objects.seen_by(request.user))
    notice = get_object_or_404(seen.select_related("activity"), pk=notice_id)
    checking.set_aside(notice=notice, by=request.user)
    messages.success(request, "Set aside. The entry stays as it is.")
    return redirect(notice.activity)


def _next(request: WorkerRequest) -> str:
    """Where to go after: only an address of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def _after(request: WorkerRequest, activity: Activity) -> str:
    return _next(request) or reverse("pages:activity", args=[activity.pk])
