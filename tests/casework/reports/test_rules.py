"""What is refused, and in which words."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.casework.reports import rules

TODAY = date(2026, 11, 19)
FINE = {
    "schemes": 2,
    "programmes": 1,
    "holds_all": True,
    "with_files": True,
    "evaluates_all": True,
    "files_there": True,
    "files_of_kind": True,
    "files_of_programme": True,
    "from_on": None,
    "to_on": None,
    "today": TODAY,
}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, ""),
        ({"schemes": 0}, "Choose at least one scheme."),
        ({"holds_all": False}, "You do not coordinate or evaluate every scheme that you chose."),
        ({"programmes": 2}, "The schemes are of more than one programme."),
        ({"evaluates_all": False}, "Files are for evaluators of every scheme that is chosen."),
        ({"evaluates_all": False, "with_files": False}, ""),
        ({"files_there": False}, "A file that you chose was removed."),
        ({"files_of_kind": False}, "A file that you chose is of another kind."),
        ({"files_of_programme": False}, "A file that you chose is of another programme."),
        ({"from_on": date(2026, 11, 20)}, "20 November 2026 is still to come."),
    ],
)
def test_what_may_be_asked_for(more, words):
    reason = rules.why_not_ask(**FINE | more)

    assert reason.startswith(words)
    assert bool(reason) is bool(words)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2026, 7, 1), (2026, 9, 30), ""),
        ((2017, 1, 1), (2018, 12, 31), ""),
        ((2025, 4, 1), (2026, 3, 31), ""),
        (None, (2026, 9, 30), "It has no first or no last day."),
        ((2026, 7, 1), None, "It has no first or no last day."),
        ((2026, 7, 2), (2026, 9, 30), "It begins on 2 July 2026."),
        ((2026, 6, 1), (2026, 9, 30), "It begins on 1 June 2026."),
        ((2026, 7, 1), (2026, 9, 29), "It ends on 29 September 2026."),
        ((2026, 7, 1), (2026, 8, 31), "It ends on 31 August 2026."),
        ((2026, 10, 1), (2026, 12, 31), "Its last day, 31 December 2026, is not over yet."),
    ],
)
def test_a_published_period_is_of_whole_quarters_that_are_over(first, last, words):
    days = [date(*each) if each else None for each in (first, last)]

    reason = rules.why_not_fixed(*days, TODAY)

    assert reason.startswith(words)
    assert bool(reason) is bool(words)


def test_a_quarter_is_over_on_the_day_after_it():
    summer = date(2026, 7, 1), date(2026, 9, 30)

    assert rules.why_not_fixed(*summer, date(2026, 9, 30))
    assert not rules.why_not_fixed(*summer, date(2026, 10, 1))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, ""),
        ({"published": True}, "It was published before."),
        ({"is_kept": False}, "What it found is not kept."),
        ({"to_on": date(2026, 9, 29)}, "It ends on 29 September 2026."),
        ({"beside_all": False}, "Since it was made another was published"),
        ({"made_on": None}, "This report was made before its period was over."),
        ({"made_on": date(2026, 9, 30)}, "This report was made before its period was over."),
        ({"made_on": date(2026, 10, 1)}, ""),
        ({"has_version": False}, "What would be published of it is not there."),
        ({"same_stands": True}, "One of the same schemes and days is published already."),
    ],
)
def test_what_may_be_published(more, words):
    fine = {"is_kept": True, "published": False, "same_stands": False, "beside_all": True}
    fine |= {"made_on": TODAY, "has_version": True}
    days = {"from_on": date(2026, 7, 1), "to_on": date(2026, 9, 30), "today": TODAY}

    reason = rules.why_not_publish(**fine | days | more)

    assert reason.startswith(words)
    assert bool(reason) is bool(words)


def test_what_is_withdrawn_was_published_and_there_is_a_reason():
    assert rules.why_not_withdraw(stands=True, because="A scheme was counted twice.") == ""
    assert rules.why_not_withdraw(stands=False, because="x") == "It is not published."
    assert rules.why_not_withdraw(stands=True, because="  ").startswith("Say why.")


def test_a_file_is_an_evaluators_and_has_something_in_it():
    assert rules.why_not_file(evaluates=True, size=1) == ""
    assert rules.why_not_file(evaluates=False, size=1).startswith("Files are for evaluators")
    assert rules.why_not_file(evaluates=True, size=0).startswith("The file is empty.")
