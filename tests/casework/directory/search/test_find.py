"""Finding: what fits, in which order, and why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.casework.directory.models import Activity, ActivityPlace, LocationType
from alongside.casework.directory.search import Query, Results, SortBy, find, index
from alongside.casework.schemes.models import Scheme, Worker
from tests.casework import made

from . import town

pytestmark = pytest.mark.django_db


def names(found: Results) -> list[str]:
    by_id = Activity.objects.in_bulk([one.activity_id for one in found.found])
    return [by_id[one.activity_id].name for one in found.found]


def ask(words: str = "", worker: Worker | None = None, **fields: object) -> list[str]:
    return names(find(Query(words, **fields), worker=worker))  # type: ignore[arg-type]  # each test knows


# ---- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["walk", "walks", "Walking", "WALKED", "  walk! ", "a walk"])
def test_words_are_found_by_their_stems(typed):
    town.activity("Harbour walks")

    assert ask(typed) == ["Harbour walks"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("falkenry", "Falconry for all"),
        ("falconery", "Falconry for all"),
        ("nitting", "Knitting and nattering"),
        ("bereevement", "Bereavement café"),
        ("coire", "Harbour choir"),
        ("gardning", "Gardening together"),
    ],
)
def test_a_word_that_nobody_knows_is_read_as_the_nearest_one(typed, name):
    for each in ["Falconry for all", "Knitting and nattering", "Bereavement café"]:
        town.activity(each)
    for each in ["Harbour choir", "Gardening together", "Chess"]:
        town.activity(each)

    found = find(Query(typed), worker=None)

    assert names(found)[0] == name
    assert typed in found.spelt


def test_a_misspelt_name_is_guessed_at_where_any_word_will_do():
    town.activity("Gardening together")

    assert names(find(Query("gradenning", any_word=True), worker=None)) == ["Gardening together"]


@pytest.mark.parametrize(("typed", "name"), [("gardning", ["Gardening together"]), ("somali", [])])
def test_fewer_mistakes_can_be_asked_for(typed, name):
    town.activity("Gardening together")
    town.activity("Bingo", description="Eyes down, small prizes.")

    found = find(Query(typed, mistakes=1), worker=None)

    assert names(found) == name
    assert names(find(Query("somali"), worker=None)) == ["Bingo"]  # and says: we looked for small


def test_birds_find_the_falconry_centre_and_say_why():
    town.activity("Hawkstone centre", description="Falconry displays, and a quiet tea room.")
    town.activity("Chess club")

    found = find(Query("birds"), worker=None)

    assert names(found) == ["Hawkstone centre"]
    assert found.found[0].why == ("matches birds: falconry",)


@pytest.mark.parametrize(
    "typed", ["getting out of the house", "company", "somebody to talk to", "someone to talk to"]
)
def test_what_people_say_finds_befriending_cafes_and_walks(typed):
    for name in ["Befriending at home", "Chatty café", "Wednesday walk", "Debt advice"]:
        town.activity(name)

    assert sorted(ask(typed)) == ["Befriending at home", "Chatty café", "Wednesday walk"]


def test_a_phrase_of_the_thesaurus_is_found_where_all_its_words_stand():
    town.activity("Blackmoor", description="A reserve where nature comes first.")
    town.activity("Table booking", description="Reserve your table.")

    assert ask("birds") == ["Blackmoor"]


def test_all_words_have_to_be_there_and_where_none_has_them_some_do():
    town.activity("Choir for men")
    town.activity("Choir for women")
    town.activity("Men in sheds")

    both, neither = (
        find(Query("choir men"), worker=None),
        find(Query("choir astronomy"), worker=None),
    )

    assert (names(both), both.some_words) == (["Choir for men"], False)
    assert (names(neither), neither.some_words) == (["Choir for men", "Choir for women"], True)


def test_a_word_in_the_name_comes_before_one_in_the_description():
    town.activity("Tuesday club", description="We sing in a choir now and then.")
    town.activity("Zion choir")

    assert ask("choir") == ["Zion choir", "Tuesday club"]


def test_tags_organisations_and_places_are_found_too():
    town.activity("Together", tags=("Pottery",), by="Clay Trust", at=town.place(name="Kiln house"))

    assert ask("pottery") == ask("clay") == ask("kiln") == ["Together"]


@pytest.mark.parametrize("typed", ["drop-in", "drop in", "dropin", '"drop-in"', "DROP-IN*"])
def test_a_hyphen_is_no_trouble(typed):
    town.activity("Monday drop-in")

    assert ask(typed) == ["Monday drop-in"]


def test_only_small_words_ask_for_nothing_in_particular():
    town.activity("Chess")

    assert ask("something to do near me") == ["Chess"]


def test_a_word_that_nothing_is_near_finds_nothing():
    town.activity("Chess")

    assert find(Query("xylophone"), worker=None) == Results()


# ---- near ----------------------------------------------------------------------------------------


def test_near_is_within_the_miles_nearest_first_with_miles_and_direction():
    for miles in (3.0, 0.5, 4.9, 5.2):
        town.activity(f"Choir {miles}", at=town.place(miles))

    found = find(Query("choir", near=town.MIDDLE, within_miles=5, sort=SortBy.NEAREST), worker=None)

    assert names(found) == ["Choir 0.5", "Choir 3.0", "Choir 4.9"]
    assert found.found[1].why == ("matches choir", "3 miles north")
    assert found.found[1].miles == pytest.approx(3.0, rel=0.001)


@pytest.mark.parametrize("within", [1, 5, 20, 60])
def test_near_finds_the_same_through_cells_and_through_the_box_alone(within):
    made = {miles: town.activity(f"At {miles}", at=town.place(miles)) for miles in (0.9, 4, 19, 59)}

    found = find(Query(near=town.MIDDLE, within_miles=within), worker=None)

    wanted = {made[miles].pk for miles in made if miles <= within}
    assert {one.activity_id for one in found.found} == wanted


def test_an_activity_at_several_places_is_found_once_at_the_nearest_that_fits():
    near, far = town.place(1), town.place(3, step_free=True)
    town.activity("Choir", at=[near, far])

    first = find(Query("choir", near=town.MIDDLE, within_miles=5), worker=None)
    step_free = Query("choir", near=town.MIDDLE, within_miles=5, access=frozenset({"step_free"}))
    second = find(step_free, worker=None)

    assert [(one.place_id, first.count) for one in first.found] == [(near.pk, 1)]
    assert [one.place_id for one in second.found] == [far.pk]
    assert second.found[0].why == ("matches choir", "3 miles north", "step-free")


def test_what_is_online_or_by_telephone_is_near_everybody_and_no_place_is_near_nobody():
    town.activity("Telephone friends", at=town.place(location_type=LocationType.VIRTUAL))
    town.activity("Friends without an address")

    found = find(Query("friends", near=town.MIDDLE, within_miles=2), worker=None)

    assert names(found) == ["Telephone friends"]
    assert found.found[0].why == ("matches friends", "by telephone or online")
    assert found.found[0].miles is None


# ---- days, cost, access, language, age ----------------------------------------------------------


def test_a_day_and_a_part_of_a_day_have_to_go_together():
    town.activity("Morning choir", on=[(1, 10, 12)])
    town.activity("Two times choir", on=[(1, 14, 16), (3, 10, 12)])
    town.activity("Evening choir", on=[(1, 19, None)])
    town.activity("Tuesdays some time", on=[(1, None, None)])
    town.activity("Long day", on=[(1, 11, 18)])

    def tuesday(part: str) -> list[str]:
        return ask(weekday=1, part_of_day=part, sort=SortBy.NAME)

    assert tuesday("morning") == ["Long day", "Morning choir", "Tuesdays some time"]
    assert tuesday("afternoon") == ["Long day", "Tuesdays some time", "Two times choir"]
    assert tuesday("evening") == ["Evening choir", "Long day", "Tuesdays some time"]
    assert "Two times choir" in ask(part_of_day="morning")


def test_times_of_one_place_are_not_those_of_another():
    here, there = town.place(1), town.place(2)
    made = town.activity("Choir", at=[here, there])
    at = ActivityPlace.objects.get(activity=made, place=here)
    town.weekly(made, 1, 10, 12, at=at)
    index.refresh([made.pk])

    found = find(Query(weekday=1), worker=None)

    assert [one.place_id for one in found.found] == [here.pk]


@pytest.mark.parametrize(
    ("fields", "free", "known"),
    [
        ({}, False, False),
        ({"costs": ("0",)}, True, True),
        ({"costs": ("0", "2.50")}, False, True),
        ({"fees": "Free"}, True, True),
        ({"fees": "Free of charge, bring a cake"}, True, True),
        ({"fees": "Free trial, then £5"}, False, True),
        ({"fees": "£2 at the door"}, False, True),
        ({"fees": "Free, donations welcome"}, False, True),
    ],
)
def test_free_is_what_says_so_and_costs_nothing(fields, free, known):
    town.activity("Choir", **fields)

    assert (ask(free=True) == ["Choir"]) is free
    assert (ask(cost_known=True) == ["Choir"]) is known


def test_every_way_in_that_is_asked_for_has_to_be_there():
    town.activity("Hall", at=town.place(step_free=True, quiet=True), met_at_door=True)
    town.activity("Attic", at=town.place(step_free=False))
    town.activity("Barn", at=town.place())

    assert ask(access=frozenset({"step_free"})) == ["Hall"]
    assert ask(access=frozenset({"step_free", "quiet", "met_at_door"})) == ["Hall"]
    assert ask(access=frozenset({"step_free", "parking"})) == []


def test_a_language_is_found_by_name_and_code_and_nothing_said_is_english():
    town.activity("Urdu circle", languages=("ur",))
    town.activity("Polish mums", languages=("Polish",))
    town.activity("Chess")

    assert ask(language="Urdu") == ["Urdu circle"]
    assert ask(language="polish") == ["Polish mums"]
    assert ask(language="English") == ["Chess"]


def test_ages_are_kept_to_where_they_are_said():
    town.activity("Over 55s", minimum_age=55)
    town.activity("Youth club", maximum_age=18)
    town.activity("Anybody")

    assert ask(age=54) == ["Anybody"]
    assert ask(age=55) == ["Anybody", "Over 55s"]
    assert ask(age=18) == ["Anybody", "Youth club"]


def test_company_is_in_a_group_or_one_to_one():
    for company in ("group", "one_to_one", "either", ""):
        town.activity(f"Company {company}", company=company)

    assert ask(company="one_to_one") == ["Company either", "Company one_to_one"]


# ---- trust, and who may see ----------------------------------------------------------------------


def test_fresh_only_leaves_out_what_is_due_and_what_is_doubted():
    today = timezone.localdate()
    town.activity("Fresh")
    town.activity("Due", due_on=today)
    town.activity("Doubted", doubtful_since=today)
    town.activity("Tried once", unconfirmed=1)

    assert ask(fresh_only=True) == ["Fresh"]
    assert len(ask()) == 4


def test_what_nobody_could_confirm_twice_stands_last_and_is_not_suggested():
    town.activity("Choir, unconfirmed", unconfirmed=2)
    town.activity("A group", description="It has a choir.")

    assert ask("choir") == ["A group", "Choir, unconfirmed"]
    assert ask("choir", suggested_only=True) == ["A group"]


def test_what_is_closed_is_not_found():
    town.activity("Closed choir", status="defunct")

    assert ask("choir") == []


def test_who_sees_what_is_as_the_querysets_say(
    aldermouth: Scheme, elsewhere: Scheme, ruth: Worker, outsider: Worker
):
    into = town.activity("Choir")
    town.activity("Choir proposed", standing="proposed", only_for=aldermouth)
    town.activity("Choir proposed to all", standing="proposed")
    town.activity("Choir of their own", only_for=elsewhere)
    town.activity("Choir twice", standing="merged", merged_into=into)

    def seen(worker: Worker | None) -> set[int]:
        return {one.activity_id for one in find(Query("choir"), worker=worker).found}

    counts = made.worker("Nadia Rahman", "evaluator", aldermouth)  # not who keeps entries
    for worker in (ruth, outsider, counts):
        assert seen(worker) == set(Activity.objects.seen_by(worker).values_list("pk", flat=True))
    assert seen(None) == set(Activity.objects.public().values_list("pk", flat=True)) == {into.pk}


def test_an_index_that_is_behind_shows_nobody_what_is_not_theirs(aldermouth: Scheme):
    made = town.activity("Choir")

    Activity.objects.filter(pk=made.pk).update(only_for=aldermouth)

    assert ask("choir") == []


def test_a_likely_spelling_tells_the_public_no_word_of_a_private_entry(aldermouth: Scheme):
    town.activity("Maureensville", only_for=aldermouth)

    assert find(Query("maureenvile"), worker=None) == Results()


def test_since_finds_only_what_was_entered_later():
    before = timezone.now()
    town.activity("Old choir", created_at=before - timedelta(days=1))
    town.activity("New choir", created_at=before + timedelta(seconds=1))

    assert ask("choir", since=before) == ["New choir"]


# ---- pages ---------------------------------------------------------------------------------------


def test_a_page_at_a_time_with_the_count_of_all():
    for number in range(5):
        town.activity(f"Choir {number}")

    first = find(Query("choir"), worker=None, limit=2)
    last = find(Query("choir"), worker=None, limit=2, offset=4)

    assert (names(first), first.count) == (["Choir 0", "Choir 1"], 5)
    assert (names(last), last.count) == (["Choir 4"], 5)


def test_the_name_orders_without_its_the_and_without_accents():
    for name in ["The Ark", "Élan", "Zion", "dance"]:
        town.activity(name)

    assert ask(sort=SortBy.NAME) == ["The Ark", "dance", "Élan", "Zion"]


def test_what_is_read_anew_looks_for_its_postings_by_their_listings_numbers():
    """A join took PostgreSQL more than ten minutes while it thought that the table was empty."""
    choir = town.activity("Choir")

    with CaptureQueriesContext(connection) as asked:
        index.refresh([choir.pk])

    (gone,) = [q["sql"] for q in asked if q["sql"].startswith('DELETE FROM "directory_posting"')]
    assert "SELECT" not in gone
    assert ask("choir") == ["Choir"]


def test_finding_asks_few_questions(django_assert_max_num_queries):
    for number in range(5):
        town.activity(f"Choir {number}", at=town.place(1), on=[(1, 10, 12)])

    with django_assert_max_num_queries(2):
        find(Query("choir", near=town.MIDDLE, within_miles=5, weekday=1), worker=None)

    with django_assert_max_num_queries(5):
        find(Query("coire", near=town.MIDDLE, within_miles=5), worker=None)
