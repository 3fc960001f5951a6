"""Writing down that nothing suits, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.directory.models import Activity
from alongside.casework.schemes.models import Area, Scheme, Worker
from alongside.casework.support.models import Episode

from .. import joining, rules
from ..holding import held
from ..models import Gap, Group, Near


class CannotOpen(Exception):
    """The message is written for the worker and shown as it is."""


class CannotClose(Exception):
    """The message is written for the worker and shown as it is."""


class CannotJoin(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def open_gap(
    *,
    scheme: Scheme,
    need: str,
    barrier: str,
    opened_on: date,
    by: Worker,
    area: Area | None = None,
    episode: Episode | None = None,
    people: int = 1,
    words: str = "",
    searched: str = "",
    may_invite: bool = False,
    near: Mapping[int, str] | None = None,
) -> Gap:
    """Write down a need for which nothing suits. `near`: numbers of activities, and why each
    does not do. `may_invite`: they said that they may be told when something begins.
    """
    today = timezone.localdate()
    if why := rules.why_not_open(opened_on, today, people=people, of_somebody=episode is not None):
        raise CannotOpen(why)
    gap = Gap.objects.create(
        scheme=scheme,
        area=area,
        episode=episode,
        people=people,
        need=need,
        barrier=barrier,
        words=words.strip(),
        searched=searched.strip(),
        opened_on=opened_on,
        may_invite_on=today if may_invite else None,
        recorded_by=by,
    )
    Near.objects.bulk_create(
        Near(gap=gap, activity_id=number, why=why) for number, why in (near or {}).items()
    )
    audit.record("GAP_OPENED", to=gap, by=by, need=str(need), barrier=str(barrier))
    return gap


@transaction.atomic
def close(
    *, gap: Gap, closing: str, on: date, by: Worker, filled_by: Activity | None = None
) -> Gap:
    """Say what became of a gap. `filled_by`: what others began, and suits."""
    gap = _held(gap)
    if why := rules.why_not_close(gap, on, closing, timezone.localdate()):
        raise CannotClose(why)
    gap.closing, gap.closed_on = closing, on
    gap.filled_by = filled_by if closing == "filled" else None
    gap.save(update_fields=["closing", "closed_on", "filled_by"])
    audit.record("GAP_CLOSED", to=gap, by=by, closing=str(closing))
    return gap


@transaction.atomic
def join(*, gap: Gap, group: Group, on: date, by: Worker) -> Gap:
    """Put a gap to a group: its person is among those who want it."""
    gap = _held(gap)
    group = held(group)
    if why := rules.why_not_join(gap, group):
        raise CannotJoin(why)
    joining.put(gap, group, on)
    audit.record("GAP_PUT_TO_GROUP", to=gap, by=by, group=group.pk)
    return gap


def _held(gap: Gap) -> Gap:
    """The row as it is now, and nobody else writes it meanwhile."""
    Gap.objects.select_for_update().get(pk=gap.pk)
    return Gap.objects.select_related("group", "episode__person").get(pk=gap.pk)
