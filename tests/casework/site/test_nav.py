"""The masthead offers each role the pages where its work begins, and nothing to strangers."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from alongside.casework.site import nav

from .. import made


def items(worker, path: str = "/") -> list[nav.NavItem]:
    request = RequestFactory().get(path)
    request.user = worker
    return nav.nav_for(request)


@pytest.mark.parametrize(
    ("role", "offered", "not_offered"),
    [
        ("connector", {"My people", "Diary", "Find a person"}, {"Inbox", "Team", "Settings"}),
        ("coordinator", {"Inbox", "Team", "Follow-ups", "Reports"}, {"My people", "Settings"}),
        ("safeguarding_lead", {"Concerns", "Find a person"}, {"My people", "Team"}),
        ("administrator", {"Settings"}, {"Today", "Find a person", "Concerns", "Reports"}),
        ("evaluator", {"Costs", "Extracts", "Reports"}, {"Today", "Settings"}),
        ("commissioner", {"Reports"}, {"Today", "My people", "Find a person", "Settings"}),
    ],
)
def test_each_role_is_offered_its_own_pages(aldermouth, role, offered, not_offered):
    worker = made.worker("Kit Mallory", role, aldermouth)

    labels = {item.label for item in items(worker)}

    assert offered <= labels
    assert not labels & not_offered


def test_who_works_with_people_comes_to_costs_and_extracts_from_other_pages(aldermouth):
    worker = made.worker("Kit Mallory", "evaluator", aldermouth)
    made.give(worker, "coordinator", aldermouth)

    assert not {item.label for item in items(worker)} & {"Costs", "Extracts"}


@pytest.mark.parametrize(
    ("path", "active"),
    [("/", ["Today"]), ("/diary/week/", ["Diary"]), ("/account/", [])],
)
def test_the_page_where_one_is_is_marked(ruth, path, active):
    assert [item.label for item in items(ruth, path) if item.active] == active


def test_find_stands_on_a_phone_for_those_who_may_find(client, aldermouth, ruth):
    amina = made.worker("Amina Yusuf", "administrator", aldermouth)

    for worker, finds in ((ruth, True), (amina, False)):
        client.force_login(worker)
        assert ('href="/find/"' in client.get("/account/").text) is finds


def test_nobody_is_offered_anything_before_signing_in():
    assert items(AnonymousUser()) == []
    assert nav.nav_for(None) == []


def test_a_page_that_is_not_there_has_no_address():
    assert nav.address("pages:nowhere") == ""
