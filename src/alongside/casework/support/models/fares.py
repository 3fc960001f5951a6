"""Help with fares for people supported: the bus there, the taxi home."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedText

from .episode import Episode


class FareHelp(models.Model):
    """A fare that the scheme paid for somebody it supports.

    A line is never changed. One that was wrong is taken out, with who and why, and stays.
    """

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="fare_help")
    on = models.DateField()
    amount = models.DecimalField(max_digits=7, decimal_places=2, validators=[MinValueValidator(0)])
    what_for = SealedText(max_length=120)  # where to, in a few words
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    taken_out_on = models.DateField(null=True, blank=True)
    taken_out_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_out_why = SealedText(max_length=200, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="fare_help_above_nothing"),
            models.CheckConstraint(
                condition=Q(taken_out_on=None, taken_out_by=None, taken_out_why="")
                | (
                    Q(taken_out_on__isnull=False, taken_out_by__isnull=False) & ~Q(taken_out_why="")
                ),
                name="fare_help_taken_out_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"fare {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.episode.scheme_id
