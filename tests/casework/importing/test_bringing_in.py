"""All of a file comes in, or nothing; twice is once; and what is left out can be corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alongside.casework import audit
from alongside.casework.audit.models import Event
from alongside.casework.importing import actions, bad_rows, reading
from alongside.casework.importing.actions import CannotBringIn, Done
from alongside.casework.importing.checking import Checked, check
from alongside.casework.importing.kinds import KINDS
from alongside.casework.importing.mapping import Names
from alongside.casework.importing.models import ExternalReference, SavedMapping
from alongside.casework.importing.place import Place
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.support.models import Contact

from .books import TODAY, csv, parsed

pytestmark = pytest.mark.django_db
PEOPLE = """person_ref,preferred_name,family_name,date_of_birth,telephone
A1,Peg,Hollins,27/03/1948,07700 900417
A2,Joan,Tideswell,01/02/1950,07700 900418
A3,Arthur,Pym,,01632 960333
"""
ONE_BAD = PEOPLE.replace("01/02/1950", "31/02/1950")


@pytest.fixture(autouse=True)
def today(time_machine: Any) -> None:
    time_machine.move_to(TODAY, tick=False)


def checked(kind: str, text: str, scheme: Scheme, by: Worker) -> Checked:
    found = parsed(kind, text)
    return check(found, Place(scheme, by, TODAY, found), doubles=True)


def numbers(done: Done) -> list[int]:
    return [done.written, done.already, done.differs, done.again, done.left_out]


def test_every_row_comes_in_with_its_reference_and_an_audit_line(bring, aldermouth, dilys):
    done = bring("people", PEOPLE)

    assert numbers(done) == [3, 0, 0, 0, 0]
    assert [str(one) for one in Person.objects.order_by("pk")] == [
        "Peg Hollins", "Joan Tideswell", "Arthur Pym",
    ]  # fmt: skip
    assert ExternalReference.objects.count() == 3
    lines = Event.objects.filter(action="PERSON_ADDED", worker_number=dilys.pk)
    assert {line.person_number for line in lines} == set(
        Person.objects.values_list("pk", flat=True)
    )
    file = Event.objects.get(action="FILE_BROUGHT_IN")
    assert (file.scheme_number, file.detail["kind"], file.detail["written"]) == (
        aldermouth.pk, "people", 3,
    )  # fmt: skip


def test_one_bad_row_keeps_every_row_out(bring):
    with pytest.raises(CannotBringIn) as refused:
        bring("people", ONE_BAD)

    assert str(refused.value) == (
        "One row is not right, so nothing was written. Correct them, or leave them out."
    )
    assert not Person.objects.exists()
    assert not Event.objects.exists()


def test_a_file_that_cannot_be_read_keeps_everything_out_also_without_bad_rows(bring):
    with pytest.raises(CannotBringIn, match="cannot be brought in as it is"):
        bring("people", "Shoe size\n5\n", skip_bad=True)


def test_bad_rows_are_left_out_when_that_is_said_corrected_and_sent_again(bring):
    done = bring("people", ONE_BAD, skip_bad=True)
    file = bad_rows.as_text(done.checked.parsed, done.checked.faults)

    assert numbers(done) == [2, 0, 0, 0, 1]
    assert file == (
        '\ufeff"person_ref","preferred_name","family_name","date_of_birth","telephone",'
        '"what_is_wrong"\r\n'
        '"A2","Joan","Tideswell","31/02/1950","07700 900418","Row 3, column date_of_birth:'
        ' “31/02/1950” is no day in the calendar. Write it like 28/02/1950."\r\n'
    )

    again = bring("people", file.replace('"31/02/1950"', '"28/02/1950"'))

    assert numbers(again) == [1, 0, 0, 0, 0]
    assert Person.objects.count() == 3
    assert numbers(bring("people", ONE_BAD.replace("31/02", "28/02"))) == [0, 3, 0, 0, 0]


def test_bad_rows_of_a_workbook_keep_their_days_and_are_no_formulas(bring):
    from .books import xlsx

    file = xlsx(
        ("person_ref", "preferred_name", "added_on", "two_to_visit", "postcode", "telephone"),
        ("A1", "=Peg", date(2026, 4, 3), True, "AD4", "+44 7700 900417"),
        ("A2", "Joan", None, False, "AD4", "07700 900418"),
    )
    found = parsed("people", file)

    text = bad_rows.as_text(found, found.faults)

    again = parsed("people", text.replace('"AD4"', '"AD4 2QT"'))
    assert not again.faults
    assert [row.values["added_on"] for row in again.rows if "added_on" in row.values] == [
        date(2026, 4, 3)
    ]
    assert again.rows[0].values["telephone"] == [("+44 7700 900417", "")]


def test_the_same_file_twice_changes_nothing(bring):
    bring("people", PEOPLE)
    lines = Event.objects.filter(action="PERSON_ADDED").count()

    done = bring("people", PEOPLE)

    assert numbers(done) == [0, 3, 0, 0, 0]
    assert Person.objects.count() == 3
    assert Event.objects.filter(action="PERSON_ADDED").count() == lines


def test_a_row_that_says_something_else_than_before_is_named_and_left_as_it_is_here(bring):
    bring("people", PEOPLE)

    done = bring("people", PEOPLE.replace("07700 900418", "07700 900499").replace("Tides", "Tiles"))

    assert numbers(done) == [0, 2, 1, 0, 0]
    assert [(one.row, one.columns) for one in done.checked.differs] == [
        (3, ["family_name", "telephone"])
    ]
    assert Person.objects.get(preferred_name="Joan").contact_points.get().value == "07700 900418"


def test_what_changed_here_meanwhile_is_not_held_against_the_file(bring):
    bring("people", PEOPLE)
    Person.objects.filter(preferred_name="Joan").update(family_name="Smith")

    assert numbers(bring("people", PEOPLE)) == [0, 3, 0, 0, 0]


def test_a_row_that_stands_twice_in_a_file_comes_in_once(bring):
    done = bring("people", PEOPLE + "A1,Peg,Hollins,27/03/1948,07700 900417\n")

    assert numbers(done) == [3, 0, 0, 1, 0]
    assert done.checked.again == [(5, 2)]


def test_a_reference_that_stands_for_two_is_a_fault(bring):
    with pytest.raises(CannotBringIn):
        bring("people", PEOPLE + "A1,Maggie,Hollins,,07700 900419\n")

    found = bring("people", PEOPLE + "A1,Maggie,Hollins,,07700 900419\n", skip_bad=True)
    assert [fault.sentence for fault in found.checked.faults] == [
        "Row 5, column person_ref: “A1” stands in row 2 already, and that row says something else."
        " Give each a reference of its own, or take one of them out."
    ]


def test_the_same_reference_in_another_scheme_is_somebody_else(bring, elsewhere, outsider):
    bring("people", PEOPLE)

    done = actions.bring_in(
        parsed=parsed("people", PEOPLE), scheme=elsewhere, today=TODAY, by=outsider
    )

    assert done.written == 3
    assert Person.objects.filter(scheme=elsewhere).count() == 3


def test_nothing_that_is_kept_says_what_the_reference_or_the_row_was(bring):
    bring("people", PEOPLE)

    kept = " ".join(f"{one.key} {one.says}" for one in ExternalReference.objects.all())

    said = ("A1", "Peg", "Hollins", "900417", "/1948", "1948-", "27/03", "03-27")
    assert not any(word in kept for word in said)


def test_a_failing_audit_line_undoes_everything(bring, monkeypatch):
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("no room left")

    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(OSError, match="no room left"):
        bring("people", PEOPLE)

    assert not Person.objects.exists()
    assert not ExternalReference.objects.exists()


def test_contacts_without_a_number_are_known_by_all_that_they_say(bring, pegs_episode, aldermouth):
    reference_for(pegs_episode, "episodes", "E1", aldermouth)
    text = """episode_ref,date,type,minutes,note
E1,12/11/2026,Phone,20,
E1,12/11/2026,Phone,20,
E1,13/11/2026,Visit,45,Tea
"""

    assert numbers(bring("contacts", text)) == [3, 0, 0, 0, 0]
    assert numbers(bring("contacts", text)) == [0, 3, 0, 0, 0]
    assert numbers(bring("contacts", text + "E1,14/11/2026,Visit,45,\n")) == [1, 3, 0, 0, 0]
    assert Contact.objects.count() == 4


def reference_for(thing: Any, kind: str, reference: str, scheme: Scheme) -> None:
    place = Place(scheme, thing.connector, TODAY, parsed("people", PEOPLE))
    ExternalReference.objects.create(
        scheme=scheme, kind=kind, key=place.key(kind, reference), thing_number=thing.pk
    )


# ---- people who may be known ---------------------------------------------------------------------
def test_people_who_may_be_known_are_told_and_come_in_as_they_are(bring, peg, aldermouth, dilys):
    found = checked("people", PEOPLE, aldermouth, dilys)

    assert [(one.row, one.who, one.known_as) for one in found.doubles] == [
        (2, "Peg Hollins", "Peg Hollins")
    ]
    assert found.doubles[0].why == "the same name and the same telephone"
    assert bring("people", PEOPLE).written == 3


def test_of_somebody_in_another_scheme_only_that_there_is_somebody(elsewhere, aldermouth, dilys):
    from tests.casework import made

    made.person(elsewhere, "Peg", "Hollins", telephone="07700 900417")

    found = checked("people", PEOPLE, aldermouth, dilys)

    assert [(one.known_as, one.why) for one in found.doubles] == [
        ("somebody in another scheme of the programme", "ask your programme’s resolver")
    ]


def test_two_rows_of_a_file_may_be_one_person(aldermouth, dilys):
    text = (
        "person_ref,full_name,date_of_birth,telephone,nhs_number\n"
        "A1,Mrs Margaret Hollins,27/03/1948,07700 900417,\n"
        'A2,"Hollins, Margaret",27/03/1948,01632 960417,\n'
        "A3,M Hollins,,07700 900417,943 476 5919\n"
        "A4,Joan Tideswell,,07700 900418,943 476 5919\n"
        "A5,Joan Tideswell,,07700 900418,\n"
    )

    found = checked("people", text, aldermouth, dilys)

    assert [(one.row, one.known_as, one.why) for one in found.doubles] == [
        (3, "Margaret Hollins, row 2 of this file", "the same name and date of birth"),
        (5, "M Hollins, row 4 of this file", "the same health number"),
        (6, "Joan Tideswell, row 5 of this file", "the same name and telephone"),
    ]


# ---- how it is read, kept ------------------------------------------------------------------------
def test_a_mapping_is_kept_for_the_scheme_and_replaced(aldermouth, dilys):
    for columns in ({"Ref": "person_ref"}, {"Ref No": "person_ref"}):
        actions.save_mapping(
            scheme=aldermouth, kind=KINDS["people"], names=Names(columns=columns), by=dilys
        )

    saved = SavedMapping.objects.get()
    assert saved.names["columns"] == {"Ref No": "person_ref"}
    assert Event.objects.filter(action="MAPPING_SAVED", scheme_number=aldermouth.pk).count() == 2
    assert str(saved) == f"people in {aldermouth.pk}"


def test_a_book_is_read_from_its_bytes_alone():
    assert reading.open_book(csv(PEOPLE)).names == ["the file"]
