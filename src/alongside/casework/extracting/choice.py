"""Which part of the service's data an extract is of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from alongside.casework.community.models import Closing, Gap
from alongside.casework.consent.models import ResearchOptOut
from alongside.casework.people.models import Person
from alongside.casework.referrals.models import Referral
from alongside.casework.schemes.models import Programme, Scheme
from alongside.casework.support.models import Episode


@dataclass(frozen=True)
class Choice:
    """Schemes, and the period in which referrals came and episodes started; both days included.

    Whatever belongs to an episode goes with it, also what came after the period.
    """

    schemes: tuple[Scheme, ...]
    from_on: date | None = None
    to_on: date | None = None

    @property
    def made_up(self) -> bool:
        """Whether all of it is a demonstration’s."""
        of = Programme.objects.filter(schemes__in=[scheme.pk for scheme in self.schemes])
        return of.exists() and not of.filter(made_up=False).exists()

    def referrals(self) -> QuerySet[Referral]:
        """The referrals received, without those of people who opted out of research."""
        return self._all_referrals().exclude(person__in=_who_opted_out())

    def episodes(self) -> QuerySet[Episode]:
        """The episodes started: somebody was reached. Without people who opted out of research."""
        return self._all_episodes().exclude(person__in=_who_opted_out())

    def not_started(self) -> QuerySet[Episode]:
        """Accepted in the period, and the person was not reached, or not yet."""
        found = Episode.objects.filter(self._ours("allocated_on"), started_on__isnull=True)
        return found.exclude(person__in=_who_opted_out())

    def gaps(self) -> QuerySet[Gap]:
        """The gaps opened in the period, without those of people who opted out of research."""
        found = Gap.objects.filter(self._ours("opened_on")).exclude(closing=Closing.MISTAKE)
        return found.filter(Q(episode=None) | ~Q(episode__person__in=_who_opted_out()))

    def opted_out(self) -> QuerySet[Person]:
        """The people who would be in it, had they not opted out of research."""
        return Person.objects.filter(pk__in=_who_opted_out()).filter(
            Q(pk__in=self._all_referrals().values("person"))
            | Q(pk__in=self._all_episodes().values("person"))
        )

    def _all_referrals(self) -> QuerySet[Referral]:
        return Referral.objects.filter(self._ours("received_on"))

    def _all_episodes(self) -> QuerySet[Episode]:
        return Episode.objects.filter(self._ours("started_on"), started_on__isnull=False)

    def _ours(self, day: str) -> Q:
        found = Q(scheme__in=[scheme.pk for scheme in self.schemes])
        if self.from_on is not None:
            found &= Q(**{f"{day}__gte": self.from_on})
        if self.to_on is not None:
            found &= Q(**{f"{day}__lte": self.to_on})
        return found


def _who_opted_out() -> QuerySet[ResearchOptOut, Any]:
    return ResearchOptOut.objects.standing().values("person")


class Chosen:
    """What has `schemes` and a period: an extract, and a report made from one."""

    schemes: Any  # many of them; each model has its own table for it
    from_on: Any
    to_on: Any

    @property
    def audit_scheme_id(self) -> int | None:
        """Its scheme, where it is of one alone."""
        found = list(self.schemes.values_list("pk", flat=True)[:2])
        return found[0] if len(found) == 1 else None

    @property
    def choice(self) -> Choice:
        """What it is of."""
        return Choice(tuple(self.schemes.order_by("pk")), self.from_on, self.to_on)
