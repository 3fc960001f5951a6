"""What is asked about referrals and assessments. Everything that leaves goes through `seen_by`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from alongside.casework.people.models import Person, whose_record_opens
from alongside.casework.schemes.models import Role, Scheme, Worker

from . import framework, rules
from .models import Assessment, Decision, Referral, ReferralQuerySet


@dataclass(frozen=True)
class Waiting:
    """One referral that has no answer yet, with how long it has waited."""

    referral: Referral
    wait: rules.Wait


def to_decide(worker: Worker, *, on: date) -> list[Waiting]:
    """The inbox: what this coordinator has to answer, oldest first.

    What was left to wait is not in it until the day to look again.
    """
    rows = _of_coordinator(worker).waiting().filter(_now(on))
    return [waiting(referral, on=on) for referral in rows]


def left_to_wait(worker: Worker, *, on: date) -> list[Referral]:
    """What waits for a reason, with the newest decision first in `decisions`."""
    later = Q(last_look_again_on=None) | Q(last_look_again_on__gt=on)
    return list(_of_coordinator(worker).waiting().filter(later, Q(last_kind=Decision.Kind.WAIT)))


def answered(worker: Worker, *, since: date) -> list[Referral]:
    """What has had its answer since a day, newest answer first."""
    rows = _of_coordinator(worker).with_decision().filter(Q(last_on__gte=since))
    return list(rows.exclude(Q(last_kind=Decision.Kind.WAIT)).order_by("-last_on", "-pk"))


def decidable(worker: Worker) -> ReferralQuerySet:
    """The referrals that this worker may decide on: those of the schemes they coordinate."""
    return _of_coordinator(worker)


def waiting(referral: Referral, *, on: date) -> Waiting:
    """How long this referral has waited on a day."""
    scheme = referral.scheme
    days = rules.working_days_between(referral.received_on, on, scheme.nation)
    return Waiting(referral, rules.Wait(days, scheme.promise_working_days))


def _of_coordinator(worker: Worker) -> ReferralQuerySet:
    rows = Referral.objects.seen_by(worker).filter(scheme__in=worker.scheme_ids(Role.COORDINATOR))
    return rows.select_related("person", "scheme").prefetch_related("decisions__by")


def _now(on: date) -> Q:
    """Not decided, or the day to look again has come."""
    return Q(last_kind=None) | Q(last_look_again_on__lte=on)


def may_refer_to(worker: Worker) -> QuerySet[Scheme]:
    """The schemes for which this worker may take down a referral."""
    return Scheme.objects.filter(pk__in=worker.scheme_ids(Role.CONNECTOR, Role.COORDINATOR))


def for_person(person: Person, worker: Worker) -> list[Referral]:
    """A person's referrals, newest first, for the timeline."""
    rows = Referral.objects.seen_by(worker).filter(person=person).with_decision()
    return list(rows.select_related("taken_by").order_by("-received_on", "-pk"))


@dataclass(frozen=True)
class DomainSeen:
    """One line of an assessment: *Mobility*, 3, *With somebody*. Level 0: not known yet."""

    name: str
    brief: str
    level: int
    short: str
    words: str


@dataclass(frozen=True)
class AssessmentSeen:
    """An assessment in the words of the version that it was made with."""

    assessment: Assessment
    domains: list[DomainSeen]
    level_name: str
    level_means: str
    computed_name: str
    not_known: int


def assessments(person: Person, worker: Worker) -> list[AssessmentSeen]:
    """A person's assessments, newest first."""
    rows = Assessment.objects.filter(whose_record_opens(worker, "person"), person=person)
    return [in_words(row) for row in rows.select_related("by", "referral")]


def levels_now(person_ids: Iterable[int]) -> dict[int, str]:
    """The newest level of each of these people: "low", "medium" or "high". For pages that list."""
    rows = Assessment.objects.filter(person__in=list(person_ids)).order_by("on", "pk")
    return {row.person_id: row.level for row in rows}


def in_words(assessment: Assessment) -> AssessmentSeen:
    """Put an assessment in the words of its own version."""
    then = framework.load(assessment.framework)
    overall = then.overall[assessment.level]
    return AssessmentSeen(
        assessment=assessment,
        domains=[_line(domain, assessment.levels.get(domain.code, 0)) for domain in then.domains],
        level_name=overall.name,
        level_means=overall.means,
        computed_name=then.overall[assessment.computed].name,
        not_known=then.not_known(assessment.levels),
    )


def _line(domain: framework.Domain, level: int) -> DomainSeen:
    if not level:
        return DomainSeen(domain.name, domain.brief, 0, "Not known yet", "")
    step = domain.step(level)
    return DomainSeen(domain.name, domain.brief, level, step.short, step.words)
