"""Calls, visits, messages: what was done with the person, and attempts."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedJSON, SealedText

from .diary import Visit
from .episode import Episode
from .plan import Goal


class Mode(models.TextChoices):
    """How: the contract's modes. *Out together* is face to face with `went_along` set."""

    FACE_TO_FACE = "face_to_face", "Visit"
    TELEPHONE = "telephone", "Telephone"
    VIDEO = "video", "Video"
    MESSAGE = "message", "Text"
    GROUP = "group", "In a group"
    LETTER = "letter", "Letter"


class Who(models.TextChoices):
    """Who was in touch: paid or not."""

    CONNECTOR = "connector", "A connector"
    VOLUNTEER = "volunteer", "A volunteer"


class Contact(models.Model):
    """One call, visit or message with one person, or an attempt at one."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="contacts")
    occurred_on = models.DateField()
    mode = models.CharField(max_length=12, choices=Mode.choices)
    went_along = models.BooleanField(default=False)
    reached = models.BooleanField()
    minutes = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(1440)]
    )  # with the person; 0 for an attempt
    who = models.CharField(max_length=10, choices=Who.choices, default=Who.CONNECTOR)
    volunteer_name = models.CharField(max_length=80, blank=True)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="contacts")
    note = SealedText(blank=True)
    goals = models.ManyToManyField(Goal, blank=True, related_name="contacts")
    next_words = SealedText(max_length=200, blank=True)  # what is next, if known
    next_on = models.DateField(null=True, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    travel_miles = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    together_key = models.UUIDField(null=True, blank=True, db_index=True)  # one group contact
    visit = models.OneToOneField(
        Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="contact"
    )
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-occurred_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reached=True) | Q(minutes=0), name="contact_attempt_has_no_minutes"
            ),
            models.CheckConstraint(
                condition=Q(went_along=False) | Q(mode="face_to_face", reached=True),
                name="contact_went_along_is_face_to_face",
            ),
            models.CheckConstraint(
                condition=Q(who="volunteer") | Q(volunteer_name=""),
                name="contact_volunteer_has_the_name",
            ),
            models.CheckConstraint(condition=Q(minutes__lte=1440), name="contact_within_a_day"),
        ]
        indexes = [models.Index(fields=["episode", "-occurred_on"], name="contact_by_episode")]

    def __str__(self) -> str:
        return f"contact {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.episode.scheme_id


class ContactVersion(models.Model):
    """What a contact said before it was corrected."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="versions")
    fields = SealedJSON()
    until = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    why = SealedText(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"version {self.pk}"
