"""Which statements cannot all be true."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from alongside.evaluation.reader import check, read_statements


def said(folder: Path, *rows: str) -> list[str]:
    """What is found in rows of statement, percentage, count, base and whole, told by commas."""
    path = folder / "said.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["statement", "percentage", "count", "base", "whole"])
        for row in rows:
            cells = [cell.strip() for cell in row.split(",")]
            writer.writerow([*cells, *[""] * (5 - len(cells))])
    return [str(fault) for fault in check(read_statements(path))]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (
            "Less, 42%, 33, 71",
            "33 is not 42% of 71.\n  42% of 71 allows 30.\n  33 as 42% needs a base of 78 or 79.",
        ),
        ("Less, 50%,, 3", "nothing is 50% of 3.\n  No count of 3 is 50%."),
        ("Less, 65%, 1,", "1 is 65% of nothing.\n  1 is 65% of no base."),
        ("Less,, 72, 71", "72 is more than its base, 71."),
    ],
)
def test_a_row_that_cannot_be_true_says_what_it_would_allow(tmp_path: Path, row: str, found: str):
    assert said(tmp_path, row) == [f"Row 2, Less: {found}"]


@pytest.mark.parametrize(
    "row",
    ["Less, 42%, 30, 71", "Less, 42%,, 71", "Less, 42%, 30,", "Less,, 71, 71", "Less, 42%,,"],
)
def test_a_row_that_can_be_true_says_nothing(tmp_path: Path, row: str):
    assert said(tmp_path, row) == []


def test_counts_that_do_not_add_up_to_their_total(tmp_path: Path):
    rows = ("F: less,, 33,", "F: same,, 27,", "F: more,, 18,", "F: total,, 71,")

    assert said(tmp_path, *rows) == ["Rows 2 to 5, F: 33, 27 and 18 add to 78, not 71."]


def test_percentages_whose_counts_do_not_add_up_to_their_base(tmp_path: Path):
    rows = ("F: less, 42%,,", "F: same, 35%,,", "F: more, 21%,,", "F: total,,, 71")

    assert said(tmp_path, *rows) == [
        "Rows 2 to 5, F: 42%, 35% and 21% of 71 allow only 30, 25 and 15, which are 70, not 71."
    ]


def test_percentages_without_a_base_add_to_100_within_rounding(tmp_path: Path):
    thirds = [f"{name}, 33%,,, F" for name in "abc"]

    assert said(tmp_path, *thirds) == []
    assert said(tmp_path, *thirds[:2], "c, 30%,,, F") == [
        "Rows 2 to 4, F: 33%, 33% and 30% add to 94.5 to 97.5% with all rounding allowed for, "
        "not to 100%."
    ]


def test_parts_of_a_part_add_to_its_percentage(tmp_path: Path):
    parts = ("Statutory: NHS, 22%,, 5787", "Statutory: council, 19%,, 5787")

    assert said(tmp_path, *parts, "Statutory: total, 41%,, 5787") == []
    assert said(tmp_path, *parts, "Statutory: total, 45%,, 5787") == [
        "Rows 2 to 4, Statutory: 22% and 19% add to 40 to 42% with all rounding allowed for, "
        "not to 45%."
    ]


def test_a_part_that_says_nothing_leaves_room(tmp_path: Path):
    rest = ("F: same,,,", "F: total,, 71,")

    assert said(tmp_path, "F: less,, 70,", *rest) == []
    assert said(tmp_path, "F: less,, 72,", *rest) == [
        "Rows 2 to 4, F: 72 stands alone, more than the whole of 71."
    ]


def test_counts_and_percentages_are_held_together(tmp_path: Path):
    rows = ("F: less, 42%,, 71", "F: same,, 25, 71", "F: more,, 17, 71", "F: total,, 71, 71")

    assert said(tmp_path, *rows) == [
        "Rows 2 to 5, F: its parts allow 30, 25 and 17: together 72, not 71."
    ]


def test_without_any_base_the_whole_is_what_the_parts_count(tmp_path: Path):
    assert said(tmp_path, "a, 42%, 33,, F", "b, 35%, 27,, F", "c, 21%, 18,, F") == [
        "Row 4, c: 18 is not 21% of 78.\n  21% of 78 allows 16.\n"
        "  18 as 21% needs a base of 84 to 87.",
        "Rows 2 to 4, F: 42%, 35% and 21% of 78 allow only 33, 27 and 16, which are 76, not 78.",
    ]


def test_a_row_called_as_the_whole_says_how_large_it_is(tmp_path: Path):
    rows = ("Asked again,, 71,", "less,, 30,, Asked again", "other,, 40,, Asked again")

    assert said(tmp_path, *rows) == ["Rows 2 to 4, Asked again: 30 and 40 add to 70, not 71."]


def test_parts_on_bases_of_their_own_are_added_as_counts_alone(tmp_path: Path):
    parts = ("Lonely: men, 40%, 40, 100", "Lonely: women, 50%, 100, 200")

    assert said(tmp_path, *parts, "Lonely: total, 47%, 140, 300") == []
    assert said(tmp_path, *parts, "Lonely: total,,, 300") == []
    assert said(tmp_path, "a, 40%,, 100, L", "b, 30%,, 200, L") == []
    assert said(tmp_path, *parts, "Lonely: total, 60%,, 300") == [
        "Rows 2 to 4, Lonely: its parts allow 40 and 100: together 140, not 179, 180 or 181."
    ]


def test_what_is_said_of_a_row_is_not_said_again_of_its_whole(tmp_path: Path):
    rows = ("F: less, 50%,, 3", "F: more, 67%,, 3", "F: total,, 3,")

    assert [each.split(":")[0] for each in said(tmp_path, *rows)] == ["Row 2, F"]


def test_rows_with_one_beginning_and_no_total_are_no_parts(tmp_path: Path):
    assert said(tmp_path, "Change: health,, 60, 71", "Change: loss,, 50, 71") == []
    assert said(tmp_path, "F: total,, 71, 71") == []


def test_rows_far_apart_are_named_one_by_one(tmp_path: Path):
    rows = ("F: less,, 1,", "Else,, 3,", "F: total,, 2,", "F: total,, 1,")

    assert said(tmp_path, *rows) == ["Rows 2 and 4, F: 1 stands alone, not 2."]
