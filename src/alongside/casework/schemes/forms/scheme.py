"""How a scheme works, section by section; its areas."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.meanwhile import SeesMeanwhile

from .. import rules
from ..models import Instrument, Nation, Scheme
from .fields import Days, Words, whole


class SchemeSection(SeesMeanwhile):
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
