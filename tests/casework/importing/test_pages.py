"""Moving in by the browser: who may, what is shown, and what becomes of the file."""

from __future__ import annotations

import io
import json
import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from alongside.casework.audit.models import Event
from alongside.casework.importing import on_its_way, tasks
from alongside.casework.importing.models import SavedMapping, State, Upload
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.site import in_memory
from alongside.casework.site.logs import WithoutPersonalData
from tests.casework import made

from .books import TODAY

pytestmark = pytest.mark.django_db
PEOPLE = """person_ref,preferred_name,family_name,date_of_birth,telephone
A1,Peg,Hollins,27/03/1948,07700 900417
A2,Joan,Tideswell,01/02/1950,07700 900418
"""
ONE_BAD = PEOPLE.replace("01/02/1950", "31/02/1950")
THEIRS = "Ref Nr,They like,Ring,Worker\nA1,Peg,07700 900417,R. A.\n"


@pytest.fixture(autouse=True)
def today(time_machine: Any) -> None:
    time_machine.move_to(TODAY)


@pytest.fixture
def coordinator(client: Client, dilys: Worker) -> Client:
    client.force_login(dilys)
    return client


@pytest.fixture
def send(coordinator: Client, aldermouth: Scheme) -> Any:
    """`send("people", text)`: the file is sent, and the page that follows comes back."""

    def send_file(kind: str, text: str | bytes, name: str = "people.csv") -> Any:
        content = text.encode() if isinstance(text, str) else text
        file = SimpleUploadedFile(name, content)
        address = f"/moving-in/{aldermouth.pk}/{kind}/"
        return coordinator.post(address, {"file": file}, follow=True)

    return send_file


def do(client: Client, what: str, **fields: str) -> Any:
    return client.post(
        f"/moving-in/files/{Upload.objects.get().pk}/", {"do": what, **fields}, follow=True
    )


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


# ---- who may -------------------------------------------------------------------------------------
def test_only_a_coordinator_of_the_scheme_brings_people_in(
    client, aldermouth, elsewhere, ruth, dilys, outsider
):
    amina = made.worker("Amina Yusuf", "administrator", aldermouth)
    pages = [
        "/moving-in/",
        f"/moving-in/{aldermouth.pk}/",
        f"/moving-in/{aldermouth.pk}/people/",
        "/moving-in/templates/people.csv",
        "/moving-in/templates/people.xlsx",
    ]
    for worker in (ruth, outsider):
        client.force_login(worker)
        assert [client.get(page).status_code for page in pages] == [404] * 5
    client.force_login(amina)  # who sees no people, and brings in costs alone
    assert [client.get(page).status_code for page in pages] == [302, 200, 404, 404, 404]
    assert "Costs" in words(client.get(pages[1]))
    assert "/people/" not in words(client.get(pages[1]))

    client.force_login(dilys)
    assert [client.get(page).status_code for page in pages] == [302, 200, 200, 200, 200]
    assert client.get(f"/moving-in/{elsewhere.pk}/people/").status_code == 404
    assert client.get(f"/moving-in/{aldermouth.pk}/pets/").status_code == 404


def test_a_file_is_for_who_sent_it_alone(client, send, aldermouth):
    send("people", ONE_BAD)
    number = Upload.objects.get().pk
    other = made.worker("Tom Reid", "coordinator", aldermouth)

    client.force_login(other)

    for page in ("", "columns/", "bad-rows.csv", "mapping.toml"):
        assert client.get(f"/moving-in/files/{number}/{page}").status_code == 404


def test_who_is_a_coordinator_no_longer_cannot_bring_the_file_in(send, coordinator, dilys):
    send("people", PEOPLE)
    dilys.memberships.update(ended_on=TODAY - timedelta(days=1))

    assert do(coordinator, "bring_in").status_code == 404
    assert not Person.objects.exists()


def test_a_coordinator_of_several_schemes_chooses(coordinator, dilys, elsewhere):
    made.give(dilys, "coordinator", elsewhere)

    page = coordinator.get("/moving-in/")

    assert "Aldermouth Connectors" in words(page)
    assert "Glen Torran Connectors" in words(page)


def test_team_and_settings_lead_there(coordinator, aldermouth):
    assert f'href="/moving-in/{aldermouth.pk}/"' in words(coordinator.get("/team/"))
    assert f'href="/moving-in/{aldermouth.pk}/"' in words(
        coordinator.get(f"/settings/schemes/{aldermouth.pk}/")
    )


# ---- sending -------------------------------------------------------------------------------------
def test_what_is_no_table_is_refused_on_the_page(send):
    page = send("people", b"%PDF-1.7 a letter", "people.csv")

    assert "This is a PDF." in words(page)
    assert "<title>Error: " in page.content.decode()
    assert not Upload.objects.exists()


def test_no_file_is_asked_for_and_one_too_large_is_refused(coordinator, send, monkeypatch):
    from alongside.casework.importing import forms

    monkeypatch.setattr(forms, "LARGEST", 50)

    nothing = coordinator.post(f"/moving-in/{Scheme.objects.get().pk}/people/", {})

    assert "Choose a file." in words(nothing)
    assert "Part it into several files" in words(send("people", PEOPLE))
    assert "The file is empty" in words(send("people", b""))


def test_a_file_that_is_sent_lies_in_memory_and_never_on_a_disk(settings):
    handler = in_memory.InMemory()
    handler.new_file("file", "people.csv", "text/csv", 6)

    assert settings.FILE_UPLOAD_HANDLERS == ["alongside.casework.site.in_memory.InMemory"]
    assert handler.receive_data_chunk(b"abc", 0) is None
    assert handler.receive_data_chunk(b"def", 3) is None
    assert handler.file_complete(6).read() == b"abcdef"


def test_of_a_file_that_is_far_too_large_only_its_size_is_kept(monkeypatch):
    monkeypatch.setattr(in_memory, "MOST", 4)
    handler = in_memory.InMemory()
    handler.new_file("file", "people.csv", "text/csv", 6)
    for start in (0, 3):
        handler.receive_data_chunk(b"abc", start)

    file = handler.file_complete(6)

    assert (file.size, file.read()) == (6, b"")


def test_nothing_of_a_file_is_readable_in_the_database(send):
    send("people", PEOPLE)
    upload = Upload.objects.get()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT content, found, names FROM importing_upload")
        kept = json.dumps(cursor.fetchone())

    assert on_its_way.unpacked(upload).read().decode() == PEOPLE
    assert not any(word in kept for word in ("Peg,", 'Peg"', "Hollins", "900417"))


# ---- what was found ------------------------------------------------------------------------------
def test_a_good_file_comes_in_after_it_was_shown(send, coordinator):
    page = send("people", PEOPLE)

    assert "All good: nothing stands in the way. Nothing was written yet." in words(page)
    assert not Person.objects.exists()

    done = do(coordinator, "bring_in")

    assert "2 people brought in" in words(done)
    assert Person.objects.count() == 2
    upload = Upload.objects.get()
    assert (upload.state, upload.content, upload.bad_rows) == (State.DONE, "", "")
    assert upload.done["written"] == 2
    assert "2 people brought in so far" in words(coordinator.get("/moving-in/", follow=True))


def test_every_fault_is_named_and_the_bad_rows_can_be_downloaded(send, coordinator):
    page = send("people", ONE_BAD)

    assert "1 row is not right. Nothing was written yet." in words(page)
    assert "“31/02/1950”" in words(page)
    assert "Is no day in the calendar. Write it like 28/02/1950." in words(page)
    number = Upload.objects.get().pk
    bad = coordinator.get(f"/moving-in/files/{number}/bad-rows.csv")
    assert bad["Content-Disposition"] == 'attachment; filename="people-to-correct.csv"'
    assert "Row 3, column date_of_birth: “31/02/1950” is no day" in bad.content.decode()

    do(coordinator, "bring_in")  # there is no such button; nothing comes of it
    assert not Person.objects.exists()

    done = do(coordinator, "skip_bad")
    assert "1 person brought in" in words(done)
    assert "Download the 1 row to correct" in words(done)
    assert "Joan" in coordinator.get(f"/moving-in/files/{number}/bad-rows.csv").content.decode()


def test_there_are_no_bad_rows_to_download_where_all_are_good(send, coordinator):
    send("people", PEOPLE)

    assert coordinator.get(
        f"/moving-in/files/{Upload.objects.get().pk}/bad-rows.csv"
    ).status_code == 404  # fmt: skip


def test_the_same_file_again_is_said_to_be_here(send, coordinator):
    send("people", PEOPLE)
    do(coordinator, "bring_in")
    Upload.objects.all().delete()

    page = send("people", PEOPLE)

    assert "Everything in this file is here already." in words(page)


def test_what_differs_repeats_or_may_be_known_is_shown(send, coordinator):
    send("people", PEOPLE)
    do(coordinator, "bring_in")
    Upload.objects.all().delete()

    page = send(
        "people",
        PEOPLE.replace("Tideswell", "Tilesworth") + "A3,Peggy,Hollins,,07700 900417\n" * 2,
    )

    assert "Here already, but different" in words(page)
    assert "Row 3: family_name" in words(page)
    assert "The same row again" in words(page)
    assert "<strong>Peggy Hollins</strong>, row 4" in words(page)
    assert "the same telephone" in words(page)


def test_a_file_can_be_deleted_again(send, coordinator):
    send("people", PEOPLE)

    page = do(coordinator, "drop")

    assert "Moving in" in words(page)
    assert not Upload.objects.exists()
    assert Event.objects.filter(action="FILE_DROPPED").exists()


def test_what_is_done_with_a_file_is_in_the_audit(send, coordinator, dilys):
    send("people", PEOPLE)
    do(coordinator, "bring_in")

    lines = Event.objects.filter(worker_number=dilys.pk, person_number=None)

    assert [line.action for line in lines.order_by("pk")] == ["FILE_SENT", "FILE_BROUGHT_IN"]


# ---- how it is read ------------------------------------------------------------------------------
def test_headings_that_nobody_knows_are_asked_for_once_and_kept(send, coordinator, aldermouth):
    page = send("people", THEIRS)
    assert "There is no column person_ref." in words(page)
    number = Upload.objects.get().pk
    columns = coordinator.get(f"/moving-in/files/{number}/columns/")
    assert "Ref Nr" in words(columns)

    page = coordinator.post(
        f"/moving-in/files/{number}/columns/",
        {
            "column_0": "person_ref",
            "column_1": "preferred_name",
            "column_2": "telephone",
            "column_3": "-",
            "day_first": "yes",
            "same_lives_alone": "yes",
        },
        follow=True,
    )

    assert "All good" in words(page)
    assert SavedMapping.objects.get().names["columns"]["Ref Nr"] == "person_ref"
    toml = coordinator.get(f"/moving-in/files/{number}/mapping.toml").content.decode()
    assert '"Ref Nr" = "person_ref"' in toml
    do(coordinator, "bring_in")
    assert Person.objects.get().lives_alone == "yes"
    Upload.objects.all().delete()
    assert "here already" in words(send("people", THEIRS))


def test_two_headings_cannot_be_one_column(send, coordinator):
    send("people", THEIRS)
    number = Upload.objects.get().pk

    page = coordinator.post(
        f"/moving-in/files/{number}/columns/",
        {
            "column_0": "person_ref",
            "column_1": "telephone",
            "column_2": "telephone",
            "column_3": "-",
            "day_first": "no",
        },
    )

    assert "“They like” is that already. Leave one of the two out." in words(page)
    assert not SavedMapping.objects.exists()


def test_words_that_nobody_knows_are_explained_column_by_column(
    send, coordinator, aldermouth, ruth
):
    send("people", PEOPLE)
    do(coordinator, "bring_in")
    Upload.objects.all().delete()
    text = (
        "episode_ref,person_ref,connector,started_on,ended_on,end_reason\n"
        "E1,A1,R. A.,01/10/2026,,\nE2,A2,Ruth Adeyemi,01/03/2026,01/06/2026,All done\n"
    )
    page = send("episodes", text)
    assert "Words to explain" in words(page)
    number = Upload.objects.get().pk
    columns = words(coordinator.get(f"/moving-in/files/{number}/columns/"))
    assert "R. A." in columns
    assert "All done" in columns

    page = coordinator.post(
        f"/moving-in/files/{number}/columns/",
        {
            **{f"column_{at}": name for at, name in enumerate(text.splitlines()[0].split(","))},
            "word_connector_0": "ruth.adeyemi@example.org",
            "word_end_reason_0": "completed",
            "day_first": "yes",
        },
        follow=True,
    )

    assert "All good" in words(page)
    assert SavedMapping.objects.get().names["values"] == {
        "connector": {"R. A.": "ruth.adeyemi@example.org"},
        "end_reason": {"All done": "completed"},
    }


def test_of_a_workbook_the_sheet_can_be_chosen(send, coordinator):
    from .test_reading import HEAD, JOAN, two_sheets

    page = send("people", two_sheets([HEAD, JOAN]).getvalue(), "people.xlsx")
    assert "more than one could be meant" in words(page)
    number = Upload.objects.get().pk

    page = coordinator.post(
        f"/moving-in/files/{number}/columns/", {"sheet": "Other", "day_first": "yes"}, follow=True
    )

    assert "All good" in words(page)
    do(coordinator, "bring_in")
    assert Person.objects.get().preferred_name == "Joan"


def test_the_columns_of_a_file_that_came_in_are_not_asked_for(send, coordinator):
    send("people", PEOPLE)
    do(coordinator, "bring_in")
    number = Upload.objects.get().pk

    answer = coordinator.get(f"/moving-in/files/{number}/columns/")

    assert answer["Location"] == f"/moving-in/files/{number}/"


# ---- larger files, in the background -------------------------------------------------------------
@pytest.fixture
def all_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_its_way, "AT_ONCE", 10)


@pytest.mark.django_db(transaction=True)
def test_a_larger_file_is_checked_and_brought_in_beside_the_server(
    all_are_large, send, coordinator
):
    page = send("people", PEOPLE)
    assert "All good" in words(page)

    page = do(coordinator, "bring_in")

    assert "2 people brought in" in words(page)
    tasks.bring_in_upload.call(Upload.objects.get().pk, False)  # again, after a process was killed
    tasks.check_upload.call(Upload.objects.get().pk)
    assert Person.objects.count() == 2
    assert Upload.objects.get().state == State.DONE


@pytest.mark.django_db(transaction=True)
def test_while_it_is_being_checked_the_page_says_how_far_it_has_come(
    all_are_large, send, coordinator, monkeypatch
):
    monkeypatch.setattr(tasks, "enqueue_afterwards", lambda *args: None)
    page = send("people", PEOPLE)
    assert "Waiting for its turn" in words(page)
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in words(page)
    upload = Upload.objects.get()

    on_its_way.step_of(upload)("Reading", 500, 2000)

    page = coordinator.get(f"/moving-in/files/{upload.pk}/")
    assert "Reading: 500 of 2,000 rows." in words(page)
    assert "should be done by now" not in words(page)

    Upload.objects.update(at=upload.at - timedelta(minutes=20))
    assert "should be done by now" in words(coordinator.get(f"/moving-in/files/{upload.pk}/"))


@pytest.mark.django_db(transaction=True)
def test_a_failure_of_ours_writes_nothing_says_so_and_can_be_tried_again(
    all_are_large, send, coordinator, monkeypatch, caplog
):
    from alongside.casework.importing import actions

    send("people", PEOPLE)

    def fail(**options: object) -> None:
        Person.objects.create(
            scheme=Scheme.objects.get(), preferred_name="Half", family_name="Written"
        )
        raise OSError("Peg Hollins could not be written")

    with monkeypatch.context() as patch, caplog.at_level(logging.INFO):
        patch.setattr(actions, "bring_in", fail)
        page = do(coordinator, "bring_in")

    assert "Something of ours failed" in words(page)
    assert not Person.objects.exists()
    told = [WithoutPersonalData().format(record) for record in caplog.records]
    assert any('"error": "OSError"' in line for line in told)
    assert not any(word in line for line in told for word in ("Peg", "Hollins", "900417"))
    assert "All good" in words(do(coordinator, "again"))
    assert "2 people brought in" in words(do(coordinator, "bring_in"))


@pytest.mark.django_db(transaction=True)
def test_a_check_that_fails_says_so(all_are_large, send, monkeypatch):
    def fail(*args: object, **options: object) -> None:
        raise OSError

    monkeypatch.setattr(on_its_way, "check", fail)

    assert "Something of ours failed" in words(send("people", PEOPLE))


def test_what_changed_since_it_was_shown_is_checked_again(send, coordinator, bring):
    send("people", PEOPLE)
    Upload.objects.update(state=State.WRITING)
    upload = Upload.objects.get()
    upload.content = on_its_way.packed(ONE_BAD.encode())
    upload.save()

    on_its_way.bring_in_file(upload, skip_bad=False)

    assert not Person.objects.exists()
    upload.refresh_from_db()
    assert (upload.state, upload.found["bad_rows"]) == (State.CHECKED, 1)


def test_a_file_that_nobody_brings_in_is_deleted_after_a_day(send, time_machine):
    send("people", PEOPLE)
    time_machine.move_to(TODAY + timedelta(days=2))
    assert Upload.objects.too_old().exists()

    send("people", PEOPLE)
    assert Upload.objects.count() == 1

    time_machine.move_to(TODAY + timedelta(days=4))
    tasks.forget_uploads.call()
    assert not Upload.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_where_work_can_be_asked_for_ahead_the_deleting_is(send, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

    send("people", PEOPLE)

    asked = DBTaskResult.objects.get(task_path__endswith="forget_uploads")
    assert asked.run_after == Upload.objects.get().gone_at


# ---- templates -----------------------------------------------------------------------------------
def test_templates_have_every_column_and_explain_it(coordinator):
    answer = coordinator.get("/moving-in/templates/contacts.xlsx")

    book = load_workbook(io.BytesIO(answer.content))
    head = [cell.value for cell in book["Contacts"][1]]
    about = {row[0].value: row for row in book["About the columns"].iter_rows(min_row=2)}
    assert head == list(about)
    assert about["mode"][4].value.startswith("face_to_face (Visit); telephone (Telephone)")
    assert about["episode_ref"][1].value == "yes"
    csv = coordinator.get("/moving-in/templates/contacts.csv").content.decode("utf-8-sig")
    assert csv.strip().replace('"', "").split(",") == head


def test_a_template_that_is_filled_in_comes_in(send, coordinator):
    book = load_workbook(io.BytesIO(coordinator.get("/moving-in/templates/people.xlsx").content))
    sheet = book["People"]
    head = [cell.value for cell in sheet[1]]
    for name, value in {
        "person_ref": "A1",
        "preferred_name": "Peg",
        "email": "p@example.org",
    }.items():
        sheet.cell(2, head.index(name) + 1, value)
    file = io.BytesIO()
    book.save(file)

    assert "All good" in words(send("people", file.getvalue(), "people.xlsx"))


def test_what_is_kept_is_named_without_a_person(send, coordinator):
    send("people", PEOPLE)
    upload = Upload.objects.get()

    assert str(upload) == f"upload {upload.pk}"
    assert upload.audit_scheme_id == upload.scheme_id
