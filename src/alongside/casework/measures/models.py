"""One person's answers to a questionnaire at one time, and why there are none."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from alongside.casework.people.models import whose_record_opens
from alongside.casework.schemes.models import Instrument, Scheme, Worker
from alongside.casework.support.models import Episode


class Stage(models.TextChoices):
    """When in support it was asked."""

    START = "start", "Start"
    REVIEW = "review", "Review"
    END = "end", "End"
    FOLLOW_UP = "follow_up", "Follow-up"


class AnswerMode(models.TextChoices):
    """How it was answered; people answer a voice and a page differently."""

    SELF = "self", "They answer on this device"
    READ_OUT = "read_out", "I read it out"
    TELEPHONE = "telephone", "By telephone"
    PAPER = "paper", "On paper"
    LINK = "link", "By a link"


class WhyNot(models.TextChoices):
    """Why it was not answered. None of these counts against anybody."""

    TOO_EARLY = "too_early", "Too early"
    DECLINED = "declined", "Did not want to"
    NOT_ABLE = "not_able", "Not able to"
    FORGOT = "forgot", "I forgot"
    COULD_NOT_REACH = "could_not_reach", "Could not reach them"


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Answers, as far as a worker may see them."""

    def seen_by(self, worker: Worker) -> MeasureQuerySet:
        return self.filter(whose_record_opens(worker, "episode__person"))


class Measure(models.Model):
    """One completed questionnaire. Answers stand as printed, before any reverse scoring."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="measures")
    instrument = models.CharField(max_length=24, choices=Instrument.choices)
    stage = models.CharField(max_length=10, choices=Stage.choices)
    completed_on = models.DateField()
    answers = models.JSONField()  # one an item, null where left out
    recorded_total = models.PositiveSmallIntegerField(null=True, blank=True)
    # as another system kept it; used where none of the answers is there
    mode = models.CharField(max_length=10, choices=AnswerMode.choices)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["completed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "instrument", "stage", "completed_on"], name="measure_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"measure {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("measures:measure", args=[self.pk])

    @property
    def has_answers(self) -> bool:
        """Whether any question has its answer; another system may have kept the total alone."""
        return any(answer is not None for answer in self.answers)

    @property
    def audit_person_id(self) -> int:
        return self.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.episode.scheme_id


class NotMeasured(models.Model):
    """It was due and was not answered: why, and when it comes back."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="not_measured")
    instrument = models.CharField(max_length=24, choices=Instrument.choices)
    stage = models.CharField(max_length=10, choices=Stage.choices)
    on = models.DateField()
    reason = models.CharField(max_length=16, choices=WhyNot.choices)
    ask_again_on = models.DateField(null=True, blank=True)  # empty: not at this stage
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "instrument", "stage", "on"], name="not_measured_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(ask_again_on=None) | Q(ask_again_on__gt=models.F("on")),
                name="not_measured_again_later",
            ),
        ]

    def __str__(self) -> str:
        return f"not measured {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.episode.scheme_id


class LicensedWording(models.Model):
    """The wording of a licensed instrument, loaded by a scheme that has its licence."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="wordings")
    instrument = models.CharField(max_length=24, choices=Instrument.choices)
    licence = models.CharField(max_length=120)  # the licence's reference
    wording = models.JSONField()  # {"title", "lead_in", "statements": […], "options": […]}
    loaded_on = models.DateField()
    loaded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "instrument"], name="wording_once")
        ]

    def __str__(self) -> str:
        return f"{self.instrument} for {self.scheme_id}"

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id
