"""A programme is several schemes under one lead; a scheme is one connector service in one area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from alongside.sealing import SealedText

if TYPE_CHECKING:
    from .worker import Worker


class Nation(models.TextChoices):
    """Where a scheme works: numbers for people, bank holidays and words differ by nation."""

    ENGLAND = "england", "England"
    SCOTLAND = "scotland", "Scotland"
    WALES = "wales", "Wales"
    NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"
    ISLE_OF_MAN = "isle_of_man", "Isle of Man"


class Instrument(models.TextChoices):
    """The instruments a scheme can choose from; what they ask is in `alongside.instruments`."""

    UCLA3 = "ucla3", "Loneliness, three questions"
    ONS_LONELINESS = "ons_loneliness", "Loneliness, one question"
    SWEMWBS = "swemwbs", "Wellbeing, seven statements"
    ONS4 = "ons4", "Wellbeing, four questions"
    HEALTH_LIMITS = "health_limits_social", "Health and seeing people, one question"
    CEL = "cel", "Campaign to End Loneliness, three statements"


def usual_instruments() -> list[str]:
    """What a new scheme measures until its administrator chooses."""
    return [Instrument.UCLA3, Instrument.SWEMWBS]


def usual_reminder_days() -> list[int]:
    """When a new scheme reminds, in days."""
    return [7, 14]


class Programme(models.Model):
    """Several schemes under one lead, with one set of figures."""

    name = models.CharField(max_length=120, unique=True)
    made_up = models.BooleanField(default=False)  # a demonstration: nobody in it is real

    def __str__(self) -> str:
        return self.name


class SchemeQuerySet(models.QuerySet["Scheme"]):
    """Schemes, narrowed to what a worker may see."""

    def seen_by(self, worker: Worker) -> SchemeQuerySet:
        """The schemes in which this worker has any role today."""
        return self.filter(pk__in=worker.scheme_ids())

    def run_by(self, worker: Worker) -> SchemeQuerySet:
        """The schemes whose settings and workers are this worker's to change."""
        return self.filter(pk__in=worker.scheme_ids("administrator"))

    def settings_seen_by(self, worker: Worker) -> SchemeQuerySet:
        """The schemes whose settings and workers this worker may look at."""
        return self.filter(pk__in=worker.scheme_ids("administrator", "coordinator"))

    def costs_seen_by(self, worker: Worker) -> SchemeQuerySet:
        """The schemes whose costs this worker may read."""
        return self.filter(pk__in=worker.scheme_ids("administrator", "coordinator", "evaluator"))

    def costs_entered_by(self, worker: Worker) -> SchemeQuerySet:
        """The schemes whose costs this worker enters and corrects."""
        return self.filter(pk__in=worker.scheme_ids("administrator", "coordinator"))


class Scheme(models.Model):
    """One connector service in one area. How it works is set here, by its administrator."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="schemes")
    name = models.CharField(max_length=120)
    public_name = models.CharField(
        max_length=120, help_text="What people in the area know it by. It stands on letters."
    )
    nation = models.CharField(max_length=20, choices=Nation.choices)
    area_code = models.CharField(max_length=12, blank=True)  # ONS code of the district
    languages = models.JSONField(default=list, blank=True)
    call_name = models.CharField(max_length=120, blank=True)  # who to call about the service
    call_telephone = models.CharField(max_length=30, blank=True)
    call_hours = models.CharField(max_length=120, blank=True)
    usual_weeks = models.PositiveSmallIntegerField(
        default=12, validators=[MinValueValidator(1), MaxValueValidator(104)]
    )
    promise_working_days = models.PositiveSmallIntegerField(default=5)
    quiet_days = models.PositiveSmallIntegerField(default=14)
    checkin_days = models.PositiveSmallIntegerField(
        default=21, validators=[MinValueValidator(14), MaxValueValidator(28)]
    )
    follow_up_days = models.PositiveSmallIntegerField(
        default=91, validators=[MinValueValidator(90), MaxValueValidator(366)]
    )
    reminder_days = models.JSONField(default=usual_reminder_days)
    instruments = models.JSONField(default=usual_instruments)
    caseloads_shared = models.BooleanField(default=True)
    second_factor_required = models.BooleanField(default=False)
    acknowledge_hours = models.PositiveSmallIntegerField(default=24)  # a concern, by the lead
    lone_working_minutes = models.PositiveSmallIntegerField(default=30)  # grace after a visit
    lone_working_told = SealedText(max_length=120, blank=True)  # who is told, when unnamed
    supervision_share = models.PositiveSmallIntegerField(
        default=10, validators=[MaxValueValidator(100)]
    )  # percent of open records that the coordinator reads each month
    running_includes_expenses = models.BooleanField(
        default=False,
        help_text="Whether running costs, as typed, hold expenses, mileage and fares already.",
    )
    objects = SchemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="scheme_name_once"),
            models.CheckConstraint(
                condition=models.Q(follow_up_days__gte=90), name="scheme_follow_up_90_days_or_more"
            ),
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_scheme_id(self) -> int | None:
        return self.pk


class Area(models.Model):
    """A part of a scheme that people there have a name for."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="areas")
    name = models.CharField(max_length=120)
    postcode_prefixes = models.JSONField(default=list, blank=True)  # ["AD4"], to suggest the area

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "name"], name="area_name_once")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id
