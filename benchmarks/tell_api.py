"""What is said in docs/benchmarks.md of the public API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

LIMIT, GROWTH = 50, 1 / 2  # milliseconds, p95; from 20,000 entries to 200,000
WHAT = {
    "listed": "a page of 50 services",
    "full": "a page of 50 services with all of each",
}


def reading(
    results: list[dict[str, Any]], databases: Mapping[str, str], row: Callable[..., str]
) -> str:
    """How quick a page of the list is, from the first to the last, at each size."""
    if not results:
        return ""
    of = sorted(results, key=lambda one: (one["kind"] != "sqlite", one["activities"]))
    sizes = [f"{databases[one['kind']]}, {one['activities']:,} entries" for one in of]
    found = ["## Reading the directory with a program\n", row("what", *sizes, "limit")]
    found.append(row(*["---"] * (len(of) + 2)))
    for name, words in WHAT.items():
        told = [f"{one[name]['median_ms']:.1f}, p95 {one[name]['p95_ms']:.1f} ms" for one in of]
        limit = f"p95 {LIMIT} ms; grows by {GROWTH:.0%}" if name == "listed" else ""
        found.append(row(words, *told, limit))
    changed = [f"{one['after_a_change_ms']:.0f} ms" for one in of]
    found.append(row("the first page after an entry has changed", *changed, ""))
    return "\n".join([*found, ""])
