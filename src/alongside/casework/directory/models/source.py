"""Where entries come from: who told us, when they told us last, and what they said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.casework.schemes.models import Worker

from .activity import Activity
from .organisation import Organisation
from .place import Place

KEPT = timedelta(hours=24)  # how long a feed that was read waits to be taken in


class Shape(models.TextChoices):
    """How a source writes its entries; told from what is in it."""

    HSDS_UK = "hsds_uk", "Open Referral UK 3.0"
    ORUK_1 = "oruk_1", "Open Referral UK 1.0"
    HSDS_CSV = "hsds_csv", "HSDS tables, packed as ZIP"
    CSV = "csv", "A table as CSV"


class Source(models.Model):
    """Somebody who keeps a list of what there is: a council's directory, a charity's table."""

    name = models.CharField(max_length=200, unique=True)
    address = models.CharField(max_length=500, blank=True)  # where it is fetched; empty: a file
    shape = models.CharField(max_length=10, choices=Shape.choices, blank=True)
    mapping = models.JSONField(default=dict, blank=True)  # how its table is read: headings only
    licence = models.CharField(max_length=300, blank=True)
    last_on = models.DateField(null=True, blank=True)  # the last time it was brought in

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class RunState(models.TextChoices):
    """How far a source has come in, this time."""

    READING = "reading", "Being read"
    READ = "read", "Read, and not yet brought in"
    WRITING = "writing", "Being brought in"
    DONE = "done", "Brought in"
    REFUSED = "refused", "Cannot be brought in"
    FAILED = "failed", "Something of ours failed, and nothing was brought in"


class SourceRunQuerySet(models.QuerySet["SourceRun"]):
    """Times that sources were brought in."""

    def waited_too_long(self) -> SourceRunQuerySet:
        """Read, and not brought in for a day: what was read may no longer be so."""
        old = self.filter(at__lt=timezone.now() - KEPT)
        return old.exclude(state__in=[RunState.DONE, RunState.REFUSED])


class SourceRun(models.Model):
    """One time that a source was read: what was found in it, and what became of it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs")
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.READING)
    file_name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=500, blank=True)  # where it is fetched, this time
    mapping = models.JSONField(default=dict, blank=True)
    content = models.BinaryField(null=True, blank=True)  # what was sent or read, packed; then empty
    counts = models.JSONField(default=dict, blank=True)  # how many are new, changed, …
    lines = models.JSONField(default=list, blank=True)  # the report: see reading/report.py
    refused = models.TextField(blank=True)  # why it cannot be brought in, for the worker
    objects = SourceRunQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"run {self.pk} of {self.source_id}"


class Imported(models.Model):
    """Which entry of ours is which of theirs, and when they last had it.

    `mark` is a hash of its name and place: an entry whose id has changed is known by it. `digest`
    is a hash of all they said: the same again needs no work.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12)  # activity, organisation, place
    their_id = models.CharField(max_length=300)
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.CASCADE, related_name="imported"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="imported"
    )
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.CASCADE, related_name="imported"
    )
    mark = models.CharField(max_length=64, blank=True, db_index=True)
    digest = models.CharField(max_length=64, blank=True)
    their_modified = models.CharField(max_length=60, blank=True)  # as they write it
    first_on = models.DateField(default=timezone.localdate)
    last_on = models.DateField(default=timezone.localdate)
    gone_on = models.DateField(null=True, blank=True)  # since when they no longer have it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "their_id"], name="imported_once_from_a_source"
            ),
            models.CheckConstraint(
                condition=Q(kind="activity", activity__isnull=False, organisation=None, place=None)
                | Q(kind="organisation", activity=None, organisation__isnull=False, place=None)
                | Q(kind="place", activity=None, organisation=None, place__isnull=False),
                name="imported_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.their_id}"

    @property
    def thing_id(self) -> Any:
        """The number of the entry here."""
        return self.activity_id or self.organisation_id or self.place_id


class Said(models.Model):
    """Who said what of a field, and when: a source (its last word), or a worker who corrected it.

    `value` is as Open Referral has it: text, a number, a day as text; a list where a field is of
    several rows (times, costs, …).
    """

    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.CASCADE, related_name="said"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="said"
    )
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.CASCADE, related_name="said"
    )
    field = models.CharField(max_length=40)
    value = models.JSONField(null=True, blank=True)
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(activity__isnull=False, organisation=None, place=None)
                | Q(activity=None, organisation__isnull=False, place=None)
                | Q(activity=None, organisation=None, place__isnull=False),
                name="said_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=False, by=None) | Q(source=None, by__isnull=False),
                name="said_by_a_source_or_a_worker",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}, said on {self.on}"
