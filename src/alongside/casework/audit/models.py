"""Who did what, and who looked at whom. Lines are only ever added, each linked to the one before.

Nothing is created here by hand: `actions` writes the lines, and `chain` links them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Event(models.Model):
    """One line: a write, or a look at a person's record.

    It points at the worker and the thing by number and label, never by foreign key, so that no
    line is lost when what it speaks of is gone. It never holds a person's own data.
    """

    number = models.BigIntegerField(null=True, unique=True, editable=False)  # 1, 2, 3, no gaps
    link = models.CharField(max_length=64, blank=True, editable=False)  # see rules.link
    at = models.DateTimeField(default=timezone.now, db_index=True)
    action = models.CharField(max_length=60)  # "EPISODE_ENDED", "LOOKED"
    worker_number = models.BigIntegerField(null=True, blank=True)  # empty: the service itself
    thing_label = models.CharField(max_length=60)  # "support.episode"
    thing_number = models.BigIntegerField(null=True, blank=True)
    person_number = models.BigIntegerField(null=True, blank=True)
    scheme_number = models.BigIntegerField(null=True, blank=True)
    page = models.CharField(max_length=60, blank=True)  # for a look: which page
    detail = models.JSONField(default=dict, blank=True)  # codes and numbers, no words of a person

    class Meta:
        indexes = [
            models.Index(fields=["person_number", "-at"], name="audit_by_person"),
            models.Index(fields=["worker_number", "-at"], name="audit_by_worker"),
            models.Index(
                fields=["scheme_number", "worker_number", "at"],
                condition=Q(action="LOOKED"),
                name="audit_looks_by_scheme",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(number=None, link="") | (Q(number__gte=1) & ~Q(link="")),
                name="audit_number_goes_with_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.thing_label} {self.thing_number}"


class Head(models.Model):
    """The last line's number and link, in one row, so that a line cut off at the end is missed."""

    number = models.BigIntegerField(default=0)
    link = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64)  # see rules.seal

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="audit_has_one_head")]

    def __str__(self) -> str:
        return f"{self.number}-{self.link}"
