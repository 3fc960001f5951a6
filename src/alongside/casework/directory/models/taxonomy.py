"""Words by which entries are sorted, and what is sorted under them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .activity import Activity
from .kept import Kept
from .organisation import Organisation
from .place import Place


class Taxonomy(Kept):
    """A list of such words, with who made it."""

    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    uri = models.CharField(max_length=500, blank=True)
    version = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "taxonomies"

    def __str__(self) -> str:
        return self.name


class Term(Kept):
    """One word of a list; some stand under others."""

    taxonomy = models.ForeignKey(
        Taxonomy, null=True, blank=True, on_delete=models.PROTECT, related_name="terms"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    code = models.CharField(max_length=100, blank=True, db_index=True)
    uri = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Tag(Kept):
    """A word that is said of an entry: Open Referral's attribute."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="tags")
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.CASCADE, related_name="tags"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="tags"
    )
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.CASCADE, related_name="tags"
    )
    link_type = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(activity__isnull=False, organisation=None, place=None)
                | Q(activity=None, organisation__isnull=False, place=None)
                | Q(activity=None, organisation=None, place__isnull=False),
                name="tag_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"tag {self.pk}"
