"""What an entry says, field by field: read as text, said in words, and written.

Pages, proposals and mergings speak of these names. When it is on is a field here, though it is
rows in the database: a line for each regular time, as people write it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .models import Activity, Phone, Time
from .times import ParsedTime, bits_of, parse_hours, words_of

MOST_LINES = 12


@dataclass(frozen=True)
class Field:
    """One thing that an entry says."""

    name: str
    label: str
    longest: int
    read: Callable[[Activity], str]
    write: Callable[[Activity, str], None]
    lines: bool = False  # has room for several lines


def _column(name: str, label: str, longest: int, *, lines: bool = False) -> Field:
    def read(activity: Activity) -> str:
        return str(getattr(activity, name) or "")

    def write(activity: Activity, value: str) -> None:
        setattr(activity, name, value)
        activity.save(update_fields=[name])

    return Field(name, label, longest, read, write, lines)


def when_of(activity: Activity) -> str:
    """Its regular times, a line each."""
    return "\n".join(words for time in activity.times.all() if (words := words_of(time)))


def write_when(activity: Activity, text: str) -> None:
    """Put other regular times in the place of those that are there."""
    activity.times.all().delete()
    activity.times.bulk_create(time_of(activity, parsed) for parsed in _times(text))


def time_of(activity: Activity, parsed: ParsedTime) -> Time:
    """A regular time as it is kept, of what was read."""
    return Time(
        activity=activity,
        freq=parsed.freq,
        interval=parsed.interval,
        byday=parsed.byday,
        bymonthday=parsed.bymonthday,
        opens_at=parsed.opens_at,
        closes_at=parsed.closes_at,
        term_time_only=parsed.term_time_only,
        as_written=parsed.as_written,
        description=parsed.description,
        weekdays=bits_of(parsed.byday),
    )


def telephone_of(activity: Activity) -> str:
    """The number to ring about it: its own, or that of whom one asks for."""
    phone = _phone_of(activity)
    return phone.number if phone else ""


def write_telephone(activity: Activity, number: str) -> None:
    """Put another number in the place of that one; an empty one takes it away."""
    phone = _phone_of(activity)
    if phone is None:
        if number:
            Phone.objects.create(activity=activity, number=number)
    elif number:
        Phone.objects.filter(pk=phone.pk).update(number=number)
    else:
        phone.delete()


def _phone_of(activity: Activity) -> Phone | None:
    own = activity.phones.first()
    if own is not None:
        return own
    return Phone.objects.filter(contact__activity=activity).order_by("contact_id", "pk").first()


FIELDS = {
    field.name: field
    for field in (
        _column("name", "What it is called", 200),
        _column("description", "What it is", 5000, lines=True),
        Field("when", "When it is on", 1000, when_of, write_when, lines=True),
        _column("fees", "What it costs", 1000, lines=True),
        _column("conditions", "Who it is for", 1000, lines=True),
        _column("first_visit", "What a first visit is like", 2000, lines=True),
        _column("getting_there", "How to get there", 2000, lines=True),
        _column("booking", "How to book", 1000, lines=True),
        Field("telephone", "Telephone", 60, telephone_of, write_telephone),
        _column("email", "Email", 254),
        _column("url", "Website", 500),
    )
}


def read(activity: Activity, name: str) -> str:
    """What the entry says now."""
    return FIELDS[name].read(activity)


def differs(activity: Activity, name: str, value: str) -> bool:
    """Whether this would be another thing to say; times may be written in more ways than one."""
    now = read(activity, name)
    if name == "when" and now != value:
        return _times(now) != _times(value)
    return now != value


def _times(text: str) -> list[ParsedTime]:
    return [parsed for line in text.splitlines()[:MOST_LINES] for parsed in parse_hours(line)]


def write(activity: Activity, name: str, value: str) -> None:
    """Put it in the entry."""
    FIELDS[name].write(activity, value)


def label(name: str) -> str:
    """What a field is called on a page."""
    return FIELDS[name].label if name in FIELDS else name.replace("_", " ").capitalize()
