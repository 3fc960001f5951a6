"""What people and businesses offer to whoever would start something."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from alongside.casework.schemes.models import WITH_PEOPLE, Area, Scheme, Worker
from alongside.sealing import SealedText

from .choices import Need, OfferKind


class OfferQuerySet(models.QuerySet["Offer"]):
    """Offers, as far as a worker may see them."""

    def seen_by(self, worker: Worker) -> OfferQuerySet:
        return self.filter(scheme__in=worker.scheme_ids(*WITH_PEOPLE))

    def standing(self, on: date) -> OfferQuerySet:
        """Those that can be taken up on a day, or later."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=on), ended_on=None)


class Offer(models.Model):
    """A room, a minibus, a lift, an hour of somebody's time."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="offers")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )  # empty: anywhere in the scheme
    kind = models.CharField(max_length=8, choices=OfferKind.choices)
    need = models.CharField(max_length=20, choices=Need.choices, blank=True)  # empty: for any
    what = SealedText(max_length=200)
    who = SealedText(max_length=120)
    reach = SealedText(max_length=120, blank=True)  # a telephone number or an email address
    when = SealedText(max_length=120, blank=True)  # Tuesday afternoons
    offered_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["offered_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(who=""), name="offer_of_something_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("offered_on")),
                name="offer_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("community:offer", args=[self.pk])

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id
