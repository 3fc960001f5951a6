"""In to the scheme: who sent whom, why, what was decided, and how much support may be needed."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import validate_email
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from alongside.casework.people.models import Person, whose_record_opens
from alongside.casework.schemes.models import Role, Scheme, Worker
from alongside.sealing import SealedText


class Source(models.TextChoices):
    """The contract's sources, in words."""

    NHS = "nhs", "NHS"
    LOCAL_AUTHORITY = "local_authority", "Council"
    NATIONAL_GOVERNMENT = "national_government", "Government department or agency"
    HOST_ORGANISATION = "host_organisation", "Another service of ours"
    THIRD_SECTOR = "third_sector", "Charity or community group"
    PRIVATE_SECTOR = "private_sector", "Business or landlord"
    SELF = "self", "Asked for themselves"
    FAMILY_OR_FRIEND = "family_or_friend", "Family or friend"
    OTHER = "other", "Somebody else"
    UNKNOWN = "unknown", "Not known"


class Outcome(models.TextChoices):
    """Where a referral has got to; the contract's words. Waiting: not decided yet."""

    WAITING = "waiting", "Waiting"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Said no"
    REDIRECTED = "redirected", "Passed on"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Reason(models.TextChoices):
    """Why a referral was declined or passed on: the contract's list."""

    MENTAL_HEALTH = "needs_mental_health_service", "Needs a mental health service"
    SOCIAL_CARE = "needs_social_care", "Needs social care"
    HOUSING_MONEY = "needs_housing_or_money_advice", "Needs advice on housing or money"
    BEFRIENDING = "needs_long_term_befriending", "Would like a befriender for longer"
    SAFEGUARDING = "safeguarding", "A safety worry comes first"
    OUT_OF_AREA = "out_of_area", "Lives outside our area"
    AT_CAPACITY = "at_capacity", "We have no room at present"
    PERSON_DECLINED = "person_declined", "The person does not want it"
    CANNOT_CONTACT = "cannot_contact", "We could not reach them"
    OTHER = "other", "Another reason"


class Agreed(models.TextChoices):
    """Whether the person agreed to be referred, and who says so."""

    PERSON = "person", "Yes, they told us themselves"
    REFERRER = "referrer", "Yes, says who refers them"
    BEST_INTERESTS = "best_interests", "Cannot say; a professional’s best-interests decision"
    NOT_YET = "not_yet", "Not asked yet"


class AnswerBy(models.TextChoices):
    """How who referred would like their answer."""

    EMAIL = "email", "Email"
    TELEPHONE = "telephone", "Telephone"
    LETTER = "letter", "Letter"
    NONE = "none", "No need to answer"


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Referrals by who may see them, and by their newest decision."""

    def seen_by(self, worker: Worker) -> ReferralQuerySet:
        """Coordinators and leads see their scheme's; connectors those of the people they see.

        Those of a restricted record are for whom it opens.
        """
        whole = worker.scheme_ids(Role.COORDINATOR, Role.SAFEGUARDING_LEAD)
        opens = whose_record_opens(worker, "person")
        return self.filter(Q(scheme__in=whole, person__restricted=False) | opens)

    def with_decision(self) -> ReferralQuerySet:
        """Adds `last_kind`, `last_on`, … of the newest decision; None without."""
        last = Decision.objects.filter(referral=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            last_kind=Subquery(last.values("kind")[:1]),
            last_on=Subquery(last.values("on")[:1]),
            last_reason=Subquery(last.values("reason")[:1]),
            last_look_again_on=Subquery(last.values("look_again_on")[:1]),
        )

    def waiting(self) -> ReferralQuerySet:
        """Not decided yet: no decision, or the newest one is to wait."""
        return self.with_decision().filter(Q(last_kind=None) | Q(last_kind=Decision.Kind.WAIT))


class Referral(models.Model):
    """One request that somebody be supported, whatever became of it."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="referrals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referrals")
    received_on = models.DateField(db_index=True)
    source = models.CharField(max_length=20, choices=Source.choices)
    referrer_name = models.CharField(max_length=120, blank=True)
    referrer_role = SealedText(max_length=120, blank=True)
    referrer_organisation = models.CharField(max_length=160, blank=True)
    answer_by = models.CharField(max_length=10, choices=AnswerBy.choices, default=AnswerBy.NONE)
    referrer_email = SealedText(max_length=254, validators=[validate_email], blank=True)
    referrer_telephone = SealedText(max_length=30, blank=True)
    referrer_address = SealedText(blank=True)
    reason = SealedText(blank=True)  # in the referrer's words
    wants = SealedText(blank=True)  # what the person says they want
    agreed = models.CharField(max_length=16, choices=Agreed.choices, default=Agreed.NOT_YET)
    agreed_note = SealedText(max_length=300, blank=True)  # who decided, and why
    known_risks = SealedText(blank=True)
    stop_gap = models.BooleanField(null=True, blank=True)  # None: not asked
    taken_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)
    goes_on: ClassVar = ("waiting", "a referral that waits for a decision")  # see people.pointers
    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(agreed="best_interests") | ~Q(agreed_note=""),
                name="referral_best_interests_says_who",
            )
        ]

    def __str__(self) -> str:
        return f"referral {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id

    @property
    def from_whom(self) -> str:
        """Who referred, in a few words: *Sara Lindqvist, practice nurse, Marlpit Road Surgery*."""
        named = [self.referrer_name, self.referrer_role, self.referrer_organisation]
        return ", ".join(part for part in named if part) or self.get_source_display()


class Decision(models.Model):
    """A dated decision by a worker. Decisions are added, never overwritten; the newest counts."""

    class Kind(models.TextChoices):
        ACCEPT = "accept", "Accepted"
        WAIT = "wait", "Waits, with a reason"
        DECLINE = "decline", "Said no"
        REDIRECT = "redirect", "Passed on"
        WITHDRAW = "withdraw", "The person has changed their mind"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=40, choices=Reason.choices, blank=True)
    why = SealedText(blank=True)  # for us: why it waits, what was weighed
    words_to_referrer = SealedText(blank=True)
    allocated_to = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    redirected_to_scheme = models.ForeignKey(
        Scheme, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    redirected_to = models.CharField(max_length=160, blank=True)  # another organisation
    look_again_on = models.DateField(null=True, blank=True)  # while it waits

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["decline", "redirect"]) | ~Q(reason=""),
                name="decision_no_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind="accept") | Q(allocated_to__isnull=False),
                name="decision_accept_has_a_connector",
            ),
            models.CheckConstraint(
                condition=~Q(kind="redirect")
                | Q(redirected_to_scheme__isnull=False)
                | ~Q(redirected_to=""),
                name="decision_redirect_says_where",
            ),
            models.CheckConstraint(
                condition=~Q(kind="wait") | ~Q(why=""), name="decision_wait_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.referral_id}"

    @property
    def audit_person_id(self) -> int:
        return self.referral.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.referral.scheme_id


class Level(models.TextChoices):
    """How much support somebody may need, overall."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Assessment(models.Model):
    """How much support somebody may need, against one version of the written framework."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessments")
    referral = models.ForeignKey(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    framework = models.CharField(max_length=20)  # version: "2026-1"
    levels = models.JSONField()  # {"health": 2, "mobility": 3, …}: 1 to 4 a domain
    computed = models.CharField(max_length=6, choices=Level.choices)
    overridden_to = models.CharField(max_length=6, choices=Level.choices, blank=True)
    override_reason = SealedText(blank=True)
    on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    called: ClassVar = ("look at how much support is needed", "looks at how much support is needed")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(overridden_to="", override_reason="")
                | (~Q(overridden_to="") & ~Q(override_reason="") & ~Q(overridden_to=F("computed"))),
                name="assessment_override_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"assessment {self.pk}"

    @property
    def level(self) -> str:
        return self.overridden_to or self.computed

    @property
    def audit_person_id(self) -> int:
        return self.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.person.scheme_id
