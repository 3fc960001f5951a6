"""Roles: what a worker may do in a scheme, from a day until a day."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from alongside.casework import audit

from .. import rules
from ..models import Membership, Programme, ProgrammeMembership, Role, Scheme, Worker


class CannotGiveRole(Exception):
    """Why a role cannot be given."""


@transaction.atomic
def give_role(
    *,
    worker: Worker,
    scheme: Scheme,
    role: str,
    on: date,
    by: Worker | None,
    room_for: int = 25,
) -> Membership:
    """Give a role from a day. `room_for` is how many people a connector can walk alongside."""
    Scheme.objects.select_for_update().get(pk=scheme.pk)  # one change to a team at a time
    had = Membership.objects.filter(worker=worker, scheme=scheme, role=Role(role))
    open_now = had.filter(ended_on=None).first()
    if refusal := rules.why_not_give(
        on=on,
        has_it_since=open_now.started_on if open_now else None,
        last_had_until=had.aggregate(last=Max("ended_on"))["last"],
        room_for=room_for,
    ):
        raise CannotGiveRole(refusal)
    membership = Membership.objects.create(
        worker=worker, scheme=scheme, role=role, started_on=on, room_for=room_for
    )
    worker.forget_roles()
    audit.record("ROLE_GIVEN", to=membership, by=by, role=role)
    return membership


class CannotEndRole(Exception):
    """Why a role cannot end."""


@transaction.atomic
def end_role(*, membership: Membership, on: date, by: Worker | None) -> Membership:
    """End a role; `on` is its last day."""
    Scheme.objects.select_for_update().get(pk=membership.scheme_id)
    kept = Membership.objects.select_related("worker").get(pk=membership.pk)
    if refusal := rules.why_not_end_role(
        started_on=kept.started_on,
        ended_on=kept.ended_on,
        on=on,
        is_last_administrator=_is_last_administrator(kept, on),
    ):
        raise CannotEndRole(refusal)
    kept.ended_on = on
    kept.save(update_fields=["ended_on"])
    membership.worker.forget_roles()
    audit.record("ROLE_ENDED", to=kept, by=by, role=kept.role)
    return kept


def _is_last_administrator(membership: Membership, on: date) -> bool:
    """Whether nobody who can sign in would look after the scheme on the day after."""
    if membership.role != Role.ADMINISTRATOR:
        return False
    others = Membership.objects.filter(
        scheme=membership.scheme_id,
        role=Role.ADMINISTRATOR,
        ended_on=None,
        started_on__lte=on + timedelta(days=1),
        worker__is_active=True,
    )
    return not others.exclude(pk=membership.pk).exists()


@transaction.atomic
def set_room(*, membership: Membership, room_for: int, by: Worker | None) -> Membership:
    """Say how many people a connector can walk alongside at one time."""
    if refusal := rules.room_fault(room_for):
        raise CannotGiveRole(refusal)
    membership.room_for = room_for
    membership.save(update_fields=["room_for"])
    audit.record("ROOM_SET", to=membership, by=by, room_for=room_for)
    return membership


@transaction.atomic
def give_programme_role(
    *, worker: Worker, programme: Programme, role: str, on: date, by: Worker | None
) -> ProgrammeMembership:
    """Give a role over a whole programme, such as resolver."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    had = ProgrammeMembership.objects.filter(worker=worker, programme=programme, role=role)
    open_now = had.filter(ended_on=None).first()
    if refusal := rules.why_not_give(
        on=on,
        has_it_since=open_now.started_on if open_now else None,
        last_had_until=had.aggregate(last=Max("ended_on"))["last"],
    ):
        raise CannotGiveRole(refusal)
    membership = ProgrammeMembership.objects.create(
        worker=worker, programme=programme, role=role, started_on=on
    )
    audit.record("PROGRAMME_ROLE_GIVEN", to=membership, by=by, role=role)
    return membership


@transaction.atomic
def end_programme_role(
    *, membership: ProgrammeMembership, on: date, by: Worker | None
) -> ProgrammeMembership:
    """End a role over a programme; `on` is its last day."""
    kept = ProgrammeMembership.objects.select_for_update().get(pk=membership.pk)
    if refusal := rules.why_not_end_role(
        started_on=kept.started_on, ended_on=kept.ended_on, on=on, is_last_administrator=False
    ):
        raise CannotEndRole(refusal)
    kept.ended_on = on
    kept.save(update_fields=["ended_on"])
    audit.record("PROGRAMME_ROLE_ENDED", to=kept, by=by, role=kept.role)
    return kept
