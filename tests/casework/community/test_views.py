"""The pages of gaps, groups and offers, as workers meet them."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.community import actions
from alongside.casework.community.models import Gap, Group, GroupMember, Offer
from alongside.casework.directory.models import Activity
from alongside.casework.directory.search import index
from alongside.casework.people.models import Person
from tests.casework import made

from .conftest import TODAY

DAY = TODAY.isoformat()


@pytest.fixture
def by_ruth(client, ruth):
    client.force_login(ruth)
    return client


@pytest.fixture
def by_dilys(client, dilys):
    client.force_login(dilys)
    return client


def typed(**more):
    return {"need": "nature", "barrier": "too_far", "opened_on": DAY, "words": "birds"} | more


# ---- a gap ---------------------------------------------------------------------------------------


def test_from_a_search_the_form_knows_what_was_looked_for_and_where(
    by_ruth, fenwater, falcons, pegs_episode, peg
):
    index.refresh([falcons.pk])

    page = by_ruth.get(f"/gaps/new/?words=birds&near=AD4+2QT&person={peg.pk}")

    assert "Nothing suits Peg" in page.text
    assert '<option value="nature" selected>' in page.text
    assert f'<option value="{fenwater.pk}" selected>' in page.text
    assert "Falconry centre, bird walks" in page.text
    assert Event.objects.filter(action="LOOKED", page="new gap").count() == 1


def test_a_gap_is_written_down_for_somebody(by_ruth, peg, pegs_episode, fenwater, falcons):
    answer = by_ruth.post(
        f"/gaps/new/?words=birds&for={peg.pk}",
        typed(area=fenwater.pk, may_invite="on", **{f"near_{falcons.pk}": "no_transport"}),
    )

    gap = Gap.objects.get()
    assert answer.headers["Location"] == f"/gaps/{gap.pk}/"
    assert (gap.episode, gap.area, gap.searched) == (pegs_episode, fenwater, "birds")
    assert gap.near.get().why == "no_transport"


def test_from_a_plan_the_goal_says_what_it_is_about(by_ruth, peg, pegs_episode):
    page = by_ruth.get(f"/gaps/new/?person={peg.pk}&need=grief")

    assert '<option value="grief" selected>' in page.text


def test_a_gap_that_was_heard_of_otherwise_is_of_several(by_ruth, fenwater):
    by_ruth.post("/gaps/new/", typed(people=7, area=""))

    assert (Gap.objects.get().people, Gap.objects.get().episode) == (7, None)


def test_a_refusal_is_said_on_the_page(by_ruth):
    page = by_ruth.post("/gaps/new/", typed(people=7, opened_on="2026-11-30"))

    assert "still to come" in page.text
    assert not Gap.objects.exists()


def test_an_entry_that_others_keep_to_themselves_is_not_taken(by_ruth, elsewhere):
    theirs = Activity.objects.create(name="Quiet room", only_for=elsewhere)

    page = by_ruth.post("/gaps/new/", typed(people=1, **{f"near_{theirs.pk}": "full"}))

    assert page.status_code == 302
    assert not Gap.objects.get().near.exists()


def test_a_form_that_arrives_twice_makes_one_gap(by_ruth):
    sent = typed(people=2, token="0b5e9a52-4a7b-4c0e-9d7e-3f1f7a3f2c11")

    for _ in range(2):
        by_ruth.post("/gaps/new/", sent)

    assert Gap.objects.count() == 1


def test_one_gap_shows_what_there_is_and_joins_a_group_by_one_tap(by_ruth, open_gap, walkers, tom):
    gap = open_gap(episode=tom.episodes.get())

    page = by_ruth.get(f"/gaps/{gap.pk}/")
    answer = by_ruth.post(f"/gaps/{gap.pk}/join/", {"group": walkers.pk})

    assert "Put down for Thursday walkers" in page.text
    assert answer.headers["Location"] == f"/groups/{walkers.pk}/"
    assert walkers.members.filter(person=tom).exists()


def test_a_closed_gap_joins_nothing(by_ruth, open_gap, walkers, ruth):
    gap = actions.close(gap=open_gap(), closing="moved", on=TODAY, by=ruth)

    page = by_ruth.post(f"/gaps/{gap.pk}/join/", {"group": walkers.pk}, follow=True)

    assert "This gap is closed" in page.text


def test_a_gap_is_closed(by_ruth, pegs_gap):
    page = by_ruth.get(f"/gaps/{pegs_gap.pk}/close/")
    by_ruth.post(f"/gaps/{pegs_gap.pk}/close/", {"closing": "not_wanted", "on": DAY})
    again = by_ruth.post(f"/gaps/{pegs_gap.pk}/close/", {"closing": "moved", "on": DAY})

    assert "What became of it?" in page.text
    assert Gap.objects.get().closing == "not_wanted"
    assert "closed on 19 November 2026 already" in again.text


# ---- the board -----------------------------------------------------------------------------------


def test_the_board_gathers_by_need_and_area(by_ruth, open_gap, pegs_gap, oldtown, falcons, ruth):
    open_gap(people=4, barrier="too_far", near={falcons.pk: "too_far"})
    open_gap(area=oldtown, need="music", people=2)
    actions.offer(
        scheme=pegs_gap.scheme,
        kind="room",
        what="The back room",
        who="Library",
        offered_on=TODAY,
        by=ruth,
    )

    page = by_ruth.get("/gaps/")
    one = by_ruth.get(f"/gaps/?area={oldtown.pk}")

    assert "7 people wait for something" in page.text
    assert "Falconry centre, bird walks: too far" in page.text
    assert "Too far (4), There is none" in page.text
    assert "The back room" in page.text
    assert "Walking with others" not in one.text
    assert "Peg" not in page.text


def test_somebody_with_two_needs_is_one_person_on_the_board(
    by_ruth, open_gap, pegs_gap, pegs_episode, oldtown
):
    open_gap(episode=pegs_episode, barrier="too_far")
    open_gap(episode=pegs_episode, area=oldtown, need="music")

    page = by_ruth.get("/gaps/")
    line = by_ruth.get(
        f"/gaps/wanted/?scheme={pegs_gap.scheme_id}&need=walking&area={pegs_gap.area_id}"
    )

    assert "1 person waits for something" in page.text
    assert "1 person has waited" in line.text


def test_the_board_takes_as_many_queries_for_many_gaps(
    by_ruth, open_gap, falcons, django_assert_num_queries
):
    open_gap(near={falcons.pk: "full"})
    by_ruth.get("/gaps/")
    with django_assert_num_queries(14):
        by_ruth.get("/gaps/")
    for _ in range(10):
        open_gap(near={falcons.pk: "full"}, need="music")
    with django_assert_num_queries(14):
        by_ruth.get("/gaps/")


def test_behind_a_line_are_those_whose_record_opens_and_others_are_counted(
    by_ruth, open_gap, pegs_gap, owen, aldermouth, fenwater
):
    shut = made.person(aldermouth, "Ann", "Shut", restricted=True)
    open_gap(episode=made.episode(shut, owen))
    open_gap(people=3)

    page = by_ruth.get(f"/gaps/wanted/?need=walking&area={fenwater.pk}")

    assert "Peg Hollins" in page.text
    assert "1 person whom other colleagues walk alongside" in page.text
    assert "Ann" not in page.text


def test_what_nobody_waits_for_is_not_found(by_ruth, fenwater):
    assert by_ruth.get(f"/gaps/wanted/?need=music&area={fenwater.pk}").status_code == 404
    assert by_ruth.get("/gaps/wanted/?need=x").status_code == 404


def test_what_became_of_gaps_is_said(by_ruth, running, ruth, open_gap, falcons):
    actions.close(gap=open_gap(), closing="filled", on=TODAY, filled_by=falcons, by=ruth)
    open_gap()

    page = by_ruth.get("/gaps/")

    assert "Of 3 needs written down, something has begun for 2" in page.text
    assert "1 goes on without us" in page.text


# ---- a group -------------------------------------------------------------------------------------


def test_from_a_line_of_the_board_a_group_begins(by_ruth, pegs_gap, fenwater, open_gap):
    open_gap(people=3)
    asked = f"/groups/new/?scheme={pegs_gap.scheme_id}&need=walking&area={fenwater.pk}"

    page = by_ruth.get(asked)
    by_ruth.post(
        asked,
        {
            "name": "Thursday walkers",
            "need": "walking",
            "area": fenwater.pk,
            "begun_on": DAY,
        },
    )

    assert "4 people wait for this" in page.text
    assert Group.objects.get().gaps.count() == 2


def test_a_group_without_a_name_is_refused(by_ruth, aldermouth):
    page = by_ruth.post("/groups/new/", {"name": " ", "need": "music", "begun_on": DAY})

    assert "working name" in page.text


PLAN = {
    "name": "Thursday walkers",
    "words": "A slow mile",
    "place": "St Anne’s Hall",
    "postcode": "ad42qt",
    "step_free": "yes",
    "rhythm": "weekly",
    "weekday": "3",
    "starts_at": "10:00",
    "ends_at": "11:30",
    "cost": "0",
    "first_meeting_on": "2026-11-12",
}


def test_it_is_planned_and_runs_and_stands_in_the_directory(by_ruth, walkers, ruth, fenwater):
    here = f"/groups/{walkers.pk}/"
    planned = PLAN | {"area": fenwater.pk, "lead": ruth.pk}

    page = by_ruth.get(f"{here}change/")
    by_ruth.post(f"{here}change/", planned)
    asked = by_ruth.get(f"{here}running/")
    by_ruth.post(f"{here}running/", {"on": "2026-11-12", "public": "yes"})
    after = by_ruth.get(here)

    assert "Plan Thursday walkers" in page.text
    assert 'value="2026-11-12"' in asked.text
    group = Group.objects.get()
    assert (group.postcode, group.step_free, group.weekday) == ("AD4 2QT", True, 3)
    assert (group.state, group.activity.name) == ("running", "Thursday walkers")
    assert "Thursdays, 10am to 11.30am" in after.text


def test_mistakes_in_a_plan_are_said(by_ruth, walkers, ruth):
    wrong = {"postcode": "nowhere", "starts_at": "11:00", "ends_at": "10:00", "lead": ruth.pk}

    page = by_ruth.post(f"/groups/{walkers.pk}/change/", PLAN | wrong)

    assert "end before it begins" in page.text
    assert page.text.count("govuk-error-message") == 2


def test_what_two_change_at_once_is_shown_to_both(by_ruth, walkers, ruth):
    here = f"/groups/{walkers.pk}/change/"
    found = re.search('name="as_it_was" value="([^"]*)"', by_ruth.get(here).text)
    as_it_was = unescape(found[1])
    actions.change(group=walkers, values={"place": "The library"}, by=ruth)

    page = by_ruth.post(here, PLAN | {"lead": ruth.pk, "as_it_was": as_it_was})

    assert "Somebody else changed this" in page.text
    assert "The library" in page.text


def test_what_is_missing_before_it_runs_is_said(by_ruth, walkers):
    page = by_ruth.post(f"/groups/{walkers.pk}/running/", {"on": DAY, "public": "yes"})

    assert "Write that down first" in page.text


def test_it_is_handed_over_still_goes_and_ends(by_ruth, running):
    here = f"/groups/{running.pk}/"

    by_ruth.get(f"{here}hand-over/")
    by_ruth.post(f"{here}hand-over/", {"to": "Maureen Orr", "on": DAY})
    still = by_ruth.post(f"{here}going/", {"answer": "yes", "next": "/"})
    gone = by_ruth.post(f"{here}going/", {"answer": "no"})
    by_ruth.post(f"{here}end/", {"on": DAY, "why": "The hall closed"})
    after = by_ruth.get(here)

    assert still.headers["Location"] == "/"
    assert gone.headers["Location"] == f"{here}end/"
    assert "The hall closed" in after.text
    assert Group.objects.get().state == "ended"


def test_an_answer_that_is_none_of_ours_is_not_found(by_ruth, running):
    assert by_ruth.post(f"/groups/{running.pk}/going/", {"answer": "x"}).status_code == 404


def test_still_going_is_not_said_of_a_group_with_us(by_ruth, running):
    page = by_ruth.post(f"/groups/{running.pk}/going/", {"answer": "yes"}, follow=True)

    assert "asked of groups that run without us" in page.text


def test_groups_are_listed_those_being_planned_first(by_ruth, running, aldermouth, ruth):
    actions.begin(scheme=aldermouth, need="music", name="Choir", on=TODAY, by=ruth)

    page = by_ruth.get("/groups/")

    assert page.text.index("Choir") < page.text.index("Thursday walkers")


# ---- people --------------------------------------------------------------------------------------


def test_somebody_is_asked_invited_and_comes_by_three_taps(by_ruth, walkers, tom):
    new = f"/groups/{walkers.pk}/people/new/"
    by_ruth.get(new)
    by_ruth.post(new, {"person": tom.pk})
    member = GroupMember.objects.get(person=tom)
    here = f"/groups/people/{member.pk}/"

    early = by_ruth.post(here, {"answer": "invited"}, follow=True)
    for answer in ("may_invite", "invited", "coming"):
        by_ruth.post(here, {"answer": answer})

    member.refresh_from_db()
    assert "Ask them first" in early.text
    assert (member.invited_on, member.said) == (TODAY, "coming")
    assert by_ruth.post(here, {"answer": "x"}).status_code == 404


def test_nobody_at_all_is_not_put_down(by_ruth, walkers):
    page = by_ruth.post(f"/groups/{walkers.pk}/people/new/", {"name": ""})

    assert "Nobody is named" in page.text


def test_who_helps_and_what_is_offered(by_ruth, walkers, aldermouth, ruth):
    hall = actions.offer(
        scheme=aldermouth,
        kind="room",
        what="The back room",
        who="Library",
        offered_on=TODAY,
        by=ruth,
    )
    here = f"/groups/{walkers.pk}/helpers/new/"

    by_ruth.get(here)
    by_ruth.post(here, {"who": "Maureen", "does": "Opens the hall"})
    by_ruth.post(here, {"offer": hall.pk})
    again = by_ruth.post(here, {"offer": hall.pk}, follow=True)

    assert [one.who for one in walkers.helpers.all()] == ["Maureen", "Library"]
    assert "taken up by the group already" in again.text


def test_who_came_is_written_down(by_ruth, walkers):
    member = walkers.members.get()
    here = f"/groups/{walkers.pk}/meetings/new/"

    page = by_ruth.get(here)
    by_ruth.post(here, {"on": DAY, "came": [member.pk], "others": "", "without_us": "on"})
    refused = by_ruth.post(here, {"on": "2026-11-30", "others": 1})
    after = by_ruth.get(f"/groups/{walkers.pk}/")

    assert "Peg Hollins" in page.text
    assert "when it has been" in refused.text
    assert "1 person" in after.text
    assert walkers.meetings.get().without_us


def test_whose_record_is_shut_is_only_counted(by_ruth, walkers, aldermouth, owen, ruth):
    shut = made.person(aldermouth, "Ann", "Shut", restricted=True)
    made.episode(shut, owen)
    actions.wants(group=walkers, person=shut, on=TODAY, by=owen)

    page = by_ruth.get(f"/groups/{walkers.pk}/")

    assert "1 person whom other colleagues walk alongside" in page.text
    assert "Ann" not in page.text


# ---- offers --------------------------------------------------------------------------------------


def test_an_offer_is_written_down_looked_at_and_ends(by_ruth, fenwater):
    typed = {"kind": "room", "what": "The back room", "who": "Library", "area": fenwater.pk}

    by_ruth.get("/offers/new/")
    by_ruth.post("/offers/new/", typed)
    refused = by_ruth.post("/offers/new/", typed | {"until_on": "2026-11-01"})
    offer = Offer.objects.get()
    listed = by_ruth.get("/offers/")
    page = by_ruth.get(f"/offers/{offer.pk}/")
    by_ruth.post(f"/offers/{offer.pk}/")

    assert "end before it was offered" in refused.text
    assert "The back room" in listed.text
    assert "Library" in page.text
    assert (
        "The back room" not in by_ruth.get("/offers/").text.split("<main")[1].split("al-card")[-1]
    )
    assert Offer.objects.get().ended_on == TODAY


# ---- who sees it ---------------------------------------------------------------------------------


def test_nothing_of_it_is_for_another_scheme(client, outsider, pegs_gap, walkers, aldermouth, ruth):
    lift = actions.offer(
        scheme=aldermouth, kind="lift", what="Lifts", who="Sam", offered_on=TODAY, by=ruth
    )
    client.force_login(outsider)

    for address in (
        f"/gaps/{pegs_gap.pk}/",
        f"/gaps/?scheme={aldermouth.pk}",
        f"/groups/{walkers.pk}/",
        f"/groups/{walkers.pk}/change/",
        f"/offers/{lift.pk}/",
        f"/gaps/new/?person={pegs_gap.person.pk}",
    ):
        assert client.get(address).status_code == 404, address
    member = walkers.members.get()
    assert client.post(f"/groups/people/{member.pk}/", {"answer": "coming"}).status_code == 404


def test_who_sees_no_people_sees_no_gaps(client, aldermouth):
    client.force_login(made.worker("Amir Sadiq", "administrator", aldermouth))

    assert client.get("/gaps/").status_code == 404


def test_on_today_stand_invitations_first_meetings_and_whether_it_goes_on(
    by_ruth, planned, running, ruth, aldermouth, peg
):
    later = actions.begin(scheme=aldermouth, need="music", name="Choir", on=TODAY, by=ruth)
    actions.change(group=later, values={"first_meeting_on": date(2026, 11, 24)}, by=ruth)
    actions.wants(group=later, person=peg, may_invite=True, on=TODAY, by=ruth)
    gone = actions.begin(
        scheme=aldermouth, need="games", name="Cards", on=date(2026, 11, 2), by=ruth
    )
    actions.change(group=gone, values={"first_meeting_on": date(2026, 11, 10)}, by=ruth)
    alone = actions.hand_over(group=running, on=date(2026, 11, 13), to="Maureen", by=ruth)
    Group.objects.filter(pk=alone.pk).update(heard_on=date(2026, 8, 1))

    page = by_ruth.get("/?all")

    assert "Invite Peg Hollins to Choir" in page.text
    assert "Choir meets for the first time" in page.text
    assert "Say who came to Cards" in page.text
    assert "Is Thursday walkers still going?" in page.text


def test_a_coordinator_who_leads_a_group_sees_it_on_today(by_dilys, dilys, aldermouth):
    group = actions.begin(scheme=aldermouth, need="music", name="Choir", on=TODAY, by=dilys)
    actions.change(group=group, values={"first_meeting_on": date(2026, 11, 24)}, by=dilys)
    actions.wants(group=group, name="Jean", may_invite=True, on=TODAY, by=dilys)

    page = by_dilys.get("/")

    assert "Choir meets for the first time" in page.text
    assert "Invite Jean to Choir" in page.text


def test_nobody_who_has_died_is_invited(by_ruth, walkers, peg, ruth):
    actions.change(group=walkers, values={"first_meeting_on": date(2026, 11, 24)}, by=ruth)
    Person.objects.filter(pk=peg.pk).update(died_on=date(2026, 11, 18))

    assert "Invite Peg" not in by_ruth.get("/?all").text
    assert "Nobody is waiting" in by_ruth.get("/gaps/").text
