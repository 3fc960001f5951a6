"""Ids are stable, and lead back to nothing."""

from __future__ import annotations

import hmac
import re

from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.extracting.ids import Ids
from tests.casework import made

from .conftest import write

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
NUMBERS = st.integers(1, 2**63 - 1)


@given(NUMBERS, NUMBERS)
def test_an_id_is_sixteen_letters_and_of_one_record_alone(one, other):
    ids = Ids(b"k" * 32)

    assert re.fullmatch("[a-z2-7]{16}", ids.of("person", one))
    assert (ids.of("person", one) == ids.of("person", other)) is (one == other)
    assert ids.of("person", one) != ids.of("episode", one)


def test_many_ids_are_all_different():
    ids = Ids(b"k" * 32)

    assert len({ids.of("contact", number) for number in range(20_000)}) == 20_000


def test_another_key_gives_other_ids():
    one, other = Ids(b"k" * 32), Ids(b"l" * 32)

    assert one.of("person", 1) != other.of("person", 1)
    assert one.of_scheme(1) == one.of("scheme", 1)[:8]


@given(st.binary(min_size=1, max_size=100), NUMBERS)
def test_an_id_is_the_hmac_of_what_it_stands_for(key, number):
    made_by_the_library = hmac.digest(key, f"person:{number}".encode(), "sha256")

    letters = "".join(LETTERS[byte % 32] for byte in made_by_the_library[:16])
    assert Ids(key).of("person", number) == letters


def test_two_extracts_have_the_same_ids_and_the_same_bytes(
    aldermouth, peg, ruth, dilys, pegs_episode, tmp_path
):
    made.referral(peg, dilys)

    one = write(tmp_path / "one", aldermouth)
    two = write(tmp_path / "two", aldermouth)

    assert one.hashes == two.hashes


def test_an_installation_with_another_key_has_other_ids(
    aldermouth, pegs_episode, tmp_path, monkeypatch
):
    one = write(tmp_path / "one", aldermouth)
    monkeypatch.setattr("alongside.sealing.stable_key", lambda purpose: b"another key")
    two = write(tmp_path / "two", aldermouth)

    assert one.hashes["episodes.csv"] != two.hashes["episodes.csv"]
    assert one.hashes["contacts.csv"] == two.hashes["contacts.csv"]  # there are none
