"""What is written down is compared with what is."""

from __future__ import annotations

import re
import tomllib

from alongside.cli.exits import MEANING

from .tree import CASEWORK, ROOT


def test_every_setting_is_in_the_settings_page_and_no_other():
    read = re.findall(r"\"(ALONGSIDE_\w+)\"", (CASEWORK / "site" / "settings.py").read_text())
    written = re.findall(r"^\| `(ALONGSIDE_\w+)`", (ROOT / "docs/settings.md").read_text(), re.M)

    assert sorted(read) == sorted(written)


def test_every_exit_code_is_in_the_commands_page_with_its_meaning():
    page = (ROOT / "docs/commands.md").read_text()

    rows = re.findall(r"^\| (\d+) \| (.+?) \|$", page, re.M)

    assert rows == [(str(int(code)), meaning) for code, meaning in MEANING.items()]


def test_every_dependency_has_its_licence_and_its_reason_written_down():
    decision = (ROOT / "docs/decisions/0002-dependencies.md").read_text()
    written = re.findall(r"^\| `([\w-]+)` \|", decision, re.M)
    needed = [
        re.split(r"[\[<>=]", line)[0]
        for kind in ("base", "dev")
        for line in (ROOT / f"requirements/{kind}.in").read_text().splitlines()
        if line and not line.startswith(("#", "-"))
    ]

    assert sorted(written) == sorted(needed)


def test_the_package_needs_what_the_requirements_list():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = (ROOT / "requirements/base.in").read_text().splitlines()
    listed = [line for line in lines if line and not line.startswith("#")]

    assert listed == project["project"]["dependencies"] + ["hatchling", "editables"]


def test_every_decision_has_a_number_of_its_own():
    numbers = [path.name[:4] for path in (ROOT / "docs/decisions").glob("*.md")]

    assert sorted(numbers) == [f"{n:04}" for n in range(1, len(numbers) + 1)]
