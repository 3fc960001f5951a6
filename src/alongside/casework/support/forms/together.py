"""What is typed about one meeting with several people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from ..models import Episode
from .contact import HOW, WhenAndHow

if TYPE_CHECKING:
    Episodes = forms.ModelMultipleChoiceField[Episode]
else:  # Django's fields take no type when they run
    Episodes = forms.ModelMultipleChoiceField


class PeopleChoice(Episodes):
    """Episodes by the name of the person."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.person.called_fully)


class RecordTogether(WhenAndHow):
    """One meeting with several people."""

    def __init__(self, *args: Any, episodes: QuerySet[Episode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].widget.choices = self.fields["how"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("group", "In a group"),
            ("out_together", "Out together"),
            ("video", "Video"),
        ]
        self.fields["episodes"] = PeopleChoice(
            episodes,
            label="Who was there?",
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose who was there: two people or more."},
        )
        for episode in episodes:
            self.fields[f"note_{episode.pk}"] = forms.CharField(
                label=f"Only for {episode.person.preferred_name}",
                widget=forms.Textarea,
                required=False,
                max_length=10_000,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("how"):
            self.add_error("how", "Say how you were together.")
        self.check_minutes()
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What `actions.record_together` takes."""
        said = self.cleaned_data
        mode, went_along = HOW[said["how"]]
        episodes = list(said["episodes"])
        return {
            "episodes": episodes,
            "occurred_on": self.occurred_on(),
            "mode": mode,
            "went_along": went_along,
            "minutes": self.minutes_said(),
            "note": said["note"],
            "notes": {one.pk: said.get(f"note_{one.pk}", "") for one in episodes},
            "next_words": said["next_words"],
            "next_on": said["next_on"],
        }
