"""What is of one of a scheme's areas."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework.schemes.models import Area, Scheme


def area_choices(scheme: Scheme) -> list[tuple[str, str]]:
    """The areas of a scheme, and all of it."""
    areas = [(str(area.pk), area.name) for area in scheme.areas.all()]
    return [*areas, ("", f"Anywhere in {scheme.name}")]


class InArea(forms.Form):
    """Something that is of one of a scheme's areas, or of all of it."""

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = area_choices(scheme)

    def given(self) -> dict[str, Any]:
        """What was typed, with the area itself: what an action takes."""
        said = self.cleaned_data["area"]
        area: Area | None = self.scheme.areas.get(pk=said) if said else None
        return {**self.cleaned_data, "area": area}


def area_field(label: str = "Where?") -> forms.ChoiceField:
    """The question where; its answers are the scheme's areas."""
    return forms.ChoiceField(label=label, required=False)
