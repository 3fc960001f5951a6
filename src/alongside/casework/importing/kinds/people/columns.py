"""The columns of a file of people."""

from __future__ import annotations

from alongside.casework.people.models import (
    AdjustmentNeed,
    Ethnicity,
    Gender,
    MayLeaveMessage,
    Transition,
)

from ... import others, values
from ..base import Column


def _safe(name: str, help_text: str) -> Column:
    return Column(
        name, help_text, values.one_of(MayLeaveMessage.choices, others.words("reach")), "yes"
    )


COLUMNS = (
    Column(
        "person_ref",
        "The person’s number in the system that you come from. The other files name them by it.",
        values.reference,
        "A-0102",
        required=True,
    ),
    Column(
        "preferred_name",
        "What they like to be called. Left empty, it is the given name.",
        values.text(80),
        "Peg",
    ),
    Column("given_name", "Their first name, as on letters.", values.text(120), "Margaret"),
    Column("family_name", "Their family name.", values.text(120), "Hollins"),
    Column(
        "full_name",
        "Both names in one cell, where they are not in two. Hollins, Margaret works too.",
        values.text(120),
        "",
    ),
    Column("pronouns", "As they say them.", values.text(40), "she/her"),
    Column("date_of_birth", "Their day of birth.", values.birth, "27/03/1948"),
    Column(
        "age_about", "About how old they are, where the day is not known.", values.whole(0, 120), ""
    ),
    Column(
        "gender",
        "As they gave it.",
        values.one_of(Gender.choices, others.words("gender")),
        "female",
    ),
    Column("gender_words", "In their own words, where it is other.", values.text(60), ""),
    Column(
        "ethnicity",
        "One of the census groups.",
        values.one_of(Ethnicity.choices, others.words("ethnicity")),
        "white.british",
    ),
    Column(
        "address",
        "Where they live, without the postcode.",
        values.text(500, lines=True),
        "4 Fenny Lane, Aldermouth",
    ),
    Column("postcode", "A whole postcode.", values.postcode, "AD4 2QT"),
    Column(
        "telephone",
        "The number to try first; several with / between them.",
        values.telephones,
        "07700 900417",
    ),
    Column("telephone_2", "Another number.", values.telephones, "01632 960417"),
    Column("email", "An email address.", values.email, ""),
    Column(
        "nhs_number",
        "England, Wales, Isle of Man. The check digit is checked.",
        values.nhs_number,
        "943 476 5919",
    ),
    Column("chi_number", "Scotland.", values.chi_number, ""),
    Column("hcn_number", "Northern Ireland.", values.hcn_number, ""),
    _safe("may_leave_voicemail", "May we leave a message on their voicemail?"),
    _safe("may_text", "May we send a text?"),
    _safe("may_write", "May we send a letter?"),
    _safe("may_email", "May we send an email?"),
    Column(
        "say_who_we_are", "May we say who we are when somebody else answers?", values.answer, ""
    ),
    Column(
        "who_else_may_answer",
        "Who else may answer the telephone.",
        values.text(200),
        "Her son Graham",
    ),
    Column("if_somebody_else_answers", "What to say then.", values.text(200), ""),
    Column("best_times", "When to call.", values.text(120), "Mornings"),
    Column("language", "Their language, where it is not English.", values.text(60), ""),
    Column("interpreter", "Do they need an interpreter?", values.answer, ""),
    Column(
        "adjustments",
        "What helps them.",
        values.several_of(AdjustmentNeed.choices),
        "large_print; hearing_aids",
    ),
    Column("adjustments_note", "More about that.", values.text(300), ""),
    Column("gp_practice", "Their GP practice.", values.text(160), "Marlpit Road Surgery"),
    Column("gp_ods_code", "Its code.", values.ods_code, ""),
    Column("carer", "Do they care for somebody?", values.answer, "no"),
    Column("lives_alone", "Do they live alone?", values.answer, "yes"),
    Column(
        "life_transitions",
        "Which of the six life transitions have happened.",
        values.several_of(Transition.choices),
        "bereavement",
    ),
    Column(
        "risks",
        "What to know before the doorbell, with ; between them; “none known” where somebody asked.",
        values.text(2_000, lines=True),
        "Unsteady on steps",
    ),
    Column("dogs", "Dogs or other animals in the house.", values.text(120), ""),
    Column("key_safe", "Where the key safe is, and its code.", values.text(120), ""),
    Column("two_to_visit", "Do two go together?", values.yes_no, ""),
    Column("visiting_note", "What else helps at the door.", values.text(300, lines=True), ""),
    Column("emergency_name", "Whom to ring in an emergency.", values.text(120), "Graham Hollins"),
    Column("emergency_relation", "Who they are to the person.", values.text(120), "son"),
    Column("emergency_telephone", "Their number.", values.telephones, "01632 960111"),
    Column(
        "added_on", "When they came to the service. Left empty: today.", values.day, "14/01/2026"
    ),
    Column("died_on", "When they died, if they have.", values.day, ""),
)
