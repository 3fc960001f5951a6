"""The published schemas of Open Referral UK 3.0, where they lie beside the repository."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.shared_data import shared

LISTED = {
    "services": "service_list",
    "service_at_locations": "service_at_location_list",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
FULL = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


def _schema(name: str) -> Any:
    folder = shared("standards", "hsds-uk-3.0", "schema")
    compiled = folder / "compiled" / f"{name}.json"
    path = compiled if compiled.exists() else folder / f"{name}.json"
    return json.loads(path.read_text())


def _retrieve(address: str) -> Resource:
    name = address.rstrip("#").split("/")[-1].removesuffix(".json")
    return Resource.from_contents(_schema(name), default_specification=DRAFT202012)


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        _schema(name), format_checker=FormatChecker(), registry=Registry(retrieve=_retrieve)
    )


def openapi() -> Any:
    return json.loads(shared("standards", "hsds-uk-3.0-spec", "3.0", "openapi.json").read_text())


def faults(record: Any, name: str) -> list[str]:
    return [
        f"{'/'.join(map(str, one.path))}: {one.message}"
        for one in _validator(name).iter_errors(record)
    ]


@cache
def _page_validator() -> Draft202012Validator:
    page = openapi()["components"]["schemas"]["Page"]
    return Draft202012Validator(page | {"required": [*page["properties"], "contents"]})


def page_faults(page: Any, name: str) -> list[str]:
    found = [one.message for one in _page_validator().iter_errors(page)]
    return found + [fault for one in page["contents"] for fault in faults(one, name)]


def empty(value: Any, path: str = "") -> list[str]:
    """Where there is a field without a value."""
    if isinstance(value, dict):
        blank = [f"{path}/{name}" for name, one in value.items() if one in (None, "", [], {})]
        return blank + [e for name, one in value.items() for e in empty(one, f"{path}/{name}")]
    if isinstance(value, list):
        return [e for at, one in enumerate(value) for e in empty(one, f"{path}/{at}")]
    return []
