"""One publication beside another."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from alongside.evaluation import Status
from alongside.evaluation.disclosure import as_counts, controlled, why_not_published
from alongside.evaluation.findings import Flow, Score
from alongside.evaluation.schemes import part_of

from .found import count, findings, share, sources

FEW = (
    "This report differs from a published one by fewer than 8 people, "
    "so the two side by side would tell of those few."
)


def test_counts_are_named_and_can_be_kept_as_json():
    found = findings(
        [*sources(40, 20), share("loneliness.lonely_to_not", 9, 30)],
        flows=(Flow(True, False, True, 12),),
        scores=(Score(3, 14, 15),),
        parts=(part_of("loneliness.lonely_to_not", "scheme", "S1", 9, 12, 0.3),),
    )

    kept = json.loads(json.dumps(as_counts(found)))

    assert kept == {
        "referrals.count": 60,
        "referrals.source.nhs": 40,
        "referrals.source.self": 20,
        "loneliness.lonely_to_not": 9,
        "loneliness.pairs.lonely": 30,
        "loneliness.pairs.lonely_at_end": 21,
        "flow.LNL": 12,
        "scores.start.3": 14,
        "scores.end.3": 15,
        "period.first": date(2024, 1, 1).toordinal(),
        "period.last": date(2024, 12, 31).toordinal(),
    }


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        ((40, 30), (40, 30), ""),  # the same again
        ((40, 30), (41, 30), FEW),
        ((40, 30), (47, 30), FEW),
        ((40, 30), (48, 30), ""),
        ((40, 30), (37, 33), FEW),  # as many in all, and three of them others
        ((40, 30), (32, 38), ""),
    ],
)
def test_a_run_that_differs_by_fewer_than_eight_is_not_published(
    before: tuple[int, ...], now: tuple[int, ...], reason: str
):
    old, new = findings(sources(*before)), findings(sources(*now))

    assert why_not_published(new, old) == reason
    assert why_not_published(as_counts(new), as_counts(old)) == reason


@pytest.mark.parametrize(
    ("people", "connections", "reason"),
    [(1, 10, FEW), (8, 1, ""), (0, 3, FEW), (0, 12, ""), (0, 0, "")],
)
def test_many_connections_of_a_few_people_are_still_a_few_people(people, connections, reason):
    before = {"people.count": 60, "signposts.count": 100, "signposts.people_share": 30}
    now = {
        "people.count": 60 + people,
        "signposts.count": 100 + connections,
        "signposts.people_share": 30 + people,
    }

    assert why_not_published(now, before) == reason


def test_a_survey_that_one_was_given_besides_does_not_make_it_another_run():
    old = findings(sources(40, 30))
    new = findings([*sources(41, 30), count("matched.pairs", 50)])

    assert why_not_published(new, old) == FEW


def test_runs_of_other_days_are_about_other_people():
    old = findings(sources(40, 30))
    new = findings(sources(41, 30), first=date(2025, 1, 1), last=date(2025, 12, 31))

    assert not why_not_published(new, old)
    assert why_not_published(replace(new, first=date(2024, 12, 31)), old)
    assert why_not_published(replace(new, first=None), old)
    assert controlled(new, beside=[as_counts(old)])["referrals.source.nhs"].n == 40


def test_published_findings_have_no_counts_any_more():
    with pytest.raises(ValueError, match="before they are published"):
        as_counts(controlled(findings()))


def test_a_table_that_differs_from_a_published_one_by_a_few_is_hidden():
    def run(referrals: int, declined: int) -> list[object]:
        about = [
            share("health_limits.end.all_of_the_time", declined, 90),
            share("health_limits.start.all_of_the_time", 4, 7),
        ]
        return [*sources(referrals, 30), *about]

    old, new = findings(run(40, 30)), findings(run(60, 33))

    kept = controlled(new, beside=[as_counts(old)])

    assert not why_not_published(new, old)
    assert kept["referrals.source.nhs"].n == 60
    assert kept["health_limits.end.all_of_the_time"].status is Status.SUPPRESSED
    assert controlled(new)["health_limits.end.all_of_the_time"].n == 35
