"""What a coordinator thought of a record, and what the connector said to that."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedText

from .episode import Episode


class RecordRead(models.Model):
    """A coordinator read a record and wrote a note; the connector answers."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="reads")
    on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    note = SealedText()
    answer = SealedText(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None, answered_by=None)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
                name="record_read_answered_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"read {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.episode.scheme_id
