"""What there is to join: Open Referral's service."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from alongside.casework.schemes.models import Scheme, Worker
from alongside.sealing import SealedText

from ..roles import READS_PRIVATE
from .kept import Dated, Kept
from .organisation import Organisation
from .place import Place


class Sort(models.TextChoices):
    """What it is for: to go to, or to get there with."""

    ACTIVITY = "activity", "Something to join"
    DIAL_A_RIDE = "dial_a_ride", "Dial-a-ride"
    VOLUNTEER_DRIVERS = "volunteer_drivers", "Volunteer drivers"


class Company(models.TextChoices):
    """With how many others; for those to whom a group is too much."""

    GROUP = "group", "In a group"
    ONE_TO_ONE = "one_to_one", "One to one"
    EITHER = "either", "Either"


class Status(models.TextChoices):
    """Open Referral's status."""

    ACTIVE = "active", "Running"
    INACTIVE = "inactive", "Not running now"
    DEFUNCT = "defunct", "Closed for good"
    TEMPORARILY_CLOSED = "temporarily closed", "Closed for a while"


class Standing(models.TextChoices):
    """Where an entry stands with us."""

    PROPOSED = "proposed", "Proposed"  # one typed line; waits for somebody to look at it
    LISTED = "listed", "Listed"
    MERGED = "merged", "Merged into another"


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Entries, as far as somebody may see them."""

    def public(self) -> ActivityQuerySet:
        """What anybody may read."""
        return self.filter(standing=Standing.LISTED, only_for=None)

    def seen_by(self, worker: Worker) -> ActivityQuerySet:
        """What is public, and what schemes keep to themselves in which this worker reads that."""
        return self.not_kept_from(worker).exclude(standing=Standing.MERGED)

    def held(self) -> ActivityQuerySet:
        """Nobody else writes them until we are done. Two who want several take them in one order.

        A check or a notice of an entry may be written meanwhile: if it had to wait, and we for what
        was written before it, each would wait for the other.
        """
        return self.select_for_update(no_key=True, of=("self",)).order_by("pk")

    def not_kept_from(self, worker: Worker) -> ActivityQuerySet:
        """The same, with those that were merged away: what they were called is somebody's, too."""
        return self.filter(Q(only_for=None) | Q(only_for__in=worker.scheme_ids(*READS_PRIVATE)))

    def running(self) -> ActivityQuerySet:
        """Those that one can go to, as far as we know."""
        return self.filter(status=Status.ACTIVE)

    def suggested(self) -> ActivityQuerySet:
        """Without those that nobody could confirm twice: they are hidden, never deleted."""
        return self.running().filter(unconfirmed__lt=UNCONFIRMED_HIDES)


UNCONFIRMED_HIDES = 2


class Activity(Kept, Dated):
    """Something near, with when it was last checked. Descriptions are plain text."""

    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    sort = models.CharField(max_length=18, choices=Sort.choices, default=Sort.ACTIVITY)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    url = models.CharField(max_length=500, blank=True)
    email = models.EmailField(blank=True)
    status = models.CharField(max_length=18, choices=Status.choices, default=Status.ACTIVE)
    fees = models.TextField(blank=True)  # as written; amounts stand in its costs
    accreditations = models.TextField(blank=True)
    minimum_age = models.FloatField(null=True, blank=True)  # years
    maximum_age = models.FloatField(null=True, blank=True)
    assured_date = models.DateField(null=True, blank=True)
    assurer_email = models.EmailField(blank=True)
    alert = models.TextField(blank=True)
    conditions = models.TextField(blank=True)  # for joining, or who may use it
    booking = models.TextField(blank=True)  # for transport: how and how long before
    first_visit = models.TextField(blank=True)  # what a first visit is like
    getting_there = models.TextField(blank=True)
    met_at_door = models.BooleanField(null=True, blank=True)
    company = models.CharField(max_length=10, choices=Company.choices, blank=True)
    places: models.ManyToManyField[Place, ActivityPlace] = models.ManyToManyField(
        Place, through="ActivityPlace", related_name="activities"
    )
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.LISTED)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_here"
    )
    only_for = models.ForeignKey(
        Scheme, null=True, blank=True, on_delete=models.PROTECT, related_name="own_activities"
    )  # kept to the workers of a scheme; empty: public
    proposed_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    check_every = models.PositiveSmallIntegerField(null=True, blank=True)  # days; empty: the rule's
    checked_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(default=timezone.localdate, db_index=True)  # the next check
    doubtful_since = models.DateField(null=True, blank=True)
    unconfirmed = models.PositiveSmallIntegerField(default=0)  # times in a row nobody could say
    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["sort"], name="activity_sort")]  # transport is rare
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="activity_has_a_name"),
            models.CheckConstraint(
                condition=Q(minimum_age=None)
                | Q(maximum_age=None)
                | Q(minimum_age__lte=F("maximum_age")),
                name="activity_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(standing="merged", merged_into__isnull=False)
                | (~Q(standing="merged") & Q(merged_into=None)),
                name="activity_merged_into_something",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("pages:activity", args=[self.pk])

    @property
    def is_transport(self) -> bool:
        return self.sort != Sort.ACTIVITY

    @property
    def is_hidden(self) -> bool:
        """Nobody could confirm it twice: it is found, and not suggested."""
        return self.unconfirmed >= UNCONFIRMED_HIDES


class ActivityPlace(Kept):
    """An activity at a place: Open Referral's service_at_location."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="at")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="holds")
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "place"], name="activity_once_at_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} at {self.place_id}"


class Tip(models.Model):
    """What only a scheme's workers need to know: ask for Maureen; side door."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="tips")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    words = SealedText(max_length=300)
    on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"tip {self.pk}"

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id
