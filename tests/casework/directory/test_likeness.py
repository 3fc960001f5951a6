"""Which entries are proposed to be one."""

import doctest

import pytest

from alongside.casework.directory import likeness
from alongside.casework.directory.likeness import Row, pairs
from alongside.casework.directory.queries import showing


def row(number, name, postcode="", telephone=""):
    return Row(
        number,
        name,
        frozenset({postcode} if postcode else ()),
        frozenset({telephone} if telephone else ()),
    )


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (
            row(1, "Fenwater Choir", "AD2 1AA"),
            row(2, "The Fenwater choir group", "AD2 1AA"),
            ("the same name", "the same postcode, AD2 1AA"),
        ),
        (
            row(1, "Fenwater Choir", "AD2 1AA", "01632960455"),
            row(2, "Fenwater Chior", "AD3 1AA", "01632960455"),
            ("names that are much alike", "the same telephone"),
        ),
        (row(1, "Fenwater Choir", "AD2 1AA"), row(2, "Fenwater choir"), ("the same name",)),
        (row(1, "Carers’ café", "AD2 1AA"), row(2, "Carers’ café", "GT1 1AA"), None),
        (row(1, "Fenwater Choir", "AD2 1AA"), row(2, "Bingo", "AD2 1AA"), None),
        (row(1, "Fenwater Choir"), row(2, "Fenwick chairs"), None),
    ],
)
def test_two_are_proposed_only_where_more_than_one_thing_speaks_for_it(first, second, why):
    found = pairs([first, second], set())

    assert [pair.why for pair in found] == ([why] if why else [])


def test_what_was_told_apart_is_not_proposed():
    rows = [row(1, "Choir", "AD2 1AA"), row(2, "Choir", "AD2 1AA")]

    assert pairs(rows, {(1, 2)}) == []


def test_what_most_speaks_for_comes_first():
    rows = [
        row(1, "Choir", "AD2 1AA", "1"),
        row(2, "Choir", "AD2 1AA"),
        row(3, "Choir", "AD2 1AA", "1"),
    ]

    assert [(one.first, one.second) for one in pairs(rows, set())] == [(1, 3), (1, 2), (2, 3)]


@pytest.mark.parametrize("module", [likeness, showing])
def test_the_examples_in_the_code_are_right(module):
    assert doctest.testmod(module).failed == 0


def test_names_of_hall_and_town_are_left_out_of_names():
    hall = ("Thornhythe cricket pavilion", "Thornhythe")
    rows = [
        Row(1, "Bingo at Thornhythe cricket pavilion", frozenset({"AD4 1LL"}), around=hall),
        Row(2, "Pottery at Thornhythe cricket pavilion", frozenset({"AD4 1LL"}), around=hall),
    ]

    assert pairs(rows, set()) == []
