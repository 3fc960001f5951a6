"""What does not belong into any file of the project."""

from __future__ import annotations

import re
from pathlib import Path

from .tree import ROOT, name, sources, tracked

# Written in pieces, so that this file does not hold them itself.
HOSTS = ["py" + "pi.org", "python" + "hosted.org", "registry.np" + "mjs", "deb." + "debian.org"]
MUFFLED = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover)(\S*?)(\[[^\]]*\])?:?\s*(.*)$")


def texts() -> list[tuple[Path, str]]:
    """Every text file; pictures and fonts are passed over."""
    found = []
    for path in tracked():
        try:
            found.append((path, path.read_text()))
        except UnicodeDecodeError:
            continue
    return found


def test_no_file_names_the_host_of_a_package_registry():
    found = [name(path) for path, text in texts() if any(host in text for host in HOSTS)]

    assert not found


def test_no_check_is_muffled_without_a_reason_beside_it():
    found = []
    for path in [*sources(), *sorted((ROOT / "tests").rglob("*.py"))]:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = MUFFLED.search(line)
            if match and not re.search(r"[-–#:] *\w+ \w+|\w+ \w+ \w+", match[4]):
                found.append(f"{name(path)}:{number}: {line.strip()}")

    assert not found, "\n".join(found)
