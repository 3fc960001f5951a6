"""Cover: somebody else's people while they are away."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from .scheme import Scheme
from .worker import Worker


def walked_with_by(worker: Worker, day: date, *, of: str = "") -> Q:
    """What has this worker for its connector, or somebody for whom they cover on that day.

    `of` leads from the rows that are asked for to what has a connector and a scheme, as `person`.
    """
    at = f"{of}__" if of else ""
    theirs = Q(**{f"{at}connector": worker.pk})
    for away, scheme in worker.stands_in_on(day):
        theirs |= Q(**{f"{at}connector": away, f"{at}scheme": scheme})
    return theirs


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

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self._let_them_read_anew()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._let_them_read_anew()
        return super().delete(*args, **kwargs)

    def _let_them_read_anew(self) -> None:
        """For whom they stand in. One who is not read yet has kept nothing."""
        if Cover.by.is_cached(self):
            self.by.forget_roles()

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id
