"""What is said to hang together does, and every name in it is a name of something."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from alongside.evaluation import Findings, Status, evaluate, findings_of
from alongside.evaluation.disclosure.counting import counts_of
from alongside.evaluation.disclosure.relations import (
    base_name,
    breakdowns,
    numerator_name,
    rests_on,
    twins,
)

from .programmes import options, programme


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    into = tmp_path_factory.mktemp("programme")
    return findings_of(evaluate(programme(into / "x", 1, people=400), options(into / "more", 1)))


def test_figures_that_are_said_to_have_one_base_have_one(everything: Findings):
    counts = counts_of(everything).values

    for figure in everything.figures.values():
        if figure.base is not None and not figure.id.startswith("sroi."):
            assert counts[base_name(figure.id)] == figure.base, figure.id
            if figure.n is not None:
                assert counts[numerator_name(figure.id)] == figure.n, figure.id


def test_parts_add_up_to_no_more_than_their_whole(everything: Findings):
    counts = counts_of(everything)

    for each in counts.breakdowns:
        if each.whole:
            assert sum(counts.values[name] for name in each.parts) <= counts.values[each.whole], (
                each
            )


def test_every_name_stands_for_something(everything: Findings):
    found = files("alongside.evaluation.disclosure") / "breakdowns.toml"
    told = tomllib.loads(found.read_text(encoding="utf-8"))
    counts = counts_of(everything).values

    known = breakdowns(counts)
    assert len(known) == sum(len(each.get("each", [""])) for each in told["breakdown"])
    assert all(each.parts and (not each.whole or each.whole in counts) for each in known)
    assert all(name in counts for pair in twins() for name in pair)
    assert all(rests_on(everything.figures).values())
    bases = {base_name(figure.id) for figure in everything.figures.values()}
    assert {name for name in told["of"].values() if "*" not in name} <= bases


def test_a_figure_of_shares_with_several_categories_is_a_breakdown(everything: Findings):
    """Whoever adds a figure with categories says what they add up to."""
    counts = counts_of(everything)
    parts = {name for each in counts.breakdowns for name in each.parts}

    alone = {
        figure.id
        for figure in everything.figures.values()
        if figure.status is Status.OK
        and figure.n is not None
        and figure.base is not None
        and not {numerator_name(figure.id), f"{figure.id}/not"} & parts
        and not figure.id.startswith("sroi.")
    }

    assert alone == {
        "referrals.stop_gap",
        "people.transition.not_asked",
        "support.under_13_weeks",
        "support.at_most_weekly",
        "signposts.people_share",
        "people.under_70",
        "loneliness.start.lonely",
        "loneliness.completion",
        "wellbeing.end.at_or_above_national",
        "follow_up.declined",
        "gaps.self_sustaining_of_running",
        "matched.less.comparison",
        "matched.lonely_to_not.comparison",
        "matched.became_lonely.comparison",
    }
