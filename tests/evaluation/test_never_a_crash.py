"""With every file that an evaluation takes: figures where they exist, else why not. Never a NaN."""

from __future__ import annotations

import csv
import json
import tempfile
from datetime import date
from itertools import islice
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from alongside.demo.published import beside
from alongside.evaluation import Options, Status, evaluate, findings_of

from . import made
from .extracts import extracts

POPULATION = "area,group,count\nA,gender:female,40\nA,gender:male,0\nA,age:50-,10\nA,age:0-49,3\n"
costs = some.lists(
    some.fixed_dictionaries(
        {
            "scheme_id": some.sampled_from(["S1", "S9", ""]),
            "incurred_on": some.sampled_from(["2018-03-01", "2019-01-31"]),
            "kind": some.sampled_from(["running", "set_up", "coordination"]),
            "amount_gbp": some.sampled_from([0, 100, 5000.5]),
        }
    ),
    max_size=4,
)
weights = some.sampled_from([None, "", "0", "1", "2.5"])


def written_survey(path: Path, people: int, seed: int, weight: str | None) -> Path:
    names = [*beside.COLUMNS, *([] if weight is None else ["weight"])]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval=weight or "1")
        writer.writeheader()
        writer.writerows(islice(beside.people(seed), people))
    return path


@settings(max_examples=20)
@given(extracts(80), costs, some.sampled_from([0, 1, 3, 60, 300]), some.integers(0, 99), weights)
def test_whatever_is_in_the_files(
    tables: dict[str, list[made.Row]],
    spent: list[made.Row],
    people: int,
    seed: int,
    weight: str | None,
):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        extract = made.write(folder / "extract", **tables, costs=spent)
        values, population = folder / "values.toml", folder / "population.csv"
        values.write_text(beside.made_up_values(), encoding="utf-8")
        population.write_text(POPULATION, encoding="utf-8")
        options = Options(
            comparison=written_survey(folder / "survey.csv", people, seed, weight),
            values=values,
            population=population,
            today=date(2026, 1, 1),
            quick=seed % 2 == 0,
        )

        found = evaluate(extract, options)

    findings = findings_of(found)
    text = json.dumps([each.as_json() for each in findings.figures.values()], allow_nan=False)
    assert "NaN" not in text
    for each in found.figures.values():
        assert (each.value is None) == (each.status is Status.NOT_AVAILABLE), each
        assert bool(each.why) == (each.value is None), each
