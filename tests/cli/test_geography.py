"""Public stops come in by command, and what is no such file is refused in three lines."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from alongside.casework.directory.models import Stop
from alongside.cli import app
from alongside.cli.exits import Exit

pytestmark = pytest.mark.django_db
HEADINGS = "ATCOCode,CommonName,Indicator,LocalityName,Longitude,Latitude,StopType,Status\n"
STOP = "1,High Street,Stop B,Fishponds,-2.52,51.48,BCT,active\n"


def asked(*arguments: str):
    return CliRunner().invoke(app, ["geography", *arguments])


def test_stops_come_in_and_the_rows_that_cannot_be_read_are_named(tmp_path):
    path = tmp_path / "Stops.csv"
    nameless = "".join(f"{number},,,,-2.52,51.48,BCT,active\n" for number in range(2, 26))
    path.write_text(HEADINGS + STOP + "26,Rank,,,-2.5,51.4,TXR,active\n" + nameless + STOP * 9)

    result = asked("import", str(path))

    assert result.exit_code == Exit.NOT_READABLE  # more than half of it is bad
    assert "Of 35 rows 24 cannot be read: Row 4: stop 2 has no CommonName." in result.stderr
    path.write_text(HEADINGS + STOP + nameless[: nameless.index("\n") + 1])

    result = asked("import", str(path))

    assert result.exit_code == 0
    assert "Row 3: stop 2 has no CommonName." in result.stdout
    assert "Stops.csv: public stops. 1 added, 0 changed, 0 as before, 0 removed." in (result.stdout)
    assert "Rows that cannot be read: 1; that are not needed here: 0." in result.stdout
    assert Stop.objects.get().name == "High Street"


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("Name,Telephone\nPeg,1\n")

    result = asked("import", str(path))

    assert result.exit_code == Exit.NOT_READABLE
    assert "Nothing was written" in result.stderr
    assert "NaPTAN" in result.stderr


def test_the_help_has_examples():
    result = asked("import", "--help")

    assert result.exit_code == 0
    assert "alongside geography import Stops.csv" in result.stdout
