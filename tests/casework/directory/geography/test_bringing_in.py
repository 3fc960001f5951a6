"""Public stops, postcodes and names of areas come in from the files that others publish."""

from __future__ import annotations

import csv

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.directory.actions.ground import Written, bring_in_ground
from alongside.casework.directory.geography import Point, district_of, point_of
from alongside.casework.directory.geography.bringing_in import CannotRead, GroundFile
from alongside.casework.directory.models import District, Postcode, Stop

pytestmark = pytest.mark.django_db


def cells(row: str) -> list[str]:
    return row.split(",")


NAPTAN = cells(
    "ATCOCode,NaptanCode,CommonName,Street,Indicator,LocalityName,GridType,Easting,"
    "Northing,Longitude,Latitude,StopType,Status"
)
ONSPD = cells("pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,ctry,rgn,lat,long")
HIGH_STREET = cells("1,bstaa,High  Street,---,Stop B,Fishponds,UKOS,364093,175881,,,BCT,active")
STATION = cells("2,,Parkway Station,,,,,,,-2.54,51.51,RLY,active")
RANK = cells("3,,Taxi rank,,,,,,,-2.54,51.51,TXR,active")
BELFAST = cells(
    "BT7 1NN,BT7  1NN,BT7 1NN,199606,,N99999999,N09000003,N08000322,N92000002,"
    "N99999999,54.5844,-5.9345"
)


def a_file(tmp_path, *rows, encoding="utf-8", name="file.csv"):
    path = tmp_path / name
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def brought_in(path, only="") -> Written:
    ground, written = GroundFile(path, only=only), Written()
    for rows, gone in ground.batches(2):
        written += bring_in_ground(kind=ground.kind, rows=rows, gone=gone, by=None)
    return written


def test_stops_come_in_with_their_place_in_degrees_or_on_the_grid(tmp_path):
    written = brought_in(a_file(tmp_path, NAPTAN, HIGH_STREET, STATION, RANK))

    high_street, station = Stop.objects.order_by("code")
    assert written == Written(added=2)
    assert (high_street.name, high_street.indicator, high_street.street) == (
        "High Street",
        "Stop B",
        "",
    )
    assert Point(high_street.latitude, high_street.longitude) == Point(51.480737, -2.518457)
    assert (station.kind, station.latitude) == ("train", 51.51)


def test_the_same_file_again_changes_nothing_and_leaves_no_line(tmp_path):
    path = a_file(tmp_path, NAPTAN, HIGH_STREET, STATION)
    brought_in(path)
    lines = Event.objects.count()

    written = brought_in(path)

    assert written == Written(same=2)
    assert Event.objects.count() == lines == 1


def test_what_has_changed_is_changed_and_what_is_no_more_is_removed(tmp_path):
    brought_in(a_file(tmp_path, NAPTAN, HIGH_STREET, STATION))
    renamed = [*HIGH_STREET]
    renamed[2] = "High Street North"
    closed = [*STATION[:-1], "inactive"]

    written = brought_in(a_file(tmp_path, NAPTAN, renamed, closed))

    assert written == Written(changed=1, removed=1)
    assert [stop.name for stop in Stop.objects.all()] == ["High Street North"]


def test_a_stop_that_stands_twice_in_a_file_comes_in_as_it_stands_last(tmp_path):
    last = [*HIGH_STREET]
    last[2] = "Fishponds Road"

    brought_in(a_file(tmp_path, NAPTAN, HIGH_STREET, last))

    assert [stop.name for stop in Stop.objects.all()] == ["Fishponds Road"]


def test_bad_rows_are_named_and_the_good_ones_come_in(tmp_path):
    nameless = ["4", "", "", *STATION[3:]]
    nowhere = ["5", "", "Nowhere", "", "", "", "", "", "", "x", "", "BCT", "active"]
    irish = ["6", "", "Newry", "", "", "", "IrishOS", "306000", "326000", "", "", "BCT", "active"]
    short = ["7", ""]
    codeless = ["", *STATION[1:]]
    long = ["8" * 13, *STATION[1:]]
    path = a_file(tmp_path, NAPTAN, nameless, nowhere, irish, short, codeless, long, STATION)

    ground = GroundFile(path)

    assert ground.reading.named == [
        "Row 2: stop 4 has no CommonName.",
        "Row 3: stop 5 has neither latitude and longitude nor a place on the grid.",
        "Row 4: stop 6 has neither latitude and longitude nor a place on the grid.",
        "Row 5: it has 2 cells, and 13 are needed.",
        "Row 6: there is no ATCOCode.",
        "Row 7: the ATCOCode 8888888888888 is longer than 12 letters.",
    ]
    assert brought_in(path) == Written(added=1)


def test_postcodes_bring_northern_ireland_and_districts(tmp_path):
    ended = [*BELFAST]
    ended[2], ended[4] = "BT7 1AA", "200101"
    off = [*BELFAST[:2], "BT1 1AA", *BELFAST[3:10], "99.999999", "0.000000"]
    odd = ["", "", "nowhere", *BELFAST[3:]]
    path = a_file(tmp_path, ONSPD, BELFAST, ended, off, odd)

    assert brought_in(path) == Written(added=2)
    assert GroundFile(path).reading.named == ["Row 5: nowhere is no postcode."]
    assert point_of("BT7 1NN") == Point(54.5844, -5.9345)
    assert point_of("BT1 1AA") is None
    assert district_of("BT7 1NN") == District("N09000003", "N09000003")


def test_the_headings_of_later_years_are_known_too(tmp_path):
    headings = "pcd7,pcd8,pcds,dointr,doterm,cty25cd,lad25cd,wd25cd,ctry25cd,rgn25cd,lat,long"

    brought_in(a_file(tmp_path, headings.split(","), BELFAST))

    found = Postcode.objects.get()
    assert (found.district, found.ward, found.country) == ("N09000003", "N08000322", "N92000002")


def test_only_the_postcodes_that_are_asked_for_come_in(tmp_path):
    bristol = ["", "", "BS16 4AA", *BELFAST[3:]]
    path = a_file(tmp_path, ONSPD, BELFAST, bristol)

    assert brought_in(path, only="bs16") == Written(added=1)
    assert Postcode.objects.get().pk == "BS16 4AA"


def test_names_of_areas_come_in(tmp_path):
    path = a_file(
        tmp_path,
        ["LAD23CD", "LAD23NM", "LAD23NMW"],
        ["N09000003", "Belfast", ""],
        ["E0600", "Short", ""],
        ["E06000025", "", ""],
        encoding="utf-8-sig",
    )

    assert brought_in(path) == Written(added=1)
    assert District.objects.get().name == "Belfast"
    assert GroundFile(path).reading.named == [
        "Row 3: E0600 is no code of the form E06000023.",
        "Row 4: E06000025 has no name.",
    ]


def test_letters_as_excel_writes_them_are_read(tmp_path):
    gaelic = [*STATION]
    gaelic[2] = "Café"

    brought_in(a_file(tmp_path, NAPTAN, gaelic, encoding="cp1252"))

    assert Stop.objects.get().name == "Café"


def test_another_file_is_refused_by_its_headings(tmp_path):
    with pytest.raises(CannotRead, match="no kind that is known here: name, telephone"):
        GroundFile(a_file(tmp_path, ["Name", "Telephone"], ["Peg", "1"]))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\x81\x8d\x8f\x90\x9d", b"\x00\x81\x8d"])
def test_what_is_no_text_is_refused(tmp_path, content):
    path = tmp_path / "file.csv"
    path.write_bytes(content)

    with pytest.raises(CannotRead):
        GroundFile(path)


def test_a_file_that_breaks_off_is_refused_before_anything_is_written(tmp_path):
    path = a_file(tmp_path, NAPTAN, HIGH_STREET)
    path.write_text(path.read_text() + '4,"never closed')

    with pytest.raises(CannotRead, match="breaks off or is damaged after row 2"):
        GroundFile(path)


def test_a_file_that_is_bad_for_the_most_part_is_refused(tmp_path):
    with pytest.raises(CannotRead, match="Of 30 rows 30 cannot be read: Row 2: it has 1 cell"):
        GroundFile(a_file(tmp_path, NAPTAN, *[["x"]] * 30))


def test_a_failing_audit_line_undoes_it(tmp_path, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("alongside.casework.audit.record", fails)

    with pytest.raises(RuntimeError):
        brought_in(a_file(tmp_path, NAPTAN, HIGH_STREET))

    assert not Stop.objects.exists()
