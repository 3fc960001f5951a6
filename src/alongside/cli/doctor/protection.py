"""What protects the record: the keys, and the lines of who looked and who wrote."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from .finding import Finding, mend, well

if TYPE_CHECKING:
    from alongside.casework.audit.verifying import Kept

SHOWN = 5


def keys(quick: bool) -> Iterator[Finding]:
    """That what is sealed can be opened."""
    from alongside import sealing

    faults = sealing.faults()
    for fault in faults:
        yield mend("Keys", fault, "alongside keys check")
    if not faults:
        yield well("Keys", "They open what is sealed.")


def audit(quick: bool) -> Iterator[Finding]:
    """That no line was changed, taken away or moved; with `quick`, only how the chain ends.

    The head that the last backup wrote down is held against it, so that lines cut off at the end
    since then are missed as well.
    """
    from alongside.casework.audit import verifying

    last = verifying.head()
    if quick:
        yield well("Audit", f"{last.number:,} lines; whether they are as written was not read.")
        return
    faults = list(islice(verifying.verify(lambda done, of: None, _kept()), SHOWN))
    for fault in faults:
        yield mend(
            "Audit",
            fault.words,
            "Stop the service, keep the database as it is, and: alongside audit verify",
        )
    if not faults:
        yield well("Audit", f"All {last.number:,} lines are as they were written.")


def _kept() -> Kept | None:
    from alongside.casework.audit.verifying import Kept

    from .around import last_backup

    return Kept.read(str(last_backup().get("audit_head", "")))
