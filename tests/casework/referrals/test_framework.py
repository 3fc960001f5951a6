"""The written framework and its rule."""

import pytest

from alongside.casework.referrals import framework

now = framework.current()
LEAST = {domain.code: 1 for domain in now.domains}


def test_every_domain_has_four_levels_in_words_of_their_own():
    for domain in now.domains:
        assert [step.number for step in domain.steps] == [1, 2, 3, 4]
        assert len({step.short for step in domain.steps}) == 4
        assert all(step.words.endswith(".") for step in domain.steps)
        assert domain.ask.endswith("?")


@pytest.mark.parametrize(
    ("levels", "overall"),
    [
        ({}, "low"),
        ({"health": 2, "mood": 2}, "low"),
        ({"health": 2, "mood": 2, "people": 2}, "medium"),
        ({"health": 3}, "medium"),
        ({"health": 3, "mood": 3}, "medium"),
        ({"health": 3, "mood": 3, "people": 3}, "high"),
        ({"health": 4}, "high"),
    ],
)
def test_the_overall_level_follows_the_stated_rule(levels, overall):
    assert now.compute(LEAST | levels) == overall


def test_a_domain_that_is_not_known_counts_for_nothing_and_is_counted_as_open():
    assert now.compute({"mood": 2}) == "low"
    assert now.not_known({"mood": 2}) == len(now.domains) - 1


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ({}, "Choose a level for at least one part"),
        ({"charm": 2}, "no part called charm"),
        ({"mood": 5}, "A level is 1, 2, 3 or 4"),
        ({"mood": 4}, ""),
    ],
)
def test_levels_that_cannot_be_assessed_are_refused_in_words(levels, words):
    fault = now.fault(levels)

    assert fault.find(words) >= 0
    assert bool(fault) == bool(words)


def test_a_version_that_is_not_kept_is_refused_and_those_that_are_kept_are_named():
    with pytest.raises(LookupError, match=r"no framework 1999-1. These are kept: 2026-1"):
        framework.load("1999-1")


def test_every_overall_level_says_what_it_means_for_the_support():
    assert [now.overall[level].name for level in framework.LEVELS] == ["Low", "Medium", "High"]
    assert now.domain("mobility").step(3).short == "With somebody"
