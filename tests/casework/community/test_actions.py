"""What is written of gaps, groups and offers, and what is refused."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from alongside.casework import audit
from alongside.casework.audit.models import Event
from alongside.casework.community import actions, rules
from alongside.casework.community.models import Attendance, Gap, Group, GroupMember
from alongside.casework.directory.models import Standing, Status

from .conftest import TODAY


def test_a_gap_keeps_what_is_near_and_whether_they_may_be_told(open_gap, pegs_episode, falcons):
    gap = open_gap(
        episode=pegs_episode, may_invite=True, words=" birds ", near={falcons.pk: "too_far"}
    )

    assert (gap.words, gap.may_invite_on, gap.person) == ("birds", TODAY, pegs_episode.person)
    assert [(near.activity, near.why) for near in gap.near.all()] == [(falcons, "too_far")]
    event = Event.objects.get(action="GAP_OPENED")
    assert (event.person_number, event.detail["need"]) == (pegs_episode.person_id, "walking")


def test_a_gap_of_tomorrow_is_refused(open_gap):
    with pytest.raises(actions.CannotOpen, match="still to come"):
        open_gap(opened_on=date(2026, 11, 20))

    assert not Gap.objects.exists()


def test_a_gap_is_closed_by_what_others_began(pegs_gap, falcons, ruth):
    gap = actions.close(gap=pegs_gap, closing="filled", on=TODAY, filled_by=falcons, by=ruth)

    assert rules.standing(gap) == rules.Standing("closed", 0, TODAY, TODAY, TODAY)


def test_only_what_is_filled_is_filled_by_something(pegs_gap, falcons, ruth):
    gap = actions.close(gap=pegs_gap, closing="moved", on=TODAY, filled_by=falcons, by=ruth)

    assert gap.filled_by is None


def test_a_closed_gap_is_not_closed_again(pegs_gap, ruth):
    actions.close(gap=pegs_gap, closing="mistake", on=TODAY, by=ruth)

    with pytest.raises(actions.CannotClose, match="closed on 19 November 2026 already"):
        actions.close(gap=pegs_gap, closing="moved", on=TODAY, by=ruth)


def test_a_group_begins_with_those_who_wait(walkers, pegs_gap, peg, ruth):
    pegs_gap.refresh_from_db()
    member = walkers.members.get()

    assert (walkers.state, walkers.lead) == ("idea", ruth)
    assert (pegs_gap.group, pegs_gap.grouped_on) == (walkers, date(2026, 11, 5))
    assert (member.person, member.may_invite_on) == (peg, TODAY)


def test_a_group_needs_a_name(aldermouth, ruth):
    with pytest.raises(actions.CannotBegin, match="working name"):
        actions.begin(scheme=aldermouth, need="walking", name=" ", on=TODAY, by=ruth)


def test_a_group_takes_no_gap_of_another_scheme(open_gap, elsewhere, aldermouth, ruth):
    theirs = open_gap(scheme=elsewhere, area=None)

    group = actions.begin(
        scheme=aldermouth, need="walking", name="Walkers", on=TODAY, gaps=[theirs], by=ruth
    )

    assert not group.gaps.exists()


def test_who_waits_later_joins_and_who_agrees_later_may_be_invited(
    walkers, open_gap, tom, peg, ruth
):
    toms = open_gap(episode=tom.episodes.get())
    actions.join(gap=toms, group=walkers, on=TODAY, by=ruth)
    again = open_gap(episode=tom.episodes.get(), may_invite=True)
    actions.join(gap=again, group=walkers, on=TODAY, by=ruth)

    assert walkers.members.get(person=tom).may_invite_on == TODAY
    assert walkers.members.count() == 2


def test_a_gap_without_a_person_joins_and_adds_nobody(walkers, open_gap, ruth):
    gap = actions.join(gap=open_gap(people=5), group=walkers, on=TODAY, by=ruth)

    assert gap.group == walkers
    assert walkers.members.count() == 1


def test_a_gap_does_not_join_a_group_that_has_ended(walkers, open_gap, ruth):
    gap = open_gap()
    actions.end(group=walkers, on=TODAY, by=ruth)

    with pytest.raises(actions.CannotJoin, match="has ended"):
        actions.join(gap=gap, group=walkers, on=TODAY, by=ruth)


def test_with_a_place_it_is_being_planned(planned):
    assert planned.state == "planning"
    assert planned.first_meeting_on == date(2026, 11, 12)


def test_with_other_words_alone_it_stays_an_idea(walkers, ruth):
    assert actions.change(group=walkers, values={"words": "Slowly"}, by=ruth).state == "idea"


def test_a_group_keeps_a_name(walkers, ruth):
    with pytest.raises(actions.CannotAdvance, match="has no name"):
        actions.change(group=walkers, values={"name": " "}, by=ruth)


def test_a_running_group_is_an_activity_with_its_times(running):
    entry = running.activity
    at = entry.times.get()

    assert (running.state, entry.name, entry.standing) == (
        "running",
        "Thursday walkers",
        Standing.LISTED,
    )
    assert (at.byday, at.opens_at, at.closes_at) == ("TH", time(10, 0), time(11, 30))
    assert entry.places.get().postcode == "AD4 2QT"
    assert (entry.only_for, entry.checked_on) == (None, date(2026, 11, 12))
    assert entry.costs.get().amount == 0


def test_a_running_group_can_be_kept_to_its_scheme(planned, aldermouth, ruth):
    group = actions.run(group=planned, on=date(2026, 11, 12), public=False, by=ruth)

    assert group.activity.only_for == aldermouth


def test_a_group_does_not_run_before_it_is_known_where_and_when(walkers, ruth):
    with pytest.raises(actions.CannotAdvance, match="Write that down first"):
        actions.run(group=walkers, on=TODAY, by=ruth)

    assert Group.objects.get().activity is None


def test_what_changes_in_a_running_group_changes_in_the_directory(running, ruth):
    actions.change(group=running, values={"starts_at": time(14, 0), "ends_at": None}, by=ruth)

    assert running.activity.times.get().opens_at == time(14, 0)


def test_a_group_is_handed_over_and_still_going(running, ruth):
    alone = actions.hand_over(group=running, on=date(2026, 11, 18), to="Maureen Orr", by=ruth)
    heard = actions.still_going(group=alone, on=TODAY, by=ruth)

    assert (heard.state, heard.handed_to, heard.heard_on) == (
        "self_sustaining",
        "Maureen Orr",
        TODAY,
    )
    assert heard.activity.checked_on == TODAY


def test_what_does_not_run_is_not_handed_over_nor_still_going(planned, ruth):
    with pytest.raises(actions.CannotAdvance, match="once it is running"):
        actions.hand_over(group=planned, on=TODAY, to="Maureen", by=ruth)
    with pytest.raises(actions.CannotAdvance, match="without us"):
        actions.still_going(group=planned, on=TODAY, by=ruth)


def test_when_an_idea_comes_to_nothing_its_gaps_are_open_again(walkers, pegs_gap, ruth):
    actions.end(group=walkers, on=TODAY, why="No hall", by=ruth)

    pegs_gap.refresh_from_db()
    assert (pegs_gap.group, pegs_gap.grouped_on, pegs_gap.closed_on) == (None, None, None)


def test_when_a_group_that_ran_ends_its_gaps_and_its_entry_are_closed(running, pegs_gap, ruth):
    actions.end(group=running, on=TODAY, by=ruth)

    pegs_gap.refresh_from_db()
    running.activity.refresh_from_db()
    assert (pegs_gap.closing, pegs_gap.closed_on) == ("ended", TODAY)
    assert rules.standing(pegs_gap).running_on == date(2026, 11, 12)
    assert running.activity.status == Status.DEFUNCT
    with pytest.raises(actions.CannotAdvance, match="has ended already"):
        actions.end(group=running, on=TODAY, by=ruth)


def test_nobody_is_invited_who_has_not_said_yes(walkers, tom, ruth):
    member = actions.wants(group=walkers, person=tom, on=TODAY, by=ruth)

    with pytest.raises(actions.CannotAdd, match="Tom Wilk has not said yet"):
        actions.invited(member=member, on=TODAY, by=ruth)
    actions.may_be_invited(member=member, on=TODAY, by=ruth)
    actions.may_be_invited(member=member, on=date(2026, 11, 20), by=ruth)
    actions.invited(member=member, on=TODAY, by=ruth)
    actions.answered(member=member, said="coming", on=TODAY, by=ruth)

    member.refresh_from_db()
    assert (member.may_invite_on, member.invited_on, member.said) == (TODAY, TODAY, "coming")


def test_the_database_holds_that_too(walkers, tom):
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMember.objects.create(group=walkers, person=tom, added_on=TODAY, invited_on=TODAY)


def test_somebody_known_by_name_alone_can_want_a_group(walkers, ruth):
    member = actions.wants(group=walkers, name=" Jean next door ", on=TODAY, by=ruth)

    assert member.called_fully == "Jean next door"
    assert member.audit_person_id is None


def test_nobody_is_put_down_twice_or_without_a_name(walkers, peg, ruth):
    with pytest.raises(actions.CannotAdd, match="among them already"):
        actions.wants(group=walkers, person=peg, on=TODAY, by=ruth)
    with pytest.raises(actions.CannotAdd, match="Nobody is named"):
        actions.wants(group=walkers, name=" ", on=TODAY, by=ruth)


def test_an_offer_is_taken_up_once(walkers, aldermouth, ruth):
    hall = actions.offer(
        scheme=aldermouth,
        kind="room",
        what="The back room",
        who="The library",
        offered_on=TODAY,
        by=ruth,
    )

    helper = actions.helps(group=walkers, offer=hall, on=TODAY, by=ruth)

    assert (helper.who, helper.does) == ("The library", "The back room")
    with pytest.raises(actions.CannotAdd, match="taken up"):
        actions.helps(group=walkers, offer=hall, on=TODAY, by=ruth)
    with pytest.raises(actions.CannotAdd, match="Nobody is named"):
        actions.helps(group=walkers, on=TODAY, by=ruth)


def test_a_meeting_keeps_who_came_and_said_again_takes_its_place(walkers, ruth, peg):
    member = walkers.members.get()
    on = date(2026, 11, 12)
    actions.met(group=walkers, on=on, came=[member], others=3, by=ruth)
    meeting = actions.met(group=walkers, on=on, came=[member], others=4, words="Rain", by=ruth)

    member.refresh_from_db()
    assert (meeting.others, Attendance.objects.count(), member.said) == (4, 1, "coming")
    assert walkers.meetings.count() == 1


def test_a_meeting_of_tomorrow_is_refused(walkers, ruth):
    with pytest.raises(actions.CannotMeet, match="when it has been"):
        actions.met(group=walkers, on=date(2026, 11, 20), by=ruth)


def test_nobody_of_another_group_came(walkers, aldermouth, ruth):
    other = actions.begin(scheme=aldermouth, need="music", name="Choir", on=TODAY, by=ruth)

    actions.met(group=other, on=TODAY, came=walkers.members.all(), by=ruth)

    assert not Attendance.objects.exists()


def test_an_offer_ends_and_not_before_it_begins(aldermouth, ruth):
    usual = {"scheme": aldermouth, "kind": "lift", "what": "Lifts", "who": "Sam", "by": ruth}
    with pytest.raises(actions.CannotOffer, match="end before it was offered"):
        actions.offer(offered_on=TODAY, until_on=date(2026, 11, 1), **usual)
    lift = actions.offer(offered_on=TODAY, **usual)

    actions.offer_ended(offer=lift, on=TODAY, by=ruth)
    actions.offer_ended(offer=lift, on=date(2026, 12, 1), by=ruth)

    assert lift.ended_on == TODAY


def test_a_failing_audit_line_undoes_it(open_gap, monkeypatch):
    def fails(*args, **more):
        raise RuntimeError("no line")

    monkeypatch.setattr(audit, "record", fails)

    with pytest.raises(RuntimeError):
        open_gap()

    assert not Gap.objects.exists()


def test_two_records_that_become_one_bring_their_places(walkers, tom, peg, ruth):
    """Both want the same group: one place is enough, and the merging says so."""
    from alongside.casework.people.pointers import clashes, pointers

    actions.wants(group=walkers, person=tom, on=TODAY, by=ruth)
    pointer = next(one for one in pointers() if one.label == "community.GroupMember.person")

    assert clashes(pointer, peg, tom) == [walkers.members.get(person=tom).pk]
