"""Build a big service, serve it, and measure it; on SQLite or, under tools/with_postgres.py, there.

python -m benchmarks.run --people 200000 --contacts 1000000 --into build/sqlite-200000.json

Building takes many times longer than measuring: `--build` stops once it is built, and `--built`
measures what was built so, when the machine is quiet.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("BENCH_DATA", "build/bench"))


def main() -> None:
    """Build, serve, measure, write down."""
    wanted = arguments()
    kind = "postgresql" if os.environ.get("ALONGSIDE_DATABASE_URL") else "sqlite"
    data = (DATA / f"{kind}-{wanted.people}").resolve()
    os.environ |= {"ALONGSIDE_DATA": str(data), "ALONGSIDE_LOG_LEVEL": "warning"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.casework.site.settings"
    note = data / "built.json"
    if not wanted.built:
        remove(data)
        data.mkdir(parents=True)
        note.write_text(json.dumps({"kind": kind, **build(wanted.people, wanted.contacts)}))
    if wanted.build:
        return
    told: dict[str, Any] = json.loads(note.read_text())
    told["pages"], told["server_mb"] = serve_and_measure(told)
    if wanted.extract:
        told["extract"] = extract(data)
    if wanted.moving_in:
        told["moving_in"] = bring_in()
    wanted.into.write_text(json.dumps(told, indent=1))
    shown = ("kind", "people", "contacts", "pages", "server_mb", "extract", "moving_in")
    print(json.dumps({name: told.get(name) for name in shown}, indent=1))
    remove(data)


def remove(data: Path) -> None:
    """The service, and the keys beside it."""
    shutil.rmtree(data, ignore_errors=True)
    data.with_name(f"{data.name}.keys").unlink(missing_ok=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--contacts", type=int, default=50_000)
    parser.add_argument("--extract", action="store_true", help="time and weigh an extract, too")
    parser.add_argument("--moving-in", action="store_true", help="time an import, too")
    parser.add_argument("--build", action="store_true", help="build, and measure nothing yet")
    parser.add_argument("--built", action="store_true", help="measure what --build has left")
    parser.add_argument("--into", type=Path, required=True)
    return parser.parse_args()


def build(people: int, contacts: int) -> dict[str, Any]:
    """Fill the database, and find whom to ask for."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections
    from django.db.models import Count
    from django.utils import timezone

    from alongside.casework.people.models import Person

    from .world import fill

    call_command("migrate", interactive=False, verbosity=0)
    begun = time.perf_counter()
    world = fill(people, contacts, timezone.localdate())
    told = {**asdict(world), "built_s": round(time.perf_counter() - begun, 1)}
    known = Person.objects.filter(connector__email=world.email, episodes__ended_on=None)
    person = known.annotate(n=Count("episodes__contacts")).order_by("-n").first()
    assert person is not None
    told |= {"person": person.pk, "name": person.family_name}
    connections.close_all()
    return told


def serve_and_measure(told: dict[str, Any]) -> tuple[list[dict[str, Any]], list[float]]:
    """Pages in milliseconds, and how much memory each answering process holds, in MB."""
    from .pages import measure

    port = free_port()
    serve = ["serve", "--port", str(port), "--workers", "2"]
    command = [sys.executable, "-m", "alongside.cli", *serve]
    server = subprocess.Popen(command)
    try:
        wait_for(port)
        times = measure(port, told["email"], told.pop("password"), told["person"], told["name"])
        bare = times[0]
        pages = [
            {
                "page": one.name,
                "median_ms": round(one.median_ms, 2),
                "p95_ms": round(one.p95_ms, 2),
                "times_bare": round(one.median_ms / bare.median_ms, 1),
                "median_ms_at_four": round(one.four_ms, 2),
                "times_bare_at_four": round(one.four_ms / bare.four_ms, 1),
            }
            for one in times
        ]
        return pages, memory_of(server.pid)
    finally:
        server.terminate()
        server.wait()


def memory_of(parent: int) -> list[float]:
    """Resident memory of the processes below the server, in MB."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [round(_resident(child), 1) for child in children]


def _resident(process: str) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def extract(data: Path) -> dict[str, float]:
    """Seconds and peak memory in MB of an extract of everything, as its own process."""
    out = data / "extract"
    command = [sys.executable, "-m", "alongside.cli", "extract", "--out", str(out)]
    begun = time.perf_counter()
    watched = [sys.executable, "-c", PEAK, *command]
    timed = subprocess.run(watched, stdout=subprocess.PIPE, text=True, check=True)
    seconds = time.perf_counter() - begun
    return {"seconds": round(seconds, 1), "peak_mb": float(timed.stdout.split()[-1])}


def bring_in() -> dict[str, float]:
    """Seconds for 10,000 people and 10,000 referrals, into what is there already."""
    import django

    django.setup()
    from .moving_in import import_10_000_referrals

    return import_10_000_referrals()


PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return int(trial.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server does not listen.")


if __name__ == "__main__":
    main()
