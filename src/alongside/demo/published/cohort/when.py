"""On which days everything happened. Nothing happens at a weekend or at Christmas. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .rows import FIRST_DAY, LAST_DAY, Somebody

DAY = timedelta(days=1)
WAITED = 35  # days from the referral to the first day, at the most
CLOSED = {
    date(2017, 12, 25),
    date(2017, 12, 26),
    date(2018, 1, 1),
    date(2018, 12, 25),
    date(2018, 12, 26),
    date(2019, 1, 1),
}


def working(day: date) -> bool:
    """Whether anybody is at work."""
    return day.weekday() < 5 and day not in CLOSED


def working_from(day: date) -> date:
    """That day, or the next on which somebody is at work."""
    while not working(day):
        day += DAY
    return day


def working_until(day: date) -> date:
    """That day, or the last before it on which somebody was at work."""
    while not working(day):
        day -= DAY
    return day


def give_days(one: Somebody, random: Random) -> None:
    """From the referral to the last day of support, and the day on which they were asked again."""
    one.started_on = _first_day(one.days, random)
    one.ended_on = one.started_on + timedelta(days=one.days)
    waited = min(WAITED, int(random.expovariate(1 / 9)))
    one.received_on = max(FIRST_DAY, working_until(one.started_on - waited * DAY))
    between = (one.started_on - one.received_on).days
    one.decided_on = working_until(one.received_on + random.randint(0, min(between, 6)) * DAY)
    one.decided_on = max(one.decided_on, one.received_on)
    if one.follow_up_outcome:
        one.followed_up_on = working_from(one.ended_on + random.randint(91, 140) * DAY)


def _first_day(days: int, random: Random) -> date:
    """A day of the two years from which so many days end on a working day in them."""
    latest = (LAST_DAY - FIRST_DAY).days - days
    while True:
        day = FIRST_DAY + random.randint(3, latest) * DAY
        if working(day) and working(day + days * DAY):
            return day


def days_between(first: date, last: date, how_many: int, random: Random) -> list[date]:
    """So many working days of a time, in order: inside it and each once where there are enough."""
    known = [day for n in range((last - first).days + 1) if working(day := first + n * DAY)]
    if how_many <= len(known) - 2:
        return sorted(random.sample(known[1:-1], how_many))
    often = [day for _ in range(how_many // len(known)) for day in known]
    return sorted(often + random.sample(known, how_many - len(often)))
