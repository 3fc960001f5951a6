"""Many people at once who may be known already: what is found one by one is found together."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.casework.people import queries
from alongside.casework.people.actions import PointIn
from alongside.casework.people.queries import crowd
from tests.casework import made

BORN = date(1948, 3, 7)


def arrival(telephone="", email="", **fields):
    points = [
        PointIn(kind, value)
        for kind, value in (("telephone", telephone), ("email", email))
        if value
    ]
    return fields, points


ARRIVALS = [
    arrival(preferred_name="Peg", family_name="Hollins"),
    arrival(preferred_name="Hollins", family_name="Peg"),
    arrival(preferred_name="Mary", given_name="Margaret", family_name="Hollins"),
    arrival(preferred_name="Peg", family_name="Holins", telephone="+447700900417"),
    arrival(preferred_name="Q", email="P@example.org", postcode="ad4 2qt"),
    arrival(preferred_name="Q", family_name="R", nhs_number="943 476 5919"),
    arrival(preferred_name="Maggie", date_of_birth=date(1948, 7, 3)),
    arrival(preferred_name="Peg", family_name="Hollins", date_of_birth=date(1931, 1, 1)),
    arrival(preferred_name="Nobody", family_name="Here", telephone="01632 960999"),
    arrival(preferred_name="Peg"),
]


@pytest.fixture
def people(aldermouth, elsewhere):
    peg = made.person(
        aldermouth,
        telephone="07700 900417",
        given_name="Margaret",
        date_of_birth=BORN,
        postcode="AD4 2QT",
        nhs_number="9434765919",
    )
    peg.contact_points.create(kind="email", value="p@example.org")
    made.person(aldermouth, "Maggie", "Smith", date_of_birth=BORN)
    made.person(elsewhere, "Peg", "Hollins", telephone="07700 900417")
    return peg


def test_the_same_is_found_as_for_each_by_itself(people, aldermouth, dilys):
    one_by_one = {}
    for place, (fields, points) in enumerate(ARRIVALS):
        found = queries.possible_duplicates(fields, points, aldermouth, dilys)
        if found:
            said = [(match.person.called_fully, match.why) for match in found.here]
            one_by_one[place] = (said, found.elsewhere)

    together = {
        place: ([(str(person), why) for why, person in known.here], known.elsewhere)
        for place, known in queries.known_of_many(ARRIVALS, aldermouth, dilys)
    }

    assert together == one_by_one
    assert {0, 3, 4, 5, 6} <= set(together)


def test_the_last_of_a_long_file_is_looked_for_as_the_first_is(
    people, aldermouth, dilys, django_assert_max_num_queries
):
    many = [arrival(preferred_name=f"N{n}", telephone=f"01632 {n:06}") for n in range(3000)]
    steps = []

    with django_assert_max_num_queries(12):
        found = dict(
            queries.known_of_many(
                [*many, ARRIVALS[0]], aldermouth, dilys, lambda *step: steps.append(step)
            )
        )

    assert [str(person) for _, person in found[3000].here] == ["Peg Hollins"]
    assert set(found) == {3000}
    assert steps == [(0, 3)]


def test_a_day_that_stands_for_not_known_finds_nobody_and_still_speaks(
    aldermouth, dilys, monkeypatch
):
    monkeypatch.setattr(crowd, "COMMON", 2)
    made.person(aldermouth, "Ann", "Other", date_of_birth=BORN, telephone="07700 900417")
    same = [arrival(preferred_name="Ann", date_of_birth=BORN) for _ in range(3)]
    one = arrival(preferred_name="Ann", date_of_birth=BORN, telephone="07700 900417")

    found = dict(queries.known_of_many([*same, one], aldermouth, dilys))

    assert set(found) == {3}
    assert found[3].here[0][0] == [
        "the same first name",
        "the same telephone",
        "the same date of birth",
    ]


def test_those_for_whom_most_speaks_are_kept(aldermouth, dilys):
    for n in range(25):
        made.person(aldermouth, "Ann", "Other", postcode="AD4 2QT" if n == 24 else "")

    asked = arrival(preferred_name="Ann", family_name="Other", postcode="AD4 2QT")
    ((_, known),) = queries.known_of_many([asked], aldermouth, None)

    assert len(known.here) == 10
    assert known.here[0][0] == ["the same name", "the same postcode"]


def test_nothing_is_said_of_a_restricted_record_that_does_not_open(people, aldermouth, owen):
    people.restricted = True
    people.save()

    found = dict(queries.known_of_many(ARRIVALS[:1], aldermouth, owen))

    assert not found
