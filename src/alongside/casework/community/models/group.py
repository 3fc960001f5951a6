"""A group that is to fill a gap: who wants it, who helps, where, when, and how it went."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from alongside.casework.directory.models import Activity
from alongside.casework.people.models import Person, whose_record_opens
from alongside.casework.schemes.models import WITH_PEOPLE, Area, Scheme, Worker
from alongside.sealing import SealedText

from .choices import Need, Rhythm, Said, State, Weekday


class GroupQuerySet(models.QuerySet["Group"]):
    """Groups, as far as a worker may see them."""

    def seen_by(self, worker: Worker) -> GroupQuerySet:
        """Those of the schemes in which this worker works with people."""
        return self.filter(scheme__in=worker.scheme_ids(*WITH_PEOPLE))

    def going_on(self) -> GroupQuerySet:
        return self.exclude(state=State.ENDED)


class Group(models.Model):
    """From an idea to something that runs without us. Once it runs it is an activity, too."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="groups")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="groups"
    )
    need = models.CharField(max_length=20, choices=Need.choices)
    name = SealedText(max_length=120)  # before it runs it may be called after somebody
    words = SealedText(max_length=600, blank=True)  # what one does there
    state = models.CharField(max_length=16, choices=State.choices, default=State.IDEA)
    begun_on = models.DateField()
    place = SealedText(max_length=120, blank=True)
    address = SealedText(max_length=200, blank=True)
    postcode = SealedText(max_length=8, blank=True)
    step_free = models.BooleanField(null=True, blank=True)
    rhythm = models.CharField(max_length=12, choices=Rhythm.choices, blank=True)
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    cost = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(999)],
    )  # pounds a time; 0 is free, empty is not known
    pays = SealedText(max_length=200, blank=True)  # where the money comes from
    first_meeting_on = models.DateField(null=True, blank=True)
    lead = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="groups_led")
    running_on = models.DateField(null=True, blank=True)
    self_sustaining_on = models.DateField(null=True, blank=True)
    heard_on = models.DateField(null=True, blank=True)  # last heard to be going, without us
    handed_to = SealedText(max_length=120, blank=True)  # who of its members looks after it
    ended_on = models.DateField(null=True, blank=True)
    why_ended = SealedText(max_length=200, blank=True)
    activity = models.OneToOneField(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="group"
    )
    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["begun_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="group_has_a_name"),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False)
                | (~Q(state="ended") & Q(ended_on=None)),
                name="group_ended_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["running", "self_sustaining"])
                | Q(running_on__isnull=False),
                name="group_runs_since_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="self_sustaining") | Q(self_sustaining_on__isnull=False),
                name="group_without_us_since_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["idea", "planning"]) | Q(running_on=None),
                name="group_planned_does_not_run",
            ),
            models.CheckConstraint(
                condition=Q(self_sustaining_on=None) | Q(self_sustaining_on__gte=F("running_on")),
                name="group_without_us_after_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(starts_at__lt=F("ends_at")),
                name="group_meets_forwards",
            ),
        ]

    def __str__(self) -> str:
        return f"group {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("community:group", args=[self.pk])

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id


class MemberQuerySet(models.QuerySet["GroupMember"]):
    """Who wants a group, as far as a worker may see them."""

    def seen_by(self, worker: Worker) -> MemberQuerySet:
        """Those who are named by name alone, and those whose record opens for this worker."""
        theirs = Q(person=None) | whose_record_opens(worker, "person")
        return self.filter(theirs, group__in=Group.objects.seen_by(worker))

    def to_invite(self) -> MemberQuerySet:
        """They said that they may be invited, and nobody has done it yet."""
        return self.filter(
            Q(person=None) | Q(person__died_on=None),
            may_invite_on__isnull=False,
            invited_on=None,
            said="",
        )


class GroupMember(models.Model):
    """Somebody who wants a group: a person supported, or somebody known by name alone."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="group_places"
    )
    name = SealedText(max_length=120, blank=True)
    may_invite_on = models.DateField(null=True, blank=True)  # when they said yes to it
    invited_on = models.DateField(null=True, blank=True)
    said = models.CharField(max_length=8, choices=Said.choices, blank=True)
    said_on = models.DateField(null=True, blank=True)
    added_on = models.DateField()
    called: ClassVar = ("place in a group", "places in groups")  # see people.pointers
    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=Q(person__isnull=False),
                name="group_member_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | (Q(person=None) & ~Q(name="")),
                name="group_member_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(invited_on=None) | Q(may_invite_on__isnull=False),
                name="group_member_invited_with_consent",
            ),
            models.CheckConstraint(
                condition=Q(said="", said_on=None) | (~Q(said="") & Q(said_on__isnull=False)),
                name="group_member_said_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"

    @property
    def called_fully(self) -> str:
        """The name to read out."""
        return self.person.called_fully if self.person else self.name

    @property
    def audit_person_id(self) -> int | None:
        return self.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.group.scheme_id


class Helper(models.Model):
    """Somebody who would help with a group, and with what; it may come from an offer."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="helpers")
    who = SealedText(max_length=120)
    reach = SealedText(max_length=120, blank=True)  # a telephone number or an email address
    does = SealedText(max_length=200, blank=True)
    offer = models.ForeignKey(
        "community.Offer", null=True, blank=True, on_delete=models.PROTECT, related_name="used_in"
    )
    since = models.DateField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(who=""), name="helper_is_somebody"),
            models.UniqueConstraint(
                fields=["group", "offer"],
                condition=Q(offer__isnull=False),
                name="helper_offer_once",
            ),
        ]

    def __str__(self) -> str:
        return f"helper {self.pk}"

    @property
    def audit_scheme_id(self) -> int:
        return self.group.scheme_id


class Meeting(models.Model):
    """One time that the group met."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    others = models.PositiveSmallIntegerField(default=0)  # who came, beside the named ones
    without_us = models.BooleanField(default=False)  # nobody of the scheme was there
    words = SealedText(max_length=600, blank=True)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "on"], name="meeting_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    @property
    def audit_scheme_id(self) -> int:
        return self.group.scheme_id


class Attendance(models.Model):
    """Who of those named came to a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="came")
    member = models.ForeignKey(GroupMember, on_delete=models.PROTECT, related_name="came_to")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once"),
        ]

    def __str__(self) -> str:
        return f"attendance {self.pk}"
