"""Search, everybody, and choosing whom a contact was with."""

from __future__ import annotations

from datetime import date

from . import lives
from .lives import TODAY


def test_a_search_is_posted_and_stands_in_no_address(day, as_ruth):
    page = as_ruth.post("/find/", {"words": "holins"}).content.decode()

    assert "One person" in page
    assert "Peg Hollins" in page
    assert 'action="/find/?' not in page
    assert b"Peg Hollins" not in as_ruth.get("/find/?words=holins").content


def test_a_search_for_nothing_says_what_is_needed(day, as_ruth):
    page = as_ruth.post("/find/", {"words": "  "}).content.decode()

    assert "Enter a name, a telephone number or a postcode." in page
    assert "<title>Error: Find a person" in page


def test_nobody_found_says_what_to_try(day, as_ruth):
    page = as_ruth.post("/find/", {"words": "Zebedee"}).content.decode()

    assert "Nobody found" in page
    assert "Try the other name" in page
    assert 'href="/people/add/"' in page


def test_a_search_finds_those_who_have_died_and_says_so(day, as_ruth):
    day.peg.died_on = date(2026, 11, 20)
    day.peg.save()

    assert "Died 20 November 2026" in as_ruth.post("/find/", {"words": "Peg"}).content.decode()


def test_of_somebody_who_is_not_shared_a_search_gives_the_connector(day, aldermouth, owen, client):
    aldermouth.caseloads_shared = False
    aldermouth.save()
    client.force_login(owen)

    page = client.post("/find/", {"words": "Peg Hollins"}).content.decode()

    assert "With Ruth Adeyemi" in page
    assert "AD4 2QT" not in page


def test_whom_it_was_with_shows_ones_own_people_first(day, aldermouth, owen, as_ruth):
    lives.supported(aldermouth, owen, "Di Carr", TODAY)

    page = as_ruth.get("/contacts/new/").content.decode()

    assert f"/people/{day.peg.pk}/contact/" in page
    assert page.index("Peg Hollins") < page.index("Somebody else’s person") < page.index("Di Carr")


def test_who_has_nobody_is_told_so(as_ruth):
    assert "Nobody is yours at present." in as_ruth.get("/contacts/new/").content.decode()
    assert "Nobody is supported at present." in as_ruth.get("/people/").content.decode()


def test_everybody_is_listed_with_their_connector(day, as_dilys):
    page = as_dilys.get("/people/").content.decode()

    assert page.index("Amina Yusuf") < page.index("Peg Hollins") < page.index("Tomasz Wilk")
    assert "Dai Probert" not in page  # support has ended


def test_everybody_costs_the_same_for_five_and_for_thirty(
    aldermouth, ruth, as_dilys, django_assert_max_num_queries
):
    costs = []
    for many in (5, 30):
        while ruth.episodes.count() < many:
            area = aldermouth.areas.create(name=f"Area {ruth.episodes.count()}")
            lives.supported(aldermouth, ruth, f"Number {area.pk}", date(2026, 10, 1), area=area)
        as_dilys.get("/people/")
        with django_assert_max_num_queries(30) as asked:
            as_dilys.get("/people/")
            as_dilys.get("/contacts/new/")
        costs.append(len(asked))

    assert costs[0] == costs[1]
