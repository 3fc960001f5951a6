"""What each kind of file makes of its rows, and what the rooms below say to that."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.measures import queries as measures
from alongside.casework.measures.models import Measure
from alongside.casework.people.models import Person
from alongside.casework.referrals.models import Decision, Referral
from alongside.casework.schemes.models import Membership
from alongside.casework.signposting.models import Signpost
from alongside.casework.support.models import Contact, Ending, Episode, Handover, Plan
from tests.casework import made

from .books import TODAY

pytestmark = pytest.mark.django_db
PEOPLE = """person_ref,preferred_name,family_name,telephone
A1,Peg,Hollins,07700 900417
A2,Joan,Tideswell,07700 900418
"""
EPISODES = """episode_ref,person_ref,connector,allocated_on,started_on,ended_on,end_reason
E1,A1,ruth.adeyemi@example.org,01/09/2026,04/09/2026,,
E2,A2,Ruth Adeyemi,01/03/2026,03/03/2026,30/06/2026,completed
"""


@pytest.fixture(autouse=True)
def today(time_machine: Any) -> None:
    time_machine.move_to(TODAY, tick=False)


@pytest.fixture
def people(bring: Any) -> dict[str, Person]:
    bring("people", PEOPLE)
    return {one.preferred_name: one for one in Person.objects.all()}


@pytest.fixture
def episodes(bring: Any, people: Any, ruth: Any) -> dict[str, Episode]:
    bring("episodes", EPISODES)
    return {one.person.preferred_name: one for one in Episode.objects.all()}


# ---- people --------------------------------------------------------------------------------------
def test_a_person_comes_in_with_everything_that_can_be_known(bring, aldermouth):
    area = aldermouth.areas.create(name="Fenny Lane", postcode_prefixes=["AD4"])
    bring(
        "people",
        "person_ref,given_name,family_name,date_of_birth,gender,ethnicity,address,postcode,"
        "telephone,telephone_2,email,nhs_number,may_text,may_leave_voicemail,say_who_we_are,"
        "adjustments,lives_alone,life_transitions,risks,emergency_name,emergency_relation,"
        "emergency_telephone,added_on,two_to_visit\n"
        "A1,Margaret Ann,Hollins,27/03/1948,F,White British,4 Fenny Lane,ad4 2qt,"
        "07700 900417 (daughter),01632 960417,peg@example.org,943 476 5919,yes,first name only,no,"
        "large_print; hearing_aids,Y,bereavement,Unsteady on steps; a dog that barks,Graham,son,"
        "01632 960111,14/01/2026,no\n",
    )

    peg = Person.objects.get()
    assert (peg.preferred_name, peg.given_name, peg.area) == ("Margaret", "Margaret Ann", area)
    assert (peg.text, peg.voicemail, peg.say_who_we_are) == ("yes", "first_name", "no")
    assert (peg.email, peg.ethnicity, peg.lives_alone) == ("not_asked", "white.british", "yes")
    assert (peg.nhs_number, peg.postcode, peg.added_on) == (
        "9434765919", "AD4 2QT", date(2026, 1, 14),
    )  # fmt: skip
    assert peg.adjustments == ["large_print", "hearing_aids"]
    assert [(one.kind, one.value, one.note) for one in peg.contact_points.all()] == [
        ("telephone", "07700 900417", "daughter"),
        ("telephone", "01632 960417", ""),
        ("email", "peg@example.org", ""),
    ]
    assert [(one.what, one.since) for one in peg.risks.order_by("pk")] == [
        ("Unsteady on steps", date(2026, 1, 14)), ("a dog that barks", date(2026, 1, 14)),
    ]  # fmt: skip
    assert peg.risks_known == "some"
    assert [one.transition for one in peg.transitions.all()] == ["bereavement"]
    graham = peg.important_people.get()
    assert (graham.name, graham.relation, graham.telephone, graham.emergency) == (
        "Graham", "son", "01632 960111", True,
    )  # fmt: skip
    assert Person.objects.numbered({"9434765919"}).get() == peg


@pytest.mark.parametrize(
    ("cells", "called", "given", "family"),
    [
        ('"Hollins, Mrs Margaret"', "Margaret", "Margaret", "Hollins"),
        ("Mrs Margaret Ann Hollins", "Margaret", "Margaret Ann", "Hollins"),
        ("Peg", "Peg", "Peg", ""),
        ("Dr. Hollins", "Hollins", "Hollins", ""),
    ],
)
def test_a_whole_name_in_one_cell_is_parted(bring, cells, called, given, family):
    bring("people", f"person_ref,name,telephone\nA1,{cells},07700 900417\n")

    peg = Person.objects.get()
    assert (peg.preferred_name, peg.given_name, peg.family_name) == (called, given, family)


def test_none_known_is_an_answer_and_an_empty_cell_is_none(bring):
    bring("people", PEOPLE.replace("telephone", "telephone,risks").replace("417", "417,None known"))

    assert [one.risks_known for one in Person.objects.order_by("pk")] == ["none_known", "not_asked"]


def test_an_emergency_number_without_a_name_is_kept(bring):
    bring(
        "people",
        "person_ref,preferred_name,telephone,nok,nok phone,relationship\n"
        "A1,Peg,07700 900417,,01632 960111 (evenings) / 01632 960112,her son\n"
        "A2,Joan,07700 900418,Graham,,\n",
    )

    first, second = (one.important_people.get() for one in Person.objects.order_by("pk"))
    assert (first.name, first.telephone, first.note) == (
        "her son", "01632 960111", "01632 960112; evenings",
    )  # fmt: skip
    assert (second.name, second.telephone) == ("Graham", "")


def test_a_long_risk_keeps_all_its_words(bring):
    long = "She has fallen " + "and fallen again " * 9

    bring("people", f"person_ref,preferred_name,telephone,risks\nA1,Peg,07700 900417,{long}\n")

    risk = Person.objects.get().risks.get()
    assert len(risk.what) == 120
    assert risk.detail == long.strip()


def test_who_has_died_needs_no_way_to_be_reached(bring):
    bring("people", "person_ref,preferred_name,died_on\nA1,Peg,01/06/2026\n")

    assert Person.objects.get().died_on == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("head", "cells", "words"),
    [
        ("preferred_name", "Peg", "Enter one way to reach them"),
        ("telephone", "07700 900417", "Enter a name to call them by"),
        ("name,telephone,died_on", "Peg,07700 900417,30/11/2026", "is still to come"),
        ("name,telephone,added_on", "Peg,07700 900417,30/11/2026", "the day they came to"),
        ("name,telephone,date_of_birth", "Peg,07700 900417,30/11/2026", "Enter the day of birth"),
        ("name,telephone,dob,died_on", "Peg,07700 900417,1/2/1960,1/2/1959", "before they were"),
        ("name,telephone", f"{'x' * 90},07700 900417", "would be called by more than 80 letters"),
        ("name,telephone,risks", f"Peg,07700 900417,{'x' * 301}", "has a risk of more than 300"),
        (
            "name,telephone,nok,nok phone",
            f"Peg,07700 900417,G,01632 960111 {'x' * 301}",
            "says more than there is room for",
        ),
    ],
)  # fmt: skip
def test_what_the_record_cannot_keep_is_said(wrong, head, cells, words):
    faults = wrong("people", f"person_ref,{head}\nA1,{cells}\n")

    assert len(faults) == 1
    assert words in faults[0]
    assert faults[0].startswith("Row 2")


# ---- referrals -----------------------------------------------------------------------------------
def test_referrals_come_in_with_what_was_decided(bring, people, ruth):
    bring(
        "referrals",
        "referral_ref,person_ref,received_on,source,reason_for_referral,referrer_telephone,outcome,"
        "decided_on,outcome_reason,redirected_to,connector,stop_gap\n"
        "R1,A1,01/09/2026,GP surgery,Sees few people.,01632 960222,,,,,,yes\n"
        "R2,A2,01/03/2025,Self referral,,,declined,03/03/2025,out_of_area,,,\n"
        "R3,A2,01/05/2025,,,,redirected,03/05/2025,other,The bereavement service,,\n"
        "R4,A2,01/06/2025,Family,,,withdrawn,03/06/2025,,,,\n"
        "R5,A2,01/02/2026,Charity,,,accepted,03/02/2026,,,Ruth Adeyemi,\n",
    )

    found = list(Referral.objects.order_by("pk"))
    assert [one.source for one in found] == [
        "nhs", "self", "unknown", "family_or_friend", "third_sector",
    ]  # fmt: skip
    assert (found[0].reason, found[0].referrer_telephone, found[0].stop_gap) == (
        "Sees few people.", "01632 960222", True,
    )  # fmt: skip
    assert list(Referral.objects.waiting()) == [found[0]]
    decided = Decision.objects.order_by("pk")
    assert [(one.referral_id, one.kind, one.reason) for one in decided] == [
        (found[1].pk, "decline", "out_of_area"),
        (found[2].pk, "redirect", "other"),
        (found[3].pk, "withdraw", ""),
        (found[4].pk, "accept", ""),
    ]
    assert decided[1].redirected_to == "The bereavement service"
    assert decided[3].allocated_to == ruth
    assert "brought in from another system" in decided[3].why
    lines = Event.objects.filter(thing_label="referrals.referral").values_list("action", flat=True)
    assert sorted(set(lines)) == [
        "REFERRAL_ACCEPTED", "REFERRAL_DECLINED", "REFERRAL_RECEIVED", "REFERRAL_REDIRECTED",
        "REFERRAL_WITHDRAWN",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "cells", "words"),
    [
        ("person_ref,received_on", "A9,01/09/2026", "stands for nobody in this scheme"),
        ("person_ref,received_on", "A1,30/11/2026", "has not been yet"),
        ("person_ref,received_on,outcome", "A1,01/09/2026,declined", "no day says when"),
        ("person_ref,received_on,decided_on", "A1,01/09/2026,02/09/2026", "says that it waits"),
        (
            "person_ref,received_on,outcome,decided_on",
            "A1,01/09/2026,declined,02/09/2026",
            "Saying no needs a reason from the list",
        ),
        (
            "person_ref,received_on,outcome,decided_on",
            "A1,01/09/2026,accepted,02/09/2026",
            "nobody says for which connector",
        ),
        (
            "person_ref,received_on,outcome,decided_on,outcome_reason",
            "A1,01/09/2026,redirected,02/09/2026,other",
            "nobody says where to",
        ),
        (
            "person_ref,received_on,outcome,decided_on,outcome_reason",
            "A1,01/09/2026,withdrawn,02/09/2026,other",
            "A reason goes only with declined and redirected",
        ),
        (
            "person_ref,received_on,outcome,decided_on",
            "A1,01/09/2026,withdrawn,02/08/2026",
            "before the referral came",
        ),
        (
            "person_ref,received_on,outcome,decided_on",
            "A1,01/09/2026,withdrawn,30/11/2026",
            "is still to come",
        ),
        (
            "person_ref,received_on,connector",
            "A1,01/09/2026,Nobody Here",
            "is no worker of this scheme by email address or whole name",
        ),
        ("person_ref,received_on,agreed", "A1,01/09/2026,best_interests", "needs to say who"),
    ],
)  # fmt: skip
def test_a_referral_that_cannot_be_kept_is_told_why(wrong, people, head, cells, words):
    faults = wrong("referrals", f"referral_ref,{head}\nR1,{cells}\n")

    assert len(faults) == 1
    assert words in faults[0]


def test_a_referral_from_before_somebody_died_is_history_and_one_from_after_is_not(
    bring, wrong, people
):
    Person.objects.filter(preferred_name="Peg").update(died_on=date(2026, 6, 1))
    head = "referral_ref,person_ref,received_on\n"

    assert bring("referrals", head + "R1,A1,01/05/2026\n").written == 1
    assert "the person died on 1 June 2026" in wrong("referrals", head + "R2,A1,01/07/2026\n")[0]


# ---- episodes ------------------------------------------------------------------------------------
def test_episodes_come_in_with_their_connector_plan_and_days(episodes, people, ruth, dilys):
    peg, joan = episodes["Peg"], episodes["Joan"]

    assert (peg.connector, peg.allocated_on, peg.started_on, peg.ended_on) == (
        ruth, date(2026, 9, 1), date(2026, 9, 4), None,
    )  # fmt: skip
    assert (joan.ended_on, joan.end_reason) == (date(2026, 6, 30), "completed")
    assert Plan.objects.count() == Handover.objects.count() == 2
    assert Person.objects.get(preferred_name="Peg").connector == ruth
    assert Person.objects.get(preferred_name="Joan").connector == ruth
    assert not Ending.objects.exists()
    lines = Event.objects.filter(thing_label="support.episode")
    assert sorted(line.action for line in lines) == [
        "EPISODE_ENDED", "EPISODE_OPENED", "EPISODE_OPENED",
    ]  # fmt: skip


def test_an_episode_accepts_the_referral_that_it_came_from(bring, people, ruth):
    bring(
        "referrals",
        "referral_ref,person_ref,received_on,outcome,decided_on,connector\n"
        "R1,A1,20/08/2026,,,\nR2,A2,20/02/2026,accepted,25/02/2026,Ruth Adeyemi\n",
    )

    bring(
        "episodes",
        "episode_ref,person_ref,referral_ref,connector,started_on,weeks,checkin_on,follow_up_on,"
        "ended_on,end_reason\n"
        "E1,A1,R1,Ruth Adeyemi,04/09/2026,16,,,,\n"
        "E2,A2,R2,Ruth Adeyemi,03/03/2026,,20/07/2026,30/09/2026,30/06/2026,completed\n",
    )

    peg, joan = Episode.objects.order_by("pk")
    assert peg.allocated_on == date(2026, 8, 20)  # contacts from before the start belong to it
    assert peg.usual_weeks == 16
    accepted = Decision.objects.get(referral=peg.referral)
    assert (accepted.kind, accepted.on, accepted.allocated_to) == (
        "accept", date(2026, 9, 4), ruth,
    )  # fmt: skip
    assert joan.referral.decisions.count() == 1
    assert (joan.ending.checkin_on, joan.ending.follow_up_on) == (
        date(2026, 7, 20), date(2026, 9, 30),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("A9,,Ruth Adeyemi,01/09/2026,,,", "stands for nobody in this scheme"),
        ("A1,R9,Ruth Adeyemi,01/09/2026,,,", "stands for no referral in this scheme"),
        ("A1,R2,Ruth Adeyemi,01/09/2026,,,", "That referral is of another person"),
        ("A2,R2,Ruth Adeyemi,01/02/2026,,,", "before the referral came on"),
        ("A2,R3,Ruth Adeyemi,01/09/2026,,,", "was declined on 3 March 2026, so no support came"),
        ("A1,,Nobody Here,01/09/2026,,,", "is no worker of this scheme"),
        ("A1,,Ruth Adeyemi,,,,", "is empty, and so is started_on"),
        ("A1,,Ruth Adeyemi,01/09/2026,01/08/2026,,", "before it came to a connector"),
        ("A1,,Ruth Adeyemi,01/09/2026,,01/08/2026,health", "before it began"),
        ("A1,,Ruth Adeyemi,01/09/2026,30/11/2026,,", "which is still to come"),
        ("A1,,Ruth Adeyemi,01/09/2026,,01/10/2026,", "nothing says why"),
        ("A1,,Ruth Adeyemi,01/09/2026,,,health", "no day says that it ended"),
        ("A1,,Dilys Harcourt,01/09/2026,,,", "Dilys Harcourt was not a connector of Aldermouth"),
    ],
)
def test_an_episode_that_cannot_be_kept_is_told_why(bring, wrong, people, ruth, cells, words):
    bring(
        "referrals",
        "referral_ref,person_ref,received_on,outcome,decided_on,outcome_reason\n"
        "R2,A2,01/03/2026,,,\nR3,A2,01/03/2026,declined,03/03/2026,other\n",
    )
    head = (
        "episode_ref,person_ref,referral_ref,connector,allocated_on,started_on,ended_on,end_reason"
    )

    faults = wrong("episodes", f"{head}\nE1,{cells}\n")

    assert len(faults) == 1
    assert words in faults[0]


def test_support_goes_on_once_for_each_person_also_within_a_file(bring, wrong, episodes):
    head = "episode_ref,person_ref,connector,started_on\n"

    again = wrong("episodes", head + "E3,A1,Ruth Adeyemi,01/10/2026\n")
    twice = wrong(
        "episodes", head + "E4,A2,Ruth Adeyemi,01/10/2026\nE5,A2,Ruth Adeyemi,01/11/2026\n"
    )

    assert "This person has support already that has not ended" in again[0]
    assert len(twice) == 1
    assert twice[0].startswith("Row 3")


def test_a_referral_leads_to_one_episode(bring, wrong, people, ruth):
    bring("referrals", "referral_ref,person_ref,received_on\nR1,A1,20/08/2026\n")
    head = "episode_ref,person_ref,referral_ref,connector,started_on,ended_on,end_reason\n"
    row = "A1,R1,Ruth Adeyemi,01/09/2026,01/10/2026,health\n"

    twice = wrong("episodes", f"{head}E1,{row}E2,{row}")
    bring("episodes", f"{head}E1,{row}")
    again = wrong("episodes", f"{head}E3,{row}")

    assert "has led to another episode already" in twice[0]
    assert "has led to another episode already" in again[0]


def test_who_ended_support_long_ago_need_not_work_here_any_more(bring, people, ruth):
    Membership.objects.filter(worker=ruth).update(ended_on=date(2026, 7, 1))

    assert bring("episodes", "".join(EPISODES.splitlines(True)[::2])).written == 1


def test_support_of_who_has_died_has_an_end(wrong, people, ruth):
    Person.objects.filter(preferred_name="Peg").update(died_on=date(2026, 10, 1))

    assert "Give the day and the reason of the end" in wrong("episodes", EPISODES)[0]


# ---- contacts ------------------------------------------------------------------------------------
def test_contacts_come_in_with_who_made_them_and_how(bring, episodes, ruth, owen):
    bring(
        "contacts",
        "contact_ref,episode_ref,date,type,reached,minutes,worker,volunteer_name,note,travel_miles,"
        "next_words,next_on,went_along\n"
        "C1,E1,02/09/2026,Home visit,yes,45,owen.castellani@example.org,,Tea.,4.5,,,yes\n"
        "C2,E1,12/09/2026,Phone call,no,,,,,,Ring again,14/09/2026,\n"
        "C3,E1,14/09/2026,SMS,,5,,Hana,,,,,\n",
    )

    first, second, third = Contact.objects.order_by("pk")
    assert (first.mode, first.minutes, first.worker, first.went_along) == (
        "face_to_face", 45, owen, True,
    )  # fmt: skip
    assert (first.note, first.travel_miles) == ("Tea.", Decimal("4.5"))
    assert (second.reached, second.minutes, second.worker, second.next_on) == (
        False, 0, ruth, date(2026, 9, 14),
    )  # fmt: skip
    assert (third.mode, third.reached, third.who, third.volunteer_name) == (
        "message", True, "volunteer", "Hana",
    )  # fmt: skip
    episodes["Peg"].refresh_from_db()
    assert episodes["Peg"].started_on == date(2026, 9, 2)  # the first time she was reached
    assert Event.objects.filter(action="CONTACT_RECORDED").count() == 3


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("E9,12/09/2026,Phone,yes,10,", "stands for no episode in this scheme"),
        ("E1,12/09/2026,Phone,,,", "is empty, and there are no minutes"),
        ("E1,12/08/2026,Phone,yes,10,", "before the record came to a connector"),
        ("E1,30/11/2026,Phone,yes,10,", "is still to come"),
        ("E2,12/09/2026,Phone,yes,10,", "Support ended on"),
        ("E1,12/09/2026,Phone,no,10,", "Minutes are counted only when you reached"),
        ("E1,12/09/2026,Phone,yes,10,Nobody", "is no worker of this scheme"),
        ("E1,12/09/2026,Pigeon,yes,10,", "is none of the words that are known here"),
    ],
)
def test_a_contact_that_cannot_be_kept_is_told_why(wrong, episodes, cells, words):
    faults = wrong("contacts", f"episode_ref,date,type,reached,minutes,worker\n{cells}\n")

    assert len(faults) == 1
    assert words in faults[0]


# ---- measures ------------------------------------------------------------------------------------
def test_measures_come_in_by_their_answers_or_by_what_they_came_to(bring, episodes):
    bring(
        "measures",
        "episode_ref,instrument,stage,date,q1,q2,q3,score,mode\n"
        "E1,UCLA-3,Baseline,04/09/2026,2,3,3,,read_out\n"
        "E1,SWEMWBS,start,01/09/2026,,,,21,\n"
        "E2,UCLA-3,Post,30/06/2026,1,,2,,\n",
    )

    ucla, swemwbs, part = Measure.objects.order_by("pk")
    assert (ucla.answers, ucla.mode, measures.scored(ucla).total) == ([2, 3, 3], "read_out", 8)
    assert (swemwbs.answers, swemwbs.recorded_total, swemwbs.mode) == ([None] * 7, 21, "paper")
    assert measures.scored(swemwbs).total == 21
    assert measures.scored(swemwbs).value == pytest.approx(19.25, abs=2)
    assert not measures.scored(part).score.valid
    assert Event.objects.filter(action="MEASURE_ANSWERED").count() == 3


def test_a_start_may_have_been_asked_before_support_began_here(bring, episodes):
    row = "E1,ucla3,start,20/08/2026,1,2,2\n"

    assert bring("measures", "episode_ref,tool,stage,date,q1,q2,q3\n" + row).written == 1


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("E9,ucla3,start,04/09/2026,1,2,2,,", "stands for no episode in this scheme"),
        ("E1,ucla3,start,04/09/2026,1,2,4,,", "Question 3 has an answer that is not among its own"),
        ("E1,ucla3,start,04/09/2026,1,2,2,1,", "ends at 3. Check which questionnaire it is"),
        ("E1,ucla3,start,04/09/2026,,,,,", "No question has an answer"),
        ("E1,ucla3,start,04/09/2026,,,,,12", "The total is 12, and it goes from 3 to 9"),
        ("E1,ons4,start,04/09/2026,,,,,12", "is kept by its answers, and only a total is given"),
        ("E1,ucla3,start,30/11/2026,1,2,2,,", "is still to come"),
        ("E1,ucla3,end,01/08/2026,1,2,2,,", "they came to us on 1 September 2026"),
        ("E2,ucla3,start,01/08/2026,1,2,2,,", "Support ended on 30 June 2026"),
        ("E2,ucla3,follow_up,01/08/2026,1,2,2,,", "A follow-up counts from 90 days"),
        ("E1,ucla3,follow_up,01/10/2026,1,2,2,,", "Support has not ended yet"),
    ],
)
def test_answers_that_cannot_be_kept_are_told_why(wrong, episodes, cells, words):
    faults = wrong("measures", f"episode_ref,tool,stage,date,q1,q2,q3,q4,score\n{cells}\n")

    assert len(faults) == 1
    assert words in faults[0]


def test_what_is_of_a_record_that_was_merged_goes_to_the_one_that_stands(bring, people, elsewhere):
    peg, joan = people["Peg"], people["Joan"]
    Person.objects.filter(pk=joan.pk).update(merged_into=peg)

    bring("referrals", "referral_ref,person_ref,received_on\nR1,A2,01/09/2026\n")

    assert Referral.objects.get().person == peg


def test_the_same_questions_are_answered_once_a_day(bring, wrong, episodes):
    head = "measure_ref,episode_ref,tool,stage,date,q1,q2,q3\n"
    row = "E1,ucla3,start,04/09/2026,1,2,2\n"

    twice = wrong("measures", f"{head}M1,{row}M2,{row}")
    bring("measures", f"{head}M1,{row}")
    again = wrong("measures", f"{head}M3,{row}")

    assert "were answered on that day already" in twice[0]
    assert "were answered on that day already" in again[0]


# ---- connections ---------------------------------------------------------------------------------
def test_connections_come_in_with_the_furthest_they_got(bring, episodes):
    bring(
        "connections",
        "episode_ref,date,activity,sector,how,outcome,outcome_on,first_time_on,reason,notes\n"
        "E1,05/09/2026,Fenwater choir,Charity,went_along,attended,12/09/2026,,,Sings alto.\n"
        "E1,06/09/2026,Library,Council,,,,,,\n"
        "E1,06/09/2026,Chess,Club,,stopped,01/10/2026,,full,\n",
    )

    choir, library, chess = Signpost.objects.order_by("pk")
    assert (choir.what, choir.destination, choir.how, choir.outcome) == (
        "Fenwater choir", "third_sector", "went_along", "attended",
    )  # fmt: skip
    assert (choir.first_time_on, choir.note) == (date(2026, 9, 12), "Sings alto.")
    assert (library.outcome, library.outcome_on) == ("unknown", date(2026, 9, 6))
    assert (chess.outcome, chess.reason) == ("stopped", "full")
    assert [one.steps.get().outcome for one in (choir, library, chess)] == [
        "attended", "unknown", "stopped",
    ]  # fmt: skip
    assert Event.objects.filter(action="CONNECTION_MADE").count() == 3


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("E9,05/09/2026,Choir,Charity,,,", "stands for no episode in this scheme"),
        ("E1,05/08/2026,Choir,Charity,,,", "before they came to a connector"),
        ("E1,30/11/2026,Choir,Charity,,,", "is still to come"),
        ("E1,05/09/2026,Choir,Charity,settled,,", "no first time is known"),
        ("E1,05/09/2026,Choir,Charity,attended,01/09/2026,", "what we know already is of"),
        ("E1,05/09/2026,Choir,Charity,attended,,full", "it goes only with Stopped"),
    ],
)
def test_a_connection_that_cannot_be_kept_is_told_why(wrong, episodes, cells, words):
    head = "episode_ref,date,activity,sector,outcome,outcome_on,reason"

    faults = wrong("connections", f"{head}\n{cells}\n")

    assert len(faults) == 1
    assert words in faults[0]


def test_workers_of_one_name_are_not_guessed(wrong, people, aldermouth, ruth):
    made.worker("Ruth Adeyemi", "connector", aldermouth, email="other.ruth@example.org")

    assert "is no worker of this scheme" in wrong("episodes", EPISODES)[0]
