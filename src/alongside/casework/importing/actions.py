"""Bringing a checked file in, and keeping how a scheme's exports are read."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import transaction

from alongside.background import Step, nobody_waits
from alongside.casework import audit
from alongside.casework.schemes.models import Scheme, Worker

from .checking import Checked, check
from .kinds import Kind
from .mapping import Names
from .models import ExternalReference, SavedMapping, Upload
from .parsing import Parsed
from .place import Place


class CannotBringIn(Exception):
    """Why nothing was written: the message is for who brings it in."""


@dataclass(frozen=True)
class Done:
    """What was brought in: numbers alone."""

    written: int
    already: int  # rows that were here, and say the same
    differs: int  # rows that were here, say something else, and were left as they are here
    again: int  # rows that repeat another of the file
    left_out: int  # bad rows
    checked: Checked = field(repr=False, compare=False)

    def as_numbers(self) -> dict[str, int]:
        """For keeping them."""
        return {name: value for name, value in vars(self).items() if name != "checked"}


@transaction.atomic
def bring_in(
    *,
    parsed: Parsed,
    scheme: Scheme,
    today: date,
    skip_bad: bool = False,
    step: Step = nobody_waits,
    by: Worker,
) -> Done:
    """Check the rows against what is here now, and write those that are new: all, or none.

    With `skip_bad` the bad rows are left out and named in what comes back.

    Raises:
        CannotBringIn: a row is wrong, and nobody said to leave bad rows out; or there is nothing.
    """
    Scheme.objects.select_for_update().get(pk=scheme.pk)  # one file at a time for each scheme
    place = Place(scheme, by, today, parsed)
    checked = check(parsed, place, step=step)
    if checked.all_wrong or (checked.faults and not skip_bad):
        raise CannotBringIn(_why_not(checked))
    step("Writing", 0, parsed.count)
    made = parsed.kind.write(checked.planned, place)
    ExternalReference.objects.bulk_create(
        ExternalReference(
            scheme=scheme,
            kind=parsed.kind.name,
            key=checked.keys[one.row.number][0],
            says=checked.keys[one.row.number][1],
            thing_number=thing.pk,
        )
        for one, thing in zip(checked.planned, made, strict=True)
    )
    done = Done(
        written=len(checked.planned),
        already=checked.already,
        differs=len(checked.differs),
        again=len(checked.again),
        left_out=len(checked.bad_rows),
        checked=checked,
    )
    audit.record("FILE_BROUGHT_IN", to=scheme, by=by, kind=parsed.kind.name, **done.as_numbers())
    step("Written", parsed.count, parsed.count)
    return done


def _why_not(checked: Checked) -> str:
    rows = len(checked.bad_rows)
    if not rows:
        return "The file cannot be brought in as it is. Nothing was written."
    count = "One row is" if rows == 1 else f"{rows:,} rows are"
    return f"{count} not right, so nothing was written. Correct them, or leave them out."


@transaction.atomic
def save_mapping(*, scheme: Scheme, kind: Kind, names: Names, by: Worker) -> SavedMapping:
    """Keep how this scheme's export is read: the next one is read the same way."""
    saved, _ = SavedMapping.objects.update_or_create(
        scheme=scheme, kind=kind.name, defaults={"names": asdict(names), "by": by}
    )
    audit.record("MAPPING_SAVED", to=saved, by=by, kind=kind.name)
    return saved


@transaction.atomic
def take_upload(
    *, scheme: Scheme, kind: Kind, content: str, size: int, names: Names, by: Worker
) -> Upload:
    """Keep a file, sealed, until it is brought in or its day is over. `content` is in base64."""
    Upload.objects.too_old().delete()
    upload = Upload.objects.create(
        scheme=scheme, kind=kind.name, by=by, content=content, size=size, names=asdict(names)
    )
    audit.record("FILE_SENT", to=upload, by=by, kind=kind.name, size=size)
    return upload


@transaction.atomic
def drop_upload(*, upload: Upload, by: Worker) -> None:
    """Take a file back, with everything that was found in it."""
    audit.record("FILE_DROPPED", to=upload, by=by, kind=upload.kind)
    upload.delete()
