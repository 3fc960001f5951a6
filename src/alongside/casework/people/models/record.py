"""Facts about a person that have dates: risks, life transitions, changes of identity."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedText

from .choices import Transition
from .person import Person


class Risk(models.Model):
    """A risk to know before the doorbell: to the person, or to who visits."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="risks")
    what = SealedText(max_length=120)
    detail = SealedText(max_length=300, blank=True)
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-since", "pk"]

    def __str__(self) -> str:
        return "risk"

    @property
    def audit_person_id(self) -> int:
        return self.person_id


class TransitionAnswer(models.Model):
    """Yes or no to one life transition; no row means that the person was not asked."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transitions")
    transition = models.CharField(max_length=30, choices=Transition.choices)
    is_so = models.BooleanField()
    asked_on = models.DateField()
    called: ClassVar = ("answer about what has changed", "answers about what has changed")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "transition"], name="transition_once")
        ]

    def __str__(self) -> str:
        return self.transition

    @property
    def audit_person_id(self) -> int:
        return self.person_id


class IdentityChangeManager(models.Manager["IdentityChange"]):
    """Adds lines of history."""

    def keep(self, person: Person, field: str, was: object, became: object, by: Worker) -> None:
        """Keep what a field was before, where it changed."""
        before, after = ("" if value is None else str(value) for value in (was, became))
        if before != after:
            self.create(person=person, field=field, was=before, became=after, by=by)


class IdentityChange(models.Model):
    """What a field of identity was before: names, birth, gender, address, numbers, telephones."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identity_changes")
    field = models.CharField(max_length=40)
    was = SealedText(blank=True)
    became = SealedText(blank=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    objects = IdentityChangeManager()
    called: ClassVar = ("line of what was before", "lines of what was before")  # see pointers

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(was="", became=""), name="change_changes")
        ]

    def __str__(self) -> str:
        return self.field

    @property
    def audit_person_id(self) -> int:
        return self.person_id
