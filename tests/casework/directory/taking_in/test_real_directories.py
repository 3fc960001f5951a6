"""Two real directories, with their names taken out: they lie beside the repository."""

from __future__ import annotations

import io
from datetime import date

import pytest

from alongside.casework.directory.models import Activity, Source, SourceRun
from alongside.casework.directory.reading import Level, Report, entry_of, mapping_of, open_source
from alongside.casework.directory.taking_in import running
from tests.shared_data import shared

WARM = """
name = "Warm spaces"
[columns]
address = "Address"
postcode = "Postcode"
hours = "Opening hours"
latitude = "lat"
longitude = "long"
[constant]
tag = "Warm space"
"""


@pytest.mark.django_db
def test_a_real_feed_with_all_its_faults_goes_in(dilys):
    spool = running.read_file(
        io.BytesIO(shared("data", "directory", "bristol_masked.json").read_bytes()), None
    )
    source = Source.objects.create(name="City", shape=spool.shape)
    report = Report()

    counts = running.bring_in(
        run=SourceRun.objects.create(source=source, by=dilys),
        spool=spool,
        report=report,
        by=dilys,
    )

    assert (spool.count, counts.new, counts.left_out, counts.again) == (819, 818, 1, 0)
    assert Activity.objects.filter(organisation=None).count() == 6
    assert not Activity.objects.filter(description__regex="<[a-z/]").exists()
    assert not Activity.objects.exclude(url="").exclude(url__startswith="http").exists()
    same_id = [one for one in report.lines if one.field == "id"]
    assert [one.name for one in same_id] == ["Yoga for Fitness & Relaxation"]


def test_real_opening_hours_are_read_or_kept():
    table = io.BytesIO(shared("data", "directory", "warm_spaces.csv").read_bytes())
    report = Report()
    services = open_source(table, mapping_of(WARM)).services

    entries = [entry_of(raw, row, report, date(2026, 11, 22)) for row, raw in services]

    times = [time for one in entries for time in one.rows["times"]]
    doubted = sum(one.level == Level.DOUBTED and one.field == "times" for one in report.lines)
    assert len(entries) == 3_281
    assert doubted < 520
    assert all(time["byday"] or time["as_written"] for time in times)
    assert all(place.columns["postcode"] for one in entries for _, place in one.places)
