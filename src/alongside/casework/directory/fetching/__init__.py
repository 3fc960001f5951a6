"""Fetching other directories from the network: public addresses alone, bounded, tried again.

with Fetcher() as fetcher:
    opened = open_address("https://example.org/api/services", fetcher, mapping)
"""

from .feed import open_address
from .network import Fetcher, NotFetched

__all__ = ["Fetcher", "NotFetched", "open_address"]
