"""Settings are read from the environment, and a wrong value is refused with how to mend it."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from alongside.casework.site import environment as env
from alongside.trouble import WrongSetting

NAME = "ALONGSIDE_TRIED"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda value: monkeypatch.setenv(NAME, value)


def test_an_empty_value_counts_as_not_set(given):
    given("  ")

    assert env.text(NAME, "as usual") == "as usual"
    assert env.flag(NAME, default=True) is True
    assert env.whole_number(NAME, 30, low=5, high=60) == 30


@pytest.mark.parametrize(
    ("value", "read"), [("true", True), ("YES", True), ("1", True), ("off", False), ("0", False)]
)
def test_a_flag_is_a_yes_or_a_no(given, value: str, read: bool):
    given(value)

    assert env.flag(NAME, default=not read) is read


def test_a_flag_that_is_neither_is_refused(given):
    given("maybe")

    with pytest.raises(WrongSetting) as refusal:
        env.flag(NAME, default=False)

    assert refusal.value.found == "ALONGSIDE_TRIED is “maybe”."
    assert refusal.value.needed == "It is a yes or a no."
    assert refusal.value.try_this == "Set ALONGSIDE_TRIED=true or ALONGSIDE_TRIED=false."


@pytest.mark.parametrize(("value", "read"), [("5", 5), ("60", 60)])
def test_a_whole_number_has_bounds_that_are_in(given, value: str, read: int):
    given(value)

    assert env.whole_number(NAME, 30, low=5, high=60) == read


@pytest.mark.parametrize("value", ["4", "61", "-5", "5.5", "half an hour", "٣٠"])
def test_a_whole_number_out_of_bounds_is_refused(given, value: str):
    given(value)

    with pytest.raises(WrongSetting, match="a whole number from 5 to 60"):
        env.whole_number(NAME, 30, low=5, high=60)


def test_one_of_a_few_words_may_be_written_large(given):
    given("Warning")

    assert env.choice(NAME, "info", ["info", "warning"]) == "warning"


def test_another_word_is_refused(given):
    given("loud")

    with pytest.raises(WrongSetting, match="one of: info, warning"):
        env.choice(NAME, "info", ["info", "warning"])


def test_hosts_are_names_with_commas_between(given):
    given("alongside.example.org, www.example.org,")

    assert env.hosts(NAME, ["localhost"]) == ["alongside.example.org", "www.example.org"]


@pytest.mark.parametrize("value", ["https://alongside.example.org", "*", "one two"])
def test_an_address_or_a_star_is_no_host(given, value: str):
    given(value)

    with pytest.raises(WrongSetting, match="the bare names that people type"):
        env.hosts(NAME, [])


@pytest.mark.parametrize("value", ["alongside.example.org:8443", "[::1]:8000", "localhost:"])
def test_a_port_is_no_part_of_a_host(given, value: str):
    given(value)

    with pytest.raises(WrongSetting, match="without https:// and without a port"):
        env.hosts(NAME, [])


def test_an_address_of_version_six_is_a_host(given):
    given("[::1],[2001:db8::1]")

    assert env.hosts(NAME, []) == ["[::1]", "[2001:db8::1]"]


def test_a_time_zone_is_one_of_the_database(given):
    given("Europe/Belfast")

    assert env.time_zone(NAME, "Europe/London") == "Europe/Belfast"


def test_a_time_zone_that_is_none_is_refused(given):
    given("British Summer Time")

    with pytest.raises(WrongSetting, match="the name of a time zone"):
        env.time_zone(NAME, "Europe/London")


def test_a_folder_is_made_for_its_owner_alone(given, tmp_path: Path):
    given(str(tmp_path / "new" / "data"))

    made = env.folder(NAME, "data")

    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_refused(given, tmp_path: Path):
    (tmp_path / "a-file").touch()
    given(str(tmp_path / "a-file" / "data"))

    with pytest.raises(WrongSetting, match="that folder cannot be made"):
        env.folder(NAME, "data")


def test_a_folder_of_somebody_else_is_refused(
    given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    given(str(tmp_path))
    monkeypatch.setattr(os, "access", lambda path, mode: False)

    with pytest.raises(WrongSetting, match="this account may not write there"):
        env.folder(NAME, "data")


def test_without_an_address_the_database_is_sqlite_in_the_data_folder(tmp_path: Path):
    read = env.database(NAME, tmp_path / "alongside.sqlite3")

    assert read["ENGINE"] == "alongside.casework.site.sqlite"
    assert read["NAME"] == str(tmp_path / "alongside.sqlite3")
    assert read["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous = FULL" in read["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    ("value", "host"),
    [
        ("postgresql://ruth:secret@db.example.org:5433/alongside", "db.example.org"),
        ("postgres://ruth@%2Fvar%2Frun%2Fpostgresql/alongside", "/var/run/postgresql"),
    ],
)
def test_the_database_can_be_postgresql(given, tmp_path: Path, value: str, host: str):
    given(value)

    read = env.database(NAME, tmp_path / "unused")

    assert read["ENGINE"] == "alongside.casework.audit.postgresql"
    assert (read["HOST"], read["NAME"], read["CONN_MAX_AGE"]) == (host, "alongside", 60)


@pytest.mark.parametrize(
    "value",
    [
        "mysql://ruth:secret@localhost/alongside",
        "sqlite://:memory:",
        "postgresql://ruth:secret@localhost/",
        "postgresql://ruth:secret@localhost:port/alongside",
        "secret",
    ],
)
def test_another_database_is_refused_without_telling_its_password(
    given, tmp_path: Path, value: str
):
    given(value)

    with pytest.raises(WrongSetting, match="starts with postgresql:// or sqlite:///") as refusal:
        env.database(NAME, tmp_path / "unused")

    assert "secret" not in str(refusal.value)


def test_without_a_mail_server_email_is_kept_in_the_outbox(tmp_path: Path):
    read = env.email(NAME, tmp_path / "outbox")

    assert read["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert read["EMAIL_FILE_PATH"] == str(tmp_path / "outbox")


@pytest.mark.parametrize(
    ("value", "port", "tls", "ssl"),
    [
        ("smtp+tls://ruth%40example.org:s%2Fecret@mail.example.org", 587, True, False),
        ("smtps://ruth%40example.org:s%2Fecret@mail.example.org", 465, False, True),
        ("smtp://ruth%40example.org:s%2Fecret@mail.example.org:2525", 2525, False, False),
    ],
)
def test_a_mail_server_is_named_by_its_address(given, tmp_path, value, port, tls, ssl):
    given(value)

    read = env.email(NAME, tmp_path)

    assert (read["EMAIL_HOST"], read["EMAIL_PORT"]) == ("mail.example.org", port)
    assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"]) == ("ruth@example.org", "s/ecret")
    assert (read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (tls, ssl)


@pytest.mark.parametrize(
    "value", ["mail.example.org", "smtp://", "smtp://host:secret/", "imap://x"]
)
def test_what_is_no_mail_server_is_refused(given, tmp_path: Path, value: str):
    given(value)

    with pytest.raises(WrongSetting, match="not the address of a mail server"):
        env.email(NAME, tmp_path)


def test_the_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path):
    first = env.secret_key(NAME, tmp_path / "key")
    second = env.secret_key(NAME, tmp_path / "key")

    assert first == second
    assert len(first) >= 64
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_of_two_first_starts_the_first_to_finish_makes_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def other_was_first(fresh: Path, path: Path) -> None:
        path.write_text("the other's key, which is longer than forty letters\n")
        raise FileExistsError

    monkeypatch.setattr(os, "link", other_was_first)

    assert env.secret_key(NAME, tmp_path / "key") == (
        "the other's key, which is longer than forty letters"
    )


def test_a_key_that_cannot_be_read_is_said_in_words(tmp_path: Path):
    (tmp_path / "key").mkdir()  # an account that may do everything could read any file
    (tmp_path / "binary").write_bytes(b"\xff" * 64)
    (tmp_path / "empty").write_text("")

    for name, found in (("key", "IsADirectory"), ("binary", "Unicode"), ("empty", "0 characters")):
        with pytest.raises(WrongSetting, match=found) as refusal:
            env.secret_key(NAME, tmp_path / name)
        assert "everybody signs in again" in refusal.value.try_this


def test_a_short_key_is_refused(given, tmp_path: Path):
    given("hush")

    with pytest.raises(WrongSetting, match="has 4 characters") as refusal:
        env.secret_key(NAME, tmp_path / "key")

    assert "hush" not in str(refusal.value)


def test_a_long_key_is_taken_as_it_is(given, tmp_path: Path):
    given("k" * 40)

    assert env.secret_key(NAME, tmp_path / "key") == "k" * 40
