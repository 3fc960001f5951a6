"""Social return: values, years, costs, and how sure it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from alongside.evaluation import Evaluation, Options, Status, evaluate, findings_of
from alongside.evaluation.report.numbers import of_whom

from . import made

VALUES = """
discount_rate = 0.10
[[outcome]]
id = "lonely"
instrument = "ucla3"
value = {{ {value} }}
people = {people}
deadweight = 0.5
duration_years = 2
drop_off = 0.5
{ranges}
"""
COSTS = [
    {"scheme_id": "S1", "incurred_on": "2017-05-01", "kind": "running", "amount_gbp": 1000},
    {"scheme_id": "", "incurred_on": "2018-05-01", "kind": "running", "amount_gbp": 1100},
    {"scheme_id": "S9", "incurred_on": "2017-05-01", "kind": "set_up", "amount_gbp": 500},
]


def valued(
    tmp_path: Path,
    value: str = "per_point = 1000.0",
    people: str = '"pairs"',
    ranges: str = "",
    **tables: list[made.Row],
) -> Evaluation:
    rows = made.pairs((8, 5), (6, 6), (7, 3)) | {"costs": COSTS} | tables
    tmp_path.mkdir(exist_ok=True)
    rows["episodes"] = [*rows["episodes"], made.episode(4)]
    values = tmp_path / "values.toml"
    values.write_text(VALUES.format(value=value, people=people, ranges=ranges))
    folder = made.write(tmp_path / "extract", **rows)
    return evaluate(folder, Options(values=values))


def test_a_change_is_worth_its_points_over_its_years(tmp_path: Path):
    found = valued(tmp_path)

    # Mean change (3 + 0 + 4) / 3 points; half of it would have been anyway; then half, discounted.
    outcomes = 7 / 3 * 1000 * 3 * 0.5 * (1 + 0.5 / 1.1)
    assert found["sroi.present_value_outcomes"].value == pytest.approx(outcomes)
    assert found["sroi.present_value_investment"].value == pytest.approx(2000)
    assert found["sroi.present_value_all_costs"].value == pytest.approx(2500)
    assert found["sroi.ratio"].value == pytest.approx(outcomes / 2000)
    assert found["sroi.ratio_all_costs"].value == pytest.approx(outcomes / 2500)
    assert found["sroi.net_present_value"].value == pytest.approx(outcomes - 2000)


def test_return_on_those_measured_stands_beside_return_on_all_who_ended(tmp_path: Path):
    found = valued(tmp_path)

    measured, ended = found["sroi.ratio_pairs"].value, found["sroi.ratio_ended"].value
    assert measured is not None
    assert ended == pytest.approx(measured * 4 / 3)


def test_crossings_and_bands(tmp_path: Path):
    crossed = valued(tmp_path / "a", value="per_crossing = 300.0")
    banded = valued(tmp_path / "b", value="bands = [[3, 6, 900.0], [6, 10, 0.0]]")

    factor = 0.5 * (1 + 0.5 / 1.1)
    assert crossed["sroi.present_value_outcomes"].value == pytest.approx(600 * factor)
    assert banded["sroi.present_value_outcomes"].value == pytest.approx(1800 * factor)


@pytest.mark.parametrize(("people", "many"), [('"ended"', 4), ("10", 10)])
def test_people_can_be_all_who_ended_or_a_number(tmp_path: Path, people: str, many: int):
    found = valued(tmp_path, people=people)

    outcomes = 7 / 3 * 1000 * many * 0.5 * (1 + 0.5 / 1.1)
    assert found["sroi.present_value_outcomes"].value == pytest.approx(outcomes)


def test_with_the_break_even_deadweight_nothing_is_gained(tmp_path: Path):
    found = valued(tmp_path)

    even = found["sroi.break_even_deadweight"].value
    assert even is not None
    assert 7000 * (1 - even) * (1 + 0.5 / 1.1) == pytest.approx(2000)


def test_without_running_costs_there_is_no_ratio_and_nothing_to_swing(tmp_path: Path):
    found = valued(tmp_path, ranges="range = { deadweight = [0.4, 0.6] }", costs=COSTS[2:])

    assert found.sensitivity == ()
    assert found["sroi.ratio"].status is Status.NOT_AVAILABLE
    assert found["sroi.present_value_all_costs"].value == 500


def test_each_range_is_tried_at_both_ends_and_the_widest_stands_first(tmp_path: Path):
    ranges = (
        "range = { per_point = [500.0, 1500.0], deadweight = [0.4, 0.6], drop_off = [0.5, 0.5] }"
    )
    found = valued(tmp_path, ranges=ranges)

    ratio = found["sroi.ratio"].value
    assert ratio is not None
    swings = found.sensitivity
    assert [each.parameter for each in swings] == ["per_point", "deadweight", "drop_off"]
    assert swings[0].ratio_at_low == pytest.approx(ratio / 2)
    assert swings[0].ratio_at_high == pytest.approx(ratio * 1.5)
    assert swings[1].ratio_at_low == pytest.approx(ratio * 0.6 / 0.5)
    low, middle, high = (
        found[f"sroi.simulated.{name}"].value for name in ("low", "median", "high")
    )
    assert low is not None
    assert middle is not None
    assert high is not None
    assert low < middle < high
    assert middle == pytest.approx(ratio, rel=0.05)


def test_its_limits_come_from_the_mean_changes(tmp_path: Path):
    found = valued(tmp_path)

    change = found["loneliness.change.mean"]
    ratio = found["sroi.ratio"].value
    assert change.value is not None
    assert change.ci_low is not None
    assert ratio is not None
    expected = ratio * change.ci_low / change.value
    assert found["sroi.ratio_low"].value == pytest.approx(expected)


def test_two_outcomes_of_one_instrument_are_said_to_value_it_twice(tmp_path: Path):
    second = '[[outcome]]\nid = "again"\ninstrument = "ucla3"\nvalue = { per_crossing = 1.0 }'

    found = valued(tmp_path, ranges=f"\n{second}")

    assert any(each.check == "valued_twice.ucla3" for each in found.quality)


def test_without_what_it_needs_it_says_why(tmp_path: Path):
    no_costs = valued(tmp_path / "a", costs=[])
    nobody = valued(tmp_path / "b", measures=[])
    one = valued(tmp_path / "c", measures=made.pairs((8, 5))["measures"])
    only_set_up = valued(tmp_path / "d", costs=COSTS[2:])
    worse = valued(tmp_path / "e", measures=made.pairs((5, 8), (5, 9))["measures"])

    assert no_costs["sroi.ratio"].why == "The extract has no costs."
    assert "Nobody has ucla3" in nobody["sroi.ratio"].why
    assert one["sroi.ratio"].status is Status.OK
    assert one["sroi.ratio_low"].status is Status.NOT_AVAILABLE
    assert one["sroi.simulated.low"].status is Status.NOT_AVAILABLE
    assert only_set_up["sroi.ratio"].status is Status.NOT_AVAILABLE
    assert only_set_up["sroi.ratio_all_costs"].status is Status.OK
    assert worse["sroi.break_even_deadweight"].status is Status.NOT_AVAILABLE


def test_without_a_table_of_costs_it_says_so(tmp_path: Path):
    valued(tmp_path)
    (tmp_path / "extract" / "costs.csv").unlink()

    found = evaluate(tmp_path / "extract", Options(values=tmp_path / "values.toml"))

    assert found["sroi.ratio"].why == "The extract has no table of costs."


def test_a_sentence_says_on_whom_it_is_counted_where_that_makes_a_difference(tmp_path: Path):
    measured = valued(tmp_path / "a")
    ended = valued(tmp_path / "b", people='"ended"')
    none = valued(tmp_path / "c", costs=[])

    words = [of_whom(findings_of(each)) for each in (measured, ended, none)]

    assert words == [", on those measured", ", if all who ended changed alike", ""]


def test_quick_leaves_the_simulation_out(tmp_path: Path):
    valued(tmp_path)

    quick = Options(values=tmp_path / "values.toml", quick=True)
    found = evaluate(tmp_path / "extract", quick)

    assert found["sroi.simulated.low"].why == "Left out by --quick."
    assert found["sroi.ratio"].status is Status.OK


def test_a_first_year_can_be_discounted_too(tmp_path: Path):
    before = valued(tmp_path)["sroi.ratio"].value
    values = tmp_path / "values.toml"
    values.write_text("discount_first_year = true\n" + values.read_text())

    after = evaluate(tmp_path / "extract", Options(values=values))["sroi.ratio"].value

    assert before is not None
    assert after == pytest.approx(before / 1.1)
