"""Who in the team has room, and who is near."""

from datetime import date, timedelta

import pytest
import time_machine

from alongside.casework.schemes.models import Area, Cover, Membership
from alongside.casework.support.queries import caseloads
from tests.casework import made

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _that_day():
    """A day of another year is said with its year."""
    with time_machine.travel("2026-11-20 10:00+00:00"):
        yield


def give_people(worker, scheme, n, started=date(2026, 9, 10), room=25):
    Membership.objects.filter(worker=worker).update(room_for=room)
    for i in range(n):
        person = made.person(scheme, f"P{i}", worker.called, telephone="")
        made.episode(person, worker, allocated_on=started, started_on=started)


@pytest.fixture
def fenny(aldermouth):
    return Area.objects.create(scheme=aldermouth, name="Fenny Lane", postcode_prefixes=["AD2"])


def test_the_team_begins_with_who_has_most_room(aldermouth, ruth, owen):
    give_people(ruth, aldermouth, 2, room=4)
    give_people(owen, aldermouth, 1, room=1)

    loads = caseloads.team(aldermouth, TODAY)

    assert [(load.worker, load.people, load.room_for, load.share) for load in loads] == [
        (ruth, 2, 4, 50),
        (owen, 1, 1, 100),
    ]


def test_full_until_says_when_the_next_goodbye_is_due(aldermouth, owen):
    give_people(owen, aldermouth, 1, started=date(2026, 9, 14), room=1)

    (load,) = caseloads.team(aldermouth, TODAY)

    assert load.full_until == date(2026, 12, 7)
    assert load.words == "1 of 1 people, full until 7 December."
    assert caseloads.notes([load]) == ["Owen is full until 7 December."]


def test_who_has_more_than_their_room_is_full_until_enough_have_gone(aldermouth, owen):
    give_people(owen, aldermouth, 1, started=date(2026, 9, 14))
    give_people(owen, aldermouth, 1, started=date(2026, 9, 21), room=1)

    (load,) = caseloads.team(aldermouth, TODAY)

    assert (load.share, load.full_until) == (100, date(2026, 12, 14))


@pytest.mark.parametrize(
    ("started", "room"),
    [
        (date(2026, 1, 5), 1),  # a goodbye that is overdue tells nothing
        (None, 1),  # nor does support that has not started
    ],
)
def test_full_without_a_day_where_nobody_knows(aldermouth, owen, started, room):
    person = made.person(aldermouth)
    made.episode(person, owen, allocated_on=date(2026, 1, 5), started_on=started)
    Membership.objects.filter(worker=owen).update(room_for=room)

    (load,) = caseloads.team(aldermouth, TODAY)

    assert load.words == "1 of 1 people, full."
    assert caseloads.notes([load]) == []


def test_a_connector_without_room_for_anybody_is_full(aldermouth, owen):
    Membership.objects.filter(worker=owen).update(room_for=0)

    (load,) = caseloads.team(aldermouth, TODAY)

    assert (load.full, load.share) == (True, 100)


def test_areas_languages_and_time_away_stand_beside_the_name(
    aldermouth, elsewhere, owen, ruth, fenny
):
    owen.areas.set([fenny, Area.objects.create(scheme=elsewhere, name="Glen Torran")])
    owen.languages = ["English", "Welsh"]
    owen.save()
    Cover.objects.create(
        scheme=aldermouth, away=owen, by=ruth, from_on=TODAY, until_on=TODAY + timedelta(days=9)
    )

    load = next(load for load in caseloads.team(aldermouth, TODAY) if load.worker == owen)

    assert load.words == "0 of 25 people. Away until 29 November. Fenny Lane. English, Welsh."
    assert caseloads.notes([load]) == ["Owen is away until 29 November.", "Owen speaks Welsh."]


def test_for_one_person_the_order_is_room_here_language_near(aldermouth, ruth, owen, fenny):
    near = made.worker("Bushra Malik", "connector", aldermouth)
    speaks = made.worker("Hana Aziz", "connector", aldermouth, languages=["English", "Urdu"])
    near.areas.set([fenny])
    give_people(owen, aldermouth, 1, room=1)
    Cover.objects.create(scheme=aldermouth, away=ruth, by=near, from_on=TODAY, until_on=TODAY)
    person = made.person(aldermouth, "Aisha", "Siddiqui", postcode="AD2 6HB", language="urdu")

    loads = caseloads.choices(aldermouth, person, TODAY)

    assert [load.worker for load in loads] == [speaks, near, ruth, owen]
    assert (loads[0].speaks, loads[1].near, loads[1].speaks) == (True, True, False)


def test_english_is_no_reason_to_come_first(aldermouth, ruth):
    ruth.languages = ["English"]
    ruth.save()
    person = made.person(aldermouth, language="English")

    assert not caseloads.choices(aldermouth, person, TODAY)[0].speaks
