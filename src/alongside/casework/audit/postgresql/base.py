"""Django's PostgreSQL, which links the audit's lines in the last moment before a commit.

ENGINE is `alongside.casework.audit.postgresql`; chain.py says why.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that knows which lines of its transaction are not linked yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to_link: list[int] = []  # numbers of rows, in the order in which they were written

    def commit(self) -> None:
        """Link what waits, then commit; where that fails, nothing of the transaction is kept."""
        waiting, self.to_link = self.to_link, []
        if waiting:
            from ..chain import link_waiting

            try:
                link_waiting(self, waiting)
            except BaseException:
                self.rollback()
                raise
        super().commit()

    def rollback(self) -> None:
        self.to_link = []
        super().rollback()
