"""The diary’s pages: my day, my week, one entry, the private calendar, and confirming safety."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from alongside.casework import audit
from alongside.casework.schemes.models import WITH_PEOPLE, Role, Scheme
from alongside.casework.schemes.requests import WorkerRequest
from alongside.casework.schemes.sent import new_token, once

from .. import actions, calendar
from .. import rules_diary as rules
from ..forms import diary as forms
from ..models import Appointment, Episode, Visit
from ..queries import diary as queries
from ..queries import mine
from ..rules import with_weekday
from .common import works_with_people


def _day_asked(request: HttpRequest) -> date:
    """The day in the address, or today where there is none or none that can be read."""
    try:
        asked = parse_date(request.GET.get("on", ""))
    except ValueError:
        asked = None
    today = timezone.localdate()
    return asked if asked is not None and abs((asked - today).days) < 3660 else today


@login_required
@require_http_methods(["GET"])
def day(request: WorkerRequest) -> HttpResponse:
    """My day: what is planned, where I am now, and what nobody has closed."""
    works_with_people(request.user)
    on, today = _day_asked(request), timezone.localdate()
    context = {
        "on": on,
        "entries": queries.day(request.user, on),
        "open_visits": list(queries.open_visits(request.user)),
        "not_closed": queries.not_closed(request.user, today) if on == today else [],
        "before": on - timedelta(days=1),
        "after": on + timedelta(days=1),
        "doors": rules.TO_A_DOOR,
    }
    return render(request, "support/diary.html", context)


@login_required
@require_http_methods(["GET"])
def week(request: WorkerRequest) -> HttpResponse:
    """My week, from Monday."""
    works_with_people(request.user)
    on = _day_asked(request)
    monday = on - timedelta(days=on.weekday())
    context = {
        "days": queries.week(request.user, monday),
        "monday": monday,
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "doors": rules.TO_A_DOOR,
    }
    return render(request, "support/diary_week.html", context)


def _choosable(request: WorkerRequest) -> QuerySet[Episode]:
    """With whom this worker can plan: their own people, and whom the address names."""
    wanted = Episode.objects.seen_by(request.user).open().select_related("person", "scheme")
    asked = request.GET.get("person", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 18:
        return wanted.filter(person=int(asked))
    own = mine(request.user, timezone.localdate()).filter(person__died_on=None)
    return wanted.filter(pk__in=own.values("pk"))


@login_required
@require_http_methods(["GET", "POST"])
@once
def appointment_new(request: WorkerRequest) -> HttpResponse:
    """A new entry; the address may name the person and the day."""
    works_with_people(request.user)
    episodes = _choosable(request)
    named = episodes.first() if request.GET.get("person") else None
    if request.GET.get("person") and named is None:
        raise Http404
    form = forms.NewAppointment(
        request.POST or None,
        episodes=episodes,
        initial={"on": _day_asked(request), "how": "home", "minutes": 60, "episode": named},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _make(request, form)
        except actions.CannotPlan as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _in_the_diary(made))
            return redirect(_day_of(made))
    context = {"form": form, "named": named, "token": new_token()}
    return render(request, "support/appointment_new.html", context)


def _make(request: WorkerRequest, form: forms.NewAppointment) -> Appointment:
    said = form.cleaned_data
    episode: Episode | None = said["episode"]
    return actions.make_appointment(
        worker=request.user,
        scheme=episode.scheme if episode else _own_scheme(request),
        person=episode.person if episode else None,
        episode=episode,
        starts_at=form.starts_at(),
        any_time=form.any_time(),
        minutes=said["minutes"],
        how=said["how"],
        where=said["where"],
        purpose=said["purpose"],
        travel_minutes=said["travel_minutes"],
        by=request.user,
    )


def _own_scheme(request: WorkerRequest) -> Scheme:
    """Whose time it is when nobody is met: the first scheme in which they work with people."""
    return Scheme.objects.filter(pk__in=request.user.scheme_ids(*WITH_PEOPLE))[0]


def _in_the_diary(entry: Appointment) -> str:
    on = timezone.localtime(entry.starts_at).date()
    at = "at any time" if entry.any_time else f"at {rules.clock(entry.starts_at)}"
    return f"In your diary: {with_weekday(on)}, {at}."


def _day_of(entry: Appointment) -> str:
    return f"{reverse('support:diary')}?on={timezone.localtime(entry.starts_at).date()}"


@login_required
@require_http_methods(["GET", "POST"])
@once
def appointment(request: WorkerRequest, appointment_id: int) -> HttpResponse:
    """One entry, and what can become of it."""
    seen = Appointment.objects.seen_by(request.user).select_related(*queries.SHOWN_WITH)
    entry = get_object_or_404(seen, pk=appointment_id)
    if entry.person is not None:
        audit.looked(at=entry, by=request.user, page="appointment")
    doing = request.POST.get("do", "")
    started = timezone.localtime(entry.starts_at)
    was = {"on": started.date(), "at": None if entry.any_time else started.time()}
    shown: dict[str, django_forms.Form] = {
        "move": forms.Move(_data(request, "move"), initial=was, prefix="move"),
        "cancel": forms.Cancel(_data(request, "cancel"), prefix="cancel"),
        "not_at_home": forms.NotAtHome(_data(request, "not_at_home"), prefix="not_at_home"),
        "done": django_forms.Form(_data(request, "done")),
    }
    form = shown.get(doing)
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_valid():
        try:
            said = _change(request, entry, doing, form)
        except (actions.CannotChange, actions.CannotPlan, actions.CannotRecord) as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, said)
            return redirect(_day_of(entry))
    context = {
        "entry": entry,
        "forms": shown,
        "form": form,
        "doing": doing or request.GET.get("do", ""),
        "token": new_token(),
        "doors": rules.TO_A_DOOR,
    }
    return render(request, "support/appointment.html", context)


def _data(request: HttpRequest, doing: str) -> QueryDict | None:
    return request.POST if request.POST.get("do") == doing else None


def _change(request: WorkerRequest, entry: Appointment, doing: str, form: django_forms.Form) -> str:
    """Do what was asked, and say so."""
    said, by = form.cleaned_data, request.user
    if doing == "move":
        moved = cast(forms.Move, form)
        new = actions.move(appointment=entry, starts_at=moved.starts_at(), why=said["why"], by=by)
        return f"Moved. {_in_the_diary(new)}"
    if doing == "cancel":
        actions.cancel(appointment=entry, why=said["why"], by=by)
        return "Cancelled, and kept in the record with the reason."
    if doing == "not_at_home":
        actions.not_at_home(appointment=entry, at=timezone.now(), note=said["note"], by=by)
        return "Written down: not at home. The attempt stands in the record."
    actions.done(appointment=entry, by=by)
    return "Written down as done."


@login_required
@require_http_methods(["GET", "POST"])
def calendar_address(request: WorkerRequest) -> HttpResponse:
    """The worker’s diary in the calendar of their own device: make the address, or stop it."""
    works_with_people(request.user)
    address = ""
    if request.method == "POST" and request.POST.get("do") == "stop":
        actions.stop_calendar(worker=request.user, by=request.user)
        messages.success(request, "The address has stopped working.")
        return redirect("support:calendar_address")
    if request.method == "POST":
        secret = actions.make_calendar_address(worker=request.user, by=request.user)
        address = request.build_absolute_uri(reverse("support:calendar", args=[secret]))
    context = {"address": address, "has_one": bool(request.user.diary_token)}
    return render(request, "support/diary_calendar.html", context)


@require_http_methods(["GET", "HEAD"])
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The diary for a calendar program. The address is the key, so nobody signs in here."""
    worker = queries.whose_calendar(token)
    if worker is None:
        raise Http404
    entries = queries.calendar_entries(worker, timezone.localdate())
    response = HttpResponse(calendar.of(entries, timezone.now()), "text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@require_http_methods(["POST"])
def confirm_safe(request: WorkerRequest, visit_id: int) -> HttpResponse:
    """A coordinator has heard that they are well."""
    led = Visit.objects.filter(episode__scheme__in=request.user.scheme_ids(Role.COORDINATOR))
    visit = get_object_or_404(led.select_related("worker"), pk=visit_id)
    try:
        actions.confirm_safe(visit=visit, at=timezone.now(), by=request.user)
    except actions.CannotConfirm as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, f"Written down: {visit.worker.called} is well.")
    return redirect("/")
