"""Runs of the evaluation: who asked, of what, with what, how it went, and what is published."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.casework.extracting.choice import Chosen
from alongside.casework.extracting.models import Extract
from alongside.casework.schemes.models import Programme, Role, Scheme, Worker
from alongside.sealing import SealedJSON, SealedText

KEPT_DAYS = 30  # what a run found, and its files, unless it is published
INSIDE = (Role.EVALUATOR, Role.COORDINATOR)  # they read runs that are not published
READERS = (*INSIDE, Role.COMMISSIONER)


class FileKind(models.TextChoices):
    """What a file is compared or valued with."""

    COMPARISON = "comparison", "A survey to compare with"
    VALUES = "values", "What a change is worth"
    POPULATION = "population", "Who lives in the area"


class ReportFileQuerySet(models.QuerySet["ReportFile"]):
    """Files for reports, narrowed."""

    def seen_by(self, worker: Worker) -> ReportFileQuerySet:
        """Those of the programmes in which this worker is an evaluator, and still there."""
        schemes = Scheme.objects.filter(pk__in=worker.scheme_ids(Role.EVALUATOR))
        return self.filter(programme__in=schemes.values("programme"), removed_at=None)


class ReportFile(models.Model):
    """A file that an evaluator brought for a programme's reports. It is sealed as a whole."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    name = models.CharField(max_length=120)  # what it was called where it came from
    content = SealedText(blank=True)  # in base64; emptied when it is removed
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    objects = ReportFileQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(content=""), name="report_file_removed_is_empty"
            )
        ]

    def __str__(self) -> str:
        return f"file {self.pk}"

    @property
    def audit_scheme_id(self) -> None:
        """It is of no scheme: of a programme."""
        return None


class RunQuerySet(models.QuerySet["Run"]):
    """Runs, narrowed."""

    def seen_by(self, worker: Worker) -> RunQuerySet:
        """Those of whose every scheme this worker may read reports; commissioners published ones.

        A run that was withdrawn stays in a commissioner's list; `opened_by` says what opens.
        """
        inside, all_readers = worker.scheme_ids(*INSIDE), worker.scheme_ids(*READERS)
        published = Q(published_at__isnull=False) & _of_no_other(all_readers)
        return self.filter(_of_one_of(all_readers), _of_no_other(inside) | published)

    def opened_by(self, worker: Worker) -> RunQuerySet:
        """Those whose findings and files this worker may read."""
        inside = worker.scheme_ids(*INSIDE)
        return self.seen_by(worker).filter(_of_no_other(inside) | Q(withdrawn_at=None))

    def evaluated_by(self, worker: Worker) -> RunQuerySet:
        """Those of whose every scheme this worker is an evaluator: theirs to publish."""
        schemes = worker.scheme_ids(Role.EVALUATOR)
        return self.filter(_of_one_of(schemes), _of_no_other(schemes))

    def stands(self) -> RunQuerySet:
        """Those that are published, and were not withdrawn."""
        return self.filter(published_at__isnull=False, withdrawn_at=None)

    def not_kept(self) -> RunQuerySet:
        """Those whose days are over."""
        return self.filter(kept_until__lte=timezone.now())


def _of_one_of(schemes: list[int]) -> models.Exists:
    return models.Exists(_schemes_of_run().filter(scheme__in=schemes))


def _of_no_other(schemes: list[int]) -> Q:
    return Q(~models.Exists(_schemes_of_run().exclude(scheme__in=schemes)))


def _schemes_of_run() -> models.QuerySet[models.Model]:
    through: models.QuerySet[models.Model] = Run.schemes.through._default_manager.all()
    return through.filter(run=models.OuterRef("pk"))


class Run(Chosen, models.Model):
    """One evaluation that was asked for. Its line stays; what it found is kept for some days.

    While it is published it is kept without end, and so is what later ones are compared with.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Waits for its turn"
        WORKING = "working", "Being made"
        READY = "ready", "Made"
        FAILED = "failed", "Did not work"

    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="reports")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="reports")
    schemes = models.ManyToManyField(Scheme, related_name="reports")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    comparison = models.ForeignKey(
        ReportFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    values = models.ForeignKey(
        ReportFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    population = models.ForeignKey(
        ReportFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    made_at = models.DateTimeField(null=True, blank=True)
    extract = models.ForeignKey(
        Extract, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # its line in the register; the files of it are gone
    counts = SealedJSON(default=dict)  # exact; what later publications are compared with
    beside = models.JSONField(default=list)  # numbers of what was published when it was made
    said = SealedJSON(default=dict)  # key findings as the pages say them, a version each
    why_failed = SealedText(blank=True)  # for who asked; may hold what a file says
    kept_until = models.DateTimeField(null=True, blank=True)  # empty: it is published
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_because = SealedText(max_length=300, blank=True)  # everybody who saw it reads it
    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="ready", made_at__isnull=False)
                | (~Q(state="ready") & Q(made_at=None)),
                name="report_made_when_ready",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False, state="ready"),
                name="report_published_is_made",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | (
                    Q(withdrawn_by__isnull=False, withdrawn_at__gte=F("published_at"))
                    & ~Q(withdrawn_because="")
                ),
                name="report_withdrawn_was_published",
            ),
            models.CheckConstraint(
                condition=Q(kept_until__isnull=False)
                | Q(published_at__isnull=False, withdrawn_at=None),
                name="report_kept_without_end_is_published",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"

    @property
    def stands(self) -> bool:
        """Whether it is published now."""
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def is_kept(self) -> bool:
        """Whether what it found, and its files, are still kept."""
        if self.state != self.State.READY:
            return False
        return self.kept_until is None or timezone.now() < self.kept_until


def until() -> timedelta:
    """How long what is not published is kept."""
    return timedelta(days=KEPT_DAYS)
