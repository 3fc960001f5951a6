"""Each room keeps its rules by itself, whoever brings many at once: nothing of them is written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.importing import on_its_way, tasks
from alongside.casework.measures import actions as measures
from alongside.casework.people import actions as people
from alongside.casework.people.models import Person
from alongside.casework.referrals import actions as referrals
from alongside.casework.referrals.models import Referral
from alongside.casework.referrals.rules_moving_in import Arrival as ReferralArrival
from alongside.casework.signposting import actions as signposting
from alongside.casework.signposting.rules import Progress
from alongside.casework.support import actions as support
from alongside.casework.support.models import Contact, Episode
from alongside.casework.support.rules import Arrival as EpisodeArrival
from alongside.casework.support.rules import Said
from tests.casework import made

from .books import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine: Any) -> None:
    time_machine.move_to(TODAY, tick=False)


def test_people_need_a_name_and_a_way_to_reach_them(aldermouth, dilys):
    good = people.Arrival({"preferred_name": "Peg"}, [people.PointIn("telephone", "07700 900417")])

    with pytest.raises(people.CannotAdd, match="Enter one way to reach them"):
        people.bring_in(
            scheme=aldermouth, people=[good, people.Arrival({"preferred_name": "Joan"})], by=dilys
        )

    assert not Person.objects.exists()


def test_referrals_do_not_come_from_the_future(aldermouth, dilys, peg):
    with pytest.raises(referrals.CannotReceive, match="has not been yet"):
        referrals.bring_in(
            scheme=aldermouth,
            referrals=[ReferralArrival(peg, date(2026, 12, 1), "nhs")],
            by=dilys,
        )

    assert not Referral.objects.exists()


def test_what_was_declined_is_not_accepted_by_support_from_elsewhere(peg, dilys, ruth):
    referral = made.referral(peg, dilys)
    referrals.decline(
        referral=referral, reason="other", words_to_referrer="", on=date(2026, 10, 16), by=dilys
    )

    with pytest.raises(referrals.CannotAcceptAll, match="we said no"):
        referrals.accept_all(accepted=[(referral, ruth, date(2026, 10, 20))], by=dilys)

    assert referral.decisions.count() == 1


def test_support_that_goes_on_goes_on_once(aldermouth, dilys, ruth, pegs_episode, peg):
    arrival = EpisodeArrival(peg, ruth, date(2026, 10, 20))

    with pytest.raises(support.CannotOpen, match="has support already that has not ended"):
        support.bring_in_episodes(scheme=aldermouth, episodes=[arrival], by=dilys)

    assert Episode.objects.count() == 1


def test_contacts_are_within_their_episode(dilys, ruth, pegs_episode):
    said = Said(date(2026, 1, 1), "telephone", reached=True)

    with pytest.raises(support.CannotRecord, match="before the record came to a connector"):
        support.bring_in_contacts(
            contacts=[support.ContactArrival(pegs_episode, said, ruth)], by=dilys
        )

    assert not Contact.objects.exists()


def test_answers_are_those_of_the_questionnaire(dilys, pegs_episode):
    arrival = measures.Arrival(
        pegs_episode, "ucla3", "start", date(2026, 10, 22), [9, 9, 9], None, "paper"
    )

    with pytest.raises(measures.CannotAnswer, match="an answer that is not among its own"):
        measures.bring_in(measures=[arrival], today=TODAY, by=dilys)


def test_connections_are_of_days_that_were(dilys, pegs_episode):
    arrival = signposting.Arrival(
        pegs_episode,
        date(2026, 12, 1),
        "Choir",
        "third_sector",
        Progress("suggested", date(2026, 12, 1)),
    )

    with pytest.raises(signposting.CannotConnect, match="is still to come"):
        signposting.bring_in(connections=[arrival], today=TODAY, by=dilys)


def test_a_failing_audit_line_undoes_what_a_room_wrote(aldermouth, dilys, peg, monkeypatch):
    from alongside.casework import audit

    def fail(*args: object) -> None:
        raise OSError("no room left")

    monkeypatch.setattr(audit, "record_all", fail)
    arrival = ReferralArrival(peg, date(2026, 11, 1), "nhs")

    with pytest.raises(OSError, match="no room left"):
        referrals.bring_in(scheme=aldermouth, referrals=[arrival], by=dilys)

    assert not Referral.objects.exists()
    assert not Event.objects.exists()


def test_of_a_file_that_was_deleted_meanwhile_nothing_is_done(db):
    tasks.check_upload.call(404)
    tasks.bring_in_upload.call(404, False)

    assert not Person.objects.exists()


def test_a_file_that_is_no_table_has_no_sheets(aldermouth):
    import io

    assert on_its_way._sheets(io.BytesIO(b"%PDF")) == []
