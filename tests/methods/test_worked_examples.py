"""Every page in docs/methods has a worked example that comes out as it says."""

import doctest
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).resolve().parents[2] / "docs" / "methods").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_worked_example_comes_out_as_the_page_says(page: Path) -> None:
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")

    assert result.attempted > 0, f"{page.name} has no worked example"
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_question_data_formula_limits_and_example(page: Path) -> None:
    headings = [line for line in page.read_text(encoding="utf-8").splitlines() if line[:3] == "## "]

    assert headings == [
        "## Question",
        "## Data",
        "## Formula",
        "## Limits",
        "## Worked example",
    ]
