"""Files as they come: what is opened, mended and said, and what is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from alongside.casework.importing import reading
from alongside.casework.importing.reading import table
from alongside.casework.importing.values import Unreadable

from .books import csv, opened_or_why, parsed, rewritten, rows_of, saved, sentences, xlsx

HEAD = ("person_ref", "preferred_name", "telephone")
PEG = ("A1", "Peg", "07700 900417")
JOAN = ("A2", "Joan", "07700 900418")
SHEET = "xl/worksheets/sheet1.xml"


def names(file: io.BytesIO | str) -> list[str]:
    return [row.values["preferred_name"] for row in parsed("people", file).rows]


def said(file: io.BytesIO | str) -> list[str]:
    return parsed("people", file).said


def refusal(file: io.BytesIO) -> str:
    with pytest.raises(reading.CannotOpen) as refused:
        parsed("people", file)
    return str(refused.value)


# ---- text ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("separator", "words"),
    [(",", None), (";", "semicolons"), ("\t", "tabs"), ("|", "upright lines")],
)
def test_what_parts_the_cells_is_found_and_said(separator, words):
    text = "\n".join(separator.join(row) for row in (HEAD, PEG, JOAN))

    assert names(text) == ["Peg", "Joan"]
    assert said(text) == ([f"The cells are parted by {words}."] if words else [])


def test_a_first_line_may_say_what_parts_the_cells_and_is_not_counted():
    found = parsed(
        "people", "sep=;\nperson_ref;preferred_name;telephone\nA1;Peg, dear;07700 900417"
    )

    assert [(row.number, row.values["preferred_name"]) for row in found.rows] == [(2, "Peg, dear")]


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8-sig", []),
        ("utf-16", ["The letters were read as UTF-16."]),
        ("cp1252", ["The letters were read as Windows-1252, in which Excel saves CSV."]),
    ],
)
def test_letters_are_read_as_they_were_saved(encoding, words):
    file = csv("person_ref,preferred_name,telephone\nA1,Zoë’s €,07700 900417\n", encoding)

    assert names(file) == ["Zoë’s €"]
    assert said(file) == words


def test_a_separator_and_a_new_line_within_quotes_belong_to_the_text():
    head = "person_ref,preferred_name,telephone,address\n"
    text = head + 'A1,Peg,07700 900417,"4, Fenny Lane\nAldermouth"\n'

    assert parsed("people", text).rows[0].values["address"] == "4, Fenny Lane\nAldermouth"


def test_a_separator_outside_of_quotes_makes_a_cell_too_many_and_is_refused():
    head = "person_ref,preferred_name,telephone\n"
    text = head + "A1,Peg,07700 900417,Fenny Lane\nA2,Joan,07700 900418,\n"

    assert sentences("people", text) == [
        "Row 2: There are 4 cells, and only 3 headings: what parts the cells stands in a text too."
        " Put that text into quotation marks."
    ]
    assert names(text) == ["Joan"]


def test_a_quotation_mark_that_is_never_closed_is_said():
    assert "a quotation mark is opened and never closed" in refusal(
        csv('person_ref,preferred_name\nA1,"' + "x" * 200_000)
    )


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), max_size=6),
        max_size=8,
    )
)
def test_any_table_of_text_is_opened_or_refused_in_words(rows):
    text = "\n".join(";".join(row) for row in rows)

    assert opened_or_why(csv(text))[-1:] in ("", ".")


@given(st.binary(max_size=300))
def test_any_bytes_are_opened_or_refused_in_words(content):

    assert opened_or_why(io.BytesIO(content))[-1:] in ("", ".")


# ---- workbooks -----------------------------------------------------------------------------------
def test_a_workbook_is_read_with_its_days_numbers_and_texts():
    file = xlsx(
        (*HEAD, "date_of_birth"),
        (*PEG, date(1948, 3, 27)),
        ("A2", "Joan", 7700900418, 17619),
    )

    found = parsed("people", file)

    assert [row.values["date_of_birth"] for row in found.rows] == [date(1948, 3, 27)] * 2
    assert [mend.sentence for mend in found.mends] == [
        "date_of_birth: a number of the spreadsheet was read as a day (in row 3: “17619”).",
        "telephone: a zero in front, which the spreadsheet had taken away, was put back (in row 3:"
        " “7700900418”).",
    ]


def test_a_title_over_merged_cells_is_left_out_and_said():
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:C1")

    file = xlsx(("Caseload 2026",), (), HEAD, PEG, change=merge)

    assert names(file) == ["Peg"]
    assert said(file) == ["Above the headings, row 1 held a title and no data: left out."]


def test_a_cell_merged_over_several_rows_is_read_for_each():
    def merge(sheet: Any) -> None:
        sheet.merge_cells("D2:D3")

    file = xlsx((*HEAD, "postcode"), (*PEG, "AD4 2QT"), (*JOAN, None), change=merge)

    assert [row.values["postcode"] for row in parsed("people", file).rows] == ["AD4 2QT"] * 2
    assert said(file) == [
        "1 merged cell was parted, and what stood in it was read for every row and column of it."
    ]


def test_a_frame_merged_over_thousands_of_rows_says_nothing_of_them():
    def merge(sheet: Any) -> None:
        sheet.merge_cells("D2:D1500")

    file = xlsx((*HEAD, "postcode"), (*PEG, "AD4 2QT"), JOAN, change=merge)

    assert "postcode" not in parsed("people", file).rows[1].values


def test_two_rows_of_headings_are_read_as_one():
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("C1:D1")

    file = xlsx(
        ("Person", None, "Emergency", None),
        ("ref", "Known as", "Name", "Telephone"),
        ("A1", "Peg", "Graham", "01632 960111"),
        change=merge,
    )

    found = parsed("people", file)

    assert found.rows[0].values["emergency_telephone"] == [("01632 960111", "")]
    assert found.rows[0].values["emergency_name"] == "Graham"
    assert "The headings stand in two rows, 1 and 2: they were read as one." in found.said


def test_headings_that_come_again_on_every_printed_page_are_left_out():
    found = parsed("people", "\n".join(",".join(row) for row in (HEAD, PEG, HEAD, JOAN, HEAD)))

    assert [row.number for row in found.rows] == [2, 4]
    assert found.said == ["The headings stand again in rows 3, 5: left out."]


def test_a_hundred_thousand_empty_rows_are_left_out_and_said():
    empty = "".join(f'<row r="{n}"><c r="B{n}" s="0"/></row>' for n in range(3, 100_003))
    last = "".join(
        f'<c r="{letter}100003" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("ABC", JOAN, strict=True)
    )
    rows = f'{empty}<row r="100003">{last}</row></sheetData>'
    file = rewritten(xlsx(HEAD, PEG), SHEET, rb"</sheetData>", rows.encode())

    found = parsed("people", file)

    assert [row.number for row in found.rows] == [2, 100_003]
    assert found.said == ["100,000 empty rows were left out."]


def test_a_few_empty_rows_at_the_end_are_not_worth_a_word():
    assert said("\n".join(",".join(row) for row in (HEAD, PEG, ("", "", ""), ("", "", "")))) == []


def test_formulas_are_read_by_what_they_last_came_to():
    book = Workbook()
    book.active.append([*HEAD, "age_about"])
    book.active.append([*PEG, "=2026-1948"])
    file = rewritten(saved(book), SHEET, rb"<f>2026-1948</f><v ?/>|<f>2026-1948</f><v></v>",
                     b"<f>2026-1948</f><v>78</v>")  # fmt: skip

    found = parsed("people", file)

    assert found.rows[0].values["age_about"] == 78
    assert found.said == ["1 cell hold formulas: what they last came to was read."]


def test_a_formula_that_was_never_worked_out_is_no_empty_cell():
    file = xlsx((*HEAD, "age_about"), (*PEG, "=2026-1948"))

    assert sentences("people", file) == [
        "Row 2, column age_about: “=2026-1948” is a formula that was never worked out. Open the"
        " file in your spreadsheet program and save it again, or write the value itself."
    ]


def test_an_error_of_the_spreadsheet_is_a_fault_and_no_text():
    def break_it(sheet: Any) -> None:
        sheet["B3"].value, sheet["B3"].data_type = "#REF!", "e"

    file = xlsx(HEAD, PEG, JOAN, change=break_it)

    assert sentences("people", file) == [
        "Row 3, column preferred_name: “#REF!” is what the spreadsheet shows where it cannot work"
        " something out. Write the value itself."
    ]
    assert isinstance(rows_of(file)[2][1], Unreadable)


# ---- several sheets ------------------------------------------------------------------------------
def two_sheets(second: list[tuple[Any, ...]], hidden: bool = False) -> io.BytesIO:
    book = Workbook()
    book.active.title = "Caseload"
    for row in (HEAD, PEG):
        book.active.append(list(row))
    other = book.create_sheet("Other")
    for row in second:
        other.append(list(row))
    other.sheet_state = "hidden" if hidden else "visible"
    return saved(book)


def test_a_hidden_sheet_is_left_out_and_said():
    file = two_sheets([HEAD, JOAN], hidden=True)

    assert names(file) == ["Peg"]
    assert said(file) == ["The hidden sheet “Other” was left out."]


def test_of_several_sheets_the_only_one_that_fits_is_read_and_said():
    file = two_sheets([("Month", "Cost"), ("January", 12)])

    assert names(file) == ["Peg"]
    assert said(file) == ["Of the workbook’s sheets “Caseload” was read, and not “Other”."]


def test_several_sheets_that_fit_have_to_be_told_apart():
    assert refusal(two_sheets([HEAD, JOAN])) == (
        "The workbook has several sheets, “Caseload” and “Other”, and more than one could be meant."
        " Say which one it is."
    )
    assert "none has headings that are known" in refusal(
        two_sheets_of_nothing([("Month", "Cost")], [("Week", "Miles")])
    )


def two_sheets_of_nothing(*sheets: list[tuple[Any, ...]]) -> io.BytesIO:
    book = Workbook()
    for at, rows in enumerate(sheets):
        sheet = book.active if at == 0 else book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def test_a_sheet_can_be_named_also_a_hidden_one():
    from alongside.casework.importing.mapping import Names

    file = two_sheets([HEAD, JOAN], hidden=True)

    found = parsed("people", file, Names(sheet="other"))

    assert found.rows[0].values["preferred_name"] == "Joan"
    with pytest.raises(reading.CannotOpen, match="has no sheet “March”"):
        parsed("people", two_sheets([HEAD, JOAN], hidden=True), Names(sheet="March"))


def test_a_workbook_of_hidden_sheets_alone_is_refused():
    file = rewritten(xlsx(HEAD, PEG), "xl/workbook.xml", rb'state="visible"', b'state="hidden"')

    assert "Every sheet of the workbook is hidden" in refusal(file)


def test_the_sheet_that_explains_our_own_template_is_not_counted():
    from alongside.casework.importing import blank
    from alongside.casework.importing.kinds import KINDS

    for kind in KINDS.values():
        book = reading.open_book(io.BytesIO(blank.as_workbook(kind)))

        assert book.names == [kind.title]
        assert rows_of(io.BytesIO(blank.as_csv(kind))) == [[c.name for c in kind.columns]]


# ---- too much, and broken ------------------------------------------------------------------------
def test_a_workbook_that_unpacks_to_more_than_can_be_taken_is_refused():
    file = rewritten(xlsx(HEAD, PEG), SHEET, rb"</sheetData>", b"</sheetData>" + b" " * 301_000_000)

    assert "unpacks to more than can be taken" in refusal(file)


def test_a_row_with_a_number_that_no_sheet_has_does_not_make_a_million_rows():
    file = rewritten(xlsx(HEAD, PEG), SHEET, rb'<row r="2"', b'<row r="900000000"')

    assert names_or_refusal(file)


def names_or_refusal(file: io.BytesIO) -> str:
    try:
        return " ".join(sentences("people", file)) or "read"
    except reading.CannotOpen as reason:
        return str(reason)


def test_more_rows_than_can_be_taken_are_refused(monkeypatch):
    monkeypatch.setattr(table, "MOST_ROWS", 3)

    text = "\n".join(["person_ref", "a", "b", "c"])

    assert "The file has more than 3 rows. Part it into several files" in refusal(csv(text))


def test_more_columns_than_can_be_taken_are_refused():
    text = ",".join(f"c{number}" for number in range(300))

    assert "Row 1 has more than 200 columns" in refusal(csv(text))


def test_a_damaged_workbook_is_refused_in_words():
    broken = rewritten(xlsx(HEAD, PEG), SHEET, rb"<sheetData>", b"<sheetData><row r='x'>")

    assert "damaged" in refusal(broken)


def test_a_part_that_is_missing_is_refused_in_words():
    out = io.BytesIO()
    with zipfile.ZipFile(xlsx(HEAD, PEG)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != SHEET:
                new.writestr(name, old.read(name))
    out.seek(0)

    assert "damaged" in refusal(out)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "This is a PDF."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older Excel file"),
        (b"<html><table></table></html>", "a web page"),
        (b"", "The file is empty"),
    ],
)
def test_what_is_no_table_is_refused_by_what_it_is(content, words):
    assert words in refusal(io.BytesIO(content))


def test_a_file_without_rows_says_so():
    assert sentences("people", ",".join(HEAD)) == ["There are no rows below the headings."]
    assert "There is no column person_ref." in sentences("people", "\n\n\n ")[0]


def test_days_with_a_time_of_day_are_days():
    file = xlsx((*HEAD, "added_on"), (*PEG, datetime(2026, 3, 1, 9, 30)))

    assert parsed("people", file).rows[0].values["added_on"] == date(2026, 3, 1)
