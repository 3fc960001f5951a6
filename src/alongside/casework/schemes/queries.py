"""Reads about teams: who works where, for how many people, and who covers for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from .models import (
    Area,
    Cover,
    Membership,
    Programme,
    ProgrammeMembership,
    Role,
    Scheme,
    SchoolHoliday,
    Worker,
)
from .models.worker import MembershipQuerySet


def workers_in(scheme: Scheme | int, role: str, on: date) -> QuerySet[Worker]:
    """The workers who have this role in the scheme on that day, by name."""
    held = Membership.objects.on(on).filter(worker=OuterRef("pk"), scheme=scheme, role=role)
    return Worker.objects.filter(Exists(held), is_active=True)


def people_i_cover(worker: Worker, on: date) -> QuerySet[Cover]:
    """Whose people this worker looks after on that day: covers, with `.away` and `.scheme`."""
    return Cover.objects.on(on).filter(by=worker).select_related("away", "scheme")


def who_covers(away: Worker, scheme: Scheme | int, on: date) -> QuerySet[Worker]:
    """Who looks after this connector's people in the scheme on that day."""
    covers = Cover.objects.on(on).filter(by=OuterRef("pk"), away=away, scheme=scheme)
    return Worker.objects.filter(Exists(covers))


def rooms(scheme: Scheme | int, on: date) -> dict[int, int]:
    """For each connector's number, how many people they can walk alongside at one time."""
    connecting = Membership.objects.on(on).filter(scheme=scheme, role=Role.CONNECTOR)
    return dict(connecting.values_list("worker_id", "room_for"))


def caseloads_shared(scheme: Scheme) -> bool:
    """Whether each connector of the scheme sees everybody whom it supports."""
    return scheme.caseloads_shared


def area_for(scheme: Scheme | int, postcode: str) -> Area | None:
    """The area that a postcode belongs to by its start; the longest start wins."""
    return area_finder(scheme)(postcode)


def area_finder(scheme: Scheme | int) -> Callable[[str], Area | None]:
    """`area_for` for many postcodes of one scheme: its areas are read once."""
    starts = [
        (start.replace(" ", ""), area)
        for area in Area.objects.filter(scheme=scheme)
        for start in area.postcode_prefixes
    ]

    def find(postcode: str) -> Area | None:
        plain = postcode.replace(" ", "").upper()
        fitting = [(len(start), area) for start, area in starts if plain.startswith(start)]
        return max(fitting, key=lambda found: found[0])[1] if fitting else None

    return find


def team(scheme: Scheme, on: date) -> list[tuple[Worker, list[Membership]]]:
    """Everybody who has or will have a role in the scheme, by name, with those roles."""
    return _by_worker(_memberships(scheme).filter(Q(ended_on=None) | Q(ended_on__gte=on)))


def team_before(scheme: Scheme, on: date) -> list[tuple[Worker, list[Membership]]]:
    """Everybody whose roles in the scheme have all ended."""
    still = Membership.objects.filter(Q(ended_on=None) | Q(ended_on__gte=on), scheme=scheme)
    return _by_worker(_memberships(scheme).exclude(worker__in=still.values("worker")))


def _memberships(scheme: Scheme) -> MembershipQuerySet:
    found = Membership.objects.filter(scheme=scheme).select_related("worker")
    return found.order_by("worker__name", "worker_id", "started_on", "pk")


def _by_worker(memberships: MembershipQuerySet) -> list[tuple[Worker, list[Membership]]]:
    found: dict[int, tuple[Worker, list[Membership]]] = {}
    for membership in memberships:
        found.setdefault(membership.worker_id, (membership.worker, []))[1].append(membership)
    return list(found.values())


def resolvers(programme: Programme | int, on: date) -> QuerySet[Worker]:
    """Who decides, for the whole programme, whether two records are one person."""
    held = ProgrammeMembership.objects.on(on).filter(worker=OuterRef("pk"), programme=programme)
    return Worker.objects.filter(Exists(held), is_active=True)


def covers(scheme: Scheme, on: date) -> QuerySet[Cover]:
    """Cover now and to come, soonest first."""
    coming = Cover.objects.filter(scheme=scheme, until_on__gte=on)
    return coming.select_related("away", "by").order_by("from_on", "pk")


def school_holidays(scheme: Scheme, on: date) -> QuerySet[SchoolHoliday]:
    """School holidays now and to come, soonest first."""
    coming = SchoolHoliday.objects.filter(scheme=scheme, last_on__gte=on)
    return coming.select_related("by").order_by("first_on", "pk")


def school_holidays_around(postcodes: Iterable[str], on: date) -> QuerySet[SchoolHoliday]:
    """Those of the schemes in whose areas these are; of every scheme where they are in none.

    Whose schools are near it nobody has told then; to be sent to a closed door is worse than to
    wait for a week.
    """
    plain = [one.replace(" ", "").upper() for one in postcodes]
    around = {
        area.scheme_id
        for area in Area.objects.all()
        for start in area.postcode_prefixes
        if any(one.startswith(start.replace(" ", "")) for one in plain)
    }
    coming = SchoolHoliday.objects.filter(last_on__gte=on).order_by("first_on", "pk")
    return coming.filter(scheme__in=around) if around else coming


def second_factor_demanded(worker: Worker) -> bool:
    """Whether a scheme that this worker has a role in asks for a second step at sign-in."""
    return Scheme.objects.seen_by(worker).filter(second_factor_required=True).exists()


def may_change_sign_in(worker: Worker, by: Worker) -> bool:
    """Whether `by` runs every scheme that the worker has a role in or over, today or later.

    Who can change an address to sign in with can become that worker; an administrator of one
    scheme must not get into another one so, nor wait there until a role begins.
    """
    today, runs = timezone.localdate(), by.scheme_ids(Role.ADMINISTRATOR)
    last = Q(ended_on=None) | Q(ended_on__gte=today)
    elsewhere = worker.memberships.filter(last).exclude(scheme__in=runs)
    others = Scheme.objects.filter(programme=OuterRef("programme")).exclude(pk__in=runs)
    wider = worker.programme_roles.filter(last).filter(Exists(others))
    return not elsewhere.exists() and not wider.exists()
