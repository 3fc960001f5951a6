"""What an evaluation found, as data to be kept, and the same findings again.

Kept exactly as it was found, so that a later publication can be compared with this one.
"""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alongside.evaluation import Findings


def as_data(findings: Findings) -> dict[str, Any]:
    """As JSON can hold it. Ids of rows are left out: no report shows them."""
    nameless = tuple(replace(one, example_ids=()) for one in findings.quality)
    found = asdict(replace(findings, quality=nameless))
    for day in ("first", "last"):
        found[day] = found[day].isoformat() if found[day] else None
    return found


def from_data(data: dict[str, Any]) -> Findings:
    """The findings that were kept. What later versions have added has its usual value."""
    from alongside.evaluation import Figure, Finding, Findings, Status, Unit
    from alongside.evaluation.findings import Flow, Score
    from alongside.evaluation.population import Reach
    from alongside.evaluation.schemes import Part
    from alongside.evaluation.social_value import Swing

    each: dict[str, type[Any]] = {
        "quality": Finding,
        "parts": Part,
        "reach": Reach,
        "sensitivity": Swing,
        "flows": Flow,
        "scores": Score,
    }
    told: dict[str, Any] = {
        name: tuple(kind(**_tuples(one)) for one in data[name]) for name, kind in each.items()
    }
    told["figures"] = {
        id_: Figure(**one | {"unit": Unit(one["unit"]), "status": Status(one["status"])})
        for id_, one in data["figures"].items()
    }
    told["schemes"] = tuple(data["schemes"])
    for day in ("first", "last"):
        told[day] = date.fromisoformat(data[day]) if data[day] else None
    plain = {field.name for field in fields(Findings)} & data.keys()
    return Findings(**{name: data[name] for name in plain} | told)


def _tuples(one: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in one.items()}
