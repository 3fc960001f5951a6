"""What a worker may bring in where, and what stands on a preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from alongside.casework.schemes.models import Membership, Scheme, Worker

from .checking import Checked
from .kinds import KINDS, Kind
from .mapping import Names, from_data
from .models import SavedMapping, Upload
from .parsing import Fault, Parsed
from .place import Place
from .values import squeezed

ROWS_SHOWN, VALUES_SHOWN = 6, 4  # of faults that say the same
WORDS_SHOWN = 60  # different ones, in one column
SHOWN = 100  # faults, people who may be known, rows that differ: more are in the file to download


def schemes_for(worker: Worker, kind: Kind | None = None) -> QuerySet[Scheme]:
    """The schemes into which this worker may bring this kind, or any kind."""
    kinds = [kind] if kind else list(KINDS.values())
    wanted = {number for one in kinds for number in worker.scheme_ids(*one.roles)}
    return Scheme.objects.filter(pk__in=wanted)


def kinds_for(worker: Worker, scheme: Scheme) -> list[Kind]:
    """What this worker may bring into this scheme, in the order of the files."""
    return [kind for kind in KINDS.values() if worker.has_role(*kind.roles, scheme=scheme)]


def upload_of(worker: Worker, number: int) -> Upload | None:
    """A file that this worker sent, where they still may bring such files in."""
    found = Upload.objects.of(worker).select_related("scheme").filter(pk=number).first()
    if found is None or not worker.has_role(*KINDS[found.kind].roles, scheme=found.scheme_id):
        return None
    return found


def workers_of(scheme: Scheme) -> list[tuple[str, str]]:
    """Who works in the scheme, or did: email address and name, to choose from."""
    held = Membership.objects.filter(scheme=scheme, worker=OuterRef("pk"))
    found = Worker.objects.filter(Exists(held))
    return [(worker.email, worker.name) for worker in found]


def saved_names(scheme: Scheme, kind: Kind) -> Names:
    """How this scheme's export of the kind is read, as it was said last."""
    saved = SavedMapping.objects.filter(scheme=scheme, kind=kind.name).first()
    return from_data(saved.names) if saved else Names()


def preview(checked: Checked, place: Place) -> dict[str, Any]:
    """Everything that a preview shows, as data that can be kept sealed."""
    parsed = checked.parsed
    return {
        "headings": parsed.columns.headings,
        "words": words_to_explain(parsed, place),
        "rows": parsed.count,
        "sheet": parsed.sheet,
        "columns": parsed.columns.pairs,
        "unknown": parsed.columns.unknown,
        "left_out": parsed.columns.left_out,
        "said": parsed.said,
        "mends": [mend.sentence for mend in parsed.mends],
        "new": len(checked.planned),
        "already": checked.already,
        "again": len(checked.again),
        "differs": [[one.row, one.columns] for one in checked.differs[:SHOWN]],
        "differs_count": len(checked.differs),
        "doubles": [[one.row, one.who, one.known_as, one.why] for one in checked.doubles[:SHOWN]],
        "doubles_count": len(checked.doubles),
        "all_wrong": [fault.sentence for fault in checked.faults if not fault.row],
        "faults": alike(checked.faults)[:SHOWN],
        "faults_count": len(alike(checked.faults)),
        "bad_rows": len(checked.bad_rows),
    }


def alike(faults: Sequence[Fault]) -> list[tuple[list[int], int, str, list[str], str]]:
    """Faults that say the same of the same column, put together.

    For each: the first rows, how many there are, the column, the first values, and the words.
    """
    groups: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        if fault.row:
            groups.setdefault((fault.column, fault.words), []).append(fault)
    return [
        (
            [fault.row for fault in same[:ROWS_SHOWN]],
            len(same),
            column,
            list(dict.fromkeys(fault.value for fault in same if fault.value))[:VALUES_SHOWN],
            words,
        )
        for (column, words), same in groups.items()
    ]


def words_to_explain(parsed: Parsed, place: Place) -> list[tuple[str, list[tuple[str, int]]]]:
    """Words that are not known, or were explained before, in columns that want known ones."""
    found = []
    for column in parsed.kind.columns:
        words: Mapping[str, int] = parsed.words.get(column.name, {})
        said = {squeezed(theirs) for theirs in parsed.names.values.get(column.name, {})}
        open_ones = [
            (word, count)
            for word, count in sorted(words.items())
            if not column.worker or squeezed(word) in said or place.worker(word) is None
        ]
        if open_ones:
            found.append((column.name, open_ones[:WORDS_SHOWN]))
    return found
