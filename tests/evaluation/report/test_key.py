"""Key findings are honest whatever the figures say."""

from dataclasses import replace

import pytest

from alongside.evaluation import Findings, Options, Status, evaluate, findings_of
from alongside.evaluation.figure import Figure
from alongside.evaluation.report import key
from alongside.evaluation.report.document import KeyFinding

from .. import made

BETTER, SAME, WORSE = (8, 5), (7, 7), (4, 7)


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> Findings:
    """Of 100 pairs: 69 less lonely, 27 the same, 4 more lonely."""
    folder = tmp_path_factory.mktemp("found")
    return of(folder, *[BETTER] * 69, *[SAME] * 27, *[WORSE] * 4)


def of(folder, *scores, **tables) -> Findings:
    extract = made.write(folder / "extract", **made.pairs(*scores), **tables)
    return findings_of(evaluate(extract, Options(quick=True)))


def having(findings: Findings, **figures: Figure) -> Findings:
    changed = {one.id: one for one in figures.values()}
    return replace(findings, figures=findings.figures | changed)


def first(findings: Findings) -> KeyFinding:
    return key.key_findings(findings).items[0]


def heads(findings: Findings) -> list[str]:
    return [one.head for one in key.key_findings(findings).items]


def hidden(figure: Figure) -> Figure:
    blank = replace(figure, value=None, n=None, base=None, ci_low=None, ci_high=None)
    return replace(blank, status=Status.SUPPRESSED)


def share(figure: Figure, n: int, base: int) -> Figure:
    return replace(
        figure, status=Status.OK, value=n / base, n=n, base=base, ci_low=0.2, ci_high=0.5, why=""
    )


def mean(figure: Figure, value: float, low: float | None, high: float | None) -> Figure:
    return replace(figure, status=Status.OK, value=value, n=120, ci_low=low, ci_high=high, why="")


def test_the_first_finding_has_number_base_and_interval_in_one_sentence(found):
    assert first(found) == KeyFinding(
        "69%",
        "of 100 people",
        "Over two thirds were less lonely at the end",
        "69% of the 100 people with a score at both times (59% to 77%).",
        False,
        "wilson-interval",
    )


def test_the_title_states_the_finding(found):
    assert key.title(found) == "Over two thirds were less lonely after support."


def test_of_few_people_the_title_says_how_few(tmp_path):
    few = of(tmp_path, BETTER, BETTER, SAME)

    assert key.title(few) == (
        "Of the 3 people asked before and after support, about two thirds were less lonely."
    )
    assert first(few).few


def test_everybody_nobody_and_one_person_are_said_plainly(tmp_path):
    for n, (scores, head, title) in enumerate(EXTREMES):
        only = of(tmp_path / str(n), *scores)

        assert first(only).head == head
        assert key.title(only) == title


EXTREMES = (
    (
        [BETTER] * 2,
        "Everybody was less lonely at the end",
        "Of the 2 people asked before and after support, all were less lonely.",
    ),
    (
        [SAME] * 2,
        "Nobody was less lonely at the end",
        "Of the 2 people asked before and after support, none were less lonely.",
    ),
    (
        [BETTER],
        "Everybody was less lonely at the end",
        "The one person asked before and after support was less lonely.",
    ),
    (
        [WORSE],
        "Nobody was less lonely at the end",
        "The one person asked before and after support was not less lonely.",
    ),
)


@pytest.mark.parametrize(
    ("n", "title"),
    [
        (0, "Nobody was less lonely after support."),
        (120, "Everybody was less lonely after support."),
    ],
)
def test_of_many_people_nobody_and_everybody_have_their_own_words(found, n, title):
    less = share(found["loneliness.change.less"], n, 120)
    more = share(found["loneliness.change.more"], 0, 120)

    assert key.title(having(found, less=less, more=more)) == title


def test_more_who_are_more_lonely_come_first_in_the_title(tmp_path):
    worse = of(tmp_path, BETTER, WORSE, WORSE, WORSE)

    assert key.title(worse) == (
        "Of the 4 people asked before and after support, about three quarters were more lonely,"
        " and about a quarter less."
    )


def test_nobody_measured_is_said_with_the_reason(tmp_path):
    nobody = findings_of(evaluate(made.write(tmp_path / "x", episodes=[made.episode(1)])))

    assert key.title(nobody) == "How lonely people were after support is not known."
    assert first(nobody).unit == "not known"
    assert first(nobody).sentence == "The extract has no table of measures."


def test_what_is_hidden_is_said_to_be_too_few_to_show(found):
    less = hidden(found["loneliness.change.less"])
    published = having(found, less=less)

    assert key.title(published) == "How many were less lonely after support cannot be shown."
    assert first(published).head == "How many were less lonely at the end is too few to show"
    assert "only a few people" in first(published).sentence


def test_a_value_that_was_not_asked_for_is_left_out(found):
    assert not [head for head in heads(found) if "similar people" in head or "pound" in head]


@pytest.mark.parametrize(
    ("change", "head", "unit", "said"),
    [
        ((1.8, 1.7, 1.9), "Scores fell by nearly 2 points, towards less lonely", "points lower",
         "Scores of 120 people fell by 1.8 points (1.7 to 1.9)."),
        ((1.3, 1.2, 1.4), "Scores fell by 1.3 points, towards less lonely", "points lower",
         "fell by 1.3 points (1.2 to 1.4)."),
        ((0.8, 0.6, 1.0), "Scores fell by nearly 1 point, towards less lonely", "points lower",
         "fell by 0.8 points (0.6 to 1.0)."),
        ((-0.5, -0.8, -0.2), "Scores rose by 0.5 points, towards more lonely", "points higher",
         "rose by 0.5 points (0.2 to 0.8)."),
        ((0.2, -0.1, 0.5), "Scores did not clearly change", "points lower",
         "fell by 0.2 points (−0.1 to 0.5)."),
        ((0.01, -0.1, 0.1), "Scores did not clearly change", "points",
         "changed by 0.0 points (−0.1 to 0.1)."),
        ((2.0, None, None), "Scores did not clearly change", "points lower",
         "Scores of 120 people fell by 2.0 points."),
    ],
)  # fmt: skip
def test_a_change_in_scores_says_its_direction_and_its_doubt(found, change, head, unit, said):
    one = mean(found["loneliness.change.mean"], *change)

    item = key.key_findings(having(found, one=one)).items[1]

    assert (item.head, item.unit) == (head, unit)
    assert item.sentence.endswith(said)


@pytest.mark.parametrize(
    ("change", "head", "big"),
    [
        ((3.6, 2.4, 4.8), "Wellbeing rose", "+3.6"),
        ((-2.0, -3.0, -1.0), "Wellbeing fell", "−2.0"),
        ((0.3, -1.0, 1.6), "Wellbeing did not clearly change", "+0.3"),
    ],
)
def test_wellbeing_that_fell_is_said_as_plainly(found, change, head, big):
    one = mean(found["wellbeing.change.mean"], *change)

    item = next(i for i in key.key_findings(having(found, o=one)).items if "Wellbeing" in i.head)

    assert (item.head, item.big) == (head, big)


@pytest.mark.parametrize(
    ("limits", "head", "words"),
    [
        ((0.22, 0.16, 0.27), "More than among", "22 points more (16 to 27)"),
        ((-0.22, -0.27, -0.16), "Fewer than among", "22 points fewer (16 to 27)"),
        ((0.02, -0.04, 0.08), "No clear difference from", "2 points more (4 fewer to 8 more)"),
    ],
)
def test_the_comparison_says_more_fewer_or_no_clear_difference(found, limits, head, words):
    names = ("treated", "comparison", "difference")
    ours, theirs, apart = (found[f"matched.less.{name}"] for name in names)
    apart = replace(mean(apart, *limits), n=640)

    told = key.key_findings(
        having(found, a=share(ours, 416, 640), b=share(theirs, 275, 640), c=apart)
    )

    item = next(i for i in told.items if "similar people" in i.head)
    assert item.head == f"{head} similar people who had no support"
    assert item.sentence == f"65% were less lonely, against 43% of 640 matched people: {words}."


def test_later_is_said_of_the_few_who_were_asked(found):
    later = share(found["follow_up.relapsed"], 28, 71)

    told = having(found, later=later)

    item = next(i for i in key.key_findings(told).items if "later" in i.head)
    assert item.head == "Many of those asked later had become lonely since the end"
    assert item.sentence.startswith("28 of 71 people asked three months or more after the end")
    assert item.few
    assert key.title(told).endswith("Of the few asked later, many had become lonely since the end.")


def test_later_nobody_was_lonely_again(found):
    told = having(found, later=share(found["follow_up.relapsed"], 0, 120))

    assert "Nobody asked later had become lonely since the end" in heads(told)
    assert key.title(told).endswith("Of those asked later, none had become lonely since the end.")


@pytest.mark.parametrize(
    ("pairs", "ratio", "head", "around"),
    [
        (2.04, 2.04, "Worth a pound or more", " (£1.00 to £3.00)"),
        (0.5, 0.5, "Worth less than a pound", " (£1.00 to £3.00)"),
        (2.04, 3.0, "Worth a pound or more", ""),
    ],
)
def test_social_return_on_those_measured_stands_beside_all_who_ended(
    found, pairs, ratio, head, around
):
    values = {"ratio_pairs": pairs, "ratio": ratio, "ratio_ended": 6.18, "ratio_low": 1.0,
              "ratio_high": 3.0}  # fmt: skip
    figures = {
        name: replace(found[f"sroi.{name}"], status=Status.OK, value=value)
        for name, value in values.items()
    }

    item = key.key_findings(having(found, **figures)).items[-1]

    assert item.head == f"{head} for each pound spent, on those measured"
    assert f"counting those measured{around}. £6.18, if all who ended" in item.sentence


def test_a_hidden_follow_up_is_said_and_stays_out_of_the_title(found):
    told = having(found, later=hidden(found["follow_up.relapsed"]))

    assert "How many had become lonely since the end is too few to show" in heads(told)
    assert "later" not in key.title(told)


def test_one_person_has_no_interval(tmp_path):
    alone = of(tmp_path, BETTER)

    assert "(one person has no interval)" in key.key_findings(alone).items[1].sentence
