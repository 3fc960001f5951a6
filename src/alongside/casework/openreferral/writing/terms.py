"""Words by which entries are sorted; and ours, for what the standard has no field for."""

from __future__ import annotations

import uuid
from typing import Any

from alongside.casework.directory.models import Tag, Taxonomy, Term
from alongside.casework.directory.reading.ours import LIST

from .values import Record, written

OURS = uuid.UUID("5c1be0f2-61d5-5f4e-9c1a-6a0e6a4b8a31")  # under it our own ids are made
# What is asked of an entry here and has no field there: its name, and what it says
OUR_WORDS = {
    "dial_a_ride": ("Dial-a-ride", "Fetches people from where they live; to be booked."),
    "volunteer_drivers": ("Volunteer drivers", "Volunteers who drive people; to be booked."),
    "group": ("In a group", "One does it together with several others."),
    "one_to_one": ("One to one", "One does it with one other person."),
    "either": ("In a group or one to one", "Both can be had."),
    "met_at_door": ("Can be met at the door", "Somebody comes to the door for a first visit."),
    "not_met_at_door": ("Nobody meets you at the door", "One finds the way in oneself."),
    "booking": ("How to book", "How, and how long before."),
    "first_visit": ("A first visit", "What it is like to come for the first time."),
    "getting_there": ("Getting there", "The way from the stop, the lane, the steps."),
    "doubtful_since": ("In doubt since", "Nobody could say since then that this is so."),
    "step_free": ("Step-free", "One gets in without a step."),
    "not_step_free": ("Not step-free", "There are steps on the way in."),
    "hearing_loop": ("Hearing loop", "There is a loop for hearing aids."),
    "not_hearing_loop": ("No hearing loop", "There is no loop for hearing aids."),
    "accessible_toilet": ("Accessible toilet", "There is a toilet for wheelchair users."),
    "not_accessible_toilet": ("No accessible toilet", "There is no toilet for wheelchair users."),
    "quiet": ("Quiet", "It is quiet there, or there is a quiet room."),
    "not_quiet": ("Not quiet", "It is loud there."),
    "parking": ("Parking", "One can park there."),
    "not_parking": ("No parking", "One cannot park there."),
    "term_time_only": ("In term time only", "Not in the school holidays."),
    "not_on": ("Not on", "A day on which it is not, though the rule says so."),
    "third_sector": ("Charity or community group", "What kind of organisation it is."),
    "local_authority": ("Council", "What kind of organisation it is."),
    "nhs": ("NHS", "What kind of organisation it is."),
    "host_organisation": ("Another connector service", "What kind of organisation it is."),
    "private_sector": ("Business", "What kind of organisation it is."),
    "other": ("Another kind of organisation", "What kind of organisation it is."),
}
OUR_TAXONOMY: Record = {
    "id": str(uuid.uuid5(OURS, "taxonomy")),
    "name": LIST,
    "description": "What connectors ask of a place or a group, and the standard has no field for.",
}


def _our_term(code: str) -> Record:
    name, description = OUR_WORDS[code]
    return {
        "id": str(uuid.uuid5(OURS, f"term\0{code}")),
        "code": code,
        "name": name,
        "description": description,
        "taxonomy": LIST,
        "taxonomy_id": OUR_TAXONOMY["id"],
    }


OUR_TERMS: dict[str, Record] = {code: _our_term(code) for code in OUR_WORDS}


def our_attribute(of: uuid.UUID, field: str, code: str, value: Any = None) -> Record:
    """One attribute of ours: `link_type` names the field, `value` is its text where it has one."""
    what = {"id": str(uuid.uuid5(OURS, f"{of}\0{field}\0{value or ''}")), "link_type": field}
    if value is not None:
        what["value"] = value
    return what | {"taxonomy_term": OUR_TERMS[code]}


def taxonomy(one: Taxonomy) -> Record:
    """A list of words."""
    ours = {
        "id": one.public_id,
        "name": one.name,
        "description": one.description or one.name,
        "taxonomy_uri": one.uri,
        "version": one.version,
    }
    return written(ours, one.also)


def term(one: Term) -> Record:
    """A word. Its parent is given by number."""
    ours = {
        "id": one.public_id,
        "code": one.code,
        "name": one.name,
        "description": one.description or one.name,
        "parent_id": one.parent.public_id if one.parent else None,
        "taxonomy": one.taxonomy.name if one.taxonomy else None,
        "taxonomy_id": one.taxonomy.public_id if one.taxonomy else None,
        "term_uri": one.uri,
    }
    return written(ours, one.also)


def tag(one: Tag) -> Record:
    """That a word is said of an entry."""
    ours = {"id": one.public_id, "link_type": one.link_type, "taxonomy_term": term(one.term)}
    return written(ours, one.also)
