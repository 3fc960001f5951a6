"""A coordinator reads a record and writes a note; the connector answers. And rehearsals."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.casework import audit
from alongside.casework.schemes.models import Role, Worker

from .. import rules
from ..models import Episode, RecordRead, Rehearsal


class CannotRead(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def read_record(*, episode: Episode, note: str, on: date, by: Worker) -> RecordRead:
    """Keep that a coordinator read this record, with a note for the connector."""
    if not by.has_role(Role.COORDINATOR, scheme=episode.scheme_id):
        raise CannotRead("A coordinator of the scheme reads records and writes a note.")
    if not note.strip():
        raise CannotRead("Write a line to the connector: what is good, or what to look at.")
    read = RecordRead.objects.create(episode=episode, note=note.strip(), on=on, by=by)
    audit.record("RECORD_READ", to=read, by=by)
    return read


class CannotAnswer(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def answer_read(*, read: RecordRead, answer: str, on: date, by: Worker) -> RecordRead:
    """Answer the coordinator's note, as the connector."""
    read = RecordRead.objects.select_for_update(of=("self",)).get(pk=read.pk)
    if read.answer and read.answered_by is not None and read.answered_on is not None:
        raise CannotAnswer(
            f"{read.answered_by.called} answered already, on {rules.named(read.answered_on)}."
        )
    if not answer.strip():
        raise CannotAnswer("Write a line in answer. A few words are enough.")
    read.answer, read.answered_on, read.answered_by = answer.strip(), on, by
    read.save(update_fields=["answer", "answered_on", "answered_by"])
    audit.record("RECORD_READ_ANSWERED", to=read, by=by)
    return read


class CannotRehearse(Exception):
    """The message is written for the worker and shown as it is."""


@transaction.atomic
def rehearse(
    *,
    episode: Episode,
    what: str,
    tried_on: date,
    how_it_went: str,
    with_whom: str = "",
    words: str = "",
    today: date | None = None,
    by: Worker,
) -> Rehearsal:
    """Keep that the person tried it without us, with whom, and how it went."""
    if not what.strip():
        raise CannotRehearse("Say what was tried, such as the bus to the bird hide.")
    if how_it_went not in Rehearsal.HowItWent.values:
        raise CannotRehearse("Say how it went: choose one.")
    if refusal := rules.why_not_rehearse(episode, tried_on, today):
        raise CannotRehearse(refusal)
    made = Rehearsal.objects.create(
        episode=episode,
        what=what.strip(),
        tried_on=tried_on,
        how_it_went=how_it_went,
        with_whom=with_whom.strip(),
        words=words.strip(),
        by=by,
    )
    audit.record("REHEARSAL_RECORDED", to=made, by=by, how_it_went=how_it_went)
    return made
