"""Figures of small extracts, counted by hand."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from alongside.evaluation import Options, Period, Status, evaluate
from alongside.evaluation.figure import by_id
from alongside.evaluation.schemes import part_of

from . import made


def test_less_the_same_and_more_lonely_are_counted_on_pairs_alone(tmp_path: Path):
    tables = made.pairs((8, 5), (6, 6), (4, 7))
    tables["episodes"].append(made.episode(4))
    tables["measures"].append(made.ucla(4, "start", 9))  # and no end

    found = evaluate(made.write(tmp_path / "x", **tables))

    shares = [found[f"loneliness.change.{name}"] for name in ("less", "same", "more")]
    assert [(each.n, each.base) for each in shares] == [(1, 3)] * 3
    assert found["loneliness.start.count"].value == 4
    assert found["loneliness.completion"].value == 3 / 4
    assert found["loneliness.lonely_to_not"].value == 1 / 2
    assert found["loneliness.not_to_lonely"].value == 1


def test_the_first_start_and_the_last_end_count(tmp_path: Path):
    tables = made.pairs((8, 5))
    tables["measures"] += [
        made.ucla(1, "start", 4, on="2018-03-20"),
        made.ucla(1, "end", 3, on="2018-05-22"),
        made.ucla(1, "review", 9),
    ]

    found = evaluate(made.write(tmp_path / "x", **tables))

    assert found["loneliness.change.mean"].value == 5


def test_an_end_before_the_start_makes_no_pair_and_is_said(tmp_path: Path):
    tables = made.pairs((8, 5))
    tables["measures"][0]["completed_on"] = "2018-06-01"

    found = evaluate(made.write(tmp_path / "x", **tables))

    assert found["loneliness.pairs"].value == 0
    assert found["loneliness.change.less"].status is Status.NOT_AVAILABLE
    assert any(each.check.startswith("start_after_end") for each in found.quality)


def test_a_recorded_score_stands_in_only_where_no_item_is_given(tmp_path: Path):
    nothing = {f"item_{n}": "" for n in (1, 2, 3)}
    tables = made.pairs((8, 5), (8, 5), (8, 5))
    tables["measures"][0] |= nothing | {"score": 9}  # counts
    tables["measures"][2] |= nothing | {"item_1": 3, "score": 9}  # does not
    tables["measures"][4] |= nothing | {"score": 7.5}  # is no whole number

    found = evaluate(made.write(tmp_path / "x", **tables))

    assert found["loneliness.pairs"].value == 1
    assert found["loneliness.change.mean"].value == 4


def test_wellbeing_is_compared_in_metric_scores(tmp_path: Path):
    measures = [made.swemwbs(1, "start", 3), made.swemwbs(1, "end", 4)]

    found = evaluate(
        made.write(tmp_path / "x", episodes=[made.episode(1)], measures=measures),
        Options(benchmark=19.98),
    )

    assert found["wellbeing.start.mean"].value == 19.25
    assert found["wellbeing.change.improved"].n == 1
    assert found["wellbeing.end.at_or_above_national"].value == 1
    assert found["wellbeing.start.below_national"].value == 1


def test_follow_ups_under_ninety_days_are_left_out_and_counted(tmp_path: Path):
    tables = made.pairs((8, 5), (8, 5))
    tables["measures"] += [
        made.ucla(1, "follow_up", 7),
        made.ucla(2, "follow_up", 4, on="2018-08-01"),
    ]

    found = evaluate(made.write(tmp_path / "x", **tables))

    assert found["follow_up.count"].value == 1
    assert found["follow_up.less"].value == 1
    assert found["follow_up.relapsed_of_not_lonely"].value == 1
    early = next(each for each in found.quality if each.check == "follow_up_early")
    assert (early.rows, early.of, early.example_ids) == (1, 2, ("E2",))


def test_a_period_chooses_referrals_received_and_episodes_begun(tmp_path: Path):
    tables = made.pairs((8, 5), (8, 8))
    tables["episodes"][1]["started_on"] = "2018-04-01"
    tables["referrals"] = [made.referral(1), made.referral(2, received_on="2018-03-25")]
    folder = made.write(tmp_path / "x", **tables)

    late = evaluate(folder, Options(period=Period(first=date(2018, 3, 20))))
    early = evaluate(folder, Options(period=Period(last=date(2018, 3, 20))))

    assert (late["referrals.count"].value, late["episodes.count"].value) == (1, 1)
    assert late["loneliness.change.less"].value == 0
    assert early["loneliness.change.less"].value == 1
    assert late["referrals.wait_days.median"].value == 7


def test_support_counts_only_contacts_that_reached_the_person(tmp_path: Path):
    def contact(number: int, of: int, mode: str, minutes: int, reached: bool) -> made.Row:
        return {
            "contact_id": f"C{number}",
            "episode_id": f"E{of}",
            "occurred_on": "2018-03-05",
            "mode": mode,
            "minutes": minutes,
            "worker": "connector",
            "reached": str(reached).lower(),
        }

    contacts = [
        contact(1, 1, "telephone", 30, True),
        contact(2, 1, "face_to_face", 90, True),
        contact(3, 2, "telephone", 0, False),
        contact(4, 3, "video", 60, True),
    ]
    episodes = [made.episode(n) for n in (1, 2, 3)]

    found = evaluate(made.write(tmp_path / "x", episodes=episodes, contacts=contacts))

    assert found["support.mode.both"].n == 1
    assert found["support.mode.none_recorded"].n == 1
    assert found["support.mode.other"].n == 1
    assert found["support.hours.mean"].value == 1
    assert found["support.contacts.median"].value == 1
    assert found["support.at_most_weekly"].base == 2


def test_without_a_table_its_figures_say_so(tmp_path: Path):
    found = evaluate(made.write(tmp_path / "x", episodes=[made.episode(1)]))

    for id_ in (
        "support.hours.mean",
        "signposts.count",
        "gaps.count",
        "not_measured.ucla3.end.forgot",
        "people.transition.bereavement",
        "loneliness.pairs",
        "factor.female.odds_ratio",
        "missing.ipw.less",
        "matched.pairs",
        "sroi.ratio",
    ):
        assert found[id_].status is Status.NOT_AVAILABLE, id_
        assert found[id_].why, id_


@pytest.mark.parametrize(
    "scores",
    [[], [(8, 5)], [(8, 8), (7, 7)], [(9, 3)] * 4, [(3, 9)] * 3, [(6, 6)] * 2 + [(9, 9)]],
    ids=["no pair", "one pair", "nobody changed", "everybody less", "everybody more", "severe"],
)
def test_few_or_like_answers_give_figures_where_they_exist_and_never_nan(
    tmp_path: Path, scores: list[tuple[int, int]]
):
    tables = made.pairs(*scores)
    tables["episodes"] = tables["episodes"] or [made.episode(1)]
    tables |= {"contacts": [], "life_transitions": []}

    found = evaluate(made.write(tmp_path / "x", **tables))

    text = json.dumps([each.as_json() for each in found.figures.values()], allow_nan=False)
    assert "NaN" not in text
    for each in found.figures.values():
        assert (each.value is None) == (each.status is Status.NOT_AVAILABLE), each.id
        assert each.value is None or math.isfinite(each.value)


def test_the_same_inputs_give_the_same_figures(tmp_path: Path):
    folder = made.write(tmp_path / "x", **made.pairs((8, 5), (6, 6), (4, 7)))

    first, second = (evaluate(folder) for _ in range(2))

    assert first.figures == second.figures


def test_bad_rows_are_left_out_counted_and_named(tmp_path: Path):
    tables = made.pairs((8, 5), (8, 5))
    tables["episodes"] += [made.episode(3, scheme_id="S9"), made.episode(1, age=20)]
    tables["episodes"][1] |= {"ended_on": "2018-01-01", "referral_id": "R9"}
    tables["measures"] += [made.ucla(3, "start", 9), made.ucla(7, "start", 9)]
    tables["referrals"] = [made.referral(n) for n in (1, 2, 3)]

    found = evaluate(made.write(tmp_path / "x", **tables), Options(today=date(2018, 3, 1)))

    kinds = {(each.check, each.table): each for each in found.quality}
    assert kinds["duplicate_key", "episodes"].rows == 1
    assert kinds["points_nowhere.scheme_id", "episodes"].example_ids == ("E3",)
    assert kinds["points_nowhere.referral_id", "episodes"].example_ids == ("E2",)
    assert kinds["points_nowhere.episode_id", "measures"].example_ids == ("E7",)
    assert kinds["end_before_start", "episodes"].example_ids == ("E2",)
    assert kinds["date_after_today", "measures"].effect == "Still counted."
    assert found["episodes.count"].value == 2
    assert found["people.age.median"].value == 70
    assert found["loneliness.completion"].base == 1
    assert all(set(each.as_json()) >= {"check", "rows", "of"} for each in found.quality)


def test_schemes_stand_side_by_side_with_what_luck_explains(tmp_path: Path):
    tables = made.pairs(*[(8, 5)] * 12, *[(5, 8)] * 12)
    tables["schemes"] = [made.scheme(1), made.scheme(2, nation="wales")]
    for row in tables["episodes"][12:]:
        row["scheme_id"] = "S2"

    found = evaluate(made.write(tmp_path / "x", **tables))

    less = [each for each in found.schemes if each.figure == "loneliness.change.less"]
    schemes = {each.name: each for each in less if each.kind == "scheme"}
    assert (schemes["S1"].value, schemes["S2"].value) == (1, 0)
    assert schemes["S1"].beyond_luck
    assert {each.name for each in less if each.kind == "nation"} == {"england", "wales"}
    assert schemes["S1"].whole == 0.5
    assert schemes["S1"].low_998 < schemes["S1"].low_95 < 0.5


@pytest.mark.parametrize(
    ("n", "base", "round_to", "beyond"),
    [
        (5, 30, 0, True),
        (5, 30, 5, False),  # it may have been 7 of 28
        (10, 90, 5, True),
        (85, 90, 5, True),
        (0, 0, 5, False),
    ],
)
def test_rounded_counts_are_beyond_luck_only_where_any_count_would_be(n, base, round_to, beyond):
    part = replace(part_of("loneliness.change.less", "scheme", "S1", 1, 2, 0.5), round_to=round_to)

    assert replace(part, n=n, base=base).beyond_luck is beyond


def test_reach_is_held_against_who_lives_there(tmp_path: Path):
    folder = made.write(
        tmp_path / "x",
        episodes=[
            *(made.episode(n) for n in (1, 2, 3)),
            made.episode(4, gender="male", age=50),
        ],
    )
    (tmp_path / "population.csv").write_text(
        "area,group,count\nA,gender:female,40\nB,gender:female,10\nA,gender:male,50\n"
        "A,age:0-64,80\nA,age:65-,20\nA,ethnicity:asian,5\n"
    )

    found = evaluate(folder, Options(population=tmp_path / "population.csv"))

    ratios = {(each.kind, each.group): each for each in found.reach}
    assert ratios["gender", "female"].ratio == pytest.approx(1.5)
    assert ratios["age", "65-"].ratio == pytest.approx(3.75)
    assert ratios["gender", "male"].ci_low < 0.5 < ratios["gender", "male"].ci_high
    assert ("ethnicity", "asian") not in ratios  # nobody of them was supported


def test_an_extract_without_anybody_is_no_crash(tmp_path: Path):
    found = evaluate(made.write(tmp_path / "x", schemes=[], referrals=[], episodes=[]))

    assert found["episodes.count"].value == 0
    assert found.schemes == ()


def test_two_figures_of_one_id_are_a_mistake_of_ours(tmp_path: Path):
    found = evaluate(made.write(tmp_path, **made.pairs((8, 5))))

    with pytest.raises(ValueError, match="There are two figures"):
        by_id([found["people.count"], found["episodes.count"], found["people.count"]])
