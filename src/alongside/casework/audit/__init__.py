"""Floor 0: who did what, and who looked at whom.

Usage: ``from alongside.casework import audit`` and ``audit.record("EPISODE_ENDED", to=…, by=…)``;
many lines at once: ``audit.record_all(audit.Line.of("…", to=…, by=…) for …)``.
"""

from typing import Any

from .line import Line

__all__ = ["Line", "looked", "record", "record_all"]


def record(*args: Any, **kwargs: Any) -> Any:
    """See `actions.record`; imported late because models need the app registry."""
    from .actions import record as now

    return now(*args, **kwargs)


def looked(*args: Any, **kwargs: Any) -> Any:
    """See `actions.looked`."""
    from .actions import looked as now

    return now(*args, **kwargs)


def record_all(*args: Any, **kwargs: Any) -> Any:
    """See `actions.record_all`."""
    from .actions import record_all as now

    return now(*args, **kwargs)
