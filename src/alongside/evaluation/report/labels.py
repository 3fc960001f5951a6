"""What figures are called in the tables of a report."""

from __future__ import annotations

from ..figure import Figure
from .charts.names import DESTINATIONS, FACTORS, OUTCOMES, SOURCES

FAMILIES: dict[str, dict[str, str]] = {
    "referrals.source.": SOURCES,
    "referrals.outcome.": {
        "accepted": "Accepted",
        "declined": "Declined",
        "redirected": "Sent on to somewhere better",
        "withdrawn": "Taken back",
        "waiting": "Waiting for a decision",
    },
    "people.gender.": {
        "female": "Women",
        "male": "Men",
        "other": "Another gender",
        "not_stated": "Not stated",
    },
    "people.ethnicity.": {"not_stated": "Not stated", "other": "Another ethnicity"},
    "people.transition.": {
        "health_issue": "A health issue",
        "mobility_limitation": "Getting about is harder",
        "bereavement": "Bereavement",
        "separation": "Divorce or separation",
        "retirement_or_empty_nest": "Retirement, or children leaving home",
        "young_new_mother": "A young new mother",
        "none": "None identified",
        "not_asked": "Not asked",
    },
    "support.mode.": {
        "both": "Face to face and telephone",
        "none_recorded": "No contact recorded",
        "other": "Neither of the two",
    },
    "signposts.destination.": DESTINATIONS,
    "signposts.outcome.": OUTCOMES,
    "signposts.how.": {
        "told": "Told about it",
        "wrote": "We wrote to them",
        "telephoned_together": "Telephoned together",
        "went_along": "Somebody went along",
    },
    "signposts.reason.": {
        "full": "It was full",
        "cost": "It cost too much",
        "wrong_time": "The wrong day or time",
        "not_for_me": "It was not for them",
        "other": "Another reason",
    },
    "gaps.status.": {
        "open": "Open",
        "running": "Something runs",
        "self_sustaining": "It goes on without the service",
    },
    "gaps.barrier.": {
        "none_exists": "Nothing like it exists",
        "full": "What there is is full",
        "cost": "It costs too much",
        "wrong_time": "The wrong day or time",
        "age": "It is for another age",
        "not_a_group_person": "Groups are not for them",
        "other": "Another reason",
    },
    "not_measured.ucla3.end.": {
        "too_early": "It was too early",
        "declined": "The person chose not to",
        "not_able": "The person was not able to",
        "forgot": "It was forgotten",
        "could_not_reach": "They could not be reached",
    },
}
LEVELS = {
    "age_under_60.yes": "Aged under 60",
    "age_under_60.no": "Aged 60 and over",
    "severe_at_start.yes": "Score of 8 or 9 at the start",
    "severe_at_start.no": "A lower score at the start",
    "transition_identified.any": "A life transition identified",
    "transition_identified.none": "No life transition identified",
    "contacts.one": "One contact or none",
    "contacts.two_to_twelve": "2 to 12 contacts",
    "contacts.over_twelve": "More than 12 contacts",
    "female.yes": "Women",
    "female.no": "Men",
}
CHECKS = {
    "points_nowhere": "An id that leads to no row",
    "duplicate_key": "A second row with the same id",
    "date_after_today": "A date that is still to come",
    "end_before_start": "Support that ends before it begins",
    "contact_outside_episode": "A contact before or after the support",
    "minutes_without_reaching": "Minutes of a contact that reached nobody",
    "item_out_of_range": "An answer that the question does not have",
    "items_missing": "A questionnaire with answers missing",
    "score_differs": "A total that differs from its answers",
    "follow_up_early": "Asked again sooner than 90 days after the end",
    "start_after_end": "A first questionnaire after the end",
}


def label_of(figure: Figure) -> str:
    """The name of a figure: of its category, where it is one of a breakdown."""
    for start, names in FAMILIES.items():
        if figure.id.startswith(start):
            category = figure.id.removeprefix(start)
            return names.get(category) or worded(category)
    return figure.label


def worded(code: str) -> str:
    """A code as words: *not_asked* is *Not asked*."""
    words = code.replace("_", " ")
    return words[:1].upper() + words[1:]


def term(name: str) -> tuple[str, str]:
    """A term of a model, and what it is compared with."""
    if name == "start_score":
        return "Each point of the score at the start", "a point less"
    return FACTORS.get(name, (worded(name), "the others"))


def check(name: str) -> str:
    """What a finding about the data is about."""
    first, _, column = name.partition(".")
    said = CHECKS.get(first) or worded(first)
    return f"{said} ({column.replace('_', ' ')})" if column else said
