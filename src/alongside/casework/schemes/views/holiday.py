"""School holidays: what goes on in term time only is not on then."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from .. import actions, forms, queries
from ..models import Scheme, SchoolHoliday
from ..requests import WorkerRequest
from ..sent import once


@login_required
@require_http_methods(["GET", "POST"])
@once
def holidays(request: WorkerRequest, scheme_id: int) -> HttpResponse:
    """School holidays now and to come, and a form for more."""
    found = get_object_or_404(Scheme.objects.settings_seen_by(request.user), pk=scheme_id)
    today = timezone.localdate()
    form = forms.HolidayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.add_school_holiday(
                scheme=found, today=today, by=request.user, **form.cleaned_data
            )
        except actions.CannotAddHoliday as reason:
            form.add_error("first_on", str(reason))
        else:
            messages.success(request, f"{made.name}: added.")
            return redirect("schemes:holidays", found.pk)
    coming = queries.school_holidays(found, today)
    return render(
        request, "schemes/holidays.html", {"form": form, "scheme": found, "holidays": coming}
    )


@login_required
@require_http_methods(["GET", "POST"])
@once
def holiday_remove(request: WorkerRequest, holiday_id: int) -> HttpResponse:
    """Ask once, then remove them."""
    mine = SchoolHoliday.objects.settings_seen_by(request.user).select_related("scheme")
    found = get_object_or_404(mine, pk=holiday_id)
    if request.method == "POST":
        actions.remove_school_holiday(holiday=found, by=request.user)
        messages.success(request, f"{found.name}: removed.")
        return redirect("schemes:holidays", found.scheme_id)
    return render(
        request, "schemes/holiday_remove.html", {"holiday": found, "scheme": found.scheme}
    )
