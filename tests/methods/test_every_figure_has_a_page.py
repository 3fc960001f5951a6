"""Every figure says by which page of docs/methods it can be computed again."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from alongside.evaluation.report.methods import method_for, method_of

PAGES = Path(__file__).resolve().parents[2] / "docs" / "methods"
EVALUATION = files("alongside.evaluation")
FIGURES = list(tomllib.loads((EVALUATION / "figures.toml").read_text(encoding="utf-8"))["figure"])
METHODS = tomllib.loads((EVALUATION / "report" / "methods.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("id_", FIGURES)
def test_a_figure_has_a_page(id_: str):
    assert method_of(id_.replace("*", "anything")), id_


@pytest.mark.parametrize("part", METHODS["parts"])
def test_a_part_of_the_report_without_a_figure_has_a_page(part: str):
    assert method_for(part)


@pytest.mark.parametrize("start", METHODS["figures"])
def test_no_line_of_the_list_is_about_no_figure(start: str):
    assert any(id_.startswith(start) for id_ in FIGURES)


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_a_link_of_a_page_leads_to_a_page(page: Path):
    for target in re.findall(r"\]\(([^)]+\.md)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).is_file(), target
