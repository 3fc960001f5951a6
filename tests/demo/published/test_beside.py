"""The survey and the values that 2017 to 2018 is evaluated with."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from alongside.demo.published import beside
from alongside.evaluation.population import read_population
from alongside.evaluation.survey import read_survey
from alongside.evaluation.values import read_values


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    path, _, _ = beside.write_beside(tmp_path_factory.mktemp("beside"))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_makes_the_same_survey_and_another_another(tmp_path: Path):
    first, again, other = (
        beside.write_beside(tmp_path / name, seed=seed)[0].read_bytes()
        for name, seed in (("a", 3), ("b", 3), ("c", 4))
    )

    assert first == again != other


def test_the_survey_has_the_columns_of_a_comparison_file_and_ages_from_50(
    survey: list[dict[str, str]],
):
    ages = [int(row["age"]) for row in survey if row["age"]]

    assert tuple(survey[0]) == beside.COLUMNS
    assert len({row["id"] for row in survey}) == len(survey) == beside.PEOPLE
    assert (min(ages), max(ages)) == (50, 95)
    assert {row["gender"] for row in survey} == {"female", "male", ""}


def test_fewer_of_them_are_lonely_and_few_change(survey: list[dict[str, str]]):
    asked = [
        (int(row["ucla_start"]), int(row["ucla_end"]))
        for row in survey
        if row["ucla_start"] and row["ucla_end"]
    ]

    ways = Counter((end > start) - (end < start) for start, end in asked)
    assert all(3 <= score <= 9 for both in asked for score in both)
    assert 0.3 < sum(start >= 6 for start, _ in asked) / len(asked) < 0.45
    assert ways[0] > ways[-1] > ways[1] > 0


def test_some_did_not_answer_everything(survey: list[dict[str, str]]):
    for name in beside.COLUMNS[1:]:
        assert 0.01 < sum(not row[name] for row in survey) / len(survey) < 0.03


def test_the_evaluation_reads_all_files(tmp_path: Path):
    survey, values, population = beside.write_beside(tmp_path / "deep" / "in")

    assert len(read_survey(survey)) == beside.PEOPLE
    assert [one.people for one in read_values(values).outcomes] == ["ended", "ended"]
    people = read_population(population)
    kinds = {kind: sum(n for (of, _), n in people.items() if of == kind) for kind, _ in people}
    assert kinds == {"gender": 1_000_000, "age": 1_000_000, "ethnicity": 1_000_000}
