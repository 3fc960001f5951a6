"""A percentage as printed: the counts that it allows, and the bases."""

from __future__ import annotations

from fractions import Fraction

import pytest

from alongside.evaluation.reader.printed import Percentage, Span, read_percentage


def printed(text: str) -> Percentage:
    found = read_percentage(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "base", "counts"),
    [
        ("42%", 71, "30"),
        ("65%", 71, "46"),
        ("69%", 820, "562 to 569"),
        ("50%", 3, "none"),
        ("0%", 71, "0"),
        ("100%", 71, "71"),
        ("12%", 8, "1"),  # a half: 12.5
        ("13%", 8, "1"),
        ("12.5%", 8, "1"),
        ("12.4%", 8, "none"),
        ("1%", 200, "1, 2 or 3"),
        ("under 1%", 300, "0 to 3"),
    ],
)
def test_the_counts_that_a_percentage_allows_on_a_base(text: str, base: int, counts: str):
    assert str(printed(text).counts(base)) == counts


@pytest.mark.parametrize(
    ("text", "count", "bases"),
    [
        ("65%", 48, "74"),
        ("42%", 33, "78 or 79"),
        ("65%", 1, "none"),
        ("0%", 0, "1 or more"),
        ("0%", 3, "600 or more"),
        ("40%", 0, "none"),
        ("100%", 5, "5"),
        ("under 1%", 2, "200 or more"),
        ("under 0%", 2, "none"),
    ],
)
def test_the_bases_that_a_count_allows(text: str, count: int, bases: str):
    assert str(printed(text).bases(count)) == bases


@pytest.mark.parametrize("base", [*range(1, 60), 71, 820, 5787])
def test_on_every_base_they_are_the_counts_that_round_to_it(base: int):
    percentage = printed("7%")

    allowed = [n for n in range(base + 1) if abs(Fraction(100 * n, base) - 7) <= Fraction(1, 2)]

    assert [n for n in range(base + 1) if n in percentage.counts(base)] == allowed
    for n in allowed:
        assert n == 0 or base in percentage.bases(n)


@pytest.mark.parametrize("text", ["", "about 40%", "-3%", "101%", "half", "4,2%", "٤٢%"])
def test_what_is_no_share_of_a_base_is_no_percentage(text: str):
    assert read_percentage(text) is None


@pytest.mark.parametrize("text", ["42%", "42 %", "42", " 42% ", "<42%", "less than 42%"])
def test_a_percentage_is_read_as_people_write_it(text: str):
    assert printed(text).high in (42, Fraction(85, 2))


def test_spans_add_up_and_overlap():
    assert Span(1, 3) + Span(2, None) == Span(3, None)
    assert Span(1, 3).both(Span(2, None)) == Span(2, 3)
    assert not Span(1, 3).both(Span(4, 5))
    assert Span(2, None).both(Span(5, None)) == Span(5, None)
