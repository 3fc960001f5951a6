"""Each fault is found by Frictionless, and said with its place and what to do about it."""

import csv
import json
from datetime import date

import frictionless
import pytest

from alongside import extract
from alongside.extract.checking.explain import explain
from tests.shared_data import shared

from .small import CONTACTS, EPISODE, sentences, tables, written

NAMES = "contact_id,episode_id,occurred_on,mode,minutes,worker,reached\n"
FINE = "c1,e1,2026-01-04,telephone,20,connector,true\n"


@pytest.fixture
def folder(tmp_path):
    return written(tmp_path / "out")


def said_of(folder, contacts: str, names: str = NAMES) -> list[str]:
    (folder / "contacts.csv").write_text(names + contacts)
    return sentences(folder)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            "c2,e1,4.1.2026,telephone,20,connector,true",
            "column occurred_on: “4.1.2026” is no day. It has to be a day. "
            "A day is written as 2026-11-19.",
        ),
        (
            "c2,e1,2026-01-04,pigeon,20,connector,true",
            "column mode: “pigeon” is not among the values that the contract knows. It has to be "
            "one of face_to_face, telephone, video, message, group, letter.",
        ),
        (
            "c2,e1,2026-01-04,telephone,many,connector,true",
            "column minutes: “many” is no whole number. It has to be a whole number from 0 to "
            "1440.",
        ),
        (
            "c2,e1,2026-01-04,telephone,1441,connector,true",
            "column minutes: “1441” is outside the limits of the contract. It has to be a whole "
            "number from 0 to 1440.",
        ),
        (
            "c2,e1,2026-01-04,telephone,20,connector,perhaps",
            "column reached: “perhaps” is neither true nor false. It has to be true or false.",
        ),
        (
            "c2,e1,,telephone,20,connector,true",
            "column occurred_on: nothing stands there. Every row has to have a day. "
            "A day is written as 2026-11-19.",
        ),
        (
            "c1,e1,2026-01-04,telephone,20,connector,true",
            "column contact_id: “c1” stands in row 2 too. Each row has an id of its own: take one "
            "of the two out, or put its id right.",
        ),
        (
            "c2,e9,2026-01-04,telephone,20,connector,true",
            "column episode_id: no row of episodes has the episode_id “e9”. Add that row to "
            "episodes, or take this row out.",
        ),
        (
            "c2,e1,2026-01-04,telephone,20,connector",
            "column reached: the row ends before this column. Write a comma for each value that "
            "is empty, too.",
        ),
        (
            "c2,e1,2026-01-04,telephone,20,connector,true,Peg,Hollins",
            "the row has more values than the 7 columns. Put a text that has a comma in it "
            "between double quotes.",
        ),
        (",,,,,,", "the row is empty. Take it out."),
    ],
)
def test_a_fault_of_a_row_names_its_place_and_what_to_do(folder, row, sentence):
    (said,) = said_of(folder, FINE + row + "\n")

    joined = ": " if sentence.startswith("the row") and "column" not in sentence[:6] else ", "
    assert said == f"In contacts, row 3{joined}{sentence}"


def test_a_long_value_is_not_shown_whole(folder):
    (said,) = said_of(folder, FINE.replace("telephone", "telephone " * 9))

    assert "“telephone telephone telephone telephone …”" in said


def test_how_long_a_cell_may_be_is_changed_for_nobody_else(folder):
    before = csv.field_size_limit()

    for _ in range(2):  # when the library is loaded, and afterwards
        said = said_of(folder, f"c2,e1,2026-01-04,telephone,{'2' * 200_000},connector,true\n")
        assert "column minutes" in said[0]

    assert csv.field_size_limit() == before


def test_a_key_of_several_columns_is_told_as_one(folder):
    row = "e1,ucla3,start,2026-01-04,1,2,3,,,,,,self\n"
    names = ",".join(extract.table("measures").names)
    (folder / "measures.csv").write_text(f"{names}\n{row}{row}")

    assert sentences(folder)[1:] == [
        "In measures, row 3: row 2 has the same episode_id, instrument, stage, completed_on. "
        "Take one of the two out, or put right where they differ."
    ]


def test_an_optional_pointer_may_be_left_empty_and_is_told_so(tmp_path):
    folder = written(tmp_path / "out", episodes=[(*EPISODE[:3], "r9", *EPISODE[4:])])

    assert sentences(folder) == [
        "In episodes, row 2, column referral_id: no row of referrals has the referral_id “r9”. "
        "Add that row to referrals, or leave the value empty."
    ]


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (
            NAMES.replace(",reached", ""),
            "In contacts, column reached: the column is missing. Add it; in this order: "
            "contact_id, episode_id, occurred_on, mode, minutes, worker, reached.",
        ),
        (
            NAMES.replace("reached", "reached,note"),
            "In contacts: the contract has no column “note” here. Take it out: it may hold what "
            "should not leave the service.",
        ),
        (
            NAMES.replace("minutes", "how_long"),
            "In contacts, column minutes: “how_long” stands where this column belongs. Put the "
            "columns in this order: contact_id, episode_id, occurred_on, mode, minutes, worker, "
            "reached.",
        ),
        (
            NAMES.replace("minutes", ""),
            "In contacts, column minutes: “” stands where this column belongs. Put the columns in "
            "this order: contact_id, episode_id, occurred_on, mode, minutes, worker, reached.",
        ),
    ],
)
def test_a_wrong_column_is_named_with_the_order_that_is_right(folder, names, sentence):
    assert said_of(folder, "", names=names) == [sentence]


def test_a_name_that_stands_twice_is_one_too_many(folder):
    (said,) = said_of(folder, "", names=NAMES.replace("reached", "reached,reached"))

    assert said.startswith("In contacts: the contract has no column “reached” here.")


def test_what_we_have_no_words_for_is_said_in_the_librarys_own():
    odd = frictionless.errors.DataError(note="the moon is full")

    assert str(explain(extract.table("contacts"), odd, header=0)) == (
        "In contacts: Data error: the moon is full. Put it right in the file, or ask for a new "
        "extract."
    )


def test_a_file_in_another_encoding_is_told_with_its_line_and_nothing_else_is_blamed(folder):
    text = (folder / "referrals.csv").read_bytes()
    (folder / "referrals.csv").write_bytes(text + "é".encode("latin-1") + b"\n")

    assert sentences(folder) == [
        "In referrals, row 3: the file is not written in UTF-8. Save it as UTF-8."
    ]


def test_an_empty_file_is_told_with_the_line_that_it_needs(folder):
    assert said_of(folder, "", names="") == [
        f"In contacts: the file is empty. Its first line has to be {NAMES.strip()}."
    ]


# ---- the folder ----
def test_a_file_that_is_no_table_may_hold_what_should_not_leave(folder):
    (folder / "people.csv").write_text("name\nPeg\n")
    (folder / "readme.txt").write_text("Hello")

    assert sentences(folder) == [
        "In people: people.csv is no table of the contract. Take it out of the folder: it may "
        "hold what should not leave the service."
    ]


def test_a_table_that_is_there_twice_is_told(folder, tmp_path):
    other = written(tmp_path / "other", "parquet")
    (other / "contacts.parquet").rename(folder / "contacts.parquet")

    assert sentences(folder) == [
        "In contacts: it is there as CSV and as Parquet, and nobody can know which of them counts. "
        "Take one of the two out of the folder."
    ]


def test_a_folder_without_a_description_is_told(folder):
    (folder / "datapackage.json").unlink()

    assert sentences(folder) == [
        "In datapackage.json: there is no such file in the folder. Ask for a new extract, or put "
        "the contract’s own in its place."
    ]


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"resources": [{"name": "x"}]}', "\xff"])
def test_a_description_that_is_none_is_told(folder, text):
    (folder / "datapackage.json").write_bytes(text.encode("latin-1"))

    (said,) = sentences(folder)
    assert "it is no description of a data package" in said


def test_a_description_of_something_else_is_told(folder):
    found = extract.describe(["schemes", "referrals", "episodes", "contacts", "gaps"])
    found["resources"][0]["schema"]["fields"][0]["type"] = "integer"
    (folder / "datapackage.json").write_text(json.dumps(found))

    assert [one.split(": ")[1] for one in sentences(folder)] == [
        "it describes schemes otherwise than the contract does. Ask for a new extract, or put the "
        "contract’s own in its place.",
        "it does not speak of costs, which is in the folder. Ask for a new extract, or put the "
        "contract’s own in its place.",
        "it speaks of gaps, and there is no such file. Add the file, or take its part out of the "
        "description.",
    ]


# ---- Parquet ----
def changed(folder, columns: str) -> None:
    """Write the contacts anew, some columns otherwise."""
    path = folder / "contacts.parquet"
    with extract.parquet.connect() as connection:
        connection.execute(f"CREATE TABLE t AS SELECT * REPLACE ({columns}) FROM '{path}'")
        connection.execute(f"COPY t TO '{path}'")


def test_values_in_parquet_are_held_against_the_contract_too(tmp_path):
    folder = written(tmp_path / "out", "parquet", contacts=[*CONTACTS, *others(3)])
    changed(folder, "CASE contact_id WHEN 'c2' THEN 1500 ELSE minutes END AS minutes")

    assert sentences(folder) == [
        "In contacts, row 2, column minutes: “1500” is outside the limits of the contract. It has "
        "to be a whole number from 0 to 1440."
    ]


def test_a_second_row_of_an_id_in_parquet_is_counted_without_the_names(tmp_path):
    folder = written(tmp_path / "out", "parquet")
    changed(folder, "'c1' AS contact_id")

    assert sentences(folder) == [
        "In contacts, row 2, column contact_id: “c1” stands in row 1 too. Each row has an id of "
        "its own: take one of the two out, or put its id right."
    ]


def test_a_column_of_another_physical_type_is_told_once(tmp_path):
    folder = written(tmp_path / "out", "parquet")
    changed(folder, "occurred_on::VARCHAR AS occurred_on, minutes::SMALLINT AS minutes")

    assert sentences(folder) == [
        "In contacts, column occurred_on: its values are stored as VARCHAR. Store them as DATE, "
        "and leave what is missing empty."
    ]


def test_a_number_may_be_stored_as_a_decimal(tmp_path):
    folder = written(tmp_path / "out", "parquet")
    path = folder / "costs.parquet"
    with extract.parquet.connect() as connection:
        connection.execute(
            f"CREATE TABLE t AS SELECT * REPLACE (amount_gbp::DECIMAL(11, 2) AS amount_gbp)"
            f" FROM '{path}'"
        )
        connection.execute(f"COPY t TO '{path}'")

    assert sentences(folder) == []


def test_a_file_that_is_no_parquet_is_told(tmp_path):
    folder = written(tmp_path / "out", "parquet")
    (folder / "contacts.parquet").write_text("contact_id\n")

    assert sentences(folder) == ["In contacts: the file is no Parquet. Ask for a new extract."]


def others(how_many):
    day = date(2026, 1, 4)
    return [(f"d{n}", "e1", day, "letter", 0, "connector", False) for n in range(how_many)]


# ---- many ----
def test_of_many_faults_of_a_kind_the_first_twenty_are_listed_and_the_rest_counted(folder):
    bad = "".join(f"c{n},e1,2026-01-04,pigeon,20,connector,true\n" for n in range(30))

    (folder / "contacts.csv").write_text(NAMES + bad + "d,e1,x,letter,20,connector,true\n")
    checked = extract.check(folder)

    assert len(checked.faults) == 21
    assert checked.not_listed == 10
    assert checked.stopped == []
    assert not checked.valid


def test_after_a_thousand_faults_the_rest_of_a_table_is_not_read(folder):
    bad = "".join(f"c{n},e1,2026-01-04,pigeon,20,connector,true\n" for n in range(1_200))

    (folder / "contacts.csv").write_text(NAMES + bad)
    checked = extract.check(folder)

    assert checked.stopped == ["contacts"]
    assert checked.not_listed == 980


def test_progress_is_told_while_a_table_is_read(tmp_path):
    folder = written(tmp_path / "out", contacts=others(5_001))
    told = []

    extract.check(folder, progress=lambda table, rows: told.append((table, rows)))

    assert told == [("contacts", 5_000)]


def test_a_made_up_extract_with_defects_of_most_kinds_is_explained(tmp_path):
    import zipfile

    with zipfile.ZipFile(shared("data", "cohort-a.zip")) as packed:
        packed.extractall(tmp_path)

    said = sentences(tmp_path / "cohort-a")

    assert len(said) == 15
    assert (
        "In contacts, row 23774, column contact_id: “C0000010” stands in row 12 too. Each row has "
        "an id of its own: take one of the two out, or put its id right." in said
    )
    assert sum("no row of referrals has the referral_id “R999999”" in one for one in said) == 6


def test_that_nobody_in_it_is_real_is_no_fault(tmp_path):
    package = extract.write(tmp_path / "out", tables(), made_up=True)

    assert sentences(package.folder) == []
