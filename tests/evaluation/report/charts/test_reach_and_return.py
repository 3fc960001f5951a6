"""Who referred, where people were connected to, who was reached, and what came back of a pound."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alongside.evaluation.figure import Unit
from alongside.evaluation.report.charts import destinations, population, sources, tornado
from alongside.evaluation.report.charts.names import group, in_a_sentence
from alongside.evaluation.social_value import Swing

from . import given
from .reading import texts


def test_sources_begin_with_the_most_frequent_and_end_with_what_is_not_known(charts):
    chart = charts["sources"]
    said = texts(chart.narrow)

    assert chart.title == "Referrals came most often from people themselves (41%) and the NHS (27%)"
    assert chart.base == "Share of 4,687 referrals by who referred."
    assert said[0] == "The person themselves"
    assert [text for text in said if text[0].isupper()][-2:] == ["Not known", "Somebody else"]
    assert "under 1%" in said
    assert "Private company" not in said
    assert ("Private company", "0", "0%", "0% to 0%") in chart.table.rows


def test_hidden_sources_are_left_out_and_said_to_be():
    found = given.with_figures(without=("referrals.source.family_or_friend",))

    chart = sources(found)

    assert "Those with too few to show are left out." in chart.base
    assert "Family or friend" not in texts(chart.wide)
    assert ("Family or friend", "Not shown", "too few to show", "") in chart.table.rows


def test_all_from_one_source_is_said_so():
    assert sources(given.everybody()).title == "Referrals came only from the NHS"


def test_shares_without_a_base_name_none():
    bare = [given.number(f"referrals.source.{name}", 0.125, Unit.SHARE) for name in given.SOURCES]

    chart = sources(given.with_figures(*bare))

    assert chart.base == "Share of referrals by who referred."
    assert chart.table.rows[0] == ("NHS", "Not shown", "13%", "")


def test_destinations_say_where_to_and_how_far(charts):
    chart = charts["destinations"]
    said = texts(chart.wide)

    assert chart.title == (
        "Connections went most often to charities and community groups (66%),"
        " and the person went in nearly a third of them"
    )
    assert {"Where to", "How far it got", "Settled there", "66%"} <= set(said)
    assert ("How far it got: Went", "350", "13%", "12% to 15%") in chart.table.rows
    assert "Charity or community group 66%" in chart.alt


def test_destinations_say_nothing_of_who_went_where_that_is_hidden():
    found = given.with_figures(without=("signposts.outcome.stopped",))

    chart = destinations(found)

    assert chart.title.endswith("groups (66%)")
    assert "Those with too few to show are left out." in chart.base


def test_population_names_who_came_most_and_least(charts):
    chart = charts["population"]

    assert chart.title == (
        "For how many live there, people aged 85 and over came most and people under 30 least"
    )
    assert {"Age", "Gender", "Ethnicity", "85 and over", "4.64 (4.36 to 4.94)"} <= set(
        texts(chart.wide)
    )
    assert chart.table.rows[1][:2] == ("Age", "85 and over")
    assert "Women: 1.28 (1.25 to 1.30)" in chart.alt


@pytest.mark.parametrize(
    ("limits", "title"),
    [
        ((1.5, 1.2, 1.9), "Women came more than their share of those who live there"),
        ((0.5, 0.2, 0.9), "Women came less than their share of those who live there"),
        ((1.0, 0.7, 1.4), "Who came was much like who lives there"),
    ],
)
def test_population_says_no_more_than_its_intervals(limits, title):
    found = given.normal(reach=(given.reach("gender", "female", *limits),))

    assert population(found).title == title


def test_population_does_not_show_counts_that_are_not_there():
    blank = replace(given.reach("age", "85-", 2, 1.5, 2.5), supported=None, of_supported=None)

    chart = population(given.normal(reach=(blank,)))

    assert chart.table.rows[0][2] == "Not shown"
    assert chart.base.endswith("Lines are 95% intervals.")


@pytest.mark.parametrize(
    ("kind", "level", "label", "sentence"),
    [
        ("age", "60-74", "60 to 74", "people aged 60 to 74"),
        ("age", "0-17", "Under 18", "people under 18"),
        ("gender", "male", "Men", "men"),
        ("gender", "other", "Other", "people of another gender"),
        ("ethnicity", "mixed", "Mixed", "people of mixed ethnicity"),
        ("ethnicity", "asian", "Asian", "people of Asian ethnicity"),
    ],
)
def test_groups_have_a_name_and_a_way_to_stand_in_a_sentence(kind, level, label, sentence):
    assert group(kind, level) == label
    assert in_a_sentence(kind, level) == sentence


def test_the_tornado_has_the_widest_first_and_both_ways_of_counting(charts):
    chart = charts["tornado"]

    assert (
        chart.title == "A pound was worth £2.04, if all who ended changed alike, and more than a"
        " pound at every end that was tried"
    )
    assert "Counting those measured it is £0.50; counting all who ended, £2.04." in chart.base
    assert [row[0] for row in chart.table.rows] == [
        "Pounds for a point: loneliness",
        "How much people changed",
        "What would have happened anyway: loneliness",
    ]
    assert chart.table.rows[0][1:] == ("£300", "£1.60", "£600", "£2.50")
    assert {"£2.04", "£1, as was spent", "£1.60 to £2.50", "15% to 45%"} <= set(texts(chart.wide))
    assert "Pounds for a point: loneliness, £300 to £600: £1.60 to £2.50" in chart.alt


def test_the_tornado_says_where_the_ends_lie_on_both_sides_of_a_pound():
    found = given.with_figures(
        without=("sroi.ratio_low", "sroi.ratio_ended"),
        sensitivity=(Swing("loneliness", "drop_off", 0.1, 0.9, 2.5, 0.9),),
    )

    chart = tornado(found)

    assert chart.title == "A pound was worth £2.04; at the ends that were tried, £0.90 to £2.50"
    assert chart.base.endswith("one assumption at a time.")


def test_a_return_under_a_pound_is_said_plainly():
    found = given.with_figures(
        given.number("sroi.ratio", 0.5),
        given.number("sroi.ratio_low", 0.4),
        given.number("sroi.ratio_high", 0.6),
        sensitivity=(),
    )

    assert tornado(found).title == (
        "A pound was worth £0.50, on those measured, and less than a pound at every end that was"
        " tried"
    )


def test_without_any_end_there_is_no_tornado():
    found = given.with_figures(without=("sroi.ratio_low",), sensitivity=())

    assert tornado(found) is None
