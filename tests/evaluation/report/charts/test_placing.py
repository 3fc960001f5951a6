"""Widths of words, ticks of axes, and where labels go."""

from __future__ import annotations

from pathlib import Path

import pytest

import alongside
from alongside.evaluation.report.charts.letters import packed, width_of, wrapped
from alongside.evaluation.report.charts.rows import Row, plan
from alongside.evaluation.report.charts.scale import amounts, ratios, shares
from alongside.evaluation.report.charts.svg import number
from alongside.evaluation.report.charts.theme import NARROW


def test_bold_letters_are_wider_and_a_letter_that_the_font_has_not_has_a_width():
    assert width_of("lonely", 17) < width_of("lonely", 17, bold=True)
    assert width_of("ŵ", 17) > 0
    assert width_of("mm", 20) == 2 * width_of("m", 20)


def test_lines_break_between_words_and_a_long_word_stays_whole():
    assert wrapped("one two three", 16, 60) == ["one two", "three"]
    assert wrapped("Llanfairpwllgwyngyll", 16, 20) == ["Llanfairpwllgwyngyll"]
    assert wrapped("", 16, 20) == [""]


def test_labels_move_no_further_than_they_have_to():
    assert packed([0, 10, 90], [20, 20, 20], 5, 100) == [0, 25, 80]


def test_a_value_that_fits_beside_no_line_has_its_own():
    long = "A label that is nearly as wide as the drawing"
    row = Row(long, "1.00 (0.50 to 1.50)", "against another that is as wide as this one")

    placed = plan(NARROW, [row], shares(1.0))

    assert placed.words[-1].text == "1.00 (0.50 to 1.50)"
    assert placed.words[-1].x == 0
    assert placed.words[-1].y > placed.words[-2].y


@pytest.mark.parametrize(
    ("highest", "high"), [(0.03, 0.05), (0.13, 0.15), (0.41, 0.5), (0.72, 0.8), (1.0, 1.0)]
)
def test_shares_begin_at_nought_and_end_at_a_round_number(highest, high):
    scale = shares(highest)

    assert scale.ticks[0] == 0
    assert scale.high == pytest.approx(high)


def test_an_axis_of_one_value_has_two_ticks():
    assert len(amounts([0.0]).ticks) >= 2
    assert amounts([2.0, 2.0]).low <= 2 <= amounts([2.0, 2.0]).high


def test_ratios_lie_around_1_on_a_logarithmic_axis():
    scale = ratios([0.6, 1.5])

    assert scale.ticks == (0.5, 1, 2)
    assert scale.share(1) == pytest.approx(0.5)
    assert ratios([0.0, 1e-9, 1e9]).low == 0.01


@pytest.mark.parametrize(("value", "said"), [(-0.5, "-0.5"), (-0.001, "0"), (12.0, "12")])
def test_coordinates_are_short(value, said):
    assert number(value) == said


def test_the_report_has_the_same_letters_as_the_application():
    folder = Path(alongside.__file__).parent
    ours = sorted((folder / "evaluation/report/fonts").iterdir())

    assert [font.name for font in ours if font.suffix == ".ttf"]
    for font in ours:
        assert font.read_bytes() == (folder / "casework/site/fonts" / font.name).read_bytes()
