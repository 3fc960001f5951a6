"""Sessions in the database, sealed: what is said once after saving may hold somebody's words."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.sessions.backends import db

from alongside.sealing import Box, NotOpened

BOX = Box("session")


class SessionStore(db.SessionStore):
    """Django's own, but what it keeps cannot be read in a copy of the database."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """As it is kept."""
        return BOX.seal(json.dumps(session_dict, separators=(",", ":")))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What was kept; nothing where it cannot be opened, so that somebody signs in anew."""
        try:
            opened: dict[str, Any] = json.loads(BOX.open(str(session_data)))
        except NotOpened:
            return {}
        return opened
