"""Bring a made-up directory of 4,000 services in, twice: seconds, and memory.

python -m benchmarks.directory_import --into build/import
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

SERVICES = 4_000
ABOUT = "<p>Come <b>as you are</b>: tea, talk and things to do, in the warm.</p>" * 8


def service(number: int) -> dict[str, Any]:
    """One, as a feed of Open Referral UK 3.0 has it in full."""

    def of(what: str) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{what} {number}"))

    day = ("MO", "TU", "WE", "TH", "FR")[number % 5]
    address = {"address_1": f"{number} Quay Street", "city": "Aldermouth", "country": "GB"}
    place = {
        "id": of("place"),
        "location_type": "physical",
        "name": f"Hall {number}",
        "latitude": 51 + number / 10_000,
        "longitude": -2.5,
        "addresses": [address | {"id": of("address"), "postal_code": "BS1 4DJ"}],
        "accessibility": [{"id": of("access"), "description": "Level access."}],
    }
    charity = number % 900
    term = {"id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"term {number % 40}"))}
    return {
        "id": of("service"),
        "name": f"Club {number}",
        "description": ABOUT,
        "url": f"www.club-{number}.example.org",
        "email": "",
        "status": "active",
        "assured_date": "2026-01-01",
        "organization": {
            "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"charity {charity}")),
            "name": f"Charity {charity}",
        },
        "schedules": [{"id": of("time"), "freq": "WEEKLY", "byday": day, "opens_at": "10:00:00"}],
        "cost_options": [{"id": of("cost"), "amount": number % 5}],
        "contacts": [{"id": of("contact"), "name": "Mair", "phones": [{"number": "01632 960001"}]}],
        "languages": [{"id": of("language"), "name": "English", "code": "en"}],
        "attributes": [
            {"id": of("attribute"), "taxonomy_term": term | {"name": f"Interest {number % 40}"}}
        ],
        "service_at_locations": [{"id": of("at"), "location": place}],
    }


def measure(into: Path) -> None:
    """In a process of its own, on a database of its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.casework.site.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    first, again = bring_in(), bring_in()
    found = {
        "kind": connection.vendor,
        "services": SERVICES,
        "seconds": first,
        "again": again,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    into.mkdir(parents=True, exist_ok=True)
    (into / f"import-{connection.vendor}.json").write_text(json.dumps(found))
    print(found)


def bring_in() -> float:
    """Seconds for all of it: read, compared, written, made ready for search."""
    from alongside.casework.directory.models import Source, SourceRun
    from alongside.casework.directory.reading import Report
    from alongside.casework.directory.taking_in import running
    from alongside.casework.schemes.models import Worker

    by = Worker.objects.first() or Worker.objects.create_user("bench@example.org", "Bench")
    source, _ = Source.objects.get_or_create(name="Bench")
    with tempfile.TemporaryFile() as file:
        text = io.TextIOWrapper(file, write_through=True)
        text.write("[" + ",".join(json.dumps(service(n)) for n in range(SERVICES)) + "]")
        text.flush()
        begun = time.perf_counter()
        spool = running.read_file(file, None)
        run = SourceRun.objects.create(source=source, by=by)
        running.bring_in(run=run, spool=spool, report=Report(), by=by)
        return time.perf_counter() - begun


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--into", type=Path, required=True)
    measure(asked.parse_args().into)
