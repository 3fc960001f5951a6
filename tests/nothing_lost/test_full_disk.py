"""A disk that is full to its last byte: it is said, what was typed stays, and reading goes on.

The disk is a small file system in memory, for which the tests have to run as root; elsewhere they
are skipped, and tests/casework/site/test_not_saved.py has what the databases say on a full disk.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from .disk import MEGABYTE, Disk, mount, unmount
from .service import Person, Service, Template, contact, dropped_afterwards, order

LONG = "She spoke of the lake, the boats & “the birds”. " * 200  # nearly all that a note may hold


@pytest.fixture
def disk(template: Template) -> Iterator[Disk]:
    """What holds the records: SQLite's data folder, or PostgreSQL's files of this database."""
    owner = "postgres" if template.server else ""
    folder = Path(tempfile.mkdtemp(prefix="alongside-disk-", dir="/tmp"))
    folder.chmod(0o755)
    made = mount(folder / "disk", 48 * MEGABYTE if template.server else 14 * MEGABYTE, owner)
    if made is None:
        shutil.rmtree(folder)
        pytest.skip("only root may make a small disk to fill")
    yield made
    unmount(made)
    shutil.rmtree(folder)


@pytest.fixture
def small(template: Template, disk: Disk, tmp_path: Path) -> Iterator[Service]:
    """A service whose records are on the small disk."""
    name = f"small_{uuid4().hex}"
    if not template.server:
        made = template.copy(disk.folder / "service")
        yield made
        made.kill()
        return
    order(template.server, f"CREATE TABLESPACE \"{name}\" LOCATION '{disk.folder}'")
    with dropped_afterwards(template.server, name):
        made = template.copy(tmp_path / "service", database=name, tablespace=name)
        yield made
        made.kill()
    disk.empty()
    order(template.server, f'DROP TABLESPACE "{name}"')


def write_until_refused(person: Person, forged: str) -> tuple[list[str], dict[str, str], str]:
    """Notes that were acknowledged; the form that was not, and what came back for it."""
    acknowledged = []
    for number in range(200):
        form = contact(f"Note {number}. {LONG}") | {"csrfmiddlewaretoken": forged}
        answer = person.ask(person.page, form)
        if answer.status != 302:
            assert answer.status == 507, answer.page[:500]
            return acknowledged, form, answer.page
        acknowledged.append(form["note"].strip())
    raise AssertionError("The disk never was full.")


READ = ("/", "/my-people/", "/people/{}/", "/people/{}/record/", "/people/{}/plan/")


def test_on_a_full_disk_nothing_is_lost_and_records_can_be_read(small: Service, disk: Disk):
    small.start()
    ruth, owen = small.people()[:2]
    forged = ruth.forged_token()
    owen.ask(owen.page)
    disk.fill()

    saved, form, page = write_until_refused(ruth, forged)

    assert "This could not be saved: there is no room left" in page
    assert "the boats &amp; “the birds”" in page
    assert form["note"][:9] in page
    assert f'name="token" value="{form["token"]}"' in page
    for person in (ruth, owen):
        for path in READ:
            answer = person.ask(path.format(person.person))
            assert answer.status == 200, (path, answer.status)

    disk.empty()
    assert ruth.ask(ruth.page, form).status == 302
    assert ruth.ask(ruth.page, form).status == 302  # the same again changes nothing
    assert ruth.ask(f"/people/{ruth.person}/").status == 200

    small.stop()
    assert Counter(small.notes()) == Counter([*saved, form["note"].strip()])
    looks = small.script(LOOKS)
    assert looks[str(owen.person)] >= 4  # those on the full disk too
    assert "ok    Audit" in small.run("doctor").stdout


LOOKS = """
from collections import Counter
from alongside.casework.audit.models import Event
looks = Event.objects.filter(action="LOOKED").values_list("person_number", flat=True)
print(json.dumps(Counter(looks)))
"""


def test_on_a_full_disk_a_draft_is_not_said_to_be_kept(small: Service, disk: Disk):
    small.start()
    ruth = small.people()[0]
    forged = ruth.forged_token()
    disk.fill()
    write_until_refused(ruth, forged)

    answer = ruth.ask(
        "/drafts/",
        body=json.dumps({"form": f"support.contact:{ruth.person}", "fields": {"note": LONG * 9}}),
        headers={"X-CSRFToken": forged, "Content-Type": "application/json", "X-Sent-By": "keep"},
    )

    assert answer.status == 507
    assert "no room left" in answer.page


def test_on_a_full_disk_a_backup_says_so_and_the_one_before_stays(service: Service, tmp_path: Path):
    disk = mount(tmp_path / "usb", 2 * MEGABYTE)
    if disk is None:
        pytest.skip("only root may make a small disk to fill")
    try:
        file = disk.folder / "tonight.backup"
        assert service.run("backup", str(file)).returncode == 0
        before = file.read_bytes()
        disk.fill()

        ended = service.run("backup", str(file), "--replace")

        assert ended.returncode == 10
        assert "There is no room left for tonight.backup" in ended.stderr
        assert file.read_bytes() == before
        assert set(disk.folder.iterdir()) == {file, disk.filling}
        disk.empty()
        assert service.run("restore", "--check", str(file)).returncode == 0
        assert not list(service.data.glob(".backup-*"))
    finally:
        unmount(disk)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_on_a_full_disk_an_extract_says_so_and_leaves_nothing_half(
    service: Service, tmp_path: Path, kind: str
):
    disk = mount(tmp_path / "usb", 2 * MEGABYTE)
    if disk is None:
        pytest.skip("only root may make a small disk to fill")
    try:
        disk.fill()
        out = disk.folder / "extract"

        ended = service.run("extract", "--out", str(out), "--format", kind)

        assert ended.returncode == 10, ended.stderr
        assert ended.stderr.count("\n") >= 3
        assert list(disk.folder.iterdir()) == [disk.filling]
        disk.empty()
        assert service.run("extract", "--out", str(out), "--format", kind).returncode == 0
    finally:
        unmount(disk)
