"""What stands with an activity: when, for how much, whom to ask, in which languages, for where."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .activity import Activity, ActivityPlace
from .kept import Kept
from .organisation import Organisation
from .place import Place


class Frequency(models.TextChoices):
    """How often: Open Referral UK's two."""

    WEEKLY = "WEEKLY", "By the week"
    MONTHLY = "MONTHLY", "By the month"


class Time(Kept):
    """A regular time, as iCalendar's rules have it: Open Referral's schedule.

    `byday` is iCalendar's (`TU,TH`, or `1TU` the first Tuesday of a month), `as_written` what
    somebody wrote where it could not be read. `weekdays` says on which days it can be, Monday the
    lowest of seven bits, so that a day is found without reading rules.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="times")
    at = models.ForeignKey(
        ActivityPlace, null=True, blank=True, on_delete=models.CASCADE, related_name="times"
    )  # when it is of one of several places
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    dtstart = models.DateField(null=True, blank=True)
    freq = models.CharField(max_length=8, choices=Frequency.choices, blank=True)
    interval = models.PositiveSmallIntegerField(null=True, blank=True)
    byday = models.CharField(max_length=60, blank=True)
    bymonthday = models.CharField(max_length=60, blank=True)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    description = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    schedule_link = models.CharField(max_length=500, blank=True)
    attending_type = models.CharField(max_length=100, blank=True)
    as_written = models.CharField(max_length=500, blank=True)
    term_time_only = models.BooleanField(default=False)  # not in the school holidays
    weekdays = models.PositiveSmallIntegerField(default=0, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=F("valid_to")),
                name="time_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"time {self.pk}"


class NotOn(models.Model):
    """A day on which it is not, though the rule says so."""

    time = models.ForeignKey(Time, on_delete=models.CASCADE, related_name="not_on")
    on = models.DateField()
    words = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return f"not on {self.on}"


class CostOption(Kept):
    """What it costs: Open Referral's cost_option. None is not known; 0 is free."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="costs")
    option = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)  # pounds
    amount_description = models.TextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"cost {self.pk}"


class Language(Kept):
    """A language in which one is understood there."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name or self.code


class ServiceArea(Kept):
    """For whom by where they live; for a dial-a-ride, where it fetches people."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="areas")
    name = models.CharField(max_length=200, blank=True)
    extent = models.TextField(blank=True)  # districts' postcodes, or a shape, as extent_type says
    extent_type = models.CharField(max_length=60, blank=True)
    uri = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name or f"area {self.pk}"


class Contact(Kept):
    """A contact point: whom to ask for. Open Referral's contact, not one of ours."""

    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name or f"contact point {self.pk}"


class Phone(Kept):
    """A number to ring, of a contact point, an activity, an organisation or a place."""

    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="phones"
    )
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.CASCADE, related_name="phones"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="phones"
    )
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.CASCADE, related_name="phones"
    )
    number = models.CharField(max_length=60)
    description = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number
