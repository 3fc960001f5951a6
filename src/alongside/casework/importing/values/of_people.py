"""Postcodes, telephones, emails and the numbers of health services."""

from __future__ import annotations

import re
from collections.abc import Callable

from alongside.casework.people import rules

from .base import (
    Cell,
    How,
    Reader,
    Value,
    Wrong,
    as_text,
    is_nothing,
    nothing_in,
    refuse_lost_digits,
    squeezed,
    whether_mended,
)

LOST_ZERO = "a zero in front, which the spreadsheet had taken away, was put back"
SEVERAL = re.compile(r"\s*(?:[/;\n|]|,|\bor\b|\band\b|&)\s*")
EXTENSION = re.compile(r"\b(?:ext(?:ension)?|x)\.? ?\d{1,6}\b", re.I)
A_NUMBER = re.compile(r"([^\d+(]*)(\+?\(?\d[\d\s()\-.]*\d\)?|\d)(.*)", re.S)


def _postcode(cell: Cell, how: How) -> Value:
    text = as_text(cell)
    if is_nothing(text):
        return nothing_in(text)
    if fault := rules.postcode_fault(text):
        raise Wrong(fault)
    found = rules.normal_postcode(text)
    if squeezed(found) != squeezed(text):
        return Value(found, "O and 0, or I and 1, were changed over in a postcode")
    return Value(found, whether_mended(cell, text))


def _telephones(cell: Cell, how: How) -> Value:
    """One number or several in the cell, as (number, note)."""
    text = as_text(cell)
    if is_nothing(text):
        return nothing_in(text)
    refuse_lost_digits(cell, text)
    whole = _telephone(text)
    if whole is not None:
        return Value([whole[:2]], whole[2] or whether_mended(cell, text))
    parts = [_telephone(part) for part in SEVERAL.split(text) if part]
    if len(parts) < 2 or not all(parts):
        raise Wrong(rules.telephone_fault(""))
    return Value(
        [part[:2] for part in parts if part], "several telephone numbers in one cell were parted"
    )


def _telephone(text: str) -> tuple[str, str, str] | None:
    """The number, the words beside it, and how it was mended; None where there is no number."""
    found = A_NUMBER.fullmatch(text)
    if found is None:
        return None
    number = found[2].strip()
    note = " ".join(f"{found[1]} {found[3]}".split()).strip(" ()-,:.")
    if re.search(r"\d", EXTENSION.sub("", note)):
        return None  # another number stands there
    if not rules.telephone_fault(number):
        return number, note, ""
    digits = re.sub(r"\D", "", number)
    if len(digits) in (9, 10) and not rules.telephone_fault(f"0{digits}"):
        return f"0{digits}", note, LOST_ZERO
    return None


def _email(cell: Cell, how: How) -> Value:
    text = re.sub(r"^mailto:", "", as_text(cell), flags=re.I)
    if is_nothing(text):
        return nothing_in(text)
    if fault := rules.email_fault(text):
        raise Wrong(fault)
    return Value(text, whether_mended(cell, text))


def health_number(fault: Callable[[str], str], *, may_begin_with_0: bool = False) -> Reader:
    """A number of ten digits with its check; spaces and dashes may stand in it."""

    def read(cell: Cell, how: How) -> Value:
        text = as_text(cell)
        if is_nothing(text):
            return nothing_in(text)
        refuse_lost_digits(cell, text)
        number, mended = rules.normal_number(text), whether_mended(cell, text)
        if may_begin_with_0 and len(number) == 9 and not fault(f"0{number}"):
            number, mended = f"0{number}", LOST_ZERO
        if why := fault(number):
            raise Wrong(why)
        return Value(number, mended)

    return Reader(read, "ten digits")


def _ods(cell: Cell, how: How) -> Value:
    text = as_text(cell)
    if is_nothing(text):
        return nothing_in(text)
    if fault := rules.ods_fault(text):
        raise Wrong(fault)
    return Value(rules.normal_number(text).upper(), whether_mended(cell, text))


postcode = Reader(_postcode, "a whole postcode, like AD4 2QT")
telephones = Reader(_telephones, "a telephone number with its code, or several with / between them")
email = Reader(_email, "an email address")
nhs_number = health_number(rules.nhs_number_fault)
chi_number = health_number(rules.chi_fault, may_begin_with_0=True)
hcn_number = health_number(rules.hcn_fault)
ods_code = Reader(_ods, "letters and digits, like Y99901")
