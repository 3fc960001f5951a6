"""A plain table, one row an activity, read by a mapping that says which column is what.

The mapping is TOML:

    name = "Warm spaces"              # what the source is called
    id = "Ref"                        # the column of its own number; without one, name and place

    [columns]                         # ours = theirs; several are joined with a space
    name = "Venue"
    description = ["About", "Extra"]
    address = "Address"
    postcode = "Postcode"
    hours = "Opening hours"

    [constant]                        # the same for every row
    tag = "Warm space"

    [words.step_free]                 # their word = ours, for yes-and-no columns and choices
    "Level access" = "yes"
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import IO, Any

from .entry import mark_of
from .plain import plain
from .postcode import postcode_within
from .trouble import CannotRead
from .values import made_of

TEXTS = (
    "name", "description", "url", "email", "fees", "conditions", "status", "minimum_age",
    "maximum_age", "checked_on", "accreditations", "alert",
)  # fmt: skip
OURS = ("first_visit", "getting_there", "booking", "company", "met_at_door", "sort")
ORGANISATION = ("organisation", "organisation_website", "organisation_email", "charity_number")
PLACE = ("place", "address", "town", "county", "postcode", "latitude", "longitude")
ACCESS = ("step_free", "hearing_loop", "accessible_toilet", "quiet", "parking")
OTHERS = ("hours", "rule", "telephone", "contact", "amount", "language", "tag", "area", "access")
NAMES = (*TEXTS, *OURS, *ORGANISATION, *PLACE, *ACCESS, *OTHERS)


def mapping_of(text: str) -> dict[str, Any]:
    """Read a mapping; what it is called, its columns, constants and words.

    Raises:
        CannotRead: it is no TOML, or names what we do not have.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise CannotRead(f"The mapping is no TOML: {reason}.") from reason
    columns, constant = said.get("columns", {}), said.get("constant", {})
    if not isinstance(columns, dict) or not isinstance(constant, dict):
        raise CannotRead("The mapping needs a part [columns].")
    for name in [*columns, *constant]:
        if name not in NAMES:
            raise CannotRead(f"The mapping names {name[:40]}. It can name: {', '.join(NAMES)}.")
    for name, named in columns.items():
        if not named or not all(isinstance(one, str) for one in _several(named)):
            raise CannotRead(f"The mapping gives {name} no heading of a column in quotation marks.")
    if not {"name", "address", "place"} & {*columns, *constant}:
        raise CannotRead("The mapping says of no column that it is the name, place or address.")
    return {
        "name": str(said.get("name", "")),
        "id": str(said.get("id", "")),
        "columns": {ours: _several(theirs) for ours, theirs in columns.items()},
        "constant": {k: str(v) for k, v in constant.items()},
        "words": said.get("words", {}) if isinstance(said.get("words"), dict) else {},
    }


def _several(named: Any) -> list[Any]:
    return named if isinstance(named, list) else [named]


def headings_of(file: IO[bytes], encoding: str) -> list[str]:
    """The first row."""
    return next(_rows(file, encoding), (0, []))[1]


def services(
    file: IO[bytes], encoding: str, mapping: Mapping[str, Any]
) -> Iterator[tuple[int, Any]]:
    """Each row as a service of Open Referral, with its number in the file."""
    rows = _rows(file, encoding)
    _, headings = next(rows, (0, []))
    wanted = {one for columns in mapping["columns"].values() for one in columns}
    if missing := sorted(wanted - set(headings)):
        raise CannotRead(
            f"The table has no column {missing[0][:60]!r}, which the mapping names. It has:"
            f" {', '.join(headings)[:300]}."
        )
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            yield number, _service(dict(zip(headings, cells, strict=False)), mapping)


def _rows(file: IO[bytes], encoding: str) -> Iterator[tuple[int, list[str]]]:
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    start = text.read(4096).split("\n")[0]
    text.seek(0)
    apart = max(",;\t", key=start.count)
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=apart, strict=False), start=1):
            yield number, [cell.strip() for cell in cells]
    except (csv.Error, UnicodeDecodeError) as reason:
        raise CannotRead(f"It is no table as CSV from some row on: {reason!s:.100}.") from reason
    finally:
        text.detach()


def _service(row: dict[str, str], mapping: Mapping[str, Any]) -> dict[str, Any]:
    said = _said(row, mapping)
    place = {k: v for k, v in _place(said).items() if v}
    made: dict[str, Any] = {
        "_table": True,
        "name": said.get("name") or _name_of_place(said),
        "assured_date": said.get("checked_on"),
        "eligibility_description": said.get("conditions"),
        "organization": _organisation(said),
        "service_at_locations": [{"location": place}] if place else [],
        "_hours": said.get("hours"),
        "_rule": said.get("rule"),
        "_ours": {name: said[name] for name in OURS if name in said},
    }
    made["id"] = row.get(mapping["id"], "") or _id_of(made["name"], place)
    for name in TEXTS:
        if name not in ("name", "checked_on", "conditions"):
            made[name] = said.get(name)
    made |= _lists(said)
    used = {one for columns in mapping["columns"].values() for one in columns} | {mapping["id"]}
    made |= {k: v for k, v in row.items() if k and v and k not in used and k not in made}
    return {name: value for name, value in made.items() if value not in (None, "", [], {})}


def _id_of(name: str, place: dict[str, Any]) -> str:
    """A table without numbers of its own: the same name at the same place is the same entry."""
    address = place.get("addresses", [{}])[0]
    return str(made_of("row", mark_of(name, *(str(address[part]) for part in sorted(address)))))


def _said(row: dict[str, str], mapping: Mapping[str, Any]) -> dict[str, str]:
    said = dict(mapping["constant"])
    for ours, theirs in mapping["columns"].items():
        if text := " ".join(row.get(one, "") for one in theirs).strip():
            words = mapping["words"].get(ours, {})
            said[ours] = str(words.get(text, text)) if isinstance(words, dict) else text
    return said


def _place(said: dict[str, str]) -> dict[str, Any]:
    where = [said.get(name) for name in PLACE]
    if not any(where):
        return {}
    address = ", ".join(plain(said.get("address", "")).split("\n"))
    postcode = said.get("postcode") or postcode_within(address)
    parts = {
        "address_1": _without(address, postcode),
        "city": said.get("town"),
        "state_province": said.get("county"),
        "postal_code": postcode,
    }
    return {
        "name": said.get("place"),
        "latitude": said.get("latitude"),
        "longitude": said.get("longitude"),
        "addresses": [{k: v for k, v in parts.items() if v}],
        "accessibility": [{"description": said["access"]}] if "access" in said else [],
        "_ours": {name: said[name] for name in ACCESS if name in said},
    }


ENDS = ("united kingdom", "uk", "england", "wales", "scotland", "northern ireland", "great britain")


def _without(address: str, postcode: str) -> str:
    """An address without what is said beside it: its postcode and country."""
    parts = [" ".join(part.split()) for part in address.split(",")]
    squeezed = postcode.replace(" ", "").casefold()
    while parts:
        last = parts[-1].casefold()
        bare = last.replace(" ", "")
        if not last or last in ENDS or (squeezed and bare == squeezed):
            parts.pop()
        elif squeezed and bare.endswith(squeezed):
            tail = parts[-1]
            while tail.replace(" ", "").casefold().endswith(squeezed) and squeezed:
                tail = _cut(tail, len(squeezed))
            parts[-1] = tail
        else:
            break
    return ", ".join(part for part in parts if part)


def _cut(text: str, letters: int) -> str:
    """Without its last letters, spaces not counted."""
    while letters and text:
        letters -= text[-1] != " "
        text = text[:-1]
    return text.strip()


def _name_of_place(said: dict[str, str]) -> str:
    """What an activity is called that has a place alone."""
    where = said.get("place") or _start_of(plain(said.get("address", "")).split("\n")[0])
    kind = said.get("tag", "")
    return f"{kind}: {where}" if kind and where else where


def _start_of(address: str) -> str:
    """The first part of an address; a number alone is none.

    >>> _start_of("1, Gills Lane, Pensby"), _start_of("Quay Hall, Aldermouth")
    ('1 Gills Lane', 'Quay Hall')
    """
    parts = [part.strip() for part in address.split(",") if part.strip()]
    letters = next((at for at, one in enumerate(parts) if len(re.findall(r"[^\W\d]", one)) > 1), 0)
    return " ".join(parts[: letters + 1])


def _organisation(said: dict[str, str]) -> dict[str, Any]:
    if not said.get("organisation"):
        return {}
    number = said.get("charity_number")
    return {
        "name": said["organisation"],
        "website": said.get("organisation_website"),
        "email": said.get("organisation_email"),
        "organization_identifiers": [
            {
                "identifier_scheme": "GB-CHC",
                "identifier_type": "Charity number",
                "identifier": number,
            }
        ]
        if number
        else [],
    }


def _lists(said: dict[str, str]) -> dict[str, Any]:
    def parts(name: str) -> list[str]:
        return [
            one.strip() for one in said.get(name, "").replace(";", ",").split(",") if one.strip()
        ]

    return {
        "phones": [{"number": said["telephone"]}] if "telephone" in said else [],
        "contacts": [{"name": said["contact"]}] if "contact" in said else [],
        "cost_options": [{"amount": said["amount"]}] if "amount" in said else [],
        "languages": [{"name": one} for one in parts("language")],
        "service_areas": [{"name": one} for one in parts("area")],
        "attributes": [
            {"taxonomy_term": {"id": str(made_of("tag", one)), "name": one}} for one in parts("tag")
        ],
    }
