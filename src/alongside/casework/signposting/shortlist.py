"""A few things to do, on paper: plain, large, with how to get there and whom to ask for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import typst

from alongside.casework.directory.geography import getting_there, point_of, transport_for
from alongside.casework.directory.models import Activity, Place
from alongside.casework.directory.queries import showing
from alongside.casework.directory.trust import Freshness
from alongside.casework.schemes.models import Worker
from alongside.casework.schemes.words import day
from alongside.casework.support.models import Episode

TEMPLATE = Path(__file__).parent / "typst" / "shortlist.typ"
FONTS = Path(__file__).parents[1] / "site" / "fonts"
MOST = 6  # on one list; more is not a short one


@dataclass(frozen=True)
class Thing:
    """One thing to do, as the person reads it."""

    name: str
    who: str
    when: list[str]
    where: list[str]
    costs: list[str]
    way: list[str]  # sentences about getting there
    ask: list[str]  # whom to ask for, a line each
    first: str  # what a first visit is like
    ring_first: str


@dataclass(frozen=True)
class Shortlist:
    """Everything that stands on the paper; nothing about the person but their name."""

    called: str
    made_on: str
    things: list[Thing]
    call: list[str]  # the connector, a line each
    service: str


def of(episode: Episode, chosen: Sequence[int], worker: Worker, today: date) -> Shortlist:
    """What was chosen, in that order, as far as this worker may see it."""
    numbers = list(dict.fromkeys(chosen))[:MOST]
    seen = showing.whole(Activity.objects.seen_by(worker)).filter(pk__in=numbers).in_bulk()
    home = episode.person.postcode
    rides = transport_for(home, Activity.objects.seen_by(worker)) if home else []
    things = [_thing(seen[one], home, rides, today) for one in numbers if one in seen]
    connector, scheme = episode.connector, episode.scheme
    own = " ".join(part for part in (f"{connector.name}:", connector.telephone) if part)
    office = " ".join(part for part in (scheme.call_name, scheme.call_telephone) if part)
    return Shortlist(
        called=episode.person.preferred_name,
        made_on=day(today),
        things=things,
        call=[line for line in (own.rstrip(":"), office, scheme.call_hours) if line],
        service=scheme.public_name,
    )


def _thing(activity: Activity, home: str, rides: Sequence[Activity], today: date) -> Thing:
    it = showing.shown(activity, today)
    place = it.where[0].place if it.where else None
    fresh = it.freshness == Freshness.FRESH
    return Thing(
        name=activity.name,
        who=activity.organisation.name if activity.organisation else "",
        when=it.when,
        where=it.where[0].lines if it.where else [],
        costs=it.costs,
        way=_way(activity, place, home, rides),
        ask=[line for one in it.asks[:2] for line in _asked(one)],
        first=activity.first_visit,
        ring_first="" if fresh else "Please ring before you go, to be sure that it is on.",
    )


def _way(
    activity: Activity, place: Place | None, home: str, rides: Sequence[Activity]
) -> list[str]:
    own = [activity.getting_there] if activity.getting_there else []
    if place is None or place.location_type == "virtual":
        return own
    way = getting_there(place, point_of(home) if home else None, from_postcode=home, rides=rides)
    return [*own, *way.sentences]


def _asked(one: showing.Ask) -> list[str]:
    name = f"Ask for {one.name}" if one.name else ""
    return [line for line in (name, *one.telephones, one.email) if line]


def pdf(copy: Shortlist) -> bytes:
    """A tagged PDF (PDF/UA-1). What people wrote is handed over as data, never as markup."""
    made = typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=FONTS.is_dir(),
        sys_inputs={"list": json.dumps(asdict(copy))},
        pdf_standards=["ua-1"],
        format="pdf",
    )
    assert isinstance(made, bytes)  # one document; typst's own type also allows a list of pages
    return made
