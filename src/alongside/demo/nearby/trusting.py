"""How sure one can be of the made-up entries: most are fresh, some stale, some gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from alongside.casework.directory.models import (
    Activity,
    Check,
    How,
    Notice,
    Proposal,
    Result,
    Status,
    Tip,
)
from alongside.casework.directory.trust import INSTITUTION, OTHERS, TRY_AGAIN, WEEKLY_GROUP
from alongside.casework.schemes.models import Worker

from ..days import Days
from ..places import PLACES, Cast
from .writing import Planned

SCHEME_OF = {area: place.key for place in PLACES for area in place.areas}
ALWAYS_FRESH = 16  # those with names: people in the stories go there
STATES = ("fresh", "due", "stale", "nobody", "hidden", "gone", "never")
WEIGHTS = (58, 17, 8, 4, 4, 4, 5)
WAYS = (How.TELEPHONE, How.TELEPHONE, How.VISIT, How.WEBSITE, How.EMAIL)
TOLD = (
    ("closed", "There was a note on the door that it has stopped."),
    ("wrong", "It is at eleven now, not at ten."),
    ("wrong", "The number rings at somebody’s home."),
    ("closed", "Nobody was there two weeks running."),
    ("wrong", "There is a step at the door."),
    ("wrong", "It costs a pound more since September."),
)
SENT = (
    {"when": "Wednesdays 10.30am to 12.30pm"},
    {"telephone": "01632 960777", "email": "hello@example.org"},
    {"fees": "£3 a time, the first one is free."},
    {"description": "The same as before, with cake on the last day of the month."},
    {"when": "Thursdays 1pm to 3pm, not in school holidays", "fees": "£2.50"},
    {"first_visit": "Ask for the person with the yellow lanyard."},
)
TIPS = (
    "Ask for the one with the keys; she knows everybody.",
    "Side door. The bell is broken, so knock.",
    "Best in the second half, when it is quieter.",
    "They keep a seat if one rings before ten.",
    "The ramp is round the back, by the bins.",
)


Both = Sequence[tuple[Activity, Planned]]


class Checks:
    """What was found out about each entry, and when it is asked about next."""

    def __init__(self, cast: Cast, today: date, random: Random) -> None:
        self.cast, self.days, self.random = cast, Days(today), random
        self.made: list[Check] = []

    def think_of(self, both: Both) -> None:
        """Give each its checks and its next one; nothing is written yet."""
        for number, (activity, plan) in enumerate(both):
            state = "fresh"
            if number >= ALWAYS_FRESH:
                state = self.random.choices(STATES, WEIGHTS)[0]
            by = self.random.choice(self.cast.connectors[SCHEME_OF[plan.town.area]])
            self.made += _checked(activity, plan, state, self.days, by, self.random)

    def write(self, both: Both) -> None:
        """Write them, and let some entries have something said of them."""
        Check.objects.bulk_create(sorted(self.made, key=lambda one: one.on))
        _said(self.cast, both[ALWAYS_FRESH:], self.days, self.random)


def _interval(activity: Activity, plan: Planned) -> int:
    if plan.of("kind") in ("local_authority", "nhs"):
        return INSTITUTION
    return WEEKLY_GROUP if "of the month" not in plan.when and not activity.is_transport else OTHERS


def _checked(
    activity: Activity, plan: Planned, state: str, days: Days, by: Worker, random: Random
) -> list[Check]:
    if state == "never":
        activity.due_on = days.ago(random.randint(0, 20))
        return []
    every = _interval(activity, plan)
    late = {"due": random.randint(1, 60), "stale": every + random.randint(20, 500)}
    late |= {"nobody": 60, "hidden": 60}
    ago = every + late[state] if state in late else random.randint(1, every - 8)
    activity.checked_on = days.ago(ago)
    activity.due_on = activity.checked_on + timedelta(days=every)
    made = [_check(activity, activity.checked_on, Result.STILL_ON, by, random.choice(WAYS))]
    if state == "gone":
        activity.status = Status.DEFUNCT
        made[0].result = Result.CLOSED
    if state in ("nobody", "hidden"):
        made += _nobody(activity, 2 if state == "hidden" else 1, days, by)
    return made


def _nobody(activity: Activity, times: int, days: Days, by: Worker) -> list[Check]:
    activity.unconfirmed = times
    tried = [days.ago(25 * (times - number) - 5) for number in range(times)]
    activity.due_on = tried[-1] + TRY_AGAIN
    if times > 1:
        activity.doubtful_since = tried[-1]
    return [_check(activity, on, Result.NOBODY, by, How.TELEPHONE) for on in tried]


def _check(activity: Activity, on: date, result: Result, by: Worker, how: How) -> Check:
    return Check(activity=activity, on=on, by=by, how=how, result=result)


def _said(cast: Cast, both: Both, days: Days, random: Random) -> None:
    """Notices and proposals that wait, tips, and a few entries that a scheme keeps to itself."""
    running = [one for one in both if one[0].status == Status.ACTIVE]
    drawn = random.sample(running, len(TOLD) + len(SENT) + 20 + 6)
    for (kind, words), (activity, _) in zip(TOLD, drawn, strict=False):
        at = days.at(days.ago(random.randint(1, 9)), "14:20")
        Notice.objects.create(activity=activity, kind=kind, words=words, received_at=at)
        activity.due_on = min(activity.due_on, at.date())
    rest = drawn[len(TOLD) :]
    for values, (activity, _) in zip(SENT, rest, strict=False):
        Proposal.objects.create(
            activity=activity,
            origin=Proposal.Origin.ORGANISER,
            values=values,
            received_at=days.at(days.ago(random.randint(1, 12)), "09:40"),
        )
    rest = rest[len(SENT) :]
    Tip.objects.bulk_create(
        Tip(
            activity=activity,
            scheme=cast.schemes[SCHEME_OF[plan.town.area]],
            words=random.choice(TIPS),
            on=days.ago(random.randint(5, 200)),
            by=random.choice(cast.connectors[SCHEME_OF[plan.town.area]]),
        )
        for activity, plan in rest[:20]
    )
    for activity, plan in rest[20:]:
        activity.only_for = cast.schemes[SCHEME_OF[plan.town.area]]
    Activity.objects.bulk_update([activity for activity, _ in drawn], ["only_for", "due_on"])
