"""How people came, and their support from the first day to the goodbye."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from alongside.casework.followup.rules import may_slip
from alongside.casework.people.models import Person
from alongside.casework.referrals.models import Agreed, Decision, Referral
from alongside.casework.support.models import (
    Contact,
    ConversationWords,
    Ending,
    Episode,
    Goal,
    Handover,
    Plan,
    PlanAgreement,
    Prompt,
    Tag,
)

from ..cohort.rows import Cohort, Somebody
from .bulk import told, write
from .founding import Founded

USUAL_WEEKS = 12


def referrals(cohort: Cohort, known: list[Person], founded: Founded) -> list[Referral]:
    """One for each person, and each accepted."""
    written = write(
        _referral(each, person, founded) for each, person in zip(cohort.people, known, strict=True)
    )
    told("REFERRAL_RECEIVED", written)
    write(
        Decision(
            referral=referral,
            kind=Decision.Kind.ACCEPT,
            on=each.decided_on,
            by=founded.coordinators[each.place],
            allocated_to=founded.connectors[each.place][each.connector],
        )
        for each, referral in zip(cohort.people, written, strict=True)
    )
    told("REFERRAL_ACCEPTED", written)
    return written


def _referral(one: Somebody, person: Person, founded: Founded) -> Referral:
    name, role, organisation = one.sender
    return Referral(
        scheme=founded.schemes[one.place],
        person=person,
        received_on=one.received_on,
        source=one.source,
        referrer_name=name,
        referrer_role=role,
        referrer_organisation=organisation,
        wants=one.wants,
        agreed=Agreed.PERSON if one.source == "self" else Agreed.REFERRER,
        taken_by=founded.coordinators[one.place],
    )


def episodes(cohort: Cohort, sent: list[Referral], founded: Founded) -> list[Episode]:
    """One for each referral, begun and ended, with an empty plan."""
    written = write(
        _episode(each, referral, founded)
        for each, referral in zip(cohort.people, sent, strict=True)
    )
    write(
        Handover(
            episode=episode,
            to_worker=episode.connector,
            on=episode.allocated_on,
            by=founded.coordinators[each.place],
        )
        for each, episode in zip(cohort.people, written, strict=True)
    )
    told("EPISODE_OPENED", written)
    return written


def _episode(one: Somebody, referral: Referral, founded: Founded) -> Episode:
    return Episode(
        person=referral.person,
        scheme=founded.schemes[one.place],
        connector=founded.connectors[one.place][one.connector],
        referral=referral,
        allocated_on=one.decided_on,
        started_on=one.started_on,
        ended_on=one.ended_on,
        end_reason=one.end_reason,
        usual_weeks=USUAL_WEEKS,
        one_off=one.days == 0,
    )


def conversations(cohort: Cohort, runs: list[Episode]) -> None:
    """What matters to those who had time to say, with a goal that came of it."""
    talked = [(each, run) for each, run in zip(cohort.people, runs, strict=True) if each.talked]
    said = write(
        ConversationWords(
            episode=run,
            prompt=Prompt.MATTERS,
            words=each.liking["matters"],
            on=each.started_on,
            by=run.connector,
        )
        for each, run in talked
    )
    told("CONVERSATION_ADDED", said)
    write(Tag(episode=run, word=each.liking["tag"]) for each, run in talked)
    with_goal = {run.pk for _, run in talked}
    plans = write(Plan(episode=run, version=2 if run.pk in with_goal else 1) for run in runs)
    _goals(talked, {plan.episode_id: plan for plan in plans})


def _goals(talked: list[tuple[Somebody, Episode]], plans: dict[int, Plan]) -> None:
    told("GOAL_ADDED", (goal.plan for goal in write(_each_goal(talked, plans))))
    agreed = write(
        PlanAgreement(
            plan=plans[run.pk], on=_second_day(each), version=2, recorded_by=run.connector
        )
        for each, run in talked
    )
    told("PLAN_AGREED", (agreement.plan for agreement in agreed))


def _each_goal(talked: list[tuple[Somebody, Episode]], plans: dict[int, Plan]) -> Iterator[Goal]:
    for each, run in talked:
        reached = each.end_reason == "completed"
        yield Goal(
            plan=plans[run.pk],
            words=each.liking["goal"],
            need=each.liking["need"],
            status=Goal.Status.REACHED if reached else Goal.Status.SET_ASIDE,
            status_on=each.ended_on,
            set_on=_second_day(each),
            changed_in=2,
        )


def _second_day(one: Somebody) -> date:
    return one.reached[1].on


def contacts(cohort: Cohort, runs: list[Episode]) -> None:
    """Calls, visits, messages, and attempts."""
    written = write(
        Contact(
            episode=run,
            occurred_on=one.on,
            mode=one.mode,
            reached=one.reached,
            minutes=one.minutes,
            worker=run.connector,
            note=one.note,
        )
        for each, run in zip(cohort.people, runs, strict=True)
        for one in each.contacts
    )
    told("CONTACT_RECORDED", written)


def endings(cohort: Cohort, runs: list[Episode]) -> None:
    """The goodbye: what has changed, and whether they may be asked again."""
    told("EPISODE_ENDED", runs)
    write(
        _ending(each, run)
        for each, run in zip(cohort.people, runs, strict=True)
        if each.changed or each.follow_up_outcome
    )
    told("GOODBYE_SAID", runs)


def _ending(one: Somebody, run: Episode) -> Ending:
    settled = sum(made.steps[-1].outcome == "settled" for made in one.connections)
    slips = may_slip(
        loneliness_at_end=one.end or None,
        gets_there_alone="",
        health="",
        settled_with=settled,
    )
    return Ending(
        episode=run,
        on=one.ended_on,
        what_changed=one.changed,
        follow_up_on=one.followed_up_on,
        may_slip=[str(slip) for slip in slips],
        by=run.connector,
    )
