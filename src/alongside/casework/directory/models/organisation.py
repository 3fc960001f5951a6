"""Who offers activities."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .kept import Dated, Kept


class Kind(models.TextChoices):
    """What kind of organisation: the contract's list, which connections use too."""

    THIRD_SECTOR = "third_sector", "Charity or community group"
    LOCAL_AUTHORITY = "local_authority", "Council"
    NHS = "nhs", "NHS"
    HOST_ORGANISATION = "host_organisation", "Another service of ours"
    PRIVATE_SECTOR = "private_sector", "Business"
    OTHER = "other", "Something else"


class Organisation(Kept, Dated):
    """A charity, a council, a club, a business: Open Referral's organization."""

    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)  # plain text
    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True)
    website = models.CharField(max_length=500, blank=True)
    email = models.EmailField(blank=True)
    logo = models.CharField(max_length=500, blank=True)
    uri = models.CharField(max_length=500, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_here"
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Identifier(Kept):
    """A number by which others know an organisation: a charity's, a company's."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.CharField(max_length=100, blank=True)  # GB-CHC
    type = models.CharField(max_length=100, blank=True)
    identifier = models.CharField(max_length=100)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.identifier
