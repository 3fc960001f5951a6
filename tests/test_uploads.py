"""Files are told by what is in them, and what is not taken is refused with what to do."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from alongside import uploads
from alongside.uploads import Kind, Looked, NotTaken, look

ALL = set(Kind)
TABLE = {Kind.CSV, Kind.XLSX}


def of(data: bytes, allowed: set[Kind] = TABLE, **limits: int) -> Looked:
    return look(io.BytesIO(data), allowed=allowed, **limits)


def refusal(data: bytes, allowed: set[Kind] = TABLE, **limits: int) -> str:
    with pytest.raises(NotTaken) as refused:
        of(data, allowed, **limits)
    return str(refused.value)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["given_name", "postcode"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return file.getvalue()


PARTS = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"name,postcode\nPeg,AD4 6RT\n", "utf-8-sig"),
        ("\ufeffname;postcode\nZoë;AD4 6RT\n".encode(), "utf-8-sig"),
        ("name\tpostcode\nZoë\tAD4\n".encode("utf-16"), "utf-16"),
        ("name,postcode\nZoë,£5\n".encode("cp1252"), "cp1252"),
    ],
)
def test_a_table_as_text_is_known_with_how_to_read_it(data: bytes, encoding: str):
    assert of(data) == Looked(Kind.CSV, len(data), encoding)


def test_a_workbook_is_known_and_stands_at_its_beginning_again():
    file = io.BytesIO(workbook())

    looked = look(file, allowed=TABLE)

    assert (looked.kind, looked.encoding, file.tell()) == (Kind.XLSX, "", 0)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b'{"columns": {}}', Kind.JSON), (b'[columns]\na = "b"', Kind.TOML), (b"a,b", Kind.CSV)],
)
def test_data_are_told_from_tables(data: bytes, kind: Kind):
    assert of(data, ALL).kind == kind


def test_plain_text_is_what_is_left_where_no_table_is_asked_for():
    assert of(b"Title\nLicence 12\n", {Kind.TEXT, Kind.TOML}).kind == Kind.TEXT


def test_data_too_large_to_be_read_whole_count_as_text(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(uploads, "LARGEST_DATA", 5)

    assert of(b'{"a": 1}', ALL).kind == Kind.CSV


def test_brackets_without_end_are_not_data_and_break_nothing():
    assert of(b"[" * 200_000, ALL).kind == Kind.CSV


def test_an_empty_file_is_refused():
    assert refusal(b"") == ("The file is empty. Choose the file again, after it has been saved.")


def test_a_file_that_is_too_large_is_refused_with_both_sizes():
    assert refusal(b"x" * 300_000, largest=200_000) == (
        "The file has 0.3 MB. At most 0.2 MB can be taken at once. Part it into several files."
    )
    assert "11 bytes" in refusal(b"x" * 11, largest=10)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an older Excel file (.xls), or a workbook with a password"),
        (b"%PDF-1.7", "a PDF"),
        (b"  <!DOCTYPE html><table>", "a web page, or XML"),
        ("\ufeff<html>".encode(), "a web page, or XML"),
        (b"<?xml version='1.0'?>", "a web page, or XML"),
        (b"\x1f\x8b\x08", "a packed file"),
        (b"MZ\x90", "a program"),
    ],
)
def test_what_says_otherwise_by_its_name_is_known_by_what_is_in_it(data: bytes, what: str):
    assert refusal(data) == (
        f"This is {what}. What is needed is a table as CSV or an Excel workbook (.xlsx)."
        " Save it again as that."
    )


def test_a_kind_that_is_known_and_not_wanted_is_refused():
    assert refusal(b'{"a": 1}').startswith("This is a JSON file.")
    assert refusal(workbook(), {Kind.TEXT}) == (
        "This is a workbook, or a document of a word processor."
        " What is needed is plain text in UTF-8. Save it again as that."
    )


@pytest.mark.parametrize(
    "data", [bytes(range(256)), b"name\0,postcode", b"name\x81,postcode", b"\xff\xfe\x00\xd8"]
)
def test_what_is_no_text_is_refused(data: bytes):
    assert "not text that can be read" in refusal(data)


# ---- workbooks that are none, or worse ---------------------------------------------------------


def test_another_packed_file_is_not_a_workbook():
    assert "not an Excel workbook" in refusal(packed({"mimetype": b"x", "content.xml": b"<a/>"}))


def test_a_damaged_workbook_is_refused():
    assert "damaged" in refusal(workbook()[:-200])
    assert "damaged" in refusal(b"PK\x03\x04 and nothing else")


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_workbook_of_which_bytes_in_the_middle_are_wrong_is_refused(way: int):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", way) as book:
        for name, data in PARTS.items():
            book.writestr(name, data + bytes(range(97, 123)) * 40)
    broken = bytearray(file.getvalue())
    at = broken.index(b"workbook.xml") + len("workbook.xml")
    broken[at : at + 30] = b"\xff" * 30

    assert "damaged" in refusal(bytes(broken))


def test_a_workbook_whose_part_is_not_what_was_packed_is_refused():
    book = bytearray(packed(PARTS))
    book[book.index(b"[Content_Types].xml") + 25] ^= 0xFF

    assert "damaged" in refusal(bytes(book))


def test_macros_are_refused():
    assert "macros" in refusal(packed(PARTS | {"xl/vbaProject.bin": b"x"}))


def test_a_password_is_refused():
    book = bytearray(packed(PARTS))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = book.index(sign)
        book[at + flags] |= 1

    assert "has a password" in refusal(bytes(book))


def test_what_unpacks_to_a_thousand_times_its_size_is_refused_before_it_is_unpacked():
    bomb = packed(PARTS | {"xl/worksheets/sheet1.xml": b"0" * (uploads.UNPACKED + 1)})

    assert len(bomb) < 1_000_000
    assert "unpacks to more than can be taken" in refusal(bomb)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", [0, uploads.CHUNK - 5])
def test_a_part_that_declares_entities_is_refused(encoding: str, before: int):
    xml = " " * before + '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'

    assert "declares entities" in refusal(
        packed(PARTS | {"xl/sharedStrings.xml": xml.encode(encoding)})
    )
