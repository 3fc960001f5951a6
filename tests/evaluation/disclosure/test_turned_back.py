"""The attacker's way from a printed number back to counts: it is known to work where it could."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alongside.evaluation import Findings, Status, Unit
from alongside.evaluation.disclosure import controlled
from alongside.evaluation.findings import Score
from alongside.evaluation.population import reach_of
from alongside.evaluation.stats import mcnemar_exact

from .attacker import Attacker
from .found import count, findings, number, share
from .turned_back import TERMS, ranges_by_odds

OURS, THEIRS = "matched.less.treated", "matched.less.comparison"


def of_matching() -> list:
    return [
        count("matched.pairs", 100),
        share(OURS, 70, 100),
        share(THEIRS, 41, 100),
        number("matched.less.e_value", 2.81, Unit.RATIO, rests_on=(OURS, THEIRS)),
    ]


def test_an_exact_e_value_gives_both_counts_back():
    shown = controlled(findings(of_matching()))
    exact = replace(shown["matched.less.e_value"], value=2.81)

    attacker = Attacker().reads(replace(shown, figures=shown.figures | {exact.id: exact}))

    assert attacker.range_of(OURS) == (70, 70)
    assert attacker.range_of(THEIRS) == (41, 41)


def test_a_published_e_value_is_that_of_the_published_shares_and_gives_nothing_back():
    shown = controlled(findings(of_matching()))

    attacker = Attacker().reads(shown)

    assert shown["matched.less.e_value"].value == 2.9  # of 70 and 40
    assert attacker.range_of(THEIRS) == (38, 42)


def test_an_e_value_of_nobody_less_lonely_in_the_comparison_is_not_told():
    figures = of_matching()
    figures[2] = share(THEIRS, 0, 100)

    assert controlled(findings(figures))["matched.less.e_value"].value is None


def test_mcnemars_p_beside_one_of_its_two_counts_gives_the_other_back():
    """Which is why it is hidden with either."""
    lonely = share("loneliness.lonely_to_not", 319, 672)
    into = share("loneliness.not_to_lonely", 2, 148)
    p = number("loneliness.mcnemar.p", float(f"{mcnemar_exact(319, 2):.1e}"), Unit.P)
    many = ((5, 148, 465), (6, 172, 140), (7, 200, 103), (8, 200, 61), (9, 100, 51))
    scores = tuple(Score(*each) for each in many)
    severe = [
        share(f"factor.severe_at_start.{name}.less", *each)
        for name, each in (("yes", (200, 300)), ("no", (300, 520)))
    ]
    figures = [count("loneliness.pairs", 820), lonely, into, p, *severe]
    shown = controlled(findings(figures, scores=scores))
    with_p = replace(shown, figures=shown.figures | {p.id: p})

    told, untold = (Attacker().reads(each).range_of(into.id) for each in (with_p, shown))

    assert told[0] <= 2 <= told[1] < 5
    assert untold[1] - untold[0] >= 7
    assert shown[p.id].status is Status.SUPPRESSED


def test_wilcoxons_p_of_nobody_more_lonely_says_about_how_many_are_less():
    """Where nobody moved the other way it lies between two numbers, however far people moved."""
    ways = {"less": 12, "same": 28, "more": 0}
    less, same, more = (share(f"loneliness.change.{way}", n, 40) for way, n in ways.items())
    p = number("loneliness.change.p", 0.00053, Unit.P)  # of 12 who moved one point
    shown = controlled(findings([less, same, more, p]))

    attacker = Attacker().reads(replace(shown, figures=shown.figures | {p.id: p}))

    assert attacker.range_of(less.id) == (12, 12)


def modelled(odds: float) -> Findings:
    """One term that varies: the odds of 30 of 40 beside those of 20 of 60."""
    figures = [
        count("loneliness.pairs", 100),
        share("factor.female.yes.less", 30, 40),
        share("factor.female.no.less", 20, 60),
    ]
    for term in TERMS:
        one = number(f"factor.{term}.odds_ratio", odds, Unit.ODDS_RATIO, n=100)
        if term != "female":
            one = replace(one, status=Status.NOT_AVAILABLE, value=None)
        figures.append(one)
    return findings(figures)


def test_odds_solved_backwards_say_more_of_a_hidden_count_than_the_tables():
    shown = controlled(modelled(6.0))
    hidden = "factor.female.no.less"
    gone = replace(shown[hidden], value=None, n=None, status=Status.SUPPRESSED)
    published = replace(shown, figures=shown.figures | {hidden: gone})
    attacker = Attacker().reads(published)

    plain = attacker.range_of(hidden)
    solved = ranges_by_odds(attacker, published, [hidden])[hidden]

    assert solved[0] >= plain[0]
    assert solved[1] < plain[1]
    assert solved[0] <= 20 <= solved[1]


@pytest.mark.parametrize("groups", [("0-59", "60-"), ("0-17", "18-59", "60-69", "70-")])
def test_who_is_under_60_gives_no_group_of_the_population_back(groups: tuple[str, ...]):
    many = {"0-59": 60, "60-": 3, "0-17": 3, "18-59": 57, "60-69": 40, "70-": 60}
    total = sum(many[group] for group in groups)
    figures = [
        count("episodes.count", total),
        share("people.under_60", 60, total),
        *([share("people.under_70", 100, total)] if total > 100 else []),
    ]
    reach = tuple(reach_of("age", group, many[group], total, 100, 500) for group in groups)

    shown = controlled(findings(figures, reach=reach))

    attacker = Attacker().reads(shown, population=[f"age:{group}" for group in groups])
    hidden = [group for group in groups if f"reach.age.{group}" in attacker.hidden]
    assert hidden
    for group in hidden:
        low, high = attacker.range_of(f"reach.age.{group}")
        assert high - low + 1 >= (7 if many[group] < 8 else 5)


def test_groups_that_the_populations_file_has_not_are_not_what_is_left():
    """95 of 96 are in a group of the file: one is in none."""
    figures = [
        count("episodes.count", 96),
        *(share(f"people.gender.{name}", n, 96) for name, n in (("female", 60), ("male", 35))),
        share("people.gender.other", 1, 96),
    ]
    reach = tuple(
        reach_of("gender", name, n, 95, 5000, 10_000) for name, n in (("female", 60), ("male", 35))
    )

    shown = controlled(findings(figures, reach=reach))

    attacker = Attacker().reads(shown, population=["gender:female", "gender:male"])
    low, high = attacker.range_of("people.gender.other")
    assert high - low + 1 >= 7
