"""Cover: somebody else's people while they are away."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from .scheme import Scheme
from .worker import Worker


class CoverQuerySet(models.QuerySet["Cover"]):
    """Covers, narrowed."""

    def on(self, day: date) -> CoverQuerySet:
        """Those that hold on that day."""
        return self.filter(from_on__lte=day, until_on__gte=day)


class Cover(models.Model):
    """One worker looks after another's people in a scheme, from a day until a day."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="covers")
    away = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="covered_by")
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="covers")
    from_on = models.DateField()
    until_on = models.DateField()
    objects = CoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="cover_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(away=F("by")), name="cover_by_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} for {self.away_id}"

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id
