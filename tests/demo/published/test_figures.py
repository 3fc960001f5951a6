"""The counts that were chosen: each rounds to what is printed, and together they add up."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pytest

from alongside.demo.published.data import count, counts, read

FIGURES = read("figures")["figure"]
METRIC = {
    int(row["raw"]): float(row["metric"])
    for row in csv.DictReader(
        (files("alongside.instruments") / "data" / "swemwbs-metric.csv").read_text().splitlines()
    )
}


def shown(name: str) -> str:
    """The chosen share as it would be printed."""
    said = FIGURES[name]
    return f"{100 * said['count'] / said['of']:.0f}%"


@pytest.mark.parametrize(
    "name",
    [name for name, said in FIGURES.items() if re.fullmatch(r"\d+%", said.get("published", ""))],
)
def test_a_chosen_count_prints_the_published_percentage(name):
    assert shown(name) == FIGURES[name]["published"]


def test_every_figure_says_how_it_was_decided_and_why_where_that_is_not_plain():
    whys = read("figures")["why"]

    for said in FIGURES.values():
        assert said["how"] in ("printed", "rounded", "assumed")
        assert "why" in said or said["how"] != "assumed"
    assert {said["why"] for said in FIGURES.values() if "why" in said} == set(whys)


@pytest.mark.parametrize(
    ("group", "whole"),
    [
        ("referrals.source", "referrals.count"),
        ("people.gender", "referrals.count"),
        ("people.ethnicity", "referrals.count"),
        ("people.lives_alone", "referrals.count"),
        ("support.mode", "referrals.count"),
        ("signposts.destination", "signposts.count"),
    ],
)
def test_the_parts_of_a_whole_add_up_to_it(group, whole):
    assert sum(counts(group).values()) == count(whole)


def test_sources_that_are_not_printed_are_under_1_percent_each():
    small = ("family_or_friend", "national_government", "private_sector", "other", "unknown")

    assert all(counts("referrals.source")[source] / 5787 < 0.01 for source in small)


def test_the_tables_have_the_marginals_of_the_figures():
    tables = read("tables")

    spells = [
        (spell, int(n), often)
        for spell in tables["spell"]
        for n, often in spell["contacts"].items()
    ]
    modes = tables["modes"]
    combinations = {tuple(key.split()): n for key, n in tables["transitions"].items()}

    assert sum(often for _, _, often in spells) == count("referrals.count")
    assert sum(n for spell, _, n in spells if spell["days"][1] == 0) == count("support.one_day")
    assert sum(n for spell, _, n in spells if spell["days"][1] < 91) == count(
        "support.under_13_weeks"
    )
    for mode in ("both", "face_to_face_only", "telephone_only", "other"):
        assert modes["one"].get(mode, 0) + modes["more"][mode] == count(f"support.mode.{mode}")
    for transition in ("health_issue", "mobility_limitation", "bereavement", "separation"):
        having = sum(n for names, n in combinations.items() if transition in names)
        assert having == count(f"people.transition.{transition}")
    assert 5787 - sum(combinations.values()) == count("people.transition.none")
    assert sum(band["people"] for band in tables["age"]) == 5787
    assert sum(place["people"] for place in read("places")["place"]) == 5787
    assert len(read("places")["place"]) == 39


def test_the_table_of_loneliness_has_the_published_marginals():
    cells = [
        (start, end, n)
        for start, ends in enumerate(read("tables")["ucla3"]["pairs"], 3)
        for end, n in enumerate(ends, 3)
    ]

    assert sum(n for _, _, n in cells) == 820
    assert sum(n for start, end, n in cells if end < start) == count("loneliness.change.less")
    assert sum(n for start, end, n in cells if end == start) == count("loneliness.change.same")
    assert sum((start - end) * n for start, end, n in cells) == count("loneliness.change.points")
    lonely = [(end, n) for start, end, n in cells if start >= 6]
    assert sum(n for _, n in lonely) == count("loneliness.start_paired.lonely")
    assert sum(n for end, n in lonely if end < 6) == count("loneliness.lonely_to_not")


def test_the_table_of_wellbeing_has_the_published_marginals():
    table = read("tables")["swemwbs"]
    starts = [METRIC[start] for start, _ in table["pairs"]]
    ends = [METRIC[end] for _, end in table["pairs"]]

    starts += [METRIC[int(raw)] for raw, n in table["starts"].items() for _ in range(n)]
    ends += [METRIC[int(raw)] for raw, n in table["ends"].items() for _ in range(n)]

    assert (len(starts), len(ends)) == (338, 111)
    assert f"{sum(starts) / 338:.1f}" == "18.2"
    assert f"{sum(ends) / 111:.1f}" == "22.3"
    assert sum(score < 25.2 for score in starts) == count("wellbeing.start.below_national")
    assert sum(score >= 25.2 for score in ends) == count("wellbeing.end.at_or_above_national")
