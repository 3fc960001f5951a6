"""After the goodbye: calls to see how somebody is, two to four weeks and three months on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.casework.people.models import whose_record_opens
from alongside.casework.referrals.models import Referral
from alongside.casework.schemes.models import Worker
from alongside.casework.support.models import Episode
from alongside.sealing import SealedText


class Kind(models.TextChoices):
    """The two times when somebody is asked after the goodbye."""

    CHECKIN = "checkin", "Check-in"
    FOLLOW_UP = "follow_up", "Follow-up"


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Attempts, as far as a worker may see them."""

    def seen_by(self, worker: Worker) -> AttemptQuerySet:
        return self.filter(whose_record_opens(worker, "episode__person"))


class Attempt(models.Model):
    """One try to reach somebody after the ending. What is due is computed, never stored."""

    class Outcome(models.TextChoices):
        """What came of one try."""

        TALKED = "talked", "We talked"
        NO_ANSWER = "no_answer", "No answer: try again"
        LATER = "later", "Another time, they said"
        DECLINED = "declined", "They would rather not"
        CANNOT_REACH = "cannot_reach", "Cannot be reached: stop trying"

    class Going(models.TextChoices):
        """How the person says it is going."""

        WELL = "well", "Well"
        MIXED = "mixed", "Up and down"
        HARD = "hard", "Hard going"

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="attempts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    going = models.CharField(max_length=5, choices=Going.choices, blank=True)
    note = SealedText(blank=True)
    try_again_on = models.DateField(null=True, blank=True)
    wants_support = models.BooleanField(default=False)
    new_referral = models.OneToOneField(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="came_back_by"
    )  # the old episode and the new referral are tied here
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(going="") | Q(outcome="talked"), name="attempt_going_when_talked"
            ),
            models.CheckConstraint(
                condition=Q(new_referral=None) | Q(wants_support=True),
                name="attempt_referral_when_wanted",
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk}"

    @property
    def audit_person_id(self) -> int:
        return self.episode.person_id

    @property
    def audit_scheme_id(self) -> int:
        return self.episode.scheme_id
