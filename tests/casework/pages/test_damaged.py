"""One damaged row takes no page with it: the others are shown, and it says where it stands."""

from __future__ import annotations

import pytest
from django.db import connection

from alongside.casework.support.models import Appointment


@pytest.fixture
def visit(day) -> Appointment:
    table = Appointment._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET purpose = substr(purpose, 1, 30) WHERE id = %s", [day.visit.pk]
        )
    return day.visit


@pytest.mark.parametrize("address", ["/my-people/", "/people/", "/", "/people/{person}/"])
def test_a_page_shows_everything_else(as_ruth, visit, address, caplog):
    page = as_ruth.get(address.format(person=visit.person_id))

    assert page.status_code == 200
    assert "Peg" in page.content.decode()
    said = {record.getMessage() for record in caplog.records if record.levelname == "ERROR"}
    assert said <= {f"support.Appointment.purpose in row {visit.pk} cannot be opened"}


def test_the_row_says_that_it_cannot_be_read_and_where_it_stands(as_ruth, visit):
    page = as_ruth.get("/my-people/").content.decode()

    assert f"This cannot be read. Please pass on: support.Appointment.purpose {visit.pk}" in page
