"""The numbers that health services know people by, one for each nation. Pure."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date


def normal_number(typed: str) -> str:
    """A health number without the spaces and dashes that it is read out with."""
    return re.sub(r"[\s-]", "", typed)


def shown_number(digits: str) -> str:
    """A health number in groups of three, three and four."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 else digits


def nhs_number_fault(typed: str) -> str:
    """England, Wales and the Isle of Man: ten digits, the last of which checks the others."""
    return _fault(typed, "An NHS number", "943 476 5919")


def hcn_fault(typed: str) -> str:
    """Northern Ireland's Health and Care number: the same check, from 320 000 0010 to 399 999 9999.

    Ranges: NHS Data Dictionary, NHS NUMBER.
    """
    if fault := _fault(typed, "A Health and Care number", "320 000 0015"):
        return fault
    digits = normal_number(typed)
    if digits and not "3200000010" <= digits <= "3999999999":
        return "Health and Care numbers begin with 32 to 39. This may be an NHS number."
    return ""


def chi_fault(typed: str) -> str:
    """Scotland's CHI number: the date of birth in six digits, three more, and the same check."""
    if fault := _fault(typed, "A CHI number", "010347 1235"):
        return fault
    digits = normal_number(typed)
    if digits and not _can_be_a_day(digits):
        return "A CHI number begins with the date of birth, day and month first. This does not."
    return ""


def _can_be_a_day(digits: str) -> bool:
    """Day, month and year in two digits each; 29 February needs one century with that day."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    for century in (1900, 2000):
        with suppress(ValueError):
            date(century + year, month, day)
            return True
    return False


def _fault(typed: str, what: str, like: str) -> str:
    digits = normal_number(typed)
    if not digits:
        return ""
    if not re.fullmatch(r"[0-9]{10}", digits):
        return f"{what} has ten digits, like {like}. This has something else."
    if not _check_digit_holds(digits) or len(set(digits)) == 1:
        named = what[0].lower() + what[1:]
        return f"That is not {named}: a digit is wrong. Compare it with the letter."
    return ""


def _check_digit_holds(digits: str) -> bool:
    """Modulus 11, as the NHS Data Dictionary has it: weights 10 to 2, the tenth digit checks."""
    weighed = zip(digits[:9], range(10, 1, -1), strict=True)
    total = sum(int(digit) * weight for digit, weight in weighed)
    return (11 - total % 11) % 11 == int(digits[9])
