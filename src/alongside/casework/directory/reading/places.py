"""Places of a service: locations of Open Referral, with their first address."""

from __future__ import annotations

from typing import Any

from .about import end, phones_of, tags_of, times_of
from .entry import Row, Thing, mark_of
from .ours import OF_PLACE, ours
from .plain import kept_as_it_came
from .postcode import postcode_of
from .report import Level, quoted
from .values import Say, Values, as_uuid, id_of

ACCESS = ("step_free", "hearing_loop", "accessible_toilet", "quiet", "parking")
TYPES = {"physical": "physical", "postal": "postal", "virtual": "virtual"}


def places_of(values: Values, say: Say, under: str) -> list[tuple[Row, Thing]]:
    """Where it is: each place once."""
    found: dict[str, tuple[Row, Thing]] = {}
    for at, raw in enumerate(values.rows("service_at_locations")):
        inner = Values(raw, say, "service_at_locations.")
        public_id = inner.id(f"{under}\0at\0{at}")
        located = inner.rows("location")
        schedules = inner.rows("schedules")
        if not located:
            say(Level.LEFT_OUT, "service_at_locations", "Is at a place of which nothing is said.")
            continue
        place = place_of(located[0], say, f"{under}\0place\0{at}")
        place.rows["times"] = times_of(schedules, say, public_id)
        row = {"public_id": public_id, "description": inner.text("description")} | end(inner)
        if place.their_id in found:
            say(Level.MENDED, "service_at_locations", "Is at the same place twice; kept once.")
            found[place.their_id][1].rows["times"] += place.rows["times"]
        else:
            found[place.their_id] = row, place
    return list(found.values())


def place_of(raw: Row, say: Say, under: str) -> Thing:
    """A location, with its first address."""
    values = Values(raw, say, "location.")
    addresses = values.rows("addresses")
    first = Values(addresses[0], say, "location.address.") if addresses else Values({}, say)
    columns: Row = {
        "name": values.text("name", 200, line=True).strip(),
        "description": values.text("description"),
        "location_type": values.choice("location_type", TYPES, "physical"),
    }
    columns |= _coordinates(values)
    answers = values.take("_ours")  # of a table's columns
    if isinstance(answers, dict):
        inner = Values(answers, say)
        columns |= {name: inner.yes_or_no(name) for name in ACCESS if name in answers}
    address, also = _address(first, say)
    columns |= address
    mark = mark_of(columns["name"], columns["address_1"], columns["postcode"])
    columns["public_id"] = values.id(f"place\0{mark}" if mark else under)
    said, attributes = ours(values.rows("attributes"), OF_PLACE)
    rows = {
        "access": _access(values.rows("accessibility"), say, columns["public_id"]),
        "phones": phones_of(values.rows("phones"), say, columns["public_id"]),
        "tags": tags_of(attributes, say, columns["public_id"]),
    }
    columns |= said
    columns["also"] = values.rest() | also
    if len(addresses) > 1:
        columns["also"]["addresses"] = kept_as_it_came(addresses[1:])
    return Thing(id_of(raw.get("id")) or columns["public_id"], columns, rows, mark=mark)


def _coordinates(values: Values) -> Row:
    latitude = values.number("latitude", -90, 90)
    longitude = values.number("longitude", -180, 180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        for name, value in (("latitude", latitude), ("longitude", longitude)):
            if value is not None:
                values.left[name] = value
        latitude = longitude = None
    return {"latitude": latitude, "longitude": longitude}


def _address(values: Values, say: Say) -> tuple[Row, Row]:
    address_id = values.take("id")
    postcode, odd = postcode_of(values.text("postal_code", 60, line=True))
    if odd:
        say(Level.DOUBTED, "postal_code", f"{quoted(odd)} is no postcode.")
        values.left["postal_code"] = odd
    country = values.text("country", 60, line=True)
    short = country if len(country) == 2 else "GB"
    if country and country != short:
        values.left["country"] = country
    kind = values.take("address_type")
    if kind and kind != "physical":
        values.left["address_type"] = kind
    columns = {
        "attention": values.text("attention", 200, line=True),
        "address_1": values.text("address_1", 300, line=True),
        "city": values.text("city", 100, line=True),
        "region": values.text("region", 100, line=True),
        "state_province": values.text("state_province", 100, line=True),
        "postcode": postcode,
        "country": short,
        "address_id": _uuid_or_rest(values, address_id),
    }
    values.left.pop("location_id", None)
    rest = values.rest()
    return columns, {"address": rest} if rest else {}


def _uuid_or_rest(values: Values, value: Any) -> str | None:
    found = as_uuid(value)
    if found is None and value:
        values.left["id"] = value
    return str(found) if found else None


def _access(rows: list[Row], say: Say, under: str) -> list[Row]:
    made = []
    for at, raw in enumerate(rows):
        values = Values(raw, say, "accessibility.")
        made.append(
            {
                "public_id": values.id(f"{under}\0access\0{at}"),
                "description": values.text("description"),
                "details": values.text("details"),
                "url": values.uri("url"),
            }
            | end(values)
        )
    return made
