"""Each page for each role: open, or as if it were not there."""

from __future__ import annotations

import pytest

from tests.casework import made

CONNECTOR, COORDINATOR, LEAD = "connector", "coordinator", "safeguarding_lead"
WITH_PEOPLE = {CONNECTOR, COORDINATOR, LEAD}
EVERYBODY = {*WITH_PEOPLE, "evaluator", "commissioner", "administrator", ""}
PAGES = {
    "/": EVERYBODY,
    "/my-people/": {CONNECTOR},
    "/people/": WITH_PEOPLE,
    "/contacts/new/": WITH_PEOPLE,
    "/find/": WITH_PEOPLE,
    "/team/": {COORDINATOR},
    "/people/{peg}/": WITH_PEOPLE,
    "/people/{peg}/more/": WITH_PEOPLE,
}


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_a_role_opens_what_is_for_it_and_nothing_else(day, aldermouth, client, role):
    client.force_login(made.worker("Some Body", role, aldermouth))

    opened = {page for page in PAGES if client.get(page.format(peg=day.peg.pk)).status_code == 200}

    assert opened == {page for page, roles in PAGES.items() if role in roles}


def test_a_connector_of_another_scheme_sees_nobody(day, client, outsider):
    client.force_login(outsider)

    assert client.get(f"/people/{day.peg.pk}/").status_code == 404
    assert client.get(f"/people/{day.peg.pk}/more/").status_code == 404
    for page in ("/", "/my-people/", "/people/", "/contacts/new/"):
        assert b"Hollins" not in client.get(page).content
    assert b"Nobody found" in client.post("/find/", {"words": "Peg Hollins"}).content


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_is_asked_to(day, client, page):
    answer = client.get(page.format(peg=day.peg.pk))

    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


def test_caseloads_that_are_not_shared_show_a_name_and_the_connector(day, aldermouth, owen, client):
    aldermouth.caseloads_shared = False
    aldermouth.save()
    client.force_login(owen)

    page = client.get(f"/people/{day.peg.pk}/").content.decode()

    assert "Ruth Adeyemi walks alongside Peg." in page
    assert "In Aldermouth Connectors each connector opens the records of their own people." in page
    assert "07700 900417" not in page
    assert "estuary" not in page
    assert client.get(f"/people/{day.peg.pk}/more/").status_code == 404
    assert b"Peg Hollins" not in client.get("/people/").content


def test_a_name_without_a_connector_says_that_nobody_walks_with_them(aldermouth, owen, client):
    aldermouth.caseloads_shared = False
    aldermouth.save()
    client.force_login(owen)

    page = client.get(f"/people/{made.person(aldermouth).pk}/").content.decode()

    assert "Nobody walks alongside Peg yet." in page
    assert "ask your coordinator" in page


def test_pages_are_read_and_not_written_to(as_ruth, aldermouth):
    for page in ("/", "/my-people/", "/people/", "/contacts/new/"):
        assert as_ruth.post(page).status_code == 405
