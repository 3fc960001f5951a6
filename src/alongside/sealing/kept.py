"""Where the keys are kept: in the environment, or in a file that is made at first need.

The file stands beside the data folder, never in it: whoever gets a copy of the data has not got the
keys with it. A process that serves looks at the file again whenever it seals, and whenever it meets
a key that it does not know, so new keys need no restart.
"""

from __future__ import annotations

import fcntl
import hmac
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from alongside.trouble import Refused, WrongKeys

from .keys import NotAKey, Ring

HEAD = """\
# The keys of Alongside. Without this file nobody can read what people said.
# Keep a copy of it, apart from the copies of the data, and show it to nobody.
# The root is never changed. The first key below it is in use: alongside keys rotate
"""
Stamp = tuple[int, int, int]
REMEMBERED = 4096  # short texts a process keeps opened: one page shows the same person many times
SHORT = 400  # letters, as sealed: a telephone, an address, a line; not a note


class _Read:
    """The keys, and where they are from."""

    def __init__(self, ring: Ring, source: tuple[str, str], stamp: Stamp | None) -> None:
        self.ring = ring
        self.source = source  # the settings that it was read by
        self.stamp = stamp  # of the file; None: from the environment
        self.opened = lru_cache(REMEMBERED)(lambda sealed, of: ring.open(sealed, of=of))


_last: _Read | None = None


def stable_key(purpose: str) -> bytes:
    """32 bytes for one purpose ("audit", "extract", …), the same for ever: rotation leaves them."""
    return ring().stable_key(purpose)


def keyed_hash(purpose: str, value: str) -> str:
    """A fingerprint of a value, 32 letters: the same value has the same one, within a purpose.

    Nobody without the keys can make it, so nobody without them can try out telephone numbers.
    """
    return hmac.new(stable_key(purpose), value.encode(), sha256).hexdigest()[:32]


def ring(*, fresh: bool = False) -> Ring:
    """The keys as they are; `fresh` looks whether the file was changed since it was last read.

    Raises:
        WrongKeys: they are missing where there is sealed data, cannot be read, or are none.
    """
    return _now(fresh).ring


def opened(sealed: str, *, of: str, fresh: bool = False) -> str:
    """The text again, as `Ring.open`, but what is short is opened once and remembered."""
    now = _now(fresh)
    if len(sealed) > SHORT:
        return now.ring.open(sealed, of=of)
    return now.opened(sealed, of)


def _now(fresh: bool) -> _Read:
    global _last
    source = (settings.KEYS, settings.KEYS_FILE)
    if _last is None or _last.source != source or (fresh and _has_changed(_last)):
        _last = _read(source)
    return _last


def _has_changed(last: _Read) -> bool:
    return last.stamp is not None and last.stamp != _stamp(file())


def file() -> Path:
    """Where the keys are, unless the environment holds them."""
    return Path(settings.KEYS_FILE)


def in_environment() -> bool:
    """Whether the keys themselves were given, and there is no file that could be written."""
    return bool(settings.KEYS)


def where() -> str:
    """Where the keys are, as a sentence begins with it."""
    return "ALONGSIDE_KEYS" if in_environment() else f"The keys file {file()}"


def replace(new: Ring) -> None:
    """Write other keys into the file: all of them, or nothing."""
    path = file()
    fresh = _written_beside(path, new)
    fresh.replace(path)
    _sync_folder(path)


@contextmanager
def alone() -> Iterator[None]:
    """For who changes the keys: nobody else does, and nobody counts on their staying as they are.

    Raises:
        Refused: somebody does. The lock goes with its process, however that ends.
    """
    path = file()
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as reason:
            raise Refused(
                "Keys are being rotated already, or a backup is being made.",
                needed="One of these at a time.",
                try_this="Wait until the other is done, and run this again.",
            ) from reason
        yield


@contextmanager
def unchanged() -> Iterator[None]:
    """For who writes keys and data into one backup: waits for a rotation, and keeps one waiting."""
    path = file()
    if in_environment() or not path.exists():
        yield
        return
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def keep_aside(old: Ring, on: date) -> Path:
    """Write the keys that go out of use into a file of their own, for the backups made before."""
    path = file().with_name(f"{file().name}.before-{on}")
    there = Ring.read(path.read_text()).keys if path.exists() else ()
    known = {key.name: key for key in (*old.keys[1:], *there)}
    _written_beside(path, Ring(old.root, tuple(known.values()))).replace(path)
    _sync_folder(path)
    return path


def _read(source: tuple[str, str]) -> _Read:
    if source[0]:
        return _Read(_parsed(source[0], "ALONGSIDE_KEYS"), source, None)
    path = file()
    _refuse_within_data(path)
    if not path.exists():
        _make(path)
    stamp = _stamp(path)  # before the reading: what is written in between is read again later
    return _Read(_parsed(_words(path), f"The keys file {path}"), source, stamp)


def _parsed(words: str, what: str) -> Ring:
    try:
        return Ring.read(words)
    except NotAKey as reason:
        raise WrongKeys(
            f"{what} cannot be used: {reason}.",
            needed="The keys that the data was sealed with, whole: a root, and a key or more.",
            try_this="Put back the copy of the keys that you keep apart from the data.",
        ) from reason


def _words(path: Path) -> str:
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError) as reason:
        raise WrongKeys(
            f"The keys file {path} cannot be read ({type(reason).__name__}).",
            needed="A file of keys that this account, and no other, may read.",
            try_this=f"chown it to the account that runs the service, and: chmod 600 {path}",
        ) from reason


def _refuse_within_data(path: Path) -> None:
    data = Path(settings.DATA).resolve()
    if path.resolve().is_relative_to(data):
        raise WrongKeys(
            f"ALONGSIDE_KEYS_FILE is {path}, within the data folder.",
            needed="A place outside it: a copy of the data must not hold its own keys.",
            try_this=f"Leave ALONGSIDE_KEYS_FILE out: the keys are then in {data}.keys",
        )


def _make(path: Path) -> None:
    """Make the first keys. Linking is all or nothing, so two first starts agree on one file."""
    _refuse_new_keys_for_old_data(path)
    try:
        fresh = _written_beside(path, Ring.new())
    except OSError as reason:
        raise WrongKeys(
            f"The keys file {path} cannot be made: {reason.strerror}.",
            needed="A file beside the data folder, that this account may write once.",
            try_this="Set ALONGSIDE_KEYS_FILE to a path outside the data folder where it may.",
        ) from reason
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass  # another process was first, and its keys are the ones
    finally:
        fresh.unlink()
    _sync_folder(path)


def _refuse_new_keys_for_old_data(path: Path) -> None:
    from .rows import first_sealed

    if first_sealed() is not None:
        raise WrongKeys(
            f"The keys file {path} is missing, and the database holds what was sealed with it.",
            needed="The keys that the data was sealed with. New ones would not open any of it.",
            try_this="Put back your copy of the file, or set ALONGSIDE_KEYS_FILE to where it is.",
        )


def written(ring: Ring) -> str:
    """What a file of these keys holds."""
    return HEAD + "\n".join(ring.write()) + "\n"


def _written_beside(path: Path, new: Ring) -> Path:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)  # left by a process of the same number that was killed
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(handle, "w") as out:
        out.write(written(new))
        out.flush()
        os.fsync(out.fileno())
    return fresh


def _sync_folder(path: Path) -> None:
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)  # gone: reading it will say so
    return (found.st_mtime_ns, found.st_size, found.st_ino)
