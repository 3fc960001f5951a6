"""Worries about somebody's safety, and what was done about them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.casework.people.models import Person, whose_record_opens
from alongside.casework.schemes.models import Role, Scheme, Worker
from alongside.sealing import SealedText


class ConcernQuerySet(models.QuerySet["Concern"]):
    """Concerns by who may read them, and whether they are open."""

    def seen_by(self, worker: Worker) -> ConcernQuerySet:
        """What a concern says is for the scheme's leads, and for who raised it.

        Others learn only that there is one: `queries.has_open_concern`. A concern about somebody
        whose record is restricted is for the leads all the same, who decide on it; who raised it
        reads it while the record opens for them.
        """
        open_to = whose_record_opens(worker, "person")
        raised = Q(raised_by=worker, scheme__in=worker.scheme_ids())
        return self.filter(
            Q(scheme__in=worker.scheme_ids(Role.SAFEGUARDING_LEAD))
            | (raised & (Q(person=None) | Q(person__restricted=False) | open_to))
        )

    def open(self) -> ConcernQuerySet:
        return self.filter(closed_at=None)


class Concern(models.Model):
    """One worry, raised by a worker; the scheme's lead acknowledges, decides and closes it."""

    class Decision(models.TextChoices):
        REFER_COUNCIL = "refer_council", "Told the council’s safeguarding team"
        EMERGENCY = "emergency", "Called the emergency services"
        OTHER_AGENCY = "other_agency", "Told another agency"
        WATCH = "watch", "We keep an eye on it, with a date to look again"
        NOT_SAFEGUARDING = "not_safeguarding", "Not a safeguarding matter; support changes"

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="concerns")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns"
    )
    about = SealedText(max_length=160, blank=True)  # when it is not a person on our books
    raised_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    what = SealedText()
    in_danger_now = models.BooleanField(default=False)
    done_already = SealedText(blank=True)
    person_knows = models.BooleanField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=20, choices=Decision.choices, blank=True)
    decision_words = SealedText(blank=True)
    decided_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    goes_on: ClassVar = ("open", "a concern that is open")  # read by people.pointers
    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="concern_acknowledged_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None, decided_by=None)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="concern_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(decision=""), name="concern_closed_after_decision"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(about=""), name="concern_is_about_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"concern {self.pk}"

    @property
    def audit_person_id(self) -> int | None:
        return self.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id


class ConcernNote(models.Model):
    """What was done, line by line."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    words = SealedText()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"note {self.pk}"
