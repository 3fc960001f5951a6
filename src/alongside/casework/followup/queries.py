"""Who is to be reached after the goodbye, by date; nothing of it is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from alongside.casework.consent.models import Consent, Purpose
from alongside.casework.consent.queries import holds
from alongside.casework.measures import queries as measures
from alongside.casework.measures.models import Stage
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Scheme, Worker, walked_with_by
from alongside.casework.signposting.models import Outcome
from alongside.casework.support.models import Ending, Episode

from . import rules
from .models import Attempt, Kind

# What each kind needs: a no to this purpose takes it off the list.
NEEDS = {Kind.CHECKIN: Purpose.SUPPORT, Kind.FOLLOW_UP: Purpose.FOLLOW_UP}
Answers = dict[tuple[int, str], Consent]


@dataclass(frozen=True)
class Due:
    """Somebody to reach: for what, from which day, and what was tried."""

    episode: Episode
    kind: Kind
    due_on: date  # the agreed day, or the day to try again
    agreed_on: date
    attempts: list[Attempt]  # of this kind, earliest first
    may_slip: list[str]  # codes

    @property
    def person(self) -> Person:
        return self.episode.person

    @property
    def slip_words(self) -> str:
        """Why they may slip back, in words; for the check-in, which is there to catch it."""
        return rules.in_words(self.may_slip)

    @property
    def tried_words(self) -> str:
        return rules.reminder_words(len(self.attempts), self.episode.scheme.reminder_days)

    def when(self, on: date) -> str:
        """`late`, `today`, `this_week` (the next seven days) or `later`."""
        days = (self.due_on - on).days
        if days < 0:
            return "late"
        if days == 0:
            return "today"
        return "this_week" if days <= 7 else "later"


def due(worker: Worker, on: date) -> list[Due]:
    """What is due by this day for this worker's own people and those they cover, longest first."""
    return [each for each in coming(_theirs(worker, on), on) if each.due_on <= on]


def due_in(scheme: Scheme | int, on: date) -> list[Due]:
    """What is due by this day in a scheme: for its team's page."""
    found = coming(Episode.objects.filter(scheme=scheme), on)
    return [each for each in found if each.due_on <= on]


def seen(worker: Worker, on: date, *, mine: bool = False) -> list[Due]:
    """All that is due or still to come for the people whom this worker may see, or for theirs."""
    episodes = _theirs(worker, on) if mine else Episode.objects.seen_by(worker)
    return coming(episodes, on)


def coming(episodes: QuerySet[Episode], on: date) -> list[Due]:
    """Check-ins and follow-ups of ended episodes, late ones first, whenever they are due."""
    ended = list(_ended(episodes))
    answers = _answers({episode.person_id for episode in ended}, on)
    found = [due for episode in ended for due in _of(episode, answers, on)]
    return sorted(found, key=lambda due: (due.due_on, due.episode.pk))


def of(episode: Episode, kind: str, on: date) -> Due | None:
    """One kind of call of one episode, if it is still to be made."""
    found = coming(Episode.objects.filter(pk=episode.pk), on)
    return next((due for due in found if due.kind == kind), None)


def how_it_stands(episode: Episode, kind: str, on: date) -> rules.After:
    """What the rules need to know before a try is kept."""
    episode = Episode.objects.select_related("person").get(pk=episode.pk)  # as it is now
    person = episode.person
    ending = Ending.objects.filter(episode=episode).first()
    finished = episode.attempts.filter(kind=kind, outcome__in=rules.FINISHED).first()
    if ending is None:
        return rules.After(ended_on=episode.ended_on, agreed_on=None)
    return rules.After(
        ended_on=episode.ended_on,
        agreed_on=_agreed_on(ending, kind),
        said_no=_said_no(_answers({person.pk}, on), episode, ending.on, kind, on),
        died=person.died_on is not None,
        finished_on=finished.on if finished else None,
        supported_again=Episode.objects.open().filter(person=person).exists(),
    )


def stands(person: Person, purpose: str, on: date) -> bool | None:
    """What the person's latest answer to a purpose is on a day; None without one."""
    answer = _answers({person.pk}, on).get((person.pk, purpose))
    return None if answer is None else holds(answer, on)


def loneliness_at_end(episode: Episode) -> float | None:
    """The last UCLA-3 score of the stage *end*; None without one."""
    for instrument in measures.scores(episode):
        if instrument.instrument.id == "ucla3":
            ends = [row.value for row in instrument.valid if row.stage == Stage.END]
            return ends[-1] if ends else None
    return None


def slip_words(ending: Ending) -> str:
    """Why somebody may slip back, in words; empty where no rule held."""
    return rules.in_words(ending.may_slip)


def settled_with(episode: Episode) -> int:
    """With how many connections the person is settled."""
    return episode.signposts.filter(outcome=Outcome.SETTLED).count()


def _theirs(worker: Worker, on: date) -> QuerySet[Episode]:
    return Episode.objects.seen_by(worker).filter(walked_with_by(worker, on))


def _ended(episodes: QuerySet[Episode]) -> QuerySet[Episode]:
    """Ended, with something agreed for after, of people who are alive."""
    later = Episode.objects.filter(
        person=OuterRef("person"), allocated_on__gte=OuterRef("ended_on")
    ).exclude(pk=OuterRef("pk"))
    return (
        episodes.filter(ended_on__isnull=False)
        .filter(Q(ending__checkin_on__isnull=False) | Q(ending__follow_up_on__isnull=False))
        .filter(person__died_on=None)
        .annotate(came_back=Exists(later))
        .select_related("person__area", "connector", "scheme", "ending")
        .prefetch_related(
            "person__contact_points",
            Prefetch("attempts", Attempt.objects.order_by("on", "pk")),
        )
    )


def _of(episode: Episode, answers: Answers, on: date) -> Iterable[Due]:
    tries: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in episode.attempts.all():
        tries[attempt.kind].append(attempt)
    ending = episode.ending
    for kind in Kind:
        agreed_on = _agreed_on(ending, kind)
        next_on = rules.next_on(agreed_on, [_as_try(attempt) for attempt in tries[kind]])
        if agreed_on is None or next_on is None:
            continue
        if kind == Kind.CHECKIN and _came_back(episode):
            continue
        if not _said_no(answers, episode, ending.on, kind, on):
            yield Due(episode, kind, next_on, agreed_on, tries[kind], list(ending.may_slip))


def _came_back(episode: Episode) -> bool:
    """Somebody walks alongside them again, and asks how they are at every contact."""
    return bool(getattr(episode, "came_back", False))


def _agreed_on(ending: Ending, kind: str) -> date | None:
    return ending.checkin_on if kind == Kind.CHECKIN else ending.follow_up_on


def _as_try(attempt: Attempt) -> rules.Try:
    return rules.Try(attempt.on, attempt.outcome, attempt.try_again_on)


def _answers(people: set[int], on: date) -> Answers:
    """The latest answer of each person to each purpose, up to that day."""
    known = Consent.objects.filter(person__in=people, purpose__in=NEEDS.values(), on__lte=on)
    return {(each.person_id, each.purpose): each for each in known.order_by("on", "pk")}


def _said_no(answers: Answers, episode: Episode, agreed_from: date, kind: str, on: date) -> bool:
    """Whether what was agreed at the goodbye was taken back since, or has lapsed."""
    answer = answers.get((episode.person_id, NEEDS[Kind(kind)]))
    if answer is None:
        return False
    if answer.agreed:
        return kind == Kind.FOLLOW_UP and not holds(answer, on)
    return answer.on >= agreed_from
