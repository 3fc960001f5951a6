"""WCAG 2.2 AA, as far as axe can see it. The rules are axe-core's, in axe/ (MPL 2.0)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What is right is not told in full: that would take three times as long.
VIOLATIONS = """async (tags) => (await axe.run(document, {
  runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']
})).violations"""


def assert_accessible(page: Page) -> None:
    """Fail with what is wrong, where, and how to mend it."""
    if page.evaluate("typeof axe") == "undefined":  # `open_browser` brings it to most pages
        page.evaluate(f"{AXE}; null")
    found: list[dict[str, Any]] = page.evaluate(VIOLATIONS, RULES)
    wrong = [
        f"{rule['help']}: {node['html']}\n    {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
    assert not wrong, f"{page.url}\n" + "\n".join(wrong)


def assert_fits(page: Page) -> None:
    """Fail when the page has to be moved sideways to be read."""
    wider = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wider <= 0, f"{page.url} is {wider} pixels wider than the screen"
