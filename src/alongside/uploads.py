"""What a file that somebody uploads is: told by what is in it, never by its name or what it claims.

    looked = look(file, allowed={Kind.CSV, Kind.XLSX})   # or NotTaken, with a sentence for a worker
    looked.kind, looked.encoding                         # the file stands at its beginning again

`look` reads no further than it must, and holds nothing but small files in memory. Of a workbook it
checks that it is one, without macros, that it does not unpack to more than `UNPACKED`, and that no
part of it declares entities; of a text, that all of it can be read. What stands in the rows is for
whoever reads them.
"""

from __future__ import annotations

import codecs
import json
import lzma
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

MEGABYTE = 1_000_000
LARGEST = 50 * MEGABYTE
LARGEST_DATA = MEGABYTE  # of JSON and TOML, which are read whole
UNPACKED = 300 * MEGABYTE  # a sheet with 100,000 rows unpacks to about 50
PARTS = 2_000
CHUNK = 1 << 16


class Kind(StrEnum):
    """What can be taken in."""

    CSV = "csv"  # rows of text, whatever parts the cells
    XLSX = "xlsx"
    TOML = "toml"
    JSON = "json"
    TEXT = "text"  # plain text that is none of these


CALLED = {
    Kind.CSV: "a table as CSV",
    Kind.XLSX: "an Excel workbook (.xlsx)",
    Kind.TOML: "a TOML file",
    Kind.JSON: "a JSON file",
    Kind.TEXT: "plain text in UTF-8",
}


class NotTaken(Exception):
    """Why this file is not taken: what it is, what is needed, what to try. For the worker."""


@dataclass(frozen=True)
class Looked:
    """What a file is."""

    kind: Kind
    size: int  # bytes
    encoding: str = ""  # of a text: hand it to `open` or `TextIOWrapper`; "" for a workbook


def look(file: IO[bytes], *, allowed: Collection[Kind], largest: int = LARGEST) -> Looked:
    """Say what the file is, if it is one of the kinds that are allowed; else `NotTaken`."""
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise NotTaken("The file is empty. Choose the file again, after it has been saved.")
    if size > largest:
        raise NotTaken(
            f"The file has {_megabytes(size)}. At most {_megabytes(largest)} can be taken at once."
            " Part it into several files."
        )
    start = file.read(4096)
    if start.startswith(b"PK") and Kind.XLSX not in allowed:
        raise NotTaken(f"This is a workbook, or a document of a word processor. {_needed(allowed)}")
    if start.startswith(b"PK"):
        found = _workbook(file, size)
    elif what := _known(start):
        raise NotTaken(f"This is {what}. {_needed(allowed)}")
    else:
        found = _text(file, size, allowed)
    if found.kind not in allowed:
        raise NotTaken(f"This is {CALLED[found.kind]}. {_needed(allowed)}")
    file.seek(0)
    return found


def _needed(allowed: Collection[Kind]) -> str:
    kinds = [CALLED[kind] for kind in Kind if kind in allowed]
    return f"What is needed is {' or '.join(kinds)}. Save it again as that."


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE // 10 else f"{size:,} bytes"


# ---- what is neither a workbook nor a text -----------------------------------------------------

STARTS = {
    b"\xd0\xcf\x11\xe0": "an older Excel file (.xls), or a workbook with a password",
    b"%PDF": "a PDF",
    b"{\\rtf": "a word-processor document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a packed file",
    b"7z\xbc\xaf": "a packed file",
    b"Rar!": "a packed file",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
    b"PAR1": "a Parquet file",
}
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<svg", b"<script")


def _known(start: bytes) -> str:
    """What other kinds begin with; some systems save a web page under the name of a sheet."""
    if start.lstrip().removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(MARKUP):
        return "a web page, or XML"
    return next((what for begins, what in STARTS.items() if start.startswith(begins)), "")


# ---- workbooks ---------------------------------------------------------------------------------

NEEDED_PARTS = {"[Content_Types].xml", "xl/workbook.xml"}
LOCKED = 0x1  # the flag of a part that is encrypted
DAMAGED = (  # what reading a packed file runs into where it is damaged, locked, or packed otherwise
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError,
    EOFError, ValueError,
)  # fmt: skip


def _workbook(file: IO[bytes], size: int) -> Looked:
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            if fault := _fault_of_parts(parts) or _fault_of_xml(packed, parts):
                raise NotTaken(fault)
    except DAMAGED as broken:
        raise NotTaken(
            "This workbook is damaged and cannot be opened. Open it in your spreadsheet program,"
            " and save it again as .xlsx."
        ) from broken
    return Looked(Kind.XLSX, size)


def _fault_of_parts(parts: list[zipfile.ZipInfo]) -> str:
    names = {part.filename for part in parts}
    if NEEDED_PARTS - names:
        return (
            "This is a packed file, and not an Excel workbook. If it is a spreadsheet of another"
            " program, save it again as .xlsx or CSV; if it is a ZIP, take the file out first."
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "This workbook has macros, which are programs. Save it again as .xlsx, without them."
    if any(part.flag_bits & LOCKED for part in parts):
        return "This workbook has a password. Save it again without one."
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        return "This workbook unpacks to more than can be taken. Save the one sheet alone, as CSV."
    return ""


def _fault_of_xml(packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> str:
    """No part declares anything: entities read other files, or grow until memory is full."""
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")) and _declares(packed, part):
            return "This workbook declares entities, which none needs. Save it again as .xlsx."
    return ""


def _declares(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    before = b""
    with packed.open(part) as xml:
        while chunk := xml.read(CHUNK):
            plain = (before + chunk).replace(b"\0", b"")  # in UTF-16 every other byte is nothing
            if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
                return True
            before = chunk[-32:]
    return False


# ---- texts -------------------------------------------------------------------------------------

READS: dict[Kind, Callable[[str], object]] = {Kind.JSON: json.loads, Kind.TOML: tomllib.loads}
NO_TEXT = dict.fromkeys((*range(9), 11, *range(14, 27), *range(28, 32)))


def _text(file: IO[bytes], size: int, allowed: Collection[Kind]) -> Looked:
    encoding = _encoding(file, allowed)
    if size <= LARGEST_DATA:
        file.seek(0)
        text = file.read().decode(encoding)
        for kind, read in READS.items():
            if (kind in allowed or kind == Kind.JSON) and _reads(text, read):
                return Looked(kind, size, encoding)
    rows = Kind.TEXT if Kind.TEXT in allowed and Kind.CSV not in allowed else Kind.CSV
    return Looked(rows, size, encoding)


def _reads(text: str, read: Callable[[str], object]) -> bool:
    """Whether it is JSON, or TOML, and more than one value alone."""
    try:
        return isinstance(read(text), dict | list)
    except (ValueError, RecursionError):
        return False


def _encoding(file: IO[bytes], allowed: Collection[Kind]) -> str:
    """How all of it can be read: UTF-8; UTF-16 with its mark; or as Excel for Windows saves CSV."""
    file.seek(0)
    start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tries = ["utf-16"]
    else:
        tries = ["utf-8-sig", "cp1252"]
    for encoding in tries:
        if _is_text(file, encoding):
            return encoding
    raise NotTaken(f"This is not text that can be read. {_needed(allowed)}")


def _is_text(file: IO[bytes], encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(CHUNK):
            text = decoder.decode(chunk)
            if len(text.translate(NO_TEXT)) != len(text):
                return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
