"""What the rules need to know of an episode, read for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from alongside import instruments
from alongside.casework.consent.models import Consent, Purpose
from alongside.casework.consent.queries import holds
from alongside.casework.people.models import Person
from alongside.casework.referrals.models import Decision
from alongside.casework.support.models import Ending, Episode

from .. import rules
from ..models import LicensedWording, Measure, NotMeasured


def facts(episode: Episode) -> rules.Facts:
    """What the rules need to know of one episode."""
    return facts_for([episode])[episode.pk]


def facts_for(episodes: Sequence[Episode]) -> dict[int, rules.Facts]:
    """The same for many, in seven queries however many there are."""
    numbers = [episode.pk for episode in episodes]
    whole = _whole(numbers)
    refused = _refused({episode.person_id for episode in whole})
    newest = _newest_decisions({episode.referral_id for episode in whole})
    answered = _answered(numbers)
    put_off = _put_off(numbers)
    return {
        episode.pk: _facts(episode, refused, newest, answered[episode.pk], put_off[episode.pk])
        for episode in whole
    }


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


def _whole(numbers: list[int]) -> list[Episode]:
    """The episodes with the few columns that the rules ask for: a record has many, some sealed."""
    return list(
        Episode.objects.filter(pk__in=numbers)
        .select_related("person", "ending")
        .only(
            *("person_id", "referral_id", "allocated_on", "started_on", "ended_on"),
            *("usual_weeks", "one_off", "person__died_on", "ending__follow_up_on"),
        )
        .prefetch_related("extensions")
    )


def _answered(numbers: list[int]) -> dict[int, set[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = {number: set() for number in numbers}
    rows = Measure.objects.filter(episode__in=numbers)
    for number, instrument, stage in rows.values_list("episode_id", "instrument", "stage"):
        found[number].add((instrument, stage))
    return found


def _put_off(numbers: list[int]) -> dict[int, dict[tuple[str, str], date | None]]:
    """When each is to be asked again; the latest is read last, and counts."""
    found: dict[int, dict[tuple[str, str], date | None]] = {number: {} for number in numbers}
    rows = NotMeasured.objects.filter(episode__in=numbers).order_by("on", "pk")
    for number, *which, again in rows.values_list(
        "episode_id", "instrument", "stage", "ask_again_on"
    ):
        found[number][which[0], which[1]] = again
    return found


def _newest_decisions(referrals: set[int | None]) -> dict[int, str]:
    rows = Decision.objects.filter(referral__in=referrals - {None}).order_by("pk")
    return dict(rows.values_list("referral_id", "kind"))


def _facts(
    episode: Episode,
    refused: dict[int, date],
    newest: dict[int, str],
    answered: set[tuple[str, str]],
    put_off: dict[tuple[str, str], date | None],
) -> rules.Facts:
    ending: Ending | None = getattr(episode, "ending", None)
    taken_on_as_begun = episode.referral_id is None
    return rules.Facts(
        allocated_on=episode.allocated_on,
        started_on=episode.started_on,
        ends_about=episode.ends_about(),
        ended_on=episode.ended_on,
        follow_up_on=ending.follow_up_on if ending else None,
        died_on=episode.person.died_on,
        one_off=episode.one_off,
        accepted=taken_on_as_begun or newest.get(episode.referral_id or 0) == Decision.Kind.ACCEPT,
        said_no=episode.person_id in refused,
        answered=frozenset(answered),
        put_off=put_off,
    )


def _refused(people: set[int]) -> dict[int, date]:
    """Who has said no to being asked, and when: the latest answer counts."""
    answers = Consent.objects.filter(person__in=people, purpose=Purpose.MEASURES)
    rows = answers.order_by("on", "pk").values_list("person_id", "on", "agreed")
    latest = {number: (on, agreed) for number, on, agreed in rows}
    return {number: on for number, (on, agreed) in latest.items() if not agreed}
