"""The days of a regular time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from .rules import BYDAY, CODES

if TYPE_CHECKING:
    from alongside.casework.directory.models import Time

LONGEST = timedelta(days=400)  # nobody looks further ahead; and no rule is counted out for ever


def days_on(
    time: Time, since: date, until: date, *, holidays: Sequence[tuple[date, date]] = ()
) -> list[date]:
    """The days from `since` to `until`, both included, on which it is.

    Without the days when it is not, and, for what is in term time only, without `holidays` (first
    and last day of each). At most 400 days are looked at. Every other week from a day that nobody
    told is taken for every week. A time without a rule is on its first day alone, if it has one.
    """
    since = max(since, time.valid_from or since)
    until = min(until, time.valid_to or until)
    if since > until:  # looked at first: what begins on the calendar's last day has none after it
        return []
    until = min(until, since + LONGEST)
    missed = {one.on for one in time.not_on.all()}
    return [
        day
        for day in _by_rule(time, since, until)
        if day not in missed
        and not (time.term_time_only and any(first <= day <= last for first, last in holidays))
    ]


def _by_rule(time: Time, since: date, until: date) -> list[date]:
    if not time.freq:
        return [time.dtstart] if time.dtstart and since <= time.dtstart <= until else []
    if not time.byday and not time.bymonthday and time.dtstart is None:
        return []
    start = _start(time, since)
    rule = rrule(
        MONTHLY if time.freq == "MONTHLY" else WEEKLY,
        dtstart=_at(start),
        until=_at(until),
        interval=(time.interval or 1) if time.dtstart else 1,
        byweekday=_weekdays(time.byday),
        bymonthday=[int(one) for one in time.bymonthday.split(",") if one.strip()] or None,
        cache=False,
    )
    return [day.date() for day in rule.xafter(_at(since), inc=True)]


def _start(time: Time, since: date) -> date:
    """The day the rule counts from: near, so that a rule from 1900 is not counted out."""
    if time.dtstart is None or time.dtstart >= since:
        return time.dtstart or since
    if time.freq == "MONTHLY":
        months = (since.year - time.dtstart.year) * 12 + since.month - time.dtstart.month - 1
        steps = max(months // (time.interval or 1), 0) * (time.interval or 1)
        whole = time.dtstart.year * 12 + time.dtstart.month - 1 + steps
        day = time.dtstart.day if not time.byday and not time.bymonthday else 1
        return time.dtstart if day > 28 or not steps else date(whole // 12, whole % 12 + 1, day)
    weeks = (since - time.dtstart).days // 7 // (time.interval or 1) * (time.interval or 1)
    return time.dtstart + timedelta(weeks=weeks)


def _weekdays(byday: str) -> list[weekday] | None:
    found = [BYDAY.fullmatch(one.strip()) for one in byday.split(",")]
    return [
        weekday(CODES.index(one[2]), int(one[1]) if one[1] else None) for one in found if one
    ] or None


def _at(day: date) -> datetime:
    return datetime.combine(day, time.min)  # of no zone: days alone are counted
