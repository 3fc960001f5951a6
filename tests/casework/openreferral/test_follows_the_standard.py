"""Whatever is asked, the answer is as the published OpenAPI document has it."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.casework.directory.models import Activity, Organisation, Place, Term

from . import standard
from .conftest import API, Reader

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WHOLE = st.integers(-2, 600).map(str)
ROUGHLY = {
    "search": TEXT | st.sampled_from(["birds", "tea chess", "maureen"]),
    "page": WHOLE,
    "per_page": WHOLE,
    "minimal": st.sampled_from(["true", "false", "x"]),
    "full": st.sampled_from(["true", "false", "x"]),
    "modified_after": st.datetimes().map(lambda one: one.isoformat()) | TEXT,
    "taxonomy_term_id": st.uuids().map(str) | TEXT,
    "taxonomy_id": st.uuids().map(str) | TEXT,
    "organization_id": st.uuids().map(str) | TEXT,
    "full_service": st.sampled_from(["true", "false"]),
    "postcode": st.sampled_from(["BS16 4AA", "eh66aa", "BT7 1NN", "BS16"]) | TEXT,
    "proximity": st.floats().map(str) | TEXT,
    "format": st.sampled_from(["json", "xml"]),
    "minimum_age": st.floats().map(str) | WHOLE,
    "maximum_age": st.floats().map(str) | WHOLE,
    "start_time": st.times().map(str) | TEXT,
    "end_time": st.times().map(str) | TEXT,
    "day": st.sampled_from(["Monday", "TU", "wed", "T", "friday"]) | TEXT,
}
ASKED = st.fixed_dictionaries({}, optional=ROUGHLY)
WORLD = [HealthCheck.function_scoped_fixture]


def test_every_parameter_of_the_specification_is_tried():
    assert set(standard.openapi()["components"]["parameters"]) == set(ROUGHLY)


def test_every_endpoint_of_the_specification_is_there(reader):
    listed = {path.strip("/") for path in standard.openapi()["paths"] if "{" not in path}

    assert listed == {"", *standard.LISTED}
    for path in listed:
        reader.data(path)


@settings(max_examples=60, suppress_health_check=WORLD)
@given(asked=ASKED, path=st.sampled_from(sorted(standard.LISTED)))
def test_whatever_is_asked_the_answer_follows_the_document_or_says_what_is_wrong(
    reader, asked, path
):
    response = reader.get(path, **asked)

    said = json.loads(response.content)
    if response.status_code == 400:
        assert said["parameter"] in asked
        assert said["error"].endswith(".")
        return
    assert response.status_code == 200
    if asked.get("minimal") == "true" and path == "services":
        assert all(set(one) == {"id", "modified_date"} for one in said["contents"])
        return
    schemas = standard.FULL if asked.get("full") == "true" else standard.LISTED
    assert standard.page_faults(said, schemas[path]) == []
    assert standard.empty(said["contents"]) == []


@pytest.mark.parametrize("path", sorted(standard.FULL))
def test_each_record_alone_is_as_its_schema_has_it(reader, path):
    for one in reader.data(path, per_page=500)["contents"]:
        whole = reader.data(f"{path}/{one['id']}")

        assert standard.faults(whole, standard.FULL[path]) == []
        assert standard.empty(whole) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
FIELDS = (
    *("schedules", "funding", "addresses", "address", "latitude", "email", "url", "status", "id"),
    *("contacts", "external_identifier", "amount", "attributes", "phones", "interval", "service"),
    *("organization", "logo", "assured_date", "x_own", "service_areas", "parent_organization_id"),
)


@settings(max_examples=40, suppress_health_check=WORLD)
@given(
    also=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=5),
    text=TEXT.filter(lambda one: "\0" not in one),
)
def test_whatever_a_feed_left_here_what_goes_out_is_as_the_schema_has_it(
    reader, entries, also, text
):
    for model in (Activity, Organisation, Place, Term):
        model.objects.update(also=_without_nought(also))
    Activity.objects.update(url=text, fees=text)
    Place.objects.update(city=text, name=text)

    for path in ("services", "service_at_locations"):
        for full in ("true", "false"):
            page = reader.data(path, full=full)
            schema = (standard.FULL if full == "true" else standard.LISTED)[path]
            assert standard.page_faults(page, schema) == []
            assert standard.empty(page["contents"]) == []


def _without_nought(value):
    """PostgreSQL keeps no such letter, and no source brings one in."""
    return json.loads(json.dumps(value).replace("\\u0000", ""))


@pytest.mark.django_db
def test_a_bare_entry_is_as_the_schema_has_it():
    place = Place.objects.create()
    bare = Activity.objects.create(name="x", organisation=Organisation.objects.create(name="y"))
    bare.at.create(place=place)

    whole = Reader().data(f"services/{bare.public_id}")

    assert standard.faults(whole, "service") == []
    assert whole["organization"]["description"] == "y"
    assert "addresses" not in whole["service_at_locations"][0]["location"]


def test_what_might_run_stays_words(reader, entries):
    Activity.objects.filter(pk=entries["birds"].pk).update(
        name="<script>alert(1)</script>", url="javascript:alert(1)"
    )

    response = reader.client.get(f"{API}services/{entries['birds'].public_id}")

    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Type"] == "application/json"
    assert "url" not in json.loads(response.content)
