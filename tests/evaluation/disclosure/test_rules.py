"""The contract's rules of disclosure, by example."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alongside.evaluation import Status, Unit, stats
from alongside.evaluation.disclosure import controlled
from alongside.evaluation.social_value import Swing

from .found import count, findings, number, share, shown, sources

BLANK = (None, None, None, None, None)


def numbers(figure):
    return figure.value, figure.n, figure.base, figure.ci_low, figure.ci_high


# ---- 1: small counts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("many", "told"), [(0, 0), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (5787, 5785)]
)
def test_counts_are_rounded_to_the_nearest_five(many: int, told: int):
    kept = controlled(findings([count("referrals.count", many)]))

    assert kept["referrals.count"].value == told
    assert kept.published


@pytest.mark.parametrize("many", range(1, 8))
def test_a_count_of_one_to_seven_is_hidden(many: int):
    kept = controlled(findings([count("gaps.count", many)]))

    assert kept["gaps.count"].status is Status.SUPPRESSED
    assert numbers(kept["gaps.count"]) == BLANK


def test_halves_go_up():
    kept = controlled(findings([count("gaps.count", 45)]), suppress_below=8, round_to=10)

    assert kept["gaps.count"].value == 50


def test_shares_and_intervals_are_computed_from_rounded_counts():
    kept = controlled(findings([share("health_limits.end.all_of_the_time", 33, 98)]))

    figure = kept["health_limits.end.all_of_the_time"]
    assert (figure.n, figure.base, figure.value) == (35, 100, 0.35)
    assert (figure.ci_low, figure.ci_high) == stats.wilson(35, 100)


@pytest.mark.parametrize("n", [1, 7, 93, 99])
def test_a_share_is_hidden_where_few_are_in_it_or_few_are_not(n: int):
    kept = controlled(findings([share("health_limits.end.all_of_the_time", n, 100)]))

    assert numbers(kept["health_limits.end.all_of_the_time"]) == BLANK


@pytest.mark.parametrize(("n", "told"), [(0, 0.0), (100, 1.0), (8, 0.1), (92, 0.9)])
def test_nobody_and_everybody_are_shown(n: int, told: float):
    kept = controlled(findings([share("health_limits.end.all_of_the_time", n, 100)]))

    assert kept["health_limits.end.all_of_the_time"].value == told


def test_a_mean_of_fewer_than_eight_is_hidden():
    few = replace(number("support.hours.mean", 2.51, Unit.HOURS), n=7, ci_low=1.0, ci_high=4.0)

    kept = controlled(findings([few]))

    assert numbers(kept["support.hours.mean"]) == BLANK


def test_a_reason_that_tells_of_a_few_people_is_hidden_too():
    why = "Nobody's score changed."
    three = [
        count("loneliness.pairs", 3),
        share("loneliness.change.same", 3, 3),
        number("loneliness.change.p", float("nan"), Unit.P, why=why),
    ]
    many = [count("loneliness.pairs", 30), replace(three[2])]

    few_people, people = controlled(findings(three)), controlled(findings(many))

    assert few_people["loneliness.change.p"].status is Status.SUPPRESSED
    assert not few_people["loneliness.change.p"].why
    assert people["loneliness.change.p"].why == why


# ---- 2: breakdowns -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("true", "told"),
    [
        ((13, 13, 1), [None, None, None]),  # rounding alone prints 15, 15 and a total of 25
        ((40, 30, 20), [40, 30, 20]),
        ((40, 30, 3), [40, None, None]),
        ((40, 14, 13, 3), [40, 15, None, None]),
        ((40, 14, 12, 3), [40, None, None, None]),  # 12 and 3 are not yet 16
        ((100, 7, 7, 2), [100, None, None, None]),  # they are 16 together
        ((100, 7, 7, 1), [None, None, None, None]),
        ((50, 40, 6, 0), [50, None, None, 0]),  # nobody is shown, and hides nobody
        ((5, 2), [None, None]),
    ],
)
def test_the_next_smallest_are_hidden_until_sixteen_are(true: tuple[int, ...], told: list[int]):
    kept = controlled(findings(sources(*true)))

    assert shown(kept) == told


def test_a_sum_of_two_categories_does_not_give_them_back():
    figures = [*sources(40, 60, 50), share("referrals.source_group.statutory", 43, 153)]
    figures.insert(2, share("referrals.source.local_authority", 3, 153))
    figures = [replace(f, base=153) if f.base else f for f in figures]
    figures[0] = count("referrals.count", 153)

    kept = controlled(findings(figures))

    assert kept["referrals.source_group.statutory"].n == 45
    assert kept["referrals.source.local_authority"].n is None
    assert kept["referrals.source.nhs"].n is None


def test_those_of_60_to_69_are_not_left_over_between_two_figures():
    figures = [share("people.under_60", 48, 120), share("people.under_70", 50, 120)]

    kept = controlled(findings(figures))

    assert kept["people.under_70"].n == 50
    assert kept["people.under_60"].status is Status.SUPPRESSED


def test_a_level_of_a_factor_is_hidden_with_its_means_and_its_place_in_the_models():
    figures = [
        count("loneliness.pairs", 100),
        share("loneliness.change.less", 60, 100),
        share("factor.age_under_60.yes.less", 3, 5),
        replace(number("factor.age_under_60.yes.change", 1.2, Unit.POINTS), n=5),
        share("factor.age_under_60.no.less", 57, 95),
        replace(number("factor.age_under_60.no.change", 1.3, Unit.POINTS), n=95),
        number("factor.age_under_60.odds_ratio", 1.234, Unit.ODDS_RATIO, n=100, least=2),
        number("factor.age_under_60.slope.p", 0.0321, Unit.P),
        number("factor.female.odds_ratio", 1.234, Unit.ODDS_RATIO, n=100, least=30),
    ]

    kept = controlled(findings(figures))

    hidden = {id_ for id_, each in kept.figures.items() if each.status is Status.SUPPRESSED}
    assert hidden == {id_ for id_ in kept.figures if id_.startswith("factor.age_under_60")}
    assert kept["factor.female.odds_ratio"].value == 1.2


def test_a_mean_does_not_give_back_how_many_became_less_lonely():
    """Nobody became more lonely, and 3 points were won in all: at most three people won any."""
    figures = [
        count("loneliness.pairs", 40),
        share("loneliness.change.less", 3, 40),
        share("loneliness.change.same", 37, 40),
        share("loneliness.change.more", 0, 40),
        replace(number("loneliness.change.mean", 0.075, Unit.POINTS), n=40),
        number("sroi.ratio", 1.5, Unit.RATIO, rests_on=("loneliness.change.mean",)),
        number("sroi.present_value_all_costs", 51_499.0, Unit.GBP),
    ]

    kept = controlled(findings(figures, sensitivity=(Swing("a", "deadweight", 0, 1, 1.234, 1),)))

    assert kept["loneliness.change.mean"].status is Status.SUPPRESSED
    assert kept["sroi.ratio"].status is Status.SUPPRESSED
    assert kept.sensitivity == ()
    assert kept["sroi.present_value_all_costs"].value == 51_000


def test_a_few_without_a_counterpart_do_not_hide_the_comparison():
    figures = [
        count("loneliness.pairs", 728),
        count("matched.treated", 471),
        count("matched.pairs", 467),
        count("matched.unmatched", 4),
        share("matched.less.treated", 334, 467),
    ]

    kept = controlled(findings(figures))

    assert kept["matched.unmatched"].status is Status.SUPPRESSED
    assert kept["matched.treated"].status is Status.SUPPRESSED
    assert (kept["matched.pairs"].value, kept["matched.less.treated"].n) == (465, 335)


# ---- 3: everything else --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "unit", "value", "told"),
    [
        ("support.days.median", Unit.DAYS, 50.25, 50.3),
        ("support.hours.mean", Unit.HOURS, 2.6846, 2.7),
        ("wellbeing.change.mean", Unit.POINTS, -0.04, 0.0),
        ("factor.female.odds_ratio", Unit.ODDS_RATIO, 1.4434, 1.4),
        ("factor.female.slope", Unit.POINTS, -0.8409, -0.84),
        ("factor.female.odds_ratio.p", Unit.P, 0.000236, 0.00024),
        ("sroi.present_value_outcomes", Unit.GBP, 4_692_192.31, 4_692_000),
        ("sroi.ratio", Unit.RATIO, 2.0395, 2.04),
        ("missing.ipw.less", Unit.SHARE, 0.7036, 0.70),
    ],
)
def test_other_numbers_are_rounded_by_their_unit(id_: str, unit: Unit, value: float, told: float):
    figure = number(id_, value, unit, n=706, interval=(value, value))

    kept = controlled(findings([figure]))[id_]

    assert (kept.value, kept.ci_low, kept.ci_high) == (told, told, told)
    assert kept.n == (None if id_.startswith("sroi") else 705)  # those are draws, not people


def test_a_difference_is_that_of_the_two_shares_as_they_are_published():
    figures = [
        share("matched.less.treated", 334, 467),
        share("matched.less.comparison", 241, 467),
        number("matched.less.difference", 93 / 467, Unit.SHARE, n=467, interval=(0.1391, 0.2591)),
        share("matched.became_lonely.treated", 12, 47),
        share("matched.became_lonely.comparison", 18, 47),
        number("matched.became_lonely.difference", -6 / 47, Unit.SHARE, n=47),
    ]

    found = controlled(findings(figures))
    kept, without_interval = (
        found[f"matched.{name}.difference"] for name in ("less", "became_lonely")
    )

    assert kept.value == pytest.approx(335 / 465 - 240 / 465)
    assert kept.ci_high - kept.value == pytest.approx(0.06)
    assert without_interval.ci_low is None


def test_a_share_of_draws_is_no_share_of_people():
    figure = number("sroi.simulated.share_above_one", 0.9731, Unit.SHARE, n=9997, base=10_000)

    kept = controlled(findings([figure]))["sroi.simulated.share_above_one"]

    assert (kept.value, kept.n, kept.base) == (0.97, None, 10_000)


# ---- Other numbers -------------------------------------------------------------------------------


def test_other_numbers_can_be_set():
    figures = sources(43, 3, 4, 2)

    kept = controlled(findings(figures), suppress_below=3, round_to=1)

    assert shown(kept) == [43, None, None, None]
    assert (kept.suppress_below, kept.round_to) == (3, 1)


def test_somebody_is_never_rounded_to_nobody():
    kept = controlled(findings(sources(40, 30, 20, 2)), suppress_below=2, round_to=5)

    assert shown(kept) == [40, 30, None, None]


@pytest.mark.parametrize(("below", "to"), [(0, 5), (8, 0)])
def test_numbers_below_one_are_refused(below: int, to: int):
    with pytest.raises(ValueError, match="rounded to"):
        controlled(findings(), suppress_below=below, round_to=to)
