"""A package is written as the contract has it, streamed, and the same rows give the same bytes."""

import csv
import hashlib
import json
import tracemalloc
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside import extract
from alongside.extract import BreaksTheContract, Format

from .small import CONTACTS, EPISODE, REFERRAL, SCHEME, sentences, tables, written

BOTH = pytest.mark.parametrize("kind", list(Format))


@BOTH
def test_what_is_written_is_valid(tmp_path, kind):
    folder = written(tmp_path / "out", kind)

    assert sentences(folder) == []
    assert extract.check(folder).rows == {
        "schemes": 1,
        "referrals": 1,
        "episodes": 1,
        "contacts": 2,
        "costs": 2,
    }


def test_a_table_is_written_in_plain_csv(tmp_path):
    folder = written(tmp_path / "out")

    assert (folder / "contacts.csv").read_text() == (
        "contact_id,episode_id,occurred_on,mode,minutes,worker,reached\n"
        "c1,e1,2026-01-04,face_to_face,60,connector,true\n"
        "c2,e1,2026-01-09,telephone,0,volunteer,false\n"
    )
    assert (
        (folder / "schemes.csv")
        .read_bytes()
        .endswith('k7q2,"Fenny “Lane”, by the river",england,\n'.encode())
    )
    assert (
        (folder / "costs.csv")
        .read_text()
        .endswith(",2026-01-01,running,1200.50\nk7q2,2026-01-01,set_up,0\n")
    )


@BOTH
def test_only_what_is_there_is_described(tmp_path, kind):
    folder = written(tmp_path / "out", kind)

    described = json.loads((folder / "datapackage.json").read_text())
    assert {one["path"] for one in described["resources"]} == {
        path.name for path in folder.iterdir() if path.suffix == f".{kind}"
    }


@BOTH
def test_what_was_written_is_told_with_rows_and_hashes(tmp_path, kind):
    told = extract.write(tmp_path / "out", tables(), kind=kind)

    assert told.rows["contacts"] == 2
    assert told.hashes == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (tmp_path / "out").iterdir()
    }


def test_the_same_rows_give_the_same_bytes(tmp_path):
    once = extract.write(tmp_path / "one", tables())
    again = extract.write(tmp_path / "two", tables())

    assert once.hashes == again.hashes


def test_parquet_has_the_types_of_the_contract(tmp_path):
    folder = written(tmp_path / "out", "parquet")

    (episode,) = extract.read(folder).rows("episodes")
    assert list(episode.values()) == list(EPISODE)
    assert {type(row["amount_gbp"]) for row in extract.read(folder).rows("costs")} == {float}


def test_parquet_is_written_into_a_folder_with_signs_in_its_name(tmp_path):
    folder = written(tmp_path / "Ruth's [draft] {a} * ?", "parquet")

    assert len(list(extract.read(folder).rows("contacts"))) == 2


def test_a_table_without_rows_still_has_its_columns(tmp_path):
    for kind in Format:
        folder = written(tmp_path / kind, kind, contacts=[])

        assert extract.read(folder).columns("contacts") == list(extract.table("contacts").names)
        assert sentences(folder) == []


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        ("contacts", ("c1", "e1"), "In contacts, row 1 has 2 values, and needs 7: contact_id, "),
        (
            "contacts",
            (*CONTACTS[0][:4], 2000, "boss", None),
            "In contacts, row 1, column minutes: the value is outside its limits. It has to be a "
            "whole number from 0 to 1440. In contacts, row 1, column worker: the value is not "
            "among the contract’s. It has to be one of connector, volunteer. In contacts, row 1, "
            "column reached: the value is empty, and it has to be filled in. It has to be true or "
            "false.",
        ),
        ("contacts", (*CONTACTS[0][:4], True, "connector", True), "is no whole number"),
        ("contacts", (*CONTACTS[0][:4], 2.5, "connector", True), "is no whole number"),
        ("contacts", (*CONTACTS[0][:6], 1), "is neither true nor false"),
        ("contacts", ("c1", "e1", "2026-01-04", *CONTACTS[0][3:]), "column occurred_on: the value"),
        ("contacts", ("c1", "e1", datetime(2026, 1, 4), *CONTACTS[0][3:]), "is no day"),
        (
            "contacts",
            ("c1", "e1", None, *CONTACTS[0][3:]),
            "column occurred_on: the value is empty",
        ),
        ("contacts", (12, *CONTACTS[0][1:]), "is no text"),
        ("contacts", ("", *CONTACTS[0][1:]), "is empty"),
        ("schemes", ("s1", "two\nlines", "england", None), "has a line break"),
        ("costs", (None, date(2026, 1, 1), "running", -1), "a number, 0 or more"),
        ("costs", (None, date(2026, 1, 1), "running", True), "is no number"),
        ("costs", (None, date(2026, 1, 1), "running", "12"), "is no number"),
        ("costs", (None, date(2026, 1, 1), "running", float("nan")), "no number that can be"),
        ("measures", ("e1", "cel", "start", date(2026, 1, 4), *[None] * 9), "column instrument"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_nothing_is_left(tmp_path, table, row, words):
    with pytest.raises(BreaksTheContract) as refused:
        extract.write(tmp_path / "out", tables(**{table: [row]}))

    assert words in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_never_holds_the_value(tmp_path):
    with pytest.raises(BreaksTheContract) as refused:
        extract.write(tmp_path / "out", tables(contacts=[("c1", "e1", "Peg Hollins", *"abcd")]))

    assert "Hollins" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_an_extract_without_its_three_tables_is_none(tmp_path):
    with pytest.raises(BreaksTheContract, match="the tables referrals, episodes too"):
        extract.write(tmp_path / "out", [("schemes", [SCHEME])])


def test_who_is_told_before_it_shows_can_stop_it(tmp_path):
    def refuse(told):
        assert told.rows["contacts"] == 2
        assert not (tmp_path / "out").exists()
        raise RuntimeError("not entered in the register")

    with pytest.raises(RuntimeError):
        extract.write(tmp_path / "out", tables(), before_it_shows=refuse)

    assert list(tmp_path.iterdir()) == []


# ---- whatever the values ----
SIGNS = st.characters(exclude_categories=["C", "Z"], include_characters=" ")
TEXTS = st.text(SIGNS, min_size=1, max_size=30).filter(str.isprintable)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
SOME = st.none()
CONTACT = st.tuples(
    st.just("e1"),
    DAYS,
    st.sampled_from(extract.table("contacts").column("mode").choices),
    st.integers(0, 1440),
    st.sampled_from(["connector", "volunteer"]),
    st.booleans(),
)
MONEY = st.decimals(0, 10**9, places=2) | st.integers(0, 10**9) | st.floats(0, 1e9)


@settings(max_examples=12)
@given(
    st.lists(CONTACT, max_size=8),
    TEXTS,
    st.lists(st.tuples(SOME | st.just("k7q2"), DAYS, st.just("running"), MONEY), max_size=4),
    st.sampled_from(list(Format)),
)
def test_whatever_fits_the_contract_comes_back_as_it_was(tmp_path_factory, rows, name, costs, kind):
    folder = tmp_path_factory.mktemp("given") / "out"
    contacts = [(f"c{number}", *row) for number, row in enumerate(rows)]
    schemes = [("k7q2", name, "wales", None)]

    extract.write(folder, tables(contacts=contacts, schemes=schemes, costs=costs), kind=kind)

    package = extract.read(folder)
    assert sentences(folder) == []
    assert [row["name"] for row in package.rows("schemes")] == [name]
    assert [plain(row.values()) for row in package.rows("contacts")] == [*map(plain, contacts)]
    assert [Decimal(str(row["amount_gbp"])) for row in package.rows("costs")] == pytest.approx(
        [Decimal(str(row[3])) for row in costs], rel=Decimal("1e-12")
    )


def plain(row):
    """As a text in CSV would be."""
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in row]


# ---- memory ----
def test_rows_are_never_held(tmp_path):
    def rows(how_many):
        day = date(2026, 1, 4)
        return ((f"c{n}", "e1", day, "telephone", 9, "connector", True) for n in range(how_many))

    peaks = []
    for how_many in (2_000, 40_000):
        tracemalloc.start()
        extract.write(tmp_path / str(how_many), tables(contacts=rows(how_many)))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] + 200_000


def test_a_comma_or_a_quote_goes_between_quotes(tmp_path):
    folder = written(tmp_path / "out")

    with (folder / "schemes.csv").open(newline="") as file:
        assert list(csv.reader(file))[1] == ["k7q2", "Fenny “Lane”, by the river", "england", ""]
    assert REFERRAL[0] in (folder / "referrals.csv").read_text()
