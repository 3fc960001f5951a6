"""How to reach a person, and the people in their life."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from alongside.sealing import KeyedHash, SealedText, keyed_hash

from ..rules.points import PointIn
from .person import Person


class ContactPoint(models.Model):
    """A telephone number or an email address, in the order to try them."""

    class Kind(models.TextChoices):
        TELEPHONE = "telephone", "Telephone"
        EMAIL = "email", "Email"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = SealedText(max_length=254)
    found_by = KeyedHash(of="value", normal="plain", purpose="contact point")
    order = models.PositiveSmallIntegerField(default=1)
    note = SealedText(max_length=120, blank=True)  # "her neighbour's"
    called: ClassVar = ("telephone or email", "telephones and emails")  # see pointers

    class Meta:
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["found_by"], name="contact_point_by_value")]

    def __str__(self) -> str:
        return self.kind

    @classmethod
    def hash_of(cls, plain: str) -> str:
        """What `found_by` is for a number of digits only, or an address in lower case."""
        return keyed_hash("contact point", plain)

    @property
    def plain(self) -> str:
        """Digits only, or lower case: the same however it was typed."""
        return PointIn(self.kind, self.value).plain

    @property
    def audit_person_id(self) -> int:
        return self.person_id


class ImportantPerson(models.Model):
    """Somebody who matters to the person: family, friend, neighbour, emergency contact."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="important_people")
    name = models.CharField(max_length=120)
    relation = SealedText(max_length=120, blank=True)
    telephone = SealedText(max_length=30, blank=True)
    emergency = models.BooleanField(default=False)
    cares_for_them = models.BooleanField(default=False)
    note = SealedText(max_length=300, blank=True)
    called: ClassVar = ("somebody who matters", "people who matter")  # see pointers

    class Meta:
        ordering = ["-emergency", "pk"]

    def __str__(self) -> str:
        return self.relation or "somebody who matters"

    @property
    def in_words(self) -> str:
        """What is known of them, in one line: *Graham, her son, 01632 960111*."""
        said = [self.name, self.relation, self.telephone, self.note]
        if self.emergency:
            said.append("to ring in an emergency")
        if self.cares_for_them:
            said.append("cares for them")
        return ", ".join(part for part in said if part)

    @property
    def audit_person_id(self) -> int:
        return self.person_id
