"""Data flows one way: who may import whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from alongside.casework.site import settings

from .tree import CASEWORK, ROOT


def test_every_room_imports_only_from_the_floors_below_it():
    lint_imports = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([lint_imports], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_is_installed():
    rooms = {path.parent.name for path in CASEWORK.glob("*/apps.py")}

    assert set(settings.ROOMS) == rooms


def test_only_site_and_reports_may_read_the_evaluation():
    found = [
        path
        for path in CASEWORK.rglob("*.py")
        if path.relative_to(CASEWORK).parts[0] not in {"site", "reports"}
        and "alongside.evaluation" in path.read_text()
    ]

    assert not found
