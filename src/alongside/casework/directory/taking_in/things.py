"""Organisations, places and activities: what each needs besides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q

from .. import trust
from ..geography.postcodes import locate
from ..models import Activity, Imported
from ..reading import Entry, Thing
from .upserting import Upserting, Wanted


class Places(Upserting):
    """Places, with the coordinates of their postcodes where they say none."""

    kind = "place"

    def _before(self, made: Sequence[Any]) -> None:
        locate(made)


class Organisations(Upserting):
    """Organisations."""

    kind = "organisation"


class Activities(Upserting):
    """Activities, with when they are to be checked."""

    kind = "activity"

    def _before(self, made: Sequence[Any]) -> None:
        for activity in made:
            activity.checked_on = activity.assured_date
            activity.due_on = due_on(activity, self.today)

    def _back(self, imported: Sequence[Imported]) -> None:
        """It is no longer doubtful, if it was doubtful because it was gone."""
        for one in imported:
            mine = Activity.objects.filter(imported=one, doubtful_since=one.gone_on)
            mine.update(doubtful_since=None)

    def checked_since(self, numbers: Sequence[int]) -> None:
        """Those that their keepers have checked since anybody here did."""
        later = Activity.objects.filter(pk__in=numbers, assured_date__isnull=False)
        since = Q(checked_on=None) | Q(checked_on__lt=F("assured_date"))
        for activity in later.filter(since):
            activity.checked_on = activity.assured_date
            activity.due_on = due_on(activity, self.today)
            activity.save(update_fields=["checked_on", "due_on"])


def due_on(activity: Activity, today: date) -> date:
    """The next check: by its interval from the day that its keeper looked; else at once."""
    if activity.checked_on is None:
        return today
    return activity.checked_on + timedelta(days=activity.check_every or trust.OTHERS)


def wanted_thing(thing: Thing) -> Wanted:
    """What is wanted of an organisation or a place."""
    return Wanted(thing.their_id, dict(thing.columns), thing.rows, thing.mark, thing.digest)


def wanted_activity(entry: Entry, organisations: dict[str, int], places: dict[str, int]) -> Wanted:
    """What is wanted of an activity, once its organisation and places are there."""
    columns = dict(entry.columns)
    if entry.organisation is not None:
        columns["organisation_id"] = organisations[entry.organisation.their_id]
    at = {places[place.their_id]: row for row, place in entry.places}
    rows = {"at": [row | {"place_id": number} for number, row in at.items()]} | entry.rows
    return Wanted(
        entry.their_id,
        columns,
        rows,
        entry.mark,
        entry.digest,
        entry.their_modified,
        label=entry.name,
        row=entry.row,
    )
