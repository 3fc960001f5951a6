"""What each parameter of the specification leaves of the list."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.casework.directory.models import Activity, ActivityPlace, ServiceArea, Time
from alongside.casework.openreferral import numbering

from . import world

LISTS = ("services", "service_at_locations", "taxonomies", "taxonomy_terms")
ALL = ["Bird club", "Chess", "Telephone line"]


def test_without_any_all_of_the_publics_are_there_in_the_order_in_which_they_came(reader):
    assert reader.names() == ALL


def test_words_are_searched_for_as_they_are_in_the_pages(reader):
    assert reader.names(search="birds") == ["Bird club"]
    assert reader.names(search="xylophone") == []
    assert reader.names(search='drop-in OR * "') == []


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"minimum_age": "18"}, ["Bird club"]),
        ({"minimum_age": "8"}, ["Bird club", "Chess"]),
        ({"maximum_age": "17.5"}, ["Chess"]),
        ({"minimum_age": "8", "maximum_age": "17"}, ["Chess"]),
        ({"day": "Tuesday"}, ["Bird club"]),
        ({"day": "fr"}, ["Chess"]),
        ({"day": "Sunday"}, []),
        ({"start_time": "11:00"}, ["Chess"]),
        ({"start_time": "09:00:00"}, ["Bird club", "Chess"]),
        ({"end_time": "13:00"}, ["Bird club"]),
        ({"start_time": "10:00", "end_time": "12:30", "day": "Tue"}, ["Bird club"]),
        ({"start_time": "10:00", "day": "Friday", "end_time": "19:00"}, []),
        ({"search": "bird", "day": "Friday"}, []),
        ({"minimum_age": "", "day": " "}, ALL),
        ({"utm_source": "newsletter"}, ALL),
    ],
)
def test_ages_and_times(reader, asked, names):
    assert reader.names(**asked) == names


def test_one_and_the_same_time_has_to_fit(reader, entries):
    Time.objects.create(
        activity=entries["birds"], weekdays=world.FRIDAYS, opens_at="14:00", closes_at="15:00"
    )

    assert reader.names(day="Friday", end_time="13:00") == []


def test_words_by_which_entries_are_sorted(reader):
    birds = world.a_term()
    ours = reader.data("taxonomies")["contents"][0]["id"]

    assert reader.names(taxonomy_term_id=birds.public_id) == ["Bird club"]
    assert reader.names(taxonomy_id=birds.taxonomy.public_id) == ["Bird club"]
    assert reader.names(taxonomy_term_id="walking") == []
    assert reader.names(taxonomy_id=ours) == []


def test_the_words_of_one_list(reader):
    birds = world.a_term()

    theirs = reader.data("taxonomy_terms", taxonomy_id=birds.taxonomy.public_id)["contents"]

    assert [one["name"] for one in theirs] == ["Birds"]
    assert reader.data("taxonomy_terms", parent_id=birds.public_id)["empty"] is True


def test_those_of_an_organisation(reader, entries):
    trust = entries["birds"].organisation.public_id

    assert reader.names(organization_id=trust) == ["Bird club", "Chess"]
    assert reader.names(organization_id="x") == []


def test_a_postcode_leaves_out_what_is_for_somewhere_else(reader, entries):
    assert reader.names(postcode="BS16 4AB") == ALL
    assert reader.names(postcode="SW1A 2AA") == ["Chess", "Telephone line"]
    ServiceArea.objects.create(activity=entries["birds"], name="SW1A")

    numbering.forget()  # as it would within a minute, or when the entry is said to have changed
    assert reader.names(postcode="SW1A 2AA") == ALL


def test_with_so_many_metres_only_what_is_near(reader):
    assert reader.names(postcode="BS16 4AB", proximity="500") == ["Bird club"]
    assert reader.names(postcode="EH6 6AA", proximity="100000") == ["Chess"]


def test_of_an_activity_at_several_places_only_those_that_are_near(reader, entries):
    leith = entries["chess"].at.get().place
    ActivityPlace.objects.create(activity=entries["birds"], place=leith)

    def places(**asked):
        contents = reader.data("service_at_locations", **asked)["contents"]
        return [(one["service"]["name"], one["location"]["name"]) for one in contents]

    assert places(postcode="BS16 4AB", proximity="500") == [("Bird club", "Beech Hall")]
    assert places(search="bird") == [("Bird club", "Beech Hall"), ("Bird club", "Leith Hall")]
    assert len(places()) == 3


def test_only_what_has_changed_since(reader, entries):
    now = timezone.now()
    Activity.objects.update(modified_at=now - timedelta(days=9))
    Activity.objects.filter(pk=entries["chess"].pk).update(modified_at=now)

    for written in (
        (now - timedelta(days=1)).isoformat(),
        f"{(now - timedelta(days=1)).date()}",
        (now - timedelta(days=1)).isoformat().replace("+00:00", "Z"),
    ):
        assert reader.names(modified_after=written) == ["Chess"]


def test_the_least_of_all_in_one_answer(reader, entries):
    found = reader.data("services", minimal="true", per_page=1)

    assert (found["size"], found["total_pages"]) == (3, 1)
    assert [set(one) for one in found["contents"]] == [{"id", "modified_date"}] * 3


def test_all_of_each_in_a_list(reader, entries):
    (club, *_) = reader.data("services", full="true")["contents"]

    assert club == reader.data(f"services/{entries['birds'].public_id}")


def test_a_line_for_each_without_pages(reader):
    response = reader.get("services", format="ndjson", full="true", per_page=1)

    assert response.headers["Content-Type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in response.getvalue().splitlines()]
    assert [one["name"] for one in lines] == ALL
    assert lines[0]["service_at_locations"]


def test_a_page_says_where_it_stands(reader):
    second = reader.data("services", page=2, per_page=2)

    assert [one["name"] for one in second.pop("contents")] == ["Telephone line"]
    assert second == {
        "total_items": 3,
        "total_pages": 2,
        "page_number": 2,
        "size": 1,
        "first_page": False,
        "last_page": True,
        "empty": False,
    }


@pytest.mark.parametrize(
    "path", ["services", "service_at_locations", "taxonomies", "taxonomy_terms"]
)
def test_page_by_page_each_record_comes_once(reader, path):
    whole = reader.data(path, per_page=500)
    pages = [
        reader.data(path, page=number, per_page=2)
        for number in range(1, -(-whole["total_items"] // 2) + 1)
    ]

    assert [one for page in pages for one in page["contents"]] == whole["contents"]
    assert [page["last_page"] for page in pages] == [False] * (len(pages) - 1) + [True]


def test_beyond_the_last_page_there_is_nothing(reader):
    beyond = reader.data("services", page=9)

    assert (beyond["empty"], beyond["contents"], beyond["last_page"]) == (True, [], False)


def test_nothing_at_all_is_one_empty_page(reader):
    Activity.objects.exclude(standing="merged").update(standing="proposed")

    found = reader.data("services")

    assert (found["total_items"], found["total_pages"]) == (0, 1)
    assert found["first_page"] is found["last_page"] is found["empty"] is True


@pytest.mark.parametrize(
    "beyond",
    ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-03-01T00:00:00+99:00"],
)
def test_a_moment_that_no_calendar_has_in_utc_is_refused_in_words(client, entries, beyond):
    refused = client.get("/api/open-referral/services", {"modified_after": beyond})

    assert refused.status_code == 400
    assert refused.json()["parameter"] == "modified_after"
