"""How cells are read: one `Reader` for each sort of value. Pure."""

from .base import Cell, How, Reader, Unreadable, Value, Wrong, as_text, shown, squeezed
from .days import birth, day, month
from .numbers import miles, minutes, money, whole
from .of_people import (
    chi_number,
    email,
    hcn_number,
    nhs_number,
    ods_code,
    postcode,
    telephones,
)
from .texts import reference, text
from .words import answer, either, one_of, several_of, yes_no

__all__ = [
    "Cell",
    "How",
    "Reader",
    "Unreadable",
    "Value",
    "Wrong",
    "answer",
    "as_text",
    "birth",
    "chi_number",
    "day",
    "either",
    "email",
    "hcn_number",
    "miles",
    "minutes",
    "money",
    "month",
    "nhs_number",
    "ods_code",
    "one_of",
    "postcode",
    "reference",
    "several_of",
    "shown",
    "squeezed",
    "telephones",
    "text",
    "whole",
    "yes_no",
]
