"""Hashes of files, made beside other work."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from alongside.extract.hashes import Hashes


def test_each_file_has_its_own_hash_whether_it_was_named_before_or_not(tmp_path: Path):
    files = [tmp_path / f"{number}.csv" for number in range(7)]
    for path in files:
        path.write_bytes(path.name.encode() * 1000)
    hashes = Hashes(files[:6])

    found = [hashes[path] for path in files]

    assert found == [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]


def test_a_file_that_cannot_be_read_has_none(tmp_path: Path):
    gone, there = tmp_path / "gone.csv", tmp_path / "there.csv"
    there.write_text("a\n")
    hashes = Hashes([gone, there])

    assert (hashes[gone], hashes[tmp_path]) == ("", "")
    assert len(hashes[there]) == 64


def test_whoever_waits_for_what_is_no_path_hears_of_it():
    no_path = Path("\0")
    hashes = Hashes([no_path])

    with pytest.raises(ValueError, match="null byte"):
        hashes[no_path]
