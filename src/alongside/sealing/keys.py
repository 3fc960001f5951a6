"""The keys themselves: what they are, how they are written down, and what they do to a text.

Written down, a ring is a few words: `root:…` once, and `ab12cd34:…` for each key that seals, the
one in use first. What stands before the colon of a key is a check on it and on the root, so a ring
that was copied wrongly is refused before it can seal anything. See docs/decisions/0010.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from binascii import a2b_base64, b2a_base64
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK = "s1."  # how every sealed text begins; the number is that of this way of sealing
LENGTH = 32  # bytes of a root, of a key, and of what is derived from them
NONCE = 12


class NotAKey(Exception):
    """What is written down is no ring of keys. The words never hold any of it."""


class NotOpened(Exception):
    """A text was not sealed with these keys, or was changed since, or is of another field."""


@dataclass(frozen=True)
class Key:
    """One key that seals, and the eight letters that every text sealed with it bears."""

    name: str
    secret: bytes = field(repr=False)
    cipher: AESGCM = field(repr=False, compare=False)

    @classmethod
    def of(cls, root: bytes, secret: bytes) -> Key:
        derived = _derived(secret, salt=root, purpose="seal")
        name = sha256(b"alongside key" + derived).hexdigest()[:8]
        return cls(name, secret, AESGCM(derived))


@dataclass(frozen=True)
class Ring:
    """A root, which is never changed, and the keys that seal; the first is the one in use."""

    root: bytes = field(repr=False)
    keys: tuple[Key, ...]

    @classmethod
    def new(cls) -> Ring:
        return cls.of(os.urandom(LENGTH), os.urandom(LENGTH))

    @classmethod
    def of(cls, root: bytes, *secrets: bytes) -> Ring:
        return cls(root, tuple(Key.of(root, secret) for secret in secrets))

    @classmethod
    def read(cls, written: str) -> Ring:
        """Read what `write` wrote. Lines with # are for people; commas may part the words."""
        lines = [line for line in written.splitlines() if not line.lstrip().startswith("#")]
        words = " ".join(lines).replace(",", " ").split()
        pairs = [word.partition(":") for word in words]
        roots = [_bytes(secret) for name, _, secret in pairs if name == "root"]
        if len(roots) != 1:
            raise NotAKey(f"it has {len(roots) or 'no'} roots" if roots else "it has no root")
        keys = [(name, Key.of(roots[0], _bytes(word))) for name, _, word in pairs if name != "root"]
        if not keys:
            raise NotAKey("it has a root, and no key")
        if wrong := [name for name, key in keys if name != key.name]:
            raise NotAKey(f"the key {wrong[0][:8]} was not copied whole, or is of another root")
        return cls(roots[0], tuple(key for _, key in keys))

    def write(self) -> list[str]:
        """The words of this ring, the root first."""
        secrets = [("root", self.root), *((key.name, key.secret) for key in self.keys)]
        return [f"{name}:{urlsafe_b64encode(secret).decode()}" for name, secret in secrets]

    def with_new_key(self) -> Ring:
        """The same ring with a new key in front."""
        return Ring(self.root, (Key.of(self.root, os.urandom(LENGTH)), *self.keys))

    def with_first_key_alone(self) -> Ring:
        """The same ring without the keys that were in use before."""
        return Ring(self.root, self.keys[:1])

    @property
    def in_use(self) -> str:
        """The name of the key that seals."""
        return self.keys[0].name

    def has(self, sealed: str) -> bool:
        """Whether the key is here that this text was sealed with."""
        return any(sealed.startswith(f"{MARK}{key.name}.") for key in self.keys)

    def seal(self, text: str, *, of: str) -> str:
        """Seal a text for one place (`people.person.address`), where alone it can be opened."""
        key, nonce = self.keys[0], os.urandom(NONCE)
        sealed = nonce + key.cipher.encrypt(nonce, text.encode(), of.encode())
        return f"{MARK}{key.name}.{b2a_base64(sealed, newline=False).decode()}"

    def open(self, sealed: str, *, of: str) -> str:
        """The text again.

        Raises:
            NotOpened: the key is not on the ring, the text was changed, or is from another place.
        """
        if sealed.startswith(MARK):
            name = sealed[3:11]
            for key in self.keys:
                if key.name == name:
                    return _opened(key, sealed[12:], of)
        raise NotOpened

    def stable_key(self, purpose: str) -> bytes:
        """32 bytes for one purpose, the same for as long as the root is."""
        return _stable_key(self.root, purpose)


def _opened(key: Key, sealed: str, of: str) -> str:
    try:
        raw = a2b_base64(sealed, strict_mode=True)
        return key.cipher.decrypt(raw[:NONCE], raw[NONCE:], of.encode()).decode()
    except (InvalidTag, ValueError) as reason:  # ValueError: no base64, or far too short
        raise NotOpened from reason


@lru_cache(maxsize=64)
def _stable_key(root: bytes, purpose: str) -> bytes:
    return _derived(root, salt=b"", purpose=f"stable {purpose}")


def _derived(secret: bytes, *, salt: bytes, purpose: str) -> bytes:
    info = f"alongside {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=LENGTH, salt=salt, info=info).derive(secret)


def _bytes(word: str) -> bytes:
    try:
        secret = urlsafe_b64decode(word)
    except (NotBase64, ValueError) as reason:
        raise NotAKey("a key in it was not copied whole") from reason
    if len(secret) != LENGTH:
        raise NotAKey("a key in it was not copied whole")
    return secret
