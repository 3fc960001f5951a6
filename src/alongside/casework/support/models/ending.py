"""Towards goodbye: rehearsals, and the ending itself."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedText

from .episode import Episode


class Rehearsal(models.Model):
    """*Can get there without me*: tried, with whom, and how it went."""

    class HowItWent(models.TextChoices):
        WELL = "well", "Well"
        WITH_HELP = "with_help", "With some help"
        NOT_YET = "not_yet", "Not yet"

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="rehearsals")
    what = SealedText(max_length=200)  # "The bus to the bird hide"
    tried_on = models.DateField()
    with_whom = SealedText(max_length=120, blank=True)  # empty: on their own
    how_it_went = models.CharField(max_length=10, choices=HowItWent.choices)
    words = SealedText(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-tried_on", "-pk"]

    def __str__(self) -> str:
        return f"rehearsal {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.episode.scheme_id


class Ending(models.Model):
    """The goodbye: what has changed, what is still there, and what was agreed for after."""

    class Alone(models.TextChoices):
        YES = "yes", "Yes, without us"
        SOME = "some", "Some of it"
        NO = "no", "Not yet"

    class Health(models.TextChoices):
        BETTER = "better", "Better"
        SAME = "same", "About the same"
        WORSE = "worse", "Getting harder"

    episode = models.OneToOneField(Episode, on_delete=models.PROTECT, related_name="ending")
    on = models.DateField()
    what_changed = SealedText(blank=True)  # in their words
    worries_ahead = SealedText(blank=True)
    who_to_call = SealedText(blank=True)
    how_to_come_back = SealedText(blank=True)
    gets_there_alone = models.CharField(max_length=5, choices=Alone.choices, blank=True)
    health = models.CharField(max_length=7, choices=Health.choices, blank=True)
    checkin_on = models.DateField(null=True, blank=True)  # empty: they said no
    follow_up_on = models.DateField(null=True, blank=True)  # empty: they said no
    reach_how = SealedText(max_length=200, blank=True)
    may_slip = models.JSONField(default=list, blank=True)  # codes of the rules that held
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(follow_up_on=None) | Q(follow_up_on__gte=models.F("on")),
                name="ending_follow_up_after",
            )
        ]

    def __str__(self) -> str:
        return f"ending {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.episode.scheme_id
