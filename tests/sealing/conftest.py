"""Keys in a file of their own, and people who have something to seal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.casework.conftest import aldermouth, peg, pegs_episode, ruth

__all__ = ["aldermouth", "keys_file", "peg", "pegs_episode", "ruth"]


@pytest.fixture
def keys_file(settings, tmp_path: Path) -> Path:
    """Where the keys are kept from now; nobody has made them yet."""
    settings.KEYS = ""
    settings.DATA = tmp_path / "data"
    settings.KEYS_FILE = f"{settings.DATA}.keys"
    return Path(settings.KEYS_FILE)
