"""What a person has agreed to. No consent recorded means no."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedText


class Purpose(models.TextChoices):
    """What somebody can agree to, each by itself."""

    SUPPORT = "support", "To be supported"
    MEASURES = "measures", "To be asked the questions that show what changes"
    FOLLOW_UP = "follow_up", "To be asked again three months after"
    TELL_REFERRER = "tell_referrer", "To tell who referred them how it went"
    SHARE_WITH_GP = "share_with_gp", "To share with the GP practice"
    STORY = "story", "To tell their story"
    INTRODUCE = "introduce", "To be introduced where they want to go"


class HowGiven(models.TextChoices):
    """How the answer was given."""

    SPOKEN = "spoken", "Said so, face to face"
    TELEPHONE = "telephone", "Said so, by telephone"
    WRITTEN = "written", "Signed, or wrote to us"
    BEST_INTERESTS = "best_interests", "A recorded best-interests decision"


class Consent(models.Model):
    """One answer to one purpose. Answers are added, never changed; the latest counts."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    agreed = models.BooleanField()  # False: said no, or withdrew
    on = models.DateField()
    how = models.CharField(max_length=20, choices=HowGiven.choices)
    note = SealedText(max_length=300, blank=True)
    lapses_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["person", "purpose"], name="consent_by_purpose")]
        constraints = [
            models.CheckConstraint(
                condition=Q(lapses_on=None) | Q(agreed=True, lapses_on__gte=F("on")),
                name="consent_lapses_only_when_given",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {'yes' if self.agreed else 'no'}"

    @property
    def audit_person_id(self) -> int:
        return self.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.person.scheme_id


class SaidBy(models.TextChoices):
    """Who said whether a record may be counted in research."""

    PERSON = "person", "They said so themselves"
    DECIDES = "decides", "Somebody who may decide for them: power of attorney, or appointed"
    FAMILY = "family", "Family or a friend, on their behalf"


class ResearchOptOutQuerySet(models.QuerySet["ResearchOptOut"]):
    """Answers about research."""

    def standing(self) -> ResearchOptOutQuerySet:
        """Those that keep somebody out today: the newest answer of a person, where it is a no."""
        newer = ResearchOptOut.objects.filter(person=OuterRef("person")).filter(
            Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
        )
        return self.filter(~Exists(newer), opted_out=True)


class ResearchOptOut(models.Model):
    """Whether a record stays out of what evaluators get. Answers are added; the latest counts.

    It is a choice to stay out: without names and words a record is counted until somebody says no.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="research_answers")
    opted_out = models.BooleanField()  # False: they took it back
    on = models.DateField()
    said_by = models.CharField(max_length=10, choices=SaidBy.choices)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    objects = ResearchOptOutQuerySet.as_manager()
    called: ClassVar = ("answer about research", "answers about research")

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["person", "-on"], name="research_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(opted_out=True) | ~Q(said_by="family"),
                name="research_taken_back_by_who_may",
            )
        ]

    def __str__(self) -> str:
        return "stays out" if self.opted_out else "may be counted"

    @property
    def audit_person_id(self) -> int:
        return self.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.person.scheme_id
