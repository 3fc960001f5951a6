"""Is the audit whole? What a person types, what they read, and how it ends."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner, Result

from alongside.casework import audit
from alongside.cli import app, auditing
from alongside.cli.exits import Exit
from tests.casework.audit.test_chain import by_hand, lines

pytestmark = pytest.mark.django_db(transaction=True)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["audit", *words])


def test_a_whole_audit_is_said_to_be_so():
    audit.record_all(lines(1200))

    ended = run("verify")

    assert ended.stdout == "All 1,200 lines are as they were written.\n"
    assert ended.exit_code == Exit.FINE


def test_what_is_wrong_is_listed_and_the_exit_code_says_so():
    audit.record_all(lines(5))
    by_hand("DELETE FROM audit_event WHERE number = 2")

    ended = run("verify")

    assert ended.stdout == "Line 2 is missing.\n"
    assert "Found:  The audit is not as it was written." in ended.stderr
    assert ended.exit_code == Exit.AUDIT_NOT_WHOLE


def test_of_very_many_faults_the_first_are_listed(monkeypatch):
    monkeypatch.setattr(auditing, "SHOWN", 2)
    audit.record_all(lines(5))
    by_hand("UPDATE audit_event SET page = 'x'")

    ended = run("verify")

    assert ended.stdout.splitlines() == [
        "Line 1 was changed or moved.",
        "Line 2 was changed or moved.",
        "And 3 more.",
    ]


def test_a_head_that_was_kept_elsewhere_is_compared():
    audit.record_all(lines(5))
    kept = run("head").stdout.strip()
    audit.record_all(lines(1))

    assert run("verify", "--head", kept).exit_code == Exit.FINE
    assert run("verify", "--head", f"9{kept}").exit_code == Exit.AUDIT_NOT_WHOLE


def test_a_head_that_is_none_is_refused_with_what_it_looks_like():
    ended = run("verify", "--head", "yesterday")

    assert ended.exit_code == Exit.REFUSED
    assert "A number, a dash and 64 letters" in ended.stderr
