"""Who has looked at my record: what the coordinator prints for the person who asks."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from alongside.casework import audit
from alongside.casework.audit.models import Event
from alongside.casework.pages.looked import done_words, page_words
from alongside.casework.pages.queries import looks as queries
from alongside.casework.people import actions as people
from alongside.casework.people.actions import restricted
from alongside.casework.schemes import actions as schemes
from tests.casework import made

MORNING = timezone.make_aware(datetime(2026, 3, 3, 9, 10))


def look(person, worker, page="pages:person", at=MORNING):
    return audit.record_all([audit.Line.of("LOOKED", to=person, by=worker, page=page, at=at)])


def did(thing, worker, action, at=MORNING):
    return audit.record_all([audit.Line.of(action, to=thing, by=worker, at=at)])


def test_each_day_says_who_when_which_pages_and_what_was_written(peg, pegs_episode, ruth, dilys):
    look(peg, ruth)
    look(peg, ruth, "plan", MORNING + timedelta(minutes=5))
    look(peg, ruth, "plan", MORNING + timedelta(minutes=6))
    did(pegs_episode, ruth, "CONTACT_RECORDED", MORNING + timedelta(minutes=20))
    did(pegs_episode, ruth, "GOAL_ADDED", MORNING + timedelta(minutes=21))
    did(pegs_episode, ruth, "GOAL_CHANGED", MORNING + timedelta(minutes=22))
    did(pegs_episode, ruth, "STEP_ADDED", MORNING + timedelta(minutes=23))
    did(pegs_episode, ruth, "STEP_ADDED", MORNING + timedelta(minutes=24))
    look(peg, dilys, at=MORNING + timedelta(days=1))

    found = queries.looks(peg, None)

    assert [day.isoformat() for day, _ in found.days] == ["2026-03-04", "2026-03-03"]
    (hers,) = found.days[1][1]
    assert (hers.who, hers.role, hers.when) == ("Ruth Adeyemi", "connector", "9.10am to 9.34am")
    assert hers.looked == "the first page and your plan"
    assert hers.wrote == (
        "recorded a contact, added to your plan, changed your plan"
        " and added a step to your plan twice"
    )
    (theirs,) = found.days[0][1]
    assert (theirs.who, theirs.role, theirs.when) == ("Dilys Harcourt", "coordinator", "9.10am")
    assert (theirs.looked, theirs.wrote) == ("the first page", "")
    assert found.workers == 2


def test_the_role_is_that_of_the_day(peg, ruth, aldermouth, elsewhere):
    day = MORNING.date()
    ruth.memberships.update(ended_on=day - timedelta(days=1))
    made.give(ruth, "safeguarding_lead", aldermouth, started_on=day + timedelta(days=1))
    made.give(ruth, "connector", elsewhere, started_on=day)
    look(peg, ruth, at=MORNING - timedelta(days=1))
    look(peg, ruth)
    look(peg, ruth, at=MORNING + timedelta(days=1))

    roles = [ones[0].role for _, ones in queries.looks(peg, None).days]

    assert roles == ["safeguarding lead", "of Glen Torran Connectors", "connector"]


def test_a_resolver_is_called_so_and_who_has_no_role_has_none(peg, outsider, aldermouth):
    outsider.memberships.all().delete()
    look(peg, outsider)
    assert queries.looks(peg, None).days[0][1][0].role == ""

    schemes.give_programme_role(
        worker=outsider,
        programme=aldermouth.programme,
        role="resolver",
        on=MORNING.date(),
        by=None,
    )
    assert queries.looks(peg, None).days[0][1][0].role.startswith("resolver: decides")


def test_what_the_service_did_itself_and_workers_who_are_gone_are_said(peg):
    did(peg, None, "PERSON_ADDED")
    audit.record_all(
        [audit.Line(action="LOOKED", thing_label="people.person", thing_number=peg.pk,
                    person_number=peg.pk, worker_number=987654, page="pages:person", at=MORNING)]
    )  # fmt: skip

    ((_, ones),) = queries.looks(peg, None).days

    assert [one.who for one in ones] == [queries.NOBODY, queries.UNKNOWN]
    assert ones[0].wrote == "began your record"


def test_where_the_glass_was_broken_the_reason_stands_beside_it(peg, owen, dilys):
    now = timezone.now()
    restricted.restrict(person=peg, because="asked", reason="She asked for it.", at=now, by=dilys)
    restricted.break_glass(person=peg, reason="She rang, and was afraid.", at=now, by=owen)
    look(peg, owen, at=now)

    ((_, ones),) = queries.looks(peg, None).days

    his = next(one for one in ones if one.who == owen.name)
    assert his.why == ("She rang, and was afraid.",)
    assert his.wrote == "broke the glass"


def test_looks_at_a_record_that_was_merged_into_this_one_are_there_too(
    peg, ruth, dilys, aldermouth
):
    other = made.person(aldermouth, "Peggy", telephone="07700 900555")
    look(other, ruth)
    look(peg, dilys)

    people.merge(kept=peg, away=other, on=timezone.localdate(), by=dilys)
    peg.refresh_from_db()

    names = {one.who for _, ones in queries.looks(peg, None).days for one in ones}
    assert "Ruth Adeyemi" in names


def test_the_list_begins_where_it_is_asked_to(peg, ruth):
    look(peg, ruth, at=MORNING - timedelta(days=40))
    look(peg, ruth)

    found = queries.looks(peg, MORNING.date())

    assert [day for day, _ in found.days] == [MORNING.date()]


def test_what_was_said_of_a_concern_is_called_the_record():
    assert page_words("concern") == "your record"
    assert done_words("CONCERN_RAISED") == "wrote in your record"
    assert page_words("people:edit names") == "the page to change your record"
    assert page_words("plan goal") == "your plan"


def test_the_page_is_the_coordinators_and_looking_at_it_is_a_look(client, peg, ruth, dilys):
    look(peg, ruth, at=timezone.now() - timedelta(days=2))
    client.force_login(dilys)

    page = client.get(f"/people/{peg.pk}/looks/").content.decode()

    assert "Who has looked at your record" in page
    assert "Ruth Adeyemi" in page
    assert "Looked at the first page." in page
    assert Event.objects.filter(page="pages:looks", person_number=peg.pk).count() == 1


@pytest.mark.parametrize("since", ["month", "all", "never"])
def test_how_far_back_is_chosen_in_the_address(client, peg, dilys, since):
    client.force_login(dilys)

    page = client.get(f"/people/{peg.pk}/looks/?since={since}").content.decode()

    assert "Nobody has opened your record" in page


def test_nobody_else_sees_who_has_looked(client, peg, ruth, owen, lena, outsider):
    for who in (ruth, owen, lena, outsider):
        client.force_login(who)
        assert client.get(f"/people/{peg.pk}/looks/").status_code == 404
