"""Looks at records that stand out, and what a coordinator found when they asked."""

from __future__ import annotations

from django.db import models

from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedText

from .person import Person


class StandsOut(models.TextChoices):
    """Why a look stands out. Most have a good reason; somebody asks for it all the same."""

    SURNAME = "surname", "The same family name"
    POSTCODE = "postcode", "The same postcode as at home"
    OTHER_SCHEME = "other_scheme", "Of another scheme"


class LooksSeen(models.Model):
    """A coordinator has looked into one worker's looks at one record, for one reason."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="looks_seen")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=StandsOut.choices)
    until = models.DateTimeField()  # looks until then were looked into
    for_good = models.BooleanField(default=False)  # and those to come need not be
    note = SealedText(max_length=300, blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(by=models.F("worker")), name="looks_seen_by_somebody_else"
            )
        ]

    def __str__(self) -> str:
        return self.why

    @property
    def audit_person_id(self) -> int:
        return self.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.person.scheme_id
