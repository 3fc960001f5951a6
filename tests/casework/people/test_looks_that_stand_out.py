"""A relative's record, a neighbour's, one of another scheme: listed until somebody has asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.audit.models import Event
from alongside.casework.people.actions.looks import see_to_looks
from alongside.casework.people.actions.restricted import CannotSeeTo
from alongside.casework.people.models import LooksSeen, StandsOut
from alongside.casework.people.queries.noticed import looked_into, standing_out
from tests.casework import made

NOW = timezone.now()


def look(person, worker, at=NOW - timedelta(days=1)):
    audit.record_all([audit.Line.of("LOOKED", to=person, by=worker, page="x", at=at)])


def listed(coordinator, now=NOW):
    return [(one.worker.name, one.person.pk, one.why) for one in standing_out(coordinator, now)]


@pytest.fixture
def sal(aldermouth):
    """Somebody of Ruth's family name."""
    return made.person(aldermouth, "Sal", "Adeyemi", telephone="07700 900111")


def test_a_look_at_somebody_of_ones_own_family_name_stands_out(sal, peg, ruth, owen, dilys):
    look(sal, ruth)
    look(sal, owen)
    look(peg, ruth)

    assert listed(dilys) == [("Ruth Adeyemi", sal.pk, StandsOut.SURNAME)]


@pytest.mark.parametrize("family", ["Adeyemi-Stone", "ADEYEMI", "Stone Adeyemi"])
def test_a_part_of_the_family_name_is_enough(aldermouth, ruth, dilys, family):
    sal = made.person(aldermouth, "Sal", family)
    look(sal, ruth)

    assert listed(dilys) == [("Ruth Adeyemi", sal.pk, StandsOut.SURNAME)]


def test_a_name_that_only_begins_alike_does_not(aldermouth, ruth, dilys):
    look(made.person(aldermouth, "Sal", "Adeyemison"), ruth)

    assert listed(dilys) == []


def test_a_look_at_a_neighbour_stands_out(peg, ruth, owen, dilys):
    peg.postcode = "AD4 2QT"
    peg.save()
    ruth.home_postcode = "ad42qt"
    ruth.save()
    look(peg, ruth)
    look(peg, owen)

    assert listed(dilys) == [("Ruth Adeyemi", peg.pk, StandsOut.POSTCODE)]


def test_without_a_postcode_on_either_side_there_is_no_neighbour(peg, ruth, dilys):
    look(peg, ruth)

    assert listed(dilys) == []


def test_a_look_from_another_scheme_stands_out(peg, outsider, dilys):
    look(peg, outsider)

    assert listed(dilys) == [("Callum Stewart", peg.pk, StandsOut.OTHER_SCHEME)]


def test_it_counts_which_roles_were_held_on_that_day(peg, ruth, owen, dilys):
    look(peg, ruth, NOW - timedelta(days=20))
    look(peg, ruth, NOW - timedelta(days=5))
    look(peg, owen, NOW - timedelta(days=5))
    today = timezone.localdate(NOW)
    ruth.memberships.update(ended_on=today - timedelta(days=10))
    owen.memberships.update(started_on=today - timedelta(days=6))

    assert listed(dilys) == [("Ruth Adeyemi", peg.pk, StandsOut.OTHER_SCHEME)]


def test_looks_of_one_worker_at_one_record_are_one_line(sal, ruth, dilys):
    first, last = NOW - timedelta(days=9), NOW - timedelta(days=2)
    for at in (first, NOW - timedelta(days=4), last):
        look(sal, ruth, at)

    (one,) = standing_out(dilys, NOW)

    assert (one.count, one.first, one.last, one.own) == (3, first, last, False)


def test_what_is_long_ago_is_not_listed(sal, ruth, dilys):
    look(sal, ruth, NOW - timedelta(days=91))

    assert listed(dilys) == []


def test_only_who_leads_the_scheme_is_shown_them(sal, ruth, lena, elsewhere):
    look(sal, ruth)

    assert listed(lena) == listed(ruth) == []
    assert listed(made.worker("Moira Bell", "coordinator", elsewhere)) == []


def test_what_was_looked_into_is_listed_no_more_until_it_happens_again(sal, ruth, dilys):
    look(sal, ruth)
    (one,) = standing_out(dilys, NOW)

    kept = see_to_looks(standing=one, note="Not related.", at=NOW, by=dilys)

    assert listed(dilys) == []
    assert looked_into(dilys, NOW) == [kept]
    assert str(kept) == "surname"
    line = Event.objects.get(action="LOOKS_SEEN")
    assert (line.person_number, line.scheme_number) == (sal.pk, sal.scheme_id)
    assert line.detail == {"why": "surname", "worker": ruth.pk}

    look(sal, ruth, NOW - timedelta(hours=1))
    assert listed(dilys) == [("Ruth Adeyemi", sal.pk, StandsOut.SURNAME)]


def test_two_who_are_not_to_be_listed_again_are_not(sal, ruth, dilys):
    look(sal, ruth)
    (one,) = standing_out(dilys, NOW)

    see_to_looks(standing=one, note="Not related.", at=NOW, by=dilys, for_good=True)
    look(sal, ruth, NOW - timedelta(hours=1))

    assert listed(dilys) == []


def test_nobody_looks_into_their_own(aldermouth, dilys):
    look(made.person(aldermouth, "Sal", "Harcourt"), dilys)
    (one,) = standing_out(dilys, NOW)

    with pytest.raises(CannotSeeTo, match="It was you"):
        see_to_looks(standing=one, note="", at=NOW, by=dilys)


def test_the_page_lists_them_and_keeps_what_was_found(client, sal, ruth, dilys):
    look(sal, ruth)
    client.force_login(dilys)
    asked = {"worker": ruth.pk, "person": sal.pk, "why": "surname", "note": "Not related."}

    first = client.get("/").content.decode()
    before = client.get("/looks/").content.decode()
    after = client.post("/looks/", asked, follow=True).content.decode()

    assert "One look at records stands out" in first
    assert "Ruth Adeyemi looked at Sal Adeyemi’s record" in before
    assert "Nothing stands out." in after
    assert "Not related." in after


def test_what_is_not_listed_cannot_be_looked_into(client, sal, peg, ruth, dilys):
    look(sal, ruth)
    client.force_login(dilys)
    good = {"worker": ruth.pk, "person": sal.pk, "why": "surname"}

    for wrong in (
        {"person": peg.pk},
        {"why": "postcode"},
        {"worker": dilys.pk},
        {"note": "x" * 301},
    ):
        client.post("/looks/", good | wrong)

    assert not LooksSeen.objects.exists()


def test_ones_own_looks_are_shown_and_left_to_somebody_else(client, aldermouth, dilys):
    sal = made.person(aldermouth, "Sal", "Harcourt")
    look(sal, dilys)
    client.force_login(dilys)
    own = {"worker": dilys.pk, "person": sal.pk, "why": "surname"}

    page = client.post("/looks/", own, follow=True).content.decode()

    assert "It was you." in page
    assert not LooksSeen.objects.exists()


@pytest.mark.parametrize("role", ["connector", "safeguarding_lead", "administrator"])
def test_the_page_is_for_coordinators(client, aldermouth, role):
    client.force_login(made.worker("Sam Ash", role, aldermouth))

    assert client.get("/looks/").status_code == 404
