"""School holidays: when what goes on in term time only is not on."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from .scheme import Scheme
from .worker import Worker


class SchoolHolidayQuerySet(models.QuerySet["SchoolHoliday"]):
    """School holidays, narrowed."""

    def settings_seen_by(self, worker: Worker) -> SchoolHolidayQuerySet:
        """Those of the schemes whose settings this worker may look at."""
        return self.filter(scheme__in=Scheme.objects.settings_seen_by(worker))


class SchoolHoliday(models.Model):
    """The schools of a scheme's area are closed, from a day until a day, both included."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="school_holidays")
    name = models.CharField(max_length=60)
    first_on = models.DateField()
    last_on = models.DateField()
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    objects = SchoolHolidayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="holiday_ends_after_start"
            ),
        ]
        ordering = ["first_on", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> tuple[date, date]:
        """First and last day."""
        return self.first_on, self.last_on

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id
