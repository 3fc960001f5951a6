"""Records that open for few: why, and who broke the glass all the same."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedText

from .person import Person


class Because(models.TextChoices):
    """Why a record is restricted."""

    COLLEAGUE = "colleague", "They work with us, or are close to somebody who does"
    AT_RISK = "at_risk", "Somebody must not find them"
    ASKED = "asked", "They asked for it"
    OTHER = "other", "Something else"


class Restriction(models.Model):
    """Since when a record is restricted, and until when. `person.restricted`: one stands now."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="restrictions")
    because = models.CharField(max_length=12, choices=Because.choices)
    reason = SealedText(max_length=300)
    began_at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_why = SealedText(max_length=300, blank=True)

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="restriction_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="restriction_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.because

    @property
    def audit_person_id(self) -> int:
        return self.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.person.scheme_id


class Glass(models.Model):
    """Somebody broke the glass: a restricted record opens for them until a moment, with a reason.

    It stands on the coordinator's first page until a coordinator has said that they have seen it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="glass")
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="glass")
    reason = SealedText(max_length=300)
    at = models.DateTimeField()
    until = models.DateTimeField()
    seen_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_note = SealedText(max_length=300, blank=True)
    called: ClassVar = ("breaking of the glass", "breakings of the glass")  # see pointers

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["by", "until"], name="glass_by_worker")]
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="glass_seen_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"glass {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.person.scheme_id
