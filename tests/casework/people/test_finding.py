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


@pytest.mark.parametrize("typed", ["07700 900417", "+44 7700 900417", "0417"])
def test_search_finds_a_telephone_or_its_last_digits(ruth, peg, typed):
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
