"""What lies on the ground whoever offers something there: postcodes, districts, public stops.

All of it is published by others and brought in with `alongside geography import`.
"""

from __future__ import annotations

from django.db import models


class StopKind(models.TextChoices):
    """What one gets on there."""

    BUS = "bus", "bus stop"
    TRAM = "tram", "tram or underground stop"
    TRAIN = "train", "railway station"
    FERRY = "ferry", "ferry landing"


class Stop(models.Model):
    """A public stop: one row of NaPTAN, the national list of them."""

    code = models.CharField(max_length=12, unique=True)  # ATCO code: 0100BRP90023
    name = models.CharField(max_length=100)
    indicator = models.CharField(max_length=60, blank=True)  # opp, adj, Stop B
    street = models.CharField(max_length=100, blank=True)
    locality = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=5, choices=StopKind.choices, default=StopKind.BUS)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ["name", "code"]
        indexes = [models.Index(fields=["latitude", "longitude"], name="stop_where")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="stop_is_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Postcode(models.Model):
    """A postcode as the ONS Postcode Directory has it; a made-up one of the demonstration.

    Where most postcodes of Great Britain are is known without it (`geography.point_of`).
    """

    postcode = models.CharField(max_length=8, primary_key=True)  # BT7 1NN
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    district = models.CharField(max_length=9, blank=True, db_index=True)  # E06000023
    ward = models.CharField(max_length=9, blank=True)
    county = models.CharField(max_length=9, blank=True)
    region = models.CharField(max_length=9, blank=True)
    country = models.CharField(max_length=9, blank=True)

    class Meta:
        ordering = ["postcode"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(postcode=""), name="postcode_is_not_empty"),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="postcode_is_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return self.postcode


class District(models.Model):
    """The name that goes with a code of the Office for National Statistics: of a council's area."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name", "code"]

    def __str__(self) -> str:
        return self.name
