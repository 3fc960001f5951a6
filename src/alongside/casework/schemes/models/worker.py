"""A worker is anyone who signs in. What they may do is a dated role in a scheme."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.sealing import SealedText

from .scheme import Area, Programme, Scheme


class Role(models.TextChoices):
    """What a worker may do in one scheme."""

    CONNECTOR = "connector", "Connector"
    COORDINATOR = "coordinator", "Coordinator"
    SAFEGUARDING_LEAD = "safeguarding_lead", "Safeguarding lead"
    EVALUATOR = "evaluator", "Evaluator"
    COMMISSIONER = "commissioner", "Commissioner"
    ADMINISTRATOR = "administrator", "Administrator"


WITH_PEOPLE = (Role.CONNECTOR, Role.COORDINATOR, Role.SAFEGUARDING_LEAD)  # the rest see nobody


class ProgrammeRole(models.TextChoices):
    """What a worker may do for a whole programme."""

    RESOLVER = "resolver", "Resolver"  # decides whether two records are one person


class WorkerManager(BaseUserManager["Worker"]):
    """Finds workers by email address, whatever its capitals."""

    def create_user(self, email: str, name: str, password: str | None = None) -> Worker:
        worker = self.model(email=self.normalize_email(email).lower(), name=name)
        worker.set_password(password)
        worker.save(using=self._db)
        return worker

    def get_by_natural_key(self, username: str | None) -> Worker:
        return self.get(email__iexact=username)


class Worker(AbstractBaseUser):
    """Anyone who signs in: one sign-in, roles by scheme."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    first_name = models.CharField(max_length=60, blank=True)  # what colleagues call them
    telephone = SealedText(max_length=30, blank=True)
    home_postcode = SealedText(max_length=10, blank=True)  # so that looks at neighbours stand out
    areas = models.ManyToManyField(Area, blank=True, related_name="workers")
    languages = models.JSONField(default=list, blank=True)
    working_days = models.JSONField(default=list, blank=True)  # 0 is Monday
    is_active = models.BooleanField(default=True)
    glass_until = models.DateTimeField(null=True, blank=True)  # of the last glass they broke
    diary_token = models.CharField(max_length=64, blank=True, db_index=True)  # private iCalendar

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = WorkerManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The short name that colleagues use."""
        return self.first_name or self.name.split(" ")[0]

    @property
    def is_staff(self) -> bool:
        """Nobody works in Django's own administration pages; they are not installed."""
        return False

    def roles_today(self) -> dict[int, set[str]]:
        """Scheme numbers with this worker's roles in each, today; read once for each request."""
        return self._today()[0]

    def sharing_today(self) -> set[int]:
        """Which of these schemes share their caseloads; read with the roles."""
        return self._today()[1]

    def _today(self) -> tuple[dict[int, set[str]], set[int]]:
        kept: tuple[dict[int, set[str]], set[int]] | None = self.__dict__.get("_roles_today")
        if kept is None:
            roles: dict[int, set[str]] = {}
            sharing: set[int] = set()
            held = self.memberships.on(timezone.localdate())
            for number, role, shared in held.values_list(
                "scheme_id", "role", "scheme__caseloads_shared"
            ):
                roles.setdefault(number, set()).add(role)
                if shared:
                    sharing.add(number)
            kept = self.__dict__["_roles_today"] = (roles, sharing)
        return kept

    def stands_in_on(self, day: date) -> list[tuple[int, int]]:
        """For whom, and in which scheme, this worker covers on that day: two numbers each.

        Read once for each request: asked of the database for each person on a page, it takes
        longer than all the rest of the page.
        """
        kept: dict[date, list[tuple[int, int]]] = self.__dict__.setdefault("_stands_in", {})
        if day not in kept:
            kept[day] = list(self.covers.on(day).values_list("away_id", "scheme_id"))
        return kept[day]

    def scheme_names(self) -> str:
        """The schemes of today, for the foot of each page."""
        names = Scheme.objects.filter(pk__in=self.roles_today()).values_list("name", flat=True)
        return ", ".join(names[:3])

    def scheme_ids(self, *roles: str) -> list[int]:
        """Schemes in which this worker has one of these roles today; with none named, any role."""
        wanted = set(roles)
        return [scheme for scheme, has in self.roles_today().items() if not wanted or has & wanted]

    def has_role(self, *roles: str, scheme: Scheme | int | None = None) -> bool:
        """Whether this worker has one of these roles today, in that scheme or in any."""
        ids = self.scheme_ids(*roles)
        if scheme is None:
            return bool(ids)
        return (scheme if isinstance(scheme, int) else scheme.pk) in ids

    def forget_roles(self) -> None:
        """Read roles and covers again when they are next asked for: they have changed."""
        self.__dict__.pop("_roles_today", None)
        self.__dict__.pop("_stands_in", None)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self.forget_roles()
        super().refresh_from_db(*args, **kwargs)

    # Django's permission calls, asked by third-party parts: nobody has any.
    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return False

    def has_perms(self, perm_list: Iterable[str], obj: Any = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Roles, narrowed."""

    def on(self, day: date) -> MembershipQuerySet:
        """Those that are held on that day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), started_on__lte=day)


class Membership(models.Model):
    """One role of one worker in one scheme, from a day until a day: the team and its history."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="memberships")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    room_for = models.PositiveSmallIntegerField(default=25)  # people at one time, a connector
    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "scheme", "role"],
                condition=Q(ended_on=None),
                name="membership_role_open_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.worker_id} in {self.scheme_id}"

    @property
    def audit_scheme_id(self) -> int:
        return self.scheme_id


class ProgrammeMembershipQuerySet(models.QuerySet["ProgrammeMembership"]):
    """Roles over a programme, narrowed."""

    def on(self, day: date) -> ProgrammeMembershipQuerySet:
        """Those that are held on that day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), started_on__lte=day)


class ProgrammeMembership(models.Model):
    """A role over a whole programme."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="programme_roles")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=ProgrammeRole.choices)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    objects = ProgrammeMembershipQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.worker_id}"
