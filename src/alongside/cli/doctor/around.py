"""What is around the database: the backup, the disk, the folder, the clock, the settings."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from .finding import Finding, mend, well

OLD = timedelta(hours=48)  # a day's backup may be late; two days' work should not be at risk
LEAST_ROOM = 500_000_000  # bytes
CLOCKS_APART = timedelta(seconds=30)
LEFT_LYING = (".backup-*", ".restoring-*")


def last_backup() -> dict[str, Any]:
    """What `alongside backup` wrote down of the last one; nothing where there was none."""
    from django.conf import settings

    from alongside.backup.place import REMEMBERED

    remembered = Path(settings.DATA) / REMEMBERED
    found = json.loads(remembered.read_text()) if remembered.exists() else {}
    return found if isinstance(found, dict) else {}


def backup(quick: bool) -> Iterator[Finding]:
    """How old the last one is."""
    said = last_backup()
    if not said:
        yield mend("Backup", "None was made yet.", "alongside backup FOLDER, on another disk")
        return
    age = datetime.now(UTC) - datetime.fromisoformat(said["at"])
    words = f"The last one was made {_ago(age)}: {said['file']}"
    if age > OLD:
        yield mend("Backup", words, "Look why the daily one stopped: docs/guide/backing-up.md")
    else:
        yield well("Backup", words)


def _ago(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    if hours >= 48:
        return f"{hours // 24} days ago"
    return f"{hours} hours ago" if hours >= 2 else "just now" if hours < 1 else "an hour ago"


def room(quick: bool) -> Iterator[Finding]:
    """Room to go on, and to copy the database for a backup."""
    from django.conf import settings

    data = Path(settings.DATA)
    free = shutil.disk_usage(data).free
    held = sum(path.stat().st_size for path in data.glob("*.sqlite3*"))
    words = f"{free / 1_000_000_000:,.1f} GB are free where the data folder is."
    if free < max(LEAST_ROOM, held):
        yield mend("Room on the disk", words, "Make room, before nothing can be saved any more.")
    else:
        yield well("Room on the disk", words)
    left = [path for pattern in LEFT_LYING for path in data.glob(pattern) if not _in_use(path)]
    if left:
        names = " ".join(str(path) for path in left)
        yield mend("Room on the disk", "A backup that was killed left a copy.", f"rm -r {names}")


def _in_use(path: Path) -> bool:
    """By the number of its process, which stands in its name."""
    number = path.name.split("-")[1].partition(".")[0]
    return number.isdecimal() and Path("/proc", number).exists()


def permissions(quick: bool) -> Iterator[Finding]:
    """That nobody else on this machine can read it."""
    from django.conf import settings

    from alongside.sealing import kept

    data = Path(settings.DATA)
    open_to_others = [path for path in (data, *data.rglob("*")) if _for_others(path)]
    if open_to_others:
        yield mend(
            "Data folder",
            f"{len(open_to_others)} of its files can be read by other accounts.",
            f"chmod -R go= {data}",
        )
    if not kept.in_environment() and kept.file().exists() and _for_others(kept.file()):
        yield mend("Keys file", "Other accounts can read it.", f"chmod 600 {kept.file()}")
    elif not open_to_others:
        yield well("Data folder", f"{data} is for this account alone.")


def _for_others(path: Path) -> bool:
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False  # gone since it was listed
    if stat.S_ISLNK(found.st_mode):
        return False
    return bool(found.st_mode & 0o077) or found.st_uid != os.geteuid()


def clock(quick: bool) -> Iterator[Finding]:
    """That it did not go back, is the database's own, and is later than this version."""
    from django.conf import settings

    now = datetime.now(UTC)
    problems = list(_clock_problems(now))
    for problem in problems:
        yield mend("Clock", problem, "Set the clock: timedatectl set-ntp true")
    if not problems:
        yield well("Clock", f"It is right as far as can be seen; days are {settings.TIME_ZONE}’s.")


def _clock_problems(now: datetime) -> Iterator[str]:
    from alongside.casework.audit.models import Event

    newest = Event.objects.order_by("-pk").values_list("at", flat=True).first()
    if newest is not None and newest > now + CLOCKS_APART:
        yield f"It says {now:%Y-%m-%d %H:%M}, and the newest line is of {newest:%Y-%m-%d %H:%M}."
    installed = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    if now < installed - timedelta(days=1):
        yield "It is earlier than the day on which this version was installed."
    theirs = _clock_of_database()
    if theirs is not None and abs(theirs - now) > CLOCKS_APART:
        yield f"It is {abs(theirs - now).total_seconds():.0f} seconds apart from the database’s."


def _clock_of_database() -> datetime | None:
    """SQLite has none of its own."""
    from django.db import connection

    from .database import ask

    if connection.vendor == "sqlite":
        return None
    found = ask("SELECT clock_timestamp()")[0][0]
    return found if isinstance(found, datetime) else None


def settings(quick: bool) -> Iterator[Finding]:
    """That none is unsafe where there are real people."""
    found = list(_unsafe())
    yield from found
    if not found:
        yield well("Settings", "None of them is unsafe.")


def _unsafe() -> Iterator[Finding]:
    from django.conf import settings

    if settings.DEBUG:
        yield mend(
            "Settings",
            "ALONGSIDE_DEBUG is on: a failure shows people’s data in the browser.",
            "Leave ALONGSIDE_DEBUG out.",
        )
    elsewhere = set(settings.ALLOWED_HOSTS) - {"localhost", "127.0.0.1", "[::1]"}
    if elsewhere and not settings.BEHIND_TLS:
        yield mend(
            "Settings",
            f"It answers to {', '.join(sorted(elsewhere))} without TLS: all is open on the way.",
            "Put a proxy in front that speaks HTTPS, and set ALONGSIDE_BEHIND_TLS=true.",
        )
    if elsewhere and settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        yield mend(
            "Settings",
            "Emails are written into the data folder: nobody gets a link for a new password.",
            "Set ALONGSIDE_EMAIL_URL=smtp+tls://user:password@mail.example.org:587",
        )
