"""The project's own files, and how a rule's exceptions are written."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "alongside"
CASEWORK = SOURCE / "casework"


def tracked() -> list[Path]:
    """Every file that git knows or would add, so that a new one is looked at before it is kept."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def sources() -> list[Path]:
    """Our Python, without migrations, which are written by a command."""
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def templates() -> list[Path]:
    """Our templates that people read: pages and messages."""
    return sorted(
        path for path in CASEWORK.glob("*/templates/**/*.*") if path.suffix in {".html", ".txt"}
    )


def name(path: Path) -> str:
    """The path as it is written in an allow-list."""
    return path.relative_to(ROOT).as_posix()


def assert_only_allowed(found: dict[str, str], allowed: dict[str, str]) -> None:
    """What was found must be allowed, with a reason; what is allowed must still be found."""
    wrong = [f"{where}: {what}" for where, what in found.items() if where not in allowed]
    stale = [where for where in allowed if where not in found]
    assert not wrong, "\n".join(["Against a rule of the house:", *wrong])
    assert not stale, f"No longer needed in the allow-list: {stale}"
