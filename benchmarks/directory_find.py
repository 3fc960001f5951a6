"""How quick finding something nearby is, among 20,000 and 200,000 activities.

python -m benchmarks.directory_find --activities 200000 --into build/find-sqlite-200000.json

Towns of 2,000 activities each, within some miles of their middle, as many as it takes. Each
question is of another town: words, five miles, step-free, on a Tuesday.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import time
from collections.abc import Callable
from datetime import date
from datetime import time as clock
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("BENCH_DATA", "build/bench"))
A_TOWN = 2_000
ROUNDS = 300
WORDS = ["birds", "walking", "choir", "company", "gardening", "art class", "lunch club", "knitting"]
THINGS = """choir walk garden lunch chess craft knit falconry tea café dance yoga history art drama
football library museum allotment bingo quiz singing pottery reading film computer swimming""".split()
KINDS = ["club", "group", "circle", "drop-in", "morning", "class", "friends", "centre"]
PLACES = ["Harbour", "Fenwater", "Aldermouth", "Mill Lane", "St Anne’s", "Northgate", "Riverside"]


def main() -> None:
    """Build, measure, write down."""
    wanted = arguments()
    kind = "postgresql" if os.environ.get("ALONGSIDE_DATABASE_URL") else "sqlite"
    data = (DATA / f"find-{kind}-{wanted.activities}").resolve()
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    os.environ |= {"ALONGSIDE_DATA": str(data), "ALONGSIDE_LOG_LEVEL": "warning"}
    os.environ |= {"DJANGO_SETTINGS_MODULE": "alongside.casework.site.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    begun = time.perf_counter()
    towns = fill(wanted.activities)
    told: dict[str, Any] = {"kind": kind, "activities": wanted.activities}
    told["built_s"] = round(time.perf_counter() - begun, 1)
    told |= measure(towns)
    print(json.dumps(told, indent=1))
    wanted.into.write_text(json.dumps(told, indent=1))
    shutil.rmtree(data, ignore_errors=True)
    data.with_name(f"{data.name}.keys").unlink(missing_ok=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, default=20_000)
    parser.add_argument("--into", type=Path, required=True)
    return parser.parse_args()


# ---- what there is -------------------------------------------------------------------------------


def fill(activities: int) -> list[tuple[float, float]]:
    """Make the towns; gives their middles."""
    draw = random.Random(30)
    towns = [
        (draw.uniform(50.5, 57.5), draw.uniform(-4.5, 0.5)) for _ in range(activities // A_TOWN)
    ]
    vocabulary = [f"w{number:04}x" for number in range(3_000)]
    for at in towns:
        a_town(draw, at, vocabulary)
    return towns


def described(draw: random.Random, vocabulary: list[str]) -> str:
    """Fifty words: two things that are done there, and what descriptions are full of."""
    filled = [vocabulary[int(draw.paretovariate(0.6)) % len(vocabulary)] for _ in range(48)]
    return " ".join([*draw.sample(THINGS, 2), *filled])


def a_town(draw: random.Random, at: tuple[float, float], vocabulary: list[str]) -> None:
    from django.db import connection, transaction

    from alongside.casework.directory.models import Activity, ActivityPlace, Place, Time
    from alongside.casework.directory.search import index

    with transaction.atomic():
        places = Place.objects.bulk_create(
            Place(
                name=f"{draw.choice(PLACES)} hall",
                latitude=at[0] + draw.gauss(0, 0.05),
                longitude=at[1] + draw.gauss(0, 0.08),
                step_free=draw.random() < 0.5,
            )
            for _ in range(A_TOWN)
        )
        made = Activity.objects.bulk_create(
            Activity(
                name=f"{draw.choice(PLACES)} {draw.choice(THINGS)} {draw.choice(KINDS)}",
                description=described(draw, vocabulary),
                checked_on=date(2026, 11, 1),
                due_on=date(2099, 1, 1),
            )
            for _ in range(A_TOWN)
        )
        ActivityPlace.objects.bulk_create(
            ActivityPlace(activity=one, place=place)
            for one, place in zip(made, places, strict=True)
        )
        days = [draw.randrange(7) for _ in made]
        Time.objects.bulk_create(
            Time(
                activity=one,
                freq="WEEKLY",
                weekdays=1 << day,
                opens_at=clock(10),
                closes_at=clock(12),
            )
            for one, day in zip(made, days, strict=True)
        )
        index.refresh(one.pk for one in made)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


# ---- how long it takes ---------------------------------------------------------------------------


def measure(towns: list[tuple[float, float]]) -> dict[str, Any]:
    from alongside.casework.directory.geography.point import Point
    from alongside.casework.directory.search import Query, find

    draw = random.Random(5)

    def ask() -> None:
        middle = draw.choice(towns)
        step_free = frozenset({"step_free"})
        near = Point(*middle)
        query = Query(draw.choice(WORDS), near=near, within_miles=5, weekday=1, access=step_free)
        find(query, worker=None)

    return {"find": timed(ask)}


def timed(ask: Callable[[], None]) -> dict[str, float]:
    """Milliseconds of one question, after some to warm up."""
    taken = []
    for _ in range(ROUNDS + 30):
        begun = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begun) * 1000)
    taken = taken[30:]
    p95 = statistics.quantiles(taken, n=20)[18]
    return {"median_ms": round(statistics.median(taken), 2), "p95_ms": round(p95, 2)}


if __name__ == "__main__":
    main()
