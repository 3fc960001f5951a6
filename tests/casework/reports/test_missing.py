"""What is missing where, as it is printed: never of a few people."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.community import actions
from alongside.casework.reports.missing import controlled, waiting
from alongside.casework.schemes.models import Area
from alongside.evaluation.disclosure.rounding import Rules
from tests.casework import made

ON = date(2026, 10, 31)


def test_what_is_of_enough_people_is_rounded_and_what_is_of_few_is_hidden():
    cells = {("Quayside", "Music"): 22, ("Quayside", "Walking"): 13, ("Marlpit", "Music"): 4}

    found = controlled(cells, ON)

    told = {area: (of, dict(needs)) for area, of, needs in found.areas}
    assert told["Marlpit"] == (None, {"Music": None})
    assert found.hidden
    assert all(of is None or of % 5 == 0 for of, _ in told.values())


def test_a_hidden_number_is_not_what_is_left_of_the_others():
    """Of three areas one is small: another one is hidden with it, or it could be worked out."""
    cells = {("A", "Music"): 40, ("B", "Music"): 30, ("C", "Music"): 3}

    found = controlled(cells, ON)

    assert sum(of is None for _, of, _ in found.areas) >= 2


def test_nobody_waiting_is_said():
    found = controlled({}, ON)

    assert (found.total, found.areas, found.hidden) == (0, [], False)


CELLS = st.dictionaries(
    st.sampled_from(list(product("ABCD", ["Music", "Walking", "Crafts"]))), st.integers(1, 40)
)


@given(CELLS)
def test_no_small_number_is_ever_printed_and_none_stands_alone(cells):
    found, rules = controlled(cells, ON), Rules()
    by_area, by_need = {}, {}
    for (area, need), many in cells.items():
        by_area[area] = by_area.get(area, 0) + many
        by_need[need] = by_need.get(need, 0) + many
    shown = [((area, need), n) for area, _, needs in found.areas for need, n in needs]
    sums = [(by_area[area], of) for area, of, _ in found.areas]
    sums += [(by_need[need], of) for need, of in found.needs]

    assert all(n in (None, rules.rounded(cells[cell])) for cell, n in shown)
    assert all(not rules.is_small(cells[cell]) for cell, n in shown if n is not None)
    assert all(not rules.is_small(many) for many, of in sums if of is not None)
    for area, of, needs in found.areas:
        held = [cells[area, need] for need, n in needs if n is None]
        enough = sum(held) >= rules.together or len(held) == len(needs)
        assert of is None or not held or (len(held) > 1 and enough)


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
        ("Quayside", "Singing and music"): 12,
        ("Quayside", "Birds, animals, the outdoors"): 10,
    }


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

    assert "About 15 people" in page.text or "hidden" in page.text
    assert ">3<" not in page.text
    assert "12" not in page.text.split("<main")[1].split("</main>")[0]
    assert (theirs.status_code, nobodys.status_code) == (200, 404)
