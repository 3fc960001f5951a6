"""What connectors spend on the way, and what a scheme pays for a mile."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from alongside.sealing import SealedText

from .scheme import Scheme
from .worker import Role, Worker


class MileageRate(models.Model):
    """What a scheme pays for a mile, from a day on.

    Lines are only ever added. Of two for one day, the one written later holds.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="mileage_rates")
    from_on = models.DateField()
    pence_a_mile = models.DecimalField(
        max_digits=5, decimal_places=1, validators=[MinValueValidator(0)]
    )
    entered_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pence_a_mile__gte=0), name="mileage_rate_not_below_nothing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pence_a_mile} pence from {self.from_on}"

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id


class ExpenseKind(models.TextChoices):
    """What a connector spent it on."""

    FARES = "fares", "Fares"
    PARKING = "parking", "Parking"
    MILEAGE = "mileage", "Miles that stand in no contact"
    OTHER = "other", "Something else"


class ExpenseState(models.TextChoices):
    """What was said to it."""

    CLAIMED = "claimed", "Waiting for an answer"
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Not agreed"
    WITHDRAWN = "withdrawn", "Taken back"


class ExpenseQuerySet(models.QuerySet["Expense"]):
    """Expenses, narrowed."""

    def seen_by(self, worker: Worker) -> ExpenseQuerySet:
        """One's own, and those of the schemes in which one agrees to them."""
        return self.filter(Q(worker=worker) | Q(scheme__in=_agreeing(worker)))

    def agreed_to_by(self, worker: Worker) -> ExpenseQuerySet:
        """Those that this worker may agree to: of their schemes, and never their own."""
        return self.filter(scheme__in=_agreeing(worker)).exclude(worker=worker)


def _agreeing(worker: Worker) -> list[int]:
    return worker.scheme_ids(Role.COORDINATOR, Role.ADMINISTRATOR)


class Expense(models.Model):
    """What a worker spent for a scheme on one day, and what was said to it.

    Miles are those that stand in no contact: the rest are computed from the contacts. Their
    amount is empty until they are agreed, and then is what the rate of the day came to.
    """

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="expenses")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="expenses")
    on = models.DateField()
    kind = models.CharField(max_length=8, choices=ExpenseKind.choices)
    amount = models.DecimalField(
        max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    miles = models.DecimalField(
        max_digits=5, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    what_for = SealedText(max_length=200, blank=True)  # names nobody
    state = models.CharField(
        max_length=9, choices=ExpenseState.choices, default=ExpenseState.CLAIMED
    )
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    why = SealedText(max_length=200, blank=True)  # why it was not agreed
    claimed_at = models.DateTimeField(auto_now_add=True)
    objects = ExpenseQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="mileage", miles__isnull=False)
                | (~Q(kind="mileage") & Q(miles=None, amount__isnull=False)),
                name="expense_miles_or_an_amount",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(amount__isnull=False),
                name="expense_agreed_has_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(state="claimed", decided_on=None, decided_by=None)
                | (~Q(state="claimed") & Q(decided_on__isnull=False, decided_by__isnull=False)),
                name="expense_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(why=""), name="expense_refused_says_why"
            ),
            models.CheckConstraint(
                condition=(Q(amount=None) | Q(amount__gte=0)) & (Q(miles=None) | Q(miles__gte=0)),
                name="expense_not_below_nothing",
            ),
        ]
        indexes = [models.Index(fields=["worker", "on"], name="expense_by_worker")]

    def __str__(self) -> str:
        return f"expense {self.pk}"

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id
