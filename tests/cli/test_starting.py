"""Help loads nothing heavy, and an evaluation nothing that it does not need."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    *("django", "numpy", "scipy", "duckdb", "openpyxl", "altair", "vl_convert", "typst"),
    *("psycopg", "cryptography", "frictionless", "pyreadstat", "rapidfuzz", "asyncio"),
)


def loaded_by(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('loaded', *sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return {name.split(".")[0] for name in done.stdout.rpartition("loaded ")[2].split()}


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["evaluate", "--help"]])
def test_help_loads_none_of_the_heavy_packages(words: list[str]):
    loaded = loaded_by(
        "from alongside.cli import app\n"
        f"try: app({words!r})\n"
        "except SystemExit as done: assert not done.code"
    )

    assert loaded.isdisjoint(HEAVY), sorted(loaded & set(HEAVY))


def test_an_evaluation_without_a_report_loads_nothing_that_draws_or_checks():
    loaded = loaded_by(
        "import alongside.cli, alongside.cli.evaluating, alongside.evaluation.report.folder"
    )

    assert {"numpy", "duckdb"} <= loaded
    assert loaded.isdisjoint({"django", "altair", "vl_convert", "typst", "openpyxl"})
    assert loaded.isdisjoint({"frictionless", "pyreadstat", "scipy", "statsmodels", "pandas"})
