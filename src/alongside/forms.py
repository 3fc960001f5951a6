"""Form fields that every room may use. Drawn by `site/templates/components/fields.html`.

They stand outside the floors of casework because every floor asks for dates.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class NearDate(forms.DateField):
    """A day near today: the device's own date picker, or typed as 2026-11-19 or 19/11/2026."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%d/%m/%y")
    default_error_messages = {
        "invalid": "That is not a day we can read. Write it like 19/11/2026.",
        "year": "Look at the year again: {year} cannot be right.",
    }

    def to_python(self, value: Any) -> date | None:
        day: date | None = super().to_python(value)
        if day is not None and day.year < 1900:
            words = self.error_messages["year"].format(year=day.year)
            raise ValidationError(words, code="year")
        return day


def first_day() -> NearDate:
    """From when an extract or a report is."""
    words = "The first day of the period. Empty: from the beginning."
    return NearDate(label="From", required=False, help_text=words)


def last_day() -> NearDate:
    """Until when, and what lies within it."""
    words = (
        "The last day. Referrals received and support begun between the two days are in it, with"
    )
    return NearDate(label="Until", required=False, help_text=f"{words} all that came of them.")


class Money(forms.DecimalField):
    """Pounds and pence as people type them: 1250, 1,250.00 or £4.60."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"max_digits": 11, "decimal_places": 2, "min_value": 0}
        unread = "Enter pounds and pence, such as 4.60."
        below = "Enter an amount that is not below nothing."
        said = kwargs.pop("error_messages", {})
        errors = {"invalid": unread, "max_decimal_places": unread, "min_value": below} | said
        super().__init__(**(usual | kwargs), error_messages=errors)

    def clean(self, value: Any) -> Any:
        typed = str(value or "").replace("£", "").replace(",", "").replace(" ", "")
        return super().clean(typed)


class DatePartsWidget(forms.MultiWidget):
    """Three boxes: day, month, year."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in ("day", "month", "year")}, attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateParts(forms.Field):
    """A day that somebody knows by heart, such as a date of birth, in three boxes."""

    widget = DatePartsWidget
    default_error_messages = {
        "required": "Enter a day, a month and a year.",
        "missing": "Enter the {missing} too.",
        "invalid": "There is no such day. Write it like 27 3 1948.",
    }

    def to_python(self, value: Any) -> date | None:
        parts = [str(part or "").strip() for part in value or []]
        if not any(parts):
            return None
        missing = [
            name for name, part in zip(("day", "month", "year"), parts, strict=True) if not part
        ]
        if missing:
            words = self.error_messages["missing"].format(missing=" and the ".join(missing))
            raise ValidationError(words, code="missing")
        try:
            day, month, year = (int(part) for part in parts)
            return date(year if year > 99 else 1900 + year, month, day)
        except (ValueError, OverflowError) as fault:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from fault

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True
