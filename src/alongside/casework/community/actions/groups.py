"""From an idea to something that runs without us."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.schemes.models import Area, Scheme, Worker

from .. import attending, in_directory, joining, rules
from ..holding import held
from ..models import Closing, Gap, Group, State

CHANGED = (
    "name",
    "words",
    "area",
    "place",
    "address",
    "postcode",
    "step_free",
    "rhythm",
    "weekday",
    "starts_at",
    "ends_at",
    "cost",
    "pays",
    "first_meeting_on",
    "lead",
)
PLANNED_BY = ("place", "weekday", "first_meeting_on")  # one of them known: it is being planned


class CannotBegin(Exception):
    """The message is written for the worker and shown as it is."""


class CannotAdvance(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def begin(
    *,
    scheme: Scheme,
    need: str,
    name: str,
    on: date,
    by: Worker,
    area: Area | None = None,
    words: str = "",
    gaps: Iterable[Gap] = (),
) -> Group:
    """An idea for a group, with the gaps that it may fill. Who has it leads it at first."""
    if not name.strip():
        raise CannotBegin("It has no name yet. A working name will do, such as Thursday walkers.")
    group = Group.objects.create(
        scheme=scheme,
        area=area,
        need=need,
        name=name.strip(),
        words=words.strip(),
        begun_on=on,
        lead=by,
    )
    taken = 0
    theirs = Gap.objects.select_for_update(of=("self",)).filter(pk__in=[gap.pk for gap in gaps])
    for gap in theirs.select_related("episode").order_by("pk"):  # others may begin one, too
        if rules.why_not_join(gap, group) == "":
            joining.put(gap, group, on)
            taken += 1
    audit.record("GROUP_BEGUN", to=group, by=by, need=str(need), gaps=taken)
    return group


@transaction.atomic
def change(*, group: Group, values: Mapping[str, Any], by: Worker) -> Group:
    """What is known of it: where, when, costs, who leads. With that it is being planned; what runs
    already is changed in the directory, too.
    """
    group = held(group)
    for name in CHANGED:
        if name in values:
            said = values[name]
            setattr(group, name, said.strip() if isinstance(said, str) else said)
    if not group.name:
        raise CannotAdvance("It has no name. Write one, such as Thursday walkers.")
    if group.state == State.IDEA and any(
        getattr(group, one) not in ("", None) for one in PLANNED_BY
    ):
        group.state = State.PLANNING
    group.save()
    if group.activity is not None and group.state != State.ENDED:
        in_directory.tell(group, by)
    audit.record("GROUP_CHANGED", to=group, by=by, state=str(group.state))
    return group


@transaction.atomic
def run(*, group: Group, on: date, by: Worker, public: bool = True) -> Group:
    """It runs from this day, and is an activity in the directory: for everybody or for us.

    Whoever has been there by then is connected to it.
    """
    group = held(group)
    if why := rules.why_not_run(group, on, timezone.localdate()):
        raise CannotAdvance(why)
    group.state, group.running_on = State.RUNNING, on
    group.activity = in_directory.enter(group, on, by, public=public)
    group.save(update_fields=["state", "running_on", "activity"])
    attending.came_before(group, by)
    audit.record("GROUP_RUNS", to=group, by=by, public=public)
    return group


@transaction.atomic
def hand_over(*, group: Group, on: date, to: str, by: Worker) -> Group:
    """Its members look after it from this day, the first on which they met without us."""
    group = held(group)
    if why := rules.why_not_hand_over(group, on, to, timezone.localdate()):
        raise CannotAdvance(why)
    group.state, group.self_sustaining_on, group.heard_on = State.SELF_SUSTAINING, on, on
    group.handed_to = to.strip()
    group.save(update_fields=["state", "self_sustaining_on", "heard_on", "handed_to"])
    audit.record("GROUP_HANDED_OVER", to=group, by=by)
    return group


@transaction.atomic
def still_going(*, group: Group, on: date, by: Worker) -> Group:
    """Somebody of its members said that it is still going: its entry is fresh by that, too."""
    group = held(group)
    if group.state != State.SELF_SUSTAINING:
        raise CannotAdvance("This is asked of groups that run without us.")
    group.heard_on = on
    group.save(update_fields=["heard_on"])
    in_directory.still_on(group, on, by)
    audit.record("GROUP_STILL_GOING", to=group, by=by)
    return group


@transaction.atomic
def end(*, group: Group, on: date, by: Worker, why: str = "") -> Group:
    """It is no more. Gaps for which it ran are closed by that; the others are open again."""
    group = held(group)
    if reason := rules.why_not_end(group, on, timezone.localdate()):
        raise CannotAdvance(reason)
    group.state, group.ended_on, group.why_ended = State.ENDED, on, why.strip()
    group.save(update_fields=["state", "ended_on", "why_ended"])
    left = group.gaps.open()
    if group.running_on:
        left.filter(opened_on__lte=on).update(closed_on=on, closing=Closing.ENDED)
        in_directory.leave(group, by)
    else:
        left.update(group=None, grouped_on=None)
    audit.record("GROUP_ENDED", to=group, by=by)
    return group
