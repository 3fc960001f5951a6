"""School holidays of a scheme's area, entered and removed."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.casework import audit

from ..models import Scheme, SchoolHoliday, Worker
from ..rules_holidays import why_not_school_holiday


class CannotAddHoliday(Exception):
    """Why these school holidays cannot be added."""


@transaction.atomic
def add_school_holiday(
    *, scheme: Scheme, name: str, first_on: date, last_on: date, today: date, by: Worker | None
) -> SchoolHoliday:
    """The schools there are closed from a day until a day, both included."""
    Scheme.objects.select_for_update().get(pk=scheme.pk)  # two who add the same: one is refused
    there = SchoolHoliday.objects.filter(scheme=scheme)
    if refusal := why_not_school_holiday(
        first_on=first_on,
        last_on=last_on,
        today=today,
        others=list(there.values_list("name", "first_on", "last_on")),
    ):
        raise CannotAddHoliday(refusal)
    made = SchoolHoliday.objects.create(
        scheme=scheme, name=name, first_on=first_on, last_on=last_on, by=by
    )
    audit.record("SCHOOL_HOLIDAY_ADDED", to=made, by=by)
    return made


@transaction.atomic
def remove_school_holiday(*, holiday: SchoolHoliday, by: Worker | None) -> None:
    """Those days are no holidays, or never were."""
    audit.record("SCHOOL_HOLIDAY_REMOVED", to=holiday, by=by)
    holiday.delete()
