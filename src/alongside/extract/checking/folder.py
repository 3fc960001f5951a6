"""Faults of the folder as such: files that do not belong there, and its description."""

from __future__ import annotations

import json
from typing import Any

from ..contract import DESCRIPTION, Format, describe, table, tables
from ..reading import Package
from .fault import Fault

NEW_ONE = "Ask for a new extract, or put the contract’s own in its place."


def faults(package: Package) -> list[Fault]:
    """Faults of what is in the folder, and of how it describes itself."""
    return _of_files(package) + _of_description(package)


def unreadable(package: Package) -> dict[str, Fault]:
    """Tables whose file cannot be read at all, and why; nothing can be looked up in them."""
    reasons = {name: _why_not_readable(package, name) for name in package.files}
    return {name: fault for name, fault in reasons.items() if fault}


def _why_not_readable(package: Package, name: str) -> Fault | None:
    if package.format_of(name) is Format.PARQUET:
        return _why_no_parquet(package, name)
    number = 0
    with package.files[name].open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                remedy = "Save it as UTF-8."
                return Fault(name, "the file is not written in UTF-8", remedy, number)
    if number:
        return None
    columns = ",".join(table(name).names)
    return Fault(name, "the file is empty", f"Its first line has to be {columns}.")


def _why_no_parquet(package: Package, name: str) -> Fault | None:
    import duckdb

    try:
        package.columns(name)
    except duckdb.Error:
        return Fault(name, "the file is no Parquet", "Ask for a new extract.")
    return None


def _of_files(package: Package) -> list[Fault]:
    found = []
    kinds = {f".{kind}" for kind in Format}
    for path in sorted(package.folder.iterdir()):
        if path.suffix not in kinds or path in package.files.values():
            continue
        if path.stem in tables():
            what = "it is there as CSV and as Parquet, and nobody can know which of them counts"
            remedy = "Take one of the two out of the folder."
        else:
            what = f"{path.name} is no table of the contract"
            remedy = "Take it out of the folder: it may hold what should not leave the service."
        found.append(Fault(path.stem, what, remedy, code="file"))
    return found


def _of_description(package: Package) -> list[Fault]:
    path = package.folder / DESCRIPTION
    if not path.is_file():
        return [Fault(DESCRIPTION, "there is no such file in the folder", NEW_ONE)]
    try:
        resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
        described = {one["name"]: _essence(one) for one in resources}
    except (ValueError, TypeError, KeyError, AttributeError):
        return [Fault(DESCRIPTION, "it is no description of a data package", NEW_ONE)]
    wanted = {one["name"]: _essence(one) for one in describe(package.files)["resources"]}
    return _of_tables(described, wanted)


def _of_tables(described: dict[str, Any], wanted: dict[str, Any]) -> list[Fault]:
    found = []
    for name in [*wanted, *(name for name in described if name not in wanted)]:
        if name not in described:
            what, remedy = f"it does not speak of {name}, which is in the folder", NEW_ONE
        elif name not in wanted:
            what = f"it speaks of {name}, and there is no such file"
            remedy = "Add the file, or take its part out of the description."
        elif described[name] != wanted[name]:
            what, remedy = f"it describes {name} otherwise than the contract does", NEW_ONE
        else:
            continue
        found.append(Fault(DESCRIPTION, what, remedy, code=f"description of {name}"))
    return found


def _essence(resource: dict[str, Any]) -> Any:
    """What a table has to be like; how it is told may differ."""
    schema = resource["schema"]
    fields = [
        (field["name"], field.get("type"), field.get("constraints", {}))
        for field in schema["fields"]
    ]
    return fields, schema.get("primaryKey"), schema.get("foreignKeys", []), resource["name"]
