"""The form with which another directory is brought in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from .fetching.addresses import NotFetched, split_address
from .reading import CannotRead, mapping_of
from .taking_in.on_its_way import LARGEST

LONGEST_MAPPING = 100_000


class SendSource(forms.Form):
    """An address or a file, and what the source is called."""

    name = forms.CharField(
        label="Whose directory is it?",
        help_text="Such as “Aldermouth Council”. The same name each time it comes in again.",
        max_length=200,
        error_messages={"required": "Say whose directory it is."},
    )
    address = forms.CharField(
        label="Its address",
        help_text="Of an Open Referral UK feed, such as https://directory.example.org/api/services",
        max_length=500,
        required=False,
    )
    file = forms.FileField(
        label="Or a file",
        help_text="JSON of Open Referral UK, a ZIP of HSDS tables, or a table (CSV). Up to 20 MB.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".json,.zip,.csv,.txt,.tsv"}),
        error_messages={"empty": "The file is empty. Choose it again, after it has been saved."},
    )
    mapping = forms.FileField(
        label="For a table as CSV: what its columns are",
        help_text="A mapping, as a TOML file. Once is enough: the next time it is known.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".toml,.txt"}),
    )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        if address:
            try:
                split_address(address)
            except NotFetched as reason:
                raise ValidationError(str(reason)) from reason
        return address

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST:
            raise ValidationError(
                f"The file has {(file.size or 0) / 1e6:.0f} MB. At most 20 MB can be sent here; the"
                " command takes more."
            )
        return file or None

    def clean_mapping(self) -> dict[str, Any]:
        file: UploadedFile | None = self.cleaned_data["mapping"]
        if not file:
            return {}
        if (file.size or 0) > LONGEST_MAPPING:
            raise ValidationError("This is far too long for a mapping.")
        try:
            return mapping_of(file.read().decode("utf-8"))
        except UnicodeDecodeError as reason:
            raise ValidationError("The mapping is no text in UTF-8.") from reason
        except CannotRead as reason:
            raise ValidationError(str(reason)) from reason

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and bool(said.get("address")) == bool(said.get("file")):
            self.add_error("address", "Give an address, or choose a file: one of the two.")
        return said

    def as_source(self) -> dict[str, Any]:
        """What `actions.sources.send` is given."""
        said = self.cleaned_data
        file: UploadedFile | None = said["file"]
        return {
            "name": " ".join(said["name"].split()),
            "address": said["address"],
            "content": file.read() if file else b"",
            "file_name": (file.name or "") if file else "",
            "mapping": said["mapping"],
        }
