"""What the directory is found by: made from its entries by `search.index`, and never by hand.

Plain tables of numbers and words, so that both databases search in the same way and give the same
answers (decision 30). All of it can be made again: `alongside directory index`.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedText

from .activity import Activity
from .place import Place


class Listing(models.Model):
    """An activity at one of its places, with what it is filtered by as numbers."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="listings")
    place = models.ForeignKey(Place, null=True, on_delete=models.CASCADE, related_name="+")
    called = models.CharField(max_length=200)  # the name, as lists are put in order by it
    cell = models.IntegerField(db_index=True)  # search/cells.py
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    slots = models.IntegerField(default=0)  # 21 bits, a day's morning, afternoon, evening
    access = models.SmallIntegerField(default=0)  # bits: search/facts.py
    cost = models.SmallIntegerField(default=0)  # 0 not known, 1 free, 2 costs something

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["latitude", "longitude"], name="listing_where"),
            models.Index(fields=["called"], name="listing_called"),  # found by its whole name
        ]

    def __str__(self) -> str:
        return f"listing {self.pk}"


class SearchWord(models.Model):
    """A stem that stands in some entry, with the first word that was cut to it."""

    stem = models.CharField(max_length=40, unique=True)
    seen = models.CharField(max_length=40)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.seen


class SearchTrigram(models.Model):
    """Three letters of a word: by them words are found that are spelt nearly so."""

    letters = models.CharField(max_length=3)
    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["letters", "word"], name="trigram_finds_word")]

    def __str__(self) -> str:
        return self.letters


class Posting(models.Model):
    """A word stands in a listing, and weighs so much there."""

    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="+", db_index=False)
    cell = models.IntegerField()  # the listing's, so that words near a point are found at once
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="postings")
    weight = models.SmallIntegerField()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["word", "cell", "listing", "weight"], name="posting_finds"),
        ]

    def __str__(self) -> str:
        return f"posting {self.pk}"


class SavedSearch(models.Model):
    """A search that a worker wants to hear about when something new fits it."""

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="saved_searches")
    name = SealedText(max_length=120)
    asked = SealedText()  # the page's address after the question mark
    saved_at = models.DateTimeField(default=timezone.now)
    seen_until = models.DateTimeField(default=timezone.now)  # what was entered later is new

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"saved search {self.pk}"
