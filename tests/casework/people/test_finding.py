"""Search, and people who may be known already."""

from datetime import date

import pytest

from alongside.casework.people import actions, queries
from alongside.casework.people.actions import PointIn
from tests.casework import made


def names(found):
    return [one.person.called_fully for one in found]


@pytest.mark.parametrize("typed", ["Peg", "peg hollins", "Hollins", "Holins", "Margaret Hollins"])
def test_search_finds_a_name_spelt_nearly_so(aldermouth, ruth, peg, typed):
    made.person(aldermouth, "Tomasz", "Wilk", telephone="07700 900622")

    assert names(queries.search(typed, ruth)) == ["Peg Hollins"]


@pytest.mark.parametrize(
    "typed",
    ["07700 900417", "07700900417", "+44 7700 900417", "+44 (0)7700-900417", "00447700900417"],
)
def test_search_finds_a_whole_telephone_however_it_is_written(ruth, peg, typed):
    assert names(queries.search(typed, ruth)) == ["Peg Hollins"]


def test_search_finds_a_postcode_and_a_health_number(aldermouth, ruth):
    made.person(aldermouth, postcode="AD4 2QT", nhs_number="9434765919")

    assert queries.search("ad4 2qt", ruth)[0].why == "Lives at AD4 2QT"
    assert queries.search("943 476 5919", ruth)[0].why == "Health number"


def test_search_shows_nothing_of_another_scheme_and_nothing_for_nothing(peg, ruth, outsider):
    assert queries.search("Peg", outsider) == []
    assert queries.search("  ", ruth) == []


def test_a_caseload_that_is_not_shared_shows_the_name_but_does_not_open(
    aldermouth, peg, pegs_episode, owen
):
    aldermouth.caseloads_shared = False
    aldermouth.save()

    (found,) = queries.search("Peg", owen)

    assert not found.open
    assert queries.search("07700 900417", owen) == []


def duplicates(scheme, worker=None, telephone="", **fields):
    points = [PointIn("telephone", telephone)] if telephone else []
    return queries.possible_duplicates(fields, points, scheme, worker)


def test_the_same_telephone_and_a_like_name_may_be_the_same_person(aldermouth, ruth, peg):
    found = duplicates(
        aldermouth, ruth, "+447700900417", preferred_name="Margaret", family_name="Holins"
    )

    assert [match.why for match in found.here] == [
        ["a name that is nearly the same", "the same telephone"]
    ]
    assert found


def test_the_health_number_is_enough_by_itself(aldermouth, elsewhere):
    made.person(elsewhere, "Jess", "Orr", nhs_number="9434765919")

    found = duplicates(aldermouth, preferred_name="Someone", nhs_number="943 476 5919")

    assert found.elsewhere
    assert found.here == []


def test_one_thing_alone_is_not_enough(aldermouth, peg):
    assert not duplicates(aldermouth, preferred_name="Peg")
    assert not duplicates(aldermouth, preferred_name="Peg", family_name="Holins")
    assert not duplicates(aldermouth, None, "07700 900417", preferred_name="Tomasz")


def test_birth_and_postcode_together_are(aldermouth):
    known = made.person(aldermouth, postcode="AD4 2QT", date_of_birth=date(1948, 3, 27))

    found = duplicates(
        aldermouth, preferred_name="Q", postcode="ad42qt", date_of_birth=date(1948, 3, 27)
    )

    assert found.here[0].person == known
    assert found.here[0].why == ["the same date of birth", "the same postcode"]


def test_full_gives_only_what_the_worker_may_open(ruth, outsider, peg):
    assert queries.full(peg.pk, ruth) == peg
    assert queries.full(peg.pk, outsider) is None


def test_adding_finds_the_area_by_the_postcode_and_keeps_the_order_of_numbers(aldermouth, ruth):
    area = aldermouth.areas.create(name="Thornhythe", postcode_prefixes=["AD4"])

    person = actions.add(
        scheme=aldermouth,
        fields={"preferred_name": " Peg ", "postcode": "ad4 2qt"},
        points=[PointIn("telephone", "07700 900417"), PointIn("email", "Peg@Example.org")],
        by=ruth,
    )

    assert (person.preferred_name, person.postcode, person.area) == ("Peg", "AD4 2QT", area)
    assert [point.plain for point in person.contact_points.all()] == [
        "07700900417",
        "peg@example.org",
    ]


# ---- More of the search


def test_the_likest_name_comes_first_and_why_is_said(aldermouth, ruth, peg):
    made.person(aldermouth, "Margot", "Hollis", telephone="07700 900111")
    made.person(aldermouth, "Meg", "Orr", telephone="07700 900112")

    found = [(one.person.called_fully, one.why) for one in queries.search("peg", ruth)]

    assert found == [("Peg Hollins", "Name"), ("Meg Orr", "Name, in another form")]
    assert queries.search("Holins", ruth)[0].why == "Name, spelt nearly so"


@pytest.mark.parametrize("typed", ["Łukasz", "lukasz wojcik", "Wojick", "WÓJCIK"])
def test_search_finds_names_with_marks_and_without(aldermouth, ruth, typed):
    made.person(aldermouth, "Łukasz", "Wójcik")

    assert names(queries.search(typed, ruth)) == ["Łukasz Wójcik"]


def test_search_finds_an_email_closed_people_and_those_who_died(aldermouth, ruth):
    peg = made.person(aldermouth, died_on=date(2026, 1, 5))
    peg.contact_points.create(kind="email", value="Peg@example.org")

    assert queries.search("PEG@example.org", ruth)[0].why == "Email"
    assert names(queries.search("hollins", ruth)) == ["Peg Hollins"]


def test_search_tells_nobody_whose_a_postcode_or_number_is_but_who_may_open(
    aldermouth, pegs_episode, peg, owen
):
    peg.postcode, peg.nhs_number = "AD4 2QT", "9434765919"
    peg.save()
    aldermouth.caseloads_shared = False
    aldermouth.save()

    assert queries.search("AD4 2QT", owen) == []
    assert queries.search("9434765919", owen) == []
    assert queries.search("hollins", owen)[0].person.connector == pegs_episode.connector


def test_search_shows_at_most_25_and_takes_few_queries(
    aldermouth, ruth, django_assert_max_num_queries
):
    for n in range(30):
        made.person(aldermouth, f"Peg{'x' * (n % 2)}", "Hollins", telephone=f"07700 9004{n:02}")
    ruth.roles_today()

    with django_assert_max_num_queries(5):
        found = queries.search("peg hollins", ruth)
    assert len(found) == 25
    assert found[0].person.preferred_name == "Peg"


@pytest.mark.parametrize("typed", ["%", "_", "'", "peg\\", "( )", "٣٤٥٦", "+", "🙂", "a" * 200])
def test_search_takes_whatever_is_typed(ruth, peg, typed):
    assert isinstance(queries.search(typed, ruth), list)


# ---- More of those we may know already


def test_the_same_whole_name_here_is_enough_to_ask(aldermouth, peg):
    found = duplicates(aldermouth, preferred_name="Margaret", family_name="Hollins")

    assert [match.why for match in found.here] == [["the same name"]]


def test_the_same_name_with_another_birth_is_somebody_else(aldermouth):
    made.person(aldermouth, date_of_birth=date(1948, 3, 27))
    same = {"preferred_name": "Peg", "family_name": "Hollins"}

    assert not duplicates(aldermouth, **same, date_of_birth=date(1950, 1, 1))
    assert duplicates(aldermouth, **same, date_of_birth=date(1948, 3, 27))


def test_the_same_name_elsewhere_is_not_enough_but_with_a_telephone_it_is(aldermouth, elsewhere):
    made.person(elsewhere)
    same = {"preferred_name": "Peg", "family_name": "Hollins"}

    assert not duplicates(aldermouth, **same)
    assert duplicates(aldermouth, None, "07700 900417", **same).elsewhere


def test_day_and_month_changed_over_and_names_changed_over_are_noticed(aldermouth):
    known = made.person(aldermouth, "Sunita", "Rao", date_of_birth=date(1961, 4, 9))

    found = duplicates(
        aldermouth, preferred_name="Rao", family_name="Sunita", date_of_birth=date(1961, 9, 4)
    )

    assert found.here[0].person == known
    assert found.here[0].why == [
        "the same name",
        "the same date of birth with day and month changed over",
    ]


def test_a_day_that_cannot_be_changed_over_is_compared_as_it_is(aldermouth):
    made.person(aldermouth, date_of_birth=date(1948, 3, 27), postcode="AD4 2QT")

    assert duplicates(aldermouth, date_of_birth=date(1948, 3, 27), postcode="AD4 2QT")


@pytest.mark.parametrize(
    ("called", "why"),
    [
        ("Margaret", "the same first name"),
        ("Maggie", "another form of the same name"),
        ("Peig", "a name that is nearly the same"),
    ],
)
def test_short_forms_and_slips_speak_for_it_beside_a_telephone(aldermouth, peg, called, why):
    found = duplicates(aldermouth, None, "07700 900417", preferred_name=called)

    assert found.here[0].why == [why, "the same telephone"]


def test_those_who_died_or_ended_are_found_too_and_the_record_itself_is_left_out(aldermouth):
    peg = made.person(aldermouth, died_on=date(2026, 1, 5))
    same = {"preferred_name": "Peg", "family_name": "Hollins"}

    assert duplicates(aldermouth, **same)
    assert not queries.possible_duplicates(same, [], aldermouth, leave_out=peg.pk)


def test_an_email_and_a_postcode_are_two_things(aldermouth):
    peg = made.person(aldermouth, postcode="AD4 2QT")
    peg.contact_points.create(kind="email", value="p@example.org")

    found = queries.possible_duplicates(
        {"preferred_name": "Q", "postcode": "AD4 2QT"},
        [PointIn("email", "P@example.org"), PointIn("telephone", " ")],
        aldermouth,
    )

    assert found.here[0].why == ["the same email", "the same postcode"]


def test_of_a_caseload_that_is_not_shared_the_match_does_not_open(
    aldermouth, peg, pegs_episode, owen, ruth
):
    aldermouth.caseloads_shared = False
    aldermouth.save()
    same = {"preferred_name": "Peg", "family_name": "Hollins"}

    assert not duplicates(aldermouth, owen, **same).here[0].open
    assert duplicates(aldermouth, ruth, **same).here[0].open


def test_another_programme_is_none_of_ours(aldermouth):
    far = made.scheme("Far Away")
    far.programme = far.programme.__class__.objects.create(name="Another")
    far.save()
    made.person(far, nhs_number="9434765919")

    assert not duplicates(aldermouth, preferred_name="Peg", nhs_number="9434765919")


def test_looking_takes_four_queries_however_many_there_are(
    aldermouth, ruth, django_assert_num_queries
):
    for n in range(12):
        made.person(aldermouth, telephone=f"07700 9004{n:02}", postcode="AD4 2QT")
    ruth.roles_today()

    with django_assert_num_queries(4):
        found = duplicates(
            aldermouth, ruth, preferred_name="Peg", family_name="Hollins", postcode="AD4 2QT"
        )
    assert len(found.here) == 10
    assert all(match.open and match.person.connector is None for match in found.here)
