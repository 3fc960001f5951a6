"""The ending page: everything on it may stay empty but why support ends, and the agreed days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms import BoundField

from alongside.casework.consent.models import HowGiven
from alongside.casework.measures.models import WhyNot
from alongside.casework.measures.queries import Due
from alongside.casework.signposting import models as connections
from alongside.casework.signposting.models import Signpost
from alongside.casework.signposting.rules import WITH_A_REASON
from alongside.casework.support.models import Ending, EndReason, Episode, Rehearsal
from alongside.forms import NearDate

from ..goodbye import ConnectionNow, Goodbye, NewConnection, Tried

NEW_LINES = (1, 2, 3)
NOT_ASKED = ("", "Not asked")
NEW_OUTCOMES = [
    (outcome.value, outcome.label)
    for outcome in (
        connections.Outcome.ATTENDED,
        connections.Outcome.SETTLED,
        connections.Outcome.INTRODUCED,
        connections.Outcome.STOPPED,
    )
]
AGREED_HOW = [(how.value, how.label) for how in HowGiven if how != HowGiven.BEST_INTERESTS]


def words(label: str, hint: str = "") -> forms.CharField:
    """A few lines in somebody's words."""
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea, required=False, max_length=5_000
    )


def one_of(label: str, choices: Sequence[tuple[str, Any]], **more: Any) -> forms.ChoiceField:
    """A choice with all its answers in sight."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


class SayGoodbye(forms.Form):
    """What is said and agreed at the goodbye."""

    reason = one_of(
        "Why does support end?",
        EndReason.choices,
        error_messages={"required": "Choose why support ends."},
    )
    on = NearDate(
        label="On which day do you say goodbye?",
        error_messages={"required": "Say on which day support ends."},
    )
    died_on = NearDate(label="When did they die?", help_text="If you know the day.", required=False)
    what_changed = words("What has changed?", "In their own words.")
    gets_there_alone = one_of(
        "Can they get there without us?", [*Ending.Alone.choices, NOT_ASKED], required=False
    )
    tried_what = forms.CharField(
        label="Tried since you last wrote it down?",
        help_text="For example, the 11.15 bus to the bird hide.",
        required=False,
        max_length=200,
    )
    tried_how = one_of("How did it go?", Rehearsal.HowItWent.choices, required=False)
    tried_with = forms.CharField(
        label="With whom?",
        help_text="Empty means on their own.",
        required=False,
        max_length=120,
    )
    health = one_of("How is their health?", [*Ending.Health.choices, NOT_ASKED], required=False)
    worries_ahead = words("What do they worry about, looking ahead?")
    who_to_call = words("Who can they call?")
    how_to_come_back = words("How can they come back?")
    checkin = one_of(
        "May we ring to see how it goes?",
        [("yes", "Yes"), ("no", "No, thank you")],
        required=False,
    )
    checkin_on = NearDate(label="When?", required=False)
    follow_up = one_of(
        "May we ask again, three months on?",
        [("yes", "Yes"), ("no", "No, thank you"), NOT_ASKED],
        required=False,
    )
    follow_up_on = NearDate(label="When?", required=False)
    agreed_how = forms.ChoiceField(label="How did they say so?", choices=AGREED_HOW, required=False)
    reach_how = forms.CharField(
        label="How may we reach them then?",
        help_text="For example, ring after 11am, or through her son Graham.",
        required=False,
        max_length=200,
    )

    def __init__(
        self,
        *args: Any,
        episode: Episode,
        connections_known: Sequence[Signpost],
        due: Sequence[Due],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known, self.due, self.today = connections_known, due, today
        self.fields["agreed_how"].initial = HowGiven.SPOKEN
        for signpost in connections_known:
            self._add_known(signpost)
        for line in NEW_LINES:
            self._add_new(line)
        for each in due:
            self.fields[f"measure_{each.instrument}"] = forms.ChoiceField(
                label=each.asked.short_title,
                choices=[("", "Choose why not"), *WhyNot.choices],
                required=False,
            )

    def _add_known(self, signpost: Signpost) -> None:
        self.fields[f"now_{signpost.pk}"] = forms.ChoiceField(
            label="How far it has got",
            choices=connections.Outcome.choices,
            initial=signpost.outcome,
        )
        self.fields[f"why_{signpost.pk}"] = forms.ChoiceField(
            label="Why, if it stopped",
            choices=[("", "Not said"), *connections.Reason.choices],
            initial=signpost.reason,
            required=False,
        )
        self.fields[f"first_{signpost.pk}"] = NearDate(
            label="First time", initial=signpost.first_time_on, required=False
        )

    def _add_new(self, line: int) -> None:
        self.fields[f"new_{line}_what"] = forms.CharField(
            label="What is it?", required=False, max_length=160
        )
        self.fields[f"new_{line}_kind"] = forms.ChoiceField(
            label="What kind of organisation?",
            choices=connections.Destination.choices,
            required=False,
        )
        self.fields[f"new_{line}_now"] = forms.ChoiceField(
            label="How far it has got", choices=NEW_OUTCOMES, required=False
        )
        self.fields[f"new_{line}_first"] = NearDate(label="First time", required=False)

    def known_fields(self) -> list[tuple[Signpost, list[BoundField]]]:
        """Each known connection with its fields, for the template."""
        return [
            (each, [self[f"{name}_{each.pk}"] for name in ("now", "first", "why")])
            for each in self.known
        ]

    def new_fields(self) -> list[list[BoundField]]:
        """The empty lines, for the template."""
        parts = ("what", "kind", "now", "first")
        return [[self[f"new_{line}_{part}"] for part in parts] for line in NEW_LINES]

    def measure_fields(self) -> list[tuple[Due, BoundField]]:
        """Each questionnaire that is still to be asked, with why not."""
        return [(each, self[f"measure_{each.instrument}"]) for each in self.due]

    def quietly(self) -> bool:
        """Somebody has died: nothing else on the page counts."""
        return bool(self.cleaned_data.get("reason") == EndReason.DIED)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.quietly():
            return said
        for call, day in (("checkin", "checkin_on"), ("follow_up", "follow_up_on")):
            if said.get(call) == "yes" and not said.get(day) and day not in self.errors:
                self.add_error(day, "Say on which day.")
        if said.get("tried_what") and not said.get("tried_how"):
            self.add_error("tried_how", "Say how it went.")
        for each in self.due:
            name = f"measure_{each.instrument}"
            if not said.get(name):
                self.add_error(name, f"Ask {each.asked.short_title} first, or say why not.")
        return said

    def goodbye(self) -> Goodbye:
        """All of it, as the action takes it."""
        said = self.cleaned_data
        if self.quietly():
            return Goodbye(died_on=said.get("died_on"))
        return Goodbye(
            what_changed=said["what_changed"],
            worries_ahead=said["worries_ahead"],
            who_to_call=said["who_to_call"],
            how_to_come_back=said["how_to_come_back"],
            gets_there_alone=said["gets_there_alone"],
            health=said["health"],
            checkin_on=said["checkin_on"] if said["checkin"] == "yes" else None,
            follow_up_on=said["follow_up_on"] if said["follow_up"] == "yes" else None,
            follow_up_refused=said["follow_up"] == "no",
            agreed_how=said["agreed_how"] or HowGiven.SPOKEN,
            reach_how=said["reach_how"],
            connections=[self._known(each) for each in self.known],
            new_connections=[self._new(line) for line in NEW_LINES if said[f"new_{line}_what"]],
            tried=self._tried(),
            not_measured={each.instrument: said[f"measure_{each.instrument}"] for each in self.due},
        )

    def _known(self, signpost: Signpost) -> ConnectionNow:
        said = self.cleaned_data
        outcome = said[f"now_{signpost.pk}"]
        reason = said[f"why_{signpost.pk}"] if outcome in WITH_A_REASON else ""
        return ConnectionNow(signpost.pk, outcome, reason, said[f"first_{signpost.pk}"])

    def _new(self, line: int) -> NewConnection:
        said = self.cleaned_data
        return NewConnection(
            what=said[f"new_{line}_what"],
            destination=said[f"new_{line}_kind"] or "other",
            outcome=said[f"new_{line}_now"] or "attended",
            first_time_on=said[f"new_{line}_first"],
        )

    def _tried(self) -> list[Tried]:
        said = self.cleaned_data
        if not said["tried_what"]:
            return []
        return [Tried(said["tried_what"], said["tried_how"], said["tried_with"])]


def usual(episode: Episode, today: date) -> dict[str, Any]:
    """What the page says before anybody has typed: today, the scheme's days, who to call."""
    scheme = episode.scheme
    call = [scheme.call_name or scheme.public_name, scheme.call_telephone, scheme.call_hours]
    return {
        "on": today,
        "checkin_on": today + timedelta(days=scheme.checkin_days),
        "follow_up_on": today + timedelta(days=scheme.follow_up_days),
        "who_to_call": ", ".join(part for part in call if part),
        "how_to_come_back": (
            "Ring us, or ask anybody who knows us to do it for you. "
            "You need not say why, and you need not wait until it is bad."
        ),
        "gets_there_alone": "",
        "health": "",
        "follow_up": "",
        "agreed_how": HowGiven.SPOKEN,
    }
