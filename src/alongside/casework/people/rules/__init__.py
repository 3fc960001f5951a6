"""What may stand in a person's record, and what it says. Pure."""

from alongside.casework.schemes.postcodes import normal_postcode, postcode_fault

from .arriving import Arrival, why_not_bring_in
from .names import Likeness, likeness, names_alike, words_of
from .numbers import chi_fault, hcn_fault, nhs_number_fault, normal_number, shown_number
from .points import (
    PointIn,
    email_fault,
    normal_email,
    normal_telephone,
    shown_telephone,
    telephone_fault,
)
from .record import (
    NUMBERS,
    age_words,
    birth_fault,
    fault,
    future_fault,
    ods_fault,
    tidy,
    why_not_added,
    why_not_died,
)
from .safe import SafeContact, safe_contact, visiting_words

__all__ = [
    "NUMBERS",
    "Arrival",
    "Likeness",
    "PointIn",
    "SafeContact",
    "age_words",
    "birth_fault",
    "chi_fault",
    "email_fault",
    "fault",
    "future_fault",
    "hcn_fault",
    "likeness",
    "names_alike",
    "nhs_number_fault",
    "normal_email",
    "normal_number",
    "normal_postcode",
    "normal_telephone",
    "ods_fault",
    "postcode_fault",
    "safe_contact",
    "shown_number",
    "shown_telephone",
    "telephone_fault",
    "tidy",
    "visiting_words",
    "why_not_added",
    "why_not_bring_in",
    "why_not_died",
    "words_of",
]
