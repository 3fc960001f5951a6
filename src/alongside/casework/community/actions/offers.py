"""Writing down what somebody offers, and that it is no longer to be had."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.casework import audit
from alongside.casework.schemes.models import Area, Scheme, Worker

from ..models import Offer


class CannotOffer(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def offer(
    *,
    scheme: Scheme,
    kind: str,
    what: str,
    who: str,
    offered_on: date,
    by: Worker,
    area: Area | None = None,
    need: str = "",
    reach: str = "",
    when: str = "",
    until_on: date | None = None,
) -> Offer:
    """Somebody offers something: whoever starts a group there sees it."""
    if until_on is not None and until_on < offered_on:
        raise CannotOffer(
            "It would end before it was offered. Look at the two days again, or leave out the "
            "second one."
        )
    made = Offer.objects.create(
        scheme=scheme,
        area=area,
        kind=kind,
        need=need,
        what=what.strip(),
        who=who.strip(),
        reach=reach.strip(),
        when=when.strip(),
        offered_on=offered_on,
        until_on=until_on,
        recorded_by=by,
    )
    audit.record("OFFER_MADE", to=made, by=by, kind=str(kind))
    return made


@transaction.atomic
def offer_ended(*, offer: Offer, on: date, by: Worker) -> Offer:
    """It is no longer to be had."""
    if offer.ended_on is None:
        offer.ended_on = max(on, offer.offered_on)
        offer.save(update_fields=["ended_on"])
    audit.record("OFFER_ENDED", to=offer, by=by)
    return offer
