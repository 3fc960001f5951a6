"""What a source says of a place or an organisation, beside what stands here."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from alongside.casework.directory import beside, provenance
from alongside.casework.directory.actions import entries, merging, proposals
from alongside.casework.directory.models import (
    Activity,
    Organisation,
    Phone,
    Place,
    Proposal,
    Said,
    Shape,
    Source,
)
from alongside.casework.directory.reading import Level
from alongside.casework.directory.search import Query, find

from . import made
from .taking_in.conftest import service, take

__all__ = ["take"]
pytestmark = pytest.mark.django_db


def at(name: str, **address: Any) -> dict[str, Any]:
    """A service at a place."""
    hall = {"id": "7a1f0f0e-53a1-5d26-9d7e-000000000001", "name": "Fenwater hall"}
    first = {"address_1": "1 Ferry Lane", "city": "Fenwater", "postal_code": "AD4 2QT"} | address
    more = {one: first.pop(one) for one in ("latitude", "longitude") if one in first}
    where = hall | more | {"addresses": [first]}
    return service(1, name, service_at_locations=[{"location": where}])


def waiting(thing: Place | Organisation, values: dict[str, Any], name: str = "Council") -> Proposal:
    source, _ = Source.objects.get_or_create(name=name, defaults={"shape": Shape.HSDS_UK})
    kind = provenance.KIND[type(thing)]
    return Proposal.objects.create(
        **{kind: thing}, origin="import", source=source, values=values, from_words=name
    )


def test_what_a_worker_corrected_of_a_place_stays_and_what_they_say_now_stands_beside(take, ruth):
    take([at("Tea", latitude=51.5, longitude=-2.5)])
    tea = Activity.objects.get()
    entries.change(activity=tea, values={"address": "3 Ferry Lane", "step_free": True}, by=ruth)

    again, _ = take([at("Tea", latitude=51.5, longitude=-2.5)])
    counts, report = take([at("Tea", address_1="5 Ferry Lane", latitude=51.5, longitude=-2.5)])

    held = Proposal.objects.get()
    assert (again.beside, counts.beside) == (0, 1)
    assert (held.place, held.activity, held.organisation) == (Place.objects.get(), None, None)
    assert held.values == {"address_1": "5 Ferry Lane"}
    assert Place.objects.get().address_1 == "3 Ferry Lane"
    lines = [(one.name, one.field) for one in report.lines if one.level == Level.BESIDE]
    assert lines == [("Fenwater hall", "address_1")]


def test_what_a_worker_corrected_of_an_organisation_stands_beside_too(take, ruth):
    take([service(1, "Tea")])
    arts = Organisation.objects.get()
    Organisation.objects.update(name="Harbour arts centre")
    provenance.corrected(arts, "name", ruth)
    said = {"id": "0b1f0f0e-53a1-5d26-9d7e-9a2b3c4d5e71", "name": "Harbour Arts Ltd"}

    take([service(1, "Tea", organization=said)])
    take([service(1, "Tea", organization=said | {"email": "hello@example.org"})])

    arts.refresh_from_db()
    held = Proposal.objects.get()
    assert (held.organisation, held.values) == (arts, {"name": "Harbour Arts Ltd"})
    assert (arts.name, arts.email) == ("Harbour arts centre", "hello@example.org")


def test_a_place_does_not_move_to_where_a_source_says_while_its_postcode_is_ours(take, ruth):
    take([at("Tea", latitude=51.5, longitude=-2.5)])
    entries.change(activity=Activity.objects.get(), values={"postcode": "AD4 9ZZ"}, by=ruth)
    before = Place.objects.values_list("latitude", "longitude").get()

    take([at("Tea", postal_code="BS1 4DJ", latitude=51.4, longitude=-2.6)])
    held = Proposal.objects.get()
    meanwhile = Place.objects.values_list("latitude", "longitude").get()
    proposals.decide(proposal=held, take=["postcode"], by=ruth)

    hall = Place.objects.get()
    assert meanwhile == before
    assert held.values == {"postcode": "BS1 4DJ"}
    assert (hall.postcode, hall.latitude, hall.longitude) == ("BS1 4DJ", 51.4, -2.6)
    assert not Said.objects.filter(place=hall, field="postcode", by__isnull=False).exists()


def test_a_postcode_without_a_point_takes_the_place_to_where_it_is(ruth):
    hall = made.place(latitude=1.0, longitude=1.0)
    held = waiting(hall, {"postcode": "BS1 4DJ"})

    proposals.decide(proposal=held, take=["postcode"], by=ruth)

    hall.refresh_from_db()
    assert hall.postcode == "BS1 4DJ"
    assert (hall.latitude, hall.longitude) != (1.0, 1.0)


def test_an_organisations_telephone_and_name_are_taken_over_and_found(ruth):
    choir = made.activity("Choir", by="St Brides")
    office = choir.organisation
    assert office is not None
    Phone.objects.create(organisation=office, number="01632 960111")
    phones = [{"public_id": str(uuid4()), "number": "01632 960999"}]
    held = waiting(office, {"name": "Kittiwake trust", "phones": phones, "email": "no"})
    modified = choir.modified_at

    proposals.decide(proposal=held, take=["name", "phones"], by=ruth)

    office.refresh_from_db()
    choir.refresh_from_db()
    held.refresh_from_db()
    assert (office.name, office.phones.get().number) == ("Kittiwake trust", "01632 960999")
    assert (held.taken, held.before["name"]) == (["name", "phones"], "St Brides")
    assert held.before["phones"][0]["number"] == "01632 960111"
    assert choir.modified_at > modified
    found = find(Query(words="kittiwake"), worker=ruth).found
    assert [one.activity_id for one in found] == [choir.pk]


@pytest.mark.parametrize("name", ["id", "public_id", "parent_id", "merged_into_id", "also", "at"])
def test_what_nobody_else_decides_of_an_organisation_is_left_alone(name):
    office = Organisation.objects.create(name="St Bride’s")
    before = Organisation.objects.values().get()

    beside.take(office, {name: [{"place_id": 1}]})

    assert Organisation.objects.values().get() == before


@pytest.mark.parametrize(
    ("name", "value", "of", "label", "words"),
    [
        ("step_free", False, Place, "Step-free", "No"),
        ("step_free", None, Place, "Step-free", ""),
        ("location_type", "virtual", Place, "What sort of place", "Online or by telephone"),
        ("city", "Fenwater", Place, "Town", "Fenwater"),
        ("kind", "nhs", Organisation, "What sort of organisation", "NHS"),
        ("identifiers", [{"scheme": "GB-CHC", "identifier": "1"}], Organisation, None, "GB-CHC, 1"),
        ("access", [{"description": "A ramp."}], Place, None, "A ramp."),
    ],
)
def test_a_value_is_said_in_words(name, value, of, label, words):
    assert beside.in_words(name, value, of) == words
    assert label in (None, beside.label(name, of))


def test_of_places_and_organisations_only_sources_say_something():
    hall = made.place()

    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(place=hall, origin="organiser", values={"name": "Hall"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(origin="import", values={"name": "Hall"})


def test_what_waits_moves_with_an_organisation_that_is_merged_and_back(ruth):
    gone = made.activity("Choir", by="St Brides").organisation
    kept = made.activity("Tea", by="St Bride’s").organisation
    assert gone is not None
    assert kept is not None
    held = waiting(gone, {"email": "hello@example.org"})

    joined = merging.merge_organisations(kept=kept, gone=gone, by=ruth)
    held.refresh_from_db()
    meanwhile = held.organisation
    merging.unmerge(merge=joined, by=ruth)

    held.refresh_from_db()
    assert (meanwhile, held.organisation) == (kept, gone)


# ---- the pages ---------------------------------------------------------------------------------
@pytest.fixture
def as_ruth(ruth) -> Client:
    client = Client()
    client.force_login(ruth)
    return client


def test_both_stand_side_by_side_on_a_page_with_whom_it_concerns(as_ruth, ruth):
    hall = made.place("Fenwater hall", address_1="3 Ferry Lane")
    tea = made.activity("Tea", at=hall)
    provenance.corrected(hall, "address_1", ruth)
    held = waiting(hall, {"address_1": "5 Ferry Lane", "step_free": True})
    here = f"/activities/proposals/{held.pk}/"

    listed = as_ruth.get("/activities/proposals/").content.decode()
    page = as_ruth.get(here).content.decode()
    entry = as_ruth.get(f"/activities/{tea.pk}/").content.decode()
    answer = as_ruth.post(here, {"take-address_1": "yes"})

    hall.refresh_from_db()
    assert "Fenwater hall" in listed
    assert "Address and Step-free" in listed
    for words in ("3 Ferry Lane", "5 Ferry Lane", ruth.name, "Place. From Council", "Tea"):
        assert words in page
    assert "Council sent something else about the place" in entry
    assert (answer.status_code, answer.url) == (302, "/activities/proposals/")
    assert (hall.address_1, hall.step_free) == ("5 Ferry Lane", None)
    assert "Decided on" in as_ruth.get(here).content.decode()


def test_of_what_other_schemes_keep_to_themselves_nothing_is_shown(aldermouth, outsider, as_ruth):
    hall = made.place("Maureen’s kitchen")
    mine = made.activity("Lunch", at=hall, only_for=aldermouth, by="Maureen Ashby")
    assert mine.organisation is not None
    held = [waiting(hall, {"city": "Fenwater"}), waiting(mine.organisation, {"email": "a@b.org"})]
    client = Client()
    client.force_login(outsider)

    theirs = client.get("/activities/proposals/").content.decode()

    assert "Maureen" not in theirs
    assert {client.get(f"/activities/proposals/{one.pk}/").status_code for one in held} == {404}
    assert as_ruth.get("/activities/proposals/").content.decode().count("Maureen") == 2
