"""What is written of an entry by hand, and what is refused, in which words."""

from datetime import date, timedelta

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.directory.actions import entries
from alongside.casework.directory.models import Activity, Standing, Tip
from alongside.casework.directory.trust import LONGEST, SHORTEST

from . import made

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("line", "words"), [("  ", "Nothing says what it is"), ("a" * 201, "more than 200 letters")]
)
def test_a_typed_line_is_refused_when_it_is_empty_or_too_long(line, words, aldermouth, ruth):
    with pytest.raises(entries.CannotKeep, match=words):
        entries.propose(name=line, scheme=aldermouth, by=ruth)

    assert not Activity.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": " "}, "Nothing says what it is called"),
        ({"check_every": SHORTEST - 1}, f"Choose from {SHORTEST} to {LONGEST} days"),
        ({"check_every": LONGEST + 1}, f"Choose from {SHORTEST} to {LONGEST} days"),
    ],
)
def test_a_change_is_refused_and_the_entry_stays_as_it_was(values, words, ruth):
    choir = made.activity("Fenwater choir")

    with pytest.raises(entries.CannotKeep, match=words):
        entries.change(activity=choir, values=values, by=ruth)

    choir.refresh_from_db()
    assert choir.name == "Fenwater choir"
    assert not Event.objects.exists()


def test_writing_the_rest_of_what_was_proposed_lists_it(aldermouth, ruth, dilys):
    choir = entries.propose(name="Fenwater choir", scheme=aldermouth, by=ruth)

    entries.change(activity=choir, values={"name": "Fenwater town choir"}, by=dilys)

    choir.refresh_from_db()
    assert (choir.name, choir.standing) == ("Fenwater town choir", Standing.LISTED)


def test_another_interval_moves_the_day_on_which_the_next_check_is_due(ruth):
    checked = date(2026, 3, 2)
    choir = made.activity(checked_on=checked, due_on=date(2026, 6, 1))

    entries.change(activity=choir, values={"check_every": SHORTEST}, by=ruth)

    choir.refresh_from_db()
    assert choir.due_on == checked + timedelta(days=SHORTEST)


def test_a_tip_without_words_is_refused(aldermouth, ruth):
    choir = made.activity()

    with pytest.raises(entries.CannotKeep, match="Nothing is written"):
        entries.tip(activity=choir, scheme=aldermouth, words="  ", by=ruth)

    assert not Tip.objects.exists()
