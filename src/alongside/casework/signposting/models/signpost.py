"""Connections: what a person was pointed to, and how far it got."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from alongside.casework.directory.models import Activity
from alongside.casework.people.models import whose_record_opens
from alongside.casework.schemes.models import Worker
from alongside.casework.support.models import Episode
from alongside.sealing import SealedText


class Destination(models.TextChoices):
    """What kind of organisation: the contract's list."""

    THIRD_SECTOR = "third_sector", "Charity or community group"
    LOCAL_AUTHORITY = "local_authority", "Council"
    NHS = "nhs", "NHS"
    HOST_ORGANISATION = "host_organisation", "Another service of ours"
    PRIVATE_SECTOR = "private_sector", "Business"
    OTHER = "other", "Something else"


class How(models.TextChoices):
    """How the connection was made."""

    TOLD = "told", "Told them about it"
    WROTE = "wrote", "Wrote it down for them"
    TELEPHONED_TOGETHER = "telephoned_together", "Telephoned together"
    WENT_ALONG = "went_along", "Went along"


class Outcome(models.TextChoices):
    """How far it got: the contract's words. Settled: still going four weeks on, without us."""

    SUGGESTED = "suggested", "Suggested"
    INTRODUCED = "introduced", "Introduced"
    ATTENDED = "attended", "Attended"
    SETTLED = "settled", "Settled"
    STOPPED = "stopped", "Stopped"
    DECLINED = "declined", "Did not want it"
    UNAVAILABLE = "unavailable", "Not to be had"
    UNKNOWN = "unknown", "Not known"


class Reason(models.TextChoices):
    """Why it stopped, was not wanted, or was not to be had."""

    FULL = "full", "It was full"
    NOT_AS_DESCRIBED = "not_as_described", "It was not as described"
    NO_TRANSPORT = "no_transport", "No way to get there"
    TOO_FAR = "too_far", "Too far"
    COST = "cost", "The cost"
    HEALTH = "health", "Their health"
    NOT_ACCESSIBLE = "not_accessible", "Not accessible"
    NOT_WELCOME = "did_not_feel_welcome", "Did not feel welcome"
    WRONG_TIME = "wrong_time", "The wrong time"
    NOT_FOR_ME = "not_for_me", "Not for them"
    OTHER = "other", "Another reason"


class Heard(models.TextChoices):
    """The answers that one tap gives."""

    WENT = "went", "Went"
    NOT_THIS_TIME = "not_this_time", "Not this time"
    NOT_YET = "not_yet", "Not yet"
    STILL_GOING = "still_going", "Still going"
    NOT_ANY_MORE = "not_any_more", "Not any more"


class SignpostQuerySet(models.QuerySet["Signpost"]):
    """Connections, as far as a worker may see them."""

    def seen_by(self, worker: Worker) -> SignpostQuerySet:
        return self.filter(whose_record_opens(worker, "episode__person"))


class Signpost(models.Model):
    """Out to something in the community: what, what kind, how, and the furthest it got."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="signposts")
    made_on = models.DateField()
    what = SealedText(max_length=160)  # as it was called then; the directory may call it otherwise
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="signposts"
    )
    off_list = models.BooleanField(default=False)  # a neighbour, say: not for the directory
    destination = models.CharField(max_length=20, choices=Destination.choices)
    how = models.CharField(max_length=20, choices=How.choices, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.SUGGESTED)
    outcome_on = models.DateField()
    reason = models.CharField(max_length=24, choices=Reason.choices, blank=True)
    first_time_on = models.DateField(null=True, blank=True)  # when they (will) go first
    note = SealedText(blank=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    objects = SignpostQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="signpost_says_what"),
            models.CheckConstraint(
                condition=Q(off_list=False) | Q(activity=None),
                name="signpost_off_the_list_has_no_activity",
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(outcome__in=["stopped", "declined", "unavailable"]),
                name="signpost_reason_only_when_it_stopped",
            ),
        ]

    def __str__(self) -> str:
        return f"signpost {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("signposting:signpost", args=[self.pk])

    @property
    def audit_person_id(self) -> int:
        return self.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.episode.scheme_id


class SignpostStep(models.Model):
    """Each time it got further, or stopped: dated, so that the way there can be read."""

    signpost = models.ForeignKey(Signpost, on_delete=models.PROTECT, related_name="steps")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.CharField(max_length=24, choices=Reason.choices, blank=True)
    on = models.DateField()
    words = SealedText(max_length=300, blank=True)
    by = models.ForeignKey(
        Worker, null=True, on_delete=models.PROTECT, related_name="+"
    )  # empty: the organiser said so, by the link of an introduction

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"step {self.pk}"

    @property
    def noted_by(self) -> str:
        return self.by.called if self.by else "the organiser, by link"
