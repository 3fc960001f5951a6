"""A simple limit against floods: so many messages an hour from one address of the internet.

The address itself is nowhere kept: a keyed hash of it counts, and is forgotten after the hour.
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

AN_HOUR = 3600  # seconds
MOST = 10


def too_many(request: HttpRequest, what: str, most: int = MOST) -> bool:
    """Count this one; True when there were more than `most` within the hour."""
    address = str(get_adapter().get_client_ip(request) or "")
    key = f"flood-{what}-{salted_hmac('frontdoor.flood', address).hexdigest()}"
    cache.add(key, 0, AN_HOUR)
    try:
        return bool(cache.incr(key) > most)
    except ValueError:  # forgotten in this moment
        cache.set(key, 1, AN_HOUR)
        return False
