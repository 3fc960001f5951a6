"""Lines hold on to each other: what was changed, taken away, moved or put in is found."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.models import Max

from alongside.casework import audit
from alongside.casework.audit import chain, verifying
from alongside.casework.audit.models import Event, Head
from alongside.casework.schemes import actions
from tests.casework import made

pytestmark = pytest.mark.django_db(transaction=True)


def lines(count: int, action: str = "LOOKED") -> list[audit.Line]:
    return [
        audit.Line(action=action, thing_label="people.person", thing_number=number, page="person")
        for number in range(1, count + 1)
    ]


def faults(kept: verifying.Kept | None = None) -> list[str]:
    return [fault.words for fault in verifying.verify(lambda _done, _of: None, kept)]


def by_hand(*statements: str) -> None:
    """What somebody does who can write to the database, and takes away what guards it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            guards = cursor.fetchall()
            for name, _ in guards:
                cursor.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                cursor.execute(statement)
            for _, sql in guards:
                cursor.execute(sql)
        else:
            for statement in statements:
                cursor.execute(f"SET session_replication_role = replica; {statement}")
            cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def ten() -> None:
    audit.record_all(lines(10))


def test_lines_are_numbered_without_a_gap_and_nothing_is_found(ten):
    audit.record_all(lines(3, "CHANGED"))

    assert list(Event.objects.order_by("pk").values_list("number", flat=True)) == [*range(1, 14)]
    assert faults() == []


def test_an_audit_without_lines_is_whole():
    assert faults() == []
    assert str(verifying.head()) == "0-"


@pytest.mark.parametrize(
    "change",
    [
        "action = 'NOTHING'",
        "at = '2020-01-01 10:00:00+00'",
        "worker_number = 7",
        "thing_label = 'people.risk'",
        "thing_number = 77",
        "person_number = 7",
        "scheme_number = 7",
        "page = 'plan'",
        'detail = \'{"fields": ["address"]}\'',
        "link = 'f' || substr(link, 2, 62) || 'z'",
    ],
)
@pytest.mark.parametrize("number", [1, 5, 10])
def test_a_line_that_was_changed_is_found_whichever_part_of_it(ten, number, change):
    by_hand(f"UPDATE audit_event SET {change} WHERE number = {number}")

    assert f"Line {number} was changed or moved." in faults()


@pytest.mark.parametrize(
    ("gone", "found"),
    [
        ("number = 1", "Line 1 is missing."),
        ("number = 5", "Line 5 is missing."),
        ("number BETWEEN 4 AND 6", "Lines 4 to 6 are missing."),
        ("number = 10", "Line 10 is missing."),
        ("number > 7", "Lines 8 to 10 are missing."),
        ("number > 0", "Lines 1 to 10 are missing."),
    ],
)
def test_lines_that_are_missing_are_found_wherever_they_stood(ten, gone, found):
    by_hand(f"DELETE FROM audit_event WHERE {gone}")

    assert faults() == [found]


def test_a_gap_that_was_closed_is_found(ten):
    by_hand(
        "DELETE FROM audit_event WHERE number = 5",
        "UPDATE audit_event SET number = 5 WHERE number = 6",
        "UPDATE audit_event SET number = 6 WHERE number = 7",
    )

    assert faults() == [
        "Line 5 was changed or moved.",
        "Line 6 was changed or moved.",
        "Line 7 is missing.",
    ]


def test_lines_that_changed_places_are_found(ten):
    by_hand(
        "UPDATE audit_event SET number = 99 WHERE number = 4",
        "UPDATE audit_event SET number = 4 WHERE number = 5",
        "UPDATE audit_event SET number = 5 WHERE number = 99",
    )

    assert "Line 4 was changed or moved." in faults()
    assert "Line 5 was changed or moved." in faults()


def test_a_head_that_was_put_back_with_its_line_is_found(ten):
    """Link and number of line 8 stand in line 8, but not the seal that the head had then."""
    link = Event.objects.get(number=8).link
    by_hand(
        "DELETE FROM audit_event WHERE number > 8",
        f"UPDATE audit_head SET number = 8, link = '{link}'",
    )

    assert faults() == ["The head’s row was changed."]


def test_a_head_whose_old_seal_was_kept_is_found_by_a_head_that_is_kept_elsewhere():
    audit.record_all(lines(8))
    seal, link = Head.objects.values_list("seal", "link").get()
    audit.record_all(lines(2))
    kept = verifying.head()
    by_hand(
        "DELETE FROM audit_event WHERE number > 8",
        f"UPDATE audit_head SET number = 8, link = '{link}', seal = '{seal}'",
    )

    assert faults() == []
    assert faults(kept) == ["Lines 9 to 10 are missing: the head that you kept."]


def test_a_line_that_is_not_that_of_the_kept_head_is_found(ten):
    kept = verifying.Kept(10, "0" * 64)

    assert faults(kept) == ["Line 10 is not that of the head that you kept."]


def test_a_head_that_is_gone_is_found_and_no_line_is_added_to_it(ten):
    by_hand("DELETE FROM audit_head")

    assert faults() == ["There are lines after line 0, which the head’s row names."]
    with pytest.raises(Exception, match=r"(?i)unique"):
        audit.record_all(lines(1))


def test_nothing_is_written_after_a_head_that_is_not_ours(ten):
    by_hand("UPDATE audit_head SET number = 20")

    with pytest.raises(chain.HeadIsWrong, match="alongside audit verify"):
        audit.record_all(lines(1))
    assert "Lines 11 to 20 are missing." in faults()


def test_a_head_with_the_link_of_another_line_is_found(ten):
    link = Event.objects.get(number=8).link
    by_hand(f"UPDATE audit_head SET link = '{link}'")

    assert faults() == [
        "The head’s row was changed.",
        "Line 10 is not the one that the head’s row names.",
    ]


def test_lines_put_in_by_hand_are_found(ten):
    columns = "action, at, thing_label, page, detail, number, link"
    same = "'X', '2026-01-01 10:00:00+00', 'people.person', '', '{}'"
    by_hand(
        f"INSERT INTO audit_event ({columns}) VALUES ({same}, NULL, '')",
        f"INSERT INTO audit_event ({columns}) VALUES ({same}, 12, 'made up')",
    )

    assert faults() == [
        "1 lines were put in without a place in the order.",
        "There are lines after line 10, which the head’s row names.",
    ]


def test_what_is_added_while_it_is_read_is_no_fault(ten):
    found: list[Any] = []

    def meanwhile(_done: int, _of: int) -> None:
        audit.record_all(lines(2))

    found.extend(verifying.verify(meanwhile))

    assert found == []
    assert verifying.head().number == 12


def test_reading_goes_on_over_many_pieces_and_says_how_far_it_is(monkeypatch):
    monkeypatch.setattr(verifying, "AT_ONCE", 4)
    audit.record_all(lines(10))
    steps: list[tuple[int, int]] = []

    assert list(verifying.verify(lambda done, of: steps.append((done, of)))) == []
    assert steps == [(4, 10), (8, 10), (10, 10)]


def test_a_kept_head_is_read_as_it_was_printed(ten):
    head = verifying.head()

    assert verifying.Kept.read(f" {head} \n") == head
    assert verifying.Kept.read("10-abc") is None
    assert verifying.Kept.read("ten-" + "a" * 64) is None


def test_a_write_that_is_taken_back_takes_its_line_and_its_number_back(ten):
    def go(fails: bool) -> None:
        with transaction.atomic():
            audit.record_all(lines(1, "OUTER"))
            try:
                with transaction.atomic():
                    audit.record_all(lines(1, "INNER"))
                    raise ValueError
            except ValueError:
                pass
            if fails:
                raise KeyError

    with pytest.raises(KeyError):
        go(fails=True)
    go(fails=False)

    assert list(Event.objects.filter(number__gt=10).values_list("action", flat=True)) == ["OUTER"]
    assert faults() == []


def test_many_lines_of_one_transaction_are_linked_in_their_order(monkeypatch):
    monkeypatch.setattr(chain, "AT_ONCE", 3)
    with transaction.atomic():
        audit.record_all(lines(10))
        audit.record_all(lines(1, "LAST"))

    rows = Event.objects.order_by("number").values_list("number", "thing_number", "action")
    assert [row[1] for row in rows] == [*range(1, 11), 1]
    assert rows[10][2] == "LAST"
    assert faults() == []


def test_a_line_that_cannot_be_linked_undoes_the_write(ten):
    scheme = made.scheme()
    by_hand("UPDATE audit_head SET number = 20")

    with pytest.raises(chain.HeadIsWrong):
        actions.change_scheme(scheme=scheme, changes={"usual_weeks": 20}, by=None)

    scheme.refresh_from_db()
    assert scheme.usual_weeks == 12


def test_lines_of_several_who_write_at_once_are_one_chain(ten):
    together = Barrier(4)

    def write(who: int) -> None:
        together.wait()
        try:
            for turn in range(15):
                if turn % 2:
                    audit.record_all(lines(2, f"LOOK_{who}"))
                else:
                    with transaction.atomic():
                        audit.record_all(lines(1, f"WRITE_{who}"))
        finally:
            connections.close_all()

    writers = [Thread(target=write, args=(who,)) for who in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert Event.objects.aggregate(Max("number"))["number__max"] == 10 + 4 * (8 + 7 * 2)
    assert faults() == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_a_write_that_is_not_done_yet_keeps_nobody_from_looking(ten):
    scheme = made.scheme()
    looked = []

    def look() -> None:
        looked.append(audit.looked(at=scheme, by=scheme, page="x").number)
        connections.close_all()

    with transaction.atomic():
        audit.record("SCHEME_CHANGED", to=scheme, by=None)
        other = Thread(target=look)
        other.start()
        other.join(timeout=10)

    assert looked == [11]
    assert Event.objects.get(action="SCHEME_CHANGED").number == 12
    assert faults() == []
