"""One run of support, its length and who walks alongside."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.casework.people.models import Person, whose_record_opens
from alongside.casework.referrals.models import Referral
from alongside.casework.schemes.models import Scheme, Worker
from alongside.sealing import SealedText


class EndReason(models.TextChoices):
    """Why support ended: the contract's list, in words."""

    COMPLETED = "completed", "We did what we set out to do"
    DISENGAGED = "disengaged", "They stopped, or we lost touch"
    MOVED_AWAY = "moved_away", "They moved away"
    HEALTH = "health", "Their health"
    REFERRED_ON = "referred_on", "Somebody else supports them now"
    DIED = "died", "They died"
    OTHER = "other", "Something else"


class EpisodeQuerySet(models.QuerySet["Episode"]):
    """Runs of support."""

    def seen_by(self, worker: Worker) -> EpisodeQuerySet:
        return self.filter(whose_record_opens(worker, "person"))

    def open(self) -> EpisodeQuerySet:
        return self.filter(ended_on=None)

    def ended(self) -> EpisodeQuerySet:
        return self.filter(ended_on__isnull=False)


class Episode(models.Model):
    """One run of support for one person: first conversation to goodbye, usually 12 weeks.

    Its state (not started, active, last weeks, over time, ended) is derived from dates:
    `rules.state`.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="episodes")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="episodes")
    connector = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="episodes")
    referral = models.OneToOneField(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="episode"
    )
    allocated_on = models.DateField()  # came to the connector
    started_on = models.DateField(null=True, blank=True)  # first time the person was reached
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=12, choices=EndReason.choices, blank=True)
    usual_weeks = models.PositiveSmallIntegerField()  # the scheme's, when it began
    one_off = models.BooleanField(default=False)  # one conversation was what was needed
    goes_on: ClassVar = ("open", "support that goes on")  # read by people.pointers
    called: ClassVar = ("run of support", "runs of support")
    two_at_once: ClassVar = (
        "Both records have support that goes on, and a person has one run of support at a time."
        " Ask one of the two connectors to say goodbye there first; then the records can become"
        " one."
    )
    objects = EpisodeQuerySet.as_manager()

    class Meta:
        ordering = ["-allocated_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on=None), name="episode_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="")
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="episode_ended_on_goes_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                name="episode_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(started_on__gte=F("allocated_on")),
                name="episode_starts_after_allocation",
            ),
        ]
        indexes = [models.Index(fields=["connector", "ended_on"], name="episode_by_connector")]

    def __str__(self) -> str:
        return f"episode {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id

    def week(self, on: date) -> int | None:
        """Week n of support on a day, from 1; None before it has started."""
        if self.started_on is None or on < self.started_on:
            return None
        return (on - self.started_on).days // 7 + 1

    def agreed_weeks(self) -> int:
        """The usual weeks, or what the coordinator agreed last (prefetch `extensions`)."""
        agreed = [extension.until_week for extension in self.extensions.all()]
        return max([self.usual_weeks, *agreed])

    def ends_about(self) -> date | None:
        """The day on which the agreed weeks are over; None before support has started."""
        if self.started_on is None:
            return None
        return self.started_on + timedelta(weeks=self.agreed_weeks())


class Extension(models.Model):
    """Longer support, agreed by the coordinator with a reason."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="extensions")
    until_week = models.PositiveSmallIntegerField()
    reason = SealedText()
    on = models.DateField()
    agreed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"until week {self.until_week}"


class Handover(models.Model):
    """From one connector to another; the first one is the allocation."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="handovers")
    from_worker = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    reason = SealedText(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"handover {self.pk}"
