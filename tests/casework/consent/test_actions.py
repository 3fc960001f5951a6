"""Answers are added, never changed; the latest counts; no answer means no."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError

from alongside.casework.audit.models import Event
from alongside.casework.consent import actions, queries
from alongside.casework.consent.models import Consent
from tests.casework import made

NOW = "2026-11-19T10:00:00+00:00"
EARLIER, TODAY = date(2026, 10, 22), date(2026, 11, 19)


@pytest.fixture(autouse=True)
def it_is_november():
    with time_machine.travel(NOW, tick=False):
        yield


def say(person, worker, agreed=True, **more):
    said = {"purpose": "follow_up", "on": TODAY, "how": "spoken"} | more
    return actions.record(person=person, agreed=agreed, by=worker, **said)


def test_no_answer_means_no(peg):
    assert not queries.agreed(peg, "follow_up", TODAY)
    assert [one.words for one in queries.standing(peg, TODAY)] == [
        "Not asked yet, which means no"
    ] * 7


def test_a_yes_counts_from_its_day_and_leaves_one_audit_line(peg, ruth):
    consent = say(peg, ruth, note=" by the fire ")

    event = Event.objects.get()
    assert queries.agreed(peg, "follow_up", TODAY)
    assert not queries.agreed(peg, "follow_up", EARLIER)
    assert not queries.agreed(peg, "story", TODAY)
    assert consent.note == "by the fire"
    assert (event.action, event.person_number, event.worker_number) == (
        "CONSENT_GIVEN",
        peg.pk,
        ruth.pk,
    )
    assert event.detail == {"what": "follow_up"}


def test_a_later_no_withdraws_it_and_the_yes_stays(peg, ruth):
    say(peg, ruth, on=EARLIER)
    say(peg, ruth, agreed=False)

    (one,) = [one for one in queries.standing(peg, TODAY) if one.purpose == "follow_up"]
    assert not one.holds
    assert one.words == "Withdrawn 19 November 2026"
    assert [answer.agreed for answer in one.answers] == [False, True]
    assert queries.agreed(peg, "follow_up", EARLIER)
    assert Event.objects.filter(action="CONSENT_REFUSED").exists()


def test_two_answers_of_one_day_leave_the_one_recorded_last(peg, ruth):
    say(peg, ruth, agreed=False)
    say(peg, ruth, agreed=True)

    assert queries.agreed(peg, "follow_up", TODAY)


def test_each_standing_answer_says_when_and_how(peg, ruth):
    say(peg, ruth, purpose="support", how="telephone")
    say(peg, ruth, purpose="measures", lapses_on=date(2026, 12, 1))
    say(peg, ruth, purpose="story", agreed=False)

    on_the_day = {one.purpose.value: one.words for one in queries.standing(peg, TODAY)}
    later = {one.purpose.value: one.words for one in queries.standing(peg, date(2026, 12, 2))}
    assert on_the_day["support"] == "Yes, said so, by telephone, 19 November 2026"
    assert on_the_day["measures"].endswith("19 November 2026, until 1 December 2026")
    assert on_the_day["story"] == "No, since 19 November 2026"
    assert later["measures"] == "Lapsed after 1 December 2026"


def test_standing_takes_one_query(peg, ruth, django_assert_num_queries):
    say(peg, ruth)

    with django_assert_num_queries(1):
        assert queries.standing(peg, TODAY)[2].answers[0].recorded_by == ruth


def test_those_who_agreed_are_found_in_one_query(aldermouth, peg, ruth, django_assert_num_queries):
    tomasz = made.person(aldermouth, "Tomasz", "Wilk")
    joan = made.person(aldermouth, "Joan", "Whitcombe")
    say(peg, ruth)
    say(tomasz, ruth, on=EARLIER)
    say(tomasz, ruth, agreed=False)

    with django_assert_num_queries(1):
        found = queries.agreed_ids([peg.pk, tomasz.pk, joan.pk], "follow_up", TODAY)
    assert found == {peg.pk}
    assert queries.agreed_ids([tomasz.pk], "follow_up", EARLIER) == {tomasz.pk}


def test_a_refusal_changes_nothing(peg, ruth):
    with pytest.raises(actions.CannotRecord, match="still to come"):
        say(peg, ruth, on=date(2026, 11, 20))

    assert not Consent.objects.exists()
    assert not Event.objects.exists()


def test_one_conversation_is_recorded_as_a_whole(peg, ruth):
    until = date(2027, 11, 19)

    actions.record_all(
        person=peg,
        answers={"support": True, "story": False},
        on=TODAY,
        how="spoken",
        lapses_on=until,
        by=ruth,
    )

    assert {one.purpose: one.lapses_on for one in Consent.objects.all()} == {
        "support": until,
        "story": None,
    }
    assert Event.objects.count() == 2


@pytest.mark.parametrize(
    ("answers", "how", "words"),
    [
        ({}, "spoken", "Nothing was answered"),
        ({"support": True, "story": True}, "best_interests", "Nobody can agree for them"),
    ],
)
def test_what_cannot_be_recorded_of_a_conversation_undoes_all_of_it(peg, ruth, answers, how, words):
    with pytest.raises(actions.CannotRecord, match=words):
        actions.record_all(person=peg, answers=answers, on=TODAY, how=how, note="Dr Rao", by=ruth)

    assert not Consent.objects.exists()


def test_the_database_refuses_a_no_that_lapses(peg, ruth):
    with pytest.raises(IntegrityError):
        Consent.objects.create(
            person=peg,
            purpose="story",
            agreed=False,
            on=TODAY,
            how="spoken",
            lapses_on=TODAY,
            recorded_by=ruth,
        )


def test_a_failing_audit_line_undoes_the_answer(peg, ruth, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no audit")

    monkeypatch.setattr(actions.audit, "record", fail)
    with pytest.raises(RuntimeError):
        say(peg, ruth)

    assert not Consent.objects.exists()
