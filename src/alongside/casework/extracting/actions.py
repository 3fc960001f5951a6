"""Entering extracts in the register. A line is finished once, and never changed after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from alongside import extract as package
from alongside.casework import audit
from alongside.casework.schemes.models import Role, Scheme, Worker

from . import rules
from .choice import Choice
from .models import Extract, until


class CannotAsk(Exception):
    """The message is written for the evaluator and shown as it is."""


@transaction.atomic
def ask(
    *,
    schemes: Iterable[Scheme],
    from_on: date | None = None,
    to_on: date | None = None,
    format: str = package.Format.CSV,
    for_whom: str,
    by: Worker,
) -> Extract:
    """Ask for an extract on the page; it is made afterwards, and kept for some days."""
    chosen = list(schemes)
    if reason := rules.why_not_ask(
        schemes=len(chosen),
        evaluates_all=all(by.has_role(Role.EVALUATOR, scheme=scheme) for scheme in chosen),
        for_whom=for_whom,
        from_on=from_on,
        to_on=to_on,
        today=timezone.localdate(),
    ):
        raise CannotAsk(reason)
    asked = Extract.objects.create(
        asked_by=by,
        for_whom=for_whom.strip(),
        from_on=from_on,
        to_on=to_on,
        format=format,
        kept_until=timezone.now() + until(),
    )
    asked.schemes.set(chosen)
    audit.record("EXTRACT_ASKED", to=asked, by=by, schemes=len(chosen))
    return asked


class CannotFinish(Exception):
    """The line was finished already, or is not one that waits. The message says which."""


@transaction.atomic
def finish(
    *,
    extract: Extract,
    written: package.Written,
    left_out: Mapping[str, int],
    hashes: Mapping[str, str] | None = None,
    by: Worker | None,
) -> Extract:
    """It is made: how many rows, what was left out, and the hash of each file."""
    extract = _unfinished(extract)
    extract.state, extract.made_at = Extract.State.READY, timezone.now()
    extract.rows, extract.left_out = dict(written.rows), {k: n for k, n in left_out.items() if n}
    extract.hashes = dict(written.hashes) | dict(hashes or {})
    extract.save(update_fields=["state", "made_at", "rows", "left_out", "hashes"])
    audit.record("EXTRACT_MADE", to=extract, by=by, rows=extract.people_and_rows)
    return extract


@transaction.atomic
def enter(
    *,
    choice: Choice,
    written: package.Written,
    left_out: Mapping[str, int],
    for_whom: str,
    by: Worker | None,
) -> Extract:
    """Enter an extract that was made from the command line, before anybody can see its files."""
    entered = Extract.objects.create(
        asked_by=by,
        for_whom=for_whom.strip(),
        from_on=choice.from_on,
        to_on=choice.to_on,
        format=written.format,
    )
    entered.schemes.set(choice.schemes)
    audit.record("EXTRACT_ENTERED", to=entered, by=by, schemes=len(choice.schemes))
    return finish(extract=entered, written=written, left_out=left_out, by=by)


@transaction.atomic
def give_up(*, extract: Extract, by: Worker | None) -> Extract:
    """It could not be made; nothing of it is kept."""
    extract = _unfinished(extract)
    extract.state = Extract.State.FAILED
    extract.save(update_fields=["state"])
    audit.record("EXTRACT_FAILED", to=extract, by=by)
    return extract


@transaction.atomic
def fetched(*, extract: Extract, by: Worker) -> None:
    """Somebody has taken the file."""
    audit.record("EXTRACT_FETCHED", to=extract, by=by)


def _unfinished(extract: Extract) -> Extract:
    found = Extract.objects.select_for_update().get(pk=extract.pk)
    if found.state != Extract.State.BEING_MADE:
        raise CannotFinish(f"Extract {found.pk} is finished already.")
    return found
