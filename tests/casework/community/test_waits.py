"""What somebody waits for stands on their own page, with a link."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from alongside.casework.community import actions, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(client, ruth):
    client.force_login(ruth)

    def read(person):
        page = client.get(f"/people/{person.pk}/").content.decode()
        return page, re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", page)))

    return read


def test_a_persons_page_says_for_what_nothing_suits_yet(page_of, peg, pegs_gap, open_gap):
    other = open_gap(episode=pegs_gap.episode, need="music")

    page, words = page_of(peg)

    assert "Nothing suits yet: Walking with others; Singing and music" in words
    assert f'href="{pegs_gap.get_absolute_url()}"' in page
    assert f'href="{other.get_absolute_url()}"' in page
    assert "Put down for" not in words


def test_a_gap_that_a_group_is_to_fill_is_told_by_its_group(page_of, peg, planned, ruth):
    _, met = page_of(peg)
    actions.change(group=planned, values={"first_meeting_on": date(2026, 12, 3)}, by=ruth)

    page, words = page_of(peg)

    assert "Put down for: Thursday walkers (being planned)" in met
    assert "Put down for: Thursday walkers (being planned, first on 3 December)" in words
    assert f'href="{planned.get_absolute_url()}"' in page
    assert "Nothing suits yet" not in words


def test_whoever_has_been_there_or_wants_it_no_more_waits_no_longer(page_of, peg, running, ruth):
    member = running.members.get(person=peg)
    waited = queries.waits(peg, ruth).places

    actions.answered(member=member, said="not_now", on=date(2026, 11, 13), by=ruth)
    declined = queries.waits(peg, ruth)
    actions.answered(member=member, said="coming", on=date(2026, 11, 14), by=ruth)
    actions.met(group=running, on=date(2026, 11, 19), came=[member], by=ruth)

    assert waited == [member]
    assert not declined
    assert "Put down for" not in page_of(peg)[1]


def test_what_is_closed_or_has_ended_is_waited_for_by_nobody(peg, pegs_gap, planned, ruth):
    actions.end(group=planned, on=date(2026, 11, 19), by=ruth)
    again = queries.waits(peg, ruth)
    pegs_gap.refresh_from_db()
    actions.close(gap=pegs_gap, closing="not_wanted", on=date(2026, 11, 19), by=ruth)

    assert (again.gaps, again.places) == ([pegs_gap], [])
    assert not queries.waits(peg, ruth)


def test_whoever_may_not_open_a_gap_does_not_read_of_it(peg, pegs_gap, outsider):
    assert not queries.waits(peg, outsider)
