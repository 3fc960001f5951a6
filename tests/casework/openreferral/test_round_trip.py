"""What comes in as Open Referral UK 3.0 goes out again as it came."""

from __future__ import annotations

import json
import uuid
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.casework.directory.models import (
    Activity,
    ActivityPlace,
    Organisation,
    Place,
    Source,
    SourceRun,
    Tag,
    Taxonomy,
    Term,
)
from alongside.casework.directory.reading import Report
from alongside.casework.directory.taking_in import take_in
from alongside.casework.openreferral import numbering
from tests.casework import made
from tests.shared_data import shared

from . import standard, world
from .conftest import Reader

pytestmark = pytest.mark.django_db
OURS = {"last_modified", "taxonomy_id"}  # when it changed here; a list known by name gets an id


@pytest.fixture
def dilys(aldermouth):
    return made.worker("Dilys Harcourt", "coordinator", aldermouth)


def brought_in(services: list[Any], by: Any) -> Report:
    source, _ = Source.objects.get_or_create(name="A council", shape="hsds_uk")
    report = Report()
    take_in(
        run=SourceRun.objects.create(source=source, by=by),
        services=lambda: list(enumerate(json.loads(json.dumps(services)), start=1)),
        total=len(services),
        report=report,
        today=date(2026, 11, 22),
        many_gone=True,
        by=by,
    )
    numbering.forget()
    return report


def given_out() -> dict[str, Any]:
    page = Reader().data("services", full="true", per_page=500)
    return {one["id"]: one for one in page["contents"]}


def plain(value: Any) -> Any:
    """Lists in one order, and without what is ours to say."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items() if name not in OURS}
    if isinstance(value, list):
        return sorted(
            (plain(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True)
        )
    return value


def test_the_published_example_comes_out_as_it_went_in(dilys):
    example = json.loads(
        shared("standards", "hsds-uk-3.0", "examples", "service_full.json").read_text()
    )

    brought_in([example], dilys)

    found = given_out()[example["id"]]
    assert standard.faults(found, "service") == []
    assert plain(found) == plain(example)


IDS = st.uuids(version=4).map(str)
WORDS = st.text(st.sampled_from("abcdeéñ ÅłO’–&1.,"), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
TEXT = WORDS.filter(bool)
DAY = st.dates(date(2001, 1, 1), date(2026, 6, 1)).map(str)
CLOCK = st.times().map(lambda one: one.replace(microsecond=0, tzinfo=None).isoformat())
ADDRESS = st.sampled_from(["https://a.example.org/x", "http://b.example.org"])
EMAIL = st.sampled_from(["a@example.org", "b.c@example.org"])
TERM = st.fixed_dictionaries(
    {"id": IDS, "name": TEXT, "description": TEXT},
    optional={"term_uri": ADDRESS, "code": TEXT},
)
ATTRIBUTE = st.fixed_dictionaries(
    {"id": IDS, "taxonomy_term": TERM}, optional={"link_type": TEXT, "value": TEXT}
)
PHONE = st.fixed_dictionaries({"id": IDS, "number": st.just("01632 960001")}, optional={"x": TEXT})


def some(of: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(of, min_size=1, max_size=2)


def record(needed: dict[str, Any], **optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"id": IDS} | needed, optional=optional)


TIME = record(
    {},
    dtstart=DAY,
    freq=st.sampled_from(["WEEKLY", "MONTHLY"]),
    description=TEXT,
    opens_at=CLOCK,
    closes_at=CLOCK,
    schedule_link=ADDRESS,
    attending_type=TEXT,
    notes=TEXT,
) | record(
    {
        "freq": st.just("WEEKLY"),
        "interval": st.integers(1, 4),
        "byday": st.sampled_from(["TU", "MO,TH", "SA,SU"]),
    }
)
ADDRESSES = record(
    {
        "address_1": TEXT,
        "city": TEXT,
        "state_province": TEXT,
        "postal_code": st.sampled_from(["BS16 4AA", "EH6 6AA", "ABC 1234"]),
        "country": st.sampled_from(["GB", "IE"]),
        "address_type": st.sampled_from(["physical", "postal"]),
    },
    attention=TEXT,
    region=TEXT,
)
LOCATION = record(  # without a latitude it would go out with its postcode's
    {
        "location_type": st.sampled_from(["physical", "virtual"]),
        "latitude": st.floats(50, 60).map(lambda one: round(one, 6)),
        "longitude": st.floats(-6, 1).map(lambda one: round(one, 6)),
    },
    name=TEXT,
    description=TEXT,
    external_identifier=TEXT,
    external_identifier_type=TEXT,
    addresses=some(ADDRESSES),
    accessibility=some(record({}, description=TEXT, details=TEXT, url=ADDRESS)),
    phones=some(PHONE),
    attributes=some(ATTRIBUTE),
)
ORGANISATION = record(
    {"name": TEXT, "description": TEXT},
    email=EMAIL,
    website=ADDRESS,
    logo=ADDRESS,
    uri=ADDRESS,
    organization_identifiers=some(
        record({"identifier_type": TEXT, "identifier": TEXT}, identifier_scheme=TEXT)
    ),
    attributes=some(ATTRIBUTE),
)
SERVICE = record(
    {"name": TEXT, "status": st.sampled_from(["active", "inactive", "temporarily closed"])},
    description=TEXT,
    url=ADDRESS,
    email=EMAIL,
    fees=TEXT,
    accreditations=TEXT,
    minimum_age=st.integers(0, 20),
    maximum_age=st.integers(20, 110),
    assured_date=DAY,
    assurer_email=EMAIL,
    alert=TEXT,
    schedules=some(TIME),
    service_areas=some(record({}, name=TEXT, extent=TEXT, extent_type=TEXT, uri=ADDRESS)),
    service_at_locations=some(record({"location": LOCATION}, schedules=some(TIME))),
    languages=some(record({}, name=TEXT, code=st.sampled_from(["en", "cy"]))),
    organization=ORGANISATION,
    funding=some(record({"source": TEXT})),
    cost_options=some(record({}, option=TEXT, amount=st.integers(0, 400), amount_description=TEXT)),
    contacts=some(record({}, name=TEXT, title=TEXT, email=EMAIL, phones=some(PHONE))),
    attributes=some(ATTRIBUTE),
    eligibility_description=TEXT,
    x_of_their_own=TEXT,
)


def with_times_at_places(service: dict[str, Any]) -> dict[str, Any]:
    """As it goes out: a schedule of one place stands with the service and names the place."""
    at_places = []
    for there in service.get("service_at_locations", []):
        for time in there.pop("schedules", []):
            at_places.append(time | {"service_at_location_id": there["id"]})
    if at_places:
        service["schedules"] = [*service.get("schedules", []), *at_places]
    return service


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, *HealthCheck]
)
@given(service=SERVICE)
def test_whatever_a_service_says_comes_out_as_it_went_in(dilys, service):
    forget_everything()

    brought_in([service], dilys)

    assert plain(given_out()[service["id"]]) == plain(with_times_at_places(service))


def test_a_time_that_names_its_place_is_of_that_place(dilys):
    there, when = str(uuid.uuid4()), str(uuid.uuid4())
    service = {
        "id": str(uuid.uuid4()),
        "name": "Choir",
        "status": "active",
        "schedules": [
            {"id": when, "byday": "TU", "freq": "WEEKLY", "service_at_location_id": there}
        ],
        "service_at_locations": [
            {"id": there, "location": {"id": str(uuid.uuid4()), "location_type": "physical"}}
        ],
    }

    brought_in([service], dilys)

    assert Activity.objects.get().times.get().at.public_id == uuid.UUID(there)
    assert plain(given_out()[service["id"]]) == plain(service)


def test_what_we_give_out_another_of_us_takes_in_whole(aldermouth, dilys):
    world.directory(aldermouth)
    Activity.objects.exclude(only_for=None).delete()
    ours = given_out()
    forget_everything()

    brought_in(list(ours.values()), dilys)

    theirs = given_out()
    assert {one: plain(said) for one, said in theirs.items()} == {
        one: plain(said) for one, said in ours.items()
    }
    club = Activity.objects.get(name="Bird club")
    assert (club.met_at_door, club.company, club.first_visit) == (True, "group", "Ask for Maureen.")
    hall = club.at.get().place
    assert (hall.step_free, hall.parking, hall.quiet) == (True, False, None)
    assert hall.getting_there == "The lane is steep."
    assert club.organisation.kind == "third_sector"
    assert club.times.get().term_time_only is True
    assert [day.on for day in club.times.get().not_on.all()] == [date(2026, 12, 29)]
    assert Activity.objects.get(name="Telephone line").sort == "dial_a_ride"
    assert not Taxonomy.objects.filter(name="Alongside").exists()


def test_what_the_same_feed_says_again_changes_nothing(dilys):
    service = {"id": str(uuid.uuid4()), "name": "Choir", "status": "active"}
    brought_in([service], dilys)
    first = given_out()

    brought_in([service], dilys)

    assert given_out() == first


def forget_everything() -> None:
    for model in (Source, Tag, ActivityPlace):
        model.objects.all().delete()
    Activity.objects.update(merged_into=None, standing="listed")
    for model in (Activity, Place):
        model.objects.all().delete()
    Organisation.objects.update(parent=None)
    for model in (Organisation, Term, Taxonomy):
        model.objects.all().delete()
