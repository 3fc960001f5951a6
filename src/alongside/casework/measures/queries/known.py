"""What the rules need to know of an episode, read for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, QuerySet

from alongside import instruments
from alongside.casework.consent.models import Consent, Purpose
from alongside.casework.consent.queries import holds
from alongside.casework.people.models import Person
from alongside.casework.referrals.models import Decision
from alongside.casework.support.models import Ending, Episode

from .. import rules
from ..models import LicensedWording, NotMeasured


def facts(episode: Episode) -> rules.Facts:
    """What the rules need to know of one episode."""
    return facts_for([episode])[episode.pk]


def facts_for(episodes: Sequence[Episode]) -> dict[int, rules.Facts]:
    """The same for many, in six queries however many there are."""
    whole = _whole([episode.pk for episode in episodes])
    refused = _refused({episode.person_id for episode in whole})
    return {episode.pk: _facts(episode, refused) for episode in whole}


def agrees(person: Person, on: date) -> bool | None:
    """Whether the person agrees to being asked on a day; None where nobody has asked them yet."""
    answers = Consent.objects.filter(person=person, purpose=Purpose.MEASURES, on__lte=on)
    latest = answers.order_by("on", "pk").last()
    if latest is None or (latest.agreed and not holds(latest, on)):
        return None
    return latest.agreed


def worded_in(schemes: set[int]) -> dict[int, set[str]]:
    """For each scheme, the questionnaires that it can put to people in words."""
    free = {each.id for each in instruments.all_instruments() if each.wording_supplied}
    found = {scheme: set(free) for scheme in schemes}
    loaded = LicensedWording.objects.filter(scheme__in=schemes)
    for scheme, instrument in loaded.values_list("scheme_id", "instrument"):
        found[scheme].add(instrument)
    return found


def _whole(numbers: list[int]) -> QuerySet[Episode]:
    put_off = NotMeasured.objects.order_by("on", "pk")  # the latest is read last
    decisions = Decision.objects.order_by("-pk")
    return (
        Episode.objects.filter(pk__in=numbers)
        .select_related("person", "ending", "referral")
        .prefetch_related(
            "extensions",
            "measures",
            Prefetch("not_measured", put_off),
            Prefetch("referral__decisions", decisions),
        )
    )


def _facts(episode: Episode, refused: dict[int, date]) -> rules.Facts:
    ending: Ending | None = getattr(episode, "ending", None)
    return rules.Facts(
        allocated_on=episode.allocated_on,
        started_on=episode.started_on,
        ends_about=episode.ends_about(),
        ended_on=episode.ended_on,
        follow_up_on=ending.follow_up_on if ending else None,
        died_on=episode.person.died_on,
        one_off=episode.one_off,
        accepted=_accepted(episode),
        said_no=episode.person_id in refused,
        answered=frozenset((each.instrument, each.stage) for each in episode.measures.all()),
        put_off={
            (each.instrument, each.stage): each.ask_again_on for each in episode.not_measured.all()
        },
    )


def _accepted(episode: Episode) -> bool:
    """The newest decision counts. An episode without a referral was taken on as it was begun."""
    if episode.referral is None:
        return True
    newest = next(iter(episode.referral.decisions.all()), None)
    return newest is not None and newest.kind == Decision.Kind.ACCEPT


def _refused(people: set[int]) -> dict[int, date]:
    """Who has said no to being asked, and when: the latest answer counts."""
    answers = Consent.objects.filter(person__in=people, purpose=Purpose.MEASURES)
    latest = {answer.person_id: answer for answer in answers.order_by("on", "pk")}
    return {number: answer.on for number, answer in latest.items() if not answer.agreed}
