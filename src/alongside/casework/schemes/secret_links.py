"""Addresses that whoever has them may open: they hold a secret, of which only a hash is kept."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    """One that nobody guesses, to stand in an address."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """What is kept of a secret: enough to know it again, not enough to use it."""
    return hashlib.sha256(secret.encode()).hexdigest()
