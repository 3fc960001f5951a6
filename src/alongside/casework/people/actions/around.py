"""The people in somebody's life."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from ..models import IdentityChange, ImportantPerson, Person
from .person import CannotChange

NO_NAME = "Enter a name, or who they are: her son, next door."


@transaction.atomic
def add_important(*, person: Person, name: str, by: Worker, **fields: Any) -> ImportantPerson:
    """Add somebody who matters to the person, or is to be rung in an emergency."""
    if not name.strip():
        raise CannotChange(NO_NAME)
    made = ImportantPerson.objects.create(person=person, name=name.strip(), **fields)
    audit.record("IMPORTANT_PERSON_ADDED", to=made, by=by)
    return made


@transaction.atomic
def change_important(
    *, important: ImportantPerson, changes: dict[str, Any], by: Worker
) -> ImportantPerson:
    """Change what is known of somebody who matters; what it was goes into the history."""
    important = ImportantPerson.objects.select_for_update().get(pk=important.pk)
    if not changes.get("name", important.name).strip():
        raise CannotChange(NO_NAME)
    was = important.in_words
    changed = [name for name, new in changes.items() if getattr(important, name) != new]
    for name in changed:
        setattr(important, name, changes[name])
    if changed:
        important.save(update_fields=changed)
        IdentityChange.objects.keep(
            important.person, "important_people", was, important.in_words, by
        )
        audit.record("IMPORTANT_PERSON_CHANGED", to=important, by=by, fields=sorted(changed))
    return important


@transaction.atomic
def remove_important(*, important: ImportantPerson, by: Worker) -> None:
    """Take somebody off; what was recorded goes into the history."""
    IdentityChange.objects.keep(important.person, "important_people", important.in_words, "", by)
    audit.record("IMPORTANT_PERSON_REMOVED", to=important, by=by)
    important.delete()
