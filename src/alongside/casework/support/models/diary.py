"""The diary: appointments, and the visits that come of them with their lone-working clock."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.casework.people.models import Person, whose_record_opens
from alongside.casework.schemes.models import WITH_PEOPLE, Scheme, Worker
from alongside.sealing import SealedText

from .episode import Episode


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Entries in the diary."""

    def seen_by(self, worker: Worker) -> AppointmentQuerySet:
        """Those with people whose record one may open, and one's own time.

        An entry with somebody whose record is no longer one's to open goes out of sight with it:
        what is written in it would be written in that record.
        """
        own_time = Q(worker=worker, person=None, scheme__in=worker.scheme_ids(*WITH_PEOPLE))
        return self.filter(own_time | whose_record_opens(worker, "person"))

    def planned(self) -> AppointmentQuerySet:
        return self.filter(state=Appointment.State.PLANNED)


class Appointment(models.Model):
    """An entry in a worker's diary, with a person or (without one) just their own time."""

    class How(models.TextChoices):
        HOME = "home", "At their home"
        OUT = "out", "Out together"
        OUR_PLACE = "our_place", "At our place"
        TELEPHONE = "telephone", "By telephone"
        VIDEO = "video", "By video"
        GROUP = "group", "In a group"

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        DONE = "done", "Done"
        CANCELLED = "cancelled", "Cancelled"
        MOVED = "moved", "Moved"
        NOT_AT_HOME = "not_at_home", "Not at home"

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="appointments")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    episode = models.ForeignKey(
        Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    starts_at = models.DateTimeField(db_index=True)
    any_time = models.BooleanField(default=False)  # that day, at no fixed time
    minutes = models.PositiveSmallIntegerField(default=60)
    how = models.CharField(max_length=10, choices=How.choices, default=How.HOME)
    where = SealedText(max_length=200, blank=True)
    purpose = SealedText(max_length=200, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PLANNED)
    state_why = SealedText(max_length=200, blank=True)
    moved_to = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="moved_from"
    )
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    goes_on: ClassVar = ("planned", "an appointment in the diary")  # read by people.pointers
    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="moved", moved_to__isnull=False)
                | (~Q(state="moved") & Q(moved_to=None)),
                name="appointment_moved_to_another",
            ),
            models.CheckConstraint(
                condition=Q(episode=None) | Q(person__isnull=False),
                name="appointment_episode_has_person",
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "starts_at"], name="appointment_by_worker"),
            models.Index(fields=["person", "starts_at"], name="appointment_by_person"),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"

    @property
    def audit_person_id(self) -> int | None:
        return self.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id


class Visit(models.Model):
    """A worker at somebody's door: *arrived* to *I'm out*. While it is open the clock runs."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="visits")
    appointment = models.OneToOneField(
        Appointment, null=True, blank=True, on_delete=models.PROTECT, related_name="visit"
    )
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="visits")
    arrived_at = models.DateTimeField()
    out_expected_at = models.DateTimeField()  # with the scheme's grace: then somebody is told
    told = SealedText(max_length=120, blank=True)  # who is told, by name or "coordinator"
    out_at = models.DateTimeField(null=True, blank=True)
    safe_confirmed_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # a coordinator rang and they are well
    safe_confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-arrived_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(out_at=None) | Q(out_at__gte=F("arrived_at")),
                name="visit_out_after_arrived",
            )
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.episode.scheme_id
