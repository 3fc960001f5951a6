"""How quick the evaluation is, beside the same figures in R; and what it needs of memory.

python -m benchmarks.evaluation --into build/evaluation.json
python -m benchmarks.evaluation --into build/evaluation.json --large   # ten million episodes, too

Both read the same made-up extract, turn about, as whole processes: starting, reading, computing,
writing. R is evaluation.R beside this; where there is no Rscript with its packages the page says so
(Debian: r-base-core r-cran-data.table r-cran-sandwich r-cran-matchit).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .extracts import CONTACTS, Made, make

SIZES, LARGE = (9_000, 300_000), 10_000_000
SCRIPT = Path(__file__).with_suffix(".R")
PACKAGES = "library(data.table); library(sandwich); library(MatchIt)"
TIMES = {9_000: 5, 300_000: 3}  # the quickest counts: whatever else runs only makes it slower
TREATED, CONTROLS = 100_000, 400_000


def main() -> None:
    """Make extracts, run both on each, write down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="ten million episodes, too")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--into", type=Path, required=True)
    wanted = parser.parse_args()
    there = r_is_there()
    told: dict[str, Any] = {"r": there, "start": starting(), "matching": matching()}
    told["sizes"] = [measured(size, with_r=there) for size in wanted.sizes]
    if wanted.large:
        told["sizes"].append(measured(LARGE, with_r=False, kinds=("parquet",)))
    wanted.into.write_text(json.dumps(told, indent=1))
    print(json.dumps(told, indent=1))


def r_is_there() -> bool:
    """Whether R and its packages are installed."""
    rscript = shutil.which("Rscript")
    return bool(rscript) and ran([str(rscript), "-e", PACKAGES]).returncode == 0


def ran(command: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def measured(
    episodes: int, *, with_r: bool, kinds: Sequence[str] = ("csv", "parquet")
) -> dict[str, Any]:
    """One size: seconds, processor seconds and peak MB of each, the quickest of some runs."""
    found: dict[str, Any] = {"episodes": episodes, "contacts": episodes * CONTACTS}
    with tempfile.TemporaryDirectory(prefix="bench-", dir=os.environ.get("BENCH_DATA")) as place:
        made = {kind: made_as(Path(place) / kind, episodes, kind) for kind in kinds}
        out = Path(place) / "out"
        commands = {kind: ours(one, out) for kind, one in made.items()}
        if with_r:
            commands["r"] = in_r(made["csv"], out)
        runs: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
        for _ in range(TIMES.get(episodes, 1)):
            for name, command in commands.items():
                runs[name].append(timed(command))
                shutil.rmtree(out, ignore_errors=True)
                out.unlink(missing_ok=True)
        found |= {name: min(each, key=lambda run: run["seconds"]) for name, each in runs.items()}
    return found


def made_as(into: Path, episodes: int, kind: str) -> Made:
    into.mkdir()
    return make(into, episodes, kind)


def ours(made: Made, out: Path) -> list[str]:
    """The command as somebody types it."""
    words = ["evaluate", str(made.folder), "--out", str(out), "--no-report", "--quick"]
    words += ["--comparison", str(made.survey), "--values", str(made.values)]
    return [str(Path(sys.executable).with_name("alongside")), *words]


def in_r(made: Made, out: Path) -> list[str]:
    return ["Rscript", str(SCRIPT), str(made.folder), str(made.survey), str(out)]


WATCH = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
seconds = time.perf_counter() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
processor = used.ru_utime + used.ru_stime
told = {"seconds": seconds, "processor": processor, "peak_mb": used.ru_maxrss / 1024}
print(json.dumps({name: round(value, 2) for name, value in told.items()}))
"""


def timed(command: list[str]) -> dict[str, float]:
    """A whole process: seconds by the clock and of the processors, and its peak memory in MB.

    A small process starts it: what one holds when it starts another counts as the other's. Modules
    are compiled once, as wherever it is installed, not anew each time.
    """
    once = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-S", "-c", WATCH, *command], stdout=subprocess.PIPE, check=True, env=once
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def starting() -> dict[str, float]:
    """`alongside --help`, the quickest of ten."""
    command = [str(Path(sys.executable).with_name("alongside")), "--help"]
    return min((timed(command) for _ in range(10)), key=lambda run: run["seconds"])


def matching() -> dict[str, float]:
    """Nearest neighbours alone, within a caliper and two strata, as the evaluation does it."""
    from alongside.evaluation.matching import nearest

    draw = np.random.default_rng(1)
    ours, theirs = draw.beta(3, 4, TREATED), draw.beta(2, 5, CONTROLS)
    strata = draw.random(TREATED) < 0.6, draw.random(CONTROLS) < 0.4
    caliper = 0.2 * float(np.concatenate([ours, theirs]).std(ddof=1))
    times = []
    for _ in range(5):
        begun = time.perf_counter(), time.process_time()
        pairs = nearest(ours, theirs, caliper=caliper, strata=strata)
        times.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
    seconds, processor = min(times)
    return {"seconds": round(seconds, 2), "processor": round(processor, 2), "pairs": len(pairs)}


if __name__ == "__main__":
    main()
