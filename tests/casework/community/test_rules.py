"""What may happen with gaps and groups, and where filling a gap has got to."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from alongside.casework.community import rules
from alongside.casework.community.rules import Standing

TODAY = date(2026, 11, 19)


def gap(**fields):
    usual = {
        "closing": "",
        "group": None,
        "group_id": None,
        "grouped_on": None,
        "closed_on": None,
        "people": 1,
        "opened_on": date(2026, 10, 1),
        "scheme_id": 1,
    }
    return SimpleNamespace(**usual | fields)


def group(**fields):
    usual = {
        "pk": 5,
        "scheme_id": 1,
        "state": "planning",
        "begun_on": date(2026, 10, 5),
        "running_on": None,
        "self_sustaining_on": None,
        "ended_on": None,
        "heard_on": None,
        "place": "St Anne’s Hall",
        "weekday": 3,
        "rhythm": "weekly",
        "starts_at": "10:00",
        "words": "A slow walk",
    }
    return SimpleNamespace(**usual | fields)


OCT_5, OCT_20, NOV_1, NOV_10 = (
    date(2026, 10, 5),
    date(2026, 10, 20),
    date(2026, 11, 1),
    date(2026, 11, 10),
)
RUNS = {"state": "running", "running_on": OCT_20}
ALONE = {"state": "self_sustaining", "running_on": OCT_20, "self_sustaining_on": NOV_1}


@pytest.mark.parametrize(
    ("of", "is_so"),
    [
        (gap(people=3), Standing("open", 3)),
        (gap(closed_on=NOV_1), Standing("closed", 0, closed_on=NOV_1)),
        (gap(closing="filled", closed_on=NOV_1), Standing("closed", 0, NOV_1, NOV_1, NOV_1)),
        (
            gap(closing="filled", closed_on=NOV_1, group=group(), grouped_on=OCT_5),
            Standing("closed", 0, NOV_1, NOV_1, NOV_1),
        ),
        (gap(group=group(), grouped_on=OCT_5), Standing("planning", 1)),
        (gap(group=group(**RUNS), grouped_on=OCT_5), Standing("running", 0, OCT_20)),
        (gap(group=group(**RUNS), grouped_on=NOV_10), Standing("running", 0, NOV_10)),
        (
            gap(group=group(**ALONE), grouped_on=OCT_5),
            Standing("self_sustaining", 0, OCT_20, NOV_1),
        ),
        (
            gap(group=group(**ALONE), grouped_on=NOV_10),
            Standing("self_sustaining", 0, NOV_10, NOV_10),
        ),
        (
            gap(group=group(**ALONE), grouped_on=OCT_5, closed_on=NOV_10),
            Standing("closed", 0, OCT_20, NOV_1, NOV_10),
        ),
        (
            gap(group=group(**ALONE), grouped_on=OCT_5, closed_on=date(2026, 10, 25)),
            Standing("closed", 0, OCT_20, None, date(2026, 10, 25)),
        ),
        (
            gap(group=group(), grouped_on=OCT_5, closed_on=NOV_1),
            Standing("closed", 0, closed_on=NOV_1),
        ),
    ],
)
def test_where_filling_a_gap_has_got_to(of, is_so):
    assert rules.standing(of) == is_so


@pytest.mark.parametrize(
    ("on", "people", "of_somebody", "why"),
    [
        (TODAY, 1, True, ""),
        (TODAY, 5, False, ""),
        (date(2026, 11, 20), 1, True, "still to come"),
        (TODAY, 0, False, "1 or more"),
        (TODAY, 2, True, "write down a gap for each"),
    ],
)
def test_a_gap_is_of_one_person_or_of_some_and_not_of_tomorrow(on, people, of_somebody, why):
    said = rules.why_not_open(on, TODAY, people=people, of_somebody=of_somebody)

    assert (why in said) if why else said == ""


@pytest.mark.parametrize(
    ("of", "on", "closing", "why"),
    [
        (gap(), TODAY, "not_wanted", ""),
        (gap(closed_on=NOV_1), TODAY, "filled", "closed on 1 November 2026 already"),
        (gap(), date(2026, 9, 30), "filled", "written down on 1 October 2026"),
        (gap(), date(2026, 11, 20), "filled", "still to come"),
        (gap(), TODAY, "ended", "when its group ends"),
    ],
)
def test_when_a_gap_can_be_closed(of, on, closing, why):
    said = rules.why_not_close(of, on, closing, TODAY)

    assert (why in said) if why else said == ""


@pytest.mark.parametrize(
    ("of", "to", "why"),
    [
        (gap(), group(), ""),
        (gap(group_id=5), group(), ""),
        (gap(closed_on=NOV_1), group(), "is closed"),
        (gap(group_id=6), group(), "has a group already"),
        (gap(), group(state="ended"), "has ended"),
        (gap(scheme_id=2), group(), "another scheme"),
    ],
)
def test_when_a_gap_can_be_put_to_a_group(of, to, why):
    said = rules.why_not_join(of, to)

    assert (why in said) if why else said == ""


@pytest.mark.parametrize(
    ("of", "on", "why"),
    [
        (group(), TODAY, ""),
        (group(state="running"), TODAY, "an idea or being planned"),
        (group(), date(2026, 11, 20), "when it has met first"),
        (group(), date(2026, 10, 1), "thought of on 5 October 2026"),
        (group(place="", starts_at=None), TODAY, "where it meets or at what time"),
        (group(weekday=None), TODAY, "on which day"),
        (group(words=""), TODAY, "what one does there"),
    ],
)
def test_when_a_group_can_begin_to_run(of, on, why):
    said = rules.why_not_run(of, on, TODAY)

    assert (why in said) if why else said == ""


@pytest.mark.parametrize(
    ("of", "on", "to", "why"),
    [
        (group(**RUNS), TODAY, "Maureen", ""),
        (group(), TODAY, "Maureen", "once it is running"),
        (group(**RUNS), OCT_5, "Maureen", "first ran on 20 October 2026"),
        (group(**RUNS), date(2026, 11, 20), "Maureen", "still to come"),
        (group(**RUNS), TODAY, " ", "Nobody is named"),
    ],
)
def test_when_a_group_can_be_handed_over(of, on, to, why):
    said = rules.why_not_hand_over(of, on, to, TODAY)

    assert (why in said) if why else said == ""


@pytest.mark.parametrize(
    ("of", "on", "why"),
    [
        (group(**ALONE), TODAY, ""),
        (group(state="ended", ended_on=NOV_1), TODAY, "has ended already"),
        (group(**ALONE), OCT_20, "still going on 1 November 2026"),
        (group(), date(2026, 11, 20), "still to come"),
    ],
)
def test_when_a_group_can_end(of, on, why):
    said = rules.why_not_end(of, on, TODAY)

    assert (why in said) if why else said == ""


@pytest.mark.parametrize(
    ("of", "on", "why"),
    [
        (group(), TODAY, ""),
        (group(), date(2026, 11, 20), "Say who came when it has been"),
        (group(), date(2026, 10, 1), "thought of on 5 October 2026"),
        (group(state="ended", ended_on=NOV_1), NOV_10, "ended on 1 November 2026"),
    ],
)
def test_when_a_meeting_can_be_written_down(of, on, why):
    said = rules.why_not_meet(of, on, TODAY)

    assert (why in said) if why else said == ""


@pytest.mark.parametrize(
    ("of", "on"),
    [
        (group(**RUNS), None),
        (group(**ALONE), date(2027, 1, 31)),
        (group(**ALONE, heard_on=NOV_10), date(2027, 2, 9)),
        (group(state="self_sustaining"), None),
    ],
)
def test_a_group_that_runs_without_us_is_asked_after_every_three_months(of, on):
    assert rules.ask_whether_it_goes_on(of) == on


@pytest.mark.parametrize(
    ("kind", "of_need", "of_area", "fits"),
    [
        ("room", "", None, True),
        ("room", "walking", 1, True),
        ("room", "music", 1, False),
        ("room", "", 2, False),
        ("lift", "", 1, False),
        ("minibus", "", None, False),
    ],
)
def test_an_offer_fits_by_area_and_need(kind, of_need, of_area, fits):
    asked = {"need": "walking", "area": 1, "barriers": ["none_exists"]}

    assert rules.offer_fits(kind, of_need, of_area, **asked) is fits


@pytest.mark.parametrize(
    ("need", "barriers"),
    [("music", ["too_far"]), ("getting_about", []), ("music", ["no_transport"])],
)
def test_a_lift_answers_a_journey_whatever_is_at_its_end(need, barriers):
    assert rules.offer_fits("lift", "", None, need=need, area=1, barriers=barriers)


def test_an_offer_for_one_area_fits_what_is_wanted_anywhere():
    assert rules.offer_fits("room", "", 2, need="music", area=None, barriers=[])
