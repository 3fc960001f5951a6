"""The tables as a spreadsheet: numbers are numbers, words are never formulas."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from alongside.evaluation import Findings, Options, evaluate, findings_of
from alongside.evaluation.report.document import Document, Section
from alongside.evaluation.report.workbook import as_workbook

from .. import made
from . import small


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    folder = made.write(tmp_path_factory.mktemp("x") / "extract", **made.pairs((8, 5), (6, 6)))
    return findings_of(evaluate(Path(folder), Options(quick=True)))


def opened(document: Document, findings: Findings) -> Workbook:
    return load_workbook(BytesIO(as_workbook(document, findings)))


@pytest.fixture(scope="module")
def book(findings: Findings) -> Workbook:
    return opened(small.document(), findings)


def test_there_is_a_sheet_for_each_section_with_tables_and_one_of_all_figures(book: Workbook):
    assert book.sheetnames == ["About", "Loneliness", "Schemes  side by side", "All figures"]
    assert [cell.value for cell in book["About"]["A"]] == [
        "What the service did",
        "Made on 22 November 2026.",
        "Not for publication.",
        "Over two thirds were less lonely.",
    ]


def test_numbers_are_numbers_as_the_report_says_them(book: Workbook):
    rows = list(book["Loneliness"].iter_rows(min_row=6, max_row=8))

    assert [[cell.value for cell in row] for row in rows] == [
        ["Less lonely", 566, 0.69, "66% to 72%"],
        ["The same", 221, 0.27, "24% to 30%"],
        ["All", 1820, None, None],
    ]
    assert [cell.number_format for cell in rows[0]] == ["General", "#,##0", "#,##0%", "General"]
    assert rows[1][2].number_format == "#,##0.0%"
    assert [cell.font.bold for cell in rows[2]] == [True] * 4


def test_heads_are_bold_and_stay_in_sight_with_the_base_above_them(book: Workbook):
    sheet = book["Loneliness"]

    assert [sheet.cell(row, 1).value for row in range(1, 6)] == [
        "Loneliness",
        "On 820 people",
        "Change in loneliness",
        "820 people asked at the start and at the end",
        "Change",
    ]
    assert [cell.font.bold for cell in sheet[5]] == [True] * 4
    assert sheet.freeze_panes == "A6"
    assert book["All figures"].freeze_panes == "A2"


def test_amounts_keep_their_pounds_and_no_word_is_a_formula(book: Workbook):
    rows = list(book["Schemes  side by side"].iter_rows(min_row=4, max_row=5))

    assert (rows[0][1].value, rows[0][1].number_format) == (4_692_000, '"£"#,##0')
    assert (rows[1][1].value, rows[1][1].number_format) == (2.04, "#,##0.00")
    assert rows[1][0].value == "'=1+1"
    assert {cell.data_type for row in rows for cell in row} == {"s", "n"}


def test_every_figure_is_there_unrounded_with_its_base_and_interval(
    book: Workbook, findings: Findings
):
    sheet = book["All figures"]
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    less = next(row for row in rows if row["id"] == "loneliness.change.less")

    assert len(rows) == len(findings.figures)
    assert (less["value"], less["n"], less["base"]) == (0.5, 1, 2)
    assert less["ci_low"] == pytest.approx(findings["loneliness.change.less"].ci_low)


def test_of_several_tables_the_sections_heading_stays_in_sight_and_names_are_told_apart(
    findings: Findings,
):
    both = (small.CHANGE, replace(small.CHANGE, caption="Loneliness", rows=(("Odd", "-", "", ""),)))
    document = replace(
        small.document(),
        sections=(
            Section("a", "Loneliness", "", both),
            Section("b", "loneliness", "", (small.SCHEMES,)),
            Section("c", "A heading that is longer than any name of a sheet may be", "", both),
            Section("d", "A heading that is longer than any name of a sheet can be", "", both),
            Section("e", "??", "", both),
        ),
    )

    book = opened(document, findings)

    assert book["Loneliness"].freeze_panes == "A2"
    assert book["Loneliness"]["B9"].value == "'-"
    assert book.sheetnames[1:-1] == [
        "Loneliness",
        "loneliness 2",
        "A heading that is longer than a"[:31],
        "A heading that is longer th 2",
        "Sheet",
    ]


def test_without_a_banner_the_first_sheet_has_no_empty_row_for_it(findings: Findings):
    book = opened(small.document(banner=""), findings)

    assert all(row[0].value for row in book["About"].rows)


def test_signs_and_points_stay_what_they_are(findings: Findings):
    rows = (("−£4,000", "+22 points"), ("−1 point", "+3.6"), ("less than 0.001", "not available"))
    table = small.Table("t", "T", ("One", "Two"), rows, (True, True))
    document = replace(small.document(), sections=(Section("a", "A", "", (table,)),))

    sheet = opened(document, findings)["A"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=6)] == [
        [-4000, 22],
        [-1, 3.6],
        ["less than 0.001", "not available"],
    ]
    assert sheet["A4"].number_format == '"£"#,##0'
    assert sheet["B4"].number_format == '+#,##0" points";-#,##0" points";#,##0" points"'
