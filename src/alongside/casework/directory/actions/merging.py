"""Two entries that are one: what hangs on the one moves to the other, and can move back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.schemes.models import Worker

from .. import moving, rules
from ..models import Activity, Merge, Organisation, Standing, ToldApart
from ..touched import touched


class CannotMerge(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def merge(*, kept: Activity, gone: Activity, by: Worker) -> Merge:
    """`gone` leads to `kept` from now on. Where both say something, what `kept` says stands."""
    held = Activity.objects.held().in_bulk([kept.pk, gone.pk])
    if why := rules.why_not_merge(
        kept=kept.pk,
        gone=gone.pk,
        merged=any(one.standing == Standing.MERGED for one in held.values()),
        schemes=(held[kept.pk].only_for_id, held[gone.pk].only_for_id),
    ):
        raise CannotMerge(why)
    stays, goes = held[kept.pk], held[gone.pk]
    moved = moving.move(goes, stays)
    filled = moving.fill(stays, goes, moving.ACTIVITY_FILLED)
    was = goes.standing
    goes.standing, goes.merged_into = Standing.MERGED, stays
    goes.save(update_fields=["standing", "merged_into"])
    made = Merge.objects.create(
        what=Merge.What.ACTIVITY,
        kept_number=stays.pk,
        gone_number=goes.pk,
        moved=moved | {"standing": was},
        filled=filled,
        by=by,
    )
    touched(stays, goes)
    audit.record("ACTIVITIES_MERGED", to=stays, by=by, gone=goes.pk)
    return made


@transaction.atomic
def merge_organisations(*, kept: Organisation, gone: Organisation, by: Worker) -> Merge:
    """The same for organisations: what the one offers, the other does."""
    held = _held(kept.pk, gone.pk)
    if why := rules.why_not_merge(
        kept=kept.pk,
        gone=gone.pk,
        merged=any(one.merged_into_id is not None for one in held.values()),
        schemes=(),
    ):
        raise CannotMerge(why)
    stays, goes = held[kept.pk], held[gone.pk]
    moved = moving.move(goes, stays)
    filled = moving.fill(stays, goes, moving.ORGANISATION_FILLED)
    goes.merged_into, goes.modified_at = stays, timezone.now()
    goes.save(update_fields=["merged_into", "modified_at"])
    made = Merge.objects.create(
        what=Merge.What.ORGANISATION,
        kept_number=stays.pk,
        gone_number=goes.pk,
        moved=moved,
        filled=filled,
        by=by,
    )
    touched(*stays.activities.all())
    audit.record("ORGANISATIONS_MERGED", to=stays, by=by, gone=goes.pk)
    return made


@transaction.atomic
def unmerge(*, merge: Merge, by: Worker) -> Merge:
    """They are two after all: everything goes back to where it was."""
    done = Merge.objects.select_for_update().get(pk=merge.pk)
    if done.undone_at is not None:
        return done
    if done.what == Merge.What.ACTIVITY:
        _part_activities(done)
    else:
        _part_organisations(done)
    done.undone_at, done.undone_by = timezone.now(), by
    done.save(update_fields=["undone_at", "undone_by"])
    audit.record("MERGE_UNDONE", to=done, by=by)
    return done


@transaction.atomic
def tell_apart(*, what: str, first: int, second: int, by: Worker) -> ToldApart:
    """They look alike, and are two: nobody is asked again."""
    lower, higher = sorted((first, second))
    made, _ = ToldApart.objects.get_or_create(
        what=what, lower_number=lower, higher_number=higher, defaults={"by": by}
    )
    audit.record("ENTRIES_TOLD_APART", to=made, by=by)
    return made


def _held(*numbers: int) -> dict[int, Organisation]:
    """Nobody else writes them until we are done; see `ActivityQuerySet.held`."""
    held = Organisation.objects.select_for_update(no_key=True).order_by("pk")
    return held.in_bulk(numbers)


def _part_activities(done: Merge) -> None:
    held = Activity.objects.held().in_bulk([done.kept_number, done.gone_number])
    stays, goes = held[done.kept_number], held[done.gone_number]
    if stays.standing == Standing.MERGED:
        raise CannotMerge("The entry that stands was merged itself since. Undo that one first.")
    moving.move_back(goes, done.moved)
    moving.empty_again(stays, goes, done.filled)
    goes.standing, goes.merged_into = done.moved.get("standing", Standing.LISTED), None
    goes.save(update_fields=["standing", "merged_into"])
    touched(stays, goes)


def _part_organisations(done: Merge) -> None:
    held = _held(done.kept_number, done.gone_number)
    stays, goes = held[done.kept_number], held[done.gone_number]
    if stays.merged_into_id is not None:
        raise CannotMerge(
            "The organisation that stands was merged itself since. Undo that one first."
        )
    moving.move_back(goes, done.moved)
    moving.empty_again(stays, goes, done.filled)
    goes.merged_into, goes.modified_at = None, timezone.now()
    goes.save(update_fields=["merged_into", "modified_at"])
    touched(*stays.activities.all(), *goes.activities.all())
