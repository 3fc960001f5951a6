"""The first conversation, about what matters to the person; it may take several meetings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedText

from .episode import Episode


class Prompt(models.TextChoices):
    """Open prompts, in any order. The wording follows PRSB's *About me*."""

    MATTERS = "matters", "What matters to me"
    PEOPLE = "people", "People who matter to me"
    COMMUNICATE = "communicate", "How I communicate"
    PLEASE_DO = "please_do", "Please do"
    PLEASE_DONT = "please_dont", "Please don’t"
    STRENGTHS = "strengths", "What I am good at, and proud of"
    INTERESTS = "interests", "What I like, or used to"
    HOPES = "hopes", "What I hope for"
    BARRIERS = "barriers", "What gets in the way"
    WORTH_KNOWING = "worth_knowing", "Also worth knowing about me"


class Barrier(models.TextChoices):
    """What can get in the way of what the person hopes for."""

    HEALTH = "health", "Health"
    MOBILITY = "mobility", "Getting about"
    TRANSPORT = "transport", "Transport"
    CONFIDENCE = "confidence", "Confidence"
    MONEY = "money", "Money"
    CARING = "caring", "Caring for somebody"
    DIGITAL = "digital", "Getting online"
    LANGUAGE = "language", "Language"
    SAFETY = "safety", "Feeling safe"


class ConversationWords(models.Model):
    """What the person said to one prompt, on one day, in their words. Later words are added."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="conversation")
    prompt = models.CharField(max_length=16, choices=Prompt.choices)
    words = SealedText()
    barriers = models.JSONField(default=list, blank=True)  # Barrier codes, with that prompt
    on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )  # corrected; the earlier words stay
    corrected_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(replaced_by=None, corrected_on=None)
                | Q(replaced_by__isnull=False, corrected_on__isnull=False),
                name="conversation_corrected_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(words="") | Q(prompt="barriers"), name="conversation_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.prompt

    @property
    def audit_person_id(self) -> int:
        return self.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.episode.scheme_id


class Tag(models.Model):
    """An interest or a fact to remember in a word or two: *birds*, *no car*, *Tuesdays free*."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="tags")
    word = models.CharField(max_length=30)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["episode", "word"], name="tag_word_once")]

    def __str__(self) -> str:
        return self.word
