"""A locked stream: read back as it was, or not at all."""

from __future__ import annotations

import json
import os
from io import BytesIO

import pytest

from alongside.backup import keys_lock, passphrase_lock
from alongside.backup.lock import Lock
from alongside.backup.parts import HEAD, Parts, write_end, write_part
from alongside.backup.sealed import CHUNK, LENGTH, MAGIC, TAG, Sealer, Unsealer, locked_with
from alongside.trouble import BadBackup

KEYS = keys_lock(b"k" * 32)
HEADER = len(MAGIC) + LENGTH


def sealed(data: bytes, lock: Lock = KEYS) -> bytes:
    file = BytesIO()
    sealer = Sealer(file, lock)
    for at in range(0, len(data), 100_000):
        sealer.write(data[at : at + 100_000])
    sealer.close()
    return file.getvalue()


def opened(file: bytes, lock: Lock = KEYS) -> bytes:
    unsealer = Unsealer(BytesIO(file), lock)
    found = b""
    while piece := unsealer.read(70_000):
        found += piece
    return found


def first_chunk(file: bytes) -> int:
    """Where the chunks begin."""
    return file.index(b"\n", HEADER) + 1


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 5_000_000])
@pytest.mark.parametrize("noise", [True, False], ids=["noise", "zeroes"])
def test_what_was_locked_is_read_back_as_it_was(size: int, noise: bool):
    data = os.urandom(size) if noise else bytes(size)

    assert opened(sealed(data)) == data


def test_nothing_of_it_can_be_read_in_the_file():
    assert b"Peg Hollins" not in sealed(b"Peg Hollins")


def test_the_same_is_locked_otherwise_each_time():
    assert sealed(b"Peg")[HEADER:] != sealed(b"Peg")[HEADER:]


def test_a_passphrase_opens_it_and_another_does_not():
    file = sealed(b"Peg", passphrase_lock("four words that rhyme"))

    assert opened(file, passphrase_lock("four words that rhyme")) == b"Peg"
    with pytest.raises(BadBackup, match="passphrase does not open it"):
        opened(file, passphrase_lock("four words that Rhyme"))


def test_other_keys_do_not_open_it():
    with pytest.raises(BadBackup, match="made with another keys file"):
        opened(sealed(b"Peg"), keys_lock(b"o" * 32))


def test_a_passphrase_does_not_open_what_keys_have_locked():
    with pytest.raises(BadBackup, match="another keys file"):
        opened(sealed(b"Peg"), passphrase_lock("four words that rhyme"))


def test_a_file_says_what_opens_it():
    assert locked_with(BytesIO(sealed(b""))) == "keys"
    assert (
        locked_with(BytesIO(sealed(b"", passphrase_lock("four words that rhyme")))) == "passphrase"
    )


DATA = os.urandom(3 * CHUNK)  # noise, which is not made smaller


@pytest.mark.parametrize("at", range(0, 3 * (CHUNK + TAG), 97_000))
def test_a_changed_byte_is_found_wherever_it_is(at: int):
    file = bytearray(sealed(DATA))
    file[first_chunk(file) + at] ^= 1

    with pytest.raises(BadBackup, match="was changed after it was made"):
        opened(bytes(file))


@pytest.mark.parametrize("chunks", [0, 1, 2, 0.5, 2.99])
def test_a_file_that_was_cut_off_is_told_as_that(chunks: float):
    file = sealed(DATA)
    there = first_chunk(file) + int(chunks * (CHUNK + TAG))

    with pytest.raises(BadBackup, match=rf"is cut off: {there:,} of its {len(file):,} bytes"):
        opened(file[:there])


@pytest.mark.parametrize("chunks", [1, 2])
def test_a_file_that_was_cut_off_by_somebody_who_changed_the_length_too_does_not_open(chunks: int):
    file = sealed(DATA)
    there = first_chunk(file) + chunks * (CHUNK + TAG)
    forged = MAGIC + b"%016d\n" % there + file[HEADER:there]

    with pytest.raises(BadBackup, match="was changed"):
        opened(forged)


def test_a_file_cut_off_within_its_first_lines_is_told_so_too():
    file = sealed(DATA)

    with pytest.raises(BadBackup, match="is cut off"):
        opened(file[: HEADER + 30])


def test_chunks_that_changed_places_and_chunks_that_were_added_are_found():
    file = sealed(DATA)
    at, one = first_chunk(file), CHUNK + TAG
    moved = file[:at] + file[at + one : at + 2 * one] + file[at : at + one] + file[at + 2 * one :]

    with pytest.raises(BadBackup, match="was changed"):
        opened(moved)
    with pytest.raises(BadBackup, match="was changed"):
        opened(file + file[-one:])


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"", "not one of our backups"),
        (b"PK\x03\x04 something else", "not one of our backups"),
        (MAGIC + b"no digits here..\n{}\n", "was changed"),
        (MAGIC + b"0" * 16 + b"\nno json\n", "beginning of this file was changed"),
        (MAGIC + b"0" * 16 + b"\n[]\n", "beginning of this file was changed"),
        (MAGIC + b"0" * 16 + b'\n{"locked_with": "luck"}\n', "beginning of this file was changed"),
        (MAGIC + b"0" * 16 + b'\n{"locked_with": "keys"}\n', "beginning of this file was changed"),
    ],
)
def test_what_is_no_backup_is_told_as_that(file: bytes, words: str):
    with pytest.raises(BadBackup, match=words):
        opened(file)


def test_a_made_up_file_cannot_ask_for_all_of_the_memory():
    file = sealed(b"", passphrase_lock("four words that rhyme"))
    line = file[HEADER : first_chunk(file)]
    said = json.loads(line)
    said["scrypt"]["n"] = 2**60
    said["scrypt"]["r"] = 0
    forged = file[:HEADER] + json.dumps(said).encode() + b"\n" + file[first_chunk(file) :]

    with pytest.raises(BadBackup):
        opened(forged, passphrase_lock("four words that rhyme"))


def test_a_lock_does_not_show_its_secret():
    assert "rhyme" not in repr(passphrase_lock("four words that rhyme"))


# ---- parts ---------------------------------------------------------------------------------------
def test_parts_are_read_in_their_order_with_what_was_in_them():
    file = BytesIO()
    wrote = [
        write_part(file, "one", [b"Peg", b"", b"Ruth"]),
        write_part(file, "two", [os.urandom(3_000_000)]),
        write_part(file, "none", []),
    ]
    write_end(file)
    file.seek(0)

    parts = Parts(file)
    found = {name: b"".join(pieces) for name, pieces in parts}

    assert found["one"] == b"PegRuth"
    assert found["none"] == b""
    assert parts.seen == wrote


def test_a_part_that_nobody_reads_is_read_over():
    file = BytesIO()
    wrote = write_part(file, "one", [b"Peg"])
    write_end(file)
    file.seek(0)

    parts = Parts(file)

    assert [name for name, _ in parts] == ["one"]
    assert parts.seen == [wrote]


@pytest.mark.parametrize(
    "written",
    [
        b"",
        HEAD.pack(b"N", 3) + b"on",
        HEAD.pack(b"D", 3) + b"one",
        HEAD.pack(b"N", 3) + b"one" + HEAD.pack(b"N", 3) + b"two",
        HEAD.pack(b"N", 2**31),
        HEAD.pack(b"Z", 0) + b"and more",
    ],
)
def test_a_stream_that_nobody_of_us_wrote_is_refused(written: bytes):
    with pytest.raises(BadBackup, match="was changed"):
        [list(pieces) for _, pieces in Parts(BytesIO(written))]
