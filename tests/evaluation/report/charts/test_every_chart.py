"""What holds for every chart, whatever was found."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from alongside.evaluation.report.charts import every, funnel, theme, three_shares, wellbeing
from alongside.evaluation.report.charts.theme import NARROW, WIDE

from . import given
from .reading import contrast, lines, root, size_of

CASES = [*given.CASES, "published"]


def pictures(charts):
    return [
        (f"{chart.id} {name}", picture)
        for chart in charts
        for name, picture in (("wide", chart.wide), ("narrow", chart.narrow))
    ]


@pytest.mark.parametrize("case", CASES)
def test_no_word_meets_another_or_is_cut_off(drawn, case):
    found = []

    for name, picture in pictures(drawn[case]):
        width, height = size_of(picture)
        there = lines(picture)
        for at, line in enumerate(there):
            if line.left < -1 or line.right > width + 1 or line.top < -1 or line.bottom > height:
                found.append(f"{name}: “{line.text}” is cut off: {line} of {width} {height}")
            met = [other.text for other in there[at + 1 :] if line.meets(other)]
            found += [f"{name}: “{line.text}” meets “{other}”" for other in met]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("case", CASES)
def test_every_word_can_be_read_at_the_width_shown(drawn, case):
    for name, picture in pictures(drawn[case]):
        sizes = [line.size for line in lines(picture)]

        assert sizes, name
        assert min(sizes) >= 15, name


@pytest.mark.parametrize("case", CASES)
def test_a_drawing_is_a_named_and_described_picture_that_needs_nothing_from_elsewhere(drawn, case):
    for chart in drawn[case]:
        for picture, size in ((chart.wide, WIDE), (chart.narrow, NARROW)):
            svg = root(picture)
            name = f"{chart.id}-{size.name}"

            assert svg.get("role") == "img"
            assert svg.get("aria-labelledby") == f"{name}-title {name}-desc"
            assert size_of(picture)[0] == float(svg.attrib["width"]) == size.width
            assert [each.text for each in svg[:2]] == [chart.title, chart.alt]
            assert not re.search(
                r"style=|<script|<style|href|class=|url\((?!#)|http(?!://www.w3)", picture
            )


@pytest.mark.parametrize("case", CASES)
def test_many_drawings_can_stand_in_one_page(drawn, case):
    ids = [
        found
        for _, picture in pictures(drawn[case])
        for found in re.findall(r' id="([^"]*)"', picture)
    ]
    uses = [
        found
        for _, picture in pictures(drawn[case])
        for found in re.findall(r"url\(#([^)]*)\)", picture)
    ]

    assert len(ids) == len(set(ids))
    assert set(uses) <= set(ids)


@pytest.mark.parametrize("case", CASES)
def test_nothing_that_is_no_number_is_drawn_or_told(drawn, case):
    for chart in drawn[case]:
        table = " ".join(cell for row in chart.table.rows for cell in row)
        everything = " ".join([chart.title, chart.base, chart.alt, table, chart.wide, chart.narrow])

        assert not re.search(r"\b(NaN|inf|Infinity|null|undefined)\b", everything), chart.id
        assert not re.search(r"\bNone(?! (lies|of|identified))", everything), chart.id


@pytest.mark.parametrize("case", CASES)
def test_tables_are_whole_and_titles_are_short(drawn, case):
    for chart in drawn[case]:
        table = chart.table

        assert all(len(row) == len(table.head) == len(table.numeric) for row in table.rows)
        assert len(chart.title) <= 130, chart.title
        assert not chart.title.endswith(".")
        assert chart.base.endswith(".")
        assert chart.alt.endswith(".")


def test_the_same_findings_give_the_same_bytes(charts):
    again = [
        three_shares(given.normal()),
        wellbeing(given.normal()),
        funnel(given.normal(), "loneliness.change.less"),
    ]

    assert again == [charts[chart.id] for chart in again]


def test_every_figure_that_schemes_are_compared_by_has_a_funnel(drawn):
    ids = [chart.id for chart in drawn["normal"]]

    assert len(ids) == len(set(ids)) == 16


@pytest.mark.parametrize("findings", [given.nothing(), given.hidden()], ids=["nobody", "hidden"])
def test_where_nothing_may_be_shown_there_is_no_chart(findings):
    assert every(findings) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (theme.HARBOUR, theme.SAND),
        (theme.SAND, theme.BRICK),
        (theme.HARBOUR, theme.WORSE),
        (theme.HARBOUR, theme.PAPER),
        (theme.BRICK, theme.PAPER),
        (theme.EDGE, theme.PAPER),
    ],
)
def test_neighbours_differ_in_lightness_so_that_grey_is_enough(one, other):
    assert contrast(one, other) >= 3


@pytest.mark.parametrize("ground", [theme.PAPER, theme.SAND, theme.BETTER, theme.WORSE])
def test_words_can_be_read_on_what_they_stand_on(ground):
    assert contrast(theme.INK, ground) >= 4.5


def test_altair_accepts_all_that_vega_lite_is_told(monkeypatch):
    import altair
    import vl_convert

    told = []
    empty = '<svg width="1" height="1"></svg>'
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", lambda one: told.append(one) or empty)

    every(given.normal())

    assert len(told) == 28
    for one in told[::3]:
        altair.LayerChart.from_dict(one, validate=True)


def test_drawings_are_well_formed(drawn):
    for charts in drawn.values():
        for _, picture in pictures(charts):
            assert ET.fromstring(picture).tag.endswith("}svg")
