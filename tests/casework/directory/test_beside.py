"""What a source says, beside what a person here has corrected; and taking it over."""

from uuid import uuid4

import pytest

from alongside.casework.directory import beside
from alongside.casework.directory.actions import entries, proposals
from alongside.casework.directory.models import (
    Activity,
    CostOption,
    Organisation,
    Proposal,
    Said,
    Shape,
    Source,
)

from . import made

pytestmark = pytest.mark.django_db
TIMES = [
    {
        "public_id": str(uuid4()),
        "freq": "WEEKLY",
        "byday": "WE",
        "opens_at": "10:00:00",
        "closes_at": "12:00:00",
        "weekdays": 4,
    }
]
COSTS = [{"public_id": str(uuid4()), "amount": "2.50", "option": "Each time"}]
CONTACTS = [
    {
        "public_id": str(uuid4()),
        "name": "Maureen",
        "phones": [{"public_id": str(uuid4()), "number": "01632 960999"}],
    }
]


@pytest.fixture
def choir() -> Activity:
    choir = made.activity("Choir", weekly="TU")
    CostOption.objects.create(activity=choir, amount=3)
    return choir


def said_by_a_source(choir: Activity, values: dict) -> Proposal:
    source = Source.objects.create(name="The council’s list", shape=Shape.HSDS_UK)
    return Proposal.objects.create(activity=choir, origin="import", source=source, values=values)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("times", TIMES, "Wednesdays, 10am to noon"),
        ("costs", COSTS, "2.50, Each time"),
        ("contacts", CONTACTS, "Maureen, 01632 960999"),
        ("languages", [{"name": "Welsh"}, {"name": "English"}], "Welsh\nEnglish"),
        ("description", "We sing.", "We sing."),
        ("minimum_age", None, ""),
        ("tags", [{"term": {"name": "singing"}}], "singing"),
        ("times", "nonsense", "nonsense"),
        ("costs", ["nonsense"], ""),
    ],
)
def test_a_value_is_said_in_words(name, value, words):
    assert beside.in_words(name, value) == words


def test_what_a_source_says_is_taken_over_with_its_rows(choir, ruth):
    values = {"times": TIMES, "costs": COSTS, "contacts": CONTACTS, "minimum_age": 18.0}
    waiting = said_by_a_source(choir, values)

    proposals.decide(proposal=waiting, take=["times", "contacts", "minimum_age"], by=ruth)

    choir.refresh_from_db()
    waiting.refresh_from_db()
    assert choir.times.get().byday == "WE"
    assert choir.contacts.get().phones.get().number == "01632 960999"
    assert choir.minimum_age == 18
    assert choir.costs.get().amount == 3
    assert waiting.taken == ["times", "contacts", "minimum_age"]
    assert waiting.before["times"][0]["byday"] == "TU"


def test_who_runs_it_is_taken_over_by_its_number_and_said_by_its_name(choir, ruth):
    office = Organisation.objects.create(name="St Bride’s")
    waiting = said_by_a_source(choir, {"organisation_id": office.pk})

    assert beside.in_words("organisation_id", office.pk) == "St Bride’s"
    proposals.decide(proposal=waiting, take=["organisation_id"], by=ruth)

    choir.refresh_from_db()
    assert choir.organisation == office


def test_what_is_taken_from_a_source_may_change_with_it_again(choir, ruth):
    entries.change(activity=choir, values={"description": "Ours."}, by=ruth)
    waiting = said_by_a_source(choir, {"description": "Theirs."})

    proposals.decide(proposal=waiting, take=["description"], by=ruth)

    assert not Said.objects.filter(activity=choir, field="description", source=None).exists()


@pytest.mark.parametrize(
    "name", ["standing", "public_id", "only_for_id", "merged_into_id", "nothing"]
)
def test_what_nobody_else_decides_is_left_alone(choir, name):
    before = Activity.objects.filter(pk=choir.pk).values().get()

    beside.take(choir, {name: "1"})

    assert Activity.objects.filter(pk=choir.pk).values().get() == before


def test_two_ages_are_taken_over_together_or_not_at_all(choir, ruth):
    Activity.objects.filter(pk=choir.pk).update(minimum_age=18, maximum_age=30)
    waiting = said_by_a_source(choir, {"minimum_age": 50, "maximum_age": 90})

    with pytest.raises(proposals.CannotDecide, match="Take both ages over, or neither"):
        proposals.decide(proposal=waiting, take=["minimum_age"], by=ruth)
    proposals.decide(proposal=waiting, take=["minimum_age", "maximum_age"], by=ruth)

    choir.refresh_from_db()
    assert (choir.minimum_age, choir.maximum_age) == (50, 90)
