"""What stands beside the extract when the published years are evaluated: a survey, values, and
the population.

Made-up people of 50 and over, nobody of whom was supported, as a survey of a whole country would
find them: fewer lonely, and fewer changing. They stand for the English Longitudinal Study of
Ageing, which the published evaluation compared with and whose licence forbids shipping it.

The population is a million made-up adults in round numbers, about as old and as diverse as a
country of these islands may be. No census says these numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from random import Random

SURVEY, VALUES, POPULATION = "survey.csv", "values.toml", "population.csv"
FILES = (SURVEY, VALUES, POPULATION)
COLUMNS = (
    "id",
    "age",
    "gender",
    "ethnicity",
    "lives_alone",
    "health_limits_social",
    "ucla_start",
    "ucla_end",
)
SEED = 12  # of the few dozen tried, one of those that lie amid the published ranges
PEOPLE = 6000
AGES = range(50, 96)
NOT_ANSWERED = 0.02  # of each question

# How many of a hundred have a score of 3 to 9 at the start, and who has which at the end: less, the
# same, more. A score of 3 cannot go down, and people at the top have most room to.
AT_START = {3: 36, 4: 13, 5: 14, 6: 14, 7: 8, 8: 7, 9: 8}
LESS = {3: 0.0, 4: 0.27, 5: 0.33, 6: 0.40, 7: 0.44, 8: 0.47, 9: 0.48}
SAME = 0.75  # of the others
BECAME_LONELY = 0.04  # of those who were not


def write_beside(folder: Path, *, seed: int = SEED) -> tuple[Path, Path, Path]:
    """Write survey, values and population into a folder, which is made; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    survey, values, population = (folder / name for name in FILES)
    with survey.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(people(seed))
    for path in (values, population):
        path.write_text(_made_up(path.name), encoding="utf-8")
    return survey, values, population


def made_up_values() -> str:
    """The text of the values file."""
    return _made_up(VALUES)


def _made_up(name: str) -> str:
    return (files("alongside.demo.published") / name).read_text("utf-8")


def people(seed: int = SEED) -> Iterator[dict[str, object]]:
    """The people of the survey, the same from the same seed."""
    random = Random(seed)  # noqa: S311 - made-up people, not a secret
    for number in range(1, PEOPLE + 1):
        start = random.choices(list(AT_START), list(AT_START.values()))[0]
        age = random.choices(AGES, [110 - each for each in AGES])[0]
        row: dict[str, object] = {
            "age": age,
            "gender": "female" if random.random() < 0.55 else "male",
            "ethnicity": "white" if random.random() < 0.95 else random.choice(OTHERS),
            "lives_alone": str(random.random() < 0.2 + (age - 50) / 100 + start / 60).lower(),
            "health_limits_social": random.choices(range(1, 6), (5, 12, 20, 25, 38))[0],
            "ucla_start": start,
            "ucla_end": _end(start, random),
        }
        missing = {name for name in row if random.random() < NOT_ANSWERED}
        yield {"id": f"C{number:05}"} | {k: "" if k in missing else v for k, v in row.items()}


OTHERS = ("asian", "black", "mixed", "other")


def _end(start: int, random: Random) -> int:
    """The score at the end: mostly a point or two away, and seldom into loneliness."""
    if random.random() < LESS[start]:
        return max(3, start - random.choices((1, 2, 3, 4), (50, 28, 14, 8))[0])
    if start < 6 and random.random() < BECAME_LONELY:
        return 6
    if random.random() < SAME:
        return start
    return min(start + 1, 9 if start >= 6 else 5)
