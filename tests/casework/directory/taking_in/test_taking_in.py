from __future__ import annotations

import io
import json
import zipfile
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from alongside.casework.audit.models import Event
from alongside.casework.directory import provenance
from alongside.casework.directory.models import (
    Activity,
    Imported,
    Organisation,
    Place,
    Proposal,
    Said,
    Source,
    SourceRun,
)
from alongside.casework.directory.reading import CannotRead, Level, Report
from alongside.casework.directory.taking_in import CannotTakeIn, running

from .conftest import service

SINGERS = UUID("0b1f0f0e-53a1-5d26-9d7e-1a2b3c4d5e02")


ORG = str(UUID(int=5))


def at_a_place(address: str) -> dict[str, Any]:
    """At one place, with another first line of its address."""
    told = {"address_1": address, "city": "Aldermouth", "postal_code": "", "country": "GB"}
    told |= {"id": str(UUID(int=8)), "address_type": "physical"}
    where = {"id": str(UUID(int=6)), "location_type": "physical", "name": "Hall"}
    of = {"id": str(UUID(int=7)), "location": where | {"addresses": [told]}}
    return {"service_at_locations": [of]}


def words(report: Report, level: Level, row: int) -> list[tuple[str, str]]:
    return [(one.field, one.words) for one in report.lines if one.level == level and one.row == row]


def test_a_dirty_feed_goes_in_with_a_report_row_by_row(take):
    counts, report = take("aldermouth.json")

    assert (counts.entries, counts.new, counts.left_out, counts.again) == (4, 4, 2, 1)
    assert words(report, Level.LEFT_OUT, 1) == [("", "Has no name.")]
    assert {one.name for one in report.lines if one.row == 2} == {"Harbour Singers & Friends"}
    assert words(report, Level.LEFT_OUT, 7) == [("", "Is no record.")]
    assert ("", "Says the same as a row before it.") in words(report, Level.LEFT_OUT, 4)
    doubted = dict(words(report, Level.DOUBTED, 2))
    assert doubted["schedules.freq"].startswith("The rule comes round each second.")
    assert doubted["assured_date"] == "Was checked last on 4 March 2020, by those who keep it."
    assert dict(words(report, Level.MENDED, 2))["fees"] == "Empty text taken for no value."
    assert "still to come" in dict(words(report, Level.DOUBTED, 3))["assured_date"]
    assert dict(words(report, Level.LEFT_OUT, 3)) == {
        "url": "“javascript:alert(1)” is no address of the web.",
        "email": "“nobody at all” is no email address.",
    }
    assert "Both are kept" in dict(words(report, Level.DOUBTED, 5))["id"]
    assert "is kept without one" in dict(words(report, Level.DOUBTED, 5))["organization"]
    assert {"minimum_age", "assured_date", "schedules.valid_to"} <= dict(
        words(report, Level.DOUBTED, 6)
    ).keys()


def test_what_a_service_says_stands_in_its_rows(take):
    take("aldermouth.json")

    singers = Activity.objects.get(public_id=SINGERS)
    assert singers.name == "Harbour Singers & Friends"
    assert singers.description == (
        "Everybody can sing.\nCome as you are or join here (https://singers.example.org/join)."
    )
    assert (singers.url, singers.email) == (
        "https://www.singers.example.org",
        "peg@singers.example.org",
    )
    assert singers.also == {"pc_targetAudience": [{"id": "Adults"}]}
    assert singers.checked_on == singers.assured_date == date(2020, 3, 4)
    weekly, odd = singers.times.all()
    assert (weekly.byday, weekly.opens_at, weekly.weekdays) == ("TU", time(10), 2)
    assert (odd.freq, odd.as_written) == ("", "freq SECONDLY, byday TU")
    assert singers.costs.get().amount == Decimal("2.50")
    assert singers.languages.get().code == "cy"
    assert singers.contacts.get().phones.get().number == "01632 960001"
    assert singers.tags.get().term.taxonomy.name == "Interests"
    place = singers.places.get()
    assert (place.name, place.postcode, place.latitude) == ("Quay Hall", "BS1 4DJ", 51.45)
    assert place.access.get().description == "Ramp at the side."
    assert singers.organisation.website == "https://harbour-arts.example.org"
    assert Activity.objects.get(name="Bird walk").organisation == singers.organisation
    yoga = Activity.objects.get(name="Chair yoga")
    assert yoga.times.get().weekdays == 8  # read from its words
    assert yoga.times.get().public_id != weekly.public_id  # the source gives one id to both


def test_again_changes_nothing_and_makes_nothing_new(take):
    take("aldermouth.json")
    entries = list(Activity.objects.values())
    before = Said.objects.count(), Imported.objects.count()

    counts, _ = take("aldermouth.json")

    assert (counts.new, counts.changed, counts.same, counts.gone) == (0, 0, 4, 0)
    assert list(Activity.objects.values()) == entries
    assert (Said.objects.count(), Imported.objects.count()) == before


def test_what_a_source_has_changed_is_changed(take):
    take(
        [
            service(
                1,
                "Tea",
                fees="£1",
                schedules=[{"id": str(UUID(int=7)), "byday": "MO", "freq": "WEEKLY"}],
            )
        ]
    )

    counts, _ = take([service(1, "Tea and cake", schedules=[])])

    tea = Activity.objects.get()
    assert (counts.changed, tea.name, tea.fees, tea.times.count()) == (1, "Tea and cake", "", 0)
    assert tea.modified_at.date() == timezone.now().date()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            {"organization": {"id": ORG, "name": "Hall"}},
            {"organization": {"id": ORG, "name": "The Hall"}},
        ),
        (at_a_place("1 Quay"), at_a_place("2 Quay")),
    ],
)
def test_an_entry_is_new_to_the_world_where_its_place_or_organisation_is(take, before, after):
    take([service(1, "Tea", **before), service(2, "Dominoes")])
    long_ago = timezone.now() - timedelta(days=30)
    Activity.objects.update(modified_at=long_ago)

    take([service(1, "Tea", **after), service(2, "Dominoes")])

    changed = {one.name: one.modified_at > long_ago for one in Activity.objects.all()}
    assert changed == {"Tea": True, "Dominoes": False}


def test_what_a_worker_corrected_stays_and_what_they_say_now_stands_beside(take, dilys):
    take([service(1, "Tea", fees="£1"), service(2, "Dominoes")])
    tea = Activity.objects.get(name="Tea")
    Activity.objects.filter(pk=tea.pk).update(fees="Free")
    provenance.corrected(tea, "fees", dilys)

    same, _ = take([service(1, "Tea", fees="£1"), service(2, "Dominoes")])
    counts, report = take([service(1, "Tea", fees="£2"), service(2, "Dominoes")])

    tea.refresh_from_db()
    beside = Proposal.objects.get()
    assert (same.beside, counts.beside, tea.fees) == (0, 1, "Free")
    assert (beside.activity, beside.origin, beside.values) == (tea, "import", {"fees": "£2"})
    assert beside.source.name == "Council"
    assert [one.field for one in report.lines if one.level == Level.BESIDE] == ["fees"]
    assert provenance.origins(tea)["fees"].by_worker
    assert provenance.origins(tea)["name"].who == "Council"


def test_the_next_word_joins_the_proposal_that_waits(take, dilys):
    take([service(1, "Tea", fees="£1")])
    tea = Activity.objects.get()
    for field in ("fees", "alert"):
        provenance.corrected(tea, field, dilys)

    take([service(1, "Tea", fees="£2")])
    take([service(1, "Tea", fees="£3", alert="Moved")])

    assert Proposal.objects.get().values == {"fees": "£3", "alert": "Moved"}


@pytest.mark.parametrize("interval", ["1e999", "nan", "9" * 400])
def test_a_rule_of_every_so_many_that_nobody_can_count_is_not_used(take, interval):
    monday = {"id": str(UUID(int=7)), "byday": "MO", "freq": "WEEKLY", "interval": interval}

    _, report = take([service(1, "Tea", schedules=[monday])])

    tea = Activity.objects.get().times.get()
    assert (tea.freq, tea.interval) == ("", None)
    assert "The rule is not used." in dict(words(report, Level.DOUBTED, 1))["schedules.freq"]


def test_rows_that_a_worker_corrected_stay_too(take, dilys):
    monday = {"id": str(UUID(int=7)), "byday": "MO", "freq": "WEEKLY"}
    take([service(1, "Tea", schedules=[monday])])
    tea = Activity.objects.get()
    tea.times.update(byday="FR")
    provenance.corrected(tea, "times", dilys)

    take([service(1, "Tea", schedules=[monday | {"byday": "WE"}])])

    assert tea.times.get().byday == "FR"
    assert Proposal.objects.get().values["times"][0]["byday"] == "WE"


def test_what_was_changed_here_without_a_word_is_not_written_over(take):
    """A check that found it closed says nothing of a correction."""
    take([service(1, "Tea")])
    Activity.objects.update(status="defunct")

    take([service(1, "Tea", fees="£2")])
    take([service(1, "Tea", fees="£2", status="inactive")])

    assert Activity.objects.get().status == "defunct"
    assert Proposal.objects.get().values == {"status": "inactive"}


def test_an_entry_of_our_own_with_the_same_id_keeps_what_it_says(take, dilys):
    ours = Activity.objects.create(public_id=UUID(service(1, "")["id"]), name="Tea at ours")

    counts, _ = take([service(1, "Tea", fees="£1")])

    ours.refresh_from_db()
    assert (counts.new, ours.name, ours.fees) == (0, "Tea at ours", "£1")
    assert Proposal.objects.get().values["name"] == "Tea"


def test_what_is_gone_becomes_doubtful_and_what_is_back_does_not_stay_so(take):
    take([service(1, "Tea"), service(2, "Dominoes")])

    gone, report = take([service(1, "Tea")])
    dominoes = Activity.objects.get(name="Dominoes")
    assert (gone.gone, dominoes.doubtful_since) == (1, timezone.localdate())
    assert [one.name for one in report.lines if one.level == Level.GONE] == ["Dominoes"]

    back, _ = take([service(1, "Tea"), service(2, "Dominoes")])
    dominoes.refresh_from_db()
    assert (back.back, back.new, dominoes.doubtful_since) == (1, 0, None)


def test_ids_that_change_are_known_by_name_and_place(take):
    take([service(1, "Tea"), service(2, "Dominoes")])

    counts, report = take([service(11, "Tea"), service(12, "Dominoes")])

    assert (counts.new, counts.renumbered, counts.gone) == (0, 2, 0)
    assert Activity.objects.count() == 2
    assert all("known again by its name and place" in one.words for one in report.lines[:2])


def test_a_feed_that_lost_most_of_what_it_had_is_asked_about(take):
    take([service(number, f"Club {number}") for number in range(30)])

    with pytest.raises(CannotTakeIn, match="29 of the 30 entries that came from Council before"):
        take([service(1, "Club 1")])

    assert not Activity.objects.exclude(doubtful_since=None).exists()
    counts, _ = take([service(1, "Club 1")], many_gone=True)
    assert counts.gone == 29


def test_a_feed_without_any_entry_leaves_the_directory_as_it_was(take):
    with pytest.raises(CannotTakeIn, match="no entry in it"):
        take([{"name": ""}])
    with pytest.raises(CannotRead, match="no service at all"):
        take([])

    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b'[{"id": "1", "name": "Tea"}, {"id": "2", "na', "breaks off"),
        (b'{"hello": "world"}', "without a list of services. It has: hello"),
        (b"<!doctype html><p>404", "a web page"),
        (b"Name,Address\nTea,Quay", "needs a mapping"),
        (b"PK\x03\x04nonsense", "damaged"),
        (b"nothing at all", "none of what is taken"),
        (b"[" * 100_000, "deeper than any directory"),
        (b'[{"id": "1", "name": "Tea", "also": ' + b"[" * 200 + b"]" * 200 + b"}]", "deeper"),
        (b"\xef\xbb\xbf[]", "no service at all"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content, why):
    with pytest.raises(CannotRead, match=why):
        running.read_file(io.BytesIO(content), None)


def test_a_zip_of_which_bytes_in_the_middle_are_wrong_is_refused_in_words():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("services.csv", "id,name\ns1,Tea and cake on Tuesdays\n")
    broken = bytearray(file.getvalue())
    at = broken.index(b"services.csv") + len("services.csv")
    broken[at : at + 20] = b"\xff" * 20

    with pytest.raises(CannotRead, match="damaged"):
        running.read_file(io.BytesIO(broken), None)


def test_a_failing_audit_line_undoes_everything(take, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no line")

    monkeypatch.setattr("alongside.casework.directory.taking_in.taking.audit.record", fail)

    with pytest.raises(RuntimeError):
        take([service(1, "Tea")])
    assert not Activity.objects.exists()


def test_one_line_of_the_audit_holds_numbers_alone(take):
    take("aldermouth.json")

    line = Event.objects.get(action="DIRECTORY_BROUGHT_IN")
    assert line.detail["new"] == 4
    assert "numbers" not in line.detail


def test_a_look_says_what_would_change_and_changes_nothing(take, dilys):
    take([service(1, "Tea")])
    source = Source.objects.get()
    spool = running.read_file(io.BytesIO(json.dumps([service(2, "Dominoes")]).encode()), None)

    counts = running.look(source=source, spool=spool, report=Report(), by=dilys)

    assert (counts.new, counts.gone) == (1, 1)
    assert Activity.objects.get().name == "Tea"
    assert SourceRun.objects.count() == 1


def test_a_plain_table_goes_in_by_its_mapping(take):
    counts, report = take("warm.csv", "Warm rooms", "warm.toml")

    hall, library = Activity.objects.order_by("-name")
    assert (counts.new, counts.again) == (2, 1)
    assert (hall.name, library.name) == ("Warm room: Quay Hall", "Warm room: Glen Torran Library")
    assert hall.places.get().address_1 == "Quay Hall, 1 Quay, Aldermouth"
    assert library.places.get().address_1 == "Glen Torran Library, Glen Torran"
    assert (hall.places.get().postcode, hall.places.get().step_free) == ("BS1 4DJ", True)
    assert (hall.times.get().byday, hall.costs.get().amount) == ("MO", Decimal(0))
    assert library.times.get().as_written == "Whenever the flag is out"
    assert words(report, Level.DOUBTED, 3) == [
        ("times", "“Whenever the flag is out” is kept as written.")
    ]


def test_the_older_shape_goes_in(take):
    counts, _ = take("older.json")

    lunch = Activity.objects.get()
    assert counts.new == 1
    assert (lunch.minimum_age, lunch.conditions, lunch.fees) == (60, "Anyone over 60", "£3")
    assert lunch.times.get().byday == "WE"
    assert lunch.tags.get().term.name == "Meals"
    assert lunch.languages.get().name == "English"
    assert lunch.areas.get().name == "Aldermouth"
    assert lunch.places.get().access.get().description == "One step"
    assert lunch.organisation.website == "http://brannoc.example.org"
    assert Imported.objects.get(kind="activity").their_id == "43"


def test_tables_of_hsds_go_in_as_a_zip(take, dilys):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("services.csv", "id,organization_id,name,status\ns1,o1,Tea,active\n")
        packed.writestr("organizations.csv", "id,name,description\no1,Harbour Arts,Arts\n")
        packed.writestr("service_at_location.csv", "id,service_id,location_id\nx1,s1,l1\n")
        packed.writestr("locations.csv", "id,location_type,name\nl1,physical,Quay Hall\n")
        packed.writestr(
            "addresses.csv",
            "id,location_id,address_1,city,postal_code\na1,l1,1 Quay,Aldermouth,BS1 4DJ\n",
        )
        packed.writestr("schedules.csv", "id,service_id,freq,byday\nt1,s1,WEEKLY,TU\n")
        packed.writestr("contacts.csv", "id,service_id,name\nc1,s1,Mair\n")
        packed.writestr("phones.csv", "id,contact_id,number\np1,c1,01632 960001\n")
        packed.writestr("attributes.csv", "id,link_id,taxonomy_term_id\nz1,s1,w1\n")
        packed.writestr("taxonomy_terms.csv", "id,name\nw1,Tea parties\n")

    spool = running.read_file(file, None)
    source = Source.objects.create(name="Tables", shape=spool.shape)
    run = SourceRun.objects.create(source=source, by=dilys)
    running.bring_in(run=run, spool=spool, report=Report(), by=dilys)

    tea = Activity.objects.get()
    assert (spool.shape, tea.name, tea.organisation.name) == ("hsds_csv", "Tea", "Harbour Arts")
    assert (tea.places.get().postcode, tea.times.get().byday) == ("BS1 4DJ", "TU")
    assert tea.contacts.get().phones.get().number == "01632 960001"
    assert tea.tags.get().term.name == "Tea parties"


def test_a_place_that_says_no_coordinates_gets_those_of_its_postcode(take):
    at = {"location": {"location_type": "physical", "addresses": [{"postal_code": "SW1A 1AA"}]}}

    take([service(1, "Tea", service_at_locations=[at])])

    place = Place.objects.get()
    assert place.latitude == pytest.approx(51.5, abs=0.1)


THEIR_HALL = str(UUID(int=60))


def at_address(postcode, **more):
    addresses = [{"postal_code": postcode}]
    return [
        {"location": {"id": THEIR_HALL, "location_type": "physical", "addresses": addresses} | more}
    ]


def test_a_place_goes_where_their_new_postcode_is(take):
    take([service(1, "Tea", service_at_locations=at_address("SW1A 1AA"))])

    take([service(1, "Tea", service_at_locations=at_address("EH1 1YZ"))])

    place = Place.objects.get()
    assert place.postcode == "EH1 1YZ"
    assert place.latitude == pytest.approx(55.9, abs=0.1)


def test_a_place_of_which_they_say_no_coordinates_any_more_is_where_its_postcode_is(take):
    at = at_address("SW1A 1AA", latitude=51.2, longitude=-0.1)
    take([service(1, "Tea", service_at_locations=at)])

    take([service(1, "Tea", service_at_locations=at_address("SW1A 1AA"))])

    assert Place.objects.get().latitude == pytest.approx(51.5, abs=0.1)


def test_parents_that_come_later_are_found(take):
    parent = {"id": str(UUID(int=50)), "name": "The council"}
    child = {"id": str(UUID(int=51)), "name": "Library", "parent_organization_id": parent["id"]}

    take([service(1, "Books", organization=child), service(2, "Bins", organization=parent)])

    library = Organisation.objects.get(name="Library")
    assert library.parent.name == "The council"
    assert library.also == {}


@pytest.mark.parametrize("ago", [400, None])
def test_their_own_newer_check_starts_our_interval_again(take, ago):
    today = timezone.localdate()
    new = today - timedelta(days=3)
    old = (today - timedelta(days=ago)).isoformat() if ago else ""
    take([service(1, "Tea", assured_date=old)])

    take([service(1, "Tea", assured_date=new.isoformat())])

    tea = Activity.objects.get()
    assert tea.checked_on == new
    assert tea.due_on > today


def ours(field: str, code: str, **more: str) -> dict[str, object]:
    """An attribute as we give it out."""
    term = {"id": str(UUID(int=9)), "name": code, "code": code, "taxonomy": "Alongside"}
    return {"id": str(UUID(int=8)), "link_type": field, "taxonomy_term": term} | more


def test_what_another_alongside_says_in_attributes_goes_back_into_fields(take):
    hall = {
        "id": str(UUID(int=1)),
        "location_type": "physical",
        "name": "Quay Hall",
        "attributes": [ours("step_free", "step_free"), ours("quiet", "not_quiet")],
    }
    monday = {
        "id": str(UUID(int=2)),
        "freq": "WEEKLY",
        "byday": "MO",
        "attributes": [
            ours("term_time_only", "term_time_only"),
            ours("not_on", "not_on", value="2026-12-28"),
        ],
    }
    said = [
        ours("company", "one_to_one"),
        ours("met_at_door", "not_met_at_door"),
        ours("first_visit", "first_visit", value="Ring the bell."),
    ]
    council = {"id": str(UUID(int=3)), "name": "City", "attributes": [ours("kind", "nhs")]}
    at = {"id": str(UUID(int=4)), "location": hall}
    more = {"schedules": [monday], "organization": council, "service_at_locations": [at]}

    take([service(1, "Tea", attributes=said, **more)])

    tea = Activity.objects.get()
    assert (tea.company, tea.met_at_door, tea.first_visit) == (
        "one_to_one",
        False,
        "Ring the bell.",
    )
    assert (tea.places.get().step_free, tea.places.get().quiet) == (True, False)
    assert tea.organisation.kind == "nhs"
    assert tea.times.get().term_time_only
    assert tea.times.get().not_on.get().on == date(2026, 12, 28)
    assert not tea.tags.exists()


def test_two_sources_that_number_their_entries_alike_stay_two(take):
    take([{"id": "43", "name": "Tea"}], "Council")
    counts, _ = take([{"id": "43", "name": "Dominoes"}], "Charity")

    assert counts.new == 1
    assert set(Activity.objects.values_list("name", flat=True)) == {"Tea", "Dominoes"}


def test_a_uuid_is_the_same_in_capitals(take):
    small = service(1, "Tea")
    take([small])

    counts, _ = take([small | {"id": small["id"].upper()}])

    assert (counts.new, counts.same) == (0, 1)


def test_signs_that_no_database_keeps_are_taken_out_wherever_they_stand(take):
    odd = "a\x00b"
    address = {"address_1": odd, "postal_code": odd}
    place = {"id": odd, "name": odd, "addresses": [address, address], "attributes": []}
    tag = {"taxonomy_term": {"id": odd, "name": odd, "taxonomy": odd}}
    said = {"id": odd, "name": odd, "last_modified": odd, "email": odd, "new": {odd: [odd]}}
    more = {"service_at_locations": [{"location": place}], "attributes": [tag]}

    counts, report = take([said | more | {"organization": {"id": odd, "name": odd}}])

    assert counts.new == 1
    assert Activity.objects.get().also == {"new": {"ab": ["ab"]}}
    assert not any("\x00" in text for line in report.lines for text in line[2:])
