"""A search as a page's form has it: the same for workers and for anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode

from ..geography import Point, miles_in_words, point_of
from ..times.words import DAYS
from . import facts
from .query import LONGEST, Query, SortBy

MILES = [
    ("1", "1 mile"),
    ("2", "2 miles"),
    ("5", "5 miles"),
    ("10", "10 miles"),
    ("25", "25 miles"),
]
USUAL_MILES = "5"
WIDER = {"1": "2", "2": "5", "5": "10", "10": "25"}
ANY = ("", "Any")


class SearchForm(forms.Form):
    """What somebody looks for. Every part may be left out."""

    words = forms.CharField(
        label="What would you like to do?",
        help_text="For example, birds, choir, or somebody to talk to.",
        required=False,
        max_length=LONGEST,
    )
    near = forms.CharField(
        label="Near which postcode?",
        required=False,
        max_length=10,
    )
    miles = forms.ChoiceField(label="Within", choices=MILES, required=False)
    day = forms.ChoiceField(
        label="Which day?",
        choices=[("", "Any day"), *((str(n), day) for n, day in enumerate(DAYS))],
        required=False,
    )
    part = forms.ChoiceField(
        label="When on that day?",
        choices=[
            ("", "Any time"),
            ("morning", "Morning"),
            ("afternoon", "Afternoon"),
            ("evening", "Evening"),
        ],
        required=False,
    )
    access = forms.MultipleChoiceField(
        label="What has to be there",
        choices=[
            (name, words[:1].upper() + words[1:]) for name, words in facts.ACCESS_WORDS.items()
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    company = forms.ChoiceField(
        label="With others?",
        choices=[("", "Either"), ("group", "In a group"), ("one_to_one", "One to one")],
        required=False,
    )
    language = forms.ChoiceField(
        label="Language",
        choices=[ANY, *((name, name) for name in sorted(facts.LANGUAGES.values()))],
        required=False,
    )
    age = forms.IntegerField(label="Age", required=False, min_value=0, max_value=120)
    free = forms.BooleanField(label="Free", required=False)
    cost_known = forms.BooleanField(label="With a known cost", required=False)
    fresh = forms.BooleanField(label="Checked lately", required=False)
    sort = forms.ChoiceField(
        label="In which order?",
        choices=[("", "Best match"), ("nearest", "Nearest first"), ("name", "By name")],
        required=False,
    )
    point: Point | None = None

    def clean_near(self) -> str:
        """The postcode must be one that we can find; else distance could not be told."""
        near = str(self.cleaned_data["near"]).strip().upper()
        if near:
            self.point = point_of(near)
            if self.point is None:
                raise forms.ValidationError(
                    "We do not know where that is. Enter a whole postcode, such as BS1 4ST, or"
                    " leave it empty."
                )
        return near

    def query(self) -> Query:
        """The search of a valid form."""
        said: dict[str, Any] = self.cleaned_data
        return Query(
            words=said["words"],
            near=self.point,
            within_miles=float(said["miles"] or USUAL_MILES) if self.point else None,
            weekday=int(said["day"]) if said["day"] else None,
            part_of_day=said["part"],
            free=said["free"],
            cost_known=said["cost_known"],
            access=frozenset(said["access"]),
            language=said["language"],
            age=said["age"],
            fresh_only=said["fresh"],
            sort=SortBy(said["sort"] or "best"),
            company=said["company"],
        )


@dataclass(frozen=True)
class Wider:
    """A way to look further: words, and the address after the question mark."""

    words: str
    address: str


FILTERS = ("day", "part", "access", "company", "language", "age", "free", "cost_known", "fresh")


def wider(asked: QueryDict, form: SearchForm) -> list[Wider]:
    """What could be asked for instead, the smallest step first."""
    found: list[Wider] = []
    if how_many_more(asked):
        found.append(Wider("without the day, the cost and the rest", address(asked, *FILTERS)))
    if form.point is not None:
        now = asked.get("miles") or USUAL_MILES
        if further := WIDER.get(now):
            far = address(asked, "miles", miles=further)
            found.append(Wider(f"within {miles_in_words(float(further))}", far))
        found.append(Wider("everywhere", address(asked, "near", "miles")))
    if asked.get("words") and len(found) < 3:
        found.append(Wider("whatever there is", address(asked, "words")))
    return found


def address(asked: QueryDict, *without: str, **other: str) -> str:
    """The same search, without some of it or with something else."""
    kept = [
        (name, value)
        for name, values in asked.lists()
        for value in values
        if name not in (*without, "page") and value
    ]
    return urlencode([*kept, *other.items()])


def how_many_more(asked: QueryDict) -> int:
    """How many things are asked for in the part of the form that is folded away."""
    return sum(bool(value) for name in FILTERS for value in asked.getlist(name))
