"""How to reach somebody, and what not to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from alongside.casework.schemes.models import Area

from .. import rules
from ..models import Answer, ContactPoint, MayLeaveMessage, Person
from ..rules import PointIn
from .base import Section, choice, line

ROWS = 3  # telephones and emails each; always one more than are known
KINDS = (("telephone", "Telephone"), ("email", "Email"))


def may(label: str, why: str) -> forms.ChoiceField:
    """Whether one way of reaching them is safe; four of them stand side by side."""
    return forms.ChoiceField(
        label=label, choices=MayLeaveMessage.choices, help_text=why, required=False
    )


class Reach(Section):
    """Telephones, emails, address, and safe contact."""

    title = "How to reach them safely"
    intro = "Ask before the first call. A voicemail in the wrong ears can do harm."
    address = forms.CharField(
        label="Address",
        required=False,
        widget=forms.Textarea,
        help_text="Where to visit, and where a letter goes.",
    )
    postcode = line("Postcode", "To find their area, and what is near them.", 10)
    area = forms.ModelChoiceField(
        label="Area",
        queryset=Area.objects.none(),
        required=False,
        empty_label="Not known",
        help_text="To find a connector near them. The postcode tells it, where it can.",
    )
    best_times = line("Best times", "So that we do not disturb. Such as: after 11am, not Tuesdays.")
    text = may("May we text?", "Others may read it on the screen.")
    voicemail = may("May we leave a voicemail?", "Others may listen to it.")
    email = may("May we email?", "Others may read their email.")
    letter = may("May we write a letter?", "Others may open it.")
    say_who_we_are = choice(
        "May we say who we are, when somebody else answers?",
        Answer.choices,
        "Not everybody has told their family that we come.",
    )
    who_else_may_answer = line(
        "Who else may answer?", "So that you are ready for it. Such as: her son Graham.", 200
    )
    if_somebody_else_answers = line(
        "Then say", "The words that they would like us to use, to keep them safe.", 200
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.fields["area"].queryset = person.scheme.areas.all()  # type: ignore[attr-defined]  # a model choice
        self._rows: dict[str, list[str]] = {}
        for kind, label in KINDS:
            known: list[ContactPoint | None] = [*person.points(kind)]
            known += [None] * max(1, ROWS - len(known))
            self._rows[kind] = [self._add(kind, label, *one) for one in enumerate(known)]
        added = [name for name in self.fields if name not in self.base_fields]
        self.order_fields([*added, "best_times"])  # as on the page, so that errors are in order

    def _add(self, kind: str, label: str, number: int, known: ContactPoint | None) -> str:
        name = f"{kind}_{number}"
        which = f" {number + 1}" if number else ""
        self.fields[name] = line(
            label + which,
            "The one to try next." if number else "The one to try first.",
            254,
            initial=known.value if known else "",
        )
        if kind == "telephone":
            self.fields[f"{name}_note"] = line(
                f"Whose telephone{which} is it?",
                "If it is not theirs alone.",
                initial=known.note if known else "",
            )
        return name

    def rows(self) -> list[list[BoundField]]:
        """The rows to show at once: each known telephone and email, or one empty row for each."""
        return [row for row, at_once in self._all_rows() if at_once]

    def more_rows(self) -> list[list[BoundField]]:
        """Empty rows for more telephones and emails."""
        return [row for row, at_once in self._all_rows() if not at_once]

    def _all_rows(self) -> Iterator[tuple[list[BoundField], bool]]:
        for names in self._rows.values():
            for number, name in enumerate(names):
                row = [self[one] for one in (name, f"{name}_note") if one in self.fields]
                yield row, number == 0 or bool(self[name].value())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if fault := rules.postcode_fault(cleaned.get("postcode", "")):
            self.add_error("postcode", fault)
        for name, point in self._points().items():
            if point.fault:
                self.add_error(name, point.fault)
        if not self.errors:
            reason = rules.why_not_added("x", len(self.points()), cleaned.get("address", ""))
            if reason:
                self.add_error("telephone_0", reason)
        return cleaned

    def _points(self) -> dict[str, PointIn]:
        said = self.cleaned_data
        return {
            name: PointIn(kind, said[name], said.get(f"{name}_note", ""))
            for kind, names in self._rows.items()
            for name in names
            if said.get(name, "").strip()
        }

    def points(self) -> list[PointIn]:
        """The telephones and emails, in the order to try them."""
        return list(self._points().values())

    def changes(self) -> dict[str, Any]:
        """Without telephones and emails. A new postcode tells the area, unless that is new too."""
        kept = {name: new for name, new in super().changes().items() if name in self.base_fields}
        if "postcode" in self.changed_data and "area" not in self.changed_data:
            del kept["area"]
        return kept
