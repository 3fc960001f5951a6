"""Costs come in from a spreadsheet, with who entered them, and never twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from alongside.casework.importing import actions, checking
from alongside.casework.importing.place import Place
from alongside.casework.people import actions as people
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Cost

from .. import made
from .books import TODAY, csv, parsed, xlsx

HEAD = ["Period", "Type", "Spend", "Description"]


def brought_in(file, scheme, by, **said):
    return actions.bring_in(parsed=parsed("costs", file), scheme=scheme, today=TODAY, by=by, **said)


def test_costs_come_in_as_accounts_write_them(aldermouth, dilys):
    file = xlsx(
        HEAD,
        ["April 2026", "Running costs", "£12,500.00", "Pay and rent"],
        [date(2026, 5, 17), "management", 900.5, None],
        ["2026-05", "Set-up", "0", ""],
    )

    done = brought_in(file, aldermouth, dilys)

    assert done.written == 3
    assert list(Cost.objects.order_by("pk").values_list("month", "kind", "amount")) == [
        (date(2026, 4, 1), "running", Decimal("12500.00")),
        (date(2026, 5, 1), "coordination", Decimal("900.50")),
        (date(2026, 5, 1), "set_up", Decimal("0.00")),
    ]
    assert {cost.entered_by for cost in Cost.objects.all()} == {dilys}
    assert Cost.objects.first().note == "Pay and rent"


def test_the_same_file_sent_twice_changes_nothing(aldermouth, dilys):
    text = "month,kind,amount\nApril 2026,running,5\nApril 2026,running,5\n"

    first = brought_in(csv(text), aldermouth, dilys)
    second = brought_in(csv(text), aldermouth, dilys)

    assert (first.written, second.written, second.already) == (2, 0, 2)
    assert Cost.objects.count() == 2


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("April 1999,running,5,", "The year 1999 is too long ago"),
        ("April 2028,running,5,", "April 2028 is more than a year ahead"),
        ("April 2026,petrol,5,", "is none of the words that are known here"),
        ("April 2026,running,lots,", "is no amount"),
        ("April 2026,running,-5,", "is below nothing"),
        ("April 2026,running,5,programme", "is entered by an administrator of this scheme"),
    ],
)
def test_a_row_that_cannot_be_is_named_and_nothing_is_written(aldermouth, dilys, row, words):
    file = parsed("costs", csv(f"month,kind,amount,of\n{row}\n"))

    checked = checking.check(file, Place(aldermouth, dilys, TODAY, file))

    assert words in checked.faults[0].sentence
    with pytest.raises(actions.CannotBringIn):
        actions.bring_in(parsed=file, scheme=aldermouth, today=TODAY, by=dilys)
    assert not Cost.objects.exists()


def test_an_administrator_brings_in_what_is_of_the_whole_programme(aldermouth):
    amina = made.worker("Amina Yusuf", "administrator", aldermouth)

    brought_in(
        csv("month,kind,amount,of\nApril 2026,coordination,5,programme\n"), aldermouth, amina
    )

    cost = Cost.objects.get()
    assert (cost.scheme, cost.programme) == (None, aldermouth.programme)


def test_a_reference_of_somebody_who_was_merged_away_leads_to_the_record_that_stands(
    aldermouth, dilys, peg
):
    text = "person_ref,preferred_name,family_name,telephone\nP-1,Margaret,Hollins,01632 960555\n"
    file = parsed("people", csv(text))
    actions.bring_in(parsed=file, scheme=aldermouth, today=TODAY, by=dilys)
    margaret = Person.objects.get(preferred_name="Margaret")
    place = Place(aldermouth, dilys, TODAY, file)
    assert place.find("people", ["P-1"]) == {"P-1": margaret.pk}

    people.merge(kept=peg, away=margaret, on=TODAY, by=dilys)

    assert place.find("people", ["P-1"]) == {"P-1": peg.pk}
    again = actions.bring_in(
        parsed=parsed("people", csv(text)), scheme=aldermouth, today=TODAY, by=dilys
    )
    assert (again.written, again.already) == (0, 1)
