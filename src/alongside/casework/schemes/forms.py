"""What is asked on the pages of settings and of My account."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from alongside.forms import NearDate

from . import queries, rules
from .models import Area, Instrument, Membership, Nation, Role, Scheme, Worker

DAYS = list(
    enumerate(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
)


class Words(forms.CharField):
    """Several words or numbers with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(one) for one in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        parts = str(value or "").replace("\n", ",").split(",")
        return [part.strip() for part in parts if part.strip()]


class Days(Words):
    """Days, as whole numbers with commas between them."""

    def to_python(self, value: Any) -> Any:
        parts = super().to_python(value)
        if not all(part.isascii() and part.isdecimal() for part in parts):
            raise ValidationError(rules.reminder_days_fault(None))
        return sorted({int(part) for part in parts})


def whole(label: str, help_text: str, field: str) -> forms.IntegerField:
    """A whole number in the range that the rules allow."""
    low, high, what = rules.RANGES[field]
    refusal = f"Enter a whole number of {what}, from {low} to {high}."
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=low,
        max_value=high,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), refusal),
        widget=forms.TextInput(),
    )


class SchemeSection(forms.Form):
    """One part of a scheme's settings. Its fields are named as the scheme's."""

    title = ""
    about = ""

    def __init__(self, data: Any = None, *, scheme: Scheme) -> None:
        super().__init__(data, initial={name: getattr(scheme, name) for name in self.base_fields})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for field, fault in rules.scheme_faults(cleaned).items():
            self.add_error(field, fault)
        return cleaned


class Names(SchemeSection):
    """Who the scheme is, and who to call."""

    title = "Name and telephone"
    about = "The public name and who to call stand on letters, so that people know you by them."
    name = forms.CharField(
        max_length=120,
        label="Name of the scheme",
        help_text="What you call it among yourselves.",
        error_messages={"required": "Enter a name for the scheme."},
    )
    public_name = forms.CharField(
        max_length=120,
        label="Public name",
        help_text=(
            "What people in the area know it by. Choose one that says nothing to a neighbour who"
            " reads it over somebody’s shoulder."
        ),
        error_messages={"required": "Enter a name for the scheme that people know it by."},
    )
    nation = forms.ChoiceField(
        choices=Nation.choices,
        widget=forms.RadioSelect,
        help_text="Bank holidays, and which health number is asked, depend on it.",
    )
    area_code = forms.CharField(
        max_length=12,
        required=False,
        label="ONS code of the district",
        help_text="For reports. Leave it empty if you serve several districts.",
    )
    languages = Words(
        required=False,
        label="Languages spoken here",
        help_text="With commas between them. Referrals are matched with them.",
    )
    call_name = forms.CharField(
        max_length=120, required=False, label="Who to call", help_text="A name, or “the office”."
    )
    call_telephone = forms.CharField(max_length=30, required=False, label="Telephone")
    call_hours = forms.CharField(
        max_length=120,
        required=False,
        label="When somebody answers",
        help_text="For example: Monday to Friday, 9 to 5.",
    )


class Support(SchemeSection):
    """How long support is, and what is promised."""

    title = "Support"
    about = "How long support usually is, what is promised, and what is measured."
    usual_weeks = whole("Usual weeks of support", "Connectors see “week 5 of 12”.", "usual_weeks")
    promise_working_days = whole(
        "Working days to answer a referral",
        "The inbox shows referrals that have waited longer.",
        "promise_working_days",
    )
    quiet_days = whole(
        "Days without contact until it is shown",
        "People whom nobody contacted for so long stand on the team’s page.",
        "quiet_days",
    )
    checkin_days = whole(
        "Days from goodbye to the check-in", "Two to four weeks: 14 to 28 days.", "checkin_days"
    )
    follow_up_days = whole(
        "Days from goodbye to the follow-up",
        "Never under 90: sooner, it does not show what lasted.",
        "follow_up_days",
    )
    instruments = forms.MultipleChoiceField(
        choices=Instrument.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="What is measured",
        help_text="Asked at the start, at the end and at the follow-up.",
    )
    caseloads_shared = forms.BooleanField(
        required=False,
        label="Connectors see everybody whom the scheme supports",
        help_text=(
            "If not, they see their own people and those they cover, and of the others the name"
            " and the connector."
        ),
    )


class Reminders(SchemeSection):
    """When to remind. Coordinators may change it too."""

    title = "Reminders"
    about = "When somebody is reminded of what is due and not done."
    reminder_days = Days(
        label="Days after which to remind",
        help_text="With commas between them, such as 7, 14.",
        error_messages={"required": "Enter at least one number of days, such as 7."},
    )


class Safety(SchemeSection):
    """What keeps people and workers safe."""

    title = "Safety"
    about = "What keeps people, their records and workers safe."
    second_factor_required = forms.BooleanField(
        required=False,
        label="Ask everybody for a second step at sign-in",
        help_text=(
            "A code from an app on their phone, beside the password. Whoever has none yet is asked"
            " to set it up before anything else."
        ),
    )
    acknowledge_hours = whole(
        "Hours to acknowledge a concern",
        "Later than that, it stands on the coordinator’s first page.",
        "acknowledge_hours",
    )
    lone_working_minutes = whole(
        "Minutes of grace after a visit",
        "If a worker has not said “I’m out” by then, the coordinator is told.",
        "lone_working_minutes",
    )
    lone_working_told = forms.CharField(
        max_length=120,
        required=False,
        label="Who is told, if the worker names nobody",
        help_text="A name and a telephone number.",
    )
    supervision_share = whole(
        "Share of open records read each month, in percent",
        "The supervision list gives the coordinator this many to read.",
        "supervision_share",
    )


SECTIONS: dict[str, type[SchemeSection]] = {
    "names": Names,
    "support": Support,
    "reminders": Reminders,
    "safety": Safety,
}
FOR_COORDINATORS = {"reminders"}


class AreaForm(forms.Form):
    """A part of the scheme."""

    name = forms.CharField(
        max_length=120,
        label="Name of the area",
        help_text="As people there say it.",
        error_messages={"required": "An area needs a name."},
    )
    postcode_prefixes = Words(
        required=False,
        label="Starts of its postcodes",
        help_text="Such as AD4, AD5 1, with commas between them. The area is then suggested.",
    )


class Details(forms.Form):
    """What colleagues know of a worker. The worker may change it too, on My account."""

    first_name = forms.CharField(
        max_length=60,
        required=False,
        label="What colleagues call you",
        help_text="Leave it empty for your first name.",
    )
    telephone = forms.CharField(
        max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    languages = Words(
        required=False,
        label="Languages you speak",
        help_text="With commas between them. Referrals are matched with them.",
    )
    working_days = forms.TypedMultipleChoiceField(
        choices=DAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Days you work",
    )


class ByAdministrator(Details):
    """A worker's details, as an administrator writes them."""

    name = forms.CharField(max_length=120, error_messages={"required": "Enter a name."})
    email = forms.EmailField(
        label="Email address",
        help_text="They sign in with it.",
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Enter an email address in full, such as ruth@example.org."
        ),
    )
    areas = forms.ModelMultipleChoiceField(
        queryset=Area.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_active = forms.BooleanField(
        required=False,
        label="May sign in",
        help_text="Their roles stay as they are. End those too when somebody leaves.",
    )
    field_order: tuple[str, ...] = (
        "name",
        "first_name",
        "email",
        "telephone",
        "languages",
        "working_days",
        "areas",
    )

    def __init__(self, data: Any = None, *, scheme: Scheme, worker: Worker | None = None) -> None:
        super().__init__(data, initial=details_of(worker) if worker else {})
        for field, words in (
            ("first_name", "What colleagues call them"),
            ("languages", "Languages they speak"),
            ("working_days", "Days they work"),
        ):
            self.fields[field].label = words
        self.fields["first_name"].help_text = "Leave it empty for the first name."
        areas = cast("forms.ModelMultipleChoiceField[Area]", self.fields["areas"])
        areas.queryset = areas_to_choose(scheme, worker)
        if not areas.queryset.exists():
            del self.fields["areas"]


def areas_to_choose(scheme: Scheme, worker: Worker | None) -> Any:
    """The scheme's areas, and those of other schemes that the worker has already."""
    mine = Area.objects.filter(scheme=scheme)
    return (mine | Area.objects.filter(workers=worker)).distinct() if worker else mine


def details_of(worker: Worker) -> dict[str, Any]:
    """A worker's details as a form shows them at first."""
    return {
        field: getattr(worker, field)
        for field in (
            "name",
            "email",
            "first_name",
            "telephone",
            "languages",
            "working_days",
            "is_active",
        )
    } | {"areas": list(worker.areas.values_list("pk", flat=True))}


class RoleFields(forms.Form):
    """A role from a day."""

    role = forms.ChoiceField(
        choices=Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role."},
    )
    on = NearDate(
        label="From which day",
        help_text="They see what the role shows from this day.",
        error_messages={"required": "Enter the first day."},
    )
    room_for = forms.IntegerField(
        initial=25,
        min_value=1,
        max_value=rules.MOST_ROOM,
        label="Room for how many people",
        help_text="For a connector: how many they can walk alongside at one time.",
        widget=forms.TextInput(),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Enter a whole number of people, from 1 to {rules.MOST_ROOM}.",
        ),
    )


class RoleForSomebody(RoleFields):
    """A role for somebody who signs in already, found by the address they sign in with."""

    email = forms.EmailField(
        label="Their email address",
        help_text="The one they sign in with.",
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Enter an email address in full, such as ruth@example.org."
        ),
    )
    field_order = ("email", "role", "on", "room_for")

    def clean_email(self) -> Worker:
        found = Worker.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True)
        worker = found.first()
        if worker is None:
            raise ValidationError(
                "Nobody signs in with this address. Check it, or add them as a new worker."
            )
        return worker


HOW_PASSWORD = [
    ("email", "Send them an email with a link to choose one"),
    ("typed", "I type a first one, and tell them"),
]


class NewWorker(ByAdministrator, RoleFields):
    """Somebody new, with their first role and a way to get in."""

    how_password = forms.ChoiceField(
        choices=HOW_PASSWORD,
        initial="email",
        widget=forms.RadioSelect,
        label="How they get a password",
    )
    password = forms.CharField(
        required=False,
        strip=False,
        label="First password",
        help_text=(
            "Only if you type one: at least 12 characters. Ask them to change it on My account."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = (
        *("name", "first_name", "email", "telephone", "languages", "working_days", "areas"),
        *("role", "on", "room_for", "how_password", "password"),
    )

    def __init__(self, data: Any = None, *, scheme: Scheme, today: date) -> None:
        super().__init__(data, scheme=scheme)
        del self.fields["is_active"]
        self.fields["on"].initial = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("how_password") == "email":
            cleaned["password"] = None
        elif fault := self._password_fault(cleaned):
            self.add_error("password", fault)
        return cleaned

    def _password_fault(self, cleaned: dict[str, Any]) -> list[str]:
        worker = Worker(email=cleaned.get("email", ""), name=cleaned.get("name", ""))
        try:
            validate_password(cleaned.get("password") or "", worker)
        except ValidationError as reasons:
            return list(reasons.messages)
        return []


class LastDay(forms.Form):
    """The last day of a role or of cover."""

    on = NearDate(label="Last day", error_messages={"required": "Enter the last day."})


class Room(forms.Form):
    """How many people a connector can walk alongside."""

    room_for = RoleFields.base_fields["room_for"]


class CoverForm(forms.Form):
    """Who is away, who covers, and when."""

    away = forms.ModelChoiceField(
        queryset=Worker.objects.none(),
        label="Who is away",
        empty_label="Choose",
        error_messages={"required": "Choose who is away."},
    )
    covering = forms.ModelChoiceField(
        queryset=Worker.objects.none(),
        label="Who covers",
        empty_label="Choose",
        help_text="They see the other’s people on these days, and what is due for them.",
        error_messages={"required": "Choose who covers."},
    )
    from_on = NearDate(label="First day", error_messages={"required": "Enter the first day."})
    until_on = NearDate(label="Last day", error_messages={"required": "Enter the last day."})

    def __init__(self, data: Any = None, *, scheme: Scheme, today: date) -> None:
        super().__init__(data)
        connectors = queries.workers_in(scheme, Role.CONNECTOR, today)
        for field in ("away", "covering"):
            cast("forms.ModelChoiceField[Worker]", self.fields[field]).queryset = connectors


def room_of(membership: Membership, data: Any = None) -> Room:
    """The form for a connector's room, filled with what it is now."""
    return Room(data, initial={"room_for": membership.room_for})
