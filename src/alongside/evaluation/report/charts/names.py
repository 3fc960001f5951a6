"""What the categories of figures are called on a chart."""

from __future__ import annotations

SOURCES = {
    "nhs": "NHS",
    "local_authority": "Local authority",
    "national_government": "National government",
    "host_organisation": "Host organisation",
    "third_sector": "Charity or community group",
    "private_sector": "Private company",
    "self": "The person themselves",
    "family_or_friend": "Family or friend",
    "other": "Somebody else",
    "unknown": "Not known",
}
DESTINATIONS = SOURCES | {"other": "Somewhere else"}
PHRASES = {  # the same within a sentence
    "nhs": "the NHS",
    "local_authority": "the local authority",
    "national_government": "national government",
    "host_organisation": "the host organisation",
    "third_sector": "charities and community groups",
    "private_sector": "private companies",
    "self": "people themselves",
    "family_or_friend": "family and friends",
    "other": "elsewhere",
    "unknown": "a source that is not known",
}
OUTCOMES = {
    "suggested": "Suggested",
    "introduced": "Introduced",
    "attended": "Went",
    "settled": "Settled there",
    "stopped": "Went, and stopped",
    "declined": "Chose not to go",
    "unavailable": "Not available",
    "unknown": "Not known",
}
FACTORS = {  # the term, and what it is compared with
    "age_under_60": ("Aged under 60", "60 and over"),
    "severe_at_start": ("Score of 8 or 9 at the start", "a lower score"),
    "transition_identified": ("A life transition identified", "none identified"),
    "contacts_one": ("One contact or none", "2 to 12 contacts"),
    "contacts_over_twelve": ("More than 12 contacts", "2 to 12 contacts"),
    "female": ("Women", "men"),
}
COVARIATES = {
    "age": "Age",
    "gender_female": "Women",
    "gender_male": "Men",
    "gender_other": "Another gender",
    "lives_alone": "Living alone",
    "ucla_start": "Loneliness score at the start",
}
PARAMETERS = {
    "per_point": "Pounds for a point",
    "per_crossing": "Pounds for no longer being lonely",
    "deadweight": "What would have happened anyway",
    "attribution": "What was due to others",
    "displacement": "What was moved from elsewhere",
    "drop_off": "How fast it wears off",
}
GROUPS = {
    "female": "Women",
    "male": "Men",
    "white": "White",
    "asian": "Asian",
    "black": "Black",
    "mixed": "Mixed",
    "other": "Other",
}
KINDS = {"age": "Age", "gender": "Gender", "ethnicity": "Ethnicity"}


def named(names: dict[str, str], key: str) -> str:
    """The name of a category; one that we do not know is read out as it is written."""
    return names.get(key) or key.replace("_", " ").capitalize()


def group(kind: str, level: str) -> str:
    """A group of the population: *Women*, *60 to 74*, *85 and over*."""
    if kind != "age":
        return named(GROUPS, level)
    first, _, last = level.partition("-")
    if not last:
        return f"{first} and over"
    return f"Under {int(last) + 1}" if first == "0" else f"{first} to {last}"


def in_a_sentence(kind: str, level: str) -> str:
    """A group of the population within a sentence: *people aged 60 to 74*, *women*."""
    if kind == "age":
        said = group(kind, level)
        return f"people {said.lower()}" if said.startswith("Under") else f"people aged {said}"
    if kind == "gender":
        return {"female": "women", "male": "men"}.get(level, "people of another gender")
    name = named(GROUPS, level)
    return f"people of {name.lower() if level in ('mixed', 'other') else name} ethnicity"


def nation(code: str) -> str:
    """A nation of the contract, as a name."""
    return " ".join(word.capitalize() for word in code.split("_"))
