"""Typed readers for settings from the environment. A wrong value is refused with how to mend it.

Every name starts with ALONGSIDE_. An empty value counts as not set. All are in docs/settings.md.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

import dj_database_url

from alongside.trouble import WrongSetting

CASEWORK = Path(__file__).parents[1]

PORT = re.compile(r"(^[^\[\]]*|\]):\d*$")  # alongside.example.org:8443, [::1]:8000, and not [::1]
YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The value without spaces around it, or the default when there is none."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Yes or no."""
    value = text(name).lower()
    if not value:
        return default
    if value in YES | NO:
        return value in YES
    raise WrongSetting(
        f"{name} is “{value}”.",
        needed="It is a yes or a no.",
        try_this=f"Set {name}=true or {name}=false.",
    )


def whole_number(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number from low to high, both included."""
    value = text(name, str(default))
    if value.isascii() and value.isdecimal() and low <= int(value) <= high:
        return int(value)
    raise WrongSetting(
        f"{name} is “{value}”.",
        needed=f"It is a whole number from {low} to {high}.",
        try_this=f"Set {name}={default}, which is what it is when it is not set.",
    )


def words(name: str, default: list[str]) -> list[str]:
    """Several values with commas between them."""
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


def choice(name: str, default: str, options: list[str]) -> str:
    """One of a few words."""
    value = text(name, default).lower()
    if value in options:
        return value
    raise WrongSetting(
        f"{name} is “{value}”.",
        needed=f"It is one of: {', '.join(options)}.",
        try_this=f"Set {name}={default}, which is what it is when it is not set.",
    )


def hosts(name: str, default: list[str]) -> list[str]:
    """Names this service answers to. An address or a star is refused."""
    found = words(name, default)
    for host in found:
        if "/" in host or " " in host or host == "*" or PORT.search(host):
            raise WrongSetting(
                f"{name} holds “{host}”.",
                needed="It holds the bare names that people type, without https:// and without a"
                " port, with commas between them.",
                try_this=f"Set {name}=alongside.example.org,www.alongside.example.org",
            )
    return found


def time_zone(name: str, default: str) -> str:
    """The name of a time zone, such as Europe/London."""
    value = text(name, default)
    if value not in available_timezones():
        raise WrongSetting(
            f"{name} is “{value}”.",
            needed="It is the name of a time zone.",
            try_this=f"Set {name}=Europe/London, or another from the tz database.",
        )
    return ZoneInfo(value).key


def folder(name: str, default: str) -> Path:
    """A folder that this process may write to. It is made, for its owner alone, when absent."""
    path = Path(text(name, default)).expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting(
            f"{name} is {path}, and that folder cannot be made: {error.strerror}.",
            needed="It is a folder for the database and files, that this account may write to.",
            try_this=f"Make the folder and give it to this account, or set {name} to another one.",
        ) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise WrongSetting(
            f"{name} is {path}, and this account may not write there.",
            needed="It is a folder for the database and files, that this account may write to.",
            try_this=f"Give the folder to this account, or set {name} to another one.",
        )
    return path


def database(name: str, default: Path) -> dict[str, Any]:
    """Django's settings of one database: PostgreSQL, or SQLite in a file."""
    value = text(name, f"sqlite:///{default}")
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(value))
        kind = str(found["ENGINE"]).rsplit(".", 1)[1]
        usable = kind == "postgresql" or (kind == "sqlite3" and found["NAME"] != ":memory:")
    except (ValueError, KeyError, IndexError):
        usable = False
    if not usable or not found["NAME"]:
        raise WrongSetting(
            f"{name} is not the address of a database that can be used.",  # it may hold a password
            needed="It starts with postgresql:// or sqlite:/// and names a database.",
            try_this=f"Set {name}=postgresql://alongside:password@localhost/alongside,"
            " or leave it out for SQLite in the data folder.",
        )
    return found | (POSTGRESQL if kind == "postgresql" else SQLITE)


# Decision 0004. Every write waits its turn from its first line (IMMEDIATE), so no transaction
# fails half way because another wrote first; and none that was answered is lost with the power.
# Connections stay open: the file beside the database that readers share is then there already
# when no new one fits on the disk, and reading goes on (decision 0017).
SQLITE: dict[str, Any] = {
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode = WAL;"
        "PRAGMA synchronous = FULL;"
        "PRAGMA foreign_keys = ON;"
        "PRAGMA temp_store = MEMORY;"
        "PRAGMA journal_size_limit = 67108864;",  # what a long reader made of the log, given back
    },
}
POSTGRESQL: dict[str, Any] = {
    "ENGINE": "alongside.casework.audit.postgresql",  # Django's, linking audit lines at the end
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
}


def email(name: str, outbox: Path) -> dict[str, Any]:
    """Django's email settings: a mail server, or files in the outbox folder when none is named."""
    value = text(name)
    if not value:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(outbox),
        }
    try:
        address = urlsplit(value)
        port = address.port
    except ValueError:
        address, port = urlsplit(""), None
    if address.scheme not in {"smtp", "smtps", "smtp+tls"} or not address.hostname:
        raise WrongSetting(
            f"{name} is not the address of a mail server.",  # it may hold a password
            needed="It starts with smtp+tls:// (or smtps:// or smtp://) and names the server.",
            try_this=f"Set {name}=smtp+tls://user:password@mail.example.org:587",
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": address.hostname,
        "EMAIL_PORT": port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[address.scheme],
        "EMAIL_HOST_USER": unquote(address.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
        "EMAIL_USE_TLS": address.scheme == "smtp+tls",
        "EMAIL_USE_SSL": address.scheme == "smtps",
    }


def secret_key(name: str, kept_in: Path) -> str:
    """The key that signs sessions: as given, or made once and kept for its owner alone."""
    value = text(name)
    if value and len(value) < 40:
        raise WrongSetting(
            f"{name} has {len(value)} characters.",
            needed="It is a random text of at least 40 characters that nobody else knows.",
            try_this=f"Leave {name} out: a key is then made and kept in the data folder.",
        )
    return value or _kept_key(kept_in)


def _kept_key(path: Path) -> str:
    """Read the key, or make it, or say why neither can be done."""
    try:
        key = _read_or_made(path)
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSetting(
            f"The key in {path} cannot be read ({type(error).__name__}).",
            needed="A file with the key, that this account may read and nobody else.",
            try_this="Give the file to this account, or put its copy back. Without it, move what is"
            " there away: a new key is made, and everybody signs in again.",
        ) from error
    if len(key) < 40:
        raise WrongSetting(
            f"The key in {path} has {len(key)} characters.",
            needed="A random text of at least 40 characters.",
            try_this="Put its copy back, or move the file away: a new key is made, and everybody"
            " signs in again.",
        )
    return key


def _read_or_made(path: Path) -> str:
    """Linking is all or nothing, so two first starts agree on one key."""
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # another process was first, and its key is the one
        finally:
            fresh.unlink()
    return path.read_text().strip()
