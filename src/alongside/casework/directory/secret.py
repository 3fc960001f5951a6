"""Secret addresses: only their hash is kept."""

from __future__ import annotations

import hashlib
from datetime import date

from .models import OrganiserLink


def hash_of(secret: str) -> str:
    """What is kept of a secret address."""
    return hashlib.sha256(secret.encode()).hexdigest()


def link_of(secret: str, today: date) -> OrganiserLink | None:
    """The link that this secret opens; None when there is none, or it is over."""
    found = OrganiserLink.objects.filter(token_hash=hash_of(secret), expires_on__gte=today)
    return found.select_related("activity__organisation").first()
