"""Small made-up extracts, written as CSV: say what matters, the rest is filled in."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from alongside.extract import table

Row = dict[str, Any]
BEGAN = date(2018, 3, 1)


def scheme(number: int = 1, **fields: Any) -> Row:
    return {"scheme_id": f"S{number}", "name": f"Scheme {number}", "nation": "england"} | fields


def referral(number: int, **fields: Any) -> Row:
    usual = {
        "referral_id": f"R{number}",
        "person_id": f"P{number}",
        "scheme_id": "S1",
        "received_on": "2018-02-20",
        "source": "nhs",
        "outcome": "accepted",
    }
    return usual | fields


def episode(number: int, **fields: Any) -> Row:
    usual = {
        "episode_id": f"E{number}",
        "person_id": f"P{number}",
        "scheme_id": "S1",
        "referral_id": f"R{number}",
        "started_on": BEGAN.isoformat(),
        "ended_on": (BEGAN + timedelta(days=84)).isoformat(),
        "end_reason": "completed",
        "age": 70,
        "gender": "female",
        "ethnicity": "white",
        "lives_alone": "true",
        "complexity": "low",
        "transitions_asked": "true",
    }
    return usual | fields


def ucla(number: int, stage: str, total: int, on: str = "", **fields: Any) -> Row:
    """UCLA-3 with items that add up to the total."""
    low, rest = divmod(total, 3)
    items = {f"item_{n}": low + (n <= rest) for n in (1, 2, 3)}
    days = {"start": "2018-03-02", "review": "2018-04-01", "end": "2018-05-20"}
    row = {"episode_id": f"E{number}", "instrument": "ucla3", "stage": stage}
    return row | {"completed_on": on or days.get(stage, "2018-09-30")} | items | fields


def swemwbs(number: int, stage: str, item: int, **fields: Any) -> Row:
    """SWEMWBS with the same answer to all seven."""
    day = {"start": "2018-03-02", "end": "2018-05-20"}[stage]
    items = {f"item_{n}": item for n in range(1, 8)}
    row = {"episode_id": f"E{number}", "instrument": "swemwbs", "stage": stage}
    return row | {"completed_on": day} | items | fields


def write(folder: Path, **tables: list[Row]) -> Path:
    """Write the tables that are said; schemes and referrals are made where they are not."""
    folder.mkdir(parents=True, exist_ok=True)
    episodes = tables.setdefault("episodes", [])
    tables.setdefault("schemes", [scheme()])
    tables.setdefault("referrals", [referral(n + 1) for n in range(len(episodes))])
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table(name).names, restval="")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def pairs(*scores: tuple[int, int], **fields: Any) -> dict[str, list[Row]]:
    """An episode for each pair of start and end scores of UCLA-3."""
    return {
        "episodes": [episode(n, **fields) for n, _ in enumerate(scores, 1)],
        "measures": [
            ucla(n, stage, score)
            for n, both in enumerate(scores, 1)
            for stage, score in zip(("start", "end"), both, strict=True)
        ],
    }
