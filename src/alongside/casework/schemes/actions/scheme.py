"""Programmes, schemes and their areas."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from alongside.casework import audit

from .. import rules
from ..models import Area, Programme, Scheme, Worker

SETTINGS = frozenset(
    {
        "name",
        "public_name",
        "nation",
        "area_code",
        "languages",
        "call_name",
        "call_telephone",
        "call_hours",
        "usual_weeks",
        "promise_working_days",
        "quiet_days",
        "checkin_days",
        "follow_up_days",
        "reminder_days",
        "instruments",
        "caseloads_shared",
        "second_factor_required",
        "acknowledge_hours",
        "lone_working_minutes",
        "lone_working_told",
        "supervision_share",
        "running_includes_expenses",
    }
)


class CannotAddProgramme(Exception):
    """Why a programme cannot be added."""


@transaction.atomic
def add_programme(*, name: str, made_up: bool = False, by: Worker | None) -> Programme:
    """Add a programme: several schemes under one lead. A demonstration’s is made up."""
    name = name.strip()
    if not name:
        raise CannotAddProgramme("A programme needs a name.")
    if Programme.objects.filter(name__iexact=name).exists():
        raise CannotAddProgramme("There is a programme of this name already. Choose another name.")
    programme = Programme.objects.create(name=name, made_up=made_up)
    audit.record("PROGRAMME_ADDED", to=programme, by=by)
    return programme


class CannotAddScheme(Exception):
    """Why a scheme cannot be added."""


@transaction.atomic
def add_scheme(
    *,
    programme: Programme,
    name: str,
    public_name: str,
    nation: str,
    by: Worker | None,
    **settings: Any,
) -> Scheme:
    """Add a scheme. `settings` are fields of `Scheme`; what is not said is as usual."""
    values = settings | {"name": name.strip(), "public_name": public_name.strip(), "nation": nation}
    _only_settings(values)
    if faults := rules.scheme_faults(values):
        raise CannotAddScheme(" ".join(faults.values()))
    if Scheme.objects.filter(programme=programme, name__iexact=values["name"]).exists():
        raise CannotAddScheme("The programme has a scheme of this name already. Choose another.")
    scheme = Scheme.objects.create(programme=programme, **values)
    audit.record("SCHEME_ADDED", to=scheme, by=by)
    return scheme


class CannotChangeScheme(Exception):
    """Why a scheme's settings cannot be what was asked."""


@transaction.atomic
def change_scheme(*, scheme: Scheme, changes: dict[str, Any], by: Worker | None) -> Scheme:
    """Change settings; those whose value is the same are left alone, and not told in the audit."""
    _only_settings(changes)
    if faults := rules.scheme_faults(changes):
        raise CannotChangeScheme(" ".join(faults.values()))
    kept = Scheme.objects.select_for_update().get(pk=scheme.pk)
    changed = sorted(field for field in changes if getattr(kept, field) != changes[field])
    if "name" in changed and _name_taken(kept, changes["name"]):
        raise CannotChangeScheme("The programme has another scheme of this name. Choose another.")
    for field in changed:
        setattr(kept, field, changes[field])
    if changed:
        kept.save(update_fields=changed)
        audit.record("SCHEME_CHANGED", to=kept, by=by, fields=changed)
    return kept


def _name_taken(scheme: Scheme, name: str) -> bool:
    same = Scheme.objects.filter(programme=scheme.programme_id, name__iexact=name)
    return same.exclude(pk=scheme.pk).exists()


def _only_settings(values: dict[str, Any]) -> None:
    if unknown := sorted(values.keys() - SETTINGS):
        raise ValueError(f"a scheme has no settings called {', '.join(unknown)}")


class CannotAddArea(Exception):
    """Why an area cannot be added."""


class CannotChangeArea(Exception):
    """Why an area cannot be changed so."""


@transaction.atomic
def add_area(
    *, scheme: Scheme, name: str, by: Worker | None, postcode_prefixes: list[str] | None = None
) -> Area:
    """Add a part of the scheme that people there have a name for."""
    if refusal := _area_refusal(scheme.pk, name.strip(), besides=None):
        raise CannotAddArea(refusal)
    area = Area.objects.create(
        scheme=scheme, name=name.strip(), postcode_prefixes=_prefixes(postcode_prefixes)
    )
    audit.record("AREA_ADDED", to=area, by=by)
    return area


@transaction.atomic
def change_area(
    *, area: Area, name: str, by: Worker | None, postcode_prefixes: list[str] | None = None
) -> Area:
    """Change an area's name, and the starts of postcodes that it is suggested for."""
    if refusal := _area_refusal(area.scheme_id, name.strip(), besides=area.pk):
        raise CannotChangeArea(refusal)
    area.name, area.postcode_prefixes = name.strip(), _prefixes(postcode_prefixes)
    area.save(update_fields=["name", "postcode_prefixes"])
    audit.record("AREA_CHANGED", to=area, by=by)
    return area


def _area_refusal(scheme_id: int, name: str, besides: int | None) -> str:
    if not name:
        return "An area needs a name."
    same = Area.objects.filter(scheme=scheme_id, name__iexact=name)
    if any(area.pk != besides for area in same):
        return "The scheme has an area of this name already. Choose another name."
    return ""


def _prefixes(given: list[str] | None) -> list[str]:
    return sorted({prefix.strip().upper() for prefix in given or [] if prefix.strip()})
