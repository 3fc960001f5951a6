"""The link that an organiser was sent, by the secret in it."""

from __future__ import annotations

from datetime import date

from alongside.casework.schemes.secret_links import hash_of

from .models import OrganiserLink


def link_of(secret: str, today: date) -> OrganiserLink | None:
    """The link that this secret opens; None when there is none, or it is over."""
    found = OrganiserLink.objects.filter(token_hash=hash_of(secret), expires_on__gte=today)
    return found.select_related("activity__organisation").first()
