"""Staying out of research: anybody may say so for somebody; the newest answer counts."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError
from django.urls import reverse

from alongside.casework.audit.models import Event
from alongside.casework.consent import actions
from alongside.casework.consent.models import ResearchOptOut
from tests.casework import made

NOW = "2026-11-19T10:00:00+00:00"
EARLIER, TODAY = date(2026, 10, 22), date(2026, 11, 19)


@pytest.fixture(autouse=True)
def it_is_november():
    with time_machine.travel(NOW, tick=False):
        yield


def say(person, worker, opted_out=True, **more):
    said = {"on": TODAY, "said_by": "person"} | more
    return actions.answer_about_research(person=person, opted_out=opted_out, by=worker, **said)


def who_stays_out():
    return list(ResearchOptOut.objects.standing().values_list("person", flat=True))


def test_without_an_answer_a_record_is_counted(peg):
    assert who_stays_out() == []


def test_somebody_who_says_no_stays_out_and_one_audit_line_is_left(peg, ruth):
    say(peg, ruth)

    event = Event.objects.get()
    assert who_stays_out() == [peg.pk]
    assert (event.action, event.person_number, event.worker_number) == (
        "RESEARCH_OPTED_OUT",
        peg.pk,
        ruth.pk,
    )
    assert event.detail == {"said_by": "person"}


def test_they_can_take_it_back_and_say_no_again(peg, ruth):
    say(peg, ruth, on=EARLIER, said_by="family")
    say(peg, ruth, opted_out=False)
    assert who_stays_out() == []

    say(peg, ruth)

    assert who_stays_out() == [peg.pk]
    assert [answer.opted_out for answer in peg.research_answers.all()] == [True, False, True]
    assert Event.objects.filter(action="RESEARCH_OPT_OUT_TAKEN_BACK").count() == 1


def test_each_person_answers_for_themselves(aldermouth, peg, ruth):
    joan = made.person(aldermouth, "Joan", "Whitcombe")
    say(peg, ruth)
    say(joan, ruth, on=EARLIER)
    say(joan, ruth, opted_out=False)

    assert who_stays_out() == [peg.pk]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"said_by": "the cat"}, "Choose who said so."),
        ({"on": date(2026, 11, 20)}, "20 November 2026 is still to come"),
        ({"opted_out": False}, "Nothing changes: the record is counted already."),
    ],
)
def test_what_cannot_be_recorded_is_said_and_changes_nothing(peg, ruth, answer, words):
    with pytest.raises(actions.CannotRecord, match=words):
        say(peg, ruth, **answer)

    assert not ResearchOptOut.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({}, "Nothing changes: the record is left out already."),
        ({"opted_out": False, "said_by": "family"}, "Only they, or somebody who may decide"),
        ({"opted_out": False, "on": EARLIER}, "There is an answer of 19 November 2026."),
    ],
)
def test_what_cannot_follow_a_no_is_said_and_the_no_stays(peg, ruth, answer, words):
    say(peg, ruth)

    with pytest.raises(actions.CannotRecord, match=words):
        say(peg, ruth, **answer)

    assert who_stays_out() == [peg.pk]


def test_the_database_lets_nobody_else_take_it_back(peg, ruth):
    with pytest.raises(IntegrityError):
        ResearchOptOut.objects.create(
            person=peg, opted_out=False, on=TODAY, said_by="family", recorded_by=ruth
        )


def test_a_failing_audit_line_undoes_the_answer(peg, ruth, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no audit")

    monkeypatch.setattr(actions.audit, "record", fail)
    with pytest.raises(RuntimeError):
        say(peg, ruth)

    assert not ResearchOptOut.objects.exists()


# ---- the page ----
@pytest.fixture
def as_ruth(client, ruth):
    client.force_login(ruth)
    return client


def shown(client, name, peg):
    return client.get(reverse(name, args=[peg.pk])).content.decode()


def test_the_consents_page_says_how_it_stands_and_leads_there(as_ruth, peg, ruth):
    before = shown(as_ruth, "consent:record", peg)
    say(peg, ruth)
    after = shown(as_ruth, "consent:record", peg)

    assert "Peg’s record is counted: without a name" in before
    assert reverse("consent:research", args=[peg.pk]) in before
    assert "Peg’s record is left out</strong>, since 19 November 2026" in after


def test_what_somebody_said_is_recorded_on_the_page(as_ruth, peg):
    address = reverse("consent:research", args=[peg.pk])

    sent = {"opted_out": "yes", "said_by": "family", "on": "2026-11-18"}
    answer = as_ruth.post(address, sent, follow=True)

    page = shown(as_ruth, "consent:research", peg)
    assert "It holds from the next extract on." in answer.content.decode()
    assert "Now: it is left out." in page
    assert "18 November 2026. Family or a friend, on their behalf. Recorded by Ruth" in page


def test_what_is_missing_or_refused_is_said_on_the_page(as_ruth, peg):
    address = reverse("consent:research", args=[peg.pk])

    nothing = as_ruth.post(address, {"on": "2026-11-18"}).content.decode()
    refused = as_ruth.post(
        address, {"opted_out": "no", "said_by": "person", "on": "2026-11-18"}
    ).content.decode()

    assert "Choose what they would like." in nothing
    assert "Choose who said so." in nothing
    assert "Nothing changes: the record is counted already." in refused
    assert not ResearchOptOut.objects.exists()


def test_the_page_is_not_there_for_another_scheme(client, outsider, peg):
    client.force_login(outsider)

    assert client.get(reverse("consent:research", args=[peg.pk])).status_code == 404
