"""No name, number, address or word of anybody is in the files, in whatever form they are."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from alongside import demo, extract
from alongside.casework.community.models.choices import Need
from alongside.casework.extracting.ids import Ids
from alongside.casework.extracting.models import Extract
from alongside.casework.people.models import ContactPoint, Person
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.support.models import Contact, ConversationWords, Episode

from .conftest import write

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 19)
ROOMS = (
    "people",
    "referrals",
    "support",
    "signposting",
    "measures",
    "safeguarding",
    "followup",
    "community",
)
NOT_SAID_OF_ANYBODY = {"true", "false", "self", "other", "letter", "video", "group", "message"}


@pytest.fixture(scope="module")
def service(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The made-up service, for the tests of this file alone."""
    with django_db_blocker.unblock():
        from django.db import transaction

        with transaction.atomic():
            demo.load(seed=1, today=TODAY, progress=lambda *_: None)
            yield
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def files(service: None, tmp_path_factory: Any) -> Path:
    folder = tmp_path_factory.mktemp("extracts") / "all"
    write(folder, *Scheme.objects.all())
    return folder


@pytest.fixture(scope="module")
def text(files: Path) -> str:
    """All that stands in the tables, but for the schemes' public names."""
    tables = [path for path in files.glob("*.csv") if path.name != "schemes.csv"]
    return "\n".join(path.read_text() for path in tables)


@pytest.fixture(scope="module")
def values(text: str) -> set[str]:
    return set(re.split(r"[,\n]", text))


def test_it_is_an_extract_of_the_whole_made_up_service(files: Path):
    checked = extract.check(files)

    assert checked.faults == []
    assert checked.rows["episodes"] == Episode.objects.filter(started_on__isnull=False).count()
    assert checked.rows["referrals"] > 100
    assert checked.rows["contacts"] > 300


def test_nobodys_name_is_in_it(text: str):
    names = set()
    for person in Person.objects.all():
        names |= {person.preferred_name, person.given_name, person.family_name}
    names |= {word for worker in Worker.objects.all() for word in worker.name.split()}

    words = set(re.findall(r"\w+", text.lower()))  # an id is one word: it may hold “tam” by chance
    found = {name for name in names if name and name.lower() in words}
    assert len(names) > 100
    assert found == set()


def test_nobodys_number_address_or_postcode_is_in_it(text: str):
    said: set[str] = {point.value for point in ContactPoint.objects.all()}
    for person in Person.objects.all():
        said |= {person.postcode, person.nhs_number, person.chi_number, person.hcn_number}
        said |= set(person.address.splitlines())
    plain = {re.sub(r"\W", "", one).lower() for one in said} - {""}
    squashed = re.sub(r"[^\w\n,]", "", text).lower()

    assert len(plain) > 100
    assert [one for one in plain if len(one) > 3 and one in squashed] == []


def test_no_day_of_birth_is_in_it(text: str):
    born = {person.date_of_birth for person in Person.objects.exclude(date_of_birth=None)}

    assert len(born) > 20
    assert [day for day in born if day.isoformat() in text] == []


def test_no_number_of_the_database_is_in_it(files: Path):
    tables = {
        name: list(extract.read(files).rows(name)) for name in extract.tables() if has(files, name)
    }
    columns = {
        (table, column): {row[column] for row in rows if row[column]}
        for table, rows in tables.items()
        for column in extract.table(table).names
        if column.endswith("_id")
    }

    for found in columns.values():
        assert all(re.fullmatch("[a-z2-7]{8}|[a-z2-7]{16}", one) for one in found)
        assert not {one for one in found if one.isdigit()}


def has(files: Path, name: str) -> bool:
    return (files / f"{name}.csv").exists()


def test_rows_do_not_come_in_the_order_of_the_database(files: Path):
    ids = Ids()
    for table, model in (("episodes", Episode), ("contacts", Contact)):
        kind = table.removesuffix("s")
        number = {ids.of(kind, one): one for one in model.objects.values_list("pk", flat=True)}
        order = [number[row[f"{kind}_id"]] for row in extract.read(files).rows(table)]

        assert order != sorted(order)


def words_of(model: type[models.Model]) -> set[str]:
    """Whatever is kept as free text in a record."""
    found: set[str] = set()
    for field in model._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField) and not field.choices:
            for text in model.objects.values_list(field.name, flat=True):
                found |= {text.strip().lower()} if text else set()
    return found


def test_not_a_word_that_anybody_wrote_is_in_it(values: set[str]):
    written: set[str] = set()
    for model in apps.get_models():
        if model._meta.app_label in ROOMS:
            written |= words_of(model)
    own = {
        choice
        for table in extract.tables().values()
        for column in table.columns
        for choice in column.choices
    }

    own |= set(Need.values)  # what the service itself calls what is missing

    assert len(written) > 1_000
    assert {one for one in values if one.lower() in written} - own - NOT_SAID_OF_ANYBODY == set()


def test_no_part_of_a_note_is_in_it(text: str):
    notes = [contact.note for contact in Contact.objects.exclude(note="")]
    notes += [said.words for said in ConversationWords.objects.all()]
    parts = {" ".join(note.split()[:3]) for note in notes if len(note.split()) > 2}

    assert len(parts) > 100
    assert [part for part in parts if part in text] == []


def test_the_register_has_no_word_of_anybody_either(files: Path):
    entered = Extract.objects.get()

    assert set(entered.left_out) <= {"opted_out", "not_started", "other_instrument"}
    assert set(entered.hashes) == {path.name for path in files.iterdir()}
