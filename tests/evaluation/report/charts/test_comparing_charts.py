"""Factors, balance, the matched comparison, and schemes side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alongside.evaluation.figure import Unit
from alongside.evaluation.report.charts import balance, comparison, forest, funnel

from . import given
from .reading import texts

LESS = "loneliness.change.less"


def odds(name, value, low, high, **more):
    id_ = f"factor.{name}.odds_ratio"
    return given.number(id_, value, Unit.ODDS_RATIO, ci_low=low, ci_high=high, **more)


def test_the_forest_says_how_many_factors_went_with_it_and_against_what(charts):
    chart = charts["factors"]
    said = texts(chart.wide)

    assert chart.title == (
        "Of six things looked at, three went with being less lonely more often"
        " and one with it less often"
    )
    assert {"Aged under 60", "against 60 and over", "1.44 (1.01 to 2.06)"} <= set(said)
    assert chart.table.rows[3] == (
        "One contact or none",
        "2 to 12 contacts",
        "0.34",
        "0.25 to 0.48",
    )
    assert "706 people with every factor known." in chart.base
    assert "Women, compared with men: 0.91 (0.63 to 1.32)" in chart.alt


def test_the_forest_finds_nothing_where_every_interval_holds_1():
    unsure = [odds(name, 1.1, 0.5, 2.5, n=20) for name in given.FACTORS]

    chart = forest(given.with_figures(*unsure))

    assert chart.title == "Nothing that was looked at clearly went with being less lonely"
    assert chart.base.endswith("20 people with every factor known. Few people.")


def test_the_forest_leaves_out_what_has_no_interval_and_says_one_way_alone():
    hidden = tuple(f"factor.{name}.odds_ratio" for name in given.FACTORS)[:4]
    found = given.with_figures(
        odds("contacts_over_twelve", 0.4, 0.2, 0.8), odds("female", 1.2, None, None), without=hidden
    )

    chart = forest(found)

    assert chart.title == "Of one thing looked at, one went with being less lonely less often"
    assert [row[0] for row in chart.table.rows] == ["More than 12 contacts"]
    assert chart.base.endswith("95% intervals.")


def test_an_interval_beyond_the_axis_ends_in_an_arrow(drawn):
    chart = next(chart for chart in drawn["wide apart"] if chart.id == "factors")

    assert "1.80 (under 0.01 to 8,000.00)" in texts(chart.wide)
    assert {"0.01", "100"} <= set(texts(chart.wide))


def test_balance_says_whether_the_groups_were_alike(charts):
    chart = charts["balance"]

    assert chart.title == "After matching, the two groups were alike in all that was matched"
    assert chart.table.rows == (("Age", "0.17", "0.05"), ("Men", "−0.23", "−0.02"))
    assert "Age: 0.17 before, 0.05 after" in chart.alt
    assert {"Before matching", "After", "alike up to 0.1"} <= set(texts(chart.wide))
    assert "640 people matched with 640 others." in chart.base


def test_balance_names_what_still_differs():
    some = given.with_figures(given.number("balance.age.after", -0.3), without=("matched.pairs",))
    every_one = given.with_figures(
        given.number("balance.age.after", 0.3), given.number("balance.gender_male.after", 0.2)
    )

    assert balance(some).title == "After matching, the two groups still differed in age"
    assert balance(some).base.endswith("counts as alike.")
    assert balance(every_one).title == "Even after matching, the two groups were not alike"


def test_balance_leaves_out_what_cannot_be_compared():
    found = given.with_figures(without=("balance.age.after",))

    assert [row[0] for row in balance(found).table.rows] == ["Men"]


def test_the_comparison_says_both_shares_and_the_difference(charts):
    chart = charts["comparison"]
    said = texts(chart.narrow)

    assert chart.title == (
        "More were less lonely than among similar people without support: 65% against 43%"
    )
    assert {"65%", "43%", "Supported", "Similar people, not supported"} <= set(said)
    assert "22 points more (16 to 28). 640 people and their matches." in texts(chart.wide)
    assert "2 points fewer (10 fewer to 6 more). 50 people and their matches. Few people." in texts(
        chart.wide
    )
    assert chart.table.rows[0][4] == "22 points more (16 to 28)"
    assert "65% of those supported, 43% of similar people, 22 points more" in chart.alt


@pytest.mark.parametrize(
    ("value", "low", "high", "title", "apart"),
    [
        (-0.2, -0.3, -0.1, "Fewer were less lonely than", "20 points fewer (10 to 30)"),
        (-0.01, -0.1, 0.1, "No clear difference", "1 point fewer (10 fewer to 10 more)"),
        (0.001, -0.1, 0.1, "No clear difference", "No difference (10 fewer to 10 more)"),
        (0.2, -0.001, 0.4, "No clear difference", "20 points more (0 to 40)"),
        (-0.2, -0.4, 0.001, "No clear difference", "20 points fewer (0 to 40)"),
        (0.001, -0.1, 0.001, "No clear difference", "No difference (10 fewer to none)"),
        (0.3, None, None, "No clear difference", "30 points more"),
    ],
)
def test_the_comparison_says_no_more_than_its_interval(value, low, high, title, apart):
    id_ = "matched.less.difference"
    less = given.number(id_, value, Unit.SHARE, ci_low=low, ci_high=high)

    chart = comparison(given.with_figures(less, without=("matched.pairs",)))

    assert chart.title.startswith(title)
    assert chart.table.rows[0][4] == apart
    assert chart.table.rows[0][1] == ""
    assert chart.base == "In brackets is the 95% interval of the difference."


def test_a_weighted_share_has_no_interval_and_none_is_made_up():
    theirs = given.number("matched.less.comparison", 0.43, Unit.SHARE, base=640)

    chart = comparison(given.with_figures(theirs))

    assert chart.table.rows[0][3] == "43%"


def test_a_funnel_names_only_those_beyond_luck(charts):
    chart = charts["funnel-loneliness-change-less"]

    assert chart.title == "Less lonely: 1 of 39 schemes differs by more than luck explains"
    assert "Small schemes spread widely by luck alone, so they are not ranked." in chart.base
    for picture in (chart.wide, chart.narrow):
        assert [text for text in texts(picture) if "Scheme" in text] == ["Scheme 39"]
    assert {"99.8% limits", "95% limits", "All: 69%"} <= set(texts(chart.wide))
    assert "Beyond the 99.8% limits: Scheme 39 (25% of 121)." in chart.alt


def test_a_funnels_table_has_every_scheme_by_name_and_then_the_nations(charts):
    table = charts["funnel-loneliness-change-less"].table

    names = [row[0] for row in table.rows]
    assert names[:-1] == sorted(names[:-1])
    assert names[-1] == "Northern Ireland"
    assert table.strong == {39}
    assert ("Scheme 39", "30", "121", "25%", "18% to 33%", "Yes") in table.rows


def test_two_beyond_and_none_beyond_have_their_words():
    two = funnel(given.everybody(), LESS)
    none = funnel(
        given.normal(parts=tuple(given.part(LESS, f"S{at}", 7, 10, 0.7) for at in range(2))), LESS
    )

    assert two.title == "Less lonely: 2 of 2 schemes differ by more than luck explains"
    assert none.title == "Less lonely: none of 2 schemes differs by more than luck explains"
    assert none.alt.endswith("None lies beyond the 99.8% limits.")


def test_a_funnel_says_schemes_by_their_names_and_which_schemes_it_means():
    parts = tuple(replace(given.part(LESS, id_, 7, 10, 0.7), round_to=5) for id_ in ("k3", "q7"))
    findings = given.normal(
        parts=parts, schemes=("Elm", "Oak"), nations=(("k3", "england"), ("q7", "wales"))
    )

    chart = funnel(findings, LESS)

    assert [row[0] for row in chart.table.rows] == ["Elm", "Oak"]
    assert chart.title.endswith(
        "none of 2 schemes that can be shown differs by more than luck explains"
    )


def test_a_name_without_room_is_left_to_the_table():
    crowd = tuple(
        given.part(LESS, f"A scheme with quite a long name {at}", 100, 1000, 0.5) for at in range(9)
    )

    chart = funnel(given.normal(parts=crowd), LESS)

    written = [text for text in texts(chart.narrow) if "long name" in text]
    assert 0 <= len(written) < 9
    assert len(chart.table.rows) == 9


def test_one_scheme_is_compared_with_nobody():
    assert funnel(given.normal(parts=given.parts(1)), LESS) is None


def test_a_funnel_of_small_shares_begins_at_nought_and_ends_near_them():
    small = tuple(given.part("other.figure", f"S{at}", at, 200, 0.02) for at in range(3, 6))

    chart = funnel(given.normal(parts=small), "other.figure")

    assert "100%" not in texts(chart.wide)
    assert chart.title.startswith("Side by side: none")


def test_a_part_without_its_numbers_is_left_out():
    there = given.parts(3)
    blank = replace(there[0], value=float("nan"))

    chart = funnel(given.normal(parts=(blank, *there[1:])), LESS)

    assert "Scheme 1" not in [row[0] for row in chart.table.rows]
