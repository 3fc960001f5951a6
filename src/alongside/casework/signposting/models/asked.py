"""Connections that nobody wrote down, as it seems: asked about once, and the answer kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.casework.directory.models import Activity
from alongside.casework.schemes.models import Worker
from alongside.casework.support.models import Episode


class AskedOnce(models.Model):
    """A worker said that there is nothing to write down; it is not asked again.

    With an activity: a contact of this episode spoke of it by name. Without one: the episode came
    to its goodbye without any connection.
    """

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="asked_once")
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "activity"], name="asked_once_an_activity"),
            models.UniqueConstraint(
                fields=["episode"], condition=Q(activity=None), name="asked_once_at_goodbye"
            ),
        ]

    def __str__(self) -> str:
        return f"asked {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.episode.scheme_id
