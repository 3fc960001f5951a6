"""Telephones and emails: how they are kept, so that the same one is found again. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

HOME = re.compile(r"0[18][0-9]{8,9}|0[235679][0-9]{9}")
ABROAD = re.compile(r"\+[1-9][0-9]{6,14}")


@dataclass(frozen=True)
class PointIn:
    """A telephone number or an email address as it was typed."""

    kind: str  # "telephone" or "email"
    value: str
    note: str = ""

    @property
    def plain(self) -> str:
        """What it is found by: digits only, or lower case."""
        normal = normal_telephone if self.kind == "telephone" else normal_email
        return normal(self.value)

    @property
    def shown(self) -> str:
        """What stands on a page."""
        return shown_telephone(self.value) if self.kind == "telephone" else self.value.strip()

    @property
    def fault(self) -> str:
        """Why it cannot be used, or nothing."""
        return (telephone_fault if self.kind == "telephone" else email_fault)(self.value)


def normal_telephone(typed: str) -> str:
    """The digits of a telephone number, British ones from 0, others from +: *07700900417*."""
    digits = re.sub(r"[^0-9]", "", typed.replace("(0)", ""))
    if typed.strip().startswith("+"):
        country = digits
    elif digits.startswith("00"):
        country = digits[2:]
    elif digits.startswith("44") and len(digits) == 12:
        country = digits
    else:
        return digits
    if country.startswith("44"):
        return "0" + country[2:].lstrip("0")
    return f"+{country}" if country else ""


def telephone_fault(typed: str) -> str:
    """Nothing where it can be dialled: 10 or 11 digits at home, 7 to 15 from abroad."""
    digits = normal_telephone(typed)
    if HOME.fullmatch(digits) or ABROAD.fullmatch(digits):
        return ""
    return "That is not a whole telephone number. Write it like 07700 900417, with the code."


def shown_telephone(typed: str) -> str:
    """A number in groups, as people say it: *07700 900417*. What has words beside it stays."""
    digits = normal_telephone(typed)
    if re.search(r"[A-Za-z]", typed) or not HOME.fullmatch(digits):
        return typed.strip()
    if digits.startswith("02"):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if re.match(r"08|03|011|01.1", digits):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return f"{digits[:5]} {digits[5:]}"


def normal_email(typed: str) -> str:
    """Lower case, without spaces around it."""
    return typed.strip().lower()


def email_fault(typed: str) -> str:
    """Nothing where a letter could arrive, as far as its form tells."""
    if "@" not in typed:
        return "That is not an email address: it has no @. Write it like name@example.org."
    if not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", typed.strip()):
        return "That is not a whole email address. Write it like name@example.org."
    return ""
