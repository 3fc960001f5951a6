"""A new key in the place of the one in use: nothing is lost, whoever writes meanwhile."""

from __future__ import annotations

import threading
import time
from datetime import date

import pytest
from django.db import OperationalError, connection, transaction

from alongside import sealing
from alongside.casework.people.models import ContactPoint, Person
from alongside.sealing import checking, kept, rotation
from alongside.sealing.keys import Ring
from alongside.sealing.rows import Column, columns
from alongside.trouble import Refused, WrongKeys
from tests.casework import made

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch):
    monkeypatch.setattr(rotation, "LONGEST_WAIT", 0)
    monkeypatch.setattr(rotation, "BREATH", 0)


@pytest.fixture
def street(keys_file, aldermouth) -> list[Person]:
    """Twelve people with an address and a telephone."""
    return [
        made.person(aldermouth, f"Peg {n}", address=f"{n} Mill Lane", telephone=f"07700 9004{n:02}")
        for n in range(1, 13)
    ]


def counts() -> dict[str, int]:
    return dict(checking.look().by_key)


def of(column: str) -> Column:
    return next(one for one in columns() if str(one) == column)


def test_everything_is_sealed_with_the_new_key_and_the_old_one_is_put_aside(street, keys_file):
    old, stable = kept.ring(), sealing.stable_key("audit")

    done = rotation.rotate(on=TODAY)

    ring = Ring.read(keys_file.read_text())
    assert [key.name for key in ring.keys] == [done.in_use] != [old.in_use]
    assert done.sealed_again == 24
    assert counts() == {done.in_use: 24}
    assert sealing.faults() == []
    assert sealing.stable_key("audit") == stable
    assert [p.address for p in Person.objects.order_by("pk")] == [p.address for p in street]
    assert done.before is not None
    assert Ring.read(done.before.read_text()) == old


def test_the_file_before_opens_a_backup_of_before(street, settings):
    sealed = of("people.Person.address").first()
    done = rotation.rotate(on=TODAY)

    settings.KEYS_FILE = str(done.before)

    assert of("people.Person.address").field.open(sealed) == street[0].address


def test_where_nothing_is_sealed_yet_the_key_is_new_all_the_same(keys_file, db):
    before = kept.ring().in_use

    done = rotation.rotate(on=TODAY)

    assert done.sealed_again == 0
    assert done.in_use != before


def test_it_tells_how_far_it_is(street):
    told = []

    rotation.rotate(on=TODAY, step=lambda stage, done, total: told.append((stage, done, total)))

    assert ("Sealing with the new key", 24, 24) in told


def test_interrupted_it_goes_on_with_the_same_new_key(street, monkeypatch):
    old = kept.ring()
    monkeypatch.setattr(rotation, "_wait", interrupt)
    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(on=TODAY)
    between = kept.ring(fresh=True)
    monkeypatch.undo()
    monkeypatch.setattr(rotation, "LONGEST_WAIT", 0)

    assert [key.name for key in between.keys][1:] == [old.in_use]
    assert "There is more than one key" in sealing.faults()[0]
    done = rotation.rotate(on=TODAY)

    assert done.in_use == between.in_use
    assert counts() == {done.in_use: 24}


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_interrupted_half_way_everything_can_be_read(street, monkeypatch):
    monkeypatch.setattr("alongside.sealing.rows.BATCH", 5)
    written = []
    put = Column.put

    def put_once(self: Column, changes: list) -> None:
        if written:
            raise KeyboardInterrupt
        written.append(changes)
        return put(self, changes)

    monkeypatch.setattr(Column, "put", put_once)
    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(on=TODAY)

    assert sorted(counts().values()) == [5, 19]
    assert [p.address for p in Person.objects.order_by("pk")] == [p.address for p in street]


def test_what_somebody_wrote_meanwhile_is_not_written_over(street, monkeypatch):
    put = Column.put

    def put_late(self: Column, changes: list) -> None:
        for person in street:
            Person.objects.filter(pk=person.pk).update(address="moved to 3 Station Road")
        return put(self, changes)

    monkeypatch.setattr(Column, "put", put_late)

    rotation.rotate(on=TODAY)

    assert set(Person.objects.values_list("address", flat=True)) == {"moved to 3 Station Road"}


def test_what_was_sealed_before_and_written_late_is_found(street, monkeypatch):
    """A worker's request sealed it just before the new key came, and waited for its turn."""
    late = of("people.Person.dogs").field.seal("Two, friendly")

    def written_now(*_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE people_person SET dogs = %s", [late])

    monkeypatch.setattr(rotation, "_wait", written_now)

    done = rotation.rotate(on=TODAY)

    assert set(Person.objects.values_list("dogs", flat=True)) == {"Two, friendly"}
    assert counts() == {done.in_use: 36}


def test_the_old_key_stays_until_nobody_can_be_left_who_sealed_with_it(street, monkeypatch):
    monkeypatch.setattr(rotation, "LONGEST_WAIT", 1.2)
    told = []
    began = time.time()

    rotation.rotate(on=TODAY, step=lambda stage, *_: told.append(stage))

    assert time.time() - began > 1.1
    assert "Waiting for what was being written" in told


def test_a_text_that_no_key_opens_keeps_the_old_key_where_it_is(street, keys_file):
    old = kept.ring()
    sealed = of("people.Person.dogs").field.seal("Two, friendly")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET dogs = %s WHERE id = %s", [sealed[:-8], street[0].pk]
        )

    with pytest.raises(WrongKeys) as refusal:
        rotation.rotate(on=TODAY)

    assert refusal.value.found.startswith(
        f"people.Person.dogs in row {street[0].pk} cannot be opened. All else is sealed"
    )
    ring = kept.ring(fresh=True)
    assert [key.name for key in ring.keys][1:] == [old.in_use]
    assert counts() == {ring.in_use: 24, old.in_use: 1}


def test_several_texts_that_no_key_opens_are_counted(street):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET dogs = 's1.00000000.AAAA'")

    with pytest.raises(WrongKeys, match="cannot be opened, nor can 11 others"):
        rotation.rotate(on=TODAY)


def test_keys_are_rotated_by_one_at_a_time(street):
    with kept.alone(), pytest.raises(Refused) as refusal:
        rotation.rotate(on=TODAY)

    assert refusal.value.found.startswith("Keys are being rotated already, or a backup")


def test_no_key_changes_while_a_backup_is_made_and_several_are_made_at_once(street):
    with kept.unchanged(), kept.unchanged(), pytest.raises(Refused, match="a backup is being made"):
        rotation.rotate(on=TODAY)


@pytest.mark.parametrize("given", ["", "root:x"])
def test_where_there_is_no_file_nothing_is_locked(keys_file, settings, given):
    settings.KEYS = given

    with kept.unchanged():
        assert not list(keys_file.parent.iterdir())


def test_keys_of_the_environment_are_not_for_this_command_to_change(street, settings):
    settings.KEYS = ",".join(kept.ring().write())

    with pytest.raises(Refused) as refusal:
        rotation.rotate(on=TODAY)

    assert refusal.value.found == (
        "The keys stand in ALONGSIDE_KEYS, which this command cannot change."
    )
    assert refusal.value.try_this.startswith("alongside keys new")


def test_with_a_new_key_in_the_environment_everything_is_sealed_with_it(street, settings):
    settings.KEYS = ",".join(kept.ring().with_new_key().write())

    done = rotation.rotate(on=TODAY)

    assert done.before is None
    assert counts() == {done.in_use: 24}
    assert kept.ring().in_use == done.in_use


@pytest.mark.django_db(transaction=True)
def test_writing_goes_on_while_keys_are_rotated_and_nothing_is_lost(street, monkeypatch):
    """Four who write all the time, and three rotations: the last word of each row stands."""
    monkeypatch.setattr("alongside.sealing.rows.BATCH", 3)
    monkeypatch.setattr(rotation, "LONGEST_WAIT", 0.4)
    monkeypatch.setattr(rotation, "BREATH", 0.002)
    stop, last, failed = threading.Event(), dict[int, str](), list[BaseException]()

    def write(mine: list[Person]) -> None:
        try:
            count = 0
            while not stop.is_set():
                person = mine[count % len(mine)]
                count += 1
                said = f"{person.pk} said this as number {count}"
                Person.objects.filter(pk=person.pk).update(visiting_note=said)
                last[person.pk] = said
                assert Person.objects.get(pk=person.pk).visiting_note == said
                time.sleep(0.001)
        except BaseException as reason:
            failed.append(reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(street[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    keys = [rotation.rotate(on=TODAY).in_use for _ in range(3)]
    stop.set()
    for thread in threads:
        thread.join()

    assert failed == []
    assert len(last) == 12
    assert dict(Person.objects.values_list("pk", "visiting_note")) == last
    assert set(counts()) == {keys[-1]}
    assert sealing.faults() == []


class Writing(threading.Thread):
    """Somebody else, who sealed a text with the old key and has not ended their transaction."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.text = of("people.Person.dogs").field.seal("Two, friendly")
        self.person, self.began, self.may_end = person, threading.Event(), threading.Event()

    def run(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE people_person SET dogs = %s WHERE id = %s", [self.text, self.person.pk]
            )
            self.began.set()
            self.may_end.wait(30)
        connection.close()


@pytest.fixture
def somebody(street, monkeypatch):
    """They write, and we are not let in for long by the database."""
    writing = Writing(street[3])
    writing.start()
    writing.began.wait()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 50")
    yield writing
    writing.may_end.set()
    writing.join()
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_who_writes_for_long_is_waited_for_and_what_they_wrote_is_sealed_anew(somebody):
    threading.Timer(1.5, somebody.may_end.set).start()

    done = rotation.rotate(on=TODAY)

    assert Person.objects.get(pk=somebody.person.pk).dogs == "Two, friendly"
    assert counts() == {done.in_use: 25}


@pytest.mark.django_db(transaction=True)
def test_who_writes_for_ever_is_not_waited_for_and_the_old_key_stays(somebody, monkeypatch):
    old = kept.ring()
    monkeypatch.setattr(rotation, "LONGEST_TRANSACTION", 0.2)

    with pytest.raises(Refused, match="it goes on from here"):
        rotation.rotate(on=TODAY)

    assert [key.name for key in kept.ring(fresh=True).keys][1:] == [old.in_use]
    somebody.may_end.set()
    somebody.join()
    done = rotation.rotate(on=TODAY)
    assert set(counts()) == {done.in_use}


@pytest.mark.django_db(transaction=True)
def test_nothing_left_to_seal_still_waits_for_who_began_before(somebody, monkeypatch):
    """All that can be seen is sealed anew already; what they write cannot be seen yet."""
    monkeypatch.setattr(rotation, "_seal_all", lambda *_: 0)
    monkeypatch.setattr(rotation, "LONGEST_TRANSACTION", 0.2)

    with pytest.raises(Refused, match="holds rows"):
        rotation.rotate(on=TODAY)


@pytest.mark.parametrize("at", ["put", "wait"])
def test_a_failure_of_another_kind_is_no_reason_to_wait(street, monkeypatch, at):
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("disk full")

    if at == "put":
        monkeypatch.setattr(Column, "put", fail)
    else:
        monkeypatch.setattr(rotation.connection, "vendor", "sqlite")
        monkeypatch.setattr(rotation.transaction, "atomic", fail)
        monkeypatch.setattr(rotation, "_seal_all", lambda *_: 0)

    with pytest.raises(OperationalError, match="disk full"):
        rotation.rotate(on=TODAY)


# ---- looking ----
def test_keys_that_fit_have_no_faults(street):
    looked = checking.look()

    assert looked.said == []
    assert dict(looked.by_key) == {kept.ring().in_use: 24}
    sealing.ready()


def test_an_empty_database_is_ready_for_any_keys(keys_file, db):
    sealing.ready()

    assert sealing.faults() == []


def test_other_keys_are_refused_before_anything_begins(street, keys_file):
    name = kept.ring().in_use
    kept.replace(Ring.new())

    with pytest.raises(WrongKeys) as refusal:
        sealing.ready()

    assert refusal.value.found.startswith(
        f"The keys file {keys_file} does not open what is in the database: people.Person."
    )
    assert name in refusal.value.found
    assert sealing.faults() == [
        f"people.Person.address holds 12 texts of the key {name}, which is not among the keys.",
        f"people.ContactPoint.value holds 12 texts of the key {name}, which is not among the keys.",
    ]


def test_a_missing_file_is_a_fault_and_no_failure(street, keys_file):
    kept.ring()
    keys_file.unlink()

    assert sealing.faults() == [
        f"The keys file {keys_file} is missing, and the database holds what was sealed with it."
    ]


def test_what_is_not_sealed_and_what_was_changed_are_found_by_row(street):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET dogs = 'Two' WHERE id = %s", [street[0].pk])
        cursor.execute("UPDATE people_contactpoint SET value = substr(value, 1, 40)")
        first, last = (
            ContactPoint.objects.order_by(by).values_list("pk", flat=True)[0]
            for by in ("pk", "-pk")
        )

    looked = checking.look()

    assert looked.said[0] == "people.Person.dogs holds 1 texts that are not sealed."
    assert looked.said[1].startswith(f"people.ContactPoint.value in rows {first}, {first + 1}, ")
    assert looked.said[1].endswith("and 2 more was changed since it was sealed.")
    assert last == first + 11
    assert looked.by_key[""] == 1


def test_a_hash_that_is_out_of_step_is_found_by_row(street):
    point = ContactPoint.objects.order_by("pk")[3]
    ContactPoint.objects.filter(pk=point.pk).update(value="07700 900999")

    assert checking.look().said == [
        f"people.ContactPoint.found_by in row {point.pk} is not the hash of value."
    ]


def test_columns_that_the_database_does_not_have_yet_are_left_out(street, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["people_person"])

    assert {str(one).rpartition(".")[0] for one in columns()} == {"people.Person"}
