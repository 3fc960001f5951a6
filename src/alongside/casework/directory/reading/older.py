"""Open Referral UK's older shape, made the one of 3.0.

The same things under other names: `physical_addresses`, `eligibilitys`, `service_taxonomys`, … What
3.0 has already is left as it is, so that a feed between the two goes in as well.
"""

from __future__ import annotations

from typing import Any

OLD_NAMES = {
    "eligibilitys", "service_taxonomys", "regular_schedules", "holiday_schedules", "fundings",
    "physical_addresses", "accessibility_for_disabilities", "reviews", "link_taxonomies",
}  # fmt: skip


def is_older(raw: dict[str, Any]) -> bool:
    """Whether names stand in it that only the older shape has."""
    if OLD_NAMES & raw.keys():
        return True
    at = raw.get("service_at_locations")
    inner = (
        [one.get("location") or {} for one in at if isinstance(one, dict)]
        if isinstance(at, list)
        else []
    )
    return any(isinstance(one, dict) and OLD_NAMES & one.keys() for one in inner)


def to_3(raw: dict[str, Any]) -> dict[str, Any]:
    """The same service in the shape of 3.0."""
    new = dict(raw)
    _move(new, "regular_schedules", "schedules")
    _move(new, "fundings", "funding")
    _ages(new)
    new["attributes"] = _rows(new.get("attributes")) + [
        tag for one in _rows(new.pop("service_taxonomys", None)) if (tag := _tag(one))
    ]
    for one in _rows(new.get("service_areas")):
        if not one.get("name"):
            one["name"] = one.get("service_area")
    for one in _rows(new.get("languages")):
        if not one.get("name") and isinstance(one.get("language"), str):
            one["name"] = one.pop("language")
    new["service_at_locations"] = [_at(one) for one in _rows(new.get("service_at_locations"))]
    return new


def _move(record: dict[str, Any], old: str, new: str) -> None:
    if old in record:
        before = record.pop(old)
        record[new] = record.get(new) or before


def _ages(new: dict[str, Any]) -> None:
    """The first eligibility with an age says how old; the rest stays as it came."""
    left = []
    for one in _rows(new.pop("eligibilitys", None)):
        if one.get("minimum_age") is not None and new.get("minimum_age") is None:
            new["minimum_age"], new["maximum_age"] = one["minimum_age"], one.get("maximum_age")
        if isinstance(one.get("eligibility"), str) and not new.get("eligibility_description"):
            new["eligibility_description"] = one["eligibility"]
        elif one.get("taxonomys"):
            left.append(one)
    if left:
        new["eligibilitys"] = left


def _tag(raw: dict[str, Any]) -> dict[str, Any] | None:
    inner = raw.get("taxonomy")
    if not isinstance(inner, dict) or not inner.get("name"):
        return None
    term = {"id": inner.get("id"), "name": inner["name"], "taxonomy": inner.get("vocabulary")}
    return {"id": raw.get("id"), "taxonomy_term": {k: v for k, v in term.items() if v}}


def _at(raw: dict[str, Any]) -> dict[str, Any]:
    new = dict(raw)
    for old in ("regular_schedule", "regular_schedules"):
        _move(new, old, "schedules")
    if isinstance(new.get("location"), dict):
        place = dict(new["location"])
        _move(place, "physical_addresses", "addresses")
        _move(place, "accessibility_for_disabilities", "accessibility")
        place["accessibility"] = [
            one | {"description": one.get("description") or one.get("accessibility")}
            for one in _rows(place.get("accessibility"))
        ]
        for address in _rows(place.get("addresses")):
            address.setdefault("address_type", "physical")
        new["location"] = place
    return new


def _rows(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
