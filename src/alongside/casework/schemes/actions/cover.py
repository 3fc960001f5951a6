"""Cover: who looks after a connector's people while they are away."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.casework import audit

from .. import rules
from ..models import Cover, Membership, Role, Scheme, Worker


class CannotSetCover(Exception):
    """Why this cover cannot be set."""


@transaction.atomic
def set_cover(
    *,
    scheme: Scheme,
    away: Worker,
    covering: Worker,
    from_on: date,
    until_on: date,
    today: date,
    by: Worker | None,
) -> Cover:
    """Let one connector look after another's people, from a day until a day, both included."""
    Scheme.objects.select_for_update().get(pk=scheme.pk)  # one change to a team at a time
    overlapping = Cover.objects.filter(
        scheme=scheme, away=away, by=covering, from_on__lte=until_on, until_on__gte=from_on
    )
    if refusal := rules.why_not_cover(
        same_worker=away == covering,
        from_on=from_on,
        until_on=until_on,
        today=today,
        away_is_connector=_is_connector(away, scheme, from_on, from_on),
        covering_is_connector=_is_connector(covering, scheme, from_on, until_on),
        overlaps=list(overlapping.values_list("from_on", "until_on")),
    ):
        raise CannotSetCover(refusal)
    cover = Cover.objects.create(
        scheme=scheme, away=away, by=covering, from_on=from_on, until_on=until_on
    )
    audit.record("COVER_SET", to=cover, by=by, away=away.pk, covering=covering.pk)
    return cover


def _is_connector(worker: Worker, scheme: Scheme, first: date, last: date) -> bool:
    connecting = Membership.objects.filter(worker=worker, scheme=scheme, role=Role.CONNECTOR)
    return connecting.on(first).on(last).exists()


class CannotEndCover(Exception):
    """Why this cover cannot end on this day."""


@transaction.atomic
def end_cover(*, cover: Cover, on: date, by: Worker | None) -> Cover | None:
    """End cover sooner; `on` is its last day. The day before it starts takes it back altogether."""
    kept = Cover.objects.select_for_update().get(pk=cover.pk)
    if refusal := rules.why_not_end_cover(from_on=kept.from_on, until_on=kept.until_on, on=on):
        raise CannotEndCover(refusal)
    audit.record("COVER_ENDED", to=kept, by=by)
    if on < kept.from_on:
        kept.delete()
        return None
    kept.until_on = on
    kept.save(update_fields=["until_on"])
    return kept
