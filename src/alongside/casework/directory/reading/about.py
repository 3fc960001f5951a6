"""What stands with a service: times, costs, languages, whom to ask, and words it is sorted by."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ..times import (
    CODES,
    CannotRead,
    ParsedTime,
    bits_of,
    fault_of,
    parse_hours,
    read_rule,
    weekdays_bits,
)
from .entry import Row, mark_of
from .ours import OF_TIME, ours
from .plain import visible
from .report import Level, quoted
from .values import Say, Values, as_uuid, made_of

PARENTS = ("service_id", "service_at_location_id", "location_id", "contact_id", "phone_id")
OF_A_LINK = ("link_id", "link_entity", "taxonomy_term_id")


def end(values: Values, *more: str) -> Row:
    """The rest, without the numbers of what it stands in."""
    for name in (*PARENTS, "organization_id", *more):
        values.left.pop(name, None)
    return {"also": values.rest()}


def times_of(rows: list[Row], say: Say, under: str) -> list[Row]:
    """Schedules. A rule that cannot be taken leaves its words."""
    return [
        _time(Values(raw, say, "schedules."), f"{under}\0time\0{at}") for at, raw in enumerate(rows)
    ]


def _time(values: Values, under: str) -> Row:
    row: Row = {"public_id": values.id(under)}
    for name in ("valid_from", "valid_to", "dtstart"):
        row[name] = values.day(name) or None
    if row["valid_from"] and row["valid_to"] and row["valid_from"] > row["valid_to"]:
        values.say(Level.DOUBTED, "valid_to", "It ends before it begins.")
        values.left |= {"valid_from": row["valid_from"], "valid_to": row["valid_to"]}
        row["valid_from"] = row["valid_to"] = None
    row |= _rule(values)
    row["opens_at"], row["closes_at"] = (
        values.clock("opens_at") or None,
        values.clock("closes_at") or None,
    )
    for name, longest in (("description", 2000), ("notes", 2000), ("attending_type", 100)):
        row[name] = values.text(name, longest)
    row["schedule_link"] = values.uri("schedule_link")
    said, attributes = ours(values.rows("attributes"), OF_TIME)
    row |= said
    if attributes:
        values.left["attributes"] = attributes
    if at := as_uuid(values.left.get("service_at_location_id")):
        row["at"] = str(at)
    words = row["description"] or row["notes"]
    row["weekdays"] = weekdays_bits(row["byday"], row["bymonthday"]) or _bits_of_words(words)
    return row | end(values)


def _rule(values: Values) -> Row:
    freq = values.text("freq", 20, line=True).upper()
    interval = values.take("interval")
    byday = values.text("byday", 200, line=True).upper().replace(" ", "")
    bymonthday = values.text("bymonthday", 200, line=True).replace(" ", "")
    if freq == "DAILY" and interval in (None, 1, "1"):
        values.say(Level.MENDED, "freq", "Each day is kept as each week on all its days.")
        freq, byday = "WEEKLY", byday or ",".join(CODES)
    fault = _fault(freq, interval, byday, bymonthday)
    if fault:
        values.say(Level.DOUBTED, "freq", fault + " The rule is not used.")
        said = {"freq": freq, "interval": interval, "byday": byday, "bymonthday": bymonthday}
        written = ", ".join(f"{name} {value}" for name, value in said.items() if value)[:500]
        return {"freq": "", "interval": None, "byday": "", "bymonthday": "", "as_written": written}
    number = int(float(interval)) if interval not in (None, "") else None
    return {"freq": freq, "interval": number, "byday": byday, "bymonthday": bymonthday}


def _fault(freq: str, interval: Any, byday: str, bymonthday: str) -> str:
    try:
        number = float(interval) if interval not in (None, "") else None
    except (TypeError, ValueError, OverflowError):  # as many digits as no number here has
        return f"{quoted(interval)} is no number of weeks or months."
    if len(byday) > 60 or len(bymonthday) > 60:
        return "The rule is longer than any rule of one regular time."
    return fault_of(freq, number, byday, bymonthday)


def _bits_of_words(words: str) -> int:
    bits = 0
    for one in parse_hours(words) if words else []:
        bits |= bits_of(one.byday)
    return bits


def written_times(text: str, say: Say, under: str) -> list[Row]:
    """Opening hours as people write them."""
    read = parse_hours(text)
    if read and read[0].as_written:
        part = any(one.byday for one in read)
        how = "was not read in full; it is kept as it was written" if part else "is kept as written"
        say(Level.DOUBTED, "times", f"{quoted(text)} {how}.")
    return [_written(one, f"{under}\0time\0{at}") for at, one in enumerate(read)]


def _written(read: ParsedTime, under: str) -> Row:
    row: Row = {key: value for key, value in asdict(read).items() if key != "guessed"}
    for name in ("opens_at", "closes_at"):
        row[name] = row[name].isoformat() if row[name] else None
    return row | {
        "public_id": str(made_of(under, "")),
        "weekdays": bits_of(read.byday),
        "also": {},
    }


def ruled_times(text: str, say: Say, under: str) -> list[Row]:
    """A time by iCalendar's rule; one that is refused stays as it was written."""
    row: Row = {"public_id": str(made_of(f"{under}\0rule", "")), "also": {}}
    try:
        rule = read_rule(text)
    except CannotRead as reason:
        say(Level.DOUBTED, "rule", f"{reason} It is kept as it was written.")
        return [row | {"as_written": text, "weekdays": 0}]
    row |= {"freq": rule.freq, "interval": rule.interval, "byday": rule.byday}
    days = weekdays_bits(rule.byday, rule.bymonthday)
    row |= {"bymonthday": rule.bymonthday, "weekdays": days}
    return [row | {"valid_to": rule.until.isoformat() if rule.until else None}]


def costs_of(rows: list[Row], say: Say, under: str) -> list[Row]:
    """What it costs."""
    made = []
    for at, raw in enumerate(rows):
        values = Values(raw, say, "cost_options.")
        amount = values.number("amount", 0, 999_999)
        row: Row = {
            "public_id": values.id(f"{under}\0cost\0{at}"),
            "option": values.text("option", 200, line=True),
            "amount": None if amount is None else f"{amount:.2f}",
            "amount_description": values.text("amount_description"),
            "valid_from": values.day("valid_from") or None,
            "valid_to": values.day("valid_to") or None,
        }
        if amount is not None and float(row["amount"]) != amount:
            values.left["amount"] = amount  # parts of a penny: given back as they came
        made.append(row | end(values))
    return made


def languages_of(rows: list[Row], say: Say, under: str) -> list[Row]:
    """In which languages."""
    made = []
    for at, raw in enumerate(rows):
        values = Values(raw, say, "languages.")
        made.append(
            {
                "public_id": values.id(f"{under}\0language\0{at}"),
                "code": values.text("code", 20, line=True),
                "name": values.text("name", 100, line=True),
                "note": values.text("note", 300, line=True),
            }
            | end(values)
        )
    return made


def contacts_of(rows: list[Row], say: Say, under: str) -> list[Row]:
    """Whom to ask for, with their numbers."""
    made = []
    for at, raw in enumerate(rows):
        values = Values(raw, say, "contacts.")
        public_id = values.id(f"{under}\0contact\0{at}")
        made.append(
            {
                "public_id": public_id,
                "name": values.text("name", 200, line=True),
                "title": values.text("title", 200, line=True),
                "email": values.email("email"),
                "phones": phones_of(values.rows("phones"), say, public_id),
            }
            | end(values)
        )
    return made


def phones_of(rows: list[Row], say: Say, under: str) -> list[Row]:
    """Numbers to ring."""
    made = []
    for at, raw in enumerate(rows):
        values = Values(raw, say, "phones.")
        row = {
            "public_id": values.id(f"{under}\0phone\0{at}"),
            "number": values.text("number", 60, line=True).strip(),
            "description": values.text("description", 300, line=True),
        }
        if row["number"]:
            made.append(row | end(values))
        else:
            say(Level.LEFT_OUT, "phones", "A telephone without a number.")
    return made


def tags_of(rows: list[Row], say: Say, under: str) -> list[Row]:
    """Attributes, each with its term; the term with its list."""
    made = []
    for at, raw in enumerate(rows):
        values = Values(raw, say, "attributes.")
        public_id = values.id(f"{under}\0tag\0{at}")
        terms = values.rows("taxonomy_term")
        term = _term(Values(terms[0], say, "taxonomy_term.")) if terms else None
        if term is None:
            say(Level.LEFT_OUT, "attributes", "An attribute of which no word is said.")
            continue
        link = values.text("link_type", 60, line=True)
        made.append(
            {"public_id": public_id, "term": term, "link_type": link} | end(values, *OF_A_LINK)
        )
    return made


def _term(values: Values) -> Row | None:
    name = (
        values.text("name", 200, line=True).strip() or values.text("term", 200, line=True).strip()
    )
    if not name:
        return None
    taxonomy, number = values.take("taxonomy"), values.take("taxonomy_id")
    if isinstance(taxonomy, dict):
        number, taxonomy = number or taxonomy.get("id"), taxonomy.get("name")
    listed = visible(str(taxonomy or ""))[:200]
    row: Row = {
        "name": name,
        "public_id": values.id(f"term\0{mark_of(listed)}\0{mark_of(name) or name}"),
        "description": values.text("description"),
        "code": values.text("code", 100, line=True),
        "uri": values.uri("term_uri"),
        "taxonomy": {"id": str(as_uuid(number) or ""), "name": listed}
        if listed or number
        else None,
    }
    return row | end(values)
