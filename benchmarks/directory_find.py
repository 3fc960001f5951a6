"""How quick finding something nearby is, among 20,000 and 200,000 activities.

python -m benchmarks.directory_find --activities 200000 --into build/find-sqlite-200000.json

Towns of 2,000 activities each, within some miles of their middle, as many as it takes. Each
question is of another town: words, five miles, step-free, on a Tuesday.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from datetime import time as clock
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from .pages import Browser
from .run import free_port, wait_for

DATA = Path(os.environ.get("BENCH_DATA", "build/bench"))
A_TOWN = 2_000
HOME, POSTCODE = (51.4493, -2.5974), "BS1 4ST"  # of the person for whom there are suggestions
EMAIL, PASSWORD = "ruth@example.org", "a long walk by the river"
WARM_UP, ROUNDS = 30, 300
WORDS = ["birds", "walking", "choir", "company", "gardening", "art class", "lunch club", "knitting"]
THINGS = """
choir walk garden lunch chess craft knit falconry tea café dance yoga history art drama football
library museum allotment bingo quiz singing pottery reading film computer swimming
""".split()
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
    person = somebody()
    told: dict[str, Any] = {"kind": kind, "activities": wanted.activities}
    told["built_s"] = round(time.perf_counter() - begun, 1)
    told |= measure(towns, person)
    told["pages"] = pages(person)
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
    from django.db import connection

    draw = random.Random(30)  # noqa: S311 - made-up data, not a secret
    others = range(1, activities // A_TOWN)
    towns = [HOME, *((draw.uniform(50.5, 57.5), draw.uniform(-4.5, 0.5)) for _ in others)]
    vocabulary = [f"w{number:04}x" for number in range(3_000)]
    for at in towns:
        a_town(draw, at, vocabulary)
    with connection.cursor() as cursor:  # as a server does by itself before long
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        if connection.vendor == "postgresql":  # else it writes for minutes while we measure
            cursor.execute("CHECKPOINT")
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


def somebody() -> int:
    """A connector, and the person for whom something is suggested; gives the person's number."""
    from alongside.casework.people.models import Person
    from alongside.casework.schemes.models import Membership, Programme, Scheme, Worker
    from alongside.casework.support.models import Episode, Plan, Tag

    programme = Programme.objects.create(name="Neighbours Together")
    scheme = Scheme.objects.create(programme=programme, name="Aldermouth", nation="england")
    ruth = Worker.objects.create_user(EMAIL, "Ruth Adeyemi", PASSWORD)
    long_ago = date(2020, 1, 1)
    Membership.objects.create(worker=ruth, role="connector", scheme=scheme, started_on=long_ago)
    said = {"scheme": scheme, "connector": ruth, "postcode": POSTCODE}
    person = Person.objects.create(preferred_name="Peg", **said)
    days = {"allocated_on": date(2026, 10, 16), "started_on": date(2026, 10, 22), "usual_weeks": 12}
    episode = Episode.objects.create(person=person, scheme=scheme, connector=ruth, **days)
    Plan.objects.create(episode=episode)
    for word in ("birds", "gardening", "company", "no car"):
        Tag.objects.create(episode=episode, word=word)
    return person.pk


# ---- how long it takes ---------------------------------------------------------------------------


def measure(towns: list[tuple[float, float]], person: int) -> dict[str, Any]:
    from django.db import connection
    from django.utils import timezone

    from alongside.casework.directory.geography.point import Point
    from alongside.casework.directory.search import Query, find
    from alongside.casework.schemes.models import Worker
    from alongside.casework.signposting.suggestions import suggest
    from alongside.casework.support.models import Episode

    draw = random.Random(5)  # noqa: S311 - as above
    ruth, today = Worker.objects.get(email=EMAIL), timezone.localdate()

    spent: list[float] = []  # milliseconds in the database, of each question

    def ask() -> None:
        spent.append(0.0)
        middle = draw.choice(towns)
        step_free = frozenset({"step_free"})
        near = Point(*middle)
        query = Query(draw.choice(WORDS), near=near, within_miles=5, weekday=1, access=step_free)
        find(query, worker=None)

    def suggestions() -> None:
        suggest(Episode.objects.select_related("person").get(person=person), ruth, today)

    def in_database(execute: Any, *args: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(*args)
        finally:
            spent[-1] += (time.perf_counter() - begun) * 1000

    gc.freeze()  # as the server does
    with connection.execute_wrapper(in_database):
        found = timed(ask)
    of_it = summed(spent)
    return {"find": found, "find_in_database": of_it, "suggestions": timed(suggestions)}


def pages(person: int) -> dict[str, Any]:
    """Through the whole server, in times its bare page."""
    from django.db import connections

    connections.close_all()
    port = free_port()
    command = [sys.executable, "-m", "alongside.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command)
    try:
        wait_for(port)
        browser = Browser(port)
        browser.sign_in(EMAIL, PASSWORD)
        search = urlencode({"words": "birds", "near": POSTCODE, "day": 1, "access": "step_free"})
        addresses = {
            "bare page": "/up/",
            "Something to do": f"/activities/?{search}",
            "Something to do nearby": f"/nearby/?{search}",
            "What there is for somebody": f"/people/{person}/nearby/",
        }
        found: dict[str, Any] = {
            name: timed(lambda address=address: answered(browser, address))
            for name, address in addresses.items()
        }
    finally:
        server.terminate()
        server.wait()
    for one in found.values():
        one["times_bare"] = round(one["median_ms"] / found["bare page"]["median_ms"], 1)
    return found


def answered(browser: Browser, address: str) -> None:
    status, page = browser.ask(address)
    if status != 200:
        raise SystemExit(f"{address} answered {status}:\n{page[:2000]}")


def timed(ask: Callable[[], None]) -> dict[str, float]:
    """Milliseconds of one question, after some to warm up."""
    taken = []
    for _ in range(WARM_UP + ROUNDS):
        begun = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begun) * 1000)
    return summed(taken)


def summed(taken: list[float]) -> dict[str, float]:
    counted = taken[WARM_UP:]
    p95 = statistics.quantiles(counted, n=20)[18]
    return {"median_ms": round(statistics.median(counted), 2), "p95_ms": round(p95, 2)}


if __name__ == "__main__":
    main()
