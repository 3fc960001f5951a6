"""What is asked for, the files that go with it, and why a report is withdrawn."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from alongside import uploads
from alongside.casework.schemes.models import Programme, Role, Scheme, Worker
from alongside.forms import first_day, last_day
from alongside.trouble import NotReadable

from . import queries
from .making import SUFFIX
from .models import INSIDE, FileKind, ReportFile

LARGEST = 10 * uploads.MEGABYTE
SOME = "some"  # the schemes that are ticked one by one
NO_FILE = {
    "comparison": "None: no comparison with people who had no support",
    "values": "None: no social return",
    "population": "None: no comparison with who lives there",
}


if TYPE_CHECKING:
    ChoiceOfFile = forms.ModelChoiceField[ReportFile]
else:
    ChoiceOfFile = forms.ModelChoiceField


class FileOfProgramme(ChoiceOfFile):
    """One of the files that are there, called as it was called."""

    def label_from_instance(self, obj: ReportFile) -> str:
        return f"{obj.name} ({obj.programme.name})"


class Ask(forms.Form):
    """Schemes, a period, and for evaluators what to compare with."""

    of = forms.ChoiceField(
        label="Which schemes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which schemes."},
    )
    schemes = forms.ModelMultipleChoiceField(
        label="Which schemes",
        queryset=Scheme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    from_on = first_day()
    to_on = last_day()
    comparison = FileOfProgramme(label="Compare with", queryset=ReportFile.objects.none())
    values = FileOfProgramme(label="What changes are worth", queryset=ReportFile.objects.none())
    population = FileOfProgramme(label="Who lives there", queryset=ReportFile.objects.none())

    def __init__(self, *args: Any, worker: Worker, **kwargs: Any) -> None:
        self.programmes = queries.programmes_for(worker, *INSIDE)
        super().__init__(*args, **kwargs)
        self._schemes()
        self._files(worker)

    def _schemes(self) -> None:
        every = [scheme.pk for _, schemes in self.programmes for scheme in schemes]
        field = self.fields["schemes"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Scheme.objects.filter(pk__in=every)
        whole = [(p.pk, found) for p, found in self.programmes if len(found) > 1]
        names = {programme.pk: programme.name for programme, _ in self.programmes}
        if not whole:
            del self.fields["of"]
            self.initial.setdefault("schemes", every)
            return
        choices = [(str(pk), f"All {len(found)} schemes of {names[pk]}") for pk, found in whole]
        choices.append((SOME, "Those that I tick below"))
        cast(forms.ChoiceField, self.fields["of"]).choices = choices
        self.initial.setdefault("of", choices[0][0] if len(whole) == 1 else "")

    def _files(self, worker: Worker) -> None:
        for kind, words in NO_FILE.items():
            field = cast(forms.ModelChoiceField[ReportFile], self.fields[kind])
            field.required, field.empty_label = False, words
            field.queryset = queries.files_for(worker).filter(kind=kind)
            if not worker.has_role(Role.EVALUATOR):
                del self.fields[kind]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        whole = found.pop("of", SOME)
        if whole != SOME:
            found["schemes"] = next(
                (schemes for programme, schemes in self.programmes if str(programme.pk) == whole),
                [],
            )
        if not self.errors and not found.get("schemes"):
            self.add_error("schemes", "Choose at least one scheme.")
        return found


class AddFile(forms.Form):
    """A file for a programme's reports; told by what is in it, and read before it is kept."""

    programme = forms.ModelChoiceField(
        label="For the reports of",
        queryset=Programme.objects.none(),
        empty_label=None,
        error_messages={"required": "Choose a programme."},
    )
    kind = forms.ChoiceField(
        label="What it is",
        choices=FileKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is."},
    )
    file = forms.FileField(
        label="The file",
        help_text="Up to 10 MB. A survey and a population as CSV, values as TOML.",
        widget=forms.FileInput(attrs={"accept": ".csv,.toml"}),
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty. Choose it again, after it has been saved.",
        },
    )

    def __init__(self, *args: Any, worker: Worker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [programme for programme, _ in queries.programmes_for(worker, Role.EVALUATOR)]
        field = cast(forms.ModelChoiceField[Programme], self.fields["programme"])
        field.queryset = Programme.objects.filter(pk__in=[one.pk for one in found])
        self.initial.setdefault("programme", found[0].pk if found else None)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if {"kind", "file"} <= found.keys():
            try:
                found["content"] = content_of(found["file"], FileKind(found["kind"]))
            except ValidationError as reason:
                self.add_error("file", reason)
        return found


def content_of(file: UploadedFile, kind: FileKind) -> bytes:
    """What is in it, if it is what it has to be."""
    wanted = uploads.Kind.TOML if kind == FileKind.VALUES else uploads.Kind.CSV
    assert file.file is not None  # a form's file is open
    try:
        uploads.look(file.file, allowed={wanted}, largest=LARGEST)
    except uploads.NotTaken as reason:
        raise ValidationError(str(reason)) from reason
    content = bytes(file.read())
    read_once(content, kind)
    return content


def read_once(content: bytes, kind: FileKind) -> None:
    """Read it as the evaluation will: what is wrong is said now, and not when it is needed."""
    from alongside.evaluation.population import read_population
    from alongside.evaluation.survey import read_survey
    from alongside.evaluation.values import read_values

    with tempfile.TemporaryDirectory(prefix="alongside-") as folder:
        path = Path(folder, f"{kind.label}{SUFFIX[kind]}")
        path.write_bytes(content)
        try:
            if kind == FileKind.COMPARISON:
                read_survey(path, None)
            elif kind == FileKind.VALUES:
                read_values(path)
            else:
                read_population(path)
        except NotReadable as reason:
            raise ValidationError(f"{reason.found} {reason.needed}") from reason


class Withdraw(forms.Form):
    """Why."""

    because = forms.CharField(
        label="Why it is withdrawn",
        max_length=300,
        widget=forms.Textarea,
        help_text="Everybody who could read the report reads this, so name nobody.",
        error_messages={"required": "Say why. Everybody who could read the report reads it."},
    )
