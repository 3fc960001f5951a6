"""Two records of one person became one; and two that were told apart."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedJSON, SealedText

from .person import Person


class MergeQuerySet(models.QuerySet["Merge"]):
    """Mergings."""

    def standing(self) -> MergeQuerySet:
        """Those that were not taken apart."""
        return self.filter(apart_at=None)


class Merge(models.Model):
    """One record stands for two. Enough is kept to put everything back in its place.

    The record that is merged away keeps what it said; what pointed at it points at the other.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    away = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merged_away")
    on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = SealedText(max_length=300, blank=True)
    sides = SealedJSON(default=dict)  # what each record said: {"kept": {field: …}, "away": {…}}
    wrote = SealedJSON(default=dict)  # fields of the one that stands: {field: [was, became]}
    rows = SealedJSON(default=list)  # rows that changed more than their place; see `moving`
    moved = models.JSONField(default=dict)  # {"support.Episode.person": [numbers of rows]}
    had = models.JSONField(default=dict)  # what the one that stands had already, the same way
    apart_on = models.DateField(null=True, blank=True)
    apart_at = models.DateTimeField(null=True, blank=True)
    apart_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stayed = models.JSONField(default=dict)  # since the merging, with the one that stands
    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("away")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=["away"], condition=Q(apart_at=None), name="merge_away_once"
            ),
            models.CheckConstraint(
                condition=Q(apart_on=None, apart_at=None, apart_by=None)
                | Q(apart_on__isnull=False, apart_at__isnull=False, apart_by__isnull=False),
                name="merge_taken_apart_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"merge {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.kept_id

    @property
    def audit_scheme_id(self) -> int:
        return self.kept.scheme_id


class ToldApartQuerySet(models.QuerySet["ToldApart"]):
    """Pairs that are two people."""

    def standing(self) -> ToldApartQuerySet:
        """Those that were not taken back."""
        return self.filter(back_on=None)


class ToldApart(models.Model):
    """Somebody decided that two records are two people; it is not asked again.

    The record with the lower number stands first.
    """

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    why = SealedText(max_length=300)
    back_on = models.DateField(null=True, blank=True)
    back_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = ToldApartQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="told_apart_lower_first"
            ),
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(back_on=None), name="told_apart_once"
            ),
            models.CheckConstraint(
                condition=Q(back_on=None, back_by=None)
                | Q(back_on__isnull=False, back_by__isnull=False),
                name="told_apart_taken_back_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"

    @property
    def audit_person_id(self) -> int:
        return self.first_id

    @property
    def audit_scheme_id(self) -> int:
        return self.first.scheme_id
