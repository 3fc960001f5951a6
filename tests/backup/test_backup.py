"""A whole service into one file, and out of it again: equal, row by row, on both databases."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from alongside.backup import (
    Lock,
    Place,
    Postgres,
    SQLite,
    check,
    keys_lock,
    label,
    make,
    passphrase_lock,
    postgres,
    restore,
)
from alongside.backup import making as making_module
from alongside.backup.making import Made
from alongside.backup.parts import Part
from alongside.backup.place import where
from alongside.backup.writing import whole_or_not_at_all
from alongside.casework.audit.models import Event
from alongside.casework.support import actions
from alongside.casework.support.models import Contact
from alongside.trouble import BadBackup, CannotWrite, NoDatabase, NotEmpty, NotInstalled
from tests.house import world

from .conftest import every_row, is_postgres, shape

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
KEYS = keys_lock(b"k" * 32)


def write(place: Place, into: Path, lock: Lock = KEYS, **more: Any) -> Made:
    return make(place, into, lock, version="0.1.0", now=NOW, **more)


def put_back(place: Place, file: Path, made: Made, lock: Lock = KEYS) -> None:
    restore(place, file, lock, known=frozenset(made.label.migrations))


def left_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tonight.backup"


@pytest.fixture
def full(here: Place) -> world.World:
    """A service in which nearly every table has rows."""
    return world.make()


# ---- equal ---------------------------------------------------------------------------------------
def test_what_is_restored_is_equal_row_by_row(here, empty, file, full):
    (here.data / "outbox").mkdir()
    (here.data / "outbox" / "letter.log").write_bytes(b"To Peg")

    made = write(here, file)
    put_back(empty, file, made)

    before, after = every_row(here.database), every_row(empty.database)
    assert sum(len(rows) > 0 for rows in before.values()) > 30
    for table in before:
        assert after[table] == before[table], table
    assert after.keys() == before.keys()
    assert made.manifest.rows == {table: len(rows) for table, rows in before.items()}
    assert shape(empty.database) == shape(here.database)
    assert (empty.data / "outbox" / "letter.log").read_bytes() == b"To Peg"
    assert (empty.data / "secret-key").read_text() == "the key that signs"


def test_while_it_is_being_written_to_a_backup_holds_one_moment(here, empty, file, full):
    """Contacts and their audit lines are written together: there are as many of one as of other."""
    stop, ruth, episode = threading.Event(), full.ruth, full.episode
    began = threading.Event()

    def go_on_writing() -> None:
        while not stop.is_set():
            actions.record_contact(
                episode=episode,
                occurred_on=full.today,
                mode="telephone",
                reached=True,
                minutes=20,
                note="x" * 5_000,
                today=full.today,
                by=ruth,
            )
            began.set()
        connection.close()

    before = Contact.objects.count(), Event.objects.count()
    writer = threading.Thread(target=go_on_writing)
    writer.start()
    began.wait(20)
    made = write(here, file)
    stop.set()
    writer.join()

    put_back(empty, file, made)

    rows = made.manifest.rows
    assert rows["support_contact"] - before[0] == rows["audit_event"] - before[1] > 0
    assert {table: len(found) for table, found in every_row(empty.database).items()} == rows
    assert made.manifest.audit_head.startswith(f"{rows['audit_event']}-") or is_postgres()


def test_the_file_is_for_its_owner_alone_and_nothing_can_be_read_in_it(here, file, full):
    (here.data / "note.txt").write_text("Peg Hollins")

    write(here, file)

    assert file.stat().st_mode & 0o077 == 0
    assert b"Hollins" not in file.read_bytes()
    assert left_in(here.data) == ["note.txt", "secret-key"]


def test_progress_is_told(here, file, full):
    told: list[str] = []

    write(here, file, step=lambda stage, done, total: told.append(stage))
    check(file, KEYS, step=lambda stage, done, total: told.append(stage))

    assert any("database" in stage for stage in told)
    assert "Reading it through" in told


def test_what_is_made_again_by_itself_or_half_written_is_left_out(here, empty, file, full):
    for name in ("cache/x.djcache", ".looks-to-write", ".backup-1.sqlite3", "last-backup.json"):
        (here.data / name).parent.mkdir(exist_ok=True)
        (here.data / name).write_text("x")
    (here.data / "elsewhere").symlink_to("/etc/hostname")

    made = write(here, file)

    assert [part.name for part in made.manifest.parts] == [
        "label.json",
        "secret-key",
        here.database.part,
    ]


# ---- keys ----------------------------------------------------------------------------------------
def test_with_a_passphrase_the_keys_come_along_where_that_is_asked_for(here, empty, file, full):
    lock = passphrase_lock("four words that rhyme")

    made = write(here, file, lock, keys=b"the keys")
    put_back(empty, file, made, lock)

    assert empty.keys_file is not None
    assert empty.keys_file.read_bytes() == b"the keys"
    assert empty.keys_file.stat().st_mode & 0o077 == 0
    assert (empty.data / "secret-key").exists()


def test_whoever_has_the_passphrase_alone_has_no_key_of_any_kind(here, empty, file, full):
    lock = passphrase_lock("four words that rhyme")

    made = write(here, file, lock)
    put_back(empty, file, made, lock)

    assert not (empty.data / "secret-key").exists()
    assert not empty.keys_file.exists()


def test_keys_that_stand_in_the_environment_are_not_written_into_a_file(here, empty, file, full):
    lock = passphrase_lock("four words that rhyme")

    made = write(here, file, lock, keys=b"the keys")
    put_back(replace(empty, keys_file=None), file, made, lock)

    assert every_row(empty.database) == every_row(here.database)


def test_other_keys_are_never_written_over(here, empty, file, full):
    lock = passphrase_lock("four words that rhyme")
    made = write(here, file, lock, keys=b"the keys")
    empty.keys_file.write_text("keys of something else")

    with pytest.raises(NotEmpty, match="brings its keys with it"):
        put_back(empty, file, made, lock)

    assert empty.keys_file.read_text() == "keys of something else"
    assert empty.database.tables() == []


# ---- refused, and nothing written ----------------------------------------------------------------
@pytest.fixture
def made(here: Place, file: Path, full: world.World) -> Made:
    return write(here, file)


def test_a_place_with_a_database_in_it_is_refused(here, file, made):
    before = every_row(here.database)

    with pytest.raises(NotEmpty, match="There is a database here already"):
        put_back(here, file, made)

    assert every_row(here.database) == before


def test_a_place_with_files_in_it_is_refused(empty, file, made):
    for name in ("a.txt", "b.txt"):
        (empty.data / name).write_text("ours")

    with pytest.raises(NotEmpty, match=r"files in the data folder already: a.txt and 1 more"):
        put_back(empty, file, made)

    assert empty.database.tables() == []


def test_a_backup_of_another_kind_of_database_is_refused(here, tmp_path, file, made):
    other: Any = SQLite(tmp_path / "x.sqlite3") if is_postgres() else _NoPostgres()
    (tmp_path / "other").mkdir()

    with pytest.raises(BadBackup, match=r"This backup is of .*, and the database named here is"):
        put_back(Place(tmp_path / "other", other), file, made)

    assert left_in(tmp_path / "other") == []


class _NoPostgres:
    kind = "postgresql"

    def tables(self) -> list[str]:
        return []


def test_a_backup_of_a_newer_version_is_refused(empty, file, made):
    with pytest.raises(BadBackup, match=r"made by Alongside 0\.1\.0, which is newer"):
        restore(empty, file, KEYS, known=frozenset(made.label.migrations[1:]))

    assert left_in(empty.data) == []
    assert empty.database.tables() == []


@pytest.mark.parametrize("harm", ["cut off", "changed", "wrong keys"])
def test_a_harmed_backup_is_refused_and_nothing_is_written(empty, file, made, harm):
    lock = keys_lock(b"o" * 32) if harm == "wrong keys" else KEYS
    data = bytearray(file.read_bytes())
    if harm == "cut off":
        del data[-10:]
    elif harm == "changed":
        data[-10] ^= 1
    file.write_bytes(data)

    with pytest.raises(BadBackup):
        put_back(empty, file, made, lock)

    assert left_in(empty.data) == []
    assert empty.database.tables() == []


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "a/../../evil", ""])
def test_no_file_of_a_backup_can_lead_out_of_the_data_folder(name: str, tmp_path: Path):
    assert where(tmp_path, name) is None


def test_a_part_that_we_do_not_know_is_refused(here, empty, file, full, monkeypatch):
    monkeypatch.setattr(making_module, "SECRET_KEY", "secret-key/../../x")
    monkeypatch.setattr(making_module, "_write", lambda *parts: iter(_with_a_strange_part(*parts)))
    made = write(here, file)

    with pytest.raises(BadBackup, match="was changed"):
        put_back(empty, file, made)

    assert left_in(empty.data) == []


def _with_a_strange_part(sealer: Any, *_: Any) -> Iterator[Part]:
    from alongside.backup.parts import write_part

    said = label.Label("0.1.0", NOW.isoformat(), connection.vendor, (), False)
    yield write_part(sealer, label.LABEL, [label.as_bytes(said)])
    yield write_part(sealer, "strange", [b"x"])


@pytest.mark.parametrize("words", [b"no json", b"[]", b'{"version": "9"}'])
def test_a_label_that_cannot_be_read_is_refused(words: bytes):
    with pytest.raises(BadBackup):
        label.read_label(words)


@pytest.mark.parametrize("words", [b"no json", b"[]", b'{"rows": {}}'])
def test_a_manifest_that_cannot_be_read_is_refused(words: bytes):
    with pytest.raises(BadBackup):
        label.read_manifest(words)


def test_a_database_of_which_rows_are_missing_is_not_taken(here, empty, file, full, monkeypatch):
    """It cannot be, and is looked for all the same."""
    from alongside.backup import database

    counted = database.facts

    def one_more(*given: Any) -> Any:
        rows, migrations, head = counted(*given)
        return rows | {"people_person": rows["people_person"] + 1}, migrations, head

    kind = "alongside.backup.postgres" if is_postgres() else "alongside.backup.sqlite"
    with monkeypatch.context() as patch:
        patch.setattr(f"{kind}.facts", one_more)
        made = write(here, file)

    with pytest.raises(BadBackup):
        put_back(empty, file, made)

    if not is_postgres():
        assert left_in(empty.data) == []


# ---- no room -------------------------------------------------------------------------------------
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_on_a_full_disk_the_backup_of_yesterday_stays(here, file, full, monkeypatch, number):
    write(here, file)
    yesterday = file.read_bytes()

    def no_room(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("alongside.backup.making.Sealer.close", no_room)

    with pytest.raises(CannotWrite, match=r"There is no room left for tonight.backup"):
        write(here, file)

    assert file.read_bytes() == yesterday
    assert [path.name for path in file.parent.glob("*backup*")] == [file.name]


def test_a_folder_that_is_not_there_is_told(here, tmp_path, full):
    with pytest.raises(CannotWrite, match="cannot be used: No such file or directory"):
        write(here, tmp_path / "nowhere" / "x.backup")


def test_a_backup_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CannotWrite, match="cannot be used: No such file or directory"):
        check(tmp_path / "nowhere.backup", KEYS)


def test_another_fault_of_the_system_is_not_hidden(tmp_path):
    with pytest.raises(OSError, match="odd"), whole_or_not_at_all(tmp_path / "x"):
        raise OSError(errno.EINVAL, "odd")


def test_when_the_files_do_not_fit_the_place_stays_empty(here, empty, file, full, monkeypatch):
    (here.data / "letter.txt").write_text("To Peg")
    made = write(here, file)

    def no_room(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("alongside.backup.restoring.whole_or_not_at_all", no_room)

    with pytest.raises(CannotWrite, match="There is no room left"):
        put_back(empty, file, made)

    assert left_in(empty.data) == []
    assert empty.database.tables() == []


# ---- PostgreSQL’s programs -----------------------------------------------------------------------
def test_a_program_of_the_servers_version_is_taken_before_a_newer_one(tmp_path, monkeypatch):
    for version in (14, 15, 17):
        (tmp_path / f"{version}/bin").mkdir(parents=True)
        (tmp_path / f"{version}/bin/pg_dump").touch()
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)

    assert postgres.find_program("pg_dump", at_least=15).parts[-3] == "15"
    assert postgres.find_program("pg_dump", at_least=16).parts[-3] == "17"


def test_a_program_on_the_path_is_taken_where_it_is_new_enough(tmp_path, monkeypatch):
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 16.2'\n")
    program.chmod(0o755)
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path / "none")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    assert postgres.find_program("pg_dump", at_least=16) == program
    with pytest.raises(NotInstalled, match="no pg_dump of PostgreSQL 17 or newer"):
        postgres.find_program("pg_dump", at_least=17)


def test_a_program_that_says_no_version_is_none(tmp_path, monkeypatch):
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path / "none")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    with pytest.raises(NotInstalled):
        postgres.find_program("pg_dump", at_least=15)


def test_a_server_that_does_not_answer_is_told_without_its_address():
    with pytest.raises(NoDatabase) as reason:
        Postgres({"host": "/nowhere/at/all", "dbname": "x", "password": "secret"}).tables()

    assert "nowhere" not in str(reason.value)


def test_a_password_is_not_in_the_list_of_processes():
    database = Postgres({"dbname": "x", "user": "ruth", "password": "secret"})

    assert "secret" not in database._open_words()
    assert database._environment()["PGPASSWORD"] == "secret"
    assert "PGPASSWORD" not in Postgres({"dbname": "x"})._environment() or os.environ.get(
        "PGPASSWORD"
    )


def test_what_pg_dump_and_pg_restore_complain_of_is_told(
    here, empty, file, made, monkeypatch, tmp_path
):
    if not is_postgres():
        pytest.skip("this is of PostgreSQL alone")
    program = tmp_path / "broken"
    program.write_text("#!/bin/sh\necho 'pg_x: error: out of luck' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(postgres, "find_program", lambda *_, **__: program)

    with pytest.raises(NoDatabase, match=r"pg_dump gave up: .*out of luck"):
        write(here, file.with_name("other.backup"))
    with pytest.raises(NoDatabase, match=r"pg_restore gave up: .*out of luck"):
        put_back(empty, file, made)

    assert not file.with_name("other.backup").exists()
