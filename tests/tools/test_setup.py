"""Setting up says what is missing, also on a Python too old to run anything else of ours."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

SETUP = ROOT / "tools" / "setup.py"
AS_IF = (
    "import runpy, sys; sys.argv = ['setup.py', 'base']; {}; "
    f"runpy.run_path({str(SETUP)!r}, run_name='__main__')"
)


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_an_old_python_can_read_it():
    ast.parse(SETUP.read_text(), feature_version=(3, 5))


def test_an_old_python_is_named_with_what_to_try():
    done = run(AS_IF.format("sys.version_info = (3, 9, 2)"))

    assert done.returncode == 8
    assert done.stderr.startswith("Found:  Python 3.9 at ")
    assert "Needed: Python 3.11 or newer." in done.stderr
    assert "Try:    On Debian 12 or newer: apt-get install python3 python3-venv." in done.stderr


def test_a_python_without_venv_is_named_with_what_to_try(tmp_path: Path):
    elsewhere = tmp_path / "tools" / "setup.py"  # where nothing is set up yet
    elsewhere.parent.mkdir()
    elsewhere.write_text(SETUP.read_text())
    (tmp_path / "requirements").mkdir()
    for name in ("pyproject.toml", "requirements/base.txt", "requirements/dev.txt"):
        (tmp_path / name).touch()

    done = run(AS_IF.replace(str(SETUP), str(elsewhere)).format("sys.modules['ensurepip'] = None"))

    assert done.returncode == 8
    assert "without its venv module" in done.stderr
    assert "apt-get install python3-venv" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_make_lists_its_commands():
    done = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True)

    assert "make COMMAND" in done.stdout
    assert "  run " in done.stdout
    assert "  test-postgres" in done.stdout


def test_without_postgresql_it_is_said_what_to_install(tmp_path: Path):
    code = (
        "import pathlib, runpy, sys; pathlib.Path.glob = lambda self, pattern: [];"
        f"sys.argv = ['with_postgres.py', 'true'];"
        f"runpy.run_path({str(ROOT / 'tools/with_postgres.py')!r}, run_name='__main__')"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 8
    assert "apt-get install postgresql" in done.stderr
