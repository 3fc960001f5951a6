"""Telling an organiser who is coming: with a yes, without anything else, once reminded of."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core import mail

from alongside.casework.audit.models import Event
from alongside.casework.consent import actions as consents
from alongside.casework.schemes.secret_links import hash_of
from alongside.casework.signposting import actions, post, queries
from alongside.casework.signposting.actions.introductions import remind
from alongside.casework.signposting.models import Introduction, IntroductionMessage, Signpost

from .conftest import FIRST, introduce

EXPIRES = FIRST + timedelta(days=21)


@pytest.fixture(autouse=True)
def _the_day_it_was_sent(time_machine):
    time_machine.move_to("2026-11-04 10:00+00:00")


def secret_in(message):
    return re.search(r"/answer/([\w-]+)/", message.body)[1]


def test_the_yes_is_recorded_and_the_message_says_no_more_than_it_must(introduced, peg):
    yes = peg.consents.get()
    sent = mail.outbox[0]

    assert (yes.purpose, yes.agreed, yes.note) == ("introduce", True, "To Fenwater choir")
    assert introduced.consent == yes
    assert sent.to == ["choir@example.org"]
    assert sent.subject == "Somebody would like to come to Fenwater choir"
    assert "Peg would like to come to Fenwater choir." in sent.body
    assert "Tuesday 10 November." in sent.body
    assert "Ruth Adeyemi, 01632 960 100" in sent.body
    assert "https://alongside.example.org/answer/" in sent.body
    assert "Hollins" not in sent.body
    assert introduced.signpost.steps.first().outcome == "introduced"


def test_of_the_link_only_a_hash_is_kept_and_what_is_read_here_has_none(introduced):
    secret = secret_in(mail.outbox[0])
    message = introduced.messages.get()

    assert message.token_hash == hash_of(secret)
    assert secret not in message.words
    assert queries.of_link(secret) == introduced
    assert queries.of_link("somebody-guesses") is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"agreed": False}, "Say that they agreed to this"),
        ({"to": "choir at example"}, "choir at example is not an email address"),
        ({"to": ""}, "Nothing is not an email address"),
        ({"called": "  "}, "Write what they want to be called there"),
        ({"how_agreed": "shouted"}, "from the lists"),
    ],
)
def test_without_what_is_needed_nothing_is_sent(to_choir, ruth, said, words):
    with pytest.raises(actions.CannotIntroduce, match=words):
        introduce(to_choir, ruth, **said)

    assert not Introduction.objects.exists()
    assert not to_choir.episode.person.consents.exists()


def test_nothing_is_sent_about_somebody_who_died(to_choir, peg, ruth):
    peg.died_on = date(2026, 11, 3)
    peg.save()

    with pytest.raises(actions.CannotIntroduce, match="They have died"):
        introduce(to_choir, ruth)


def test_nothing_is_sent_after_the_goodbye(to_choir, pegs_episode, ruth):
    type(pegs_episode).objects.filter(pk=pegs_episode.pk).update(
        ended_on=date(2026, 11, 3), end_reason="completed"
    )
    to_choir.refresh_from_db()

    with pytest.raises(actions.CannotIntroduce, match="Support has ended"):
        introduce(to_choir, ruth)


def test_while_one_waits_there_is_no_second(introduced, ruth):
    with pytest.raises(actions.CannotIntroduce, match="told already"):
        introduce(introduced.signpost, ruth)


def test_who_was_introduced_in_person_stays_so_when_the_organiser_is_told(to_choir, ruth):
    actions.advance(signpost=to_choir, outcome="introduced", on=date(2026, 11, 4), by=ruth)

    told = introduce(to_choir, ruth)

    assert told.signpost.outcome == "introduced"
    assert [step.outcome for step in to_choir.steps.all()] == ["introduced", "suggested"]


def test_what_is_past_its_first_time_is_not_introduced(to_choir, ruth):
    actions.advance(signpost=to_choir, outcome="attended", on=FIRST, by=ruth)

    with pytest.raises(actions.CannotIntroduce, match="before the first time"):
        introduce(to_choir, ruth, on=FIRST)


@pytest.mark.parametrize(
    ("said", "outcome", "reason", "first"),
    [
        ("came", "attended", "", FIRST),
        ("did_not_come", "introduced", "", None),
        ("full", "unavailable", "full", FIRST),
    ],
)
def test_the_connection_gets_as_far_as_the_organiser_says(introduced, said, outcome, reason, first):
    taken = actions.answer(introduction=introduced, said=said, on=date(2026, 11, 11), by=None)

    now = Signpost.objects.get()
    assert taken
    assert (now.outcome, now.reason, now.first_time_on) == (outcome, reason, first)
    assert now.steps.first().noted_by == "the organiser, by link"


def test_who_came_before_the_day_that_was_planned_came_on_the_day_it_is_said(introduced):
    actions.answer(introduction=introduced, said="came", on=date(2026, 11, 6), by=None)

    assert Signpost.objects.get().first_time_on == date(2026, 11, 6)


def test_a_second_answer_changes_nothing(introduced):
    actions.answer(introduction=introduced, said="came", on=date(2026, 11, 11), by=None)
    lines = Event.objects.count()

    again = actions.answer(introduction=introduced, said="full", on=date(2026, 11, 12), by=None)

    introduced.refresh_from_db()
    assert not again
    assert introduced.answer == "came"
    assert Signpost.objects.get().outcome == "attended"
    assert Event.objects.count() == lines


def test_an_answer_after_the_last_day_is_not_taken(introduced):
    late = EXPIRES + timedelta(days=1)

    assert not actions.answer(introduction=introduced, said="came", on=late, by=None)
    assert Signpost.objects.get().outcome == "introduced"


def test_an_answer_after_the_yes_was_taken_back_is_not_taken(introduced, ruth):
    withdraw(introduced, ruth)

    said = actions.answer(introduction=introduced, said="came", on=date(2026, 11, 11), by=None)

    introduced.refresh_from_db()
    assert not said
    assert introduced.answer == ""


def test_who_knows_better_by_then_is_not_overruled(introduced, ruth):
    actions.advance(signpost=introduced.signpost, outcome="attended", on=FIRST, by=ruth)

    actions.answer(introduction=introduced, said="did_not_come", on=date(2026, 11, 11), by=None)

    introduced.refresh_from_db()
    assert introduced.answer == "did_not_come"
    assert Signpost.objects.get().outcome == "attended"


def test_a_failing_audit_line_undoes_the_answer(introduced, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no line")

    monkeypatch.setattr("alongside.casework.audit.record", broken)

    with pytest.raises(RuntimeError):
        actions.answer(introduction=introduced, said="came", on=date(2026, 11, 11), by=None)

    introduced.refresh_from_db()
    assert introduced.answer == ""


def hourly(capture, time_machine, day):
    time_machine.move_to(f"{day.isoformat()} 10:00+00:00")
    with capture(execute=True):
        post.send_what_is_due()


def test_a_week_after_the_first_time_the_organiser_is_reminded_once_with_a_link_that_works(
    introduced, django_capture_on_commit_callbacks, time_machine
):
    for days in (6, 7, 8):
        day = FIRST + timedelta(days=days)
        hourly(django_capture_on_commit_callbacks, time_machine, day)

    first, reminder = mail.outbox
    assert reminder.subject == "Has somebody new come to Fenwater choir?"
    assert secret_in(reminder) != secret_in(first)
    assert queries.of_link(secret_in(reminder)) == queries.of_link(secret_in(first)) == introduced


def test_two_processes_that_remind_at_once_send_one_message(introduced):
    on = FIRST + timedelta(days=7)

    reminded = [remind(introduction=introduced, on=on, by=None) for _ in range(2)]

    assert reminded == [True, False]
    assert introduced.messages.filter(kind="reminder").count() == 1


def withdraw(introduced, ruth):
    consents.record(
        person=introduced.signpost.episode.person,
        purpose="introduce",
        agreed=False,
        on=date(2026, 11, 4),
        how="spoken",
        by=ruth,
    )


def went(introduced, ruth):
    actions.advance(signpost=introduced.signpost, outcome="attended", on=FIRST, by=ruth)


def died(introduced, ruth):
    person = introduced.signpost.episode.person
    type(person).objects.filter(pk=person.pk).update(died_on=FIRST)


def goodbye(introduced, ruth):
    episode = introduced.signpost.episode
    type(episode).objects.filter(pk=episode.pk).update(ended_on=FIRST, end_reason="completed")


@pytest.mark.parametrize("what", [withdraw, went, died, goodbye])
def test_nobody_is_reminded_when_it_is_known_over_or_no_longer_agreed(
    introduced, ruth, what, django_capture_on_commit_callbacks, time_machine
):
    what(introduced, ruth)

    hourly(django_capture_on_commit_callbacks, time_machine, FIRST + timedelta(days=7))

    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_is_tried_again_and_the_message_goes_once(
    to_choir, ruth, monkeypatch, django_capture_on_commit_callbacks
):
    def away(*args, **kwargs):
        raise OSError("no mail server")

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(post, "send_mail", away)
        introduce(to_choir, ruth)
    assert IntroductionMessage.objects.get().sent_at is None

    for _ in range(2):
        post.send_what_is_due()

    assert len(mail.outbox) == 1
    assert IntroductionMessage.objects.get().sent_at is not None


@pytest.mark.parametrize("what", [withdraw, went, died, goodbye])
def test_a_message_that_waits_for_the_mail_server_does_not_go_once_it_is_not_right_any_more(
    to_choir, ruth, what, time_machine, monkeypatch, django_capture_on_commit_callbacks
):
    def away(*args, **kwargs):
        raise OSError("no mail server")

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(post, "send_mail", away)
        waiting = introduce(to_choir, ruth)
    what(waiting, ruth)

    hourly(django_capture_on_commit_callbacks, time_machine, FIRST)

    assert mail.outbox == []


def test_an_answer_is_told_to_the_connector_until_it_is_read(introduced, ruth, outsider):
    today = date(2026, 11, 11)
    assert queries.news(ruth, today) == []
    actions.answer(introduction=introduced, said="did_not_come", on=today, by=None)

    told = [one.says for one in queries.news(ruth, today)]
    actions.note(introduction=introduced, on=today, by=ruth)

    assert told == ["Peg Hollins did not come to Fenwater choir, the organiser says"]
    assert queries.news(ruth, today) == []
    assert queries.news(outsider, today) == []


def test_silence_is_told_when_the_link_is_over_and_nothing_is_known(introduced, ruth):
    assert queries.news(ruth, EXPIRES) == []
    told = queries.news(ruth, EXPIRES + timedelta(days=1))

    assert [one.says for one in told] == ["Fenwater choir has not answered about Peg Hollins"]


def test_silence_is_not_told_where_it_is_known_that_they_went(introduced, ruth):
    actions.advance(signpost=introduced.signpost, outcome="attended", on=FIRST, by=ruth)

    assert queries.news(ruth, EXPIRES + timedelta(days=1)) == []


def test_what_waits_cannot_be_noted(introduced, ruth):
    actions.note(introduction=introduced, on=FIRST, by=ruth)

    introduced.refresh_from_db()
    assert introduced.noted_on is None


def test_while_the_organiser_can_answer_the_connector_is_not_asked(introduced, ruth):
    assert queries.ask_about(ruth, FIRST + timedelta(days=1)) == []
    assert len(queries.ask_about(ruth, EXPIRES + timedelta(days=1))) == 1


def test_the_directorys_address_is_the_activitys_or_a_contact_points(fenwater):
    assert queries.organisers_address(None) == ""
    assert queries.organisers_address(fenwater) == "choir@example.org"

    fenwater.email = ""
    fenwater.contacts.create(name="Maureen", email="maureen@example.org")
    assert queries.organisers_address(fenwater) == "maureen@example.org"

    fenwater.contacts.all().delete()
    fenwater.organisation.email = "office@example.org"
    assert queries.organisers_address(fenwater) == "office@example.org"
