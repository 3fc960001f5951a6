"""The files for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from alongside.evaluation import Options, evaluate
from alongside.evaluation.report import plain_files
from alongside.evaluation.report.run import run_of

from .. import made


def test_a_number_that_is_none_is_never_written():
    with pytest.raises(ValueError, match="not JSON compliant"):
        plain_files.as_json({"value": float("nan")})


def rows_of(folder: Path, **tables: list[made.Row]) -> list[dict[str, object]]:
    evaluation = evaluate(made.write(folder / "extract", **tables), Options(quick=True))
    path = folder / "it's" / "analysis.parquet"
    path.parent.mkdir()
    plain_files.write_episodes(path, evaluation.episodes)
    with duckdb.connect() as db:
        found = db.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [each[0] for each in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_the_episodes_stand_in_their_order_with_days_and_yes_and_no(tmp_path: Path):
    tables = made.pairs((8, 5), (6, 6))
    tables["episodes"][1] |= {"ended_on": "", "age": "", "gender": "", "lives_alone": ""}
    tables["life_transitions"] = [{"episode_id": "E1", "transition": "bereavement"}]
    tables["measures"] += [made.swemwbs(1, "start", 3)]

    one, two = rows_of(tmp_path, **tables)

    assert (one["episode_id"], one["scheme_id"], one["age"], one["gender"]) == (
        "E1",
        "S1",
        70,
        "female",
    )
    assert one["started_on"] == date(2018, 3, 1)
    assert one["lives_alone"] is True
    assert one["transition_bereavement"] is True
    assert (one["ucla_start"], one["ucla_end"]) == (8, 5)
    assert one["swemwbs_start"] == pytest.approx(19.25, abs=2)
    assert [two[name] for name in ("ended_on", "age", "gender", "lives_alone")] == [None] * 4


def test_of_no_episode_there_is_no_row(tmp_path: Path):
    assert rows_of(tmp_path, episodes=[]) == []


def test_an_input_that_cannot_be_read_has_no_hash_and_is_refused_by_its_reader(tmp_path: Path):
    extract = made.write(tmp_path / "extract", **made.pairs((8, 5)))

    run = run_of(extract, Options(values=tmp_path / "gone.toml"))

    assert run.inputs[-1].sha256 == ""


@pytest.mark.parametrize("said", ["{", "[1]", '{"made_up": "yes"}', "\udcff"])
def test_a_description_that_says_nothing_of_it_is_of_real_people(tmp_path: Path, said: str):
    extract = made.write(tmp_path / "extract", **made.pairs((8, 5)))
    (extract / "datapackage.json").write_bytes(said.encode("utf-8", "surrogateescape"))

    assert run_of(extract, Options()).made_up is False
