"""The pages on which something to do is found: for workers, and for anybody."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.casework.directory.geography import Point
from alongside.casework.directory.models import SavedSearch
from alongside.casework.directory.queries import searches as queries
from alongside.casework.directory.search import asked as asking
from alongside.casework.schemes.models import Scheme, Worker

from . import town

pytestmark = pytest.mark.django_db
WORKERS, PUBLIC = "/activities/", "/nearby/"


@pytest.fixture(autouse=True)
def middle_of_town(monkeypatch: pytest.MonkeyPatch) -> None:
    """One postcode is known: the middle."""
    known = {"BS16 4QZ": Point(town.MIDDLE.latitude, town.MIDDLE.longitude)}
    monkeypatch.setattr(asking, "point_of", known.get)


@pytest.fixture
def ruths(client: Client, ruth: Worker) -> Client:
    client.force_login(ruth)
    return client


def page(client: Client, address: str, **asked: object) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("address", [WORKERS, PUBLIC])
def test_a_search_shows_what_fits_why_where_when_and_how_sure_we_are(ruths: Client, address: str):
    hall = town.place(2, name="Mill hall", address_1="1 Mill Lane", postcode="BS16 4QA")
    town.activity("Hawk mornings", by="Falcon Trust", tags=("Falconry",), at=hall, on=[(1, 10, 12)])
    town.activity("Old aviary", at=hall, due_on=timezone.localdate(), on=[(1, 10, 12)])

    shown = page(ruths, address, words="birds", near="bs16 4qz", day="1")

    assert "Two things to do" in shown
    assert "Matches birds: falconry. 2 miles north. Tuesdays, 10am to noon." in shown
    assert "Mill hall, 1 Mill Lane, BS16 4QA" in shown
    assert "Not checked lately. Ring first.<" in shown


@pytest.mark.parametrize("address", [WORKERS, PUBLIC])
def test_nothing_found_is_said_kindly_with_ways_to_look_further(ruths: Client, address: str):
    town.activity("Choir", at=town.place(7))

    shown = page(ruths, address, words="choir", near="BS16 4QZ", miles="5", free="on")

    assert "Nothing like that here yet" in shown
    assert "without the day, the cost and the rest" in shown
    assert "within 10 miles" in shown
    assert "everywhere" in shown


def test_nothing_suitable_is_one_tap_away_for_workers_alone(ruths: Client):
    assert "gaps/new/?words=birds&amp;near=BS16+4QZ" in page(
        ruths, WORKERS, words="birds", near="BS16 4QZ"
    )
    assert "gaps/new" not in page(ruths, PUBLIC, words="birds")


def test_the_public_sees_nothing_that_a_scheme_keeps_to_itself(ruths: Client, aldermouth: Scheme):
    town.activity("Choir of our own", only_for=aldermouth)

    assert "Choir of our own" in page(ruths, WORKERS, words="choir")
    assert "Choir of our own" not in page(ruths, PUBLIC, words="choir")
    assert "Choir of our own" not in page(Client(), PUBLIC, words="choir")


def test_a_postcode_that_nobody_knows_is_said_and_nothing_is_guessed(ruths: Client):
    shown = page(ruths, WORKERS, words="choir", near="ZZ99 9ZZ")

    assert "We do not know where that is." in shown


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "0"},
        {"page": "x", "words": "a"},
        {"words": "choir", "page": "99999999999"},
        {"day": "9"},
        {"age": "-4"},
        {"access": "roof"},
        {"sort": "price"},
        {"miles": "1000"},
        {"words": "<script>alert(1)</script>"},
        {"words": "x" * 5_000},
        {"nonsense": "1"},
    ],
)
@pytest.mark.parametrize("address", [WORKERS, PUBLIC])
def test_whatever_stands_in_the_address_a_page_answers(ruths: Client, address: str, asked: dict):
    shown = page(ruths, address, **asked)

    assert "<script>alert" not in shown


def test_more_than_a_page_is_turned(ruths: Client):
    for number in range(21):
        town.activity(f"Choir {number:02}")

    first, second = page(ruths, WORKERS, words="choir"), page(ruths, WORKERS, words="choir", page=2)

    assert "Choir 19" in first
    assert "Choir 20" not in first
    assert "words=choir&amp;page=2#found" in first
    assert "Choir 20" in second
    assert "words=choir&amp;page=1#found" in second


def test_another_spelling_is_said(ruths: Client):
    town.activity("Falconry")

    assert "so we looked for <strong>falconry</strong>" in page(ruths, WORKERS, words="falkonry")


@pytest.mark.parametrize(("address", "most"), [(WORKERS, 22), (PUBLIC, 16)])
def test_a_page_asks_the_same_few_questions_however_many_are_found(
    ruths: Client, address: str, most: int, django_assert_max_num_queries
):
    for number in range(20):
        town.activity(f"Choir {number}", at=town.place(1), on=[(1, 10, 12)], costs=("2",), by="X")

    with django_assert_max_num_queries(most):
        page(ruths, address, words="choir", near="BS16 4QZ", day="1")


# ---- searches that are kept ----------------------------------------------------------------------


def keep(client: Client, asked: str) -> str:
    sent = {"asked": asked, "token": str(uuid4())}
    return client.post(reverse("directory:save_search"), sent, follow=True).content.decode()


def test_a_kept_search_tells_of_what_is_entered_afterwards_until_it_is_looked_at(
    ruths: Client, ruth: Worker
):
    town.activity("Old choir")
    keep(ruths, "words=choir&day=")
    town.activity("New choir")

    (saved,) = queries.with_news(ruth)
    assert (saved.search.name, saved.search.asked, saved.new) == ("choir", "words=choir", 1)
    assert "1 new" in page(ruths, WORKERS)

    ruths.post(reverse("directory:saved_search", args=[saved.search.pk]))

    assert queries.with_news(ruth) == []


def test_the_same_search_is_kept_once_and_named_by_what_it_asks(ruths: Client):
    keep(ruths, "words=birds&near=BS16 4QZ&day=1")
    keep(ruths, "words=birds&near=BS16 4QZ&day=1")

    assert [one.name for one in SavedSearch.objects.all()] == ["birds near BS16 4QZ, Tuesday"]


@pytest.mark.parametrize("asked", ["", "words=", "day=9", "near=ZZ99 9ZZ"])
def test_a_search_for_nothing_is_not_kept(ruths: Client, asked: str):
    assert "There is nothing to look for in this search." in keep(ruths, asked)
    assert not SavedSearch.objects.exists()


def test_a_dozen_searches_are_enough(ruths: Client):
    for number in range(12):
        keep(ruths, f"words=choir{number}")

    assert "You keep 12 searches already." in keep(ruths, "words=one more")


def test_a_search_is_let_go_and_nobody_elses_is_touched(ruths: Client, ruth: Worker, owen: Worker):
    own = SavedSearch.objects.create(worker=ruth, name="choir", asked="words=choir")
    owens = SavedSearch.objects.create(worker=owen, name="choir", asked="words=choir")

    for one, status in ((own, 302), (owens, 404)):
        sent = {"token": str(uuid4())}
        answer = ruths.post(reverse("directory:drop_search", args=[one.pk]), sent)
        assert answer.status_code == status

    assert list(SavedSearch.objects.all()) == [owens]
    assert ruths.post(reverse("directory:saved_search", args=[owens.pk])).status_code == 404


def test_a_kept_search_whose_postcode_is_gone_tells_of_nothing(ruth: Worker):
    SavedSearch.objects.create(worker=ruth, name="choir", asked="words=choir&near=ZZ99 9ZZ")

    assert queries.with_news(ruth) == []


def test_today_tells_of_what_is_new(ruths: Client):
    keep(ruths, "words=choir")
    assert "New in your searches" not in page(ruths, "/")

    town.activity("New choir")

    shown = page(ruths, "/")
    assert "New in your searches" in shown
    assert "choir</button>: 1 new" in shown
