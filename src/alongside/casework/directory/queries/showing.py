"""An entry as a page shows it, for workers and for anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from alongside.casework.schemes.models import SchoolHoliday
from alongside.casework.schemes.queries import school_holidays, school_holidays_around
from alongside.casework.schemes.words import day, listed

from .. import details
from ..geography import GettingThere, getting_there
from ..models import Activity, Check, Company, CostOption, NotOn, Place, Status
from ..times import next_words, words_of
from ..trust import Freshness, freshness

SOON = 5  # days on which it is not, that are told
NOT_YET = "Not checked yet"
HOLIDAYS = 2  # school holidays that are told
HAS = {True: "yes", False: "no"}


@dataclass(frozen=True)
class Where:
    """One of its places."""

    place: Place
    lines: list[str]  # the address, without what is empty
    has: list[str]  # what getting in is like, that we know of: "Step-free"
    lacks: list[str]  # "No hearing loop"
    unknown: list[str]
    words: list[str]  # what somebody wrote about getting in
    way: GettingThere


@dataclass(frozen=True)
class Ask:
    """Somebody to ask, or a number."""

    name: str
    telephones: list[str]
    email: str = ""


@dataclass(frozen=True)
class Shown:
    """Everything that a page says of an entry, in words."""

    activity: Activity
    freshness: Freshness
    checked: str  # "Last checked 12 October 2026 by Ruth, by telephone"
    checked_plain: str  # the same without a name
    when: list[str]
    next_on: str  # "Tuesday 24 November, 10am to noon", where it is running and we know
    not_on: list[str]
    costs: list[str]
    who: list[str]
    languages: str
    where: list[Where]
    asks: list[Ask]
    closed: str  # "Closed for good", where it is not running
    website: str  # an address that a browser opens, and nothing that it runs


def whole(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """With everything that a page of one says, in a fixed number of questions."""
    checks = Check.objects.select_related("by")
    return activities.select_related("organisation", "only_for", "proposed_by").prefetch_related(
        Prefetch("checks", checks),
        "times__not_on",
        "costs",
        "languages",
        "areas",
        "phones",
        "contacts__phones",
        "at__place__access",
        "at__place__phones",
        "organisation__phones",
    )


def shown(activity: Activity, today: date) -> Shown:
    """Of an entry that came through `whole`."""
    office = activity.organisation
    holidays, on = holidays_of(activity, today), activity.status == Status.ACTIVE
    return Shown(
        activity=activity,
        freshness=freshness(activity, today),
        checked=last_check(activity.checks.all(), activity.assured_date, named=True),
        checked_plain=last_check(activity.checks.all(), activity.assured_date, named=False),
        when=[words for time in activity.times.all() if (words := words_of(time))],
        next_on=_next_on(activity, today, holidays) if on else "",
        not_on=_not_on(activity, today, holidays),
        costs=costs_in_words(activity.costs.all(), activity.fees),
        who=_who(activity),
        languages=listed([str(language) for language in activity.languages.all()]),
        where=[_where(one.place) for one in activity.at.all()],
        asks=_asks(activity),
        closed="" if on else activity.get_status_display(),
        website=website_of(activity.url or (office.website if office else "")),
    )


def website_of(address: str) -> str:
    """An address as a link may have it; nothing where it is no website's.

    >>> website_of("www.example.org/choir"), website_of("javascript:alert(1)")
    ('https://www.example.org/choir', '')
    """
    plain = address.strip()
    if re.match(r"https?://[^\s/]", plain, re.I):
        return plain
    bare = re.match(r"[\w-]+(\.[\w-]+)+(/\S*)?$", plain)
    return f"https://{plain}" if bare else ""


def last_check(checks: Iterable[Check], theirs: date | None, *, named: bool) -> str:
    """*Last checked 12 October 2026 by Ruth, by telephone*; and that nobody answered since.

    Of its checks, the latest first. What only its source says, on the day `theirs`, is told as
    that where no check here has been later.
    """
    every = list(checks)
    done = next((check for check in every if check.result != "nobody"), None)
    tried = [check for check in every if check.result == "nobody"]
    said = NOT_YET
    if theirs is not None and (done is None or done.on < theirs):
        said = f"Last checked {day(theirs)}, its source says"
    elif done is not None:
        who = f" by {done.by.called}" if named and done.by else ""
        said = f"Last checked {day(done.on)}{who}, {_first_low(done.get_how_display())}"
    if tried and every[0].result == "nobody":
        said += f". Nobody answered on {day(every[0].on)}"
    return said


def _first_low(words: str) -> str:
    return words[:1].lower() + words[1:]


def holidays_of(activity: Activity, today: date) -> list[SchoolHoliday]:
    """School holidays, now and to come, on which it is not; asked only where they matter."""
    if not any(time.term_time_only for time in activity.times.all()):
        return []
    if activity.only_for is not None:
        return list(school_holidays(activity.only_for, today))
    return list(school_holidays_around([at.place.postcode for at in activity.at.all()], today))


def _next_on(activity: Activity, today: date, holidays: list[SchoolHoliday]) -> str:
    return next_words(list(activity.times.all()), today, [one.days for one in holidays])


def _not_on(activity: Activity, today: date, holidays: list[SchoolHoliday]) -> list[str]:
    days: list[NotOn] = [one for time in activity.times.all() for one in time.not_on.all()]
    coming = [(one.on, day(one.on), one.words) for one in days if one.on >= today]
    for one in holidays[:HOLIDAYS]:
        coming.append((one.first_on, f"{day(one.first_on)} to {day(one.last_on)}", one.name))
    in_order = sorted(coming, key=lambda found: found[0])[:SOON]
    return [f"{when}{f': {words}' if words else ''}" for _, when, words in in_order]


def costs_in_words(costs: Iterable[CostOption], fees: str) -> list[str]:
    """What it costs, a line each: amounts, then what is written of fees."""
    said = [_cost(cost) for cost in costs]
    if fees and fees not in said:
        said.append(fees)
    return [one for one in dict.fromkeys(said) if one]


def _cost(cost: CostOption) -> str:
    if cost.amount is None:
        return cost.amount_description or cost.option
    amount = "Free" if cost.amount == 0 else pounds(cost.amount)
    what = cost.option or cost.amount_description
    return f"{amount}, {_first_low(what)}" if what else amount


def pounds(amount: Decimal) -> str:
    """*£3*, *£2.50*."""
    return f"£{amount:.0f}" if amount == amount.to_integral() else f"£{amount:.2f}"


def _who(activity: Activity) -> list[str]:
    said = [_ages(activity.minimum_age, activity.maximum_age), activity.conditions]
    if activity.company and activity.company != Company.EITHER:
        said.append(str(activity.get_company_display()))
    areas = [str(area) for area in activity.areas.all() if area.name]
    if areas:
        said.append(f"For people in {listed(areas[:6])}")
    return [one for one in said if one]


def _ages(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"Ages {low:g} to {high:g}"
    if low is not None:
        return f"Aged {low:g} and over"
    return f"Up to the age of {high:g}" if high is not None else ""


def _where(place: Place) -> Where:
    answers: list[tuple[str, Any]] = [
        (label, getattr(place, name)) for name, label in details.ACCESS.items()
    ]
    return Where(
        place=place,
        lines=address_of(place),
        has=[label for label, answer in answers if answer],
        lacks=[_lack(label) for label, answer in answers if answer is False],
        unknown=[_first_low(label) for label, answer in answers if answer is None],
        words=[one.description for one in place.access.all() if one.description],
        way=getting_there(place),
    )


def address_of(place: Place) -> list[str]:
    """Name, street, town and postcode, without what is empty or said twice."""
    lines = [place.name, place.address_1, place.city, place.postcode]
    return [line for line in dict.fromkeys(lines) if line]


def _lack(label: str) -> str:
    return {"Step-free": "Not step-free", "Quiet": "Can be loud"}.get(
        label, f"No {_first_low(label)}"
    )


def _asks(activity: Activity) -> list[Ask]:
    """Contact points first, then the entry's own number, then its organisation's."""
    found = [
        Ask(
            ", ".join(part for part in (one.name, one.title) if part),
            [phone.number for phone in one.phones.all()],
            one.email,
        )
        for one in activity.contacts.all()
    ]
    own = [phone.number for phone in activity.phones.all()]
    if own or activity.email:
        found.append(Ask("", own, activity.email))
    if not any(one.telephones for one in found) and activity.organisation is not None:
        office = [phone.number for phone in activity.organisation.phones.all()]
        if office or activity.organisation.email:
            found.append(Ask(activity.organisation.name, office, activity.organisation.email))
    return [one for one in found if one.name or one.telephones or one.email]
