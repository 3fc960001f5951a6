"""The forms of moving in: a file, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from alongside import uploads

from .columns import WHAT_IS_WRONG
from .kinds import Kind
from .kinds.base import Column
from .mapping import Names
from .reading import LARGEST
from .values import squeezed

LEFT_OUT, NOT_SAID = "-", ""


class Send(forms.Form):
    """A file to be brought in; told by what is in it."""

    file = forms.FileField(
        label="Your file",
        help_text="CSV or Excel (.xlsx), up to 20 MB. It is kept locked, and for a day at most.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.tsv"}),
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty. Choose it again, after it has been saved.",
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        size = file.size or 0
        if size > LARGEST:
            raise ValidationError(
                f"The file has {size / 1e6:.0f} MB. At most 20 MB can be taken at once. Part it"
                " into several files."
            )
        try:
            assert file.file is not None  # a form's file is open
            uploads.look(file.file, allowed={uploads.Kind.CSV, uploads.Kind.XLSX}, largest=LARGEST)
        except uploads.NotTaken as reason:
            raise ValidationError(str(reason)) from reason
        return file


class HowItIsRead(forms.Form):
    """Which of their columns and words are which of ours. Fields are made from what was found."""

    day_first = forms.ChoiceField(
        label="Days such as 03/04/2026 are written",
        choices=[("yes", "Day first: 3 April"), ("no", "Month first: 4 March")],
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        data: Any,
        *,
        kind: Kind,
        found: Mapping[str, Any],
        names: Names,
        workers: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(data, initial={"day_first": "yes" if names.day_first else "no"})
        self.kind, self.names, self.workers = kind, names, workers
        read: dict[str, str] = dict(found.get("columns", []))
        self.headings = [
            heading
            for heading in dict.fromkeys(found.get("headings", []))
            if heading and squeezed(heading) != squeezed(WHAT_IS_WRONG)
        ]
        self.words: list[tuple[Column, list[tuple[str, int]]]] = [
            (column, words)
            for name, words in found.get("words", [])
            if (column := kind.column(name)) is not None
        ]
        if len(found.get("sheets", [])) > 1:
            self._add_sheets(found["sheets"], found.get("sheet", ""))
        self._add_headings(read)
        self._add_words()
        self._add_constants(set(read.values()))

    def _add_sheets(self, sheets: Sequence[str], read: str) -> None:
        self.fields["sheet"] = forms.ChoiceField(
            label="Which sheet", choices=[(name, name) for name in sheets], widget=forms.RadioSelect
        )
        self.initial["sheet"] = self.names.sheet or read

    def _add_headings(self, read: Mapping[str, str]) -> None:
        choices = [(LEFT_OUT, "Leave it out")]
        choices += [(column.name, column.label) for column in self.kind.columns]
        for at, heading in enumerate(self.headings):
            self.fields[f"column_{at}"] = forms.ChoiceField(label=heading, choices=choices)
            self.initial[f"column_{at}"] = read.get(heading, LEFT_OUT)

    def _add_words(self) -> None:
        for column, words in self.words:
            said = self.names.values.get(column.name, {})
            known = {squeezed(theirs): code for theirs, code in said.items()}
            codes = self.workers if column.worker else column.choices.items()
            choices = [(NOT_SAID, "Not said"), *codes]
            for at, (word, _) in enumerate(words):
                name = f"word_{column.name}_{at}"
                self.fields[name] = forms.ChoiceField(label=word, choices=choices, required=False)
                self.initial[name] = known.get(squeezed(word), NOT_SAID)

    def _add_constants(self, read: set[str]) -> None:
        """For what no column says and every row needs, or where only some words can be."""
        for column in self.kind.columns:
            if column.name in read or not (column.required or column.choices):
                continue
            if column.name == self.kind.own.column or column.name.endswith("_ref"):
                continue  # the same reference for every row would be wrong
            name = f"same_{column.name}"
            if column.choices and not column.reads.several:
                choices = [(NOT_SAID, "Not said"), *column.choices.items()]
                self.fields[name] = forms.ChoiceField(
                    label=column.label, choices=choices, required=False, help_text=column.help
                )
            else:
                self.fields[name] = forms.CharField(
                    label=column.label, required=False, help_text=column.help, max_length=200
                )
            self.initial[name] = self.names.constants.get(column.name, "")

    def columns(self) -> list[forms.BoundField]:
        """The fields that say what each of their columns is."""
        return [self[name] for name in self.fields if name.startswith("column_")]

    def word_groups(self) -> list[tuple[Column, list[forms.BoundField]]]:
        """The fields that say what each unknown word means, column by column."""
        return [
            (column, [self[f"word_{column.name}_{at}"] for at in range(len(words))])
            for column, words in self.words
        ]

    def constants(self) -> list[forms.BoundField]:
        """The fields for what is the same in every row."""
        return [self[name] for name in self.fields if name.startswith("same_")]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for at, heading in enumerate(self.headings):
            ours = cleaned.get(f"column_{at}", LEFT_OUT)
            if ours != LEFT_OUT and ours in taken:
                words = f"“{taken[ours]}” is that already. Leave one of the two out."
                self.add_error(f"column_{at}", words)
            taken.setdefault(ours, heading)
        return cleaned

    def as_names(self) -> Names:
        """The mapping that was said. What was said of words that are not in this file stays."""
        cleaned = self.cleaned_data
        columns = {
            heading: "" if cleaned[f"column_{at}"] == LEFT_OUT else cleaned[f"column_{at}"]
            for at, heading in enumerate(self.headings)
        }
        values = {name: dict(words) for name, words in self.names.values.items()}
        for column, words in self.words:
            for at, (word, _) in enumerate(words):
                if code := cleaned.get(f"word_{column.name}_{at}"):
                    values.setdefault(column.name, {})[word] = code
        constants = {
            name.removeprefix("same_"): cleaned[name].strip()
            for name in self.fields
            if name.startswith("same_") and cleaned.get(name, "").strip()
        }
        return Names(
            columns=columns,
            values=values,
            constants=constants,
            day_first=cleaned["day_first"] == "yes",
            sheet=cleaned.get("sheet", ""),
        )
