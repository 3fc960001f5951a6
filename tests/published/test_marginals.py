"""The published figures, counted on the extract of the made-up years 2017 and 2018.

From *Connecting Communities* (British Red Cross and Co-op; School of Health and Related Research,
University of Sheffield, 2019). What is inconsistent in print is not counted here: see
docs/decisions/0018-the-published-years.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from .among import Among
from .counting import METRIC, Row, Rows, after, days, half_width, mean, percent, quantile

pytestmark = pytest.mark.django_db  # for what is loaded once
N = 5787
T_819, T_66 = 1.962882, 1.996564  # Student's t at 0.975


def test_39_schemes_in_four_nations_and_the_isle_of_man(extract: Rows):
    nations = Counter(row["nation"] for row in extract.schemes)

    assert sum(nations.values()) == 39
    assert set(nations) == {"england", "scotland", "wales", "northern_ireland", "isle_of_man"}


def test_referrals_and_where_they_came_from(extract: Rows):
    sources = Counter(row["source"] for row in extract.referrals)

    assert len(extract.referrals) == N
    assert {row["outcome"] for row in extract.referrals} == {"accepted"}
    shown = {source: percent(n, N) for source, n in sources.items()}
    assert shown["nhs"] == "22%"
    assert shown["local_authority"] == "19%"
    assert percent(sources["nhs"] + sources["local_authority"], N) == "41%"
    assert [shown[each] for each in ("self", "third_sector", "host_organisation")] == [
        "33%",
        "14%",
        "8%",
    ]
    assert max(n for n in sources.values() if percent(n, N) in ("0%", "1%")) < N / 100


def test_episodes_are_one_for_each_referral_and_person_and_all_have_ended(extract: Rows):
    assert len(extract.episodes) == N
    assert len({row["person_id"] for row in extract.episodes}) == N
    assert {row["referral_id"] for row in extract.episodes} == {
        row["referral_id"] for row in extract.referrals
    }
    assert all(row["started_on"] >= "2017-05-01" for row in extract.episodes)
    assert all(row["ended_on"] <= "2018-12-31" for row in extract.episodes)


def test_who_the_people_were(extract: Rows):
    women = sum(row["gender"] == "female" for row in extract.episodes)
    under_70 = sum(int(row["age"]) < 70 for row in extract.episodes)

    assert percent(women, N) == "65%"
    assert percent(under_70, N) == "51%"


def test_life_transitions(extract: Rows):
    having = Counter(each for some in extract.transitions.values() for each in some)

    assert having == {
        "health_issue": 2511,
        "mobility_limitation": 1319,
        "bereavement": 377,
        "separation": 134,
        "retirement_or_empty_nest": 653,
        "young_new_mother": 89,
    }
    assert N - len(extract.transitions) == 2764
    assert {row["transitions_asked"].lower() for row in extract.episodes} == {"true"}


def test_how_long_support_took(extract: Rows):
    lengths = [days(row) for row in extract.episodes]

    assert percent(sum(length < 91 for length in lengths), N) == "75%"
    assert percent(sum(length == 0 for length in lengths), N) == "27%"


def test_contacts_and_hours(extract: Rows):
    contacts = [extract.reached.get(row["episode_id"], []) for row in extract.episodes]
    times = [float(len(some)) for some in contacts]
    hours = [sum(int(one["minutes"]) for one in some) / 60 for some in contacts]

    assert quantile(times, 0.5) == 3
    assert quantile(times, 0.75) == 8
    assert f"{mean(hours):.1f}" == "2.5"


def test_how_people_were_met(extract: Rows):
    modes = [
        {one["mode"] for one in extract.reached.get(row["episode_id"], [])}
        for row in extract.episodes
    ]
    face = [some for some in modes if "face_to_face" in some]
    telephone = [some for some in modes if "telephone" in some]
    both = [some for some in face if "telephone" in some]

    assert percent(len(both), N) == "34%"
    assert percent(len(face) - len(both), N) == "20%"
    assert percent(len(telephone) - len(both), N) == "10%"


def test_three_in_four_were_met_at_most_weekly(extract: Rows):
    paces = [
        len(extract.reached[row["episode_id"]]) / max(1, days(row) / 7)
        for row in extract.episodes
        if row["episode_id"] in extract.reached
    ]

    assert percent(sum(pace <= 1 for pace in paces), len(paces)) == "75%"


def test_connections(extract: Rows):
    kinds = Counter(row["destination"] for row in extract.signposts)
    people = {row["episode_id"] for row in extract.signposts}

    assert len(extract.signposts) == 2607
    assert percent(len(people), N) == "25%"
    assert {kind: percent(n, 2607) for kind, n in kinds.items() if kind != "other"} == {
        "third_sector": "66%",
        "local_authority": "11%",
        "host_organisation": "10%",
        "nhs": "5%",
        "private_sector": "3%",
    }


def test_loneliness_at_the_start(extract: Rows):
    starts = list(extract.scores("ucla3", "start").values())
    paired = [start for _, start, _ in extract.pairs]

    assert len(paired) == 820
    for some in (starts, paired):
        assert percent(sum(start >= 6 for start in some), len(some)) == "82%"
        assert percent(sum(start >= 8 for start in some), len(some)) == "54%"


def test_change_in_loneliness(extract: Rows):
    changes = [float(start - end) for _, start, end in extract.pairs]

    assert sum(change > 0 for change in changes) in range(562, 570)
    assert sum(change == 0 for change in changes) in range(218, 226)
    assert percent(sum(change > 0 for change in changes), 820) == "69%"
    assert percent(sum(change == 0 for change in changes), 820) == "27%"
    assert f"{mean(changes):.1f}" == "1.8"
    around = half_width(changes, T_819)
    assert (f"{mean(changes) - around:.2f}", f"{mean(changes) + around:.2f}") == ("1.68", "1.92")


def test_almost_half_of_the_lonely_were_not_lonely_at_the_end(extract: Rows):
    ends = [end for _, start, end in extract.pairs if start >= 6]

    assert 0.46 <= sum(end < 6 for end in ends) / len(ends) <= 0.49


def test_every_pair_was_asked_at_the_start_by_the_day_of_the_end(extract: Rows):
    asked = {
        (row["episode_id"], row["stage"]): row["completed_on"]
        for row in extract.table("measures")
        if row["instrument"] == "ucla3"
    }

    assert all(asked[one, "start"] <= asked[one, "end"] for one, _, _ in extract.pairs)


def test_who_improves_more(extract: Rows):
    people = extract.by_id()

    def less(fits: Callable[[str, int], bool]) -> tuple[float, float]:
        some = [(start, end) for one, start, end in extract.pairs if fits(one, start)]
        return mean([float(end < start) for start, end in some]), mean(
            [float(start - end) for start, end in some]
        )

    def contacts(one: str) -> int:
        return len(extract.reached.get(one, []))

    severe, others = less(lambda _, start: start >= 8), less(lambda _, start: start < 8)
    young, old = (
        less(lambda one, _: int(people[one]["age"]) < 60),
        less(lambda one, _: int(people[one]["age"]) >= 60),
    )
    changed, none = (
        less(lambda one, _: one in extract.transitions),
        less(lambda one, _: one not in extract.transitions),
    )
    once, some, many = (
        less(lambda one, _: contacts(one) <= 1),
        less(lambda one, _: 2 <= contacts(one) <= 12),
        less(lambda one, _: contacts(one) > 12),
    )

    for more, fewer in ((severe, others), (young, old), (changed, none), (some, once)):
        assert more[0] > fewer[0] + 0.1
        assert more[1] > fewer[1] + 0.3
    assert abs(some[0] - many[0]) < 0.05
    assert abs(some[1] - many[1]) < 0.2


def test_wellbeing(extract: Rows):
    starts = {one: METRIC[raw] for one, raw in extract.scores("swemwbs", "start").items()}
    ends = {one: METRIC[raw] for one, raw in extract.scores("swemwbs", "end").items()}
    changes = [ends[one] - start for one, start in starts.items() if one in ends]

    assert (len(starts), len(ends), len(changes)) == (338, 111, 67)
    assert f"{mean(list(starts.values())):.1f}" == "18.2"
    assert f"{mean(list(ends.values())):.1f}" == "22.3"
    assert percent(sum(score < 25.2 for score in starts.values()), 338) == "83%"
    assert sum(score >= 25.2 for score in ends.values()) == 43
    assert sum(change > 0 for change in changes) == 51
    assert sum(change == 0 for change in changes) == 9
    assert sum(change < 0 for change in changes) == 7
    assert f"{mean(changes):.1f} ± {half_width(changes, T_66):.1f}" == "3.6 ± 1.2"


def test_health_that_limits_seeing_people(extract: Rows):
    starts = list(extract.scores("health_limits_social", "start").values())
    ends = list(extract.scores("health_limits_social", "end").values())

    assert percent(starts.count(1), len(starts)) == "38%"
    assert percent(ends.count(1), len(ends)) == "14%"


def test_those_asked_again(extract: Rows):
    later = extract.scores("ucla3", "follow_up")
    known = [(start, end, later[one]) for one, start, end in extract.pairs if one in later]

    assert len(known) == len(later) == 71
    shown = [
        sum(again < start for start, _, again in known),
        sum(again == start for start, _, again in known),
        sum(again > start for start, _, again in known),
    ]
    assert shown == [30, 25, 16]
    assert [percent(n, 71) for n in shown[:2]] == ["42%", "35%"]
    declined = sum(again > end for _, end, again in known)
    relapsed = sum(end < 6 <= again for _, end, again in known)
    assert (declined, percent(declined, 71)) == (46, "65%")
    assert (relapsed, percent(relapsed, 71)) == (28, "39%")


def test_nobody_was_asked_again_before_90_days(extract: Rows):
    people = extract.by_id()

    for row in extract.table("measures"):
        if row["stage"] == "follow_up":
            assert after(people[row["episode_id"]], row["completed_on"]) >= timedelta(days=90)


def test_costs_are_worth_the_published_investment(extract: Rows):
    def worth(fits: Callable[[Row], bool]) -> float:
        return sum(
            float(row["amount_gbp"]) / 1.035 ** (int(row["incurred_on"][:4]) - 2017)
            for row in extract.costs
            if fits(row)
        )

    running, everything = worth(lambda row: row["kind"] == "running"), worth(lambda row: True)

    assert f"{running:,.2f}" == "2,300,639.80"
    assert f"{everything:,.2f}" == "3,170,400.00"
    assert f"{4_692_192.31 - running:,.2f}" == "2,391,552.51"
    assert f"{4_692_192.31 / running:.2f}" == "2.04"
    assert f"{4_692_192.31 / everything:.2f}" == "1.48"


def test_people_whom_a_survey_can_be_matched_to_did_as_the_matched_part_says(extract: Rows):
    people = extract.by_id()
    compared = [
        (start, end)
        for one, start, end in extract.pairs
        if int(people[one]["age"]) >= 50
        and people[one]["gender"] in ("female", "male")
        and people[one]["lives_alone"]
    ]
    not_lonely = [end for start, end in compared if start < 6]

    assert 0.63 <= sum(end < start for start, end in compared) / len(compared) <= 0.66
    assert 0.01 <= sum(end >= 6 for end in not_lonely) / len(not_lonely) <= 0.02


@pytest.mark.parametrize("name", ["referrals", "episodes", "contacts", "measures", "signposts"])
def test_no_row_points_nowhere(extract: Rows, name: str):
    schemes = {row["scheme_id"] for row in extract.schemes}
    episodes = set(extract.by_id())

    for row in extract.table(name):
        assert row.get("scheme_id", next(iter(schemes))) in schemes
        assert row.get("episode_id", next(iter(episodes))) in episodes


# ---- beside the living part ----
def test_nothing_of_2018_falls_due_today(among: Among):
    assert among.going_on == 0
    assert among.due == 0
    assert among.waiting == 0
    assert "Nothing is waiting." in among.pages["today"]


def test_three_can_sign_in_and_one_sees_the_people_of_one_place(among: Among):
    assert among.let_in == {"coordinator", "evaluator", "commissioner"}
    assert among.active == 3
    assert 40 < among.people_seen < 400


def test_a_record_of_2018_reads_true(among: Among):
    assert "Questions for the follow-up" in among.pages["asked again"]
    assert "Follow-up call" in among.pages["asked again"]
    assert "What matters to" in among.pages["talked"]
    assert "Plan agreed with" in among.pages["talked"]
    assert "None yet." in among.pages["nothing written down"]
    for page in among.pages.values():
        assert "come back whenever" in page or page is among.pages["today"]


def test_every_write_left_its_line(among: Among):
    for action in ("PERSON_ADDED", "REFERRAL_RECEIVED", "REFERRAL_ACCEPTED", "EPISODE_ENDED"):
        assert among.lines[action] == 5787
    assert among.lines["CONNECTION_MADE"] == 2607
    assert among.lines["MEASURE_ANSWERED"] == 2050 + 820 + 71 + 338 + 111 + 1150 + 450
    assert among.lines["FOLLOWED_UP"] == 71 + 190
    assert among.lines["SCHEME_ADDED"] == 39
