"""Reading a reader's file: what is refused names file, row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from alongside.evaluation.reader import Statement, read_statements
from alongside.trouble import NotReadable

HEAD = "statement,percentage,count,base\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "said.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_row_is_a_statement_with_what_it_says(tmp_path: Path):
    path = write(
        tmp_path,
        '\ufeffStatement,Percentage,Count,Base,Whole\nLess,42%,,71,All\n\nLonely,,"5,787",,\n',
    )

    found = read_statements(path)

    assert [each.row for each in found] == [2, 4]
    assert (found[0].text, found[0].base, found[0].whole) == ("Less", 71, "All")
    assert found[0].percentage is not None
    assert found[1] == Statement(4, "Lonely", count=5787)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "row 1 has no column statement and no percentage and no count and no base"),
        ("statement,percentage,count\n", "row 1 has no column base"),
        ("statement,percentage,count,base,count\n", "row 1 has a column twice"),
        (HEAD, "it has no statement below the names of the columns"),
        (HEAD + "Less,42%,30\n", "row 2 has 3 cells, and row 1 has 4"),
        (HEAD + ",42%,30,71\n", "row 2 has no statement"),
        (HEAD + "Less,about half,30,71\n", "row 2, column percentage: it says “about half”"),
        (HEAD + "Less,120%,,71\n", "row 2, column percentage: it says “120%”"),
        (HEAD + "Less,42%,30.5,71\n", "row 2, column count: it says “30.5”"),
        (HEAD + "Less,42%,-3,71\n", "row 2, column count: it says “-3”"),
        (HEAD + 'Less,42%,"5,78",71\n', "row 2, column count: it says “5,78”"),
        (HEAD + "Less,42%,30,٧١\n", "row 2, column base: it says “٧١”"),
        (HEAD + "Less,42%,30,0\n", "row 2, column base: it says “0”"),
        (HEAD + f"Less,42%,{10**20},71\n", "row 2, column count: it says “1000"),
        (HEAD + 'Less,"42%,30,71\n', "it cannot be read (Error)"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, text: str, found: str):
    with pytest.raises(NotReadable) as caught:
        read_statements(write(tmp_path, text))

    assert caught.value.found.startswith(f"said.csv: {found}")


def test_other_encodings_and_no_file_are_refused(tmp_path: Path):
    path = tmp_path / "said.csv"
    with pytest.raises(NotReadable, match="no such file"):
        read_statements(path)
    path.write_bytes(HEAD.encode() + "Caf\u00e9,,1,\n".encode("latin-1"))

    with pytest.raises(NotReadable, match="UnicodeDecodeError"):
        read_statements(path)
