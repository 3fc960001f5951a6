"""What opens a backup: the installation's keys, or a passphrase."""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from alongside.trouble import BadBackup

KEYS, PASSPHRASE = "keys", "passphrase"
SCRYPT = {"n": 2**16, "r": 8, "p": 1}  # 64 MB and a fifth of a second for each guess
SHORTEST = 12  # letters of a passphrase


@dataclass(frozen=True)
class Lock:
    """A secret, and what kind it is. Its text shows neither."""

    kind: str
    secret: bytes = field(repr=False)


def keys_lock(stable_key: bytes) -> Lock:
    """Locked with the keys file: nothing to type, and nothing to remember but to keep that file."""
    return Lock(KEYS, stable_key)


def passphrase_lock(words: str) -> Lock:
    """Locked with words that somebody types."""
    return Lock(PASSPHRASE, words.encode())


def new_header(lock: Lock) -> bytes:
    """One line of JSON that stands unlocked: how it is locked, and whether a secret is the one."""
    said: dict[str, Any] = {"locked_with": lock.kind, "salt": secrets.token_hex(32)}
    if lock.kind == PASSPHRASE:
        said["scrypt"] = SCRYPT
    said["opens"] = _derive(lock, said, b"opens").hex()[:32]
    return json.dumps(said).encode() + b"\n"


def kind_of(header: bytes) -> str:
    """Which kind of secret opens it."""
    return str(_read(header)["locked_with"])


def key_for(lock: Lock, header: bytes) -> bytes:
    """The key of this one file: 32 bytes. BadBackup when the secret is not the one."""
    said = _read(header)
    try:
        right = lock.kind == said["locked_with"] and hmac.compare_digest(
            _derive(lock, said, b"opens").hex()[:32], str(said["opens"])
        )
        if right:
            return _derive(lock, said, b"content")
    except (KeyError, TypeError, ValueError, InvalidKey) as error:
        raise _unreadable() from error
    raise WRONG[said["locked_with"]]()


def _derive(lock: Lock, said: dict[str, Any], purpose: bytes) -> bytes:
    salt, secret = bytes.fromhex(said["salt"]), lock.secret
    if lock.kind == PASSPHRASE:
        costs = {name: min(int(said["scrypt"][name]), most) for name, most in MOST.items()}
        secret = Scrypt(salt=salt, length=32, **costs).derive(secret)
    about = b"alongside backup 1 " + purpose
    return HKDF(hashes.SHA256(), 32, salt, about).derive(secret)


MOST = {"n": 2**20, "r": 16, "p": 4}  # a made-up file cannot ask for all of the memory


def _read(header: bytes) -> dict[str, Any]:
    try:
        said = json.loads(header)
    except ValueError as error:
        raise _unreadable() from error
    if not isinstance(said, dict) or said.get("locked_with") not in WRONG:
        raise _unreadable()
    return said


def _unreadable() -> BadBackup:
    return BadBackup(
        "The beginning of this file was changed: it does not say how it is locked.",
        needed="A backup as `alongside backup` wrote it.",
        try_this="Take another copy of it, or the backup of the day before.",
    )


def _wrong_passphrase() -> BadBackup:
    return BadBackup(
        "This passphrase does not open it.",
        needed="The passphrase with which this backup was made, letter for letter.",
        try_this="Type it again; look whether the keyboard writes capitals.",
    )


def _wrong_keys() -> BadBackup:
    return BadBackup(
        "These keys do not open it: it was made with another keys file.",
        needed="The keys file of the service that made the backup, which is kept apart from it.",
        try_this="Put that file where ALONGSIDE_KEYS_FILE says, and run this again.",
    )


WRONG = {KEYS: _wrong_keys, PASSPHRASE: _wrong_passphrase}
