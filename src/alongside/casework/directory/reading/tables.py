"""HSDS as tables: a ZIP of CSV files, one a kind of record, put together to services."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any

from alongside.uploads import DAMAGED, UNPACKED

from .trouble import CannotRead

PARTS = 100
NAMES = {  # the names that files have had, and ours
    "service": "services",
    "organization": "organizations",
    "location": "locations",
    "address": "addresses",
    "physical_addresses": "addresses",
    "postal_addresses": "addresses",
    "schedule": "schedules",
    "regular_schedules": "schedules",
    "contact": "contacts",
    "phone": "phones",
    "language": "languages",
    "service_area": "service_areas",
    "cost_option": "cost_options",
    "attribute": "attributes",
    "services_at_location": "service_at_locations",
    "service_at_location": "service_at_locations",
    "services_at_locations": "service_at_locations",
    "taxonomy": "taxonomies",
    "taxonomy_term": "taxonomy_terms",
    "accessibility_for_disabilities": "accessibility",
    "organization_identifier": "organization_identifiers",
}
OF_A_SERVICE = ("schedules", "service_areas", "languages", "funding", "cost_options", "contacts")
Row = dict[str, Any]


def services(file: IO[bytes]) -> Iterator[Row]:
    """Each service with what belongs to it."""
    tables = _tables(file)
    if "services" not in tables:
        raise CannotRead("It is a ZIP without services.csv, which tables of HSDS have.")
    yield from _joined(tables)


def _tables(file: IO[bytes]) -> dict[str, list[Row]]:
    try:
        with zipfile.ZipFile(file) as packed:
            parts = [one for one in packed.infolist() if one.filename.lower().endswith(".csv")]
            if len(parts) > PARTS or sum(one.file_size for one in parts) > UNPACKED:
                raise CannotRead(f"It unpacks to more than {UNPACKED // 1_000_000} MB of tables.")
            found: dict[str, list[Row]] = {}
            for part in parts:
                stem = PurePosixPath(part.filename.replace("\\", "/")).stem.lower()
                rows = found.setdefault(NAMES.get(stem, stem), [])
                known = {row.get("id") for row in rows}
                rows += [row for row in _read(packed, part) if row.get("id") not in known]
            return found
    except DAMAGED as reason:
        raise CannotRead("The ZIP is damaged, or has a password.") from reason


def _read(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> list[Row]:
    with packed.open(part) as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
        try:
            return [
                {name: value for name, value in row.items() if name and value}
                for row in csv.DictReader(_bounded(text))
            ]
        except (csv.Error, UnicodeDecodeError) as reason:
            raise CannotRead(f"{part.filename[:60]} is no table as CSV in UTF-8.") from reason


def _bounded(lines: io.TextIOWrapper) -> Iterator[str]:
    """A part may say that it is small, and unpack for ever."""
    left = UNPACKED
    for line in lines:
        left -= len(line)
        if left < 0:
            raise CannotRead(f"It unpacks to more than {UNPACKED // 1_000_000} MB of tables.")
        yield line


def _joined(tables: dict[str, list[Row]]) -> Iterator[Row]:
    by = _By(tables)
    organizations = {one.get("id"): one for one in tables.get("organizations", [])}
    locations = {one.get("id"): one for one in tables.get("locations", [])}
    for service in tables["services"]:
        number = service.get("id")
        made: Row = dict(service)
        for name in OF_A_SERVICE:
            made[name] = by.of(name, "service_id", number)
        made["schedules"] = [one for one in made["schedules"] if not _of_a_place(one)]
        made["phones"] = by.of("phones", "service_id", number)
        made["attributes"] = by.attributes(number)
        for contact in made["contacts"]:
            contact["phones"] = by.of("phones", "contact_id", contact.get("id"))
        if organization := organizations.get(service.get("organization_id")):
            made["organization"] = _organization(organization, by)
        made["service_at_locations"] = [
            one
            | {
                "location": _location(locations[one["location_id"]], by),
                "schedules": by.of("schedules", "service_at_location_id", one.get("id")),
            }
            for one in by.of("service_at_locations", "service_id", number)
            if one.get("location_id") in locations
        ]
        yield {name: value for name, value in made.items() if value not in ([], None)}


def _of_a_place(schedule: Row) -> bool:
    return bool(schedule.get("service_at_location_id"))


def _organization(row: Row, by: _By) -> Row:
    number = row.get("id")
    return row | {
        "organization_identifiers": by.of("organization_identifiers", "organization_id", number),
        "attributes": by.attributes(number),
        "phones": by.of("phones", "organization_id", number),
    }


def _location(row: Row, by: _By) -> Row:
    number = row.get("id")
    return row | {
        "addresses": by.of("addresses", "location_id", number),
        "accessibility": by.of("accessibility", "location_id", number),
        "phones": by.of("phones", "location_id", number),
        "attributes": by.attributes(number),
    }


class _By:
    """Rows by what they belong to."""

    def __init__(self, tables: dict[str, list[Row]]) -> None:
        self._tables = tables
        self._found: dict[tuple[str, str], dict[Any, list[Row]]] = {}
        self._terms = {one.get("id"): one for one in tables.get("taxonomy_terms", [])}

    def of(self, table: str, column: str, number: Any) -> list[Row]:
        """The rows of a table whose column has this number."""
        if (table, column) not in self._found:
            grouped: dict[Any, list[Row]] = defaultdict(list)
            for row in self._tables.get(table, []):
                if row.get(column):
                    grouped[row[column]].append(row)
            self._found[table, column] = grouped
        return [dict(row) for row in self._found[table, column].get(number, [])]

    def attributes(self, number: Any) -> list[Row]:
        """The attributes of a record, each with its term."""
        return [
            one | {"taxonomy_term": self._terms[one["taxonomy_term_id"]]}
            for one in self.of("attributes", "link_id", number)
            if one.get("taxonomy_term_id") in self._terms
        ]
