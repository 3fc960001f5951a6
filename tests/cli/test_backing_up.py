"""`alongside backup` and `alongside restore`, as somebody types them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from typer.testing import CliRunner, Result

from alongside.backup import Place, SQLite
from alongside.cli import app, backing_up
from alongside.cli.exits import Exit
from alongside.sealing import kept
from alongside.sealing.keys import Ring
from tests.casework import made

WORDS = "four words that rhyme"


def run(*words: str | Path, typed: str = "") -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=typed)


@pytest.fixture(autouse=True)
def _a_service(transactional_db: None) -> Iterator[None]:
    made.person(made.scheme())
    yield
    backing_up_file().unlink(missing_ok=True)


def backing_up_file() -> Path:
    return Path(settings.DATA) / "last-backup.json"


def empty_place(tmp_path: Path) -> Place:
    """A place for SQLite; for PostgreSQL there is one in tests/backup."""
    if not isinstance(backing_up.this_place().database, SQLite):
        pytest.skip("restoring into PostgreSQL is tested in tests/backup")
    path = tmp_path / "elsewhere" / "alongside.sqlite3"
    path.parent.mkdir()
    return Place(path.parent, SQLite(path), path, keys_file=tmp_path / "elsewhere.keys")


def test_a_backup_is_written_and_read_through(tmp_path):
    file = tmp_path / "tonight.backup"

    ended = run("backup", file)
    checked = run("restore", "--check", file)

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert f"Written: {file}" in ended.stdout
    assert "Locked with the keys: nobody can open it without them" in ended.stdout
    assert f"alongside restore --check {file}" in ended.stdout
    assert checked.exit_code == Exit.FINE, checked.stderr
    assert "is as it was written" in checked.stdout
    assert "by Alongside 0." in checked.stdout
    said = json.loads(backing_up_file().read_text())
    assert said["file"] == str(file)
    assert said["size"] == file.stat().st_size


def test_in_a_folder_a_name_is_chosen(tmp_path):
    run("backup", tmp_path)
    (found,) = tmp_path.glob("alongside-*.backup")

    assert found.stat().st_mode & 0o077 == 0


def test_a_file_is_written_over_only_where_that_is_said(tmp_path):
    file = tmp_path / "tonight.backup"
    file.write_text("another file of ours")

    refused = run("backup", file)
    assert refused.exit_code == Exit.NOT_EMPTY
    assert "There is " in refused.stderr
    assert file.read_text() == "another file of ours"

    assert run("backup", file, "--replace").exit_code == Exit.FINE
    assert run("restore", "--check", file).exit_code == Exit.FINE


def test_a_backup_does_not_go_into_the_folder_that_it_is_of():
    ended = run("backup", Path(settings.DATA) / "x.backup")

    assert ended.exit_code == Exit.REFUSED
    assert "is in the data folder" in ended.stderr


# ---- passphrases and keys ------------------------------------------------------------------------
def test_a_passphrase_is_asked_for_and_opens_it(tmp_path):
    file = tmp_path / "tonight.backup"

    ended = run("backup", file, "--passphrase", typed=WORDS + "\n")
    right = run("restore", "--check", file, typed=WORDS + "\n")
    wrong = run("restore", "--check", file, typed="other words that rhyme\n")

    assert "Locked with the passphrase. The sealed fields in it need the keys too" in ended.stdout
    assert right.exit_code == Exit.FINE, right.stderr
    assert wrong.exit_code == Exit.BAD_BACKUP
    assert "This passphrase does not open it." in wrong.stderr


def test_a_passphrase_is_read_from_a_file_or_from_the_setting(tmp_path, settings):
    file, words = tmp_path / "tonight.backup", tmp_path / "passphrase"
    words.write_text(WORDS + "\nand a line that nobody reads\n")

    run("backup", file, "--passphrase-file", words)
    settings.BACKUP_PASSPHRASE = WORDS

    assert run("restore", "--check", file).exit_code == Exit.FINE


@pytest.mark.parametrize("content", [None, "", "\nsecond line"])
def test_a_passphrase_file_that_holds_none_is_told(tmp_path, content):
    words = tmp_path / "passphrase"
    if content is not None:
        words.write_text(content)

    ended = run("backup", tmp_path / "x.backup", "--passphrase-file", words)

    assert ended.exit_code == Exit.REFUSED
    assert "--passphrase-file" in ended.stderr


def test_a_short_passphrase_is_refused(tmp_path):
    ended = run("backup", tmp_path / "x.backup", "--passphrase", typed="short\n")

    assert ended.exit_code == Exit.REFUSED
    assert "has 5 letters" in ended.stderr


def test_at_a_keyboard_a_new_passphrase_is_typed_twice(monkeypatch):
    asked: dict[str, Any] = {}
    keyboard = type("Keyboard", (), {"isatty": lambda self: True})()
    monkeypatch.setattr(backing_up.sys, "stdin", keyboard)
    monkeypatch.setattr(backing_up.typer, "prompt", lambda words, **how: asked.update(how) or WORDS)

    assert backing_up.given_passphrase(None, ask=True, new=True) == WORDS
    assert asked == {"hide_input": True, "confirmation_prompt": True}


def test_keys_go_in_only_behind_a_passphrase(tmp_path):
    file = tmp_path / "moving.backup"

    refused = run("backup", file, "--with-keys")
    ended = run("backup", file, "--with-keys", "--passphrase", typed=WORDS + "\n")

    assert refused.exit_code == Exit.REFUSED
    assert "in a box that they alone open" in refused.stderr
    assert "The keys are in it too" in ended.stdout


def test_keys_that_came_along_are_the_keys_again(tmp_path, monkeypatch):
    file, place = tmp_path / "moving.backup", empty_place(tmp_path)
    run("backup", file, "--with-keys", "--passphrase", typed=WORDS + "\n")
    monkeypatch.setattr(backing_up, "this_place", lambda: place)

    ended = run("restore", file, typed=WORDS + "\n")

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert place.keys_file is not None
    assert Ring.read(place.keys_file.read_text()) == kept.ring()


def test_where_the_keys_are_is_said(tmp_path, settings, monkeypatch):
    settings.KEYS, settings.KEYS_FILE = "", str(tmp_path / "our.keys")
    monkeypatch.setattr(kept, "_refuse_new_keys_for_old_data", lambda path: None)

    ended = run("backup", tmp_path / "tonight.backup")

    assert f"Locked with the keys in {tmp_path / 'our.keys'}: nobody can" in ended.stdout


def test_without_the_keys_file_nothing_is_opened_and_no_new_keys_are_made(
    tmp_path, settings, monkeypatch
):
    file = tmp_path / "tonight.backup"
    run("backup", file)
    settings.KEYS, settings.KEYS_FILE = "", str(tmp_path / "no.keys")

    ended = run("restore", "--check", file)

    assert ended.exit_code == Exit.WRONG_KEYS
    assert f"there is none at {tmp_path / 'no.keys'}" in ended.stderr
    assert not (tmp_path / "no.keys").exists()


# ---- restore -------------------------------------------------------------------------------------
def test_a_backup_is_restored_and_what_comes_next_is_said(tmp_path, monkeypatch):
    file, place = tmp_path / "tonight.backup", empty_place(tmp_path)
    run("backup", file)
    known = backing_up._known_migrations()
    monkeypatch.setattr(backing_up, "this_place", lambda: place)
    monkeypatch.setattr(backing_up, "_known_migrations", lambda: known | {"people.9999_new"})

    ended = run("restore", file)
    again = run("restore", file)

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert "Restored: " in ended.stdout
    assert "alongside manage migrate" in ended.stdout
    assert place.database.tables()
    assert again.exit_code == Exit.NOT_EMPTY


def test_a_file_that_is_not_there_is_told(tmp_path):
    ended = run("restore", "--check", tmp_path / "nothing.backup")

    assert ended.exit_code == Exit.CANNOT_WRITE
    assert "No such file or directory" in ended.stderr
