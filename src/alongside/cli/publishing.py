"""One publication held against another: the exact counts of each are kept beside its folder.

What is published is rounded, so two of them do not say by how many they differ. Needs no Django.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.trouble import NotEmpty, NotReadable, Refused

if TYPE_CHECKING:
    from alongside.evaluation import Evaluation

NOT_HELD_AGAINST = (
    "It was held against nothing that was published before. Somebody can subtract two publications"
    " that overlap: name each earlier one with --earlier."
)
KIND = (
    "Exact counts of a publication. They tell of single people: keep them as the extract is kept."
)
CLOSED = 0o600
Counts = Mapping[str, int]


def counts_file(folder: Path) -> Path:
    """Where the exact counts of what is published in this folder are kept: beside it."""
    whole = folder.resolve()
    return whole.with_name(f"{whole.name}.private.json")


def refuse(out: Path, *, publish: bool, earlier: Sequence[Path], replace: bool) -> None:
    """Say what is wrong before any work is done."""
    if earlier and not publish:
        raise Refused(
            "There is an earlier publication, and nothing is to be published.",
            needed="--publish, to hold it against the earlier one.",
            try_this=f"--publish --earlier {earlier[0]}",
        )
    kept = counts_file(out)
    if publish and kept.exists() and not replace:
        raise NotEmpty(
            f"{kept} is there already: the exact counts of what was published as {out.name}.",
            needed="A name that nothing was published under.",
            try_this="Name another folder with --out, or --replace if nobody has read it.",
        )


def read_earlier(folders: Sequence[Path]) -> list[Counts]:
    """The exact counts of each earlier publication. NotReadable where they cannot be had."""
    return [_read(folder) for folder in folders]


def _read(folder: Path) -> Counts:
    path = counts_file(folder)
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        counts = {str(name): int(many) for name, many in told["counts"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotReadable(
            f"{path.name}, with the exact counts of what was published in {folder}, cannot be read"
            f" ({type(error).__name__}).",
            needed="The file that --publish writes beside its folder.",
            try_this=f"Put it back beside {folder}, or publish that report again from its extract.",
        ) from error
    return counts


def exact_counts(evaluation: Evaluation) -> Counts:
    """What is held against others, and kept."""
    from alongside.evaluation import findings_of
    from alongside.evaluation.disclosure import as_counts

    return as_counts(findings_of(evaluation))


def hold_against(
    exact: Counts, folders: Sequence[Path], earlier: Sequence[Counts], suppress_below: int
) -> None:
    """Raise `Refused` where the two side by side would tell of a few people."""
    from alongside.evaluation.disclosure import why_not_published

    for folder, counts in zip(folders, earlier, strict=True):
        if reason := why_not_published(exact, counts, suppress_below=suppress_below):
            raise Refused(
                f"Beside {folder}: {reason}",
                needed="A report that differs by more people, or is of other days.",
                try_this="Publish a longer period, such as a whole quarter, with --from and --to.",
            )


@contextmanager
def keeping_counts(exact: Counts, out: Path) -> Iterator[None]:
    """Keep the exact counts beside the folder, if what is done meanwhile succeeds."""
    kept = counts_file(out)
    kept.parent.mkdir(parents=True, exist_ok=True)
    filling = kept.with_name(f".{kept.name}.part")
    told = {"what": KIND, "counts": exact}
    try:
        with os.fdopen(
            os.open(filling, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, CLOSED), "w"
        ) as file:
            json.dump(told, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        yield
        filling.replace(kept)
    finally:
        filling.unlink(missing_ok=True)
