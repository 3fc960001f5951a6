"""Workers: who they are, their roles, and cover while they are away."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from alongside.forms import NearDate

from .. import queries, rules
from ..models import Area, Membership, Role, Scheme, Worker
from .fields import DAYS, Words


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
    home_postcode = forms.CharField(
        max_length=10,
        required=False,
        label="Your home postcode",
        help_text="Coordinators see when somebody opens the record of a neighbour. It is kept"
        " locked, and used for nothing else.",
    )
    working_days = forms.TypedMultipleChoiceField(
        choices=DAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Days you work",
    )

    def clean_home_postcode(self) -> str:
        """In capitals, with single spaces."""
        return " ".join(str(self.cleaned_data["home_postcode"]).upper().split())


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
        "home_postcode",
        "languages",
        "working_days",
        "areas",
    )

    def __init__(self, data: Any = None, *, scheme: Scheme, worker: Worker | None = None) -> None:
        super().__init__(data, initial=details_of(worker) if worker else {})
        for field, words in (
            ("first_name", "What colleagues call them"),
            ("home_postcode", "Their home postcode"),
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
            "home_postcode",
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
        *("name", "first_name", "email", "telephone", "home_postcode"),
        *("languages", "working_days", "areas"),
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
