"""Files and the line in the register come together, or not at all."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import timedelta

import pytest
import time_machine

from alongside import extract as package
from alongside.casework.audit.models import Event
from alongside.casework.extracting import actions, making, tasks
from alongside.casework.extracting.models import Extract
from alongside.casework.extracting.tables.source import by_day
from alongside.casework.schemes.models import Programme
from alongside.trouble import NotEmpty

from .conftest import write


@pytest.fixture(autouse=True)
def its_own_place(settings, tmp_path):
    settings.DATA = tmp_path / "data"


def ask(eva, *schemes, **more):
    return actions.ask(schemes=schemes, for_whom="Hill University", by=eva, **more)


# ---- from the command line ----
def test_an_extract_is_entered_with_what_it_is_of_and_the_hash_of_each_file(
    aldermouth, pegs_episode, eva, tmp_path
):
    entered = write(tmp_path / "out", aldermouth, for_whom=" Hill University ", by=eva)

    entered.refresh_from_db()
    assert (entered.for_whom, entered.asked_by, entered.format) == ("Hill University", eva, "csv")
    assert [scheme.name for scheme in entered.schemes.all()] == [aldermouth.name]
    assert entered.state == Extract.State.READY
    assert entered.rows["episodes"] == 1
    assert entered.hashes == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (tmp_path / "out").iterdir()
    }
    assert not entered.can_be_fetched
    actions_of = Event.objects.values_list("action", "worker_number", "scheme_number")
    assert list(actions_of.order_by("pk")) == [
        ("EXTRACT_ENTERED", eva.pk, aldermouth.pk),
        ("EXTRACT_MADE", eva.pk, aldermouth.pk),
    ]


def test_one_of_several_schemes_belongs_to_none_of_them_in_the_audit(
    aldermouth, elsewhere, tmp_path
):
    write(tmp_path / "out", aldermouth, elsewhere)

    assert set(Event.objects.values_list("scheme_number", flat=True)) == {None}


def test_what_cannot_be_entered_is_not_shown(aldermouth, tmp_path, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no audit")

    monkeypatch.setattr(actions.audit, "record", fail)
    with pytest.raises(RuntimeError):
        write(tmp_path / "out", aldermouth)

    assert not (tmp_path / "out").exists()
    assert not Extract.objects.exists()


def test_what_cannot_be_written_is_not_entered(aldermouth, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("Dear Peg")

    with pytest.raises(NotEmpty):
        write(tmp_path / "out", aldermouth, replace=False)

    assert not Extract.objects.exists()


def test_progress_is_told_by_stage(aldermouth, pegs_episode, tmp_path):
    told = []

    write(tmp_path / "out", aldermouth, progress=lambda *said: told.append(said))

    assert ("contacts", 1, 1) in told
    assert {stage for stage, _, _ in told} == {
        "episodes",
        "life transitions",
        "contacts",
        "measures",
        "not measured",
        "connections",
    }


# ---- on the page ----
def test_what_was_asked_for_is_made_as_one_zip_file(aldermouth, pegs_episode, eva, tmp_path):
    asked = ask(eva, aldermouth, format="parquet")

    tasks.make_extract.enqueue(asked.pk)

    asked.refresh_from_db()
    path = making.zip_of(asked)
    assert asked.state == Extract.State.READY
    assert asked.can_be_fetched
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    with zipfile.ZipFile(path) as packed:
        packed.extractall(tmp_path / "unpacked")
    assert package.check(tmp_path / "unpacked" / "extract").faults == []
    assert asked.hashes["extract.zip"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert asked.hashes["episodes.parquet"]
    assert list(Event.objects.order_by("pk").values_list("action", flat=True)) == [
        "EXTRACT_ASKED",
        "EXTRACT_MADE",
    ]


def test_nobody_else_on_the_machine_can_read_the_file(aldermouth, eva):
    asked = ask(eva, aldermouth)

    making.make_zip(asked)

    assert making.place().stat().st_mode & 0o077 == 0


def leave(number):
    """What a killed process leaves in each of its steps."""
    for name in (f".{number}-x.unfinished", f".{number}-x.before", str(number)):
        (making.place() / name).mkdir()
        (making.place() / name / "contacts.csv").write_text("half")
    (making.place() / f"{number}.unfinished").write_text("half a zip")


def test_what_a_killed_process_had_begun_did_not_work_and_is_not_tried_again(
    aldermouth, pegs_episode, eva, monkeypatch
):
    class Killed(BaseException):
        pass

    def killed(extract):
        leave(extract.pk)
        raise Killed

    asked = ask(eva, aldermouth)
    with monkeypatch.context() as patch:
        patch.setattr(making, "make_zip", killed)
        patch.setattr(making, "clear_old", lambda: None)  # a process that is killed clears nothing
        with pytest.raises(Killed):
            tasks.make_extract.func(asked.pk)
    assert len(list(making.place().iterdir())) == 5

    tasks.make_extract.func(asked.pk)  # as whoever takes up what was abandoned does

    asked.refresh_from_db()
    assert asked.state == Extract.State.FAILED
    assert Event.objects.filter(action="EXTRACT_FAILED").count() == 1
    assert list(making.place().iterdir()) == []


def test_what_is_half_made_stays_while_it_is_being_made_and_three_days_at_most(aldermouth, eva):
    asked = ask(eva, aldermouth)
    assert making.begin(asked)
    leave(asked.pk)
    leave(999)
    (making.place() / "letter.txt").write_text("of somebody else")

    making.clear_old()
    there = sorted(one.name for one in making.place().iterdir())
    with time_machine.travel(asked.kept_until + timedelta(seconds=1), tick=False):
        making.clear_old()

    number = asked.pk
    assert there == sorted([
        f".{number}-x.before", f".{number}-x.unfinished", f".{number}.begun", str(number),
        f"{number}.unfinished", "letter.txt",
    ])  # fmt: skip
    assert [one.name for one in making.place().iterdir()] == ["letter.txt"]


def test_what_is_made_already_is_not_made_again(aldermouth, eva):
    asked = ask(eva, aldermouth)
    tasks.make_extract.enqueue(asked.pk)
    before = making.zip_of(asked).stat()

    tasks.make_extract.enqueue(asked.pk)

    assert making.zip_of(asked).stat() == before
    with pytest.raises(actions.CannotFinish, match="is finished already"):
        actions.give_up(extract=asked, by=eva)


def test_what_could_not_be_made_is_said_and_nothing_is_kept(aldermouth, eva, monkeypatch):
    asked = ask(eva, aldermouth)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_pack", full)
    tasks.make_extract.enqueue(asked.pk)

    asked.refresh_from_db()
    assert asked.state == Extract.State.FAILED
    assert not asked.can_be_fetched
    assert list(making.place().iterdir()) == []
    assert Event.objects.filter(action="EXTRACT_FAILED").count() == 1


def test_a_file_is_kept_for_three_days(aldermouth, eva):
    asked = ask(eva, aldermouth)
    tasks.make_extract.enqueue(asked.pk)
    asked.refresh_from_db()
    (making.place() / "999.zip").write_text("of whom nothing is known")

    making.clear_old()
    assert [one.name for one in making.place().iterdir()] == [f"{asked.pk}.zip"]

    with time_machine.travel(asked.kept_until + timedelta(seconds=1), tick=False):
        assert not asked.can_be_fetched
        making.clear_old()
    assert list(making.place().iterdir()) == []
    assert Extract.objects.count() == 1


def test_the_same_data_give_the_same_zip(aldermouth, pegs_episode, eva):
    one, two = ask(eva, aldermouth), ask(eva, aldermouth)

    making.make_zip(one)
    making.make_zip(two)

    hashes = set(Extract.objects.values_list("hashes__extract.zip", flat=True))
    assert len({making.zip_of(each).read_bytes() for each in (one, two)}) == 1
    assert len(hashes) == 1


# ---- the order of rows ----
def test_rows_of_a_day_come_by_id_some_thousands_at_a_time(monkeypatch):
    monkeypatch.setattr("alongside.casework.extracting.tables.source.SORTED", 3)
    rows = [(1, 9), (1, 7), (1, 8), (1, 1), (2, 0)]

    found = list(by_day(rows, day=lambda row: row[0], id_of=lambda row: str(row[1])))

    assert [row for _, row in found] == [(1, 7), (1, 8), (1, 9), (1, 1), (2, 0)]


def test_an_extract_of_a_demonstration_says_that_nobody_in_it_is_real(
    aldermouth, elsewhere, tmp_path
):
    def said(*schemes):
        write(tmp_path / "out", *schemes)
        return json.loads((tmp_path / "out" / "datapackage.json").read_text()).get("made_up")

    assert said(aldermouth) is None
    Programme.objects.update(made_up=True)
    assert said(aldermouth, elsewhere) is True
