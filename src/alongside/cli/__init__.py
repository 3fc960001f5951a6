"""One command, `alongside`. Django is imported only inside the commands that need it."""

from __future__ import annotations

from .commands import app

__all__ = ["app"]
