"""What a scheme, or its whole programme, costs by month, and what such a line said before."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from alongside.sealing import SealedText

from .scheme import Programme, Scheme
from .worker import Worker


class CostKind(models.TextChoices):
    """What the money was for: the contract's kinds."""

    SET_UP = "set_up", "Set up"
    COORDINATION = "coordination", "Coordination"
    RUNNING = "running", "Running"


class CostQuerySet(models.QuerySet["Cost"]):
    """Costs, narrowed to what a worker may see or enter."""

    def seen_by(self, worker: Worker) -> CostQuerySet:
        """Those of the schemes, and of their programmes, whose costs this worker may read."""
        schemes = Scheme.objects.costs_seen_by(worker)
        return self.filter(Q(scheme__in=schemes) | Q(programme__in=schemes.values("programme")))

    def corrected_by(self, worker: Worker) -> CostQuerySet:
        """Those that are this worker's to correct: of a scheme, or of a programme they run in."""
        schemes = Scheme.objects.costs_entered_by(worker)
        run = Scheme.objects.run_by(worker)
        return self.filter(Q(scheme__in=schemes) | Q(programme__in=run.values("programme")))


class Cost(models.Model):
    """One line of what was spent in a month, on one scheme or on the whole programme.

    What the line says now stands here; what it said before is kept as a `CostVersion`.
    """

    scheme = models.ForeignKey(
        Scheme, null=True, blank=True, on_delete=models.PROTECT, related_name="costs"
    )
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="costs"
    )  # for the whole programme, and then there is no scheme
    month = models.DateField(db_index=True)  # its first day
    kind = models.CharField(max_length=12, choices=CostKind.choices)
    amount = models.DecimalField(
        max_digits=11, decimal_places=2, validators=[MinValueValidator(0)]
    )  # pounds; 0 when the line was taken out
    note = SealedText(max_length=200, blank=True)  # what it was for; names nobody
    entered_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # empty: the service itself, from a file
    entered_at = models.DateTimeField(auto_now_add=True)
    objects = CostQuerySet.as_manager()

    class Meta:
        ordering = ["month", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scheme=None, programme__isnull=False)
                | Q(scheme__isnull=False, programme=None),
                name="cost_of_a_scheme_or_a_programme",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="cost_not_below_nothing"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in CostKind]), name="cost_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.month:%Y-%m}"

    @property
    def audit_scheme_id(self) -> int | None:
        return self.scheme_id


class CostVersion(models.Model):
    """What a line of costs said before it was corrected."""

    cost = models.ForeignKey(Cost, on_delete=models.PROTECT, related_name="versions")
    month = models.DateField()
    kind = models.CharField(max_length=12, choices=CostKind.choices)
    amount = models.DecimalField(max_digits=11, decimal_places=2)
    note = SealedText(max_length=200, blank=True)
    said_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # who had written this
    until = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # who corrected it
    why = SealedText(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"version {self.pk}"
