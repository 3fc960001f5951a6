"""Community transport: who fetches people where they live."""

from __future__ import annotations

from alongside.casework.directory.models import Activity, ActivityQuerySet, Sort

from .areas import Home, lies_in

TRANSPORT = (Sort.DIAL_A_RIDE, Sort.VOLUNTEER_DRIVERS)


def transport_for(
    postcode: str, among: ActivityQuerySet | None = None, home: Home | None = None
) -> list[Activity]:
    """Dial-a-rides and volunteer drivers whose areas hold the postcode, by name.

    `among` is what may be seen: the public's entries, where nothing is given; a worker's page
    hands in `Activity.objects.seen_by(worker)`.
    """
    entries = Activity.objects.public() if among is None else among
    # A question of its own, which the index alone answers: else SQLite, once it was told to
    # ANALYZE where there are none, reads every entry.
    rare = Activity.objects.order_by().filter(sort__in=TRANSPORT).values("pk")
    rides = entries.suggested().filter(pk__in=rare).prefetch_related("areas", "phones")
    found = list(rides)
    here = home or (Home.at(postcode) if found and postcode.strip() else None)
    return [one for one in found if here and lies_in(here, one.areas.all())]
