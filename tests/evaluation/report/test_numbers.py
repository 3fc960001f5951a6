"""The one rule for rounding and wording numbers."""

from datetime import date

import pytest

from alongside.evaluation.figure import Figure, Status, Unit
from alongside.evaluation.report import numbers


def figure(unit: Unit, value: float | None, id_: str = "x", **fields) -> Figure:
    return Figure(id_, "", value, unit, **fields)


@pytest.mark.parametrize(
    ("unit", "value", "written"),
    [
        (Unit.SHARE, 0.6902, "69%"),
        (Unit.SHARE, 0.125, "13%"),  # a half goes up
        (Unit.SHARE, 0.285, "29%"),
        (Unit.SHARE, 0.0, "0%"),
        (Unit.SHARE, 0.0049, "under 1%"),
        (Unit.SHARE, 0.9951, "over 99%"),
        (Unit.SHARE, 1.0, "100%"),
        (Unit.SHARE, -0.472, "−47%"),
        (Unit.COUNT, 5787, "5,787"),
        (Unit.MEAN, 2.45, "2.5"),
        (Unit.MEDIAN, 3.0, "3"),
        (Unit.MEDIAN, 65.5, "65.5"),
        (Unit.DAYS, 33.25, "33.3"),
        (Unit.HOURS, 2.449, "2.4"),
        (Unit.POINTS, 1.75, "1.8"),
        (Unit.POINTS, -0.04, "0.0"),
        (Unit.POINTS, -0.75, "−0.8"),
        (Unit.RATIO, 2.0396, "2.04"),
        (Unit.RATIO, 0.004, "under 0.01"),
        (Unit.RATIO, -0.02, "−0.02"),
        (Unit.ODDS_RATIO, 1.005, "1.01"),
        (Unit.P, 0.00099, "less than 0.001"),
        (Unit.P, 0.0391, "0.039"),
        (Unit.P, 0.9996, "more than 0.999"),
        (Unit.P, 1.0, "1.000"),
        (Unit.GBP, 4_692_192.31, "£4,692,000"),
        (Unit.GBP, 9_400.5, "£9,401"),
        (Unit.GBP, -1_188_400.0, "−£1,188,000"),
        (Unit.GBP, -0.4, "£0"),
    ],
)
def test_each_kind_of_number_is_written_by_its_rule(unit, value, written):
    assert numbers.shown(figure(unit, value)) == written


def test_a_difference_of_shares_is_counted_in_points_with_its_sign():
    difference = figure(
        Unit.SHARE, 0.22, "matched.less.difference", n=640, ci_low=-0.014, ci_high=0.27
    )

    assert numbers.shown(difference) == "+22 points"
    assert numbers.interval(difference) == "−1 to 27 points"
    assert numbers.points(-0.01) == "−1 point"
    assert numbers.points(0.001) == "0 points"


@pytest.mark.parametrize(
    ("value", "low", "high", "words"),
    [
        (0.22, 0.16, 0.27, "22 points more (16 to 27)"),
        (-0.22, -0.27, -0.16, "22 points fewer (16 to 27)"),
        (0.01, -0.02, 0.09, "1 point more (2 fewer to 9 more)"),
        (0.001, -0.1, 0.001, "no difference (10 fewer to none)"),
        (0.3, None, None, "30 points more"),
    ],
)
def test_the_interval_of_a_difference_says_which_way(value, low, high, words):
    difference = figure(Unit.SHARE, value, "matched.less.difference", ci_low=low, ci_high=high)

    assert numbers.points_apart(difference) == words


def test_what_cannot_be_shown_says_so_and_has_no_interval_and_no_base():
    hidden = figure(Unit.SHARE, None, status=Status.SUPPRESSED)
    missing = figure(Unit.SHARE, None, status=Status.NOT_AVAILABLE, why="No table.")

    assert numbers.shown(hidden) == "too few to show"
    assert numbers.shown(missing) == "not available"
    assert numbers.interval(hidden) == numbers.base_words(missing) == ""
    assert not numbers.few(hidden)


def test_an_interval_is_written_as_its_value_is():
    assert numbers.interval(figure(Unit.SHARE, 0.69, ci_low=0.658, ci_high=0.721)) == "66% to 72%"
    assert numbers.interval(figure(Unit.SHARE, 1.0, ci_low=0.997, ci_high=1.0)) == "100% to 100%"
    assert numbers.interval(figure(Unit.POINTS, 1.8, ci_low=1.68, ci_high=1.92)) == "1.7 to 1.9"
    assert numbers.interval(figure(Unit.POINTS, 1.8)) == ""


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (figure(Unit.SHARE, 0.5, "loneliness.change.less", n=410, base=820), "of 820 people"),
        (figure(Unit.SHARE, 0.5, "referrals.source.nhs", n=1, base=1), "of 1 referral"),
        (figure(Unit.SHARE, 1, "follow_up.less", n=1, base=1), "of 1 person"),
        (figure(Unit.POINTS, 1.8, "loneliness.change.mean", n=1820), "1,820 people"),
        (figure(Unit.COUNT, 9, "loneliness.pairs"), ""),
    ],
)
def test_a_base_says_what_it_counts(figure, words):
    assert numbers.base_words(figure) == words


def test_under_a_hundred_people_are_few():
    assert numbers.few(figure(Unit.SHARE, 0.5, n=40, base=99))
    assert not numbers.few(figure(Unit.SHARE, 0.5, n=40, base=100))


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "none"),
        (0.04, "few"),
        (0.095, "about a tenth"),
        (0.12, "over a tenth"),
        (0.17, "nearly a fifth"),
        (0.24, "about a quarter"),
        (0.27, "over a quarter"),
        (0.47, "nearly half"),
        (0.5, "about half"),
        (0.55, "over half"),
        (0.69, "over two thirds"),
        (0.8, "over three quarters"),
        (0.87, "nearly nine in ten"),
        (0.97, "nearly all"),
        (1.0, "all"),
    ],
)
def test_a_share_has_one_name(share, words):
    assert numbers.roughly(share) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "none"), (0.05, "few"), (0.2, "some"), (0.39, "many"), (0.6, "most"), (1, "all")],
)
def test_of_a_few_people_no_fraction_is_claimed(share, words):
    assert numbers.many(share) == words


def test_days_months_and_pounds_for_a_pound():
    assert numbers.day(date(2026, 3, 2)) == "2 March 2026"
    assert numbers.month(date(2026, 3, 2)) == "March 2026"
    assert numbers.pounds_for_a_pound(2.0396) == "£2.04"
    assert numbers.pounds_for_a_pound(-0.5) == "−£0.50"


@pytest.mark.parametrize(
    ("low", "high", "way"),
    [(0.1, 0.2, 1), (-0.2, -0.1, -1), (-0.1, 0.2, 0), (None, None, 0)],
)
def test_a_difference_is_clear_when_its_whole_interval_lies_on_one_side(low, high, way):
    assert numbers.clear(figure(Unit.POINTS, 0.1, ci_low=low, ci_high=high)) == way
