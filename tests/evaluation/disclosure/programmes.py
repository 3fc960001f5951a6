"""Made-up programmes of a few hundred people, with rare answers, small schemes and follow-ups."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

from alongside.evaluation import Options

from .. import made

FIRST = date(2024, 1, 1)
GENDERS = ["female"] * 60 + ["male"] * 35 + ["other"] * 2 + ["not_stated"] * 3
ETHNICITIES = ["white"] * 80 + ["asian"] * 8 + ["black"] * 4 + ["mixed"] * 3 + ["", "other"]
SOURCES = ["nhs"] * 30 + ["self"] * 30 + ["local_authority"] * 20 + ["third_sector"] * 6
TRANSITIONS = ["health_issue"] * 6 + ["mobility_limitation"] * 3 + ["bereavement", "separation"]
OUTCOMES = ["settled"] * 5 + ["attended"] * 5 + ["suggested"] * 4 + ["stopped", "declined"]
SCORES = ("ucla_start", "ucla_end")
POPULATION = {
    "gender:female": 5100,
    "gender:male": 4900,
    "age:0-29": 2500,
    "age:30-59": 4500,
    "age:60-69": 1500,
    "age:70-84": 1000,
    "age:85-": 500,
    "ethnicity:white": 8000,
    "ethnicity:asian": 900,
    "ethnicity:black": 600,
    "ethnicity:mixed": 200,
}
VALUES = """
name = "Test"
[[outcome]]
id = "less"
instrument = "ucla3"
value = { per_point = 900 }
range = { per_point = [500, 1500] }
"""


def programme(folder: Path, seed: int, people: int = 240, schemes: int = 5) -> Path:
    """Write a programme's extract; the days are those on which its episodes began, over a year."""
    random = Random(seed)
    nations = ["england", "england", "wales", "scotland"]
    tables: dict[str, list[made.Row]] = {
        "schemes": [made.scheme(n, nation=nations[n % 4]) for n in range(1, schemes + 1)]
    }
    tables |= {name: [] for name in ("referrals", "episodes", "contacts", "measures")}
    tables |= {name: [] for name in ("life_transitions", "signposts", "gaps", "not_measured")}
    tables["costs"] = [
        {"incurred_on": "2024-02-01", "kind": kind, "amount_gbp": amount, "scheme_id": "S1"}
        for kind, amount in (("running", 90_000), ("set_up", 20_000))
    ]
    for number in range(1, people + 1):
        _person(
            tables, random, number, random.choices(range(1, schemes + 1), range(schemes, 0, -1))[0]
        )
    return made.write(folder, **tables)


def _person(tables: dict[str, list[made.Row]], random: Random, number: int, scheme: int) -> None:
    began = FIRST + timedelta(days=random.randrange(365))
    ended = began + timedelta(days=random.choice([0, 0, 40, 80, 85, 120, 200]))
    tables["referrals"].append(
        made.referral(
            number,
            scheme_id=f"S{scheme}",
            received_on=(began - timedelta(days=random.randrange(30))).isoformat(),
            source=random.choice(SOURCES),
            stop_gap=random.choice(["", "true", "false", "false", "false"]),
        )
    )
    tables["episodes"].append(
        made.episode(
            number,
            scheme_id=f"S{scheme}",
            started_on=began.isoformat(),
            ended_on=ended.isoformat() if random.random() < 0.93 else "",
            age=random.choice(["", *range(25, 95)]),
            gender=random.choice(GENDERS),
            ethnicity=random.choice(ETHNICITIES),
            lives_alone=random.choice(["true", "true", "false"]),
        )
    )
    _support(tables, random, number, began)
    if random.random() < 0.75:
        _scores(tables["measures"], random, number, began, ended)


def _support(tables: dict[str, list[made.Row]], random: Random, number: int, began: date) -> None:
    for each in {random.choice(TRANSITIONS) for _ in range(random.choice([0, 0, 1, 2]))}:
        tables["life_transitions"].append({"episode_id": f"E{number}", "transition": each})
    for turn in range(random.choice([0, 1, 1, 2, 4, 14])):
        tables["contacts"].append(
            {
                "contact_id": f"C{number}-{turn}",
                "episode_id": f"E{number}",
                "occurred_on": began.isoformat(),
                "mode": random.choice(["telephone", "face_to_face", "face_to_face", "video"]),
                "minutes": 30,
                "worker": "connector",
                "reached": "true",
            }
        )
    if random.random() < 0.3:
        tables["signposts"].append(
            {
                "signpost_id": f"G{number}",
                "episode_id": f"E{number}",
                "made_on": began.isoformat(),
                "destination": random.choice(["third_sector"] * 9 + ["nhs", "other"]),
                "outcome": random.choice(OUTCOMES),
                "how": random.choice(["told", "told", "wrote", "went_along", ""]),
                "reason": random.choice(["", "", "", "full", "cost", "too_far"]),
            }
        )
    if random.random() < 0.15:
        tables["gaps"].append(
            {
                "gap_id": f"A{number}",
                "scheme_id": "S1",
                "episode_id": f"E{number}",
                "opened_on": began.isoformat(),
                "need": "company",
                "barrier": random.choice(["none_exists", "none_exists", "full", "cost"]),
                "status": random.choice(["open", "open", "running", "self_sustaining"]),
                "running_on": random.choice(["", ended_by(began)]),
                "self_sustaining_on": random.choice(["", ended_by(began)]),
            }
        )
    if random.random() < 0.2:
        tables["not_measured"].append(
            {
                "episode_id": f"E{number}",
                "instrument": "ucla3",
                "on": ended_by(began),
                "stage": "end",
                "reason": random.choice(["declined"] * 5 + ["forgot", "not_able", "too_early"]),
            }
        )


def ended_by(began: date) -> str:
    return (began + timedelta(days=60)).isoformat()


def _scores(
    measures: list[made.Row], random: Random, number: int, began: date, ended: date
) -> None:
    start = random.choice([4, 5, 6, 6, 7, 7, 8, 8, 9])
    end = max(3, min(9, start - random.choice([-1, 0, 0, 1, 1, 2, 3])))
    later = max(3, min(9, end + random.choice([-1, 0, 0, 1, 3])))
    measures.append(made.ucla(number, "start", start, on=began.isoformat()))
    if random.random() < 0.8:
        measures.append(made.ucla(number, "end", end, on=ended.isoformat()))
    if random.random() < 0.35:
        day = (ended + timedelta(days=100)).isoformat()
        measures.append(made.ucla(number, "follow_up", later, on=day))
    if random.random() < 0.4:
        measures.append(
            made.swemwbs(
                number, "start", random.choice([2, 2, 3, 3, 4]), completed_on=began.isoformat()
            )
        )
        measures.append(
            made.swemwbs(number, "end", random.choice([2, 3, 3, 4]), completed_on=ended.isoformat())
        )


def options(folder: Path, seed: int, **more: object) -> Options:
    """With a comparison, a population and values, as much as can be told."""
    random = Random(seed + 1000)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "survey.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            [*("id", "age", "gender", "ethnicity", "lives_alone"), "health_limits_social", *SCORES]
        )
        for number in range(400):
            start = random.choice(range(3, 10))
            end = max(3, min(9, start - random.choice([-1, 0, 0, 1])))
            gender, alone = random.choice(["female", "male"]), random.choice(["true", "false"])
            writer.writerow(
                [number, random.randrange(50, 90), gender, "white", alone, 3, start, end]
            )
    groups = "".join(f"A,{group},{count}\n" for group, count in POPULATION.items())
    (folder / "population.csv").write_text(f"area,group,count\n{groups}")
    (folder / "values.toml").write_text(VALUES)
    return Options(
        comparison=folder / "survey.csv",
        population=folder / "population.csv",
        values=folder / "values.toml",
        quick=True,
        **more,  # type: ignore[arg-type]  # a period, today's day: what the test says
    )
