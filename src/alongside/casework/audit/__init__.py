"""Floor 0: who did what, and who looked at whom.

Usage: ``from alongside.casework import audit`` and ``audit.record("EPISODE_ENDED", to=…, by=…)``.
"""

from typing import Any


def record(*args: Any, **kwargs: Any) -> Any:
    """See `actions.record`; imported late because models need the app registry."""
    from .actions import record as now

    return now(*args, **kwargs)


def looked(*args: Any, **kwargs: Any) -> Any:
    """See `actions.looked`."""
    from .actions import looked as now

    return now(*args, **kwargs)
