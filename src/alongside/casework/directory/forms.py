"""What is typed about entries, checked."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework.schemes.models import Scheme, Worker
from alongside.forms import Money, NearDate
from alongside.meanwhile import SeesMeanwhile

from . import details, fields
from .models import Activity, Company, How, Result, Sort, Status
from .roles import KEEPS

UNKNOWN = (("", "Not known"), ("yes", "Yes"), ("no", "No"))
TO_CHOICE = {True: "yes", False: "no", None: ""}
FROM_CHOICE = {choice: answer for answer, choice in TO_CHOICE.items()}
INTERVALS = (
    ("", "As usual for what it is"),
    ("30", "Every month"),
    ("91", "Every three months"),
    ("182", "Every half year"),
    ("365", "Every year"),
)


def text(name: str, hint: str = "", *, required: bool = False) -> forms.CharField:
    """A field of `fields.py`."""
    field = fields.FIELDS[name]
    return forms.CharField(
        label=field.label,
        help_text=hint,
        max_length=field.longest,
        required=required,
        widget=forms.Textarea if field.lines else forms.TextInput,
        error_messages={"max_length": f"That is longer than {field.longest} letters. Shorten it."},
    )


def line(label: str, hint: str = "", longest: int = 200) -> forms.CharField:
    """One line that may stay empty."""
    return forms.CharField(label=label, help_text=hint, max_length=longest, required=False)


def answer(label: str) -> forms.ChoiceField:
    """Yes, no, or not known."""
    return forms.ChoiceField(label=label, choices=UNKNOWN, required=False)


def age(label: str) -> forms.FloatField:
    """An age in years."""
    return forms.FloatField(
        label=label,
        required=False,
        min_value=0,
        max_value=120,
        widget=forms.TextInput,
        error_messages={"invalid": "Enter an age in years, such as 18."},
    )


class EntryForm(SeesMeanwhile):
    """An entry, whole. Only its name has to be there."""

    name = text("name", required=True)
    organisation = line("Who runs it", "The organisation, as it calls itself.")
    sort = forms.ChoiceField(label="What it is for", choices=Sort.choices)
    description = text("description", "In a few plain sentences: what happens there.")
    company = forms.ChoiceField(
        label="With how many others", choices=[("", "Not known"), *Company.choices], required=False
    )
    when = text(
        "when",
        "A line for each regular time, such as “Tuesdays 10am to noon, not in school holidays” or"
        " “First Friday of the month, 2pm to 4pm”.",
    )
    place_name = line("The place", "Such as Fenwater village hall.")
    address = line("Street", longest=300)
    town = line("Town or village", longest=100)
    postcode = line("Postcode", longest=10)
    step_free = answer("Step-free")
    hearing_loop = answer("Hearing loop")
    accessible_toilet = answer("Accessible toilet")
    quiet = answer("Quiet")
    parking = answer("Parking")
    getting_there = text("getting_there", "The stop, the gate, the lane without a pavement.")
    met_at_door = answer("Can somebody be met at the door the first time?")
    amount = Money(
        label="Pounds each time",
        help_text="0 where it is free. Leave it empty where it is not known.",
        required=False,
        max_digits=8,
    )
    fees = text("fees", "In words, where there is more to say: bring a mug; first time free.")
    minimum_age = age("From the age of")
    maximum_age = age("To the age of")
    conditions = text("conditions", "Who can come, and what one needs for it.")
    languages = line("Languages", "With commas between: English, Urdu.", 300)
    booking = text("booking", "If one has to book: how, and how long before.")
    contact_name = line("Whom to ask for")
    telephone = text("telephone")
    email = forms.EmailField(
        label="Email",
        required=False,
        max_length=254,
        error_messages={"invalid": "That is no email address. Write it like office@example.org."},
    )
    url = text("url")
    first_visit = text(
        "first_visit", "Who says hello, where one sits, how long it takes, when one may leave."
    )
    only_for = forms.ChoiceField(label="Who may read this", required=False)
    status = forms.ChoiceField(label="Is it running?", choices=Status.choices)
    check_every = forms.ChoiceField(
        label="How often to check it", choices=INTERVALS, required=False
    )

    def __init__(self, *args: Any, worker: Worker, activity: Activity | None, **more: Any) -> None:
        initial = read(activity) if activity else {"sort": Sort.ACTIVITY, "status": Status.ACTIVE}
        more["initial"] = initial | (more.get("initial") or {})
        super().__init__(*args, **more)
        self._schemes = schemes(worker, activity)
        own = [(str(one.pk), f"Workers of {one.name} alone") for one in self._schemes.values()]
        self.fields["only_for"].choices = [("", "Everybody"), *own]  # type: ignore[attr-defined]  # a field of choices
        every = str(initial.get("check_every") or "")
        if every and every not in dict(INTERVALS):
            other = [*INTERVALS, (every, f"Every {every} days")]
            self.fields["check_every"].choices = other  # type: ignore[attr-defined]  # as above

    def values(self) -> dict[str, Any]:
        """As the actions take it."""
        said = dict(self.cleaned_data)
        for name in (*details.ACCESS, "met_at_door"):
            said[name] = FROM_CHOICE[said[name]]
        said["check_every"] = int(said["check_every"]) if said["check_every"] else None
        said["only_for"] = self._schemes.get(said["only_for"])
        return said


def schemes(worker: Worker, activity: Activity | None) -> dict[str, Scheme]:
    """To whose workers this worker may keep an entry; to whom it is kept now stays possible."""
    found = {str(one.pk): one for one in Scheme.objects.filter(pk__in=worker.scheme_ids(*KEEPS))}
    if activity is not None and activity.only_for is not None:
        found[str(activity.only_for_id)] = activity.only_for
    return found


def read(activity: Activity) -> dict[str, Any]:
    """How the entry stands, as the form has it."""
    said = {name: fields.read(activity, name) for name in fields.FIELDS}
    more = details.read(activity)
    for name in (*details.ACCESS, "met_at_door"):
        more[name] = TO_CHOICE[more[name]]
    more["check_every"] = str(more["check_every"] or "")
    more["only_for"] = str(more["only_for"].pk) if more["only_for"] else ""
    return said | more


class FoundForm(forms.Form):
    """What a check found."""

    result = forms.ChoiceField(
        label="What did you find?",
        choices=Result.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you found."},
    )
    how = forms.ChoiceField(
        label="How did you find out?",
        choices=[one for one in How.choices if one[0] != How.ORGANISER],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you found out."},
    )
    words = forms.CharField(
        label="A few words",
        help_text="For whoever looks next. Nothing about a person.",
        max_length=500,
        required=False,
        widget=forms.Textarea,
    )
    on = NearDate(label="When", error_messages={"required": "Enter the day."})


class ProposeForm(forms.Form):
    """One typed line."""

    name = forms.CharField(
        label="What is it called?",
        help_text="One line is enough, such as “Knitting at the Anchor, Thursdays”.",
        max_length=200,
        error_messages={
            "required": "Write its name, such as Fenwater choir.",
            "max_length": "That is more than 200 letters. Write its name; the rest can follow.",
        },
    )
    scheme = forms.ChoiceField(label="For which scheme?")

    def __init__(self, *args: Any, worker: Worker, **more: Any) -> None:
        super().__init__(*args, **more)
        self.schemes = schemes(worker, None)
        names = [(number, one.name) for number, one in self.schemes.items()]
        self.fields["scheme"].choices = names  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["scheme"].required = len(names) > 1

    def chosen(self) -> Scheme:
        """The scheme; the only one where there is one."""
        number = self.cleaned_data.get("scheme") or next(iter(self.schemes))
        return self.schemes[number]


class TipForm(forms.Form):
    """What the others should know."""

    words = forms.CharField(
        label="A tip for our workers",
        help_text="Ask for Maureen; side door; she likes it when one rings first.",
        max_length=300,
        error_messages={
            "required": "Write what the others should know.",
            "max_length": "That is more than 300 letters. Shorten it.",
        },
    )


class AskForm(forms.Form):
    """To whom the link goes."""

    to = forms.EmailField(
        label="The organiser’s email",
        max_length=254,
        error_messages={
            "required": "Enter the organiser’s email address.",
            "invalid": "That is no email address. Write it like office@example.org.",
        },
    )
