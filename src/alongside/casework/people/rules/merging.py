"""When two records may become one, and which value stands where the two differ. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.casework.schemes.words import day

from ..models import Person, ToldApart

# Fields that are chosen together: one says nothing without the others.
TOGETHER: tuple[tuple[str, ...], ...] = (
    ("preferred_name",),
    ("given_name",),
    ("family_name",),
    ("pronouns",),
    ("date_of_birth",),
    ("age_about", "age_about_on"),
    ("gender", "gender_words"),
    ("ethnicity",),
    ("address", "postcode", "area_id"),
    ("nhs_number",),
    ("chi_number",),
    ("hcn_number",),
    ("voicemail",),
    ("text",),
    ("letter",),
    ("email",),
    ("say_who_we_are",),
    ("who_else_may_answer",),
    ("if_somebody_else_answers",),
    ("best_times",),
    ("language",),
    ("interpreter",),
    ("adjustments",),
    ("adjustments_note",),
    ("gp_practice", "gp_ods_code", "gp_not_wanted"),
    ("carer",),
    ("lives_alone",),
    ("dogs",),
    ("key_safe",),
    ("two_to_visit",),
    ("visiting_note",),
    ("died_on",),
)
# Fields that nobody chooses: they follow from the rest, or are the record's own.
FOLLOW = frozenset(
    {
        "id",
        "scheme_id",
        "connector_id",
        "added_on",
        "restricted",
        "risks_known",
        "merged_into_id",
        "nhs_hash",
        "chi_hash",
        "hcn_hash",
    }
)
NOT_KNOWN: tuple[Any, ...] = ("", None, "not_asked", "not_stated", False)
MORE_CAREFUL = {"no": 3, "first_name": 2, "yes": 1, "not_asked": 0}
SAFE = ("voicemail", "text", "letter", "email")
KEPT, AWAY = "kept", "away"


def empty(person: Person, fields: Iterable[str]) -> bool:
    """Whether a record says nothing in any of these fields."""
    return all(getattr(person, name) in NOT_KNOWN or getattr(person, name) == [] for name in fields)


def differing(kept: Person, away: Person) -> list[tuple[str, ...]]:
    """The fields, as they go together, in which the two records do not say the same."""
    return [
        fields
        for fields in TOGETHER
        if any(getattr(kept, name) != getattr(away, name) for name in fields if name != "area_id")
    ]


def proposed(kept: Person, away: Person, fields: tuple[str, ...]) -> str:
    """Whose value is chosen to begin with: who says all and more; else the one that stands.

    Where it is about safety (may we leave a message, do two of us go), the more careful one.
    """
    name = fields[0]
    if name in SAFE:
        ours, theirs = (MORE_CAREFUL[getattr(one, name)] for one in (kept, away))
        return AWAY if theirs > ours else KEPT
    more = any(not empty(away, [one]) and empty(kept, [one]) for one in fields)
    return AWAY if more and not _lost(kept, away, fields) else KEPT


def _lost(kept: Person, away: Person, fields: Iterable[str]) -> bool:
    """Whether something of what the one says would not be said by the other."""
    return any(
        not empty(kept, [one]) and getattr(kept, one) != getattr(away, one) for one in fields
    )


@dataclass(frozen=True)
class Pair:
    """What was found about two records, for the rules."""

    kept: Person
    away: Person
    chosen_scheme: int
    told_apart: ToldApart | None = None


@dataclass(frozen=True)
class GoingOn:
    """Something that is going on with somebody: *support that goes on*, and in which scheme."""

    what: str
    scheme_id: int | None
    scheme: str


def why_not_merge(pair: Pair) -> str:
    """Why these two records cannot become one."""
    kept, away = pair.kept, pair.away
    if kept.pk == away.pk:
        return "That is one record. Choose two."
    if kept.scheme.programme_id != away.scheme.programme_id:
        return "The two records are of two programmes, so they cannot become one."
    if kept.merged_into_id or away.merged_into_id:
        return "One of the two stands for another record already. Look at the list again."
    if kept.restricted or away.restricted:
        return (
            "One of the records is restricted. Its coordinator can lift that first; then the two"
            " can become one."
        )
    if pair.told_apart is not None:
        return (
            f"They were told apart on {day(pair.told_apart.on)}. If that was wrong, take it back"
            " first."
        )
    if pair.chosen_scheme not in (kept.scheme_id, away.scheme_id):
        return "Choose which of the two schemes the record belongs to."
    return ""


def why_not_that_scheme(going_on: Iterable[GoingOn], scheme: int) -> str:
    """Nothing that is going on may be left with people who can no longer open the record."""
    for one in going_on:
        if one.scheme_id is not None and one.scheme_id != scheme:
            return (
                f"There is {one.what} in {one.scheme}. Choose {one.scheme} for the record, or let"
                " them bring that to an end first."
            )
    return ""


def why_not_died(died: bool, going_on: Sequence[GoingOn]) -> str:
    """Why the record cannot say that they died: something goes on where they are alive."""
    if died and going_on:
        return (
            f"One of the records says that they died, and in the other there is {going_on[0].what}."
            " Say there whether they died, or choose that they did not; then come back."
        )
    return ""


def why_not_take_apart(*, is_apart: bool, later: bool, restricted: bool) -> str:
    """Why a merging cannot be taken apart."""
    if is_apart:
        return "These two were taken apart already."
    if later:
        return (
            "One of these records was merged again since. Take the later merging apart first; then"
            " this one."
        )
    if restricted:
        return (
            "The record is restricted since. Its coordinator can lift that first; then the two can"
            " be taken apart."
        )
    return ""


def why_not_tell_apart(*, why: str, is_apart: bool, merged: bool) -> str:
    """Why two records cannot be told apart."""
    if merged:
        return "They are one record now. Take it apart first."
    if is_apart:
        return "They were told apart already."
    if not why.strip():
        return "Say in a few words how you know that they are two people."
    return ""


def undecided(names: Iterable[str]) -> list[str]:
    """Fields of a person for which nobody has said how they are merged; a test wants none."""
    known = {name for fields in TOGETHER for name in fields} | FOLLOW
    return sorted(set(names) - known)


def both_sides(kept: Person, away: Person, chosen: Mapping[str, str]) -> dict[str, Any]:
    """What the record that stands will say in the fields that differ: `chosen` by first field."""
    written: dict[str, Any] = {}
    for fields in differing(kept, away):
        if chosen.get(fields[0], KEPT) == AWAY:
            written |= {name: getattr(away, name) for name in fields}
    return written
