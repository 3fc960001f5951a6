"""Entries of ours as Open Referral UK 3.0 writes them. Pure: what they need was read before."""

from .service import (
    FULL,
    LISTED,
    TERMS,
    at_place_full,
    at_place_listed,
    minimal,
    service_full,
    service_listed,
)
from .terms import OUR_TAXONOMY, OUR_TERMS, taxonomy, term

__all__ = [
    "FULL",
    "LISTED",
    "OUR_TAXONOMY",
    "OUR_TERMS",
    "TERMS",
    "at_place_full",
    "at_place_listed",
    "minimal",
    "service_full",
    "service_listed",
    "taxonomy",
    "term",
]
