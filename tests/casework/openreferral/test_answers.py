"""Who may ask, how, what comes back, and what a refusal says."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.http import http_date

from alongside.casework.directory.models import Activity, Organisation, Place

from .conftest import API

LISTS = ("services", "service_at_locations", "taxonomies", "taxonomy_terms")


@pytest.mark.parametrize("path", ["", *LISTS])
def test_anybody_may_ask_from_anywhere_and_gets_no_cookie(reader, path):
    response = reader.get(path)

    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Content-Type"] == "application/json"
    assert not response.cookies


def test_it_says_what_it_is(reader):
    about = reader.data()

    assert about["version"] == "HSDS-UK-3.0"
    assert about["services"] == "http://testserver/api/open-referral/services"
    assert "Open Government Licence" in about["attribution"]


@pytest.mark.parametrize("name", ["private", "proposed", "merged"])
def test_what_is_not_the_publics_is_in_no_answer(reader, entries, name):
    hidden = entries[name]
    (there,) = hidden.at.all()

    assert reader.get(f"services/{hidden.public_id}").status_code == 404
    assert reader.get(f"service_at_locations/{there.public_id}").status_code == 404
    for asked in ({}, {"full": "true"}, {"minimal": "true"}, {"format": "ndjson"}):
        for path in ("services", "service_at_locations"):
            response = reader.get(path, **asked)
            content = (
                b"".join(response.streaming_content) if response.streaming else response.content
            )
            assert str(hidden.public_id) not in content.decode()
            assert hidden.name not in content.decode()
    assert hidden.name not in reader.names(search="bird")


def test_a_list_that_is_behind_shows_nobody_what_is_not_theirs(reader, entries, aldermouth):
    reader.data("services")
    Activity.objects.filter(pk=entries["birds"].pk).update(only_for=aldermouth)

    assert "Bird club" not in reader.names()


@pytest.mark.parametrize("path", ["services", "service_at_locations"])
def test_each_record_of_a_list_can_be_had_alone_and_in_full(reader, path):
    for one in reader.data(path)["contents"]:
        whole = reader.data(f"{path}/{one['id']}")

        assert whole["id"] == one["id"]
        assert set(one) <= set(whole)


@pytest.mark.parametrize("path", ["taxonomies", "taxonomy_terms"])
def test_each_word_of_a_list_can_be_had_alone(reader, path):
    contents = reader.data(path, per_page=500)["contents"]

    assert len(contents) > 1
    for one in contents:
        assert reader.data(f"{path}/{one['id']}") == one


def test_a_whole_service_says_everything(reader, entries):
    club = reader.data(f"services/{entries['birds'].public_id}")

    assert club["assured_date"] == "2026-03-04"
    assert club["organization"]["parent_organization_id"]
    assert club["organization"]["organization_identifiers"][0]["identifier_type"] == "GB-CHC"
    (there,) = club["service_at_locations"]
    assert there["location"]["addresses"][0]["postal_code"] == "BS16 4AA"
    assert there["location"]["accessibility"][0]["description"] == "A ramp at the side."
    said = {one["link_type"]: one for one in there["location"]["attributes"]}
    assert said["step_free"]["taxonomy_term"]["name"] == "Step-free"
    assert said["parking"]["taxonomy_term"]["name"] == "No parking"
    assert said["getting_there"]["value"] == "The lane is steep."
    (when,) = club["schedules"]
    assert when["service_at_location_id"] == there["id"]
    assert (when["byday"], when["opens_at"]) == ("TU", "10:00:00")
    assert [one["value"] for one in when["attributes"] if "value" in one] == ["2026-12-29"]
    assert club["cost_options"][0]["amount"] == 2
    assert club["contacts"][0]["phones"][0]["number"] == "01632 960001"
    assert {one["link_type"] for one in club["attributes"] if "link_type" in one} == {
        *("company", "met_at_door", "first_visit")
    }


def test_ids_stay_the_same(reader, entries):
    path = f"services/{entries['birds'].public_id}"

    assert reader.data(path) == reader.data(path)


def test_whoever_has_it_as_it_is_is_told_so(reader, entries):
    for path in ("services", "taxonomies", f"services/{entries['birds'].public_id}"):
        first = reader.get(path)

        again = reader.client.get(API + path, headers={"If-None-Match": first.headers["ETag"]})

        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_by_its_day_too_until_something_changes(reader, entries):
    long_ago = timezone.now() - timedelta(days=3)
    for model in (Activity, Organisation, Place):
        model.objects.update(modified_at=long_ago)
    paths = ["services", f"services/{entries['birds'].public_id}"]
    since = {"If-Modified-Since": http_date(long_ago.timestamp())}
    for path in paths:
        assert reader.client.get(API + path, headers=since).status_code == 304

    Place.objects.update(modified_at=timezone.now())

    for path in paths:
        assert reader.client.get(API + path, headers=since).status_code == 200


def test_only_reading_is_done_here(reader):
    response = reader.client.post(f"{API}services", {"name": "x"})

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert json.loads(response.content) == {"error": "It can only be read: GET."}
    assert reader.client.head(f"{API}services").content == b""
    asked_before = reader.client.options(f"{API}services")
    assert asked_before.status_code == 204
    assert asked_before.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("parameter", "value", "words"),
    [
        ("page", "0", "a whole number from 1"),
        ("page", "one", "a whole number from 1"),
        ("page", "9" * 30, "a whole number from 1"),
        ("page", "000000000001" + "9" * 30, "a whole number from 1"),
        ("per_page", "000000000001" + "9" * 5_000, "from 1 to 500"),
        ("per_page", "501", "from 1 to 500"),
        ("per_page", "-1", "from 1 to 500"),
        ("minimum_age", "old", "a number of years"),
        ("minimum_age", "nan", "from 0 to 150"),
        ("maximum_age", "-1", "from 0 to 150"),
        ("start_time", "noon", "like 09:30"),
        ("end_time", "25:00", "like 17:00"),
        ("day", "T", "like Monday"),
        ("day", "someday", "like Monday"),
        ("postcode", "BS16", "a whole postcode"),
        ("postcode", "ZE99 9ZZ", "is not known here"),
        ("proximity", "1000", "needs a postcode"),
        ("modified_after", "yesterday", "like 2026-03-01"),
        ("full", "maybe", "true or false"),
        ("minimal", "2", "true or false"),
        ("format", "xml", "json or ndjson"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named_with_what_would_do(
    reader, parameter, value, words
):
    response = reader.get("services", **{parameter: value})

    said = json.loads(response.content)
    assert response.status_code == 400
    assert said["parameter"] == parameter
    assert words in said["error"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_too_far_is_refused(reader):
    said = json.loads(reader.get("services", postcode="BS16 4AA", proximity="1e9").content)

    assert said["error"] == "It has to be a number of metres from 0 to 100000."


@pytest.mark.parametrize("number", ["x", "0" * 36, "00000000-0000-4000-8000-000000000000"])
@pytest.mark.parametrize("path", LISTS)
def test_what_is_not_there_is_not_found(reader, path, number):
    response = reader.get(f"{path}/{number}")

    assert response.status_code == 404
    assert "no such record" in json.loads(response.content)["error"]


@pytest.mark.parametrize(
    ("path", "asked", "queries"),
    [
        ("services", {}, 5),
        ("services", {"full": "true"}, 23),
        ("services", {"minimal": "true"}, 5),
        ("service_at_locations", {}, 5),
        ("service_at_locations", {"full": "true"}, 23),
        ("taxonomy_terms", {}, 2),
    ],
)
def test_a_page_asks_the_database_as_often_for_few_as_for_many(
    reader, entries, django_assert_num_queries, path, asked, queries
):
    with django_assert_num_queries(queries):
        reader.data(path, **asked)
