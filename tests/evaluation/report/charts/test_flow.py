"""What became of those who were asked three times."""

from __future__ import annotations

from alongside.evaluation.figure import Unit
from alongside.evaluation.findings import Flow
from alongside.evaluation.report.charts import flow

from . import given
from .reading import texts


def ways(**people):
    """`lll` is lonely three times; `lnl` is lonely, not, and lonely again."""
    return tuple(Flow(*(letter == "l" for letter in way), people=n) for way, n in people.items())


def test_the_title_says_how_many_were_lonely_again(charts):
    chart = charts["flow"]

    assert (
        chart.title == "28 of 71 were not lonely at the end, but lonely three months or more later"
    )
    assert "71 people with a score at all three times. Few people." in chart.base


def test_the_picture_the_words_and_the_table_have_the_same_numbers(charts):
    chart = charts["flow"]
    said = texts(chart.wide)

    assert {"12 not lonely", "41 not lonely", "59 lonely", "30 lonely"} <= set(said)
    assert {"38 not lonely", "38 lonely"} & set(said) == set()
    assert {"15 not lonely", "56 lonely", "29", "28"} <= set(said)
    assert "59 were lonely at the start, 30 at the end and 56 later" in chart.alt
    assert "29 went from lonely to not lonely by the end" in chart.alt
    assert chart.table.rows[0] == ("Lonely", "Lonely", "Lonely", "28")
    assert [row[3] for row in chart.table.rows] == ["28", "2", "25", "4", "0", "0", "3", "9"]


def test_somebody_and_nobody_lonely_again_have_their_words():
    one = given.with_figures(given.share("follow_up.relapsed", 1, 71))
    none = given.with_figures(given.share("follow_up.relapsed", 0, 71))
    unknown = given.with_figures(without=("follow_up.relapsed",))

    assert (
        flow(one).title
        == "1 of 71 was not lonely at the end, but lonely three months or more later"
    )
    assert flow(none).title == "None of the 71 people asked later had become lonely since the end"
    assert flow(unknown).title == "What became of the 71 people who were asked again later"


def test_ways_that_are_hidden_are_left_out_and_said_to_be():
    flows = ways(lll=40, lln=None, lnl=20, lnn=None, nll=0, nln=0, nnl=None, nnn=None)

    chart = flow(given.normal(flows=flows))

    said = texts(chart.wide)
    assert "11 people took ways that are not shown" in said
    assert {"lonely", "not lonely"} <= set(said)
    assert "Ways that only a few of them took are not shown." in chart.base
    assert (
        "40 were lonely, lonely then lonely and 20 were lonely, not lonely then lonely" in chart.alt
    )
    assert ("Lonely", "Lonely", "Not lonely", "Not shown") in chart.table.rows


def test_where_more_is_hidden_than_shown_there_is_no_picture():
    flows = ways(lll=35, lln=None, nnn=None)

    assert flow(given.normal(flows=flows)) is None


def test_where_it_is_not_said_how_many_were_asked_those_shown_are_the_base():
    flows = ways(lll=30, lln=None)

    chart = flow(given.with_figures(without=("follow_up.count",), flows=flows))

    assert "30 people" in chart.base
    assert not [text for text in texts(chart.wide) if "not shown" in text]


def test_numbers_of_ribbons_that_cross_stand_where_they_begin():
    crossing = flow(given.normal(flows=ways(lnl=40, nln=40)))

    assert texts(crossing.narrow).count("40") == 4 + 6


def test_one_person_is_a_picture_too():
    single = given.with_figures(
        given.share("follow_up.relapsed", 1, 1),
        given.number("follow_up.count", 1, Unit.COUNT),
        flows=ways(lnl=1),
    )

    assert "Of 1 person followed up" in flow(single).alt
