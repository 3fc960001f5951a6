"""Words, numbers, postcodes, telephones: a cell becomes a value, or a sentence."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.importing import values
from alongside.casework.importing.kinds import KINDS
from alongside.casework.importing.values import Reader, Unreadable, Wrong

from .books import HOW, value_or_why

CELLS = (
    st.text(max_size=40)
    | st.integers()
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.dates()
    | st.times()
    | st.none()
)
CHOICES = [("female", "Female"), ("not_stated", "Not stated")]
gender = values.one_of(CHOICES, {"female": ("f", "woman")})


def read(reader: Reader, cell: Any) -> Any:
    return reader.read(cell, HOW).value


def mended(reader: Reader, cell: Any) -> str:
    return reader.read(cell, HOW).mended


def why(reader: Reader, cell: Any) -> str:
    with pytest.raises(Wrong) as wrong:
        reader.read(cell, HOW)
    return str(wrong.value)


@given(CELLS)
def test_every_reader_gives_a_value_or_a_sentence_for_whatever_stands_in_a_cell(cell):
    for kind in KINDS.values():
        for column in kind.columns:
            _, why = value_or_why(column.reads, cell)

            assert why[-1:] in ("", "."), (column.name, cell)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_example_of_a_column_can_be_read(kind):
    for column in kind.columns:
        if column.example:
            assert read(column.reads, column.example) is not None, column.name


# ---- words ---------------------------------------------------------------------------------------
def test_words_lose_the_spaces_and_signs_that_nobody_sees():
    line = values.text(20)

    assert read(line, " Peg\u00a0") == "Peg"
    assert read(line, "Peg_x000D_\nHollins") == "Peg, Hollins"
    assert mended(line, "Peg\nHollins") == "several lines were put into one"
    assert read(values.text(20, lines=True), "Peg\r\nHollins") == "Peg\nHollins"
    assert read(line, 12.0) == "12"
    assert read(line, date(2024, 12, 31)) == "31/12/2024"
    assert read(line, time(9, 30)) == "09:30"
    assert read(line, "   ") is None
    assert "has 21 letters, and there is room for 20" in why(line, "x" * 21)


def test_a_shield_against_formulas_that_our_own_files_have_is_taken_off():
    assert read(values.text(20), "'=1+1") == "=1+1"
    assert read(values.telephones, "'+44 7700 900417") == [("+44 7700 900417", "")]


def test_what_a_spreadsheet_could_not_work_out_is_no_value():
    shown = Unreadable("#REF!", "is what the spreadsheet shows where it cannot work something out.")

    assert "cannot work something out" in why(values.text(20), shown)
    assert values.shown(shown) == "#REF!"


def test_a_reference_is_a_number_or_a_text_and_nothing_that_a_spreadsheet_made_of_it():
    assert read(values.reference, 1001) == "1001"
    assert read(values.reference, 1001.0) == "1001"
    assert read(values.reference, "A-0102 ") == "A-0102"
    assert "has lost its last digits" in why(values.reference, "1.23E+09")
    assert "has lost its last digits" in why(values.reference, 1.5e15)
    assert "the spreadsheet made it of a number with dashes" in why(
        values.reference, date(2026, 2, 1)
    )
    assert "is a number with a point" in why(values.reference, 1.5)
    assert "longer than 100 letters" in why(values.reference, "x" * 101)


def test_a_word_is_known_by_its_code_ours_or_theirs():
    assert [read(gender, word) for word in ("female", "FEMALE", "f", " Woman ", "Not stated")] == [
        "female", "female", "female", "female", "not_stated",
    ]  # fmt: skip
    assert read(gender, "") is None
    assert why(gender, "Femail") == (
        "is none of the words that are known here. Write female or not_stated; or say in the"
        " mapping what it means."
    )


def test_several_words_stand_in_one_cell_with_semicolons_or_commas():
    several = values.several_of([("quiet", "Quiet places"), ("bsl", "British Sign Language")])

    assert read(several, "quiet; BSL") == ["quiet", "bsl"]
    assert read(several, "Quiet places, bsl, quiet") == ["quiet", "bsl"]
    assert read(several, "") is None
    assert "is none of the words" in why(several, "quiet; loud")


@pytest.mark.parametrize("said", ["Yes", "y", "TRUE", 1, True, "x", "✓", "oes"])
def test_yes_is_said_in_many_ways(said):
    assert read(values.yes_no, said) is True
    assert read(values.answer, said) == "yes"


@pytest.mark.parametrize("said", ["No", "n", "false", 0, False, "nac oes"])
def test_no_is_said_in_many_ways(said):
    assert read(values.yes_no, said) is False
    assert read(values.answer, said) == "no"


@pytest.mark.parametrize("said", ["", None, "not asked", "n/a", "Not recorded", "-"])
def test_nobody_asked_is_no_answer(said):
    assert read(values.yes_no, said) is None
    assert read(values.answer, said) is None


def test_what_is_neither_yes_nor_no_is_asked_again():
    assert "is neither yes nor no" in why(values.yes_no, "sometimes")


# ---- numbers -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (20, 20), (20.0, 20), ("20", 20), ("20 mins", 20), ("20m", 20), ("1 hour", 60),
        ("1.5 hrs", 90), ("1h 30m", 90), ("1 hr 15", 75), ("1:30", 90), ("01:30:00", 90),
        (time(1, 30), 90), (timedelta(minutes=45), 45), ("1,200", 1200), ("n/a", None),
        (None, None),
    ],
)  # fmt: skip
def test_minutes_are_read_however_they_are_written(cell, found):
    assert read(values.minutes(1440), cell) == found


@pytest.mark.parametrize(
    "cell", ["a while", "-5", "20.5", True, date(2024, 1, 1), "5000", "30 hours"]
)
def test_what_are_no_minutes_is_asked_again(cell):
    assert "." in why(values.minutes(1440), cell)


def test_whole_numbers_have_their_limits():
    assert "is not between 1 and 3" in why(values.whole(1, 3), 4)
    assert "is no whole number" in why(values.whole(1, 3), "two")


def test_pounds_are_read_with_their_signs_and_none_below_nothing():
    assert read(values.money, "£1,234.50") == Decimal("1234.50")
    assert read(values.money, 1234.5) == Decimal("1234.50")
    assert read(values.money, "n/a") is None
    assert mended(values.money, "£3") == "signs around an amount were left out"
    assert "is below nothing" in why(values.money, "-3")
    assert "is no amount" in why(values.money, "three pounds")
    assert "is no amount" in why(values.money, True)


def test_miles_have_one_place_after_the_point():
    assert read(values.miles(), "4.25 miles") == Decimal("4.2")
    assert read(values.miles(), "-") is None
    assert "is no number of miles" in why(values.miles(), "far")


# ---- postcodes -----------------------------------------------------------------------------------
def test_o_and_nought_in_a_postcode_are_mended_and_said():
    assert read(values.postcode, "s014 2aa") == "SO14 2AA"
    assert mended(values.postcode, "S014 2AA").startswith("O and 0")
    assert mended(values.postcode, "so142aa") == ""
    assert read(values.postcode, "not known") is None
    assert why(values.postcode, "AD4") == (
        "That is not a whole postcode. Write it like AD4 2QT, or leave it empty."
    )


@given(st.text(alphabet="ABDEFGHJLNPQRSTUWXYZO0I1 23456789", max_size=9))
def test_a_postcode_is_one_that_reads_the_same_again_or_a_sentence(text):
    try:
        found = read(values.postcode, text)
    except Wrong:
        return

    assert found is None or read(values.postcode, found) == found


# ---- telephones ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("07700 900417", [("07700 900417", "")]),
        (7700900417, [("07700900417", "")]),
        (7700900417.0, [("07700900417", "")]),
        ("7700900417", [("07700900417", "")]),
        (447700900417, [("447700900417", "")]),
        ("07700 900417 / 01632 960000", [("07700 900417", ""), ("01632 960000", "")]),
        ("07700 900417 or 01632 960000", [("07700 900417", ""), ("01632 960000", "")]),
        ("07700 900417\n01632 960000", [("07700 900417", ""), ("01632 960000", "")]),
        ("07700 900417 (daughter)", [("07700 900417", "daughter")]),
        ("Home: 01632 960000", [("01632 960000", "Home")]),
        ("01632 960000 ext 23", [("01632 960000", "ext 23")]),
        ("none", None),
        (None, None),
    ],
)
def test_telephones_are_read_with_their_zero_and_the_words_beside_them(cell, numbers):
    assert read(values.telephones, cell) == numbers


def test_what_was_done_to_a_telephone_is_said():
    assert mended(values.telephones, 7700900417).startswith("a zero in front")
    assert mended(values.telephones, "07700 900417 / 01632 960000").startswith("several telephone")


@pytest.mark.parametrize("cell", ["0770", "ask her son", "07700 900417 / 12"])
def test_half_a_telephone_is_asked_again(cell):
    assert why(values.telephones, cell).startswith("That is not a whole telephone number.")


def test_a_telephone_that_a_spreadsheet_shortened_cannot_be_mended():
    assert "has lost its last digits" in why(values.telephones, "7.7E+09")


def test_emails_are_looked_at_by_their_form():
    assert read(values.email, " mailto:peg@example.org") == "peg@example.org"
    assert read(values.email, "n/a") is None
    assert "it has no @" in why(values.email, "peg")


# ---- numbers of health services ------------------------------------------------------------------
def test_a_health_number_is_checked_and_one_cut_short_is_refused():
    assert read(values.nhs_number, "943 476 5919") == "9434765919"
    assert read(values.nhs_number, 9434765919) == "9434765919"
    assert read(values.nhs_number, "-") is None
    assert "has lost its last digits" in why(values.nhs_number, "9.43E+09")
    assert "a digit is wrong" in why(values.nhs_number, "943 476 5918")
    assert read(values.chi_number, 103471235) == "0103471235"
    assert mended(values.chi_number, 103471235).startswith("a zero in front")
    assert read(values.hcn_number, "320 000 0015") == "3200000015"


def test_the_code_of_a_practice_has_letters_and_digits():
    assert read(values.ods_code, "y99901") == "Y99901"
    assert read(values.ods_code, "n/a") is None
    assert "letters and digits only" in why(values.ods_code, "Marlpit Road")
