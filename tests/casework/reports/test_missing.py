"""What is missing where, as it is printed: never of a few people."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.community import actions
from alongside.casework.reports.missing import NO_AREA, InArea, Line, published, waiting
from alongside.casework.schemes.models import Area
from alongside.evaluation.disclosure.rounding import Rules
from tests.casework import made

ON = date(2026, 10, 31)


def why(**people):
    return Counter(people)


def test_what_is_of_enough_people_is_rounded_and_what_is_of_few_has_no_number():
    cells = {
        ("Quayside", "Music"): why(full=22),
        ("Quayside", "Walking"): why(too_far=6, full=7),
        ("Quayside", "Crafts"): why(cost=7),
        ("Marlpit", "Music"): why(full=1),
    }

    assert published(cells) == (
        InArea("Marlpit", (), ("Music",)),
        InArea(
            "Quayside",
            (Line("Music", 20, "Full"), Line("Walking", 15, "")),
            ("Crafts",),
        ),
    )


def test_nobody_waiting_is_nothing_to_print():
    assert published({}) == ()


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("AB"), st.sampled_from(["Music", "Walking"])),
        st.dictionaries(st.sampled_from(["full", "cost"]), st.integers(1, 30), min_size=1),
    )
)
def test_no_small_number_is_ever_printed(cells):
    rules = Rules()

    for area in published({where: Counter(why) for where, why in cells.items()}):
        for line in area.lines:
            of = cells[area.area, line.need]
            assert not rules.is_small(sum(of.values()))
            assert line.people == rules.rounded(sum(of.values()))
            assert not line.why or max(of.values()) >= rules.suppress_below
        assert all(rules.is_small(sum(cells[area.area, need].values())) for need in area.few)


@pytest.fixture
def _november(time_machine):
    time_machine.move_to("2026-11-19 10:00+00:00")


@pytest.fixture
def needs(aldermouth, ruth, _november):
    area = Area.objects.create(scheme=aldermouth, name="Quayside")

    def want(need, people, opened_on):
        return actions.open_gap(
            scheme=aldermouth,
            area=area,
            need=need,
            people=people,
            barrier="full",
            opened_on=opened_on,
            by=ruth,
        )

    return want


def test_it_is_of_who_waited_on_that_day(needs, aldermouth, ruth):
    needs("music", 12, date(2026, 10, 2))
    needs("walking", 30, date(2026, 11, 3))
    closed = needs("crafts", 9, date(2026, 9, 2))
    actions.close(gap=closed, closing="not_wanted", on=date(2026, 10, 20), by=ruth)
    later = needs("nature", 10, date(2026, 9, 2))
    actions.close(gap=later, closing="filled", on=date(2026, 11, 10), by=ruth)

    found = waiting(aldermouth, ON)

    assert found == {
        ("Quayside", "Singing and music"): {"full": 12},
        ("Quayside", "Birds, animals, the outdoors"): {"full": 10},
    }


@pytest.mark.usefixtures("_november")
def test_a_person_is_counted_once_however_often_it_was_written_down_and_not_after_death(
    aldermouth, ruth, pegs_episode
):
    about = {"scheme": aldermouth, "need": "music", "by": ruth, "opened_on": date(2026, 10, 25)}
    arthur = made.person(aldermouth, "Arthur", "Pym", died_on=date(2026, 10, 30))
    arthurs = made.episode(arthur, ruth)
    for _ in range(8):
        actions.open_gap(**about, barrier="full", episode=pegs_episode)
    actions.open_gap(**about, barrier="full", episode=arthurs)
    actions.open_gap(**about, barrier="full", people=2)

    assert waiting(aldermouth, ON) == {(NO_AREA, "Singing and music"): {"full": 3}}


def test_the_page_opens_for_who_reads_reports_and_for_nobody_else(
    client, needs, aldermouth, ruth, dilys
):
    needs("music", 12, date(2026, 10, 2))
    needs("nature", 3, date(2026, 10, 2))
    commissioner = made.worker("Carol Whitby", "commissioner", aldermouth)

    client.force_login(commissioner)
    page = client.get("/reports/gaps/")
    client.force_login(dilys)
    theirs = client.get(f"/reports/gaps/?scheme={aldermouth.pk}")
    client.force_login(ruth)
    nobodys = client.get("/reports/gaps/")

    assert "Wanted" not in page.text
    assert "Also wanted, by fewer than eight people each: birds, animals" in page.text
    assert 'al-num">10<' in page.text
    assert (theirs.status_code, nobodys.status_code) == (200, 404)
