"""What ties files together, how a scheme's exports are read, and a file that is on its way in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from alongside.casework.schemes.models import Scheme, Worker
from alongside.sealing import SealedJSON, SealedText

KEPT = timedelta(hours=24)  # how long a file that was sent stays, at the longest


class ExternalReference(models.Model):
    """What a row of a file became here. The reference itself is kept as a keyed hash alone."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)  # "people", "referrals", …: as in `kinds`
    key = models.CharField(max_length=32)  # keyed hash of scheme, kind and reference
    says = models.TextField(blank=True)  # keyed hashes of what the row said, column by column
    thing_number = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "kind", "key"], name="reference_once")
        ]
        indexes = [models.Index(fields=["scheme", "kind", "thing_number"], name="reference_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_number}"


class SavedMapping(models.Model):
    """How a scheme's export of one kind is read, as it was said last in the browser."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    names = models.JSONField()  # `mapping.Names.as_data`: headings and codes, nothing of a person
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "kind"], name="saved_mapping_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.scheme_id}"

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id


class State(models.TextChoices):
    """How far a file has come."""

    CHECKING = "checking", "Being checked"
    CHECKED = "checked", "Checked, and not yet brought in"
    WRITING = "writing", "Being brought in"
    DONE = "done", "Brought in"
    FAILED = "failed", "Something of ours failed, and nothing was brought in"


class UploadQuerySet(models.QuerySet["Upload"]):
    """Files on their way in."""

    def of(self, worker: Worker) -> UploadQuerySet:
        """Those that this worker sent: a file is for who sent it alone."""
        return self.filter(by=worker)

    def too_old(self) -> UploadQuerySet:
        """Those whose time is over."""
        return self.filter(at__lt=timezone.now() - KEPT)


class Upload(models.Model):
    """A file that a worker sent, sealed, until it is brought in or a day has passed."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    content = SealedText(blank=True)  # the file in base64; emptied when it is brought in
    size = models.PositiveIntegerField()
    names = models.JSONField(default=dict)  # the mapping it is read with
    found = SealedJSON(default=dict)  # what stands on the preview; may hold what the rows say
    done = models.JSONField(default=dict)  # numbers of what was brought in
    bad_rows = SealedText(blank=True)  # CSV of the rows that were left out
    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"upload {self.pk}"

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id

    @property
    def gone_at(self) -> Any:
        """When it is deleted, if nobody does anything."""
        return self.at + KEPT
