"""Who is supported."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.casework.schemes.models import (
    WITH_PEOPLE,
    Area,
    Role,
    Scheme,
    Worker,
    walked_with_by,
)
from alongside.sealing import KeyedHash, SealedText, hashes_too, keyed_hash

from ..ages import age_on
from .choices import Answer, Ethnicity, Gender, MayLeaveMessage, RisksKnown

if TYPE_CHECKING:
    from .links import ContactPoint


class _Sight(NamedTuple):
    """Whom one worker sees. Each query that it asks with is made once: that takes a while."""

    always: Q  # their own, those they cover, and everybody whom they coordinate
    usually: Q  # everybody else whom they would see, if no record were restricted
    unless_shut: Q  # not restricted, or they have broken the glass

    @classmethod
    def of(cls, worker: Worker, via: str = "") -> _Sight:
        at = f"{via}__" if via else ""
        led = worker.scheme_ids(Role.COORDINATOR)
        guarded = worker.scheme_ids(Role.SAFEGUARDING_LEAD)
        connecting = worker.scheme_ids(Role.CONNECTOR)
        always, usually = Q(**{f"{at}scheme__in": led}), Q(**{f"{at}scheme__in": guarded})
        if connecting:
            own = walked_with_by(worker, timezone.localdate(), of=via)
            always |= Q(**{f"{at}scheme__in": {*connecting, *guarded}}) & own
            shared = worker.sharing_today().intersection(connecting)
            usually |= Q(**{f"{at}scheme__in": shared})
        open_to_all = Q(**{f"{at}restricted": False})
        return cls(always, usually, open_to_all | _broken(worker, via))


def whose_record_opens(worker: Worker, via: str = "") -> Q:
    """Rows whose person's record this worker may open; `via` leads to the person from them.

    As a condition on the joined person it costs as many rows as are asked for. A list of
    everybody whom the worker sees, to look them up in, costs as many as the scheme has.
    """
    seen = _Sight.of(worker, via)
    standing = Q(**{f"{via}__merged_into" if via else "merged_into": None})
    return standing & (seen.always | (seen.usually & seen.unless_shut))


def _broken(worker: Worker, via: str) -> Q:
    """Those whose glass this worker has broken, within its three hours."""
    from .restricted import Glass  # which points at this model

    now = timezone.now()
    if worker.glass_until is None or worker.glass_until <= now:  # hardly anybody: ask nothing
        return Q()
    person = models.OuterRef(via or "pk")
    return Q(models.Exists(Glass.objects.filter(by=worker, until__gt=now, person=person)))


class PersonQuerySet(models.QuerySet["Person"]):
    """Which people a worker may see; every page asks here."""

    def seen_by(self, worker: Worker) -> PersonQuerySet:
        """The people whose record this worker may open today. No role, no sight.

        Coordinators and safeguarding leads see their scheme's people. A connector sees them too
        where the scheme shares its caseloads; elsewhere their own people, and those they cover.
        A restricted record opens for its connector, who covers for them, the coordinators of its
        scheme, and who has broken the glass.
        """
        return self.filter(whose_record_opens(worker))

    def behind_glass(self, worker: Worker) -> PersonQuerySet:
        """The people whose record would be open to this worker, if it were not restricted."""
        seen = _Sight.of(worker)
        shut = seen.usually & ~seen.always & ~seen.unless_shut
        return self.standing().filter(shut)

    def named_to(self, worker: Worker) -> PersonQuerySet:
        """The people of whom this worker may know the name and the connector, and no more.

        That somebody has a restricted record is told to nobody for whom it does not open.
        """
        seen = _Sight.of(worker)
        here = Q(scheme__in=worker.scheme_ids(*WITH_PEOPLE))
        return self.standing().filter(seen.always | (here & seen.unless_shut))

    def standing(self) -> PersonQuerySet:
        """Those for whom no other record stands: two that were one person are found as one."""
        return self.filter(merged_into=None)

    def alive(self) -> PersonQuerySet:
        return self.filter(died_on=None)

    def numbered(self, numbers: Iterable[str]) -> PersonQuerySet:
        """Those who have one of these health numbers, of whichever nation, in normal form."""
        hashes = [keyed_hash("health number", number) for number in numbers if number]
        return self.filter(Q(nhs_hash__in=hashes) | Q(chi_hash__in=hashes) | Q(hcn_hash__in=hashes))


class Person(models.Model):
    """Who is supported. Nothing is compulsory but a name to call them by, and one way to reach
    them (`actions.add` sees to the second, because it may be an address or a contact point).
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="people")
    connector = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )  # who walks alongside them now, or did last; `support` keeps it
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    added_on = models.DateField(default=timezone.localdate)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_here"
    )  # the record that stands for this one; see merge.py
    restricted = models.BooleanField(default=False)  # while a Restriction stands; see restricted.py

    # identity
    preferred_name = models.CharField(max_length=80)
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    pronouns = SealedText(max_length=40, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    age_about = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_about_on = models.DateField(null=True, blank=True)  # when they were about that old
    gender = models.CharField(max_length=12, choices=Gender.choices, default=Gender.NOT_STATED)
    gender_words = SealedText(max_length=60, blank=True)  # in another way: in their words
    ethnicity = models.CharField(
        max_length=40, choices=Ethnicity.choices, default=Ethnicity.NOT_STATED
    )
    address = SealedText(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    nhs_number = SealedText(max_length=10, blank=True)
    chi_number = SealedText(max_length=10, blank=True)  # Scotland
    hcn_number = SealedText(max_length=10, blank=True)  # Northern Ireland
    nhs_hash = KeyedHash(of="nhs_number", purpose="health number")
    chi_hash = KeyedHash(of="chi_number", purpose="health number")
    hcn_hash = KeyedHash(of="hcn_number", purpose="health number")

    # safe contact
    voicemail = models.CharField(
        max_length=12, choices=MayLeaveMessage.choices, default=MayLeaveMessage.NOT_ASKED
    )
    text = models.CharField(
        max_length=12, choices=MayLeaveMessage.choices, default=MayLeaveMessage.NOT_ASKED
    )
    letter = models.CharField(
        max_length=12, choices=MayLeaveMessage.choices, default=MayLeaveMessage.NOT_ASKED
    )
    email = models.CharField(
        max_length=12, choices=MayLeaveMessage.choices, default=MayLeaveMessage.NOT_ASKED
    )
    say_who_we_are = models.CharField(
        max_length=12, choices=Answer.choices, default=Answer.NOT_ASKED
    )
    who_else_may_answer = SealedText(max_length=200, blank=True)
    if_somebody_else_answers = SealedText(max_length=200, blank=True)  # what to say
    best_times = SealedText(max_length=120, blank=True)

    # language, information, adjustments
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=12, choices=Answer.choices, default=Answer.NOT_ASKED)
    adjustments = models.JSONField(default=list, blank=True)  # AdjustmentNeed codes
    adjustments_note = SealedText(max_length=300, blank=True)

    # health and home
    gp_practice = models.CharField(max_length=160, blank=True)
    gp_ods_code = models.CharField(max_length=10, blank=True)
    gp_not_wanted = models.BooleanField(default=False)
    carer = models.CharField(max_length=12, choices=Answer.choices, default=Answer.NOT_ASKED)
    lives_alone = models.CharField(max_length=12, choices=Answer.choices, default=Answer.NOT_ASKED)
    risks_known = models.CharField(
        max_length=12, choices=RisksKnown.choices, default=RisksKnown.NOT_ASKED
    )

    # visiting safely
    dogs = SealedText(max_length=120, blank=True)
    key_safe = SealedText(max_length=120, blank=True)
    two_to_visit = models.BooleanField(default=False)
    visiting_note = SealedText(max_length=300, blank=True)

    died_on = models.DateField(null=True, blank=True)
    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(preferred_name=""), name="person_has_a_name_to_call_them_by"
            ),
            models.CheckConstraint(
                condition=Q(age_about=None, age_about_on=None)
                | Q(age_about__isnull=False, age_about_on__isnull=False),
                name="person_age_about_goes_with_its_day",
            ),
            models.CheckConstraint(
                condition=Q(gp_not_wanted=False) | Q(gp_practice="", gp_ods_code=""),
                name="person_without_gp_has_no_practice",
            ),
        ]
        indexes = [
            models.Index(fields=["nhs_hash"], name="person_by_nhs_number"),
            models.Index(fields=["chi_hash"], name="person_by_chi_number"),
            models.Index(fields=["hcn_hash"], name="person_by_hcn_number"),
            models.Index(fields=["postcode"], name="person_by_postcode"),
            models.Index(fields=["date_of_birth"], name="person_by_birth"),
            models.Index(fields=["connector"], name="person_by_connector"),
        ]

    def __str__(self) -> str:
        return self.called_fully

    def save(self, *args: Any, **options: Any) -> None:
        """Keep what a health number is found by in step with it."""
        options["update_fields"] = hashes_too(type(self), options.get("update_fields"))
        super().save(*args, **options)

    def get_absolute_url(self) -> str:
        return f"/people/{self.pk}/"

    @property
    def audit_person_id(self) -> int | None:
        return self.pk

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id

    @property
    def called_fully(self) -> str:
        """Preferred name with the family name: *Peg Hollins*."""
        if self.family_name and self.family_name.lower() not in self.preferred_name.lower():
            return f"{self.preferred_name} {self.family_name}"
        return self.preferred_name

    @property
    def formal_name(self) -> str:
        """Given and family name where known: *Margaret Hollins*."""
        return f"{self.given_name or self.preferred_name} {self.family_name}".strip()

    def age(self, on: date) -> int | None:
        """Whole years on a day, from the date of birth or from *about how old*; None unknown."""
        return age_on(self.date_of_birth, self.age_about, self.age_about_on, on)

    def points(self, kind: str) -> list[ContactPoint]:
        """Telephones or emails, the one to try first in front."""
        return [point for point in self.contact_points.all() if point.kind == kind]
