"""`alongside doctor`: each thing that can be wrong is found, and what to do is said."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as live
from django.db import DatabaseError, OperationalError, connection
from django.utils import timezone
from typer.testing import CliRunner, Result

from alongside.backup.place import REMEMBERED
from alongside.casework import audit
from alongside.casework.audit import verifying
from alongside.casework.audit.models import Event
from alongside.cli import app
from alongside.cli.doctor import around, database, protection
from alongside.cli.doctor.finding import Finding
from alongside.cli.exits import Exit
from alongside.trouble import WrongKeys
from tests.casework import made

DATA = Path(live.DATA)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["doctor", *words])


@pytest.fixture(autouse=True)
def _a_service(transactional_db: None, settings: Any) -> Iterator[None]:
    settings.ALLOWED_HOSTS = ["localhost"]  # Django's tests add a name of theirs
    remember(timedelta(hours=5))
    for path in DATA.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    yield
    (DATA / REMEMBERED).unlink(missing_ok=True)


def remember(age: timedelta, **more: str) -> None:
    at = (datetime.now(UTC) - age).isoformat()
    (DATA / REMEMBERED).write_text(json.dumps({"at": at, "file": "/mnt/tonight.backup", **more}))
    (DATA / REMEMBERED).chmod(0o600)


def to_mend(found: Iterator[Finding]) -> list[str]:
    return [finding.line() for finding in found if not finding.well]


@pytest.mark.parametrize("how", [(), ("--quick",)])
def test_where_all_is_well_it_says_so_of_each_thing(how: tuple[str, ...]):
    ended = run(*how)

    assert ended.exit_code == Exit.FINE, ended.stdout
    assert ended.stdout.endswith("\nAll is well.\n")
    for what in ("Database", "Version", "Keys", "Audit", "Backup", "Clock", "Settings"):
        assert f"ok    {what}: " in ended.stdout


def test_what_is_to_mend_is_counted_and_ends_with_its_code():
    remember(timedelta(days=9))

    ended = run("--quick")

    assert ended.exit_code == Exit.NOT_WELL
    assert "MEND  Backup: The last one was made 9 days ago: /mnt/tonight.backup" in ended.stdout
    assert "        Try: Look why the daily one stopped" in ended.stdout
    assert "\n1 of " in ended.stdout


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            WrongKeys("Gone.", needed="Keys.", try_this="Put them back."),
            "Gone. Keys.\n        Try: P",
        ),
        (OperationalError("at db.example.org"), "The database does not answer."),
        (ValueError("Peg Hollins"), "It could not be looked at (ValueError)."),
    ],
)
def test_a_look_that_fails_is_something_to_mend_and_the_others_go_on(monkeypatch, error, words):
    def fail(quick: bool) -> Iterator[Finding]:
        raise error
        yield

    monkeypatch.setattr(protection, "keys", fail)

    ended = run("--quick")

    assert f"MEND  Keys: {words}" in ended.stdout
    assert "ok    Settings" in ended.stdout
    assert "Hollins" not in ended.stdout
    assert "db.example.org" not in ended.stdout


# ---- the database --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("path", "kind"),
    [("/srv/alongside/x", "nfs4"), ("/srv/x", "ext4"), ("/srvs/x", "ext4"), ("relative", "ext4")],
)
def test_the_kind_of_disk_is_that_of_the_nearest_mount(tmp_path, path, kind):
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\nbox:/x /srv/alongside nfs4 rw 0 0\n")

    assert database.kind_of_disk(Path(path), mounts) == kind
    assert database.kind_of_disk(Path(path), tmp_path / "none") == ""


def test_sqlite_on_a_network_disk_is_to_mend(monkeypatch):
    monkeypatch.setattr(database, "kind_of_disk", lambda path: "nfs")

    found = to_mend(database.answers(False))

    assert len(found) == (connection.vendor == "sqlite")


def answering(**answers: list[tuple[Any, ...]]) -> Any:
    """A database that answers so to a question that holds the word."""

    def ask(words: str) -> list[tuple[Any, ...]]:
        return next((rows for word, rows in answers.items() if word in words), [])

    return ask


def test_damage_in_sqlite_is_told(monkeypatch):
    answers = answering(
        integrity_check=[("row 3 missing from index",), ("wrong # of entries",)],
        foreign_key_check=[("people_person", 1, "x", 0), ("people_person", 2, "x", 0)],
    )
    monkeypatch.setattr(database, "ask", answers)

    assert list(database._sqlite_faults(False)) == [
        "SQLite finds 2 faults in its structure.",
        "2 rows of people_person point at rows that are not there.",
    ]


def test_damage_in_postgresql_is_told(monkeypatch):
    answers = answering(
        checksum_failures=[(2,)], pg_constraint=[("goal_has_words",)], pg_index=[("goal_pkey",)]
    )
    monkeypatch.setattr(database, "ask", answers)

    assert list(database._postgres_faults(True)) == [
        "PostgreSQL has met 2 pages whose checksum was wrong.",
        "The rule goal_has_words was never checked on the rows that are there.",
        "The index goal_pkey is not valid.",
    ]


def test_a_table_that_cannot_be_read_is_told(monkeypatch):
    def ask(words: str) -> list[tuple[Any, ...]]:
        if "pg_tables" in words:
            return [("people_person",), ("support_goal",)]
        if "people_person" in words:
            raise DatabaseError("invalid page in block 3, which holds Peg Hollins")
        return [(1,)]

    monkeypatch.setattr(database, "ask", ask)

    assert list(database._every_row()) == [
        "The table people_person cannot be read to its end (DatabaseError).",
        "PostgreSQL finds damaged rows in support_goal.",
    ]


def test_damage_is_to_mend_by_the_last_good_backup(monkeypatch):
    for kind in ("_sqlite_faults", "_postgres_faults"):
        monkeypatch.setattr(database, kind, lambda quick: iter(["A page is gone."]))

    (found,) = to_mend(database.whole(False))

    assert "A page is gone." in found
    assert "restore the last good backup" in found


@pytest.mark.parametrize(
    ("applied", "on_disk", "words"),
    [
        ({1, 2}, {1}, "has had 1 changes of which this version knows nothing"),
        ({1}, {1, 2, 3}, "waits for 2 changes"),
    ],
)
def test_a_database_of_another_version_is_to_mend(monkeypatch, applied, on_disk, words):
    loader = SimpleNamespace(
        applied_migrations=dict.fromkeys(applied), disk_migrations=dict.fromkeys(on_disk)
    )
    monkeypatch.setattr("django.db.migrations.loader.MigrationLoader", lambda _: loader)

    (found,) = to_mend(database.up_to_date(False))

    assert words in found


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A piece of longer work, `minutes` old, in this state."""
    from django_tasks_db.models import DBTaskResult

    def asked(status: str, minutes: int, *processes: str) -> None:
        made = DBTaskResult.objects.create(
            status=status,
            args_kwargs={"args": [], "kwargs": {}},
            task_path="alongside.background.x",
            worker_ids=list(processes),
            backend_name="default",
            queue_name="default",
            exception_class_path="",
            traceback="",
        )
        at = timezone.now() - timedelta(minutes=minutes)
        DBTaskResult.objects.filter(pk=made.pk).update(enqueued_at=at)

    return asked


def test_work_that_nobody_does_is_to_mend(work):
    work("READY", 11)

    (found,) = to_mend(database.longer_work(False))

    assert "1 piece of work waited longer than ten minutes" in found


def test_work_that_waits_behind_another_is_well(work):
    work("READY", 11)
    work("RUNNING", 20, "another-machine-77")

    assert [finding.line() for finding in database.longer_work(False)] == [
        "ok    Longer work: It goes on."
    ]


def test_work_whose_process_is_gone_is_to_mend(work):
    import socket

    work("RUNNING", 20, f"{socket.gethostname()[:40]}-{2**22 + 1}")

    (found,) = to_mend(database.longer_work(False))

    assert "left half done" in found


# ---- keys and audit ------------------------------------------------------------------------------
def test_what_the_keys_do_not_open_is_to_mend(monkeypatch):
    monkeypatch.setattr("alongside.sealing.faults", lambda: ["3 rows cannot be opened."])

    (found,) = to_mend(protection.keys(False))

    assert "3 rows cannot be opened." in found
    assert "alongside keys check" in found


def test_a_line_that_was_changed_is_to_mend(monkeypatch):
    faults = [verifying.Fault(n, f"Line {n} was changed or moved.") for n in range(9)]
    monkeypatch.setattr(verifying, "verify", lambda step, kept: iter(faults))

    assert len(to_mend(protection.audit(False))) == protection.SHOWN
    assert to_mend(protection.audit(True)) == []


def test_the_head_that_the_last_backup_wrote_down_is_held_against_the_audit():
    scheme = made.scheme()
    audit.record("SCHEME_ADDED", to=scheme, by=None)
    head = str(verifying.head())
    remember(timedelta(hours=1), audit_head=head)
    assert to_mend(protection.audit(False)) == []

    remember(timedelta(hours=1), audit_head=head[:-1] + ("0" if head[-1] != "0" else "1"))

    assert len(to_mend(protection.audit(False))) == 1


# ---- around --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(minutes=3), "just now"),
        (timedelta(minutes=70), "an hour ago"),
        (timedelta(hours=30), "30 hours ago"),
        (timedelta(hours=49), "2 days ago"),
    ],
)
def test_the_age_of_a_backup_is_said_in_words(age: timedelta, words: str):
    remember(age)

    (found,) = around.backup(False)

    assert words in found.found
    assert found.well == (age < around.OLD)


def test_no_backup_at_all_is_to_mend():
    (DATA / REMEMBERED).write_text("[]")

    (found,) = to_mend(around.backup(False))

    assert "None was made yet." in found


def test_little_room_is_to_mend(monkeypatch):
    monkeypatch.setattr(
        around.shutil, "disk_usage", lambda path: SimpleNamespace(free=around.LEAST_ROOM - 1)
    )

    (found,) = to_mend(around.room(False))

    assert "0.5 GB are free" in found


def test_what_a_backup_that_was_killed_has_left_is_to_mend():
    ours, dead = (DATA / f".backup-{n}.sqlite3" for n in (os.getpid(), 2**22 + 1))
    for path in (ours, dead):
        path.write_text("x")
    try:
        (found,) = to_mend(around.room(False))
    finally:
        for path in (ours, dead):
            path.unlink()

    assert str(dead) in found
    assert str(ours) not in found


def test_what_other_accounts_can_read_is_to_mend(tmp_path, settings):
    settings.KEYS, settings.KEYS_FILE = "", str(tmp_path / "our.keys")
    (tmp_path / "our.keys").write_text("x")
    (tmp_path / "our.keys").chmod(0o644)
    (DATA / "open").write_text("x")
    (DATA / "open").chmod(0o604)
    (DATA / "link").symlink_to("/etc/hostname")
    try:
        found = to_mend(around.permissions(False))
    finally:
        (DATA / "open").unlink()
        (DATA / "link").unlink()

    assert "1 of its files can be read by other accounts" in found[0]
    assert f"chmod 600 {tmp_path / 'our.keys'}" in found[1]
    assert len(found) == 2


def test_a_file_that_is_gone_since_it_was_listed_is_no_matter(tmp_path):
    assert not around._for_others(tmp_path / "gone")


def test_a_clock_that_went_back_is_to_mend():
    now = datetime.now(UTC)
    scheme = made.scheme()
    audit.record("SCHEME_ADDED", to=scheme, by=None)
    assert Event.objects.exists()

    back = list(around._clock_problems(now - timedelta(hours=1)))
    far_back = list(around._clock_problems(now - timedelta(days=9_999)))

    assert "the newest line is of" in back[0]
    assert any("earlier than the day on which this version" in words for words in far_back)


def test_a_clock_apart_from_the_databases_is_to_mend(monkeypatch):
    theirs = datetime.now(UTC) + timedelta(minutes=5)
    monkeypatch.setattr(around, "_clock_of_database", lambda: theirs)

    (found,) = to_mend(around.clock(False))

    assert "300 seconds apart" in found or "299 seconds apart" in found


def test_settings_that_are_unsafe_are_to_mend(settings):
    settings.DEBUG = True
    settings.ALLOWED_HOSTS = ["alongside.example.org", "localhost"]
    settings.BEHIND_TLS = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

    found = to_mend(around.settings(False))

    assert len(found) == 3
    assert "ALONGSIDE_DEBUG is on" in found[0]
    assert "alongside.example.org without TLS" in found[1]
    assert "ALONGSIDE_EMAIL_URL" in found[2]
