"""How sure we are of an entry: checks, what people told us, and what waits to be decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedText

from .activity import Activity
from .organisation import Organisation
from .place import Place
from .source import Source


class Result(models.TextChoices):
    """What a check found."""

    STILL_ON = "still_on", "Still on"
    CHANGED = "changed", "On, but something has changed"
    CLOSED = "closed", "Closed"
    NOBODY = "nobody", "Nobody answered"


class How(models.TextChoices):
    """How it was found out."""

    TELEPHONE = "telephone", "By telephone"
    VISIT = "visit", "By going there"
    EMAIL = "email", "By email or letter"
    WEBSITE = "website", "On their website"
    ORGANISER = "organiser", "By the organiser"
    ELSEWHERE = "elsewhere", "From somebody else"


class Check(models.Model):
    """Somebody found out whether it is as we say. Never changed, never deleted."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="checks")
    on = models.DateField()
    by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # empty: the organiser, by a link
    how = models.CharField(max_length=9, choices=How.choices)
    result = models.CharField(max_length=8, choices=Result.choices)
    words = SealedText(max_length=500, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(how="organiser", by=None) | (~Q(how="organiser") & Q(by__isnull=False)),
                name="check_is_by_a_worker_or_the_organiser",
            ),
        ]

    def __str__(self) -> str:
        return f"check {self.pk}"


class Notice(models.Model):
    """Somebody says that it has closed, or that something is wrong; a worker looks into it."""

    class Kind(models.TextChoices):
        CLOSED = "closed", "It has closed"
        WRONG = "wrong", "Something is wrong"

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    words = SealedText(max_length=1000, blank=True)
    received_at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # empty: anybody, on the public page
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handled_at=None, handled_by=None) | Q(handled_at__isnull=False),
                name="notice_is_handled_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"


class Proposal(models.Model):
    """Other values for an entry, beside it until somebody decides, field by field.

    It is of an activity, or of an organisation or a place, of which only sources say something.
    `values` holds {field: value} of its own fields, as JSON has them; `taken` the names of those
    fields that were taken over. `before` is what stood there when it was decided.
    """

    class Origin(models.TextChoices):
        ORGANISER = "organiser", "The organiser"
        WORKER = "worker", "A worker"
        IMPORT = "import", "A source that we import"

    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.CASCADE, related_name="proposals"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="proposals"
    )
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.CASCADE, related_name="proposals"
    )
    origin = models.CharField(max_length=9, choices=Origin.choices)
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    values = models.JSONField(default=dict)
    from_words = SealedText(max_length=300, blank=True)  # who says so, in their own words
    received_at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken = models.JSONField(default=list, blank=True)
    before = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None) | Q(decided_at__isnull=False),
                name="proposal_is_decided_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=False, organisation=None, place=None)
                | Q(activity=None, organisation__isnull=False, place=None, origin="import")
                | Q(activity=None, organisation=None, place__isnull=False, origin="import"),
                name="proposal_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def thing(self) -> Activity | Organisation | Place:
        """The entry that it is of."""
        thing = self.activity or self.organisation or self.place
        assert thing is not None  # a constraint of the table
        return thing

    @property
    def sort(self) -> str:
        """What the entry is, where it is no activity."""
        if self.activity_id is not None:
            return ""
        return "Organisation" if self.organisation_id is not None else "Place"


class OrganiserLink(models.Model):
    """A secret address by which an organiser confirms or corrects an entry, without an account.

    What stands in the address is nowhere here: only its hash is kept.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="organiser_links")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_to = SealedText(max_length=254)
    sent_on = models.DateField(default=timezone.localdate)
    sent_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_on", "-pk"]

    def __str__(self) -> str:
        return f"organiser's link {self.pk}"


class Merge(models.Model):
    """Two entries were one. What was moved stands here, so that it can be undone."""

    class What(models.TextChoices):
        ACTIVITY = "activity", "Activity"
        ORGANISATION = "organisation", "Organisation"

    what = models.CharField(max_length=12, choices=What.choices)
    kept_number = models.BigIntegerField()
    gone_number = models.BigIntegerField()
    moved = models.JSONField(default=dict)  # {model: [numbers]}
    filled = models.JSONField(default=list)  # fields of the kept that were empty before
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"merge {self.pk}"


class ToldApart(models.Model):
    """Two entries that look alike and are two; they are not proposed again."""

    what = models.CharField(max_length=12, choices=Merge.What.choices)
    lower_number = models.BigIntegerField()
    higher_number = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["what", "lower_number", "higher_number"], name="entries_told_apart_once"
            ),
            models.CheckConstraint(
                condition=Q(lower_number__lt=models.F("higher_number")),
                name="entries_told_apart_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lower_number} and {self.higher_number} are two"
