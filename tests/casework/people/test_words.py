"""How we speak of somebody."""

from __future__ import annotations

import pytest

from alongside.casework.people.words import HE, SHE, THEY, spoken


@pytest.mark.parametrize(
    ("pronouns", "expected"),
    [
        ("she/her", SHE),
        ("She, her", SHE),
        ("he/him", HE),
        ("they/them", THEY),
        ("ze/zir", THEY),
        ("", THEY),
    ],
)
def test_the_first_pronoun_counts_and_they_where_none_is_known(pronouns, expected):
    assert spoken(pronouns) == expected
