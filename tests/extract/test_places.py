"""A folder appears whole or not at all: full disks, wrong rights, and a writer that is killed."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
import textwrap

import pytest

from alongside import extract
from alongside.extract import places
from alongside.trouble import CannotWrite, NotEmpty

from .small import sentences, tables, written


def test_an_empty_folder_may_be_filled_and_one_that_is_not_there_is_made(tmp_path):
    (tmp_path / "empty").mkdir()

    written(tmp_path / "empty")
    written(tmp_path / "not" / "there" / "yet")

    assert sentences(tmp_path / "empty") == []
    assert sentences(tmp_path / "not" / "there" / "yet") == []


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_with_something_in_it_is_refused(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("Dear Peg")

    with pytest.raises(NotEmpty) as refused:
        written(tmp_path / "out")

    assert refused.value.found == f"There is something in {tmp_path / 'out'} already."
    assert "--replace" in refused.value.try_this
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.txt"]


def test_a_file_in_the_place_is_refused(tmp_path):
    (tmp_path / "out").write_text("Dear Peg")

    with pytest.raises(NotEmpty):
        extract.write(tmp_path / "out", tables(), replace=True)


def test_an_extract_is_replaced_and_anything_else_is_put_aside(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("Dear Peg")
    folder = written(tmp_path / "out")

    extract.write(folder, tables(contacts=[]), replace=True)
    extract.write(tmp_path / "letters", tables(), replace=True)

    assert extract.check(folder).rows["contacts"] == 0
    assert sentences(tmp_path / "letters") == []
    assert (tmp_path / "letters-put-aside-1" / "letter.txt").read_text() == "Dear Peg"
    assert names(tmp_path) == ["letters", "letters-put-aside-1", "out"]


def a_letter(folder):
    (folder / "letter.txt").write_text("Dear Peg")


def a_folder(folder):
    (folder / "letters").mkdir()


def a_link(folder):
    (folder / "contacts.csv").unlink()
    (folder / "contacts.csv").symlink_to("/nowhere")


def a_package_of_somebody_else(folder):
    (folder / "datapackage.json").write_text('{"name": "rainfall"}')


def a_list(folder):
    (folder / "datapackage.json").write_text("[]")


def no_sign(folder):
    (folder / "datapackage.json").unlink()


@pytest.mark.parametrize(
    "with_it", [a_letter, a_folder, a_link, a_package_of_somebody_else, a_list, no_sign]
)
def test_an_extract_with_something_that_we_did_not_write_is_not_deleted(tmp_path, with_it):
    folder = written(tmp_path / "out")
    with_it(folder)
    before = names(folder)

    assert places.kept_as(folder, replace=True) == tmp_path / "out-put-aside-1"
    extract.write(folder, tables(), replace=True)

    assert sentences(folder) == []
    assert names(tmp_path / "out-put-aside-1") == before


def test_what_comes_into_an_empty_folder_meanwhile_is_not_deleted(tmp_path):
    (tmp_path / "out").mkdir()

    extract.write(tmp_path / "out", tables(), before_it_shows=lambda _: a_letter(tmp_path / "out"))

    assert names(tmp_path / "out-put-aside-1") == ["letter.txt"]


def test_through_a_link_the_folder_is_replaced_and_not_the_link(tmp_path):
    folder = written(tmp_path / "out")
    (tmp_path / "newest").symlink_to("out")

    extract.write(tmp_path / "newest", tables(contacts=[]), replace=True)

    assert (tmp_path / "newest").is_symlink()
    assert extract.check(folder).rows["contacts"] == 0
    assert names(tmp_path) == ["newest", "out"]


@pytest.mark.parametrize("below", [".", "charts"])
def test_the_folder_that_somebody_works_in_is_not_replaced(tmp_path, monkeypatch, below):
    folder = written(tmp_path / "out")
    (folder / below).mkdir(exist_ok=True)
    monkeypatch.chdir(folder / below)

    with pytest.raises(NotEmpty, match="You are working in"):
        extract.write(folder, tables(), replace=True)

    assert (folder / "schemes.csv").exists()


# ---- who may look in ----


def rights(path):
    return oct(path.stat().st_mode & 0o7777)


def test_a_new_extract_is_for_this_account_and_a_replaced_one_as_open_as_it_was(tmp_path):
    folder = written(tmp_path / "out")
    assert rights(folder) == "0o700"

    folder.chmod(0o2750)
    extract.write(folder, tables(), replace=True)
    assert rights(folder) == "0o2750"

    a_letter(folder)
    extract.write(folder, tables(), replace=True)
    assert rights(folder) == "0o700"
    assert rights(tmp_path / "out-put-aside-1") == "0o2750"


@pytest.mark.parametrize(("was", "now"), [(0o2770, "0o700"), (0o755, "0o755"), (0o775, "0o755")])
def test_what_another_group_might_do_ours_may_not(tmp_path, monkeypatch, was, now):
    was_there, filled = tmp_path / "out", tmp_path / "filled"
    was_there.mkdir()
    filled.mkdir()
    was_there.chmod(was)

    def refuse(*_):
        raise PermissionError

    there = was_there.stat()
    of_another_group = os.stat_result((*there[:5], there.st_gid + 1, *there[6:10]))
    stat = type(was_there).stat
    with monkeypatch.context() as patched:
        patched.setattr(places.os, "chown", refuse)
        patched.setattr(
            type(was_there),
            "stat",
            lambda path, **how: of_another_group if path == was_there else stat(path, **how),
        )
        places._open_as(was_there, filled)

    assert rights(filled) == now


def test_a_writer_that_fails_leaves_what_was_there(tmp_path):
    folder = written(tmp_path / "out")

    def rows():
        yield from tables()
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        extract.write(folder, rows(), replace=True)

    assert sentences(folder) == []
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "with room"), (errno.EACCES, "to.")])
def test_a_disk_that_does_not_let_us_is_said_in_words(tmp_path, number, words):
    def rows():
        yield "schemes", []
        raise OSError(number, os.strerror(number))

    with pytest.raises(CannotWrite) as reason:
        extract.write(tmp_path / "out", rows())

    assert os.strerror(number) in reason.value.found
    assert reason.value.needed.endswith(words + ("" if words.endswith(".") else "."))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("said", "words"),
    [("No space left on device", os.strerror(errno.ENOSPC)), ("odd", os.strerror(errno.EIO))],
)
def test_a_full_disk_is_told_the_same_when_duckdb_finds_it(tmp_path, monkeypatch, said, words):
    import duckdb

    class Full:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def execute(self, *_):
            raise duckdb.IOException(said)

    monkeypatch.setattr(extract.parquet, "connect", Full)

    with pytest.raises(CannotWrite) as reason:
        written(tmp_path / "out", "parquet")

    assert words in reason.value.found
    assert list(tmp_path.iterdir()) == []


# ---- killed ----
SLOW = """
    import sys, time
    from pathlib import Path
    from alongside import extract
    from tests.extract.small import CONTACTS, tables

    def slowly():
        yield CONTACTS[0]
        print("writing", flush=True)
        time.sleep(60)

    extract.write(Path(sys.argv[1]), tables(contacts=slowly()), replace=True,
                  kind=extract.Format(sys.argv[2]))
"""


def killed_while_writing(folder, kind="csv"):
    """Start to write, and be killed in the middle of a table."""
    command = [sys.executable, "-c", textwrap.dedent(SLOW), str(folder), kind]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "writing\n"
        writer.send_signal(signal.SIGKILL)
        writer.wait()


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_killed_writer_leaves_no_folder_and_the_next_one_clears_up(tmp_path, kind):
    killed_while_writing(tmp_path / "out", kind)

    assert not (tmp_path / "out").exists()
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".out-")

    written(tmp_path / "out", kind)

    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert sentences(tmp_path / "out") == []


def test_a_killed_writer_leaves_the_old_folder_as_it_was(tmp_path):
    folder = written(tmp_path / "out")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    killed_while_writing(folder)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_writer_that_is_still_at_it_is_left_alone(tmp_path):
    other = tmp_path / ".out-abcd1234.unfinished"
    other.mkdir()
    lock = os.open(other, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)

    written(tmp_path / "out")
    assert other.exists()

    os.close(lock)
    extract.write(tmp_path / "out", tables(), replace=True)
    assert not other.exists()


def test_what_was_moved_away_for_a_killed_writer_comes_back(tmp_path):
    written(tmp_path / "out").rename(tmp_path / ".out-abcd1234.before")

    with pytest.raises(NotEmpty):
        written(tmp_path / "out")

    assert sentences(tmp_path / "out") == []


def test_what_was_moved_away_is_not_deleted_while_its_folder_is_empty(tmp_path):
    written(tmp_path / "out").rename(tmp_path / ".out-abcd1234.before")
    (tmp_path / "out").mkdir()

    with pytest.raises(NotEmpty):
        written(tmp_path / "out")

    assert sentences(tmp_path / "out") == []


def test_what_was_moved_away_goes_where_the_new_one_stands(tmp_path):
    written(tmp_path / "out")
    (tmp_path / ".out-abcd1234.before").mkdir()

    extract.write(tmp_path / "out", tables(), replace=True)

    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize(
    "name",
    [
        ".out-of-town-abcd1234.before",
        ".out-of-town-abcd1234.unfinished",
        ".out-abcd1234.before.kept",
        ".out-letters.unfinished",
        ".out-2026.before",
    ],
)
def test_two_names_that_begin_alike_do_not_touch_each_other(tmp_path, name):
    (tmp_path / name).mkdir()
    a_letter(tmp_path / name)

    extract.write(written(tmp_path / "out"), tables(), replace=True)

    assert names(tmp_path) == sorted([name, "out"])
    assert names(tmp_path / name) == ["letter.txt"]


def test_a_left_over_that_is_a_file_or_a_link_is_none(tmp_path):
    (tmp_path / ".out-abcd1234.unfinished").write_text("Dear Peg")
    (tmp_path / ".out-abcd1235.before").symlink_to(tmp_path)

    written(tmp_path / "out")

    assert names(tmp_path) == [".out-abcd1234.unfinished", ".out-abcd1235.before", "out"]


def test_a_folder_beside_ours_that_is_called_alike_is_nobodys_left_over(tmp_path):
    (tmp_path / ".out-of-town").mkdir()

    written(tmp_path / "out")

    assert (tmp_path / ".out-of-town").exists()


def test_a_file_system_that_cannot_sync_is_good_enough(tmp_path, monkeypatch):
    def cannot(_number):
        raise OSError(errno.EINVAL, "no such thing here")

    monkeypatch.setattr(places.os, "fsync", cannot)

    assert sentences(written(tmp_path / "out")) == []
