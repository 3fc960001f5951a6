"""Where activities are, and what it is like to get in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .kept import Dated, Kept


class LocationType(models.TextChoices):
    """Open Referral's location_type."""

    PHYSICAL = "physical", "A place"
    POSTAL = "postal", "An address for letters"
    VIRTUAL = "virtual", "Online or by telephone"


class Place(Kept, Dated):
    """A hall, a garden, a telephone line: Open Referral's location with its first address.

    The five questions of access are answered yes, no, or not known (None).
    """

    name = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    location_type = models.CharField(
        max_length=8, choices=LocationType.choices, default=LocationType.PHYSICAL
    )
    attention = models.CharField(max_length=200, blank=True)
    address_1 = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True)
    state_province = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8, blank=True, db_index=True)  # BS16 4QZ
    country = models.CharField(max_length=2, default="GB")
    address_id = models.UUIDField(null=True, blank=True)  # Open Referral's, when it came with one
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    step_free = models.BooleanField(null=True, blank=True)
    hearing_loop = models.BooleanField(null=True, blank=True)
    accessible_toilet = models.BooleanField(null=True, blank=True)
    quiet = models.BooleanField(null=True, blank=True)
    parking = models.BooleanField(null=True, blank=True)
    getting_there = models.TextField(blank=True)  # "Bus 49 stops outside; the lane is steep."

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["latitude", "longitude"], name="place_where")]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_is_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.address_1 or self.postcode or f"place {self.pk}"


class Access(Kept):
    """What somebody wrote about getting in and about there: Open Referral's accessibility."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="access")
    description = models.TextField(blank=True)
    details = models.TextField(blank=True)
    url = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"access {self.pk}"
