"""Write docs/benchmarks.md from what was measured.

python -m benchmarks.tell build docs/benchmarks.md
"""

from __future__ import annotations

import json
import math
import os
import platform
import sys
from pathlib import Path
from typing import Any

from .tell_api import reading

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
LIMITS = {"My people": 40, "Person": 35, "Record a contact": 35, "Search": 40}  # times a bare page
GROWTH = 1 / 3  # of a page, from 10,000 people to 200,000
SECONDS, WORKER_MB = 60, 200
TOP = """# How quick it is, and what it needs

Measured by `make bench`, which writes this page. {machine}

A page is asked for 150 times at one connection, and 40 times by each of four, of a server with
two workers: session, permissions, unsealing and the line in the audit included. Milliseconds are
the median as the asker waits; *times bare* is that over the median of a page of the same server
that does nothing. The people are made up: the demonstration, and around it schemes of 5,000 people
each. The worker who asks has 40 people, and *My people* shows all 40.
"""


def main(folder: Path, page: Path) -> None:
    """Read every result in the folder, and write the page. What was not measured this time stays
    out: the page is of one run on one machine."""
    results = [json.loads(path.read_text()) for path in sorted(folder.glob("bench-*.json"))]
    parts = [TOP.format(machine=machine()), *(part(results, kind) for kind in DATABASES)]
    if (evaluation := folder / "evaluation.json").exists():
        parts.append(of_evaluation(json.loads(evaluation.read_text())))
    parts.append(finding([json.loads(each.read_text()) for each in folder.glob("find-*.json")]))
    parts.append(importing([json.loads(one.read_text()) for one in folder.glob("import-*.json")]))
    of_api = [json.loads(one.read_text()) for one in folder.glob("api-*.json")]
    parts.append(reading(of_api, DATABASES, row))
    page.write_text("\n".join(each for each in parts if each))


def machine() -> str:
    """What it was measured on, in a sentence."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if "model name" in line), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = platform.python_version()
    return f"On this machine: {os.cpu_count()} cores ({model}), {memory:.0f} GiB, Python {python}."


def part(results: list[dict[str, Any]], kind: str) -> str:
    """One database: its pages, and its long work."""
    of = sorted((each for each in results if each["kind"] == kind), key=lambda one: one["people"])
    if not of:
        return ""
    return "\n".join([f"## {DATABASES[kind]}\n", *pages(of), "", *long_work(of), ""])


def pages(of: list[dict[str, Any]]) -> list[str]:
    """A row a page: milliseconds and times a bare page, at each size."""
    sizes = [f"{one['people']:,} people" for one in of]
    cells = [f"{size}: ms / times bare / at four" for size in sizes]
    found = [row("page", *cells, "limit", "grows by"), row(*["---"] * (len(of) + 3))]
    for at, first in enumerate(of[0]["pages"]):
        all_sizes = [one["pages"][at] for one in of]
        told = [
            f"{it['median_ms']:.1f} / {it['times_bare']:.1f} / {it['times_bare_at_four']:.1f}"
            for it in all_sizes
        ]
        limit = f"{LIMITS[first['page']]} times" if first["page"] in LIMITS else ""
        found.append(row(first["page"], *told, limit, grown(all_sizes)))
    return found


def grown(sizes: list[dict[str, Any]]) -> str:
    """By how much a page takes longer in the biggest service than in the smallest."""
    if len(sizes) < 2:
        return ""
    return f"{sizes[-1]['times_bare'] / sizes[0]['times_bare'] - 1:+.0%} (limit {GROWTH:+.0%})"


def long_work(of: list[dict[str, Any]]) -> list[str]:
    """What a worker holds, an extract and an import, at each size."""
    found = []
    for one in of:
        workers = " and ".join(f"{each:.0f}" for each in one["server_mb"][1:])
        said = (
            f"- {one['people']:,} people, {one['contacts']:,} contacts: workers hold {workers} MB"
        )
        said += f" (limit {WORKER_MB})"
        if extract := one.get("extract"):
            said += f"; an extract of everything takes {extract['seconds']:.0f} s"
            said += f" (limit {SECONDS} at a million contacts) and {extract['peak_mb']:.0f} MB"
        if moved := one.get("moving_in"):
            said += f"; 10,000 people move in within {moved['people']:.0f} s, and 10,000 referrals"
            said += f" within {moved['referrals']:.0f} s (limit {SECONDS})"
        found.append(f"{said}.")
    return found


FIND_LIMITS = {"find": 10, "find_in_database": None, "suggestions": 60}  # milliseconds, p95
FIND_PAGE, FIND_GROWTH = 60, 1 / 2  # times a bare page; from 20,000 activities to 200,000
FIND_WORDS = {
    "find_in_database": "of it waiting for the database",
    "find": "search: words, 5 miles, step-free, Tuesday",
    "suggestions": "suggestions for a person",
}


def finding(results: list[dict[str, Any]]) -> str:
    """How quick something to do is found, at each size on both databases."""
    if not results:
        return ""
    of = sorted(results, key=lambda one: (one["kind"] != "sqlite", one["activities"]))
    sizes = [f"{DATABASES[one['kind']]}, {one['activities']:,} activities" for one in of]
    found = ["## Finding something to do\n", row("what", *sizes, "limit")]
    found.append(row(*["---"] * (len(of) + 2)))
    for name, limit in FIND_LIMITS.items():
        told = [f"{one[name]['median_ms']:.1f}, p95 {one[name]['p95_ms']:.1f} ms" for one in of]
        most = f"p95 {limit} ms; grows by {FIND_GROWTH:.0%}" if limit else ""
        found.append(row(FIND_WORDS[name], *told, most))
    for name in of[0]["pages"]:
        pages_of = [one["pages"][name] for one in of]
        told = [f"{it['median_ms']:.1f} ms, {it['times_bare']:.0f} times" for it in pages_of]
        found.append(row(name, *told, f"{FIND_PAGE} times" if name != "bare page" else ""))
    return "\n".join([*found, ""])


IMPORT_SECONDS, IMPORT_MB = 30, 300


def importing(results: list[dict[str, Any]]) -> str:
    """How long another directory takes to come in, on both databases."""
    if not results:
        return ""
    found = ["## Bringing another directory in\n"]
    for one in sorted(results, key=lambda each: each["kind"] != "sqlite"):
        found.append(
            f"- {DATABASES[one['kind']]}: {one['services']:,} services of Open Referral UK in"
            f" {one['seconds']:.0f} s (limit {IMPORT_SECONDS}), again in {one['again']:.0f} s;"
            f" {one['memory_mb']:.0f} MB (limit {IMPORT_MB}). Reading, comparing, writing and the"
            " search’s index are all in it."
        )
    return "\n".join([*found, ""])


EVALUATION = """## The evaluation

`alongside evaluate EXTRACT --comparison … --values … --no-report --quick` as a whole process,
beside benchmarks/evaluation.R, which computes the same figures with data.table, stats, sandwich
and MatchIt from the same CSV files, turn about. The quickest of some runs; in brackets seconds of
the processors, which tell more than the clock where other work was going on. The limit at 9,000
episodes is what R takes, at 300,000 a tenth of it. Large extracts are best written as Parquet.
"""
TENTH_FROM, MATCHING_S, START_S, LARGE_MB = 300_000, 0.3, 0.3, 4_096


def of_evaluation(told: dict[str, Any]) -> str:
    """The evaluation beside R, and what it needs."""
    names = {"csv": "CSV", "parquet": "Parquet", "r": "R, CSV"}
    lines = [EVALUATION, row("episodes", "contacts", *names.values(), "peak MB"), row(*["---"] * 6)]
    for size in told["sizes"]:
        peak = " / ".join(f"{size[each]['peak_mb']:.0f}" for each in names if each in size)
        counts = f"{size['episodes']:,}", f"{size['contacts']:,}"
        lines.append(row(*counts, *(seconds(size.get(each)) for each in names), peak))
    start, matching = told["start"], told["matching"]
    lines += [
        "",
        *(beside_r(size) for size in told["sizes"] if "r" in size),
        f"- `alongside --help`: {seconds(start)} s (limit {START_S}).",
        f"- Matching alone, 100,000 people beside 400,000: {seconds(matching)} s"
        f" (limit {MATCHING_S}).",
        f"- Ten million episodes are to need {LARGE_MB:,} MB at most.",
        *growth(told["sizes"]),
    ]
    if not told["r"]:
        lines.append(
            "- R, or a package of it, was not installed: there is nothing to compare with."
        )
    return "\n".join([*lines, ""])


def seconds(run: dict[str, float] | None) -> str:
    """By the clock, and of the processors."""
    return f"{run['seconds']:.2f} ({run['processor']:.2f})" if run else ""


def beside_r(size: dict[str, Any]) -> str:
    """How much of R's time it takes, in both."""
    share = 1 / 10 if size["episodes"] >= TENTH_FROM else 1
    kinds = {kind: size[kind] for kind in ("csv", "parquet") if kind in size}
    said = "; ".join(
        f"from {kind} {run['seconds'] / size['r']['seconds']:.0%} of R's time"
        f" ({run['processor'] / size['r']['processor']:.0%} of its processor seconds)"
        for kind, run in kinds.items()
    )
    return f"- {size['episodes']:,} episodes: {said} (limit {share:.0%})."


def growth(sizes: list[dict[str, Any]]) -> list[str]:
    """Processor seconds of the largest beside the one before it; n log n would be its limit."""
    if len(sizes) < 2:
        return []
    small, large = sizes[-2:]
    kind = "parquet" if "parquet" in small and "parquet" in large else "csv"
    times = large[kind]["processor"] / small[kind]["processor"]
    n, m = large["episodes"], small["episodes"]
    limit = n * math.log(n) / (m * math.log(m))
    return [f"- {n / m:.0f} times the episodes take {times:.0f} times as long (limit {limit:.0f})."]


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
