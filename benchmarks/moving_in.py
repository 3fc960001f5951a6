"""How long it takes to bring 10,000 referrals in: reading, checking, writing, all of it.

from benchmarks.moving_in import import_10_000_referrals
import_10_000_referrals()  # seconds, in the database that Django is set up with
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone
from openpyxl import Workbook

from alongside.casework.importing import actions, parsing
from alongside.casework.importing.kinds import KINDS
from alongside.casework.importing.mapping import Names
from alongside.casework.schemes import actions as schemes
from alongside.casework.schemes.models import Role, Scheme, Worker

SOURCES = ("GP surgery", "Self referral", "Family", "Charity", "Council", "Hospital")
ROW = Sequence[object]


def import_10_000_referrals() -> dict[str, float]:
    """Seconds for 10,000 people, and then for 10,000 referrals of theirs, from workbooks."""
    scheme, by = _somewhere()
    draw = random.Random(10_000)  # noqa: S311 - made-up people, the same each time
    told = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind, rows in (("people", _people(draw)), ("referrals", _referrals(draw))):
            path = Path(folder) / f"{kind}.xlsx"
            _write(path, rows)
            told[kind] = _timed(kind, path, scheme, by)
    return told


def _timed(kind: str, path: Path, scheme: Scheme, by: Worker) -> float:
    begun = time.perf_counter()
    with path.open("rb") as file:
        parsed = parsing.read(file, KINDS[kind], Names(), timezone.localdate())
    done = actions.bring_in(parsed=parsed, scheme=scheme, today=timezone.localdate(), by=by)
    assert done.written == 10_000, done
    return round(time.perf_counter() - begun, 1)


def _somewhere() -> tuple[Scheme, Worker]:
    programme = schemes.add_programme(name=f"Moving in {time.time_ns()}", by=None)
    scheme = schemes.add_scheme(
        programme=programme, name="Moving in", public_name="Moving in", nation="england", by=None
    )
    email = f"moving-{time.time_ns()}@example.org"
    by = schemes.add_worker(email=email, name="Dilys Harcourt", by=None)
    schemes.give_role(
        worker=by, scheme=scheme, role=Role.COORDINATOR, on=timezone.localdate(), by=None
    )
    return scheme, by


def _people(draw: random.Random) -> list[ROW]:
    rows: list[ROW] = [
        (
            "person_ref",
            "given_name",
            "family_name",
            "date_of_birth",
            "gender",
            "address",
            "postcode",
            "telephone",
            "lives_alone",
            "risks",
        ),
    ]
    for number in range(10_000):
        born = date(1930, 1, 1) + timedelta(days=draw.randrange(20_000))
        rows.append(
            (
                f"A{number:05}",
                f"Given{draw.randrange(500)}",
                f"Family{draw.randrange(3_000)}",
                f"{born:%d/%m/%Y}",
                draw.choice("FM"),
                f"{number} Fenny Lane",
                "AD4 2QT",
                7_700_900_000 + number % 1_000,
                "yes",
                "none known",
            )
        )
    return rows


def _referrals(draw: random.Random) -> list[ROW]:
    rows: list[ROW] = [
        (
            "referral_ref",
            "person_ref",
            "received_on",
            "source",
            "referrer_name",
            "referrer_organisation",
            "reason_for_referral",
            "outcome",
            "decided_on",
            "outcome_reason",
        ),
    ]
    for number in range(10_000):
        came = timezone.localdate() - timedelta(days=draw.randrange(30, 1_500))
        no = number % 4 == 0
        rows.append(
            (
                f"R{number:05}",
                f"A{number:05}",
                came,
                draw.choice(SOURCES),
                "Sara Lindqvist",
                "Marlpit Road Surgery",
                "Has seen nobody since the autumn, and would like to.",
                "declined" if no else "",
                came + timedelta(days=3) if no else None,
                "out_of_area" if no else "",
            )
        )
    return rows


def _write(path: Path, rows: Sequence[ROW]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Export")
    for row in rows:
        sheet.append(list(row))
    book.save(path)
