"""When a record may be restricted, opened all the same, and freed again."""

from __future__ import annotations

from datetime import datetime, timedelta

GLASS = timedelta(hours=3)  # how long broken glass lets somebody in
LEAST = 10  # letters: less is no reason
NO_REASON = "Say why in a few words. The coordinator reads it, and so may the person."


def reason_fault(reason: str) -> str:
    """What is wrong with a reason that somebody typed."""
    return NO_REASON if len(reason.strip()) < LEAST else ""


def why_not_restrict(*, restricted: bool, reason: str) -> str:
    """Why the record cannot be restricted now."""
    if restricted:
        return "This record is restricted already."
    return reason_fault(reason)


def why_not_free(*, restricted: bool, reason: str) -> str:
    """Why the restriction cannot be lifted now."""
    if not restricted:
        return "This record is not restricted. It may be that somebody lifted it just now."
    return reason_fault(reason)


def why_not_break(*, restricted: bool, reason: str) -> str:
    """Why there is no glass to break."""
    if not restricted:
        return "This record is not restricted. It opens as any other."
    return reason_fault(reason)


def why_not_see_to(*, own: bool, seen_at: datetime | None) -> str:
    """Why this worker cannot say that it has been looked into."""
    if own:
        return "It was you. Another coordinator of the scheme has to look into it."
    if seen_at is not None:
        return "Somebody has looked into this already."
    return ""
