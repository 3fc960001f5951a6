"""Asking for runs, what becomes of them, publishing them; and the files that go with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.schemes.models import Programme, Role, Scheme, Worker

from . import comparing, place, rules
from .making import Made, packed
from .models import INSIDE, ReportFile, Run, until


class CannotAsk(Exception):
    """The message is written for who asks, and shown as it is."""


@transaction.atomic
def ask(
    *,
    schemes: Iterable[Scheme],
    from_on: date | None = None,
    to_on: date | None = None,
    comparison: ReportFile | None = None,
    values: ReportFile | None = None,
    population: ReportFile | None = None,
    today: date,
    by: Worker,
) -> Run:
    """Ask for a report; it is made afterwards, and kept for some days."""
    chosen = list(schemes)
    files = {"comparison": comparison, "values": values, "population": population}
    if reason := rules.why_not_ask(
        schemes=len(chosen),
        programmes=len({scheme.programme_id for scheme in chosen}),
        holds_all=all(by.has_role(*INSIDE, scheme=scheme) for scheme in chosen),
        with_files=any(files.values()),
        evaluates_all=all(by.has_role(Role.EVALUATOR, scheme=scheme) for scheme in chosen),
        **_about(files, chosen),
        from_on=from_on,
        to_on=to_on,
        today=today,
    ):
        raise CannotAsk(reason)
    asked = Run.objects.create(
        asked_by=by,
        programme_id=chosen[0].programme_id,
        from_on=from_on,
        to_on=to_on,
        kept_until=timezone.now() + until(),
        **files,
    )
    asked.schemes.set(chosen)
    audit.record("REPORT_ASKED", to=asked, by=by, schemes=len(chosen))
    return asked


def _about(files: Mapping[str, ReportFile | None], schemes: Iterable[Scheme]) -> dict[str, bool]:
    """What the rules want to know of the files, as they are now."""
    kinds = {file.pk: kind for kind, file in files.items() if file}
    found = list(ReportFile.objects.filter(pk__in=kinds).defer("content"))
    return {
        "files_there": all(file.removed_at is None for file in found),
        "files_of_kind": all(file.kind == kinds[file.pk] for file in found),
        "files_of_programme": {file.programme_id for file in found}
        <= {scheme.programme_id for scheme in schemes},
    }


class CannotGoOn(Exception):
    """The run is not at the state that this needs. The message says which run it is."""


@transaction.atomic
def begin(*, run: Run, by: Worker | None) -> Run:
    """A process works on it from now."""
    run = _held(run, Run.State.ASKED)
    run.state = Run.State.WORKING
    run.save(update_fields=["state"])
    audit.record("REPORT_BEGUN", to=run, by=by)
    return run


@transaction.atomic
def finish(*, run: Run, made: Made, by: Worker | None) -> Run:
    """It is made, and its files are there."""
    run = _held(run, Run.State.WORKING)
    run.state, run.made_at = Run.State.READY, timezone.now()
    run.extract, run.said = made.extract, made.said
    run.counts, run.beside = made.counts, made.beside
    run.save(update_fields=["state", "made_at", "extract", "said", "counts", "beside"])
    audit.record("REPORT_MADE", to=run, by=by, extract=made.extract.pk)
    return run


@transaction.atomic
def give_up(*, run: Run, why: str, by: Worker | None) -> Run:
    """It could not be made; nothing of it is kept but why, in words for who asked."""
    run = _held(run, Run.State.ASKED, Run.State.WORKING)
    run.state, run.why_failed = Run.State.FAILED, why
    run.save(update_fields=["state", "why_failed"])
    audit.record("REPORT_FAILED", to=run, by=by)
    return run


class CannotPublish(Exception):
    """The message is written for the evaluator and shown as it is."""


@transaction.atomic
def publish(*, run: Run, today: date, by: Worker) -> Run:
    """From now commissioners of its schemes read it, as disclosure control lets it through.

    Nothing else of it stays to be read. Two that are published at one moment see each other.
    """
    Programme.objects.select_for_update().get(pk=run.programme_id)
    run = Run.objects.select_for_update().get(pk=run.pk)
    if reason := _why_not_theirs(run, by) or comparing.why_not_publish(run, today):
        raise CannotPublish(reason)
    run.published_at, run.published_by, run.kept_until = timezone.now(), by, None
    run.said = {place.PUBLISHED: run.said[place.PUBLISHED]}
    run.save(update_fields=["published_at", "published_by", "kept_until", "said"])
    audit.record("REPORT_PUBLISHED", to=run, by=by)
    transaction.on_commit(lambda: place.keep_published_alone(run.pk))
    return run


class CannotWithdraw(Exception):
    """The message is written for the evaluator and shown as it is."""


@transaction.atomic
def withdraw(*, run: Run, because: str, by: Worker) -> Run:
    """It is not for commissioners any more; that it was, and why it went, stays in the list."""
    run = Run.objects.select_for_update().get(pk=run.pk)
    if reason := _why_not_theirs(run, by) or rules.why_not_withdraw(
        stands=run.stands, because=because
    ):
        raise CannotWithdraw(reason)
    run.withdrawn_at, run.withdrawn_by, run.withdrawn_because = timezone.now(), by, because.strip()
    run.kept_until = timezone.now() + until()
    run.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because", "kept_until"])
    audit.record("REPORT_WITHDRAWN", to=run, by=by)
    return run


@transaction.atomic
def fetched(*, run: Run, what: str, by: Worker) -> None:
    """Somebody has read the whole of it, or taken a file."""
    audit.record("REPORT_FETCHED", to=run, by=by, what=what)


class CannotAddFile(Exception):
    """The message is written for the evaluator and shown as it is."""


@transaction.atomic
def add_file(
    *, programme: Programme, kind: str, name: str, content: bytes, by: Worker
) -> ReportFile:
    """Keep a file for a programme's reports, sealed."""
    evaluates = by.has_role(Role.EVALUATOR) and any(
        by.has_role(Role.EVALUATOR, scheme=scheme) for scheme in programme.schemes.all()
    )
    if reason := rules.why_not_file(evaluates=evaluates, size=len(content)):
        raise CannotAddFile(reason)
    added = ReportFile.objects.create(
        programme=programme,
        kind=kind,
        name=name[-120:],
        content=packed(content),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=by,
    )
    audit.record("REPORT_FILE_ADDED", to=added, by=by, kind=kind, size=added.size)
    return added


@transaction.atomic
def remove_file(*, file: ReportFile, by: Worker) -> None:
    """Its content goes; which file earlier reports were made with stays known."""
    file.content, file.removed_at = "", timezone.now()
    file.save(update_fields=["content", "removed_at"])
    audit.record("REPORT_FILE_REMOVED", to=file, by=by, kind=file.kind)


def _held(run: Run, *states: str) -> Run:
    found = Run.objects.select_for_update().get(pk=run.pk)
    if found.state not in states:
        raise CannotGoOn(f"Report {found.pk} is {found.get_state_display().lower()} already.")
    return found


def _why_not_theirs(run: Run, by: Worker) -> str:
    if Run.objects.evaluated_by(by).filter(pk=run.pk).exists():
        return ""
    return "You are not an evaluator of every scheme of it."
