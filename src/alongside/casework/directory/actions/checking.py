"""Finding out whether an entry is as we say, and hearing that it is not."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from .. import trust
from ..models import Activity, Check, How, Notice, Result
from ..touched import touched

TRUST = ["checked_on", "due_on", "doubtful_since", "unconfirmed", "status"]


class CannotCheck(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def found(
    *,
    activity: Activity,
    result: str,
    how: str,
    words: str = "",
    on: date,
    by: Worker | None,
) -> Check:
    """Write down what a check found. `by` is None when the organiser said so by a link.

    What people had told us of it by then is answered by the check, but not by a call that nobody
    took.
    """
    held = Activity.objects.held().get(pk=activity.pk)
    if why := trust.why_not_check(activity=held, on=on, today=timezone.localdate()):
        raise CannotCheck(why)
    check = Check.objects.create(
        activity=held, on=on, by=by, how=how, result=result, words=words.strip()
    )
    now = trust.after(held, result, on)
    for name in TRUST:
        setattr(held, name, getattr(now, name))
        setattr(activity, name, getattr(now, name))
    held.save(update_fields=TRUST)
    if result != Result.NOBODY and by is not None:
        _answered(held, by)
    touched(held)
    audit.record("ACTIVITY_CHECKED", to=held, by=by, result=str(result), how=str(how))
    return check


@transaction.atomic
def still_on(*, activity: Activity, by: Worker) -> Check:
    """The one tap after a telephone call."""
    check = found(
        activity=activity,
        result=Result.STILL_ON,
        how=How.TELEPHONE,
        on=timezone.localdate(),
        by=by,
    )
    audit.record("ACTIVITY_STILL_ON", to=activity, by=by)
    return check


@transaction.atomic
def doubt(
    *, activity: Activity, why: str, by: Worker | None, kind: str = Notice.Kind.WRONG
) -> Notice:
    """Somebody who was there, or its organiser, says that it is not so: doubtful at once."""
    today = timezone.localdate()
    notice = Notice.objects.create(activity=activity, kind=kind, words=why.strip(), by=by)
    held = Activity.objects.held().get(pk=activity.pk)
    held.doubtful_since = activity.doubtful_since = held.doubtful_since or today
    held.due_on = activity.due_on = min(held.due_on, today)
    held.save(update_fields=["doubtful_since", "due_on"])
    touched(held)
    audit.record("ACTIVITY_DOUBTED", to=held, by=by, kind=str(kind))
    return notice


@transaction.atomic
def tell(*, activity: Activity, kind: str, words: str, by: Worker | None) -> Notice | None:
    """Anybody says that it has closed, or is wrong: it is to be checked today.

    It is not doubtful by that alone, or anybody could hide anything. The same said twice within a
    day is kept once; then nothing comes back.
    """
    words = words.strip()
    open_ones = activity.notices.filter(handled_at=None, kind=kind)
    if any(one.words == words for one in open_ones[:50]):
        return None
    notice = Notice.objects.create(activity=activity, kind=kind, words=words, by=by)
    today = timezone.localdate()
    Activity.objects.filter(pk=activity.pk, due_on__gt=today).update(due_on=today)
    audit.record("ACTIVITY_TOLD_OF", to=activity, by=by, kind=str(kind))
    return notice


@transaction.atomic
def set_aside(*, notice: Notice, by: Worker) -> Notice:
    """What was said was looked into, and nothing follows."""
    if notice.handled_at is None:
        notice.handled_at, notice.handled_by = timezone.now(), by
        notice.save(update_fields=["handled_at", "handled_by"])
        audit.record("NOTICE_SET_ASIDE", to=notice, by=by)
    return notice


def _answered(activity: Activity, by: Worker) -> None:
    activity.notices.filter(handled_at=None).update(handled_at=timezone.now(), handled_by=by)
