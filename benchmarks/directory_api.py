"""How quick the public API is: a page of the list of services, among 20,000 and 200,000.

python -m benchmarks.directory_api --activities 200000 --into build/api-sqlite-200000.json

Each question is for another page, from the first to the last, of a server with two workers: 50
services without and with all of each. Then the first question after an entry has changed, for which
a worker reads the whole list's numbers anew.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from datetime import date
from datetime import time as clock
from pathlib import Path
from typing import Any

from .run import free_port, memory_of, remove, wait_for

DATA = Path(os.environ.get("BENCH_DATA", "build/bench"))
ROUNDS, AFTER_A_CHANGE = 200, 10
PER_PAGE = 50
AT_ONCE = 5_000
A_DESCRIPTION = "We meet each week, have tea, and whoever is new is met at the door. " * 4


def main() -> None:
    """Build, serve, measure, write down."""
    wanted = arguments()
    kind = "postgresql" if os.environ.get("ALONGSIDE_DATABASE_URL") else "sqlite"
    data = (DATA / f"api-{kind}-{wanted.activities}").resolve()
    remove(data)
    data.mkdir(parents=True)
    os.environ |= {"ALONGSIDE_DATA": str(data), "ALONGSIDE_LOG_LEVEL": "warning"}
    os.environ |= {"DJANGO_SETTINGS_MODULE": "alongside.casework.site.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    fill(wanted.activities)
    told: dict[str, Any] = {"kind": kind, "activities": wanted.activities}
    told |= serve_and_measure(wanted.activities)
    print(json.dumps(told, indent=1))
    wanted.into.write_text(json.dumps(told, indent=1))
    shutil.rmtree(data, ignore_errors=True)
    data.with_name(f"{data.name}.keys").unlink(missing_ok=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, default=20_000)
    parser.add_argument("--into", type=Path, required=True)
    return parser.parse_args()


def fill(activities: int) -> None:
    """As many entries, one in twenty kept to a scheme; an organisation for each ten of them."""
    from django.db import connection, transaction

    from alongside.casework.schemes.models import Programme, Scheme

    programme = Programme.objects.create(name="Measured")
    scheme = Scheme.objects.create(programme=programme, name="Measured", nation="england")
    for at in range(0, activities, AT_ONCE):
        with transaction.atomic():
            some(at, min(AT_ONCE, activities - at), scheme)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    connection.close()


def some(start: int, many: int, scheme: Any) -> None:
    from alongside.casework.directory.models import (
        Activity,
        ActivityPlace,
        CostOption,
        Organisation,
        Phone,
        Place,
        Time,
    )

    draw = random.Random(start)  # noqa: S311 - made-up places, the same each time
    groups = Organisation.objects.bulk_create(
        Organisation(name=f"Trust {start + n}", website="https://trust.example.org")
        for n in range(many // 10)
    )
    places = Place.objects.bulk_create(
        Place(
            name=f"Hall {start + n}",
            address_1="1 High Street",
            city="Aldermouth",
            postcode="BS16 4AA",
            latitude=draw.uniform(50.5, 57.5),
            longitude=draw.uniform(-4.5, 0.5),
        )
        for n in range(many)
    )
    made = Activity.objects.bulk_create(
        Activity(
            name=f"Club {start + n}",
            organisation=groups[n % len(groups)],
            description=A_DESCRIPTION,
            only_for=scheme if n % 20 == 0 else None,
            checked_on=date(2026, 11, 1),
        )
        for n in range(many)
    )
    pairs = list(zip(made, places, strict=True))
    ActivityPlace.objects.bulk_create(ActivityPlace(activity=a, place=p) for a, p in pairs)
    Time.objects.bulk_create(
        Time(activity=a, freq="WEEKLY", byday="TU", weekdays=2, opens_at=clock(10)) for a in made
    )
    CostOption.objects.bulk_create(CostOption(activity=a, option="Tea", amount=2) for a in made)
    Phone.objects.bulk_create(Phone(activity=a, number="01632 960001") for a in made)


def serve_and_measure(activities: int) -> dict[str, Any]:
    """Milliseconds as the asker waits, and how much memory each answering process holds, in MB."""
    port = free_port()
    command = [sys.executable, "-m", "alongside.cli", "serve", "--port", str(port)]
    server = subprocess.Popen([*command, "--workers", "2"])
    try:
        wait_for(port)
        pages = activities * 19 // 20 // PER_PAGE
        for _ in range(20):
            ask(port, "page=1")
        draw = random.Random(5)  # noqa: S311 - which pages are asked for, the same each time
        listed = timed(port, [f"page={draw.randint(1, pages)}" for _ in range(ROUNDS)])
        full = timed(port, [f"page={draw.randint(1, pages)}&full=true" for _ in range(ROUNDS // 4)])
        changed = []
        for number in range(AFTER_A_CHANGE):
            change()
            changed += times(port, [f"page={number + 1}"])
        return {
            "listed": listed,
            "full": full,
            "after_a_change_ms": round(statistics.median(changed), 1),
            "server_mb": memory_of(server.pid),
        }
    finally:
        server.terminate()
        server.wait()


def change() -> None:
    """What any action on an entry does."""
    from django.db import connection
    from django.utils import timezone

    from alongside.casework.directory.models import Activity

    first = Activity.objects.order_by("pk").values_list("pk", flat=True)[0]
    Activity.objects.filter(pk=first).update(modified_at=timezone.now())
    connection.close()


def timed(port: int, questions: list[str]) -> dict[str, float]:
    took = sorted(times(port, questions))
    return {
        "median_ms": round(statistics.median(took), 2),
        "p95_ms": round(took[int(len(took) * 0.95)], 2),
    }


def times(port: int, questions: list[str]) -> list[float]:
    return [ask(port, one) for one in questions]


def ask(port: int, question: str) -> float:
    """Milliseconds of one page, on a connection of its own."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", f"/api/open-referral/services?{question}")
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    took = (time.perf_counter() - begun) * 1000
    assert answer.status == 200, content
    assert json.loads(content)["size"] == PER_PAGE
    return took


if __name__ == "__main__":
    main()
