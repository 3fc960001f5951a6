"""What is typed about a contact, and its correction."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from alongside.forms import NearDate
from alongside.meanwhile import SeesMeanwhile

from ..models import Contact, Episode, Goal, Mode, Who

HOW = {  # what a worker chooses, with the mode and whether they went along
    "telephone": (Mode.TELEPHONE, False),
    "visit": (Mode.FACE_TO_FACE, False),
    "out_together": (Mode.FACE_TO_FACE, True),
    "text": (Mode.MESSAGE, False),
    "video": (Mode.VIDEO, False),
    "group": (Mode.GROUP, False),
    "letter": (Mode.LETTER, False),
}
HOW_WORDS = [
    ("telephone", "Telephone"),
    ("visit", "Visit"),
    ("out_together", "Out together"),
    ("text", "Text"),
    ("video", "Video"),
    ("group", "In a group"),
]
MINUTES = ["5", "10", "20", "30", "45", "60", "90"]
WITHOUT_MINUTES = {"text", "letter"}  # they may be left out: nobody times a text
EARLIER, OTHER = "earlier", "other"


if TYPE_CHECKING:
    Goals = forms.ModelMultipleChoiceField[Goal]
else:  # Django's fields take no type when they run
    Goals = forms.ModelMultipleChoiceField


class GoalChoice(Goals):
    """Goals by the person's words."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.words)


def goals_of(episode: Episode) -> GoalChoice:
    """The goals of a plan that go on, to tick."""
    going_on = Goal.objects.filter(plan__episode=episode, status=Goal.Status.OPEN)
    return GoalChoice(
        going_on,
        required=False,
        label="Was it about a goal?",
        widget=forms.CheckboxSelectMultiple,
    )


class WhenAndHow(forms.Form):
    """The day, the way and the minutes: the taps that every kind of contact has in common."""

    when = forms.ChoiceField(
        label="When",
        choices=[("today", "Today"), ("yesterday", "Yesterday"), (EARLIER, "Earlier")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say when it was."},
    )
    day = NearDate(label="Which day?", required=False)
    how = forms.ChoiceField(
        label="How",
        choices=HOW_WORDS,
        widget=forms.RadioSelect,
        required=False,
    )
    minutes = forms.ChoiceField(
        label="How many minutes, about",
        choices=[*((m, m) for m in MINUTES), (OTHER, "Other")],
        widget=forms.RadioSelect,
        required=False,
    )
    minutes_other = forms.IntegerField(
        label="Minutes",
        required=False,
        min_value=1,
        max_value=1440,
        error_messages={
            "min_value": "Give the minutes as a number from 1 to 1440.",
            "max_value": "A day has 1440 minutes. Give a smaller number.",
            "invalid": "Give the minutes in figures, such as 25.",
        },
    )
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False, max_length=10_000)
    next_words = forms.CharField(label="What is next?", required=False, max_length=200)
    next_on = NearDate(label="On which day?", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_day(self) -> date | None:
        """Only asked for when it was earlier."""
        day: date | None = self.cleaned_data.get("day")
        if self.cleaned_data.get("when") == EARLIER and day is None:
            raise forms.ValidationError("Say on which day it was.")
        return day

    def occurred_on(self) -> date:
        when = self.cleaned_data["when"]
        if when == EARLIER:
            earlier: date = self.cleaned_data["day"]
            return earlier
        return self.today - timedelta(days=1 if when == "yesterday" else 0)

    def minutes_said(self) -> int:
        said = self.cleaned_data.get("minutes") or "0"
        return int(self.cleaned_data.get("minutes_other") or 0) if said == OTHER else int(said)

    def check_minutes(self) -> None:
        """Minutes are asked for wherever the person was reached and time was spent."""
        if self.cleaned_data.get("minutes") == OTHER:
            if not self.cleaned_data.get("minutes_other") and not self.errors.get("minutes_other"):
                self.add_error("minutes_other", "Give the minutes in figures, such as 25.")
        elif not self.cleaned_data.get("minutes"):
            self.add_error("minutes", "Say about how many minutes it took.")


class RecordContact(WhenAndHow):
    """A contact with one person."""

    reached = forms.ChoiceField(
        label="Did you reach them?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    letter = forms.BooleanField(label="It was a letter", required=False)
    who = forms.ChoiceField(
        label="Who was in touch?",
        choices=[(Who.CONNECTOR, "I was"), (Who.VOLUNTEER, "A volunteer")],
        widget=forms.RadioSelect,
        required=False,
        initial=Who.CONNECTOR,
    )
    volunteer_name = forms.CharField(label="The volunteer’s name", required=False, max_length=80)
    travel_minutes = forms.IntegerField(
        label="Minutes of travel, there and back", required=False, min_value=0, max_value=1440
    )
    travel_miles = forms.DecimalField(
        label="Miles, there and back",
        required=False,
        min_value=0,
        max_digits=5,
        decimal_places=1,
    )

    def __init__(self, *args: Any, episode: Episode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        called = episode.person.preferred_name
        reached = self.fields["reached"]
        reached.label = f"Did you reach {called}?"
        reached.error_messages["required"] = f"Say whether you reached {called}."
        self.fields["goals"] = goals_of(episode)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["how"] = "letter" if cleaned.get("letter") else cleaned.get("how")
        if not cleaned["how"]:
            self.add_error("how", "Say how you were in touch.")
        elif cleaned.get("reached") == "yes" and cleaned["how"] not in WITHOUT_MINUTES:
            self.check_minutes()
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What `actions.record_contact` takes. Without the person there are no minutes."""
        said = self.cleaned_data
        mode, went_along = HOW[said["how"]]
        reached = said["reached"] == "yes"
        by_volunteer = said.get("who") == Who.VOLUNTEER
        return {
            "occurred_on": self.occurred_on(),
            "mode": mode,
            "went_along": went_along and reached,
            "reached": reached,
            "minutes": self.minutes_said() if reached else 0,
            "who": Who.VOLUNTEER if by_volunteer else Who.CONNECTOR,
            "volunteer_name": said["volunteer_name"] if by_volunteer else "",
            "note": said["note"],
            "goals": list(said["goals"]),
            "next_words": said["next_words"],
            "next_on": said["next_on"],
            "travel_minutes": said["travel_minutes"],
            "travel_miles": said["travel_miles"],
        }


class CorrectContact(RecordContact, SeesMeanwhile):
    """The same, filled in with what it says now, and why it was wrong."""

    why = forms.CharField(
        label="What was wrong?",
        help_text="For whoever reads it later. You can leave it empty.",
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact = contact
        choices = Goal.objects.filter(plan__episode=contact.episode_id)
        self.fields["goals"].queryset = choices  # type: ignore[attr-defined]  # a GoalChoice

    def as_recorded(self) -> dict[str, Any]:
        return as_typed(self.contact, self.today)


def as_typed(contact: Contact, today: date) -> dict[str, Any]:
    """A contact as the form has it, to be corrected."""
    how = next(code for code, way in HOW.items() if way == (contact.mode, contact.went_along))
    days = {today: "today", today - timedelta(days=1): "yesterday"}
    minutes = str(contact.minutes)
    usual = minutes in MINUTES
    return {
        "when": days.get(contact.occurred_on, EARLIER),
        "day": contact.occurred_on,
        "reached": "yes" if contact.reached else "no",
        "how": "" if how == "letter" else how,
        "letter": how == "letter",
        "minutes": minutes if usual else OTHER if contact.minutes else "",
        "minutes_other": None if usual else contact.minutes or None,
        "note": contact.note,
        "goals": [goal.pk for goal in contact.goals.all()],
        "next_words": contact.next_words,
        "next_on": contact.next_on,
        "who": contact.who,
        "volunteer_name": contact.volunteer_name,
        "travel_minutes": contact.travel_minutes,
        "travel_miles": contact.travel_miles,
    }
