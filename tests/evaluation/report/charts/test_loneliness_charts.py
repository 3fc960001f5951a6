"""Three shares, scores, and wellbeing."""

from __future__ import annotations

import pytest

from alongside.evaluation.figure import Unit
from alongside.evaluation.findings import Score
from alongside.evaluation.report.charts import scores, three_shares, wellbeing

from . import given
from .reading import texts


def test_three_shares_say_what_was_found_on_how_many_and_how_sure(charts):
    chart = charts["three-shares"]

    assert chart.title == "Over two thirds were less lonely, and few were more lonely"
    assert chart.base == (
        "Loneliness at the end of support, against the start. 820 people with both scores."
    )
    assert chart.alt == (
        "Of 820 people with a score at both times, 566 (69%) were less lonely,"
        " 221 (27%) were the same and 33 (4%) were more lonely."
    )
    assert chart.table.rows[0] == ("Less lonely", "566", "69%", "66% to 72%")
    assert chart.table.rows[-1] == ("Everyone with both scores", "820", "100%", "")
    assert chart.table.strong == {3}


def test_three_shares_have_their_labels_on_and_under_the_bar(charts):
    wide, narrow = texts(charts["three-shares"].wide), texts(charts["three-shares"].narrow)

    assert {"69%", "less lonely", "566 people", "95% interval 66% to 72%"} <= set(wide)
    assert {"27%", "the same", "4% more lonely", "33 people, 3% to 6%"} <= set(wide)
    assert "Less lonely: 566 people, 66% to 72%" in narrow
    assert "4% more lonely: 33 people, 3% to 6%" in narrow


def test_more_lonely_is_hatched_so_that_it_can_be_told_without_its_colour(charts):
    assert 'fill="url(#three-shares-wide-hatch)"' in charts["three-shares"].wide
    assert 'fill="url(#three-shares-narrow-hatch)"' in charts["three-shares"].narrow


def test_nobody_more_lonely_is_said_and_not_drawn():
    found = given.everybody()

    chart = three_shares(found)

    assert chart.title == "All were less lonely, and none were more lonely"
    assert "hatch)" not in chart.wide
    assert "0% more lonely" in texts(chart.wide)


def test_where_one_share_is_hidden_the_other_two_are_one():
    found = given.with_figures(without=("loneliness.change.more", "loneliness.change.same"))

    chart = three_shares(found)

    assert chart.title.endswith("and nearly a third were the same or more lonely")
    assert chart.table.rows[1] == ("The same or more lonely", "254", "31%", "")
    assert {"31%", "the same or more lonely", "254 people"} <= set(texts(chart.wide))


def test_one_person_has_three_shares_with_a_warning():
    found = given.with_figures(
        given.share("loneliness.change.less", 1, 1),
        given.share("loneliness.change.same", 0, 1),
        given.share("loneliness.change.more", 0, 1),
    )

    assert "1 person with both scores. Few people." in three_shares(found).base


def test_scores_show_each_score_at_both_times_and_where_lonely_begins(charts):
    chart = charts["scores"]
    said = texts(chart.wide)

    assert chart.title == "Loneliness scores fell from 7.1 to 5.3 on average"
    assert "At the start: 672 of 820 lonely" in said
    assert "At the end: 427 of 820 lonely" in said
    assert {"lonely", "not lonely", "193", "47"} <= set(said)
    assert chart.table.rows[3] == ("6, lonely", "130", "170")
    assert "score 6: 130 at the start, 170 at the end" in chart.alt


@pytest.mark.parametrize(
    ("low", "high", "title"),
    [
        (-1.2, -0.3, "Loneliness scores rose from 7.1 to 5.3 on average"),
        (-0.1, 0.3, "Scores did not clearly change: 7.1 on average at the start, 5.3 at the end"),
        (None, None, "Scores did not clearly change: 7.1 on average at the start, 5.3 at the end"),
    ],
)
def test_the_title_of_scores_says_no_more_than_the_interval(low, high, title):
    change = given.number(
        "loneliness.change.mean", 0.1, Unit.POINTS, ci_low=low, ci_high=high, n=10
    )

    assert scores(given.with_figures(change)).title == title


def test_scores_that_are_hidden_are_said_to_be():
    found = given.with_figures(
        without=("loneliness.change.mean", "loneliness.pairs"),
        scores=tuple(Score(at, None if at == 3 else 20, 20) for at in range(3, 10)),
    )

    chart = scores(found)

    assert chart.title == "Loneliness scores at the start and at the end"
    assert "Scores of only a few people are not shown." in chart.base
    assert "hidden" in texts(chart.narrow)
    assert "At the start" in texts(chart.wide)
    assert chart.table.rows[0] == ("3", "Not shown", "20")
    assert "score 3: hidden at the start" in chart.alt.lower()


def test_wellbeing_is_told_against_the_benchmark(charts):
    chart = charts["wellbeing"]
    said = texts(chart.wide)

    assert chart.title == (
        "Wellbeing rose, but was on average still below the benchmark of 25.2 at the end"
    )
    assert "338 people at the start and 111 people at the end." in chart.base
    assert {"Benchmark 25.2", "22.3 (21.3 to 23.3)", "39% at or above the benchmark"} <= set(said)
    assert chart.table.rows[1] == ("At the end", "111", "22.3", "21.3 to 23.3", "39%", "30% to 48%")
    assert "At the end 22.3 (21.3 to 23.3), 39% at or above the benchmark" in chart.alt


@pytest.mark.parametrize(
    ("end", "limits", "change", "title"),
    [
        (27.0, (26.0, 28.0), 3.0, "Wellbeing rose, and was on average above the benchmark"),
        (25.0, (24.0, 26.0), -3.0, "Wellbeing fell, and was on average close to the benchmark"),
        (24.0, (23.0, 25.0), 0.1, "Average wellbeing was still below the benchmark"),
        (26.0, (None, None), 0.1, "Average wellbeing was above the benchmark"),
        (24.0, (None, None), 0.1, "Average wellbeing was still below the benchmark"),
    ],
)
def test_the_title_of_wellbeing_says_no_more_than_the_intervals(end, limits, change, title):
    low, high = limits
    found = given.with_figures(
        given.number("wellbeing.end.mean", end, Unit.POINTS, n=111, ci_low=low, ci_high=high),
        given.number(
            "wellbeing.change.mean",
            change,
            Unit.POINTS,
            n=67,
            ci_low=change - 1,
            ci_high=change + 1,
        ),
    )

    assert wellbeing(found).title == f"{title} of 25.2 at the end"


def test_wellbeing_that_began_above_the_benchmark_is_not_still_below_it():
    found = given.with_figures(
        given.number("wellbeing.start.mean", 26, Unit.POINTS, n=338, ci_low=25.5, ci_high=27),
        without=("wellbeing.change.mean", "wellbeing.end.at_or_above_national"),
    )

    chart = wellbeing(found)

    assert chart.title == "Average wellbeing was below the benchmark of 25.2 at the end"
    assert chart.table.rows[1][4:] == ("", "")


def test_wellbeing_without_counts_names_none():
    bare = {"unit": Unit.POINTS, "ci_low": 17.0, "ci_high": 19.0}
    found = given.with_figures(
        given.number("wellbeing.start.mean", 18.0, **bare),
        given.number("wellbeing.end.mean", 18.0, **bare),
    )

    assert wellbeing(found).base.endswith("Lines are 95% intervals.")
    assert wellbeing(found).table.rows[0][1] == ""


def test_a_part_with_no_room_for_its_words_has_them_below():
    found = given.with_figures(
        given.share("loneliness.change.less", 80, 1000),
        given.share("loneliness.change.same", 900, 1000),
        given.share("loneliness.change.more", 20, 1000),
    )

    chart = three_shares(found)

    assert {"8% less lonely", "80 people, 6% to 10%"} <= set(texts(chart.wide))
