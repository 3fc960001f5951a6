"""The register: every extract that was made, of what, for whom, and what its files were."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.casework.schemes.models import Role, Scheme, Worker
from alongside.extract import Format

from .choice import Chosen

KEPT_DAYS = 3  # a file that was made on the page; the line in the register stays
FORMATS = [(Format.CSV.value, "CSV"), (Format.PARQUET.value, "Parquet")]
READERS = (Role.EVALUATOR, Role.COORDINATOR, Role.ADMINISTRATOR)


class ExtractQuerySet(models.QuerySet["Extract"]):
    """Extracts, narrowed."""

    def seen_by(self, worker: Worker) -> ExtractQuerySet:
        """Those with a scheme in which this worker may read the register."""
        of = Extract.schemes.through.objects.filter(
            extract=models.OuterRef("pk"), scheme__in=worker.scheme_ids(*READERS)
        )
        return self.filter(models.Exists(of))

    def fetched_by(self, worker: Worker) -> ExtractQuerySet:
        """Those that this worker asked for on the page, and may still have.

        They are evaluators of every scheme in it today.
        """
        others = Extract.schemes.through.objects.filter(extract=models.OuterRef("pk")).exclude(
            scheme__in=worker.scheme_ids(Role.EVALUATOR)
        )
        return self.filter(~models.Exists(others), asked_by=worker, kept_until__isnull=False)


class Extract(Chosen, models.Model):
    """One extract. A line is entered and finished; it is never changed after, and never goes."""

    class State(models.TextChoices):
        BEING_MADE = "being_made", "Being made"
        READY = "ready", "Made"
        FAILED = "failed", "Did not work"

    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="extracts"
    )  # empty: from the command line, and nobody was named
    for_whom = models.CharField(max_length=160)  # who gets it, and what for
    schemes = models.ManyToManyField(Scheme, related_name="extracts")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    format = models.CharField(max_length=8, choices=FORMATS)
    state = models.CharField(max_length=10, choices=State.choices, default=State.BEING_MADE)
    made_at = models.DateTimeField(null=True, blank=True)
    rows = models.JSONField(default=dict)  # {"contacts": 1204}: rows a table
    left_out = models.JSONField(default=dict)  # {"opted_out": 3}: how many, by why
    hashes = models.JSONField(default=dict)  # {"contacts.csv": SHA-256}
    kept_until = models.DateTimeField(null=True, blank=True)  # empty: not made on the page
    objects = ExtractQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(for_whom=""), name="extract_is_for_somebody"),
            models.CheckConstraint(
                condition=Q(state="ready", made_at__isnull=False)
                | (~Q(state="ready") & Q(made_at=None)),
                name="extract_made_when_ready",
            ),
        ]

    def __str__(self) -> str:
        return f"extract {self.pk}"

    @property
    def can_be_fetched(self) -> bool:
        """Whether its file is still kept."""
        if self.state != self.State.READY or self.kept_until is None:
            return False
        return timezone.now() < self.kept_until

    @property
    def people_and_rows(self) -> int:
        """All rows of all tables."""
        return sum(self.rows.values())


def until() -> timedelta:
    """How long a file is kept."""
    return timedelta(days=KEPT_DAYS)
