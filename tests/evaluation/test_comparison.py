"""The matched comparison on people made up for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.evaluation import Evaluation, Options, Status, evaluate, matching, stats

from . import made

HEADER = "id,age,gender,lives_alone,ucla_start,ucla_end"


def extract(tmp_path: Path, many: int = 30) -> Path:
    scores = [(6 + n % 4, 3 + n % 5) for n in range(many)] + [(4, 4 + n % 3) for n in range(10)]
    tables = made.pairs(*scores)
    for n, row in enumerate(tables["episodes"]):
        row |= {"age": 40 + n, "gender": ("female", "male")[n % 2]}
        row["lives_alone"] = ("true", "false")[n // 2 % 2]
    return made.write(tmp_path / "extract", **tables)


def survey(tmp_path: Path, extra: str = "", header: str = HEADER) -> Path:
    rows = [
        f"Z{n},{38 + n % 50},{('female', 'male')[n % 2]},{('true', 'false')[n % 3 % 2]},"
        f"{3 + n % 7},{3 + n % 5}"
        for n in range(200)
    ]
    path = tmp_path / "survey.csv"
    path.write_text("\n".join([header, *(row + extra for row in rows)]) + "\n")
    return path


def compared(tmp_path: Path, comparison: Path, **options: object) -> Evaluation:
    wanted = Options(comparison=comparison, **options)  # type: ignore[arg-type]  # as they are said
    return evaluate(extract(tmp_path), wanted)


def test_people_alike_are_paired_and_balance_is_better_than_before(tmp_path: Path):
    found = compared(tmp_path, survey(tmp_path))

    pairs = found["matched.pairs"].value
    assert pairs is not None
    assert pairs > 20
    assert found["matched.treated"].value == 40
    before, after = (found[f"balance.ucla_start.{when}"].value for when in ("before", "after"))
    assert before is not None
    assert after is not None
    assert abs(after) < abs(before)
    less = found["matched.less.difference"]
    assert less.ci_low is not None
    assert less.ci_low < less.value < less.ci_high  # type: ignore[operator]  # they are there
    lowest = found["matched.less.difference_min"].value
    highest = found["matched.less.difference_max"].value
    assert lowest is not None
    assert highest is not None
    assert lowest <= highest


def test_who_has_no_counterpart_is_left_out_and_counted(tmp_path: Path):
    path = survey(tmp_path)
    path.write_text(path.read_text().replace(",male,", ",female,"))

    found = compared(tmp_path, path, quick=True)

    assert found["matched.no_counterpart"].value == 20
    assert found["matched.less.difference_median"].why == "Left out by --quick."


def test_who_has_something_to_match_on_missing_is_left_out_and_counted(tmp_path: Path):
    path = survey(tmp_path)
    people = extract(tmp_path) / "episodes.csv"
    people.write_text(people.read_text().replace(",female,", ",not_stated,", 3))

    found = evaluate(people.parent, Options(comparison=path, quick=True))

    assert found["matched.incomplete"].value == 3
    assert found["matched.treated"].value == 37


def test_who_is_older_than_anybody_in_the_comparison_is_left_out_and_counted(tmp_path: Path):
    path = survey(tmp_path)
    lines = path.read_text().splitlines()
    young = [line for line in lines[1:] if int(line.split(",")[1]) <= 60]
    path.write_text("\n".join([lines[0], *young]))

    found = compared(tmp_path, path, quick=True)

    assert found["matched.outside_ages"].value == 19


def test_equal_weights_change_nothing_and_others_do(tmp_path: Path):
    plain = compared(tmp_path / "a", survey(made_folder(tmp_path / "a")), quick=True)
    equal = survey(made_folder(tmp_path / "b"), ",1", HEADER + ",weight")
    same = compared(tmp_path / "b", equal, quick=True)
    other = survey(made_folder(tmp_path / "c"), ",1", HEADER + ",weight")
    other.write_text(other.read_text().replace(",6,3,1", ",6,3,9"))
    weighted = compared(tmp_path / "c", other, quick=True)

    name = "matched.less.difference"
    assert same[name].value == pytest.approx(plain[name].value)
    assert weighted["matched.less.comparison"].value != plain["matched.less.comparison"].value


def made_folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def test_a_mapping_says_what_columns_and_values_are_called_there(tmp_path: Path):
    plain = compared(tmp_path / "a", survey(made_folder(tmp_path / "a")), quick=True)
    path = survey(made_folder(tmp_path / "b"), header=HEADER.replace("gender", "sex"))
    path.write_text(path.read_text().replace(",female,", ",2,").replace(",male,", ",1,"))
    mapping = tmp_path / "map.toml"
    mapping.write_text('[columns]\ngender = "sex"\n[values.gender]\n"1" = "male"\n"2" = "female"\n')

    mapped = compared(tmp_path / "b", path, comparison_map=mapping, quick=True)

    assert mapped["matched.pairs"] == plain["matched.pairs"]


def test_surveys_of_statistics_packages_are_read(tmp_path: Path):
    import pandas
    import pyreadstat

    plain = compared(tmp_path / "a", survey(made_folder(tmp_path / "a")), quick=True)
    table = pandas.read_csv(tmp_path / "a" / "survey.csv")
    table["lives_alone"] = table["lives_alone"].astype(int)
    pyreadstat.write_sav(table, tmp_path / "survey.sav")
    pyreadstat.write_dta(table, tmp_path / "survey.dta")

    for name in ("survey.sav", "survey.dta"):
        found = compared(tmp_path / name.replace(".", "-"), tmp_path / name, quick=True)
        assert found["matched.pairs"] == plain["matched.pairs"]


def test_a_comparison_without_anybody_gives_reasons(tmp_path: Path):
    path = tmp_path / "survey.csv"
    path.write_text(f"{HEADER}\nA,,,,,\n")

    found = compared(tmp_path, path)

    assert found["matched.pairs"].status is Status.NOT_AVAILABLE
    assert found["matched.incomplete"].value == found["matched.outside_ages"].value == 0


def test_where_nobody_is_near_enough_no_outcome_is_compared(tmp_path: Path):
    rows = [f"Z{n},{(45, 55, 65)[n % 3]},female,{6 + n % 2},3" for n in range(36)]
    path = tmp_path / "survey.csv"
    path.write_text("\n".join(["id,age,gender,ucla_start,ucla_end", *rows]))
    tables = made.pairs(*[(6 + n % 2, 3) for n in range(20)])
    for n, row in enumerate(tables["episodes"]):
        row["age"] = 60 if n < 6 else 50

    found = evaluate(made.write(tmp_path / "extract", **tables), Options(comparison=path))

    assert found["matched.pairs"].value == 0
    assert found["matched.unmatched"].value == 20
    for what in ("difference", "difference_median"):
        assert found[f"matched.less.{what}"].why == "No pair of people alike was found for it."
    assert found["matched.less.e_value"].status is Status.NOT_AVAILABLE


def test_people_told_apart_completely_are_not_compared(tmp_path: Path):
    path = tmp_path / "survey.csv"
    rows = [f"Z{n},{41 + n},female,true,3,3" for n in range(30)]
    path.write_text("\n".join([HEADER, *rows]))
    tables = made.pairs(*[(9, 9)] * 20)
    for n, row in enumerate(tables["episodes"]):
        row["age"] = 45 + n
    folder = made.write(tmp_path / "extract", **tables)

    found = evaluate(folder, Options(comparison=path))

    assert found["matched.pairs"].status is Status.NOT_AVAILABLE
    assert "completely" in found["matched.pairs"].why


# ---- matching itself -----------------------------------------------------------------------------

CHANCES = st.lists(st.integers(0, 20), min_size=0, max_size=25)


def slowly(treated: list[int], comparison: list[int], caliper: float) -> list[tuple[int, int]]:
    """The same, as plainly as it can be said."""
    free, pairs = list(range(len(comparison))), []
    for row in sorted(range(len(treated)), key=lambda each: -treated[each]):
        if not free:
            break
        near = min(free, key=lambda each: (abs(comparison[each] - treated[row]), each))
        if abs(comparison[near] - treated[row]) <= caliper:
            pairs.append((row, near))
            free.remove(near)
    return pairs


@given(CHANCES, CHANCES, st.sampled_from([0.0, 1.0, 3.0, np.inf]))
def test_the_nearest_free_one_is_taken_and_of_several_the_first(treated, comparison, caliper):
    pairs = matching.nearest(
        np.array(treated, dtype=float), np.array(comparison, dtype=float), caliper=caliper
    )

    found = list(zip(pairs.treated.tolist(), pairs.comparison.tolist(), strict=True))
    assert found == slowly(treated, comparison, caliper)


def test_no_weights_can_balance_what_lies_outside():
    with pytest.raises(stats.CannotFit):
        matching.entropy_balance(np.array([[9.0]]), np.array([[1.0], [2.0], [3.0]]))


def test_weights_make_the_means_those_of_the_others():
    alike = np.array([[1.0, 2.0], [2.0, 1.0], [9.0, 9.0], [9.0, 1.0]])

    weights = matching.entropy_balance(np.array([[7.0, 2.0]]), alike)

    assert weights.sum() == pytest.approx(1)
    assert weights @ alike == pytest.approx([7.0, 2.0])
    assert 1 < matching.effective_size(weights) < 4
    assert matching.effective_size(np.full(4, 0.25)) == 4


def test_one_of_many_can_have_to_count_for_nearly_all():
    others = np.array([[0.0]] * 50 + [[1.0]])

    weights = matching.entropy_balance(np.array([[0.9]]), others)

    assert weights[-1] == pytest.approx(0.9)
    assert weights[:-1] == pytest.approx(0.1 / 50)


def test_without_spread_there_is_no_difference_to_speak_of():
    alike = np.array([1.0, 1.0])

    assert matching.standardised_difference(alike, alike, 0.0) is None
    assert matching.variance_ratio(alike, alike) is None
    assert matching.variance_ratio(alike[:1], alike) is None
