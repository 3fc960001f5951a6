"""What is typed about keys, and what is read: check, rotate, new."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from alongside.casework.people.models import Person
from alongside.cli import app
from alongside.cli.exits import Exit
from alongside.sealing import kept, rotation
from alongside.sealing.keys import Ring
from tests.casework import made


@pytest.fixture
def keys_file(settings, tmp_path: Path, db: None, monkeypatch) -> Path:
    monkeypatch.setattr(rotation, "LONGEST_WAIT", 0)
    settings.KEYS, settings.DATA = "", tmp_path / "data"
    settings.KEYS_FILE = f"{settings.DATA}.keys"
    return Path(settings.KEYS_FILE)


@pytest.fixture
def peg(keys_file: Path) -> Person:
    return made.person(made.scheme(), address="3 Mill Lane")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["keys", *words])


def test_keys_are_checked_by_opening_everything(peg, keys_file):
    name = kept.ring().in_use

    ended = run("check")

    assert ended.exit_code == Exit.FINE, ended.stderr
    assert f"The keys file {keys_file} holds one key; {name} seals." in ended.stdout
    assert f"{name}              2 texts" in ended.stdout
    assert "Everything that is sealed can be opened." in ended.stdout
    assert "Mill Lane" not in ended.output


def test_a_check_that_finds_something_says_what_and_ends_with_its_code(peg):
    Person.objects.filter(pk=peg.pk).update(nhs_number="9434765919")

    ended = run("check")

    assert ended.exit_code == Exit.WRONG_KEYS
    assert f"people.Person.nhs_hash in row {peg.pk} is not the hash of nhs_number." in ended.stderr
    assert "docs/guide/administrators.md" in ended.stderr
    assert "9434765919" not in ended.output


def test_keys_of_other_data_are_refused_in_three_lines(peg):
    kept.replace(Ring.new())

    ended = run("check")

    assert ended.exit_code == Exit.WRONG_KEYS
    assert [line[:8] for line in ended.stderr.splitlines()] == ["Found:  ", "Needed: ", "Try:    "]


def test_keys_are_rotated_and_it_is_said_what_to_keep(peg, keys_file):
    old = kept.ring().in_use

    ended = run("rotate")

    assert ended.exit_code == Exit.FINE, ended.stderr
    new = kept.ring(fresh=True).in_use
    assert new != old
    assert f"2 texts are sealed with the key {new} now." in ended.stdout
    assert f"{keys_file}.before-" in ended.stdout
    assert "Make a new copy of the keys file now." in ended.stdout
    assert run("check").exit_code == Exit.FINE


def test_with_keys_in_the_environment_it_says_what_to_do_instead(peg, settings):
    settings.KEYS = ",".join(kept.ring().write())

    refused = run("rotate")
    shown = run("new")

    assert refused.exit_code == Exit.REFUSED
    assert "alongside keys new" in refused.stderr
    assert shown.exit_code == Exit.FINE
    new = Ring.read(shown.stdout)
    assert new.keys[1:] == kept.ring().keys
    assert "Set ALONGSIDE_KEYS to this line" in shown.stderr
    settings.KEYS = shown.stdout.strip()
    ended = run("rotate")
    assert f"2 texts are sealed with the key {new.in_use} now." in ended.stdout
    assert "Take the keys behind the first one out of ALONGSIDE_KEYS" in ended.stdout
    assert "holds 2 keys" in run("check").stdout


def test_keys_in_a_file_are_not_typed_by_hand(peg):
    ended = run("new")

    assert ended.exit_code == Exit.REFUSED
    assert "alongside keys rotate" in ended.stderr
    assert ended.stdout == ""
