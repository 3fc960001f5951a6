import csv
from collections import defaultdict
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.instruments import (
    Change,
    Instrument,
    Reliable,
    Score,
    Verdict,
    all_instruments,
    change,
    cronbach_alpha,
    load,
    reliable_threshold,
    score,
)
from tests.shared_data import shared

UCLA3, SWEMWBS, ONS4, CEL = load("ucla3"), load("swemwbs"), load("ons4"), load("cel")


def from_totals(instrument: Instrument, start: int, later: int) -> Change:
    return change(instrument, score(instrument, [], start), score(instrument, [], later))


@pytest.mark.parametrize(
    ("start", "later", "words"),
    [
        (6, 6, "The same as at the start."),
        (
            6,
            5,
            "One point lower. One point is within the scale’s own error, "
            "so this is not yet a change.",
        ),
        (
            5,
            7,
            "Two points higher. Two points are within the scale’s own error, "
            "so this is not yet a change.",
        ),
        (
            8,
            5,
            "Three points lower. That is more than the scale’s own error: "
            "the person feels short of company less often than before.",
        ),
        (
            4,
            8,
            "Four points higher. That is more than the scale’s own error: "
            "the person feels short of company more often than before. Talk it over with them.",
        ),
    ],
)
def test_a_ucla3_change_is_put_in_words(start: int, later: int, words: str) -> None:
    assert from_totals(UCLA3, start, later).words == words


def test_lower_is_better_on_ucla3() -> None:
    result = from_totals(UCLA3, 8, 5)

    assert (result.comparable, result.difference, result.gain) == (True, -3, 3)
    assert (result.verdict, result.reliable) == (Verdict.BETTER, True)
    assert result.threshold == pytest.approx(2.187, abs=0.001)


def test_a_ucla3_point_up_is_worse_and_not_reliable() -> None:
    result = from_totals(UCLA3, 5, 6)

    assert (result.gain, result.verdict, result.reliable) == (-1, Verdict.WORSE, False)


def test_no_change_is_the_same_whichever_way_is_better() -> None:
    assert from_totals(UCLA3, 7, 7).verdict is Verdict.SAME
    assert from_totals(SWEMWBS, 20, 20).gain == 0


def test_a_scheme_may_bring_its_own_error() -> None:
    own = Reliable(sd=1.0, alpha=0.95, source="our own 400 starts")

    result = change(UCLA3, score(UCLA3, [], 6), score(UCLA3, [], 5), reliable=own)

    assert result.reliable is True
    assert result.threshold == reliable_threshold(1.0, 0.95)


def test_swemwbs_change_is_in_metric_points() -> None:
    result = from_totals(SWEMWBS, 20, 23)

    assert result.difference == 2.14
    assert result.words == (
        "2.1 points higher. 2.1 points are within the scale’s own error, so this is not yet a "
        "change. It may still matter to the person: ask them."
    )


def test_a_swemwbs_change_under_a_point_is_not_said_to_matter() -> None:
    assert from_totals(SWEMWBS, 20, 21).words == (
        "0.7 points higher. 0.7 points are within the scale’s own error, so this is not yet a "
        "change."
    )


def test_a_large_swemwbs_change_is_named() -> None:
    up, down = from_totals(SWEMWBS, 20, 26), from_totals(SWEMWBS, 26, 20)

    assert up.words.endswith("own error: the person’s wellbeing is higher than before.")
    assert up.verdict is Verdict.BETTER
    assert "the person’s wellbeing is lower than before." in down.words


def test_swemwbs_threshold_is_the_published_one() -> None:
    assert SWEMWBS.reliable is not None
    assert SWEMWBS.reliable.threshold == pytest.approx(2.87, abs=0.01)


def test_one_question_is_told_in_its_own_answers() -> None:
    direct = load("ons_loneliness")

    better = change(direct, score(direct, [2]), score(direct, [3]))
    worse = change(direct, score(direct, [3]), score(direct, [2]))

    assert better.words == (
        "From “Some of the time” to “Occasionally”. That is the better direction. "
        "One question says little by itself, so read it beside what the person tells you."
    )
    assert (better.reliable, better.threshold) == (None, None)
    assert "That is the harder direction." in worse.words


def test_a_scale_whose_error_is_not_published_says_so() -> None:
    result = change(CEL, score(CEL, [2, 2, 2]), score(CEL, [4, 4, 4]))

    assert (result.gain, result.verdict, result.reliable) == (6, Verdict.BETTER, None)
    assert result.words == (
        "Six points lower. That is the better direction. How far this scale can err has not been "
        "published, so read it beside what the person tells you."
    )


def test_more_than_ten_points_are_said_in_figures() -> None:
    result = change(CEL, score(CEL, [1, 1, 1]), score(CEL, [5, 5, 5]))

    assert result.words.startswith("12 points lower.")


def test_ons4_is_compared_question_by_question() -> None:
    start, later = score(ONS4, [4, 5, None, 7]), score(ONS4, [6, 5, 3, 8])

    result = change(ONS4, start, later)

    assert (result.comparable, result.difference, result.verdict) == (True, None, Verdict.UNKNOWN)
    assert [(part.difference, part.verdict) for part in result.parts] == [
        (2, Verdict.BETTER),
        (0, Verdict.SAME),
        (None, Verdict.UNKNOWN),
        (1, Verdict.WORSE),
    ]
    assert result.words == (
        "Satisfied with life: two points higher. That is the better direction. "
        "Things are worthwhile: the same as at the start. "
        "Happy yesterday: not answered both times. "
        "Anxious yesterday: one point higher. That is the harder direction."
    )


def test_ons4_can_go_down_too_and_may_have_nothing_in_common() -> None:
    lower = change(ONS4, score(ONS4, [6, 6, 6, 6]), score(ONS4, [5, 6, 6, 4]))
    nothing = change(ONS4, score(ONS4, [6, None]), score(ONS4, [None, 6]))

    assert [part.verdict for part in lower.parts][::3] == [Verdict.WORSE, Verdict.BETTER]
    assert "one point lower" in lower.words
    assert not nothing.comparable


def test_without_a_start_score_no_change_is_made_up() -> None:
    result = change(UCLA3, score(UCLA3, [1, None, 2]), score(UCLA3, [1, 1, 2]))

    assert (result.comparable, result.difference, result.verdict) == (False, None, Verdict.UNKNOWN)
    assert result.words == (
        "No change can be worked out. At the start: There is no score, because question 2 has no "
        "answer that can be scored."
    )


def test_without_a_later_score_no_change_is_made_up() -> None:
    result = change(UCLA3, score(UCLA3, [1, 1, 2]), score(UCLA3, [1, 1, 4]))

    assert result.words.startswith("No change can be worked out. This time: Question 3 has")


def test_the_earlier_moment_can_be_named() -> None:
    same = score(UCLA3, [], 6)

    assert change(UCLA3, same, same, since="at the end").words == "The same as at the end."


def test_scores_of_two_instruments_are_not_compared() -> None:
    with pytest.raises(ValueError, match="Both must be of one instrument"):
        change(UCLA3, score(UCLA3, [], 6), score(SWEMWBS, [], 20))


@given(st.integers(3, 9), st.integers(3, 9))
def test_there_and_back_is_the_same_size_the_other_way(start: int, later: int) -> None:
    there, back = from_totals(UCLA3, start, later), from_totals(UCLA3, later, start)

    assert there.gain is not None
    assert there.gain == start - later
    assert back.gain == 0 - there.gain
    assert there.reliable == back.reliable == (abs(start - later) >= 3)


@given(st.sampled_from(all_instruments()), st.data())
def test_words_of_a_change_never_put_anybody_down(
    instrument: Instrument, data: st.DataObject
) -> None:
    rows = st.tuples(*(st.sampled_from((None, *item.codes)) for item in instrument.items))

    result = change(
        instrument, score(instrument, data.draw(rows)), score(instrument, data.draw(rows))
    )

    assert result.words.endswith(".")
    avoided = ("lonely", "fail", "declin", "deteriorat", "poor")
    assert not [word for word in avoided if word in result.words.lower()]


def test_threshold_refuses_numbers_that_cannot_be() -> None:
    with pytest.raises(ValueError, match="The first cannot be under 0"):
        reliable_threshold(-1, 0.8)
    with pytest.raises(ValueError, match="nor the second over 1"):
        reliable_threshold(1, 1.2)
    with pytest.raises(ValueError, match="nan"):
        reliable_threshold(float("nan"), 0.8)


def test_alpha_of_items_that_go_together_is_one() -> None:
    assert cronbach_alpha([[1, 1, 1], [2, 2, 2], [3, 3, 3]]) == pytest.approx(1)


def test_alpha_leaves_out_rows_with_a_gap() -> None:
    whole = cronbach_alpha([[1, 2], [2, 2], [3, 1]])

    assert cronbach_alpha([[1, 2], [None, 3], [2, 2], [3, 1]]) == whole


@pytest.mark.parametrize("rows", [[], [[1, 2]], [[1], [2]], [[1, 2], [1, 2, 3]]])
def test_alpha_refuses_too_little(rows: list[list[float | None]]) -> None:
    with pytest.raises(ValueError, match="Alpha needs two rows or more"):
        cronbach_alpha(rows)


def test_alpha_refuses_totals_that_are_all_the_same() -> None:
    with pytest.raises(ValueError, match="Everybody has the same total"):
        cronbach_alpha([[1, 2], [2, 1]])


def lockdown() -> tuple[list[tuple[Score, Score]], list[list[int]]]:
    """Real answers of 220 people: every pair of scores, and the start items of each."""
    rows: dict[str, dict[str, list[int | None]]] = defaultdict(dict)
    path = shared("data", "real-ucla3-lockdown", "measures.csv")
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            items = [row[f"item_{number}"] for number in range(1, 8)]
            rows[row["episode_id"]][row["stage"]] = [int(i) if i else None for i in items]
    pairs, start_items = [], []
    for stages in rows.values():
        start, end = score(UCLA3, stages["start"]), score(UCLA3, stages["end"])
        if start.valid and end.valid:
            pairs.append((start, end))
            start_items.append([item for item in stages["start"][:3] if item is not None])
    return pairs, start_items


def test_golden_real_answers_come_out_as_published() -> None:
    pairs, items = lockdown()
    starts = [float(start.raw or 0) for start, _ in pairs]
    ends = [float(end.raw or 0) for _, end in pairs]
    moves = [change(UCLA3, start, end) for start, end in pairs]
    gains = [move.gain or 0 for move in moves]
    alpha = cronbach_alpha(items)
    own = Reliable(sd=stdev(starts), alpha=alpha, source="the same 219 pairs")
    clear = [change(UCLA3, start, end, reliable=own) for start, end in pairs]

    assert len(pairs) == 219
    assert mean(starts) == pytest.approx(5.06392694, abs=5e-9)
    assert mean(ends) == pytest.approx(5.80365297, abs=5e-9)
    assert mean(gains) == pytest.approx(-0.73972603, abs=5e-9)
    assert stdev(gains) == pytest.approx(1.51167381, abs=5e-9)
    counts = [
        sum(move.verdict is verdict for move in moves)
        for verdict in (Verdict.BETTER, Verdict.SAME, Verdict.WORSE)
    ]
    assert counts == [29, 90, 100]
    assert alpha == pytest.approx(0.81010659, abs=5e-9)
    assert own.threshold == pytest.approx(2.19073147, abs=5e-9)
    assert sum(bool(each.reliable) and each.verdict is Verdict.BETTER for each in clear) == 3
    assert sum(bool(each.reliable) and each.verdict is Verdict.WORSE for each in clear) == 27


def test_golden_real_answers_cross_the_line_as_published() -> None:
    pairs, _ = lockdown()
    crossed = [tuple(UCLA3.reaches("lonely", each.value or 0) for each in pair) for pair in pairs]

    assert sum(start for start, _ in crossed) == 91
    assert crossed.count((True, False)) == 9
    assert crossed.count((False, True)) == 40


def test_what_the_package_ships_for_ucla3_is_what_those_answers_give() -> None:
    pairs, items = lockdown()

    assert UCLA3.reliable is not None
    assert UCLA3.reliable.sd == round(stdev([float(start.raw or 0) for start, _ in pairs]), 2)
    assert UCLA3.reliable.alpha == round(cronbach_alpha(items), 2)
