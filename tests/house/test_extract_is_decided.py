"""Every field of every record is decided: kept, coarsened or dropped. See decided.toml."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from alongside import extract

from .tree import CASEWORK

FILE = CASEWORK / "extracting" / "decided.toml"
DECIDED: dict[str, Any] = tomllib.loads(FILE.read_text())
APART = ("reasons", "absent", "others", "public")
PUBLIC = {f"{room}.{name}" for room, names in DECIDED["public"].items() for name in names}
EVERY = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("alongside.casework")
    for model in config.get_models()
]
OURS = [model for model in EVERY if model._meta.label not in PUBLIC]


def fields_of(model: type[Model]) -> list[str]:
    meta = model._meta
    return [field.name for field in [*meta.concrete_fields, *meta.many_to_many]]


def entry(model: type[Model]) -> dict[str, Any]:
    return DECIDED.get(model._meta.app_label, {}).get(model.__name__, {})


def entries() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{room}.{name}", decided)
        for room, models in DECIDED.items()
        if room not in APART
        for name, decided in models.items()
    ]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_decided_once(model: type[Model]):
    decided = entry(model)

    named = Counter([*decided.get("kept", {}), *decided.get("coarsened", {})])
    named.update(field for fields in decided.get("dropped", {}).values() for field in fields)

    undecided = set(fields_of(model)) - set(named)
    gone = set(named) - set(fields_of(model))
    assert not undecided, f"decide in {FILE.name} what leaves the service of {sorted(undecided)}"
    assert not gone, f"no longer fields of {model._meta.label}: {sorted(gone)}"
    assert [field for field, times in named.items() if times > 1] == []
    assert set(decided) <= {"kept", "coarsened", "dropped"}


def test_nothing_is_decided_of_records_that_are_no_more():
    there = {f"{model._meta.app_label}.{model.__name__}" for model in OURS}

    assert {name for name, _ in entries()} == there
    assert {model._meta.label for model in EVERY} >= PUBLIC


def test_whatever_is_dropped_is_dropped_for_a_reason_that_is_told():
    used = {reason for _, decided in entries() for reason in decided.get("dropped", {})}

    assert used == set(DECIDED["reasons"])


def test_whatever_goes_in_goes_into_a_column_of_the_contract():
    for _, decided in entries():
        for place in [*decided.get("kept", {}).values(), *decided.get("coarsened", {}).values()]:
            table, column = place.split(":")[0].split(".")
            extract.table(table).column(column)


def test_every_column_of_the_contract_has_where_it_comes_from_or_is_empty():
    comes = {
        place.split(":")[0]
        for _, decided in entries()
        for place in [*decided.get("kept", {}).values(), *decided.get("coarsened", {}).values()]
    }
    comes |= {f"measures.item_{number}" for number in range(2, 8)}  # as item_1
    absent = DECIDED["absent"]
    wanted = {
        f"{name}.{column}"
        for name, table in extract.tables().items()
        for column in table.names
        if name not in absent["tables"]
    }

    assert wanted - comes == set(absent["columns"])
    assert not comes & set(absent["columns"])


def test_of_what_third_parties_keep_is_said_what_it_is():
    others = {
        config.label
        for config in apps.get_app_configs()
        if not config.name.startswith("alongside.") and list(config.get_models())
    }

    assert others == set(DECIDED["others"])
