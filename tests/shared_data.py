"""Finds the evaluation's shared checks, which lie beside the repository and not inside it."""

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2] / "shared"


def shared(*parts: str) -> Path:
    """Give the path of a shared file or folder; skip the test, with a reason, where it is not.

    Looked for in the folder that ALONGSIDE_SHARED names, else in `shared` beside the repository.
    """
    path = Path(os.environ.get("ALONGSIDE_SHARED") or BESIDE, *parts)
    if not path.exists():
        pytest.skip(f"{'/'.join(parts)} is not here: set ALONGSIDE_SHARED to where it is")
    return path
