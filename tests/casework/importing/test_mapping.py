"""Somebody else's export: their columns and words, and ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.importing import mapping
from alongside.casework.importing.kinds import KINDS
from alongside.casework.importing.mapping import CannotMap, Names, from_toml, to_toml

from .books import parsed, sentences

PEOPLE, CONTACTS = KINDS["people"], KINDS["contacts"]
TOML = """
date_order = "month first"

[columns]
"Ref No" = "person_ref"
"They like" = "preferred_name"
"Ring" = "telephone"
"Shoe size" = ""
"Born" = "date_of_birth"
"Kind" = "gender"

[values.gender]
"1" = "female"

[constants]
lives_alone = "yes"
"""
FILE = "Ref No,They like,Ring,Shoe size,Born,Kind\nA1,Peg,07700 900417,5,03/27/1948,1\n"


def refusal(text: str) -> str:
    with pytest.raises(CannotMap) as wrong:
        from_toml(text, PEOPLE)
    return str(wrong.value)


def test_a_mapping_says_what_columns_and_words_are_and_what_is_the_same_for_all():
    found = parsed("people", FILE, from_toml(TOML, PEOPLE))

    assert not found.faults
    row = found.rows[0].values
    assert row["person_ref"] == "A1"
    assert row["date_of_birth"].isoformat() == "1948-03-27"
    assert (row["gender"], row["lives_alone"]) == ("female", "yes")
    assert found.columns.left_out == ["Shoe size"]


def test_faults_name_the_column_as_we_do_and_as_they_do():
    text = FILE.replace("03/27/1948", "soon")

    assert sentences("people", text, from_toml(TOML, PEOPLE)) == [
        "Row 2, column date_of_birth (Born): “soon” is no day that can be read. Write it like"
        " 28/02/1950."
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[columns", "is no TOML that can be read"),
        ('date_order = "year first"', "It is “day first” or “month first”."),
        ("colums = {}", "The mapping has “colums”. It can have date_order, sheet, columns"),
        ('columns = "a"', "columns is no table"),
        ('[columns]\nA = "shoe_size"', "People have no column “shoe_size”. There are added_on"),
        ('[values.gender]\nF = "woman"', "“F” in gender cannot mean “woman”. It can mean female,"),
        ("[constants]\nshoe_size = 5", "People have no column “shoe_size”"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said(text, words):
    assert words in refusal(text)


def test_a_constant_that_cannot_be_is_said_once_and_not_row_by_row():
    names = from_toml('[constants]\ndate_of_birth = "soon"\nlives_alone = true\nrisks=""', PEOPLE)

    assert sentences("people", "person_ref,preferred_name\nA1,Peg\nA2,Joan\n", names)[0] == (
        "The mapping’s constant for date_of_birth: “soon” is no day that can be read. Write it like"
        " 28/02/1950."
    )


def test_a_required_column_may_be_a_constant():
    text = "episode_ref,occurred_on,reached\nE1,12/11/2026,yes\n"

    assert not sentences("contacts", text, from_toml('[constants]\nmode = "telephone"', CONTACTS))


def test_two_columns_that_are_the_same_are_told_apart_by_who_sends_them():
    both = "person_ref,Known as,preferred_name,telephone\nA1,Peg,Peggy,07700 900417\n"

    assert (
        "Two columns, “preferred_name” and “Known as”, are both preferred_name."
        in (sentences("people", both)[0])
    )
    assert not sentences("people", both, Names(columns={"Known as": ""}))


def test_two_telephones_under_common_headings_are_both_kept():
    found = parsed("people", "ID,Mobile,Home phone\nA1,07700 900417,01632 960417\n")

    assert found.columns.pairs == [
        ("ID", "person_ref"), ("Mobile", "telephone"), ("Home phone", "telephone_2"),
    ]  # fmt: skip


def test_a_column_that_is_needed_and_not_there_is_asked_for_with_what_was_found():
    assert sentences("people", "Shoe size\n5\n") == [
        "There is no column person_ref. The person’s number in the system that you come from. The"
        " other files name them by it. Give the column that heading, or say in the mapping which"
        " one it is. The headings found are: “Shoe size”."
    ]


def test_a_word_that_cannot_be_read_even_so_is_left_to_the_reader():
    names = Names(values={"gender": {"f": "female"}})

    assert "#REF!" in sentences("people", broken(), names)[0]


def broken():
    from typing import Any

    from .books import xlsx

    def break_it(sheet: Any) -> None:
        sheet["C2"].value, sheet["C2"].data_type = "#REF!", "e"

    head = ("person_ref", "preferred_name", "gender")
    return xlsx(head, ("A1", "Peg", "x"), change=break_it)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(
    columns=st.dictionaries(TEXTS, st.sampled_from(["person_ref", "gender", ""]), max_size=4),
    words=st.dictionaries(TEXTS, st.sampled_from(["female", "male", ""]), max_size=4),
    constant=TEXTS,
    day_first=st.booleans(),
    sheet=TEXTS,
)
def test_a_mapping_written_as_a_file_is_read_as_the_same(
    columns, words, constant, day_first, sheet
):
    names = Names(columns, {"gender": words}, {"risks": constant}, day_first, sheet)

    assert from_toml(to_toml(names, PEOPLE), PEOPLE) == names
    assert mapping.from_data(names.as_data()) == names
