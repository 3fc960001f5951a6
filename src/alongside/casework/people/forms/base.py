"""What the sections of a record have in common."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.meanwhile import SeesMeanwhile

from ..models import Person


def line(label: str, why: str, length: int = 120, **more: Any) -> forms.CharField:
    """A line of text that may stay empty. `why` says what for it is asked."""
    return forms.CharField(label=label, help_text=why, max_length=length, required=False, **more)


def choice(label: str, choices: Any, why: str) -> forms.ChoiceField:
    """One of a few, as radios."""
    return forms.ChoiceField(
        label=label, choices=choices, help_text=why, widget=forms.RadioSelect, required=False
    )


def tick(label: str, why: str) -> forms.BooleanField:
    """One box."""
    return forms.BooleanField(label=label, help_text=why, required=False)


class Section(SeesMeanwhile):
    """One page of the record: reads a person into the form, and gives the changes back.

    Nothing in it is compulsory but the name to call them by, and each field says why it is asked.
    """

    title = ""
    intro = ""
    tiles: tuple[str, ...] = ()  # fields with three answers, drawn as large targets in a row

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        kwargs["initial"] = self.read(person) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def read(self, person: Person) -> dict[str, Any]:
        """What the record says now."""
        return {name: getattr(person, name) for name in self.base_fields if hasattr(person, name)}

    def changes(self) -> dict[str, Any]:
        """What to change in the record; a choice left open stays as it was."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if not (isinstance(self.fields[name], forms.ChoiceField) and value == "")
        }
