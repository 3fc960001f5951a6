"""Asking for an extract: what is refused, and who may."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alongside.casework.audit.models import Event
from alongside.casework.extracting import actions
from alongside.casework.extracting.models import Extract
from tests.casework import made


def ask(eva, *schemes, **more):
    return actions.ask(**({"schemes": schemes, "for_whom": "Hill University", "by": eva} | more))


def test_an_evaluator_asks_and_a_line_is_left(aldermouth, eva):
    asked = ask(eva, aldermouth, from_on=date(2026, 1, 1), to_on=date(2026, 6, 30))

    assert asked.state == Extract.State.BEING_MADE
    assert (asked.asked_by, asked.for_whom) == (eva, "Hill University")
    assert asked.choice.schemes == (aldermouth,)
    assert (asked.choice.from_on, asked.choice.to_on) == (date(2026, 1, 1), date(2026, 6, 30))
    assert asked.kept_until is not None
    event = Event.objects.get()
    assert (event.action, event.worker_number) == ("EXTRACT_ASKED", eva.pk)
    assert event.detail == {"schemes": 1}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"schemes": []}, "Choose at least one scheme."),
        ({"for_whom": "  "}, "Say who will get it, and what for."),
        ({"from_on": date(2026, 11, 20)}, "20 November 2026 is still to come."),
        (
            {"from_on": date(2026, 11, 1), "to_on": date(2026, 10, 1)},
            "1 October 2026 is before 1 November 2026.",
        ),
    ],
)
def test_what_cannot_be_asked_for_is_said_and_nothing_is_written(aldermouth, eva, more, words):
    with pytest.raises(actions.CannotAsk, match=words):
        ask(eva, aldermouth, **more)

    assert not Extract.objects.exists()
    assert not Event.objects.exists()


def test_only_schemes_that_one_evaluates_can_be_asked_for(aldermouth, elsewhere, eva, dilys):
    for worker, schemes in ((eva, [aldermouth, elsewhere]), (dilys, [aldermouth])):
        with pytest.raises(actions.CannotAsk, match="You are not an evaluator of every scheme"):
            ask(worker, *schemes)


def test_a_failing_audit_line_undoes_it(aldermouth, eva, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no audit")

    monkeypatch.setattr(actions.audit, "record", fail)
    with pytest.raises(RuntimeError):
        ask(eva, aldermouth)

    assert not Extract.objects.exists()


def test_the_database_wants_to_know_for_whom_and_when_it_was_made(db):
    for wrong in ({"for_whom": ""}, {"for_whom": "Hill", "state": "ready"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Extract.objects.create(format="csv", **wrong)


def test_who_may_read_a_line_and_who_may_have_the_file(aldermouth, elsewhere, eva, dilys, ruth):
    made.give(eva, "evaluator", elsewhere)
    both, one = ask(eva, aldermouth, elsewhere), ask(eva, aldermouth)
    other = made.worker("Olu Bright", "evaluator", aldermouth)

    assert set(Extract.objects.seen_by(eva)) == {both, one}
    assert set(Extract.objects.seen_by(dilys)) == {both, one}
    assert set(Extract.objects.seen_by(other)) == {both, one}
    assert not Extract.objects.seen_by(ruth).exists()
    assert set(Extract.objects.fetched_by(eva)) == {both, one}
    assert not Extract.objects.fetched_by(other).exists()

    eva.memberships.filter(scheme=elsewhere).update(ended_on=date(2026, 11, 1))
    eva.forget_roles()

    assert set(Extract.objects.fetched_by(eva)) == {one}


def test_an_extract_is_named_by_its_number_alone(aldermouth, eva):
    assert str(ask(eva, aldermouth)).startswith("extract ")
