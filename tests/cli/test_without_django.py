"""The command line starts where Django is not installed."""

from __future__ import annotations

import subprocess
import sys

import pytest

BLOCKED = """
import sys


class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "allauth", "whitenoise", "gunicorn"}:
            raise ModuleNotFoundError(f"{name} is not installed here")


sys.meta_path.insert(0, Blocked())
"""


def run_without_django(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BLOCKED + code], capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(
    "words",
    [
        "--help",
        "--version",
        "serve --help",
        "demo --help",
        "check-figures --help",
        "worker add --help",
    ],
)
def test_the_command_line_teaches_without_django(words: str):
    done = run_without_django(f"from alongside.cli import app; app({words.split()!r})")

    assert done.returncode == 0, done.stderr
    assert "alongside" in done.stdout


def test_the_instruments_can_be_used_without_django():
    done = run_without_django(
        "import importlib, pkgutil, alongside.instruments as room\n"
        "for part in pkgutil.walk_packages(room.__path__, room.__name__ + '.'):\n"
        "    importlib.import_module(part.name)\n"
        "print('used')"
    )

    assert done.stdout == "used\n", done.stderr
