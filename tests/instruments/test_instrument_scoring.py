import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.instruments import FindingCode, Instrument, all_instruments, load, score

UCLA3, SWEMWBS, ONS4, CEL = load("ucla3"), load("swemwbs"), load("ons4"), load("cel")

ucla3_answers = st.lists(st.integers(1, 3), min_size=3, max_size=3)
swemwbs_answers = st.lists(st.integers(1, 5), min_size=7, max_size=7)
anything = st.lists(st.none() | st.integers(-20, 120), max_size=9)


@pytest.mark.parametrize(
    ("answers", "raw", "band"),
    [
        ([1, 1, 1], 3, "not_lonely"),
        ([2, 2, 1], 5, "not_lonely"),
        ([2, 2, 2], 6, "lonely"),
        ([3, 2, 2], 7, "lonely"),
        ([3, 3, 2], 8, "severe"),
        ([3, 3, 3], 9, "severe"),
    ],
)
def test_ucla3_is_the_sum_of_three(answers: list[int], raw: int, band: str) -> None:
    result = score(UCLA3, answers)

    assert (result.valid, result.raw, result.value, result.metric) == (True, raw, raw, None)
    assert result.band is not None
    assert result.band.key == band
    assert result.findings == ()


def test_golden_swemwbs_raw_and_metric() -> None:
    result = score(SWEMWBS, [3, 3, 2, 3, 3, 2, 4])

    assert (result.raw, result.metric, result.value) == (20, 18.59, 18.59)
    assert SWEMWBS.metric_of(29) == 26.02


def test_golden_swemwbs_table_adds_up() -> None:
    metrics = [metric for _, metric in SWEMWBS.metric]

    assert [raw for raw, _ in SWEMWBS.metric] == list(range(7, 36))
    assert round(sum(metrics), 2) == 585.66


@pytest.mark.parametrize("raw", range(7, 36))
def test_every_swemwbs_score_has_a_band(raw: int) -> None:
    result = score(SWEMWBS, [None] * 7, raw)

    assert result.band is not None
    assert result.from_recorded


def test_one_skipped_question_gives_no_score_and_says_which() -> None:
    result = score(UCLA3, [2, None, 3])

    assert (result.valid, result.raw, result.value, result.band) == (False, None, None, None)
    assert result.missing_items == (2,)
    assert result.why_not == (
        "There is no score, because question 2 has no answer that can be scored."
    )
    assert result.findings == ()


def test_several_skipped_questions_are_listed() -> None:
    result = score(UCLA3, [])

    assert result.why_not == (
        "There is no score, because questions 1, 2 and 3 have no answer that can be scored."
    )


def test_a_recorded_total_is_used_where_no_answer_is_given() -> None:
    result = score(UCLA3, [None, None, None], 7.0)

    assert (result.valid, result.raw, result.from_recorded) == (True, 7, True)
    assert result.missing_items == (1, 2, 3)


def test_a_recorded_total_does_not_stand_in_for_a_skipped_question() -> None:
    result = score(UCLA3, [2, None, 3], 7)

    assert not result.valid
    assert result.missing_items == (2,)


@pytest.mark.parametrize("recorded", [2, 10, 6.5, -3, math.inf])
def test_a_recorded_total_that_cannot_be_is_a_finding(recorded: float) -> None:
    result = score(UCLA3, [None, None, None], recorded)

    assert not result.valid
    assert [finding.code for finding in result.findings] == [FindingCode.RECORDED_OUT_OF_RANGE]
    assert "it must be a whole number from 3 to 9" in result.why_not


def test_a_recorded_total_that_is_not_a_number_is_no_total() -> None:
    result = score(UCLA3, [None, None, None], math.nan)

    assert not result.valid
    assert result.findings == ()


def test_where_the_recorded_total_differs_the_answers_count() -> None:
    result = score(UCLA3, [2, 2, 2], 7)

    assert (result.valid, result.raw) == (True, 6)
    assert [finding.code for finding in result.findings] == [FindingCode.RECORDED_DIFFERS]
    assert result.findings[0].sentence == (
        "The recorded score is 7 and the answers add to 6: they count."
    )


def test_where_the_recorded_total_agrees_nothing_is_found() -> None:
    assert score(UCLA3, [2, 2, 2], 6).findings == ()


def test_an_instrument_that_takes_no_recorded_total_has_no_score_from_one() -> None:
    result = score(load("ons_loneliness"), [None], 3)

    assert not result.valid


def test_an_answer_out_of_range_is_a_finding_and_no_score() -> None:
    result = score(UCLA3, [1, 4, None], 6)

    assert not result.valid
    assert result.missing_items == (3,)
    assert [(each.code, each.item) for each in result.findings] == [
        (FindingCode.ITEM_OUT_OF_RANGE, 2)
    ]
    assert result.why_not == (
        "Question 2 has the answer 4, and its answers go from 1 to 3. "
        "The questionnaire has no score until that is put right."
    )


def test_an_answer_past_the_last_question_is_left_out_and_found() -> None:
    result = score(UCLA3, [1, 1, 1, None, 2])

    assert (result.valid, result.raw) == (True, 3)
    assert [(each.code, each.item) for each in result.findings] == [
        (FindingCode.ITEM_NOT_OF_INSTRUMENT, 5)
    ]
    assert "this questionnaire ends at 3" in result.findings[0].sentence


@pytest.mark.parametrize(
    ("answers", "raw", "band"),
    [([5, 5, 5], 0, "content"), ([1, 1, 1], 12, "wanting"), ([3, 4, 2], 6, "between")],
)
def test_the_campaign_tool_counts_disagreeing_up(answers: list[int], raw: int, band: str) -> None:
    result = score(CEL, answers)

    assert result.raw == raw
    assert result.band is not None
    assert result.band.key == band


def test_dont_know_is_an_answer_that_cannot_be_scored() -> None:
    result = score(CEL, [4, 6, 4])

    assert not result.valid
    assert result.missing_items == (2,)


def test_ons4_has_no_total_and_each_question_stands_alone() -> None:
    result = score(ONS4, [7, None, 4, 6])

    assert (result.valid, result.raw, result.value) == (True, None, None)
    assert result.missing_items == (2,)
    assert [(part.key, part.value, part.band and part.band.key) for part in result.parts] == [
        ("satisfaction", 7, "high"),
        ("worthwhile", None, None),
        ("happy", 4, "low"),
        ("anxious", 6, "high"),
    ]


def test_ons4_without_any_answer_is_no_measure() -> None:
    assert not score(ONS4, [None, None, None, None]).valid


def test_ons4_with_an_eleven_is_invalid() -> None:
    result = score(ONS4, [11, 5, 5, 5])

    assert not result.valid
    assert result.parts == ()


@given(ucla3_answers)
def test_ucla3_stays_in_its_range(answers: list[int]) -> None:
    value = score(UCLA3, answers).value

    assert value is not None
    assert 3 <= value <= 9


@given(ucla3_answers.flatmap(lambda row: st.tuples(st.just(row), st.permutations(row))))
def test_the_order_of_ucla3_answers_does_not_matter(rows: tuple[list[int], list[int]]) -> None:
    assert score(UCLA3, rows[0]).raw == score(UCLA3, rows[1]).raw


@given(swemwbs_answers, st.integers(0, 6))
def test_a_better_answer_never_lowers_swemwbs(answers: list[int], which: int) -> None:
    better = [min(5, code + (place == which)) for place, code in enumerate(answers)]

    before, after = score(SWEMWBS, answers).metric, score(SWEMWBS, better).metric

    assert before is not None
    assert after is not None
    assert 7 <= before <= after <= 35
    assert (before == after) == (answers == better)


@given(swemwbs_answers, st.integers(0, 6), st.none() | st.integers(7, 35))
def test_swemwbs_with_any_answer_missing_has_no_score(
    answers: list[int], which: int, recorded: int | None
) -> None:
    with_a_gap = [None if place == which else code for place, code in enumerate(answers)]

    result = score(SWEMWBS, with_a_gap, recorded)

    assert (result.valid, result.value) == (False, None)


@given(st.sampled_from(all_instruments()), anything, st.none() | st.floats())
def test_nothing_that_can_be_typed_stops_the_scoring(
    instrument: Instrument, answers: list[int | None], recorded: float | None
) -> None:
    result = score(instrument, answers, recorded)

    wrong = any(
        answer is not None and answer not in item.codes
        for item, answer in zip(instrument.items, answers, strict=False)
    )
    assert wrong == (FindingCode.ITEM_OUT_OF_RANGE in [each.code for each in result.findings])
    assert result.valid == (result.why_not == "")
    assert result.valid or result.value is None
    assert not (wrong and result.valid)
