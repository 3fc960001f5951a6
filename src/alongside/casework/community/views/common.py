"""What the views of this room share."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.casework.directory.models import Activity
from alongside.casework.schemes.models import WITH_PEOPLE, Scheme, Worker
from alongside.casework.schemes.requests import WorkerRequest, number_in

from ..models import Gap, Group, Near, Offer


def schemes_of(worker: Worker) -> list[Scheme]:
    """The schemes in which this worker works with people, by name."""
    return list(Scheme.objects.filter(pk__in=worker.scheme_ids(*WITH_PEOPLE)).order_by("name"))


def scheme_of(request: WorkerRequest) -> Scheme:
    """The scheme that is asked for, or the first of theirs; not found for who sees nobody."""
    theirs = schemes_of(request.user)
    asked = number_in(request.GET.get("scheme"))
    chosen = [scheme for scheme in theirs if asked in (None, scheme.pk)]
    if not chosen:
        raise Http404
    return chosen[0]


def gap_seen(request: WorkerRequest, gap_id: int) -> Gap:
    """A gap that this worker may open."""
    seen = Gap.objects.seen_by(request.user)
    seen = seen.select_related("scheme", "area", "group", "episode__person", "recorded_by")
    theirs = Activity.objects.not_kept_from(request.user)
    near = Near.objects.filter(activity__in=theirs).select_related("activity")
    return get_object_or_404(seen.prefetch_related(Prefetch("near", near)), pk=gap_id)


def group_seen(request: WorkerRequest, group_id: int) -> Group:
    """A group that this worker may open."""
    seen = Group.objects.seen_by(request.user).select_related("scheme", "area", "lead", "activity")
    return get_object_or_404(seen, pk=group_id)


def offer_seen(request: WorkerRequest, offer_id: int) -> Offer:
    """An offer that this worker may open."""
    seen = Offer.objects.seen_by(request.user).select_related("scheme", "area", "recorded_by")
    return get_object_or_404(seen, pk=offer_id)
