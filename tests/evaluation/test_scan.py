"""An extract is read into small numbers: all of it, and whichever way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from alongside.evaluation import evaluate, scan, tables
from alongside.evaluation.cleaning import Cleaning, Period
from alongside.evaluation.evaluate import Options
from alongside.evaluation.rows import NOWHERE, Ids, later_ones
from alongside.extract import read

from . import made

CONTACT = {
    "contact_id": "C1",
    "episode_id": "E1",
    "occurred_on": "2018-03-05",
    "mode": "telephone",
    "minutes": 30,
    "worker": "connector",
    "reached": "true",
}


def contacts(many: int) -> list[made.Row]:
    return [CONTACT | {"contact_id": f"C{n}", "episode_id": f"E{n % 2 + 1}"} for n in range(many)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    more = [made.ucla(1, "end", 6, on="2018-05-19", item_1=9), made.ucla(2, "start", 5)]
    tables = made.pairs((8, 5), (6, 6), (9, 3))
    tables["measures"] += more
    return made.write(tmp_path / "x", contacts=[*contacts(7), CONTACT], **tables)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("referrals", "2018-02-20", "1999-02-20"),  # before the days that are read quickly
        ("referrals", "2018-02-20", "1930-02-20"),  # so long ago that it is looked at
        ("episodes", "2018-03-01", "2018-3-1"),
        ("contacts", "2018-03-05", "2018-3-5"),
    ],
)
def test_what_is_unusual_and_right_is_taken_after_all(folder: Path, name: str, old: str, new: str):
    usual = evaluate(folder)
    path = folder / f"{name}.csv"
    path.write_text(path.read_text().replace(old, new, 1))

    found = evaluate(folder)

    for each in ("support.contacts.median", "people.count", "loneliness.pairs"):
        assert found[each] == usual[each]


def test_a_number_far_beyond_its_range_is_an_answer_out_of_range(folder: Path):
    path = folder / "measures.csv"
    path.write_text(path.read_text().replace(",9,", ",99999,", 1))

    found = {each.check: each.rows for each in evaluate(folder).quality}

    assert found["item_out_of_range.ucla3"] == 1


@pytest.mark.parametrize(("small", "large"), [(0, 10**9), (0, 0)])
def test_a_large_extract_gives_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, small: int, large: int
):
    usual = evaluate(folder)
    monkeypatch.setattr(tables, "SMALL", small)
    monkeypatch.setattr(scan, "LARGE", large)

    found = evaluate(folder)

    assert found.figures == usual.figures
    assert found.quality == usual.quality


def test_a_contact_is_held_in_few_bytes(tmp_path: Path):
    folder = made.write(tmp_path / "x", contacts=contacts(1000), **made.pairs((8, 5), (6, 6)))
    with tables.connect() as db:
        cleaning = Cleaning(scan.Reader(db, read(folder)), Options().today)

        clean = cleaning.clean(Period())

    rows = clean["contacts"]
    held = sum(column.nbytes for column in rows.columns.values()) + rows.places.nbytes
    assert held / len(rows) <= 20


def test_ids_are_found_by_their_hashes():
    draw = np.random.default_rng(1)
    ids = draw.integers(1, 2**64 - 1, 5000, dtype=np.uint64)
    ids[:3] = (1, 2, 2**64 - 2)  # close together, and at both ends

    found = Ids(ids).places_of(np.concatenate([ids, np.array([3, 2**64 - 1], dtype=np.uint64)]))

    assert found[:-2].tolist() == list(range(5000))
    assert found[-2:].tolist() == [NOWHERE, NOWHERE]


def test_of_no_ids_none_is_found():
    found = Ids(np.empty(0, dtype=np.uint64)).places_of(np.array([5], dtype=np.uint64))

    assert found.tolist() == [NOWHERE]


def test_later_rows_of_a_key_are_found_in_their_order():
    keys = np.array([7, 3, 7, 5, 3, 7], dtype=np.uint64)

    assert later_ones(keys).tolist() == [2, 4, 5]


def test_of_some_episodes_texts_and_numbers_are_those_of_these_episodes(tmp_path: Path):
    tables = made.pairs((8, 5), (6, 6), (9, 3))
    for row, age in zip(tables["episodes"], (70, 81, 92), strict=True):
        row |= {"age": age, "person_id": "P1" if age > 80 else "P2"}
    every = evaluate(made.write(tmp_path / "x", **tables)).episodes

    old = every.where(every["age"] > 80)

    assert (len(every), len(old)) == (3, 2)
    assert old["episode_id"].tolist() == ["E2", "E3"]
    assert (every.different("person_id"), old.different("person_id")) == (2, 1)
    assert old.where(np.array([1])).counts("gender")["female"] == 1
