"""A visit, and one-off help, are written in several rooms at once, or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.casework.people.actions import PointIn
from alongside.casework.people.models import Person
from alongside.casework.referrals.models import Referral
from alongside.casework.signposting.models import Signpost
from alongside.casework.support import actions as support
from alongside.casework.support.models import Appointment, Contact, Episode, Visit
from alongside.casework.visits import actions
from alongside.casework.visits.actions import Connection, Newcomer, NextTime, Said
from tests.casework import made

TWO = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
THREE = TWO + timedelta(hours=1)
TODAY = date(2026, 11, 24)


@pytest.fixture
def visit(pegs_episode, ruth) -> Visit:
    return support.arrive(episode=pegs_episode, at=TWO, by=ruth)


def test_out_writes_everything_at_once(visit, pegs_episode, ruth):
    goal = pegs_episode.plan.goals.create(words="Back on the estuary", set_on=TODAY)

    contact = actions.go_out(
        visit=visit,
        at=THREE,
        said=Said(minutes=55, note="She found her binoculars.", goals=[goal], went_along=True),
        connection=Connection("Bird hide volunteers", "third_sector", "went_along"),
        next_time=NextTime(starts_at=TWO + timedelta(days=7), purpose="The red hat"),
        by=ruth,
    )

    visit.refresh_from_db()
    assert visit.out_at == THREE
    assert (contact.visit, contact.minutes, contact.went_along) == (visit, 55, True)
    assert contact.next_on == date(2026, 12, 1)
    assert list(contact.goals.all()) == [goal]
    signpost = Signpost.objects.get()
    assert (signpost.outcome, signpost.first_time_on) == ("attended", TODAY)
    assert Appointment.objects.get().purpose == "The red hat"


def test_out_needs_nothing_but_the_minutes(visit, ruth):
    contact = actions.go_out(visit=visit, at=THREE, said=Said(minutes=60), by=ruth)

    assert contact.reached
    assert contact.mode == "face_to_face"
    assert not Signpost.objects.exists()
    assert not Appointment.objects.exists()


def test_a_refusal_of_any_part_leaves_the_clock_running(visit, ruth):
    with pytest.raises(actions.CannotGoOut, match="before this contact"):
        actions.go_out(
            visit=visit,
            at=THREE,
            said=Said(minutes=60),
            next_time=NextTime(starts_at=TWO - timedelta(days=7)),
            by=ruth,
        )

    visit.refresh_from_db()
    assert visit.out_at is None
    assert not Contact.objects.exists()


def test_a_visit_that_began_without_signal_is_written_afterwards(pegs_episode, ruth):
    contact = actions.write_afterwards(
        episode=pegs_episode, arrived_at=TWO, at=THREE, said=Said(minutes=60), by=ruth
    )

    visit = Visit.objects.get()
    assert (visit.arrived_at, visit.out_at, contact.visit) == (TWO, THREE, visit)


def test_afterwards_closes_the_visit_whose_arrival_had_come_through(visit, pegs_episode, ruth):
    late = TWO + timedelta(minutes=1)
    Visit.objects.update(arrived_at=late)

    actions.write_afterwards(
        episode=pegs_episode, arrived_at=TWO, at=TWO, said=Said(minutes=1), by=ruth
    )

    visit.refresh_from_db()
    assert visit.out_at == late


def test_afterwards_says_no_where_no_visit_can_begin(pegs_episode, ruth):
    pegs_episode.ended_on, pegs_episode.end_reason = date(2026, 11, 20), "completed"
    pegs_episode.save()

    with pytest.raises(actions.CannotGoOut, match="Support ended on Friday 20 November"):
        actions.write_afterwards(
            episode=pegs_episode, arrived_at=TWO, at=THREE, said=Said(minutes=60), by=ruth
        )


def help_once(scheme, by, **changes) -> Episode:
    said = {
        "on": TODAY,
        "source": "self",
        "mode": "telephone",
        "minutes": 25,
        "note": "Wanted to know about the choir.",
    }
    return actions.help_once(scheme=scheme, **(said | changes), by=by)


def test_one_conversation_is_kept_with_what_it_pointed_to_and_closed(aldermouth, ruth):
    episode = help_once(
        aldermouth,
        ruth,
        newcomer=Newcomer({"preferred_name": "Joan"}, [PointIn("telephone", "07700 900123")]),
        pointed_to=[
            Connection("Fenwater choir", "third_sector", "told"),
            Connection("Dial-a-ride", "local_authority", "told"),
        ],
    )

    assert episode.one_off
    assert (episode.started_on, episode.ended_on) == (TODAY, TODAY)
    assert episode.end_reason == "completed"
    assert not hasattr(episode, "ending")
    assert episode.contacts.get().minutes == 25
    assert episode.signposts.count() == 2
    assert episode.referral.agreed == "person"
    assert episode.person.preferred_name == "Joan"


def test_somebody_we_know_is_not_added_again(aldermouth, ruth):
    joan = made.person(aldermouth, "Joan", "Pike")

    episode = help_once(aldermouth, ruth, person=joan)

    assert episode.person == joan
    assert Person.objects.count() == 1


def test_a_referral_that_waited_is_the_one_that_is_closed(aldermouth, ruth, dilys):
    referral = made.referral(made.person(aldermouth, "Joan", "Pike"), dilys)

    episode = help_once(aldermouth, ruth, referral=referral)

    assert episode.referral == referral
    assert Referral.objects.count() == 1


def test_nobody_in_particular_cannot_be_helped(aldermouth, ruth):
    with pytest.raises(actions.CannotHelp, match="Say who it was"):
        help_once(aldermouth, ruth)


def test_who_has_support_already_is_not_helped_beside_it(pegs_episode, ruth):
    with pytest.raises(actions.CannotHelp, match="has support already"):
        help_once(pegs_episode.scheme, ruth, person=pegs_episode.person)

    assert not Referral.objects.exists()


def test_a_newcomer_without_a_way_to_reach_them_is_refused_and_nothing_is_kept(aldermouth, ruth):
    with pytest.raises(actions.CannotHelp, match="one way to reach them"):
        help_once(aldermouth, ruth, newcomer=Newcomer({"preferred_name": "Joan"}))

    assert not Person.objects.exists()
