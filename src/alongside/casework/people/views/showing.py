"""How a record is written out: the words for what its fields hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from .. import forms, rules
from ..models import Gender, IdentityChange, ImportantPerson, Person, Risk, RisksKnown

Line = tuple[str, str]


def sections(person: Person) -> list[tuple[str, str, list[Line]]]:
    """Each section's code, title and lines; without lines nothing of it is known."""
    return [
        (code, section.title, list(_lines(section(person=person), person)))
        for code, section in forms.SECTIONS.items()
    ]


def standing_risks(person: Person) -> list[Risk]:
    """The risks that are there now."""
    return [risk for risk in person.risks.all() if risk.ended_on is None]


def _lines(form: forms.Section, person: Person) -> Iterator[Line]:
    if isinstance(form, forms.Important):
        for somebody in person.important_people.all():
            yield somebody.name, _about(somebody)
        return
    if isinstance(form, forms.Risks):
        yield "Risks", RisksKnown(person.risks_known).label
        for risk in standing_risks(person):
            yield risk.what, f"{risk.detail or 'Known'} (since {_day(risk.since)})"
        return
    if isinstance(form, forms.Reach):
        for point in person.contact_points.all():
            yield point.get_kind_display(), ", ".join(filter(None, [point.value, point.note]))
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if value not in (None, "", [], False) and name in form.initial:
            yield str(field.label), _shown(field, value)


def _about(somebody: ImportantPerson) -> str:
    parts = [somebody.relation, somebody.telephone, somebody.note]
    if somebody.cares_for_them:
        parts.insert(1, "Cares for them")
    if somebody.emergency:
        parts.insert(0, "Ring in an emergency")
    return ". ".join(part for part in parts if part)


def _shown(field: Any, value: Any) -> str:
    words = dict(getattr(field, "choices", []))
    if isinstance(value, list):
        return "; ".join(str(words.get(one, one)) for one in value)
    if value is True:
        return "Yes"
    if isinstance(value, date):
        return _day(value)
    return str(words.get(value, value))


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


FIELD_WORDS = {
    "contact_points": "Telephones and emails",
    "important_people": "Who matters to them",
    "preferred_name": "Name to call them by",
    "given_name": "First names",
    "age_about": "About how old",
    "gender_words": "Gender, in their own word",
    "nhs_number": "NHS number",
    "chi_number": "CHI number",
    "hcn_number": "Health and Care number",
    "died_on": "Died, recorded by mistake",
}


def history(person: Person) -> list[tuple[str, str, str, IdentityChange]]:
    """What was recorded before, newest first: which field, what it was, what it became."""
    changes = person.identity_changes.select_related("by")
    return [
        (_field_words(one.field), _before(one.field, one.was), _before(one.field, one.became), one)
        for one in changes
    ]


def _field_words(field: str) -> str:
    return FIELD_WORDS.get(field, field.replace("_", " ").capitalize())


def _before(field: str, kept: str) -> str:
    if not kept:
        return "empty"
    if field in ("date_of_birth", "died_on"):
        return _day(date.fromisoformat(kept))
    if field in rules.NUMBERS:
        return rules.shown_number(kept)
    return str(Gender(kept).label) if field == "gender" else kept
