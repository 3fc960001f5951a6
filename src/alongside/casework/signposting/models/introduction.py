"""Telling an organiser, with the person's agreement, who is coming; and what they answered."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from alongside.casework.consent.models import Consent
from alongside.casework.people.models import whose_record_opens
from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedText

from ..rules_introductions import last_day
from .signpost import Signpost


class Answer(models.TextChoices):
    """What an organiser can say, by one tap."""

    CAME = "came", "Came"
    DID_NOT_COME = "did_not_come", "Did not come"
    FULL = "full", "We are full"


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    """Introductions, as far as a worker may see them; and what became of them by a day."""

    def seen_by(self, worker: Worker) -> IntroductionQuerySet:
        return self.filter(whose_record_opens(worker, "signpost__episode__person"))

    def waiting(self, on: date) -> IntroductionQuerySet:
        """Not answered, and the link still works."""
        return self.filter(answer="", expires_on__gte=on)

    def expired(self, on: date) -> IntroductionQuerySet:
        """Not answered in time. Nothing is written for it: it is so by date."""
        return self.filter(answer="", expires_on__lt=on)


class Introduction(models.Model):
    """One message to an organiser about one person, reminded of once, answered once."""

    signpost = models.ForeignKey(Signpost, on_delete=models.PROTECT, related_name="introductions")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    called = SealedText(max_length=80)  # what the person wants to be called there
    to = SealedText(max_length=254)  # the organiser's address
    reach = SealedText(max_length=300)  # how the organiser reaches the connector
    site = models.CharField(max_length=200)  # where the link leads: the address of this service
    asked_on = models.DateField()
    remind_on = models.DateField()
    expires_on = models.DateField()
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    noted_on = models.DateField(null=True, blank=True)  # a worker read what came of it
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="introduction_answer_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(asked_on__lte=models.F("remind_on"))
                & Q(remind_on__lte=models.F("expires_on")),
                name="introduction_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"introduction {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("signposting:introduction", args=[self.pk])

    @property
    def link_until(self) -> date:
        """The last day on which its link shows the name that the person chose."""
        return last_day(self.expires_on, self.answered_on)

    @property
    def audit_person_id(self) -> int:
        return self.signpost.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.signpost.episode.scheme_id


class IntroductionMessage(models.Model):
    """What was sent, word for word but for the link: of that only a hash is kept.

    Each message has a link of its own. It is made when the message is sent, so one that could not
    be sent has none yet.
    """

    class Kind(models.TextChoices):
        FIRST = "first", "The introduction"
        REMINDER = "reminder", "The reminder"

    introduction = models.ForeignKey(
        Introduction, on_delete=models.PROTECT, related_name="messages"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    subject = SealedText(max_length=200)
    words = SealedText()
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "kind"], name="introduction_one_message_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(token_hash__isnull=False),
                name="introduction_message_sent_has_a_link",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"
