"""The parts of a page: every field has its words tied to it, and everything written is escaped."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.template import engines

from alongside.casework.site import icons
from alongside.forms import DateParts, NearDate

IMPORTS = (
    '{% from "components/fields.html" import field, fields, radios, tiles, input, error_summary,'
    ' button, button_link with context %}{% from "components/parts.html" import card, filters,'
    " happening, heading, level, notice, safe_contact, scale, step, summary, tags, thank_you,"
    " todo_group, voice %}"
)


class Everything(forms.Form):
    """One of each field."""

    name = forms.CharField(label="Name to call them by", help_text="It stands on every page.")
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    mode = forms.ChoiceField(
        label="How",
        choices=[("telephone", "Telephone"), ("visit", "Visit")],
        widget=forms.RadioSelect,
        help_text="The last one is set.",
    )
    goals = forms.MultipleChoiceField(
        label="Was it about a goal?",
        choices=[("1", "Back on the estuary"), ("2", "A crossword partner")],
        widget=forms.CheckboxSelectMultiple,
    )
    why = forms.ChoiceField(label="Why", choices=[("", "Choose"), ("moved", "They moved")])
    sure = forms.BooleanField(label="I have told them")
    born = DateParts(label="Date of birth", help_text="About is enough.")
    on = NearDate(label="On which day?")
    secret = forms.CharField(widget=forms.HiddenInput)


class Outline(HTMLParser):
    """The elements of a page, with what they have."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("input", "br", "path", "circle", "link", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("path", "circle"):
            assert self.open.pop() == tag

    def having(self, **wanted: str) -> dict[str, str]:
        """The first element that has these attributes."""
        return next(
            has for _, has in self.elements if all(has.get(k) == v for k, v in wanted.items())
        )


def draw(template: str, **context: Any) -> str:
    return str(engines["jinja2"].from_string(IMPORTS + template).render(context))


def everything_wrong() -> Everything:
    form = Everything({})
    assert not form.is_valid()
    return form


def test_every_field_has_a_label_or_a_legend_and_what_is_said_about_it_is_there():
    html = draw("{{ fields(form) }}", form=everything_wrong())

    page = Outline(html)
    ids = {has["id"] for _, has in page.elements if "id" in has}
    labelled = {has["for"] for tag, has in page.elements if tag == "label"}
    pointed_at = {
        one for _, has in page.elements for one in has.get("aria-describedby", "").split()
    }
    asked = {
        has["id"]
        for tag, has in page.elements
        if tag in ("input", "select", "textarea") and has.get("type") != "hidden"
    }
    assert asked == labelled
    assert pointed_at <= ids
    assert len(ids) == len([1 for _, has in page.elements if "id" in has])
    assert page.open == []


def test_a_field_that_was_refused_says_so_beside_it_and_is_tied_to_its_reason():
    html = draw("{{ field(form.name) }}", form=everything_wrong())

    page = Outline(html)
    box = page.having(name="name")
    assert box["aria-describedby"] == "id_name-hint id_name-error"
    assert "govuk-input--error" in box["class"]
    assert '<span class="govuk-visually-hidden">Error:</span> This field is required.' in html


def test_a_field_that_nobody_has_sent_yet_has_no_error():
    html = draw("{{ fields(form) }}{{ error_summary(form) }}", form=Everything())

    assert "error" not in html


def test_the_error_summary_leads_to_the_first_box_of_each_field():
    form = everything_wrong()
    html = draw("{{ fields(form) }}{{ error_summary(form) }}", form=form)

    page = Outline(html)
    ids = {has["id"] for _, has in page.elements if "id" in has}
    links = [has["href"][1:] for tag, has in page.elements if tag == "a"]
    assert "id_born_day" in links
    assert set(links) <= ids
    assert len(links) == len(form.errors) - 1  # the hidden one has no box to lead to
    assert html.count("<li>") == len(form.errors)


def test_one_summary_speaks_for_all_forms_of_a_page_and_for_none_when_none_was_refused():
    form = everything_wrong()
    form.add_error(None, "Say when, or say that you do not know.")

    said = draw("{{ error_summary(about, form) }}", about=Everything(), form=form)

    assert said.count("There is something to put right") == 1
    assert "Say when, or say that you do not know." in said
    assert draw("{{ error_summary(form) }}", form=Everything()).strip() == ""


def test_what_was_sent_comes_back_into_the_fields():
    sent = {
        "name": "Peg",
        "note": "The curlews are back",
        "mode": "visit",
        "goals": ["2"],
        "why": "moved",
        "sure": "on",
        "born_day": "5",
        "born_month": "13",
        "born_year": "1948",
        "on": "2026-11-19",
        "secret": "41",
    }
    html = draw("{{ fields(form) }}", form=Everything(sent))

    page = Outline(html)
    assert page.having(name="name")["value"] == "Peg"
    assert ">The curlews are back</textarea>" in html
    assert "checked" in page.having(value="visit")
    assert "checked" not in page.having(value="telephone")
    assert "checked" in page.having(name="goals", value="2")
    assert "checked" not in page.having(name="goals", value="1")
    assert "selected" in page.having(value="moved")
    assert "checked" in page.having(name="sure")
    assert page.having(name="born_month")["value"] == "13"
    assert page.having(name="on")["value"] == "2026-11-19"
    assert page.having(name="on")["type"] == "date"
    assert page.having(name="secret") == {"type": "hidden", "name": "secret", "value": "41"}


def test_a_number_that_is_nought_is_shown():
    class Minutes(forms.Form):
        minutes = forms.IntegerField(label="Minutes")

    html = draw("{{ field(form.minutes) }}", form=Minutes(initial={"minutes": 0}))

    assert Outline(html).having(name="minutes")["value"] == "0"


def test_tiles_are_radios_whose_tick_is_hidden_from_screen_readers():
    html = draw("{{ tiles(form.mode, n=2) }}", form=Everything(initial={"mode": "telephone"}))

    page = Outline(html)
    assert "al-tiles al-tiles--2" in html
    assert page.having(name="mode", value="telephone")["type"] == "radio"
    assert page.having(**{"class": "al-icon"})["aria-hidden"] == "true"


def test_a_choice_can_have_a_line_of_its_own_beneath_it():
    hints = {"visit": "At home, or where they like"}
    html = draw("{{ radios(form.mode, hints=hints) }}", form=Everything(), hints=hints)

    page = Outline(html)
    box = page.having(name="mode", value="visit")
    assert page.having(id=box["aria-describedby"])["class"] == "govuk-hint govuk-radios__hint"
    assert "aria-describedby" not in page.having(name="mode", value="telephone")


def test_what_people_write_is_never_read_as_markup():
    attack = '"><script>alert(1)</script>'
    form = Everything({"name": attack, "note": attack, "mode": attack})
    task = SimpleNamespace(words=attack, href="/", hint=attack, status="", state="", answers=[])
    html = draw(
        "{{ fields(form) }}{{ voice(a, a, a) }}{{ tags([a]) }}{{ notice(a) }}"
        "{{ safe_contact([(a, a, a)]) }}{{ summary([(a, a)]) }}{{ todo_group('late', a, [t]) }}"
        "{{ happening(on, 'phone', a, a, a, [a]) }}{{ button(a) }}{{ heading(a, a) }}",
        form=form,
        a=attack,
        t=task,
        on=date(2026, 11, 19),
    )

    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 20


@pytest.mark.parametrize(
    "part",
    [
        '{% call card("Plan", "Print", "/x/", "a copy") %}Goals{% endcall %}',
        '{{ filters([("All", 22, "/", true), ("Gone quiet", none, "/quiet/", false)]) }}',
        '{{ happening(on, "phone", "Telephone", "20 minutes", "Note", ["Goal"], "met", "/") }}',
        '{{ step("under_way", "Try the bus", "By Thursday") }}',
        '{{ scale(3, 9, [8, 7], "From 3 to 9. Start 8, review 7.") }}',
        '{{ safe_contact([("Ring", "after 11am", "07700 900417"), ("Never", "Letters", "")]) }}',
        '{{ summary([("From", "Sara"), ("Risks", "None known", "Change", "/risks/")]) }}',
        '{% call thank_you("Thank you, Samira") %}<p>We ring you.</p>{% endcall %}',
        '{% call heading("My people", "Tuesday") %}{{ button_link("Add", "/add/") }}{% endcall %}',
        "{{ level(2) }}",
    ],
)
def test_every_part_closes_what_it_opens_and_has_no_style_of_its_own(part):
    html = draw(part, on=date(2026, 11, 19))

    assert Outline(html).open == []
    assert "style=" not in html
    assert "None" not in re.sub("None known", "", html)


def test_a_link_in_a_cards_head_says_of_what_to_those_who_only_hear_it():
    html = draw('{% call card("Plan", "Print", "/x/", "a copy of the plan") %}.{% endcall %}')

    assert "Print" + '<span class="govuk-visually-hidden"> a copy of the plan</span>' in html


def test_a_number_to_ring_is_a_link_without_spaces():
    html = draw('{{ safe_contact([("Ring", "after 11am", "07700 900417")]) }}')

    assert 'href="tel:07700900417">07700 900417</a>, after 11am' in html


def test_how_far_a_step_has_got_is_said_in_words_too():
    said = [
        re.search(r"hidden\">(.*?)</span>", draw("{{ step(s, 'Go') }}", s=s))[1]
        for s in ("to_do", "under_way", "done", "dropped")
    ]

    assert said == ["To do: ", "Under way: ", "Done: ", "Dropped: "]


def test_the_weeks_after_the_usual_ones_look_different_and_nobody_hears_the_squares():
    twelve = str(icons.weeks(5))
    over = str(icons.weeks(14, upto=16))

    assert (twelve.count('"on"'), twelve.count("<i")) == (5, 12)
    assert [over.count(look) for look in ('"on"', '"over"', '"more"')] == [12, 2, 2]
    assert 'aria-hidden="true"' in twelve
    assert "al-weeks--big" in str(icons.weeks(1, big=True))


@pytest.mark.parametrize("page", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_a_page_for_trouble_can_be_drawn_without_anything_given(page):
    html = engines["jinja2"].get_template(page).render()

    assert html.count("<h1") == 1
    assert "<title>Alongside" not in html
    assert 'href="/"' in html
    assert Outline(html).open == []


def test_an_unknown_name_in_a_template_is_an_error_and_not_a_gap():
    with pytest.raises(Exception, match="'peson' is undefined"):
        draw("{{ peson.name }}")


def test_a_slip_in_the_year_is_said():
    with pytest.raises(forms.ValidationError) as refusal:
        NearDate().clean("0202-11-19")

    assert refusal.value.messages == ["Look at the year again: 202 cannot be right."]


def test_three_boxes_make_a_day():
    field = DateParts()

    assert field.clean(["27", "3", "1948"]) == date(1948, 3, 27)
    assert field.clean(["27", "3", "48"]) == date(1948, 3, 27)
    assert DateParts(required=False).clean(["", "", ""]) is None


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["", "", ""], "Enter a day, a month and a year."),
        (["27", "", ""], "Enter the month and the year too."),
        (["31", "2", "1948"], "There is no such day. Write it like 27 3 1948."),
        (["27", "March", "1948"], "There is no such day. Write it like 27 3 1948."),
        (["27", "3", "1" * 40], "There is no such day. Write it like 27 3 1948."),
    ],
)
def test_boxes_that_make_no_day_say_what_is_missing(parts, said):
    with pytest.raises(forms.ValidationError) as refusal:
        DateParts().clean(parts)

    assert refusal.value.messages == [said]


def test_three_boxes_know_whether_they_were_changed():
    known = date(1948, 3, 27)

    assert not DateParts().has_changed(known, ["27", "3", "1948"])
    assert DateParts().has_changed(known, ["28", "3", "1948"])
    assert DateParts().has_changed(known, ["28", "x", "1948"])


@pytest.mark.parametrize("typed", ["2026-11-19", "19/11/2026", "19 November 2026", "19.11.2026"])
def test_a_near_day_may_be_picked_or_typed(typed):
    assert NearDate().clean(typed) == date(2026, 11, 18) + timedelta(days=1)
