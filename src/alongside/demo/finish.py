"""The last touches: cover, a note from reading a record, and somebody who is out on a visit."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.casework.schemes import actions as schemes
from alongside.casework.support import actions as support
from alongside.casework.support.models import Episode

from .places import Cast


def finish(cast: Cast, today: date) -> None:
    """Owen is away and Hana covers him; Dilys has read a record of Ruth's."""
    schemes.set_cover(
        scheme=cast.schemes["aldermouth"],
        away=cast.workers["owen"],
        covering=cast.workers["hana"],
        from_on=today - timedelta(days=2),
        until_on=today + timedelta(days=12),
        today=today,
        by=cast.workers["dilys"],
    )
    ivor = Episode.objects.get(person__preferred_name="Ivor", person__family_name="Mensah")
    support.read_record(
        episode=ivor,
        note="A good plan, in his words. Has he told the walking group himself what he needs?",
        on=today - timedelta(days=4),
        by=cast.workers["dilys"],
    )
