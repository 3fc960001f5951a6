"""The way from a person's record to a printed percentage: the published figures come out again.

The made-up years 2017 and 2018, written into the database, extracted, evaluated, and each figure
rounded as it was printed. From *Connecting Communities* (British Red Cross and Co-op; School of
Health and Related Research, University of Sheffield, 2019). What is inconsistent in print is not
chased: docs/decisions/0018-the-published-years.md.
"""

from __future__ import annotations

import pytest

from alongside.evaluation import Figure, Unit
from alongside.evaluation.report.numbers import shown

pytestmark = pytest.mark.django_db  # for what is loaded once

SHARES = {
    "referrals.source_group.statutory": "41%",
    "referrals.source.nhs": "22%",
    "referrals.source.local_authority": "19%",
    "referrals.source.self": "33%",
    "referrals.source.third_sector": "14%",
    "referrals.source.host_organisation": "8%",
    "people.gender.female": "65%",
    "people.under_70": "51%",
    "support.under_13_weeks": "75%",
    "support.one_day": "27%",
    "support.mode.both": "34%",
    "support.mode.face_to_face_only": "20%",
    "support.mode.telephone_only": "10%",
    "support.at_most_weekly": "75%",
    "signposts.people_share": "25%",
    "signposts.destination.third_sector": "66%",
    "signposts.destination.local_authority": "11%",
    "signposts.destination.host_organisation": "10%",
    "signposts.destination.nhs": "5%",
    "signposts.destination.private_sector": "3%",
    "loneliness.start.lonely": "82%",
    "loneliness.start.severe": "54%",
    "loneliness.change.less": "69%",
    "loneliness.change.same": "27%",
    "wellbeing.start.below_national": "83%",
    "wellbeing.end.at_or_above_national": "39%",
    "health_limits.start.all_of_the_time": "38%",
    "health_limits.end.all_of_the_time": "14%",
    "follow_up.less": "42%",
    "follow_up.same": "35%",
    "follow_up.declined": "65%",
    "follow_up.relapsed": "39%",
}
COUNTS = {
    "referrals.count": 5787,
    "people.count": 5787,
    "episodes.count": 5787,
    "signposts.count": 2607,
    "loneliness.pairs": 820,
    "wellbeing.start.count": 338,
    "wellbeing.end.count": 111,
    "wellbeing.pairs": 67,
    "follow_up.count": 71,
}
NUMERATORS = {
    "people.transition.health_issue": 2511,
    "people.transition.mobility_limitation": 1319,
    "people.transition.bereavement": 377,
    "people.transition.separation": 134,
    "people.transition.retirement_or_empty_nest": 653,
    "people.transition.young_new_mother": 89,
    "people.transition.none": 2764,
    "wellbeing.change.improved": 51,
    "wellbeing.change.same": 9,
    "wellbeing.change.reduced": 7,
    "wellbeing.end.at_or_above_national": 43,
    "follow_up.less": 30,
    "follow_up.same": 25,
    "follow_up.more": 16,
    "follow_up.declined": 46,
    "follow_up.relapsed": 28,
}
PRINTED = {
    "support.contacts.median": "3",
    "support.contacts.p75": "8",
    "support.hours.mean": "2.5",
    "loneliness.change.mean": "1.8",
    "wellbeing.start.mean": "18.2",
    "wellbeing.end.mean": "22.3",
    "wellbeing.change.mean": "3.6",
    "sroi.present_value_outcomes": "4,692,192.31",
    "sroi.present_value_investment": "2,300,639.80",
    "sroi.net_present_value": "2,391,552.51",
    "sroi.ratio": "2.04",
    "sroi.present_value_all_costs": "3,170,400.00",
    "sroi.ratio_all_costs": "1.48",
}
RANGES = {
    "loneliness.lonely_to_not": (0.46, 0.49),  # almost half
    "matched.less.treated": (0.63, 0.66),
    "matched.less.comparison": (0.40, 0.45),
    "matched.became_lonely.treated": (0.01, 0.02),
    "matched.became_lonely.comparison": (0.02, 0.06),
}
Found = dict[str, Figure]


def rounded(figure: Figure, like: str) -> str:
    """The figure with as many decimals as it was printed with."""
    assert figure.value is not None
    if like.endswith("%"):
        return f"{100 * figure.value:.0f}%"
    return f"{figure.value:,.{len(like.partition('.')[2])}f}"


@pytest.mark.parametrize("id_", SHARES)
def test_a_share_is_printed_as_it_was(found: Found, id_: str):
    assert found[id_].unit is Unit.SHARE
    assert rounded(found[id_], SHARES[id_]) == SHARES[id_]


@pytest.mark.parametrize("id_", COUNTS)
def test_a_count_is_the_one_that_was_printed(found: Found, id_: str):
    assert found[id_].value == COUNTS[id_]


@pytest.mark.parametrize("id_", NUMERATORS)
def test_a_share_is_of_as_many_people_as_was_printed(found: Found, id_: str):
    assert found[id_].n == NUMERATORS[id_]


@pytest.mark.parametrize("id_", PRINTED)
def test_a_number_is_rounded_to_what_was_printed(found: Found, id_: str):
    assert rounded(found[id_], PRINTED[id_]) == PRINTED[id_]


IN_THE_REPORT = PRINTED | {  # which rounds amounts to the nearest thousand
    "sroi.present_value_outcomes": "£4,692,000",
    "sroi.present_value_investment": "£2,301,000",
    "sroi.net_present_value": "£2,392,000",
    "sroi.present_value_all_costs": "£3,170,000",
}


@pytest.mark.parametrize("id_", [*SHARES, *COUNTS, *IN_THE_REPORT])
def test_the_report_words_it_as_it_was_printed(found: Found, id_: str):
    count = f"{COUNTS[id_]:,}" if id_ in COUNTS else ""

    assert shown(found[id_]) == (SHARES.get(id_) or count or IN_THE_REPORT[id_])


@pytest.mark.parametrize("id_", RANGES)
def test_a_share_lies_where_the_published_ranges_have_it(found: Found, id_: str):
    low, high = RANGES[id_]
    assert low <= (found[id_].value or 0) <= high


def test_there_are_as_many_less_lonely_and_the_same_as_the_percentages_allow(found: Found):
    assert found["loneliness.change.less"].n in range(562, 570)
    assert found["loneliness.change.same"].n in range(218, 226)


def test_the_intervals_are_those_that_were_printed(found: Found):
    change, wellbeing = found["loneliness.change.mean"], found["wellbeing.change.mean"]

    assert f"{change.ci_low:.2f} to {change.ci_high:.2f}" == "1.68 to 1.92"
    assert f"{wellbeing.ci_high - wellbeing.value:.1f}" == "1.2"


def test_who_improves_more_and_who_less(found: Found):
    odds = {
        name: found[f"factor.{name}.odds_ratio"]
        for name in (
            "age_under_60",
            "severe_at_start",
            "transition_identified",
            "contacts_one",
            "contacts_over_twelve",
        )
    }

    for name in ("age_under_60", "severe_at_start", "transition_identified"):
        assert odds[name].ci_low > 1
    assert odds["contacts_one"].ci_high < 1
    assert odds["contacts_over_twelve"].ci_low < 1 < odds["contacts_over_twelve"].ci_high


def test_the_matched_people_are_alike_and_the_difference_is_beyond_chance(found: Found):
    after = [each.value for id_, each in found.items() if id_.endswith(".after")]

    assert found["matched.pairs"].value > 0.95 * found["matched.treated"].value
    assert after
    assert max(abs(value) for value in after) < 0.1
    assert found["matched.less.difference"].ci_low > 0


def test_the_return_on_those_who_were_measured_stands_beside_that_on_all_who_ended(found: Found):
    assert found["sroi.ratio_ended"].value == found["sroi.ratio"].value
    assert rounded(found["sroi.ratio_pairs"], "0.22") == "0.22"
    assert found["sroi.simulated.low"].value < 2.04 < found["sroi.simulated.high"].value
