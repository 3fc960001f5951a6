"""Two workers change the same thing: whoever saves second is shown both, and nothing is lost.

A form that stands on `SeesMeanwhile` carries how each of its fields was when the page was shown
(`{{ as_it_was(form) }}` in the template). When it is sent, each field is looked at alone: what the
worker did not touch stays as the other one has put it; what both changed, and differently, is not
saved but shown side by side. Saving again is then the decision.

Of what stood in a field only a fingerprint is carried; of ticks their codes, so that one worker's
tick and another's can both be kept.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

CHANGED_MEANWHILE = (
    "Somebody else changed this while you were writing. Nothing is lost: "
    "both are shown. Choose what it should say, and save again."
)
NAME = "as_it_was"
LONGEST = 20_000
MANY = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
Row = tuple[str, str, str]  # the field's label, what somebody else wrote, what you wrote


class SeesMeanwhile(forms.Form):
    """A form over something that others may change while it is open."""

    def as_recorded(self) -> dict[str, Any]:
        """How the thing stands now, as the form's fields have it."""
        return {
            name: self.get_initial_for_field(field, name) for name, field in self.fields.items()
        }

    @property
    def as_it_was(self) -> str:
        """For the hidden field: how it was when this page was first shown."""
        said, standing = self._said(), self._standing()
        if said is None:
            return json.dumps(standing)
        return json.dumps(said | {name: standing[name] for name in self._both})

    @property
    def both(self) -> list[Row]:
        """What two have changed differently, to be shown side by side."""
        recorded, typed = self.as_recorded(), self.cleaned_data if self.is_bound else {}
        return [
            (
                str(self.fields[name].label or name),
                in_words(self.fields[name], as_cleaned(self.fields[name], recorded[name])),
                in_words(self.fields[name], typed.get(name)),
            )
            for name in self._both
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._both: list[str] = []
        said, standing, recorded = self._said(), self._standing(), self.as_recorded()
        for name, was in (said or {}).items():
            if name in cleaned and name in standing and standing[name] != was:
                self._compare(name, was, as_cleaned(self.fields[name], recorded[name]), cleaned)
        if self._both:
            self.add_error(None, CHANGED_MEANWHILE)
        return cleaned

    _both: list[str] = []

    def _compare(self, name: str, was: Any, theirs: Any, cleaned: dict[str, Any]) -> None:
        """One field that somebody else has changed."""
        mine = fingerprint(cleaned[name])
        if isinstance(self.fields[name], MANY):
            cleaned[name] = together(was, theirs, cleaned[name])
        elif mine == was:
            cleaned[name] = theirs
        elif mine != fingerprint(theirs):
            self._both.append(name)

    def _standing(self) -> dict[str, Any]:
        return {
            name: fingerprint(as_cleaned(self.fields[name], value))
            for name, value in self.as_recorded().items()
        }

    def _said(self) -> dict[str, Any] | None:
        """What the page carried, or the draft; None where there is nothing that can be read."""
        text = str((self.data if self.is_bound else self.initial).get(NAME, ""))
        if not text or len(text) > LONGEST:
            return None
        try:
            said = json.loads(text)
        except ValueError:
            return None
        return said if isinstance(said, dict) else None


def as_cleaned(field: forms.Field, value: Any) -> Any:
    """What the field would make of a value that nobody touched."""
    many = isinstance(field.widget, forms.MultiWidget)
    try:
        return field.clean(field.widget.decompress(value) if many else field.prepare_value(value))
    except (ValidationError, TypeError, ValueError):
        return value


def fingerprint(value: Any) -> Any:
    """Of one value a few letters; of several their codes, in order."""
    if isinstance(value, list | tuple | set) or hasattr(value, "iterator"):
        return sorted(_plain(one) for one in value)
    return hashlib.sha256(_plain(value).encode()).hexdigest()[:16]


def _plain(value: Any) -> str:
    if value in (None, False, ""):
        return ""
    text = str(value.pk if hasattr(value, "pk") else value)
    return " ".join(text.split()) if text.strip() else ""


def together(was: Any, theirs: Any, mine: Any) -> list[Any]:
    """Everybody’s ticks: what either of two has added, without what either has taken away."""
    before = set(was) if isinstance(was, list) else set()
    now, ours = ({_plain(one): one for one in many} for many in (theirs, mine))
    gone = (before - now.keys()) | (before - ours.keys())
    return [one for code, one in {**now, **ours}.items() if code not in gone]


def in_words(field: forms.Field, value: Any) -> str:
    """A value as it is read: by the words of its choices."""
    words = {str(code): str(label) for code, label in getattr(field, "choices", [])}
    if isinstance(value, list | tuple | set):
        return ", ".join(words.get(str(one), str(one)) for one in value) or "Nothing"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if value in (None, ""):
        return "Nothing"
    if hasattr(value, "strftime"):
        return f"{value.day} {value:%B %Y}"
    return words.get(str(value), str(value))
