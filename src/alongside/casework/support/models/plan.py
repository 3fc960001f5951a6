"""The plan: goals in the person's words, steps towards them, a day to look at it again."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedText

from .episode import Episode


class NeedCode(models.TextChoices):
    """What the goal is about: our list; `support/mds.toml` maps it to the NHS minimum data set."""

    COMPANY = "company", "Company and friendship"
    SOMETHING_TO_DO = "something_to_do", "Something to do"
    GETTING_OUT = "getting_out", "Getting out and about"
    MOOD = "mood", "Mood and confidence"
    HEALTH = "health", "Health and moving more"
    GRIEF = "grief", "Living with a loss"
    CARING = "caring", "Caring for somebody"
    MONEY = "money", "Money and benefits"
    HOUSING = "housing", "Home and housing"
    WORK = "work", "Work, learning, lending a hand"
    DIGITAL = "digital", "Getting online"
    SAFETY = "safety", "Feeling safe"
    OTHER = "other", "Something else"


class SupportCode(models.TextChoices):
    """What kind of help a step is; mapped in the same file."""

    LISTENING = "listening", "Listening and encouraging"
    INFORMATION = "information", "Information"
    INTRODUCTION = "introduction", "An introduction"
    GOING_ALONG = "going_along", "Going along together"
    FORMS = "forms", "Help with forms or calls"
    TRANSPORT = "transport", "Help with getting there"
    VOLUNTEER = "volunteer", "A volunteer's company"
    START_GROUP = "start_group", "Starting something new"
    OTHER = "other", "Something else"


class Plan(models.Model):
    """The plan of one episode. `version` rises with each change, so that two who edit it at the
    same time are both shown what the other wrote.
    """

    episode = models.OneToOneField(Episode, on_delete=models.PROTECT, related_name="plan")
    review_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"plan {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.episode.scheme_id


class PlanAgreement(models.Model):
    """*Agreed with the person*: a fact with a date."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements")
    on = models.DateField()
    version = models.PositiveIntegerField()  # what was agreed
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"agreed {self.pk}"


class Goal(models.Model):
    """What the person wants, in their words, and how much it matters from 1 to 10."""

    class Status(models.TextChoices):
        OPEN = "open", "Going on"
        REACHED = "reached", "Reached"
        SET_ASIDE = "set_aside", "Set aside"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    words = SealedText(max_length=200)
    importance = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    need = models.CharField(max_length=20, choices=NeedCode.choices, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    status_on = models.DateField(null=True, blank=True)
    set_on = models.DateField()
    order = models.PositiveSmallIntegerField(default=1)
    changed_in = models.PositiveIntegerField(default=1)  # the plan's version of its last change

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="goal_has_words"),
            models.CheckConstraint(
                condition=Q(importance=None) | Q(importance__range=(1, 10)),
                name="goal_importance_1_to_10",
            ),
            models.CheckConstraint(
                condition=Q(status="open", status_on=None)
                | (~Q(status="open") & Q(status_on__isnull=False)),
                name="goal_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"goal {self.pk}"


class Step(models.Model):
    """One step to a goal: what, who, by when, how sure the person is from 1 to 10."""

    class Who(models.TextChoices):
        PERSON = "person", "The person"
        CONNECTOR = "connector", "The connector"
        TOGETHER = "together", "Both together"
        VOLUNTEER = "volunteer", "A volunteer"
        SOMEBODY_ELSE = "somebody_else", "Somebody else"

    class Status(models.TextChoices):
        TO_DO = "to_do", "To do"
        UNDER_WAY = "under_way", "Under way"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="steps")
    what = SealedText(max_length=200)
    who = models.CharField(max_length=14, choices=Who.choices, default=Who.PERSON)
    who_name = models.CharField(max_length=80, blank=True)
    by_when = models.DateField(null=True, blank=True)
    confidence = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    support = models.CharField(max_length=16, choices=SupportCode.choices, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.TO_DO)
    status_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=1)
    changed_in = models.PositiveIntegerField(default=1)  # the plan's version of its last change

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="step_has_words"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__range=(1, 10)),
                name="step_confidence_1_to_10",
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"
