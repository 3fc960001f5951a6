"""What is typed about a connection. They only validate."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone

from alongside.casework.consent.models import HowGiven
from alongside.casework.directory.models import Activity
from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.words import day
from alongside.forms import NearDate

from .models import Destination, How, Outcome, Reason
from .queries import likely
from .rules import WITH_A_REASON

AT_FIRST = [  # what can be said of a connection on the day that it is written down
    Outcome.SUGGESTED,
    Outcome.INTRODUCED,
    Outcome.ATTENDED,
    Outcome.SETTLED,
    Outcome.DECLINED,
    Outcome.UNAVAILABLE,
]
NO_REASON = ("", "Not said")
NONE_OF_THESE = "none"


class WithReason(forms.Form):
    """A reason is taken only with what it explains; elsewhere its list is hidden."""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("outcome") not in WITH_A_REASON:
            said["reason"] = ""
        return said

    def _come(self, name: str) -> date:
        """A day on which something was, so none that is still to come."""
        on: date = self.cleaned_data[name]
        if on > timezone.localdate():
            raise forms.ValidationError(
                f"{day(on)} is still to come. Choose today or an earlier day."
            )
        return on


class NewConnection(WithReason):
    """What the person was pointed to, and how far it has got already.

    With an `activity` its name is known. Without one a line is typed; where entries are called
    nearly so, it is asked once whether one of them is meant.
    """

    what = forms.CharField(
        label="What is it?",
        help_text="The name that people there use, such as Fenwater choir.",
        max_length=160,
        required=False,
    )
    off_list = forms.BooleanField(
        label="Keep it off the list of what there is nearby",
        help_text="For a neighbour, a relative, or anything that is for them alone.",
        required=False,
    )
    meant = forms.ChoiceField(label="Did you mean …?", widget=forms.RadioSelect, required=False)
    destination = forms.ChoiceField(
        label="What kind of organisation?",
        choices=Destination.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of organisation it is."},
    )
    how = forms.ChoiceField(
        label="How did you connect them?",
        choices=How.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    outcome = forms.ChoiceField(
        label="How far has it got?",
        choices=[(outcome.value, outcome.label) for outcome in AT_FIRST],
        widget=forms.RadioSelect,
        initial=Outcome.SUGGESTED,
        error_messages={"required": "Choose how far it has got. Suggested is the first step."},
    )
    reason = forms.ChoiceField(label="Why?", choices=[NO_REASON, *Reason.choices], required=False)
    first_time_on = NearDate(
        label="When is the first time?",
        help_text="If you know it. We ask you afterwards whether they went.",
        required=False,
    )
    note = forms.CharField(
        label="Note",
        help_text="Who to ask for, when it is, how to get there.",
        widget=forms.Textarea,
        required=False,
        max_length=2_000,
    )
    made_on = NearDate(
        label="On which day was this?", error_messages={"required": "Say on which day."}
    )

    def __init__(
        self, *args: Any, worker: Worker, activity: Activity | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.activity = activity
        typed = str(self.data.get("what", "")).strip() if self.is_bound else ""
        asks = typed and activity is None and "off_list" not in self.data
        self.alike = {str(one.pk): one for one in likely(typed[:160], worker)} if asks else {}
        meant = cast(forms.ChoiceField, self.fields["meant"])
        meant.choices = [(number, _called(one)) for number, one in self.alike.items()]
        meant.choices += [(NONE_OF_THESE, "None of these. It is something new")]
        if activity is not None and activity.organisation and activity.organisation.kind:
            self.fields["destination"].initial = activity.organisation.kind

    def clean_made_on(self) -> date:
        return self._come("made_on")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if self.activity is None and not said.get("what") and "what" not in self.errors:
            self.add_error("what", "Write what it is, such as Fenwater choir.")
        if self.alike and not said.get("meant") and "meant" not in self.errors:
            self.add_error("meant", "Something nearby is called nearly so. Do you mean it?")
        return said

    def connection(self) -> dict[str, Any]:
        """What `actions.connect` takes."""
        said = dict(self.cleaned_data)
        activity = self.activity or self.alike.get(said.pop("meant", ""))
        said.pop("meant", None)
        if activity is not None:
            return said | {"what": "", "activity": activity, "off_list": False}
        return said | {"propose": True}


def _called(activity: Activity) -> str:
    of = f", {activity.organisation.name}" if activity.organisation else ""
    return f"{activity.name}{of}"


class Introduce(forms.Form):
    """What the organiser is told, and how the person agreed to it."""

    called = forms.CharField(
        label="What do they want to be called there?",
        help_text="A first name is enough. The organiser reads nothing else about them.",
        max_length=80,
        error_messages={"required": "Write what they want to be called there."},
    )
    to = forms.CharField(
        label="The organiser’s email address",
        max_length=254,
        error_messages={"required": "Write the organiser’s email address."},
    )
    reach = forms.CharField(
        label="How does the organiser reach you?",
        help_text="Your name, and a work telephone number or email address.",
        max_length=300,
        error_messages={"required": "Write how the organiser can reach you."},
    )
    agreed = forms.BooleanField(
        label="They have read or heard this message, and agree that it is sent",
        required=False,
    )
    how_agreed = forms.ChoiceField(
        label="How did they agree?",
        choices=HowGiven.choices[:3],
        widget=forms.RadioSelect,
        initial=HowGiven.SPOKEN,
        error_messages={"required": "Say how they agreed."},
    )


class Advance(WithReason):
    """How far it has got since, or why it stopped."""

    outcome = forms.ChoiceField(
        label="How far has it got now?",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far it has got."},
    )
    reason = forms.ChoiceField(label="Why?", choices=[NO_REASON, *Reason.choices], required=False)
    first_time_on = NearDate(label="When is, or was, the first time?", required=False)
    words = forms.CharField(
        label="In a few words",
        help_text="For example, the driver waits for her.",
        required=False,
        max_length=300,
    )
    on = NearDate(label="On which day was this?", error_messages={"required": "Say on which day."})

    def clean_on(self) -> date:
        return self._come("on")
