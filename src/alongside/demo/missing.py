"""What the made-up schemes miss, what is offered, and a gap that became a group."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

from alongside.casework.community import actions, queries
from alongside.casework.community.models import Gap, Group
from alongside.casework.directory.geography import Point
from alongside.casework.schemes.models import Area, Scheme, Worker
from alongside.casework.support.models import Episode

from .nearby.where import towns
from .places import Cast

# area, need, why nothing suits, people (1: somebody supported; more: heard of elsewhere), days ago
GAPS = (
    ("Thornhythe", "walking", "none_exists", 1, 150, "A slow walk, with a seat half way"),
    ("Thornhythe", "walking", "too_far", 1, 139, "Not up the hill"),
    ("Thornhythe", "walking", "none_exists", 6, 131, "Asked for at the surgery"),
    ("Fenny Lane", "workshop", "none_exists", 1, 88, "Somewhere to mend things in company"),
    ("Fenny Lane", "workshop", "not_accessible", 1, 61, "The shed at the quay has steps"),
    ("Fenny Lane", "workshop", "none_exists", 8, 45, "Told by the parish council"),
    ("Thornhythe", "nature", "no_transport", 1, 40, "Birds, and a way to get there"),
    ("Thornhythe", "nature", "no_transport", 3, 33, "Told at the lunch club"),
    ("Thornhythe", "getting_about", "none_exists", 11, 70, "No bus after two"),
    ("Quayside", "eating_together", "wrong_time", 1, 26, "Supper, not lunch"),
    ("Quayside", "eating_together", "cost", 9, 52, "Asked for at the food bank"),
    ("Marlpit", "music", "full", 1, 19, "The choir has a waiting list"),
    ("Marlpit", "one_to_one", "not_a_group_person", 1, 12, "One person, now and then"),
    ("Fenny Lane", "people_like_me", "age", 1, 8, "Somebody under forty"),
    ("Quayside", "grief", "language", 1, 30, "In Urdu"),
    ("Lochend", "company", "too_far", 1, 58, "The nearest is nine miles off"),
    ("Kirkbrae", "gentle_exercise", "wrong_time", 1, 21, ""),
    ("Torran Bridge", "eating_together", "none_exists", 10, 44, "Asked for by the wardens"),
    ("Pont Isaf", "music", "language", 1, 35, "Canu yn Gymraeg"),
    ("Derwen", "crafts", "none_exists", 1, 16, ""),
)
OFFERS = (
    ("Fenny Lane", "room", "", "The back room of the library, with sockets", "Fenny Lane library"),
    ("Thornhythe", "minibus", "", "A minibus on Sundays, with a driver", "Thornhythe scouts"),
    ("Quayside", "time", "eating_together", "An hour of a cook’s time", "The Ferryman café"),
    ("Marlpit", "room", "music", "A hall with a piano", "Marlpit Methodist church"),
    ("Lochend", "lift", "", "A seat in the car on Wednesdays", "Ewan at the post office"),
)


def miss(cast: Cast, today: date) -> None:
    """Gaps in every scheme, offers, and groups: an idea, one being planned, one without us."""
    missing = _Missing(cast, today)
    for area, need, why, people, ago, words in GAPS:
        missing.gap(cast.areas[area], need, why, people, ago, words)
    for area, kind, need, what, who in OFFERS:
        missing.offer(cast.areas[area], kind, need, what, who)
    missing.walkers()
    missing.workshop()
    missing.birds()
    missing.filled_by_others()


class _Missing:
    """Writes it down, with whoever works in each area."""

    def __init__(self, cast: Cast, today: date) -> None:
        self.cast, self.today = cast, today
        self.taken: set[int] = set()  # one gap each is enough

    def gap(self, area: Area, need: str, why: str, people: int, ago: int, words: str) -> Gap:
        """Of somebody supported there where it is of one, and of nobody we know otherwise."""
        on = self.today - timedelta(days=ago)
        episode = self._somebody(area.scheme, on) if people == 1 else None
        by = episode.connector if episode else self._coordinator(area.scheme)
        near = queries.nearby(by, words="", need=need, near=_middle(area))[:2]
        return actions.open_gap(
            scheme=area.scheme,
            area=area,
            episode=episode,
            people=people,
            need=need,
            barrier=why,
            words=words,
            may_invite=episode is not None and ago > 15,
            near={activity.pk: why for activity in near},
            opened_on=max(on, episode.started_on or on) if episode else on,
            by=by,
        )

    def offer(self, area: Area, kind: str, need: str, what: str, who: str) -> None:
        actions.offer(
            scheme=area.scheme,
            area=area,
            kind=kind,
            need=need,
            what=what,
            who=who,
            reach="01632 960444",
            offered_on=self.today - timedelta(days=24),
            by=self._coordinator(area.scheme),
        )

    def walkers(self) -> None:
        """A gap that became a group, which runs without us now."""
        ruth, first = self.cast.workers["ruth"], self._weekday(3, weeks_ago=9)
        group = self._begin("Thornhythe", "walking", "Thursday walkers", 118, ruth)
        actions.change(
            group=group,
            values={
                "words": "A slow mile along the river, with a seat half way and tea after it.",
                "place": "St Anne’s Hall",
                "address": "Ferry Road",
                "postcode": "AD4 2QT",
                "step_free": True,
                "rhythm": "weekly",
                "weekday": 3,
                "starts_at": time(10, 0),
                "ends_at": time(11, 30),
                "cost": Decimal(0),
                "pays": "The hall is free. Everybody puts something in for tea.",
                "first_meeting_on": first,
            },
            by=ruth,
        )
        for member in group.members.all():
            if member.may_invite_on:
                actions.answered(
                    member=member, said="coming", on=first - timedelta(days=5), by=ruth
                )
        actions.helps(group=group, who="Maureen Orr", does="Opens the hall", on=first, by=ruth)
        for week in range(9):
            actions.met(
                group=group,
                on=first + timedelta(weeks=week),
                came=list(group.members.all()),
                others=3 + week // 2,
                without_us=week >= 6,
                by=ruth,
            )
        actions.run(group=group, on=first, by=ruth)
        on = first + timedelta(weeks=6)
        actions.hand_over(group=group, on=on, to="Maureen Orr", by=ruth)

    def workshop(self) -> None:
        """One that is being planned, with people to invite."""
        ruth = self.cast.workers["ruth"]
        group = self._begin("Fenny Lane", "workshop", "Fenny Lane fixers", 20, ruth)
        actions.change(
            group=group,
            values={
                "words": "Mending what people bring, and a brew.",
                "place": "Fenny Lane library, back room",
                "postcode": "AD2 1QQ",
                "step_free": True,
                "rhythm": "fortnightly",
                "weekday": (self.today + timedelta(days=6)).weekday(),
                "starts_at": time(14, 0),
                "first_meeting_on": self.today + timedelta(days=6),
            },
            by=ruth,
        )

    def birds(self) -> None:
        """An idea."""
        self._begin("Thornhythe", "nature", "Birds by minibus", 5, self.cast.workers["bushra"])

    def filled_by_others(self) -> None:
        """Something that others began since, and suits."""
        gap = self.gap(self.cast.areas["Quayside"], "games", "none_exists", 4, 110, "Dominoes")
        here = _middle(self.cast.areas["Quayside"])
        found = queries.nearby(gap.recorded_by, words="", need="games", near=here)
        actions.close(
            gap=gap,
            closing="filled",
            filled_by=found[0] if found else None,
            on=self.today - timedelta(days=50),
            by=gap.recorded_by,
        )

    def _begin(self, area: str, need: str, name: str, ago: int, by: Worker) -> Group:
        of = self.cast.areas[area]
        return actions.begin(
            scheme=of.scheme,
            area=of,
            need=need,
            name=name,
            on=self.today - timedelta(days=ago),
            gaps=Gap.objects.filter(area=of, need=need).waiting(),
            by=by,
        )

    def _somebody(self, scheme: Scheme, on: date) -> Episode | None:
        """Somebody supported then, or since, whom nothing is said of yet here."""
        found = (
            Episode.objects.filter(scheme=scheme, started_on__isnull=False, ended_on=None)
            .filter(person__died_on=None, person__restricted=False)
            .exclude(pk__in=self.taken)
            .select_related("connector", "person")
            .order_by("started_on", "pk")
        )
        one = found.filter(started_on__lte=on).last() or found.first()
        if one:
            self.taken.add(one.pk)
        return one

    def _coordinator(self, scheme: Scheme) -> Worker:
        key = next(key for key, of in self.cast.schemes.items() if of.pk == scheme.pk)
        return self.cast.coordinators[key]

    def _weekday(self, weekday: int, *, weeks_ago: int) -> date:
        """The last such day but so many weeks, counted from today."""
        last = self.today - timedelta(days=(self.today.weekday() - weekday) % 7)
        return last - timedelta(weeks=weeks_ago)


def _middle(area: Area) -> Point | None:
    """Where an area is."""
    town = towns().get(area.name)
    return Point(town.latitude, town.longitude) if town else None
