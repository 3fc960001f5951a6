"""Costs: what the scheme, or its whole programme, spent in a month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from alongside.casework.schemes import actions
from alongside.casework.schemes.models import Cost, CostKind, Role
from alongside.casework.schemes.rules_costs import why_not_enter_cost

from .. import others, values
from .base import Column, Kind, Own, Planned, RowIn

if TYPE_CHECKING:
    from ..place import Place

SCHEME, PROGRAMME = "scheme", "programme"

COLUMNS = (
    Column(
        "cost_ref",
        "Its own number, where there is one. Sent twice with the same, it is brought in once.",
        values.reference,
        "C-2026-04-1",
    ),
    Column(
        "month",
        "In which month it was spent. A sum for a whole year: its first month.",
        values.month,
        "April 2026",
        required=True,
    ),
    Column(
        "kind",
        "What it was for.",
        values.one_of(CostKind.choices, others.words("cost_kind")),
        "running",
        required=True,
    ),
    Column("amount", "How much, in pounds.", values.money, "1250.00", required=True),
    Column(
        "of",
        "Of this scheme, or of the whole programme. Left empty: of this scheme.",
        values.one_of([(SCHEME, "This scheme"), (PROGRAMME, "The whole programme")]),
        "scheme",
    ),
    Column("note", "What it was for, in a few words. Name nobody.", values.text(200), "Rent"),
)


def check(rows: Sequence[RowIn], place: Place) -> list[Planned]:
    """What each row makes of a cost, and what stands against it."""
    planned = []
    for row in rows:
        said = {name: row.values[name] for name in ("month", "kind", "amount")}
        if reason := why_not_enter_cost(**said, today=place.today):
            place.fault(row, "", reason)
        elif row.get("of") == PROGRAMME and not _runs(place):
            words = (
                "is entered by an administrator of this scheme, and the file is brought in by"
                " somebody else. Leave the row out, or let an administrator bring it in."
            )
            place.fault(row, "of", words)
        else:
            planned.append(Planned(row, said | {"note": row.get("note", "")} | _whose(row, place)))
    return planned


def _runs(place: Place) -> bool:
    return place.by.has_role(Role.ADMINISTRATOR, scheme=place.scheme)


def _whose(row: RowIn, place: Place) -> dict[str, Any]:
    if row.get("of") == PROGRAMME:
        return {"programme": place.scheme.programme}
    return {"scheme": place.scheme}


def write(planned: Sequence[Planned], place: Place) -> Sequence[Cost]:
    """Enter them, in the name of who brings them in."""
    return [actions.enter_cost(**one.thing, today=place.today, by=place.by) for one in planned]


KIND = Kind(
    name="costs",
    title="Costs",
    one="line of costs",
    many="lines of costs",
    intro="What the scheme spent, by month. Expenses, miles and fares are not typed in here.",
    columns=COLUMNS,
    check=check,
    write=write,
    own=Own("cost_ref"),
    roles=(Role.COORDINATOR, Role.ADMINISTRATOR),
    people=False,
)
