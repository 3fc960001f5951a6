"""Where keys are kept: made once, for one account, and never in place of those that are missing."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from alongside import sealing
from alongside.casework.people.models import Person
from alongside.sealing import kept
from alongside.sealing.keys import Ring
from alongside.trouble import WrongKeys


@pytest.fixture(autouse=True)
def _a_database(db):
    """Before keys are made, somebody looks whether anything is sealed already."""


def test_keys_are_made_at_first_need_for_one_account_alone(keys_file):
    ring = kept.ring()

    assert Ring.read(keys_file.read_text()) == ring
    assert stat.S_IMODE(keys_file.stat().st_mode) == 0o600
    assert keys_file.read_text().startswith("# The keys of Alongside.")
    assert list(keys_file.parent.iterdir()) == [keys_file]


def test_keys_that_are_there_are_read_and_not_made_anew(keys_file):
    ring = Ring.new()
    keys_file.write_text("\n".join(ring.write()))

    assert kept.ring() == ring
    assert kept.stable_key("audit") == ring.stable_key("audit")


def test_the_environment_comes_before_the_file(keys_file, settings):
    settings.KEYS = ",".join(Ring.new().write())

    assert kept.in_environment()
    assert kept.ring().write() == settings.KEYS.split(",")
    assert not keys_file.exists()


def test_a_changed_file_is_read_again_by_who_asks_for_what_is_fresh(keys_file):
    before = kept.ring()
    kept.replace(before.with_new_key())

    assert kept.ring() == before
    assert kept.ring(fresh=True).in_use != before.in_use
    assert kept.ring() == kept.ring(fresh=True)


def test_a_file_that_went_away_is_missed_by_who_asks_for_what_is_fresh(keys_file, ruth, aldermouth):
    Person.objects.create(scheme=aldermouth, preferred_name="Peg", address="3 Mill Lane")
    keys_file.unlink()

    with pytest.raises(WrongKeys) as refusal:
        kept.ring(fresh=True)

    assert refusal.value.found == (
        f"The keys file {keys_file} is missing, and the database holds what was sealed with it."
    )
    assert refusal.value.needed.startswith("The keys that the data was sealed with.")
    assert "Put back your copy of the file" in refusal.value.try_this
    assert not keys_file.exists()


def test_a_file_that_was_never_made_is_missed_where_something_is_sealed(
    keys_file, settings, aldermouth
):
    Person.objects.create(scheme=aldermouth, preferred_name="Peg", address="3 Mill Lane")
    settings.KEYS_FILE = f"{keys_file}.elsewhere"

    with pytest.raises(WrongKeys, match="is missing"):
        kept.ring()


@pytest.mark.parametrize("written", ["", "root:abc", "nothing of the kind"])
def test_a_file_that_holds_no_keys_is_refused(keys_file, written):
    keys_file.write_text(written)

    with pytest.raises(WrongKeys) as refusal:
        kept.ring()

    assert refusal.value.found.startswith(f"The keys file {keys_file} cannot be used: ")
    assert (
        refusal.value.try_this == "Put back the copy of the keys that you keep apart from the data."
    )
    assert keys_file.read_text() == written


def test_keys_in_the_environment_that_are_none_are_refused(settings):
    settings.KEYS = "root:abc"

    with pytest.raises(WrongKeys, match="ALONGSIDE_KEYS cannot be used: a key in it was not"):
        kept.ring()


def test_a_file_that_cannot_be_read_is_refused(keys_file):
    keys_file.mkdir()

    with pytest.raises(WrongKeys) as refusal:
        kept.ring()

    assert refusal.value.found == f"The keys file {keys_file} cannot be read (IsADirectoryError)."
    assert refusal.value.try_this.endswith(f"chmod 600 {keys_file}")


def test_a_file_that_is_no_text_is_refused(keys_file):
    keys_file.write_bytes(b"\xff\xfe")

    with pytest.raises(WrongKeys, match="UnicodeDecodeError"):
        kept.ring()


def test_keys_within_the_data_folder_are_refused(keys_file, settings):
    settings.KEYS_FILE = str(settings.DATA / "keys")

    with pytest.raises(WrongKeys) as refusal:
        kept.ring()

    assert "within the data folder" in refusal.value.found
    assert refusal.value.try_this.endswith(f"the keys are then in {settings.DATA}.keys")


def test_a_link_into_the_data_folder_is_seen_through(keys_file, settings):
    settings.DATA.mkdir()
    keys_file.symlink_to(settings.DATA / "keys")

    with pytest.raises(WrongKeys, match="within the data folder"):
        kept.ring()


def test_where_no_file_can_be_made_it_is_said(keys_file, settings):
    settings.KEYS_FILE = str(keys_file.parent / "nowhere" / "keys")

    with pytest.raises(WrongKeys) as refusal:
        kept.ring()

    assert "cannot be made: No such file or directory." in refusal.value.found
    assert "Set ALONGSIDE_KEYS_FILE" in refusal.value.try_this


def test_of_two_that_make_keys_at_once_the_first_is_right(keys_file, monkeypatch):
    first = Ring.new()

    def somebody_else_is_quicker(fresh: Path, path: Path) -> None:
        keys_file.write_text("\n".join(first.write()))
        raise FileExistsError

    monkeypatch.setattr(os, "link", somebody_else_is_quicker)

    assert kept.ring() == first
    assert list(keys_file.parent.iterdir()) == [keys_file]


def test_many_processes_that_make_keys_at_once_have_the_same_ones(tmp_path):
    """Each on an empty SQLite database of its own, beside one keys file."""
    code = "\n".join(
        [
            "import django, os, sys, time",
            "django.setup()",
            "from alongside import sealing",
            "time.sleep(max(0, float(sys.argv[1]) - time.time()))",
            "print(sealing.stable_key('audit').hex())",
        ]
    )
    import time

    begin = str(time.time() + 6)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")
    } | {
        "DJANGO_SETTINGS_MODULE": "alongside.casework.site.settings",
        "ALONGSIDE_KEYS_FILE": str(tmp_path / "shared.keys"),
        "ALONGSIDE_DATA": str(tmp_path / "data"),
    }
    racing = [
        subprocess.Popen(
            [sys.executable, "-c", code, begin],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    made = {process.communicate()[0] for process in racing}

    assert [process.returncode for process in racing] == [0] * 4
    assert len(made) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"shared.keys", "data"}


def test_a_keyed_hash_is_the_same_within_its_purpose_and_tells_nothing_without_the_keys(settings):
    one = sealing.keyed_hash("contact point", "07700900417")
    settings.KEYS = ",".join(Ring.new().write())
    other = sealing.keyed_hash("contact point", "07700900417")

    assert one != other
    assert other == sealing.keyed_hash("contact point", "07700900417")
    assert other != sealing.keyed_hash("health number", "07700900417")
    assert len(other) == 32


def test_keys_are_made_where_the_database_has_no_tables_yet(keys_file, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)

    assert kept.ring()


def test_keys_that_went_out_of_use_are_kept_aside_together(keys_file):
    from datetime import date

    first = kept.ring()
    second, day = first.with_new_key(), date(2026, 11, 22)
    kept.keep_aside(second, day)

    path = kept.keep_aside(second.with_new_key(), day)

    assert path.name == f"{keys_file.name}.before-2026-11-22"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    aside = Ring.read(path.read_text())
    assert aside.root == first.root
    assert {key.name for key in aside.keys} == {second.in_use, first.in_use}
