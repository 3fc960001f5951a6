"""What is written down when somebody finds out, or says, how it is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alongside.casework.audit.models import Event
from alongside.casework.directory.actions import checking
from alongside.casework.directory.models import Activity, Check, How, Notice, Result

from . import made

pytestmark = pytest.mark.django_db


def found(activity, result, by, **said):
    said = {"how": How.TELEPHONE, "on": timezone.localdate()} | said
    return checking.found(activity=activity, result=result, by=by, **said)


def test_still_on_is_fresh_again_and_answers_what_people_had_said(ruth):
    choir = made.activity(weekly="TU", doubtful_since=date(2026, 1, 1))
    checking.tell(activity=choir, kind="closed", words="It was dark.", by=None)

    checking.still_on(activity=choir, by=ruth)

    choir.refresh_from_db()
    assert choir.doubtful_since is None
    assert choir.checked_on == timezone.localdate()
    assert choir.due_on == timezone.localdate() + timedelta(days=91)
    assert not choir.notices.filter(handled_at=None).exists()
    assert Event.objects.filter(action="ACTIVITY_CHECKED", thing_number=choir.pk).count() == 1


def test_not_confirmed_twice_is_hidden_from_suggestions_and_never_deleted(ruth):
    choir = made.activity()

    found(choir, Result.NOBODY, ruth)
    still_suggested = Activity.objects.suggested().filter(pk=choir.pk).exists()
    found(choir, Result.NOBODY, ruth)

    choir.refresh_from_db()
    assert still_suggested
    assert choir.is_hidden
    assert choir.doubtful_since == timezone.localdate()
    assert not Activity.objects.suggested().filter(pk=choir.pk).exists()
    assert Activity.objects.public().filter(pk=choir.pk).exists()


def test_somebody_answers_again_and_it_is_suggested_again(ruth):
    choir = made.activity(unconfirmed=2, doubtful_since=date(2026, 1, 1))

    found(choir, Result.CHANGED, ruth, words="On Wednesdays now")

    assert Activity.objects.suggested().filter(pk=choir.pk).exists()
    assert Check.objects.get().words == "On Wednesdays now"


def test_what_is_closed_is_no_longer_running_but_stays(ruth):
    choir = made.activity()

    found(choir, Result.CLOSED, ruth)

    choir.refresh_from_db()
    assert choir.status == "defunct"
    assert not Activity.objects.running().filter(pk=choir.pk).exists()


def test_found_shut_is_doubtful_at_once(ruth):
    choir = made.activity(due_on=timezone.localdate() + timedelta(days=80))

    checking.doubt(activity=choir, why="The door was locked.", by=ruth)

    choir.refresh_from_db()
    assert choir.doubtful_since == choir.due_on == timezone.localdate()
    assert Notice.objects.get().words == "The door was locked."


def test_what_anybody_says_is_to_be_checked_today_and_not_doubtful_by_that_alone():
    choir = made.activity(due_on=timezone.localdate() + timedelta(days=80))

    first = checking.tell(activity=choir, kind="closed", words="Gone", by=None)
    again = checking.tell(activity=choir, kind="closed", words="Gone ", by=None)

    choir.refresh_from_db()
    assert choir.due_on == timezone.localdate()
    assert choir.doubtful_since is None
    assert first is not None
    assert again is None
    assert Notice.objects.count() == 1


def test_a_notice_is_set_aside_once(dilys):
    choir = made.activity()
    notice = checking.tell(activity=choir, kind="wrong", words="Wrong day", by=None)

    checking.set_aside(notice=notice, by=dilys)
    checking.set_aside(notice=notice, by=dilys)

    assert notice.handled_by == dilys
    assert Event.objects.filter(action="NOTICE_SET_ASIDE").count() == 1


def test_a_day_to_come_is_refused_and_nothing_is_written(ruth):
    choir = made.activity()

    with pytest.raises(checking.CannotCheck, match="still to come"):
        found(choir, Result.STILL_ON, ruth, on=timezone.localdate() + timedelta(days=1))

    assert not Check.objects.exists()


def test_without_an_audit_line_nothing_is_kept(ruth, monkeypatch):
    choir = made.activity(doubtful_since=date(2026, 1, 1))

    def full(*args, **kwargs):
        raise RuntimeError("the audit is full")

    monkeypatch.setattr("alongside.casework.directory.actions.checking.audit.record", full)
    with pytest.raises(RuntimeError):
        found(choir, Result.STILL_ON, ruth)

    choir.refresh_from_db()
    assert choir.doubtful_since == date(2026, 1, 1)
    assert not Check.objects.exists()
