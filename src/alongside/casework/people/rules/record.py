"""What may stand in a person's record, and how a worker is told that something cannot. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from alongside.casework.schemes.postcodes import normal_postcode, postcode_fault
from alongside.casework.schemes.words import day

from .numbers import chi_fault, hcn_fault, nhs_number_fault, normal_number
from .points import PointIn

if TYPE_CHECKING:
    from ..models import Person

NUMBERS = {"nhs_number": nhs_number_fault, "chi_number": chi_fault, "hcn_number": hcn_fault}


def tidy(fields: dict[str, Any], today: date) -> dict[str, Any]:
    """The fields as they are kept: no spaces around them, numbers and postcode in normal form."""
    kept = {
        name: value.strip() if isinstance(value, str) else value for name, value in fields.items()
    }
    if kept.get("postcode"):
        kept["postcode"] = normal_postcode(kept["postcode"])
    if kept.get("gp_ods_code"):
        kept["gp_ods_code"] = normal_number(kept["gp_ods_code"]).upper()
    for name in NUMBERS:
        if kept.get(name):
            kept[name] = normal_number(kept[name])
    if "age_about" in kept:
        known = kept["age_about"] is not None
        kept["age_about_on"] = (kept.get("age_about_on") or today) if known else None
    if kept.get("gp_not_wanted"):
        kept |= {"gp_practice": "", "gp_ods_code": ""}
    return kept


def fault(fields: dict[str, Any], points: Sequence[PointIn], today: date) -> str:
    """The first thing that cannot be kept, as a sentence; nothing where all can."""
    faults = [postcode_fault(fields.get("postcode", ""))]
    faults += [check(fields.get(name, "")) for name, check in NUMBERS.items()]
    faults.append(birth_fault(fields.get("date_of_birth"), today))
    faults.append(ods_fault(fields.get("gp_ods_code", "")))
    faults += [point.fault for point in points]
    return next(filter(None, faults), "")


def birth_fault(born: date | None, today: date) -> str:
    """Nothing for a day on which somebody alive can have been born."""
    if born is None:
        return ""
    if born > today:
        return f"{day(born)} is still to come. Enter the day of birth."
    if today.year - born.year > 120:
        return f"{day(born)} would make them over 120. Check the year."
    return ""


def ods_fault(typed: str) -> str:
    """Nothing where it can be the code of a practice: *Y99901*, or in Scotland *99901*."""
    if re.fullmatch(r"|[A-Za-z0-9]{3,8}", normal_number(typed)):
        return ""
    return "A practice’s code has letters and digits only, like Y99901. Leave it empty if unsure."


def future_fault(on: date, today: date, what: str) -> str:
    """Nothing for today or a day before it. `what` is to be entered instead: *the day she died*."""
    return f"{day(on)} is still to come. Enter {what}." if on > today else ""


def why_not_added(preferred_name: str, telephones_and_emails: int, address: str) -> str:
    """Nothing is compulsory but a name to call them by, and one way to reach them."""
    if not preferred_name.strip():
        return "Enter a name to call them by. A first name is enough."
    if not telephones_and_emails and not address.strip():
        return "Enter one way to reach them: a telephone number, an email or an address."
    return ""


def why_not_died(died_on: date | None, born: date | None, on: date, today: date) -> str:
    """A death is recorded once, not ahead of time, and not before the birth."""
    if died_on is not None:
        return f"It is recorded already that they died, on {day(died_on)}."
    if born is not None and on < born:
        return f"{day(on)} is before they were born, on {day(born)}. Check both."
    return future_fault(on, today, "the day they died, or about when")


def age_words(person: Person, on: date) -> str:
    """*78*, *about 70* where the day of birth is not known, or nothing."""
    age = person.age(on)
    if age is None:
        return ""
    return str(age) if person.date_of_birth else f"about {age}"
