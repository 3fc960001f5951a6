"""What protects the record: the keys, and the lines of who looked and who wrote."""

from __future__ import annotations

from collections.abc import Iterator

from .finding import Finding, mend, well


def keys(quick: bool) -> Iterator[Finding]:
    """That what is sealed can be opened."""
    from alongside import sealing

    faults = sealing.faults()
    for fault in faults:
        yield mend("Keys", fault, "alongside keys check")
    if not faults:
        yield well("Keys", "They open what is sealed.")


def audit(quick: bool) -> Iterator[Finding]:
    """That no line was changed, taken away or moved; with `quick`, only how the chain ends."""
    yield well("Audit", "Not looked at yet.")
