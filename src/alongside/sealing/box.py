"""Sealing what stands in no field of ours: sessions, secrets of second factors."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from . import kept
from .keys import NONCE, NotOpened


class Box:
    """Texts that are opened for one purpose alone. Its key is not rotated: they do not last."""

    def __init__(self, purpose: str) -> None:
        self._purpose = f"box {purpose}"

    def seal(self, text: str) -> str:
        """The text, unreadable."""
        nonce = os.urandom(NONCE)
        return b64encode(nonce + self._cipher().encrypt(nonce, text.encode(), None)).decode()

    def open(self, sealed: str) -> str:
        """The text again; NotOpened when it was sealed elsewhere, or changed."""
        try:
            raw = b64decode(sealed, validate=True)
            return self._cipher().decrypt(raw[:NONCE], raw[NONCE:], None).decode()
        except (InvalidTag, ValueError) as reason:
            raise NotOpened from reason

    def _cipher(self) -> AESGCM:
        return AESGCM(kept.stable_key(self._purpose))
