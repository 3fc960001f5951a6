"""A programme of three schemes with every table, and the files that stand beside its extract."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random
from typing import Any

from .. import made

PEOPLE = 240
VALUES = """
name = "Made-up values"
price_year = 2019
discount_rate = 0.035
discount_first_year = false

[[outcome]]
id = "loneliness"
label = "Feeling less lonely"
instrument = "ucla3"
value = { per_point = 420.0 }
people = "pairs"
deadweight = 0.27
attribution = 0.10
displacement = 0.0
duration_years = 1
drop_off = 0.0
range = { deadweight = [0.15, 0.45] }
"""


def write(folder: Path) -> tuple[Path, dict[str, Any]]:
    """The extract's folder, and the options that name the files beside it."""
    extract = made.write(folder / "extract", **tables())
    (folder / "values.toml").write_text(VALUES, encoding="utf-8")
    _csv(folder / "population.csv", POPULATION)
    _csv(folder / "comparison.csv", comparison())
    names = {"values": ".toml", "population": ".csv", "comparison": ".csv"}
    return extract, {name: folder / f"{name}{end}" for name, end in names.items()}


POPULATION = [
    {"area": "here", "group": group, "count": count}
    for group, count in (("gender:female", 5100), ("gender:male", 4900))
]


def _csv(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def comparison() -> list[dict[str, Any]]:
    random = Random(3)
    return [
        {
            "id": n,
            "age": random.randint(50, 90),
            "gender": random.choice(["female", "male"]),
            "lives_alone": random.choice(["true", "false"]),
            "ucla_start": (start := random.randint(4, 9)),
            "ucla_end": max(3, start - random.choice([0, 0, 1])),
        }
        for n in range(500)
    ]


def tables() -> dict[str, list[made.Row]]:
    random = Random(2)
    numbers = range(1, PEOPLE + 1)
    found: dict[str, list[made.Row]] = {
        "schemes": [
            made.scheme(n, name=f"Scheme <{n}> & more", nation=nation)
            for n, nation in enumerate(("england", "scotland", "wales"), 1)
        ],
        "referrals": [made.referral(n, source=random.choice(["nhs", "self"])) for n in numbers],
        "episodes": [_episode(n, random) for n in numbers],
        "measures": [row for n in numbers for row in _measures(n, random)],
        "contacts": [
            {"contact_id": f"C{n}-{k}", "episode_id": f"E{n}", "occurred_on": "2018-03-10",
             "mode": random.choice(["telephone", "face_to_face"]), "reached": "true",
             "minutes": 30, "worker": "connector"}
            for n in numbers for k in range(n % 5)
        ],
        "signposts": [
            {"signpost_id": f"G{n}", "episode_id": f"E{n}", "made_on": "2018-03-12",
             "destination": random.choice(["third_sector", "nhs"]), "how": "told",
             "outcome": random.choice(["attended", "settled", "declined"])}
            for n in numbers if n % 3
        ],
        "costs": [{"scheme_id": "S1", "incurred_on": "2018-01-01", "kind": "running",
                   "amount_gbp": 40_000}],
    }  # fmt: skip
    found["measures"] += [made.ucla(n, "end", 12) for n in (1,)]  # an answer that is none
    return found


def _episode(number: int, random: Random) -> made.Row:
    return made.episode(
        number,
        scheme_id=f"S{number % 3 + 1}",
        age=random.randint(45, 92),
        gender=random.choice(["female", "male"]),
        lives_alone=random.choice(["true", "false"]),
    )


def _measures(number: int, random: Random) -> list[made.Row]:
    start = random.randint(4, 9)
    rows = [made.ucla(number, "start", start)]
    if number % 4:
        end = max(3, min(9, start - random.choice([-1, 0, 1, 2, 3])))
        rows.append(made.ucla(number, "end", end))
        rows.append(made.swemwbs(number, "start", random.randint(2, 4)))
        rows.append(made.swemwbs(number, "end", random.randint(2, 5)))
    if number % 5 == 1:
        rows.append(made.ucla(number, "follow_up", random.randint(3, 9)))
    return rows
