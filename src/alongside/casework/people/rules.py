"""What may stand in a person's record, and how a worker is told that something cannot. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Person

POSTCODE = re.compile(r"(GIR0AA|[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2})")
BFPO = re.compile(r"BFPO\s*([0-9]{1,4})")


def normal_postcode(typed: str) -> str:
    """A postcode as the Royal Mail writes it, mended where a letter O and a nought changed places.

    What cannot be a postcode comes back tidied only; `postcode_fault` says so.
    """
    tidy = re.sub(r"[^A-Z0-9]", "", typed.upper())
    if military := BFPO.fullmatch(tidy):
        return f"BFPO {military[1]}"
    if len(tidy) < 5:
        return tidy
    outward, inward = tidy[:-3], tidy[-3:]
    inward = inward[0].replace("O", "0").replace("I", "1") + inward[1:].replace("0", "O")
    letters = re.match(r"[A-Z0]{1,2}(?=[0-9O])", outward)
    if letters:
        area = letters[0].replace("0", "O")
        outward = area + outward[len(area)].replace("O", "0") + outward[len(area) + 1 :]
    return f"{outward} {inward}"


def postcode_fault(typed: str) -> str:
    """Nothing where it can be a postcode of the United Kingdom or the Isle of Man."""
    if not typed.strip():
        return ""
    normal = normal_postcode(typed)
    if normal.startswith("BFPO ") or POSTCODE.fullmatch(normal.replace(" ", "")):
        return ""
    return "That is not a whole postcode. Write it like AD4 2QT, or leave it empty."


def normal_telephone(typed: str) -> str:
    """The digits of a telephone number, British ones from 0: *07700900417*."""
    digits = re.sub(r"[^0-9+]", "", typed)
    for prefix in ("+44", "0044"):
        if digits.startswith(prefix):
            return "0" + digits[len(prefix) :].lstrip("0")
    return digits


def telephone_fault(typed: str) -> str:
    """Nothing where it can be dialled: 10 or 11 digits at home, up to 15 from abroad."""
    digits = normal_telephone(typed)
    home = digits.startswith("0") and not digits.startswith("00") and len(digits) in (10, 11)
    abroad = digits.startswith(("+", "00")) and 8 <= len(digits.lstrip("+0")) <= 15
    if (home or abroad) and "+" not in digits[1:]:
        return ""
    return "That is not a whole telephone number. Write it like 07700 900417, with the code."


def normal_email(typed: str) -> str:
    """Lower case, without spaces around it."""
    return typed.strip().lower()


def shown_number(digits: str) -> str:
    """An NHS or Health and Care number in groups of three, three and four."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 else digits


def normal_number(typed: str) -> str:
    """A health number without the spaces and dashes that it is read out with."""
    return re.sub(r"[\s-]", "", typed)


def _check_digit_holds(digits: str) -> bool:
    """Modulus 11, as the NHS Data Dictionary has it: weights 10 to 2, the tenth digit checks."""
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


def _number_fault(typed: str, what: str, like: str) -> str:
    digits = normal_number(typed)
    if not digits:
        return ""
    if not re.fullmatch(r"[0-9]{10}", digits):
        return f"{what} has ten digits, like {like}. This has something else."
    if not _check_digit_holds(digits) or len(set(digits)) == 1:
        named = what[0].lower() + what[1:]
        return f"That is not {named}: a digit is wrong. Compare it with the letter."
    return ""


def nhs_number_fault(typed: str) -> str:
    """England and Wales: ten digits, the last of which checks the others."""
    return _number_fault(typed, "An NHS number", "943 476 5919")


def hcn_fault(typed: str) -> str:
    """Northern Ireland's Health and Care number: the same check; numbers begin at 320 000 0010."""
    if fault := _number_fault(typed, "A Health and Care number", "320 000 0010"):
        return fault
    digits = normal_number(typed)
    if digits and not "3200000010" <= digits <= "3999999999":
        return "Health and Care numbers begin with 32 to 39. This may be an NHS number."
    return ""


def chi_fault(typed: str) -> str:
    """Scotland's CHI number: the date of birth, four digits, and the same check."""
    if fault := _number_fault(typed, "A CHI number", "010347 1237"):
        return fault
    digits = normal_number(typed)
    if digits and not (1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12):
        return "A CHI number begins with the date of birth, day and month first. This does not."
    return ""


def birth_fault(born: date | None, today: date) -> str:
    """Nothing for a day on which somebody alive can have been born."""
    if born is None:
        return ""
    if born > today:
        return f"{born:%-d %B %Y} is still to come. Enter the day of birth."
    if today.year - born.year > 120:
        return f"{born:%-d %B %Y} would make them over 120. Check the year."
    return ""


def why_not_added(preferred_name: str, telephones_and_emails: int, address: str) -> str:
    """Nothing is compulsory but a name to call them by, and one way to reach them."""
    if not preferred_name.strip():
        return "Enter a name to call them by. A first name is enough."
    if not telephones_and_emails and not address.strip():
        return "Enter one way to reach them: a telephone number, an email or an address."
    return ""


def why_not_died(died_on: date | None, on: date, today: date) -> str:
    """A death is recorded once, and not ahead of time."""
    if died_on is not None:
        return f"It is recorded already that they died, on {died_on:%-d %B %Y}."
    if on > today:
        return f"{on:%-d %B %Y} is still to come. Enter the day they died, or about when."
    return ""


@dataclass(frozen=True)
class SafeContact:
    """How somebody may be reached, in words for a card: rows of (word, text, number to ring)."""

    rows: list[tuple[str, str, str]]
    care: str  # what to take care of; empty where nothing is

    @property
    def ring(self) -> str:
        """The number to ring first, or nothing."""
        return next((number for word, _, number in self.rows if word == "Ring"), "")


WAYS = (("text", "Text"), ("email", "Email"), ("letter", "Write"), ("voicemail", "Voicemail"))


def safe_contact(person: Person) -> SafeContact:
    """The card *Getting in touch*: Ring, Text, Email, Write, Voicemail, Never, and what to mind."""
    telephones, emails = person.points("telephone"), person.points("email")
    rows = [_ring(person, telephones)] if telephones else []
    for other in telephones[1:]:
        rows.append(("Or ring", other.note, other.value))
    has = {"text": bool(telephones), "email": bool(emails), "letter": bool(person.address)}
    for field, word in WAYS:
        answer = getattr(person, field)
        if answer in ("yes", "first_name") and has.get(field, True):
            words = "Yes" if answer == "yes" else "Yes, but not who we are"
            rows.append((word, f"{emails[0].value}. {words}" if field == "email" else words, ""))
    never = [name for field, name in NEVER if getattr(person, field) == "no"]
    if never:
        rows.append(("Never", _listed(never).capitalize(), ""))
    if not rows:
        rows = [("Write" if person.address else "How", person.address or "Not known yet", "")]
    return SafeContact(rows, _care(person))


NEVER = (("voicemail", "voicemail"), ("text", "texts"), ("email", "emails"), ("letter", "letters"))


def _ring(person: Person, telephones: Sequence[object]) -> tuple[str, str, str]:
    first = telephones[0]
    parts = [getattr(first, "note", ""), person.best_times]
    if "no_telephone" in person.adjustments:
        parts = ["they cannot use it to talk"]
    return ("Ring", ", ".join(part for part in parts if part), getattr(first, "value", ""))


def _care(person: Person) -> str:
    who, say = person.who_else_may_answer, person.if_somebody_else_answers
    if who and say:
        return f"{who} may answer. Then say “{say}”."
    if say:
        return f"If somebody else answers, say “{say}”."
    if who:
        return f"{who} may answer."
    return "Do not say who we are." if person.say_who_we_are == "no" else ""


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def visiting_words(person: Person) -> list[str]:
    """Before the doorbell: key safe, dogs, two to visit, and what else to know."""
    found = [person.key_safe, person.dogs, person.visiting_note]
    if person.two_to_visit:
        found.insert(0, "Two of us visit, never one")
    return [words for words in found if words]
