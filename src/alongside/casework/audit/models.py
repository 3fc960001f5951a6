"""Who did what, and who looked at whom. Lines are only ever added."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One line: a write, or a look at a person's record.

    It points at the worker and the thing by number and label, never by foreign key, so that no
    line is lost when what it speaks of is gone. It never holds a person's own data.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
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
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.thing_label} {self.thing_number}"
