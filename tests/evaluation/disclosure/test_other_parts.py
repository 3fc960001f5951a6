"""What is published and is no figure: flows, scores, schemes, groups, faults in the data."""

from __future__ import annotations

from alongside.evaluation import Finding, Status
from alongside.evaluation.disclosure import controlled
from alongside.evaluation.findings import Flow, Score
from alongside.evaluation.population import reach_of
from alongside.evaluation.schemes import part_of

from .found import count, findings, share


def test_flows_and_scores_lose_what_is_hidden():
    flows = tuple(Flow(True, True, later, many) for later, many in ((True, 40), (False, 3)))
    scores = tuple(Score(n, many, 100) for n, many in ((3, 2), (4, 400), (5, 98), (6, 0)))

    kept = controlled(
        findings([count("follow_up.count", 43), count("loneliness.pairs", 500)], flows=flows)
    )
    lonely = controlled(findings([count("loneliness.pairs", 500)], scores=scores))

    assert [each.people for each in kept.flows] == [None, None]
    assert [each.at_start for each in lonely.scores] == [None, 400, None, 0]
    assert [each.at_end for each in lonely.scores] == [100] * 4


def test_a_sum_through_two_tables_hides_more_only_where_rounding_would_tell():
    """Lonely at the end: 353 who stayed so and 2 who became so, and as many by their scores."""
    figures = [
        count("loneliness.pairs", 820),
        share("loneliness.lonely_to_not", 319, 672),
        share("loneliness.not_to_lonely", 2, 148),
    ]
    many = tuple(Score(n, 0, end) for n, end in ((5, 465), (6, 140), (7, 103), (8, 61), (9, 51)))
    one = tuple(Score(n, 0, end) for n, end in ((5, 465), (6, 355), (7, 0), (8, 0), (9, 0)))

    open_, told = (controlled(findings(figures, scores=scores)) for scores in (many, one))

    assert open_["loneliness.lonely_to_not"].n == 320
    assert told["loneliness.lonely_to_not"].status is Status.SUPPRESSED
    assert open_["loneliness.not_to_lonely"].status is Status.SUPPRESSED


def test_scores_of_few_pairs_are_hidden_together_because_their_mean_is_known():
    scores = tuple(Score(n, many, many) for n, many in ((3, 2), (4, 40), (5, 38), (6, 0)))

    kept = controlled(findings([count("loneliness.pairs", 80)], scores=scores))

    assert {each.at_start for each in kept.scores} == {None}


def test_small_schemes_are_left_out_with_one_more_and_limits_are_computed_anew():
    less = share("loneliness.change.less", 83, 163)
    parts = [
        part_of("loneliness.change.less", kind, name, n, base, 83 / 163)
        for kind, name, n, base in (
            ("scheme", "A", 41, 83),
            ("scheme", "B", 30, 52),
            ("scheme", "C", 10, 23),
            ("scheme", "D", 2, 5),
            ("nation", "england", 83, 163),
        )
    ]

    kept = controlled(findings([count("loneliness.pairs", 163), less], parts=tuple(parts)))

    assert [part.name for part in kept.parts] == ["A", "england"]
    assert kept.parts[0] == part_of("loneliness.change.less", "scheme", "A", 40, 85, 85 / 165, 5)


def test_a_nation_of_one_scheme_does_not_give_the_scheme_back():
    parts = [
        part_of("loneliness.change.less", kind, name, n, base, 0.5)
        for kind, name, n, base in (
            ("scheme", "A", 40, 80),
            ("scheme", "B", 9, 18),
            ("scheme", "C", 3, 6),
            ("nation", "england", 43, 86),
            ("nation", "wales", 9, 18),
        )
    ]
    nations = (("A", "england"), ("B", "wales"), ("C", "england"))
    figures = [count("loneliness.pairs", 104), share("loneliness.change.less", 52, 104)]

    kept = controlled(findings(figures, parts=tuple(parts), nations=nations))

    assert not kept.parts


def test_groups_of_the_population_are_hidden_with_the_figure_of_the_same_people():
    figures = [
        count("episodes.count", 100),
        *(
            share(f"people.gender.{name}", n, 100)
            for name, n in (("female", 60), ("male", 36), ("other", 4), ("not_stated", 0))
        ),
    ]
    reach = tuple(
        reach_of("gender", name, n, 96, 5000, 10_000) for name, n in (("female", 60), ("male", 36))
    )

    kept = controlled(findings(figures, reach=reach))

    assert kept["people.gender.male"].status is Status.SUPPRESSED
    assert not kept.reach  # two groups: the other is what is left


def test_a_ratio_to_the_population_is_computed_anew():
    reach = tuple(
        reach_of("age", name, n, 103, 5000, 10_000) for name, n in (("0-59", 62), ("60-", 41))
    )

    kept = controlled(findings(reach=reach))

    assert kept.reach[0] == reach_of("age", "0-59", 60, 105, 5000, 10_000)


def test_findings_about_the_data_keep_no_ids_and_no_small_counts():
    quality = tuple(
        Finding(check, table, rows, of, ("E1",), "Still counted.")
        for check, table, rows, of in (
            ("a", "measures", 12, 103),
            ("b", "measures", 3, 100),
            ("c", "measures", 97, 100),
            ("valued_twice", "values", 2, 3),
        )
    )

    kept = controlled(findings(quality=quality)).quality

    assert [(each.check, each.rows, each.of) for each in kept] == [
        ("a", 10, 105),
        ("valued_twice", 2, 3),
    ]
    assert not any(each.example_ids for each in kept)
