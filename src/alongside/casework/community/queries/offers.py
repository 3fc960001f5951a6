"""Offers that are worth a look beside a gap."""

from __future__ import annotations

from collections.abc import Iterable

from ..models import Offer
from ..rules import offer_fits


def fitting(
    offers: Iterable[Offer], *, need: str, area: int | None, barriers: Iterable[str]
) -> list[Offer]:
    """Those that match by area and need."""
    why = set(barriers)
    return [
        one
        for one in offers
        if offer_fits(one.kind, one.need, one.area_id, need=need, area=area, barriers=why)
    ]
