"""The tables of a folder are found, whoever wrote it."""

import pytest

from alongside import extract
from alongside.extract import Format
from alongside.trouble import NotReadable

from .small import written


def test_the_tables_are_found_in_the_contracts_order(tmp_path):
    package = extract.read(written(tmp_path / "out"))

    assert list(package.files) == ["schemes", "referrals", "episodes", "contacts", "costs"]
    assert package.format_of("contacts") is Format.CSV


def test_csv_and_parquet_may_stand_side_by_side(tmp_path):
    folder = written(tmp_path / "out")
    other = written(tmp_path / "other", "parquet")
    (folder / "contacts.csv").unlink()
    (other / "contacts.parquet").rename(folder / "contacts.parquet")

    package = extract.read(folder)

    assert package.format_of("contacts") is Format.PARQUET
    assert [row["minutes"] for row in package.rows("contacts")] == [60, 0]
    assert [row["age"] for row in package.rows("episodes")] == ["74"]


def test_rows_of_csv_are_texts_as_they_stand(tmp_path):
    folder = written(tmp_path / "out")
    (folder / "contacts.csv").write_text("\ufeffcontact_id,minutes\nc1,many\n")

    package = extract.read(folder)

    assert package.columns("contacts") == ["contact_id", "minutes"]
    assert list(package.rows("contacts")) == [{"contact_id": "c1", "minutes": "many"}]


def test_a_file_without_a_line_has_no_columns(tmp_path):
    folder = written(tmp_path / "out")
    (folder / "contacts.csv").write_text("")

    assert extract.read(folder).columns("contacts") == []


def test_the_types_are_told_for_those_who_join_with_duckdb(tmp_path):
    types = extract.read(written(tmp_path / "out")).types("costs")

    assert types == {
        "scheme_id": "VARCHAR",
        "incurred_on": "DATE",
        "kind": "VARCHAR",
        "amount_gbp": "DOUBLE",
    }


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotReadable, match="There is no folder"):
        extract.read(tmp_path / "nowhere")


def test_a_folder_without_the_three_tables_is_no_extract(tmp_path):
    folder = written(tmp_path / "out")
    (folder / "episodes.csv").unlink()

    with pytest.raises(NotReadable, match="has no file for episodes"):
        extract.read(folder)
