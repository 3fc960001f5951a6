"""What another Alongside says of an entry in attributes, put back into fields of ours.

The standard has no field for some of what is asked here, so it goes out as attributes of a taxonomy
called Alongside: `link_type` names the field, the term's code what it says, `value` a text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from .entry import Row
from .plain import plain

LIST = "Alongside"
LONGEST = 20_000
Reads = Callable[[str, str], Any]  # of a code and a value; None where it cannot be
Fields = dict[str, Reads]


def _text(_: str, value: str) -> Any:
    return plain(value)[:LONGEST] or None


def _yes_or_no(code: str, _: str) -> Any:
    return not code.startswith("not_")


def _yes(_: str, __: str) -> Any:
    return True


def _one_of(*codes: str) -> Reads:
    allowed: Collection[str] = frozenset(codes)
    return lambda code, _: code if code in allowed else None


def _day(_: str, value: str) -> Any:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


OF_ACTIVITY: Fields = {
    "sort": _one_of("dial_a_ride", "volunteer_drivers"),
    "company": _one_of("group", "one_to_one", "either"),
    "met_at_door": _yes_or_no,
    "booking": _text,
    "first_visit": _text,
    "getting_there": _text,
    "doubtful_since": _day,
}
OF_PLACE: Fields = {
    "step_free": _yes_or_no,
    "hearing_loop": _yes_or_no,
    "accessible_toilet": _yes_or_no,
    "quiet": _yes_or_no,
    "parking": _yes_or_no,
    "getting_there": _text,
}
OF_ORGANISATION: Fields = {
    "kind": _one_of(
        "third_sector",
        "local_authority",
        "nhs",
        "host_organisation",
        "private_sector",
        "other",
    ),
}
OF_TIME: Fields = {"term_time_only": _yes, "not_on": _day}
SEVERAL = {"not_on"}


def ours(rows: list[Row], fields: Fields) -> tuple[Row, list[Row]]:
    """What ours say, by field; and the attributes of others, as they came."""
    said: Row = {}
    others: list[Row] = []
    for row in rows:
        term, name = row.get("taxonomy_term"), row.get("link_type")
        found = None
        if isinstance(term, dict) and term.get("taxonomy") == LIST and name in fields:
            found = fields[str(name)](str(term.get("code", "")), str(row.get("value", "")))
        if found is None:
            others.append(row)
        elif name in SEVERAL:
            said.setdefault(str(name), []).append(found)
        else:
            said[str(name)] = found
    return said, others
