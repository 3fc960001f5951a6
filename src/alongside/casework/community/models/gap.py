"""A need for which nothing suitable was found, and what is near and does not do."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from alongside.casework.directory.models import Activity
from alongside.casework.people.models import Person, whose_record_opens
from alongside.casework.schemes.models import WITH_PEOPLE, Area, Scheme, Worker
from alongside.casework.support.models import Episode
from alongside.sealing import SealedText

from .choices import Barrier, Closing, Need
from .group import Group


class GapQuerySet(models.QuerySet["Gap"]):
    """Gaps, as far as a worker may see them."""

    def seen_by(self, worker: Worker) -> GapQuerySet:
        """Those of nobody, and those of people whose record opens for this worker."""
        theirs = Q(episode=None) | whose_record_opens(worker, "episode__person")
        return self.counted_for(worker).filter(theirs)

    def counted_for(self, worker: Worker) -> GapQuerySet:
        """Those that count on the board: of every person, and of whom is not said there."""
        return self.filter(scheme__in=worker.scheme_ids(*WITH_PEOPLE))

    def open(self) -> GapQuerySet:
        """Not closed, whether something is planned or runs for it or not."""
        return self.filter(closed_on=None)

    def waiting(self) -> GapQuerySet:
        """Nothing runs for them yet, and nobody who waits has died."""
        alive = Q(episode=None) | Q(episode__person__died_on=None)
        return self.open().filter(Q(group=None) | Q(group__running_on=None)).filter(alive)


class Gap(models.Model):
    """Somebody wanted something, and nothing suited. Where filling it has got to is said by its
    group (`rules.standing`), until it is closed.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="gaps")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="gaps"
    )  # empty: anywhere in the scheme
    episode = models.ForeignKey(
        Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="gaps"
    )  # empty: heard of otherwise
    people = models.PositiveSmallIntegerField(default=1)  # who want it
    need = models.CharField(max_length=20, choices=Need.choices)
    barrier = models.CharField(max_length=20, choices=Barrier.choices)
    words = SealedText(max_length=300, blank=True)  # what exactly, in a few words
    searched = SealedText(max_length=200, blank=True)  # what was searched for
    opened_on = models.DateField()
    may_invite_on = models.DateField(null=True, blank=True)  # said yes to being told of something
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="gaps"
    )
    grouped_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closing = models.CharField(max_length=12, choices=Closing.choices, blank=True)
    filled_by = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # something of others, which began since
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    called: ClassVar = ("gap", "gaps")
    objects = GapQuerySet.as_manager()

    class Meta:
        ordering = ["opened_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, closing="")
                | (Q(closed_on__isnull=False) & ~Q(closing="")),
                name="gap_closed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="gap_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(group=None, grouped_on=None)
                | Q(group__isnull=False, grouped_on__gte=F("opened_on")),
                name="gap_grouped_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1) & (Q(episode=None) | Q(people=1)),
                name="gap_of_one_person_or_some",
            ),
            models.CheckConstraint(
                condition=Q(filled_by=None) | Q(closing="filled"), name="gap_filled_by_something"
            ),
        ]
        indexes = [models.Index(fields=["scheme", "closed_on", "need"], name="gap_board")]

    def __str__(self) -> str:
        return f"gap {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("community:gap", args=[self.pk])

    @property
    def person(self) -> Person | None:
        """Whose it is."""
        return self.episode.person if self.episode else None

    @property
    def audit_person_id(self) -> int | None:
        return self.episode.person_id if self.episode else None

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id


class Near(models.Model):
    """Something that is near, and why it does not do."""

    gap = models.ForeignKey(Gap, on_delete=models.PROTECT, related_name="near")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=20, choices=Barrier.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["gap", "activity"], name="near_once_a_gap"),
        ]

    def __str__(self) -> str:
        return f"near {self.pk}"
