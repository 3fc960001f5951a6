"""A made-up programme and its people, from a seed, written through the rooms' actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .summary import DemoSummary, SignIn

__all__ = ["DemoSummary", "SignIn", "load", "programmes"]

CROWD = 125


def load(*, seed: int, today: date, progress: Callable[[str, int, int], None]) -> DemoSummary:
    """Write the demonstration into the empty database, around today's date; all of it or nothing.

    `progress` is told what is being done, how much of it is done, and how much there is.
    """
    from django.db import transaction

    from .crowd import Crowd
    from .days import Days
    from .nearby import settle
    from .places import found
    from .told import Teller, stories, waiting

    told, inbox = stories(), waiting()
    steps = len(told) + len(inbox) + CROWD
    done = 0

    def step(what: str) -> None:
        nonlocal done
        done += 1
        progress(what, done, steps)

    with transaction.atomic():
        cast = found(today)
        settle(cast, today, seed)
        teller = Teller(cast, Days(today))
        for story in told:
            teller.tell(story)
            step("Telling people’s stories")
        for referral in inbox:
            teller.wait(referral)
            step("Filling the inbox")
        for _kind in Crowd(teller, seed).make(CROWD):
            step("Making up everybody else")
        _finish(cast, today)
    return DemoSummary(people=steps, sign_ins=_sign_ins())


def programmes() -> tuple[str, ...]:
    """What the programmes of the demonstration are called: the living one and 2017 to 2018."""
    from .places import PROGRAMME
    from .published.writing import PROGRAMME as PUBLISHED

    return PROGRAMME, PUBLISHED


def _finish(cast: object, today: date) -> None:
    from .connected import connect
    from .finish import finish
    from .missing import miss
    from .money import spend
    from .nearby import postcodes_of_people
    from .places import PLACES

    postcodes_of_people({code: area for place in PLACES for area, (code,) in place.areas.items()})
    finish(cast, today)  # type: ignore[arg-type]  # imported late, because it needs Django
    spend(cast, today)  # type: ignore[arg-type]  # the same
    miss(cast, today)  # type: ignore[arg-type]  # the same
    connect(cast, today)  # type: ignore[arg-type]  # the same


def _sign_ins() -> tuple[SignIn, ...]:
    from .places import PASSWORD, PLACES, SIGN_INS

    names = {
        worker.key: (worker, place)
        for place in PLACES
        for worker in place.workers
        if worker.key in SIGN_INS
    }
    return tuple(
        SignIn(
            email=f"{key}@example.org",
            password=PASSWORD,
            name=names[key][0].name,
            role=f"{names[key][0].roles[0].replace('_', ' ')} at {names[key][1].name}",
        )
        for key in SIGN_INS
    )
