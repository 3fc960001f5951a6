"""Two who change the same thing: each field is looked at alone."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from alongside.forms import DateParts
from alongside.meanwhile import CHANGED_MEANWHILE, SeesMeanwhile, in_words

CHOICES = [("bus", "Bus"), ("tram", "Tram"), ("car", "Car")]


class About(SeesMeanwhile):
    name = forms.CharField(label="Name", required=False)
    born = DateParts(label="Born", required=False)
    ways = forms.MultipleChoiceField(label="Ways", choices=CHOICES, required=False)
    best = forms.ChoiceField(label="Best", choices=[("", "Not said"), *CHOICES], required=False)
    alone = forms.BooleanField(label="Alone", required=False)


START: dict[str, Any] = {
    "name": "Peg",
    "born": date(1948, 3, 27),
    "ways": ["bus"],
    "best": "bus",
    "alone": False,
}
UNTOUCHED = "name=Peg&born_day=27&born_month=3&born_year=1948&ways=bus&best=bus"


def sent(typed: str, now: dict[str, Any], began: dict[str, Any] = START) -> About:
    """The form that was shown as `began`, sent as `typed`, where the record says `now` by then."""
    data = QueryDict(typed, mutable=True)
    data["as_it_was"] = About(initial=began).as_it_was
    return About(data, initial=now)


def test_where_nobody_else_changed_anything_what_was_typed_is_taken():
    form = sent(UNTOUCHED.replace("Peg", "Margaret"), START)

    assert form.is_valid()
    assert form.cleaned_data["name"] == "Margaret"


def test_what_was_not_touched_stays_as_somebody_else_has_put_it():
    now = {"name": "Margaret", "born": date(1949, 3, 27), "best": "car", "alone": True}

    form = sent(UNTOUCHED, START | now)

    assert form.is_valid()
    assert {name: form.cleaned_data[name] for name in now} == now


def test_what_both_changed_is_shown_side_by_side_and_not_taken():
    form = sent(
        UNTOUCHED.replace("=Peg", "=Maggie").replace("best=bus", "best=tram"),
        START | {"name": "Meg", "best": "car"},
    )

    assert not form.is_valid()
    assert form.non_field_errors() == [CHANGED_MEANWHILE]
    assert form.both == [("Name", "Meg", "Maggie"), ("Best", "Car", "Tram")]


def test_the_same_change_by_both_is_no_conflict():
    form = sent(UNTOUCHED.replace("Peg", "Meg"), START | {"name": "Meg"})

    assert form.is_valid()


def test_saving_again_is_the_decision_and_what_was_not_touched_stays_theirs():
    now = START | {"name": "Meg", "best": "car"}
    typed = UNTOUCHED.replace("=Peg", "=Maggie")
    first = sent(typed, now)
    assert not first.is_valid()

    again = QueryDict(typed, mutable=True)
    again["as_it_was"] = first.as_it_was
    form = About(again, initial=now)

    assert form.is_valid()
    assert form.cleaned_data["name"] == "Maggie"
    assert form.cleaned_data["best"] == "car"


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        (["bus", "car"], ["bus", "tram"], {"bus", "tram", "car"}),
        ([], ["bus", "tram"], {"tram"}),
        (["bus", "car"], [], {"car"}),
        (["bus", "car"], ["bus"], {"bus", "car"}),
    ],
)
def test_ticks_of_both_are_kept_and_what_either_took_away_is_gone(theirs, mine, both):
    typed = UNTOUCHED.replace("&ways=bus", "".join(f"&ways={one}" for one in mine))

    form = sent(typed, START | {"ways": theirs})

    assert form.is_valid()
    assert set(form.cleaned_data["ways"]) == both


@pytest.mark.parametrize("carried", ["", "no json", "[1]", '"x"' + " " * 30_000])
def test_a_page_that_does_not_say_how_it_was_is_taken_as_it_is(carried: str):
    data = QueryDict(UNTOUCHED, mutable=True)
    data["as_it_was"] = carried

    form = About(data, initial=START | {"name": "Meg"})

    assert form.is_valid()
    assert form.cleaned_data["name"] == "Peg"


def test_what_is_carried_holds_no_words():
    carried = About(initial=START).as_it_was

    assert "Peg" not in carried
    assert json.loads(carried)["ways"] == ["bus"]


def test_a_draft_brings_with_it_how_it_was_when_it_was_begun():
    began = About(initial=START).as_it_was

    later = About(initial=START | {"name": "Meg", "as_it_was": began})

    assert later.as_it_was == began
    assert later.both == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("name", "", "Nothing"),
        ("name", None, "Nothing"),
        ("alone", True, "Yes"),
        ("alone", False, "No"),
        ("born", date(1948, 3, 27), "27 March 1948"),
        ("ways", ["bus", "car"], "Bus, Car"),
        ("ways", [], "Nothing"),
        ("best", "tram", "Tram"),
    ],
)
def test_a_value_is_read_in_words(name: str, value: Any, words: str):
    assert in_words(About().fields[name], value) == words
