"""Whether a run may be published, beside all that was published before it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from alongside.casework.schemes.words import day

from . import place, rules
from .models import Run


def why_not_publish(run: Run, today: date) -> str:
    """Why this run is not published, in a sentence for the evaluator; empty when it may be."""
    near = list(published_beside(run))
    if reason := rules.why_not_publish(
        is_kept=run.is_kept,
        published=run.published_at is not None,
        beside_all={one.pk for one in near} <= set(run.beside),
        same_stands=any(one.stands and _is_of_the_same(one, run) for one in near),
        from_on=run.from_on,
        to_on=run.to_on,
        made_on=timezone.localdate(run.made_at) if run.made_at else None,
        has_version=place.PUBLISHED in run.said and place.has_version(run.pk, place.PUBLISHED),
        today=today,
    ):
        return reason
    return next((reason for one in near if (reason := _why_too_near(run, one))), "")


def published_beside(run: Run) -> QuerySet[Run]:
    """What was ever published of some of the same schemes and days. Who read it may have it yet."""
    days = Q()
    if run.to_on is not None:
        days &= Q(from_on=None) | Q(from_on__lte=run.to_on)
    if run.from_on is not None:
        days &= Q(to_on=None) | Q(to_on__gte=run.from_on)
    of_ours = Run.schemes.through._default_manager.filter(
        scheme__in=run.schemes.values("pk"),
    )
    found = Run.objects.filter(days, published_at__isnull=False)
    return found.filter(pk__in=of_ours.values("run")).exclude(pk=run.pk)


def _is_of_the_same(one: Run, other: Run) -> bool:
    schemes = [set(each.schemes.values_list("pk", flat=True)) for each in (one, other)]
    return (one.from_on, one.to_on) == (other.from_on, other.to_on) and schemes[0] == schemes[1]


def _why_too_near(run: Run, published: Run) -> str:
    from alongside.evaluation.disclosure import why_not_published

    reason = why_not_published(run.counts, published.counts)
    if not reason or published.published_at is None:
        return ""
    return f"Beside the report that was published on {day(published.published_at)}: {reason}"
