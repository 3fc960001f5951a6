"""The log has what is needed to find a failure, and nothing of anybody."""

from __future__ import annotations

import json
import logging
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import path

from alongside.casework.site.logs import WithoutPersonalData


def write(message: str, *values: object, **more: Any) -> dict[str, Any]:
    error = more.pop("exc_info", None)
    record = logging.LogRecord("alongside", logging.ERROR, "", 0, message, values, error)
    record.__dict__.update(more)
    line: dict[str, Any] = json.loads(WithoutPersonalData().format(record))
    return line


def test_a_line_is_json_with_when_where_and_what():
    line = write("answered", method="GET", route="people/<int:person_id>/", status=200, ms=12)

    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "error",
        "from": "alongside",
        "message": "answered",
        "method": "GET",
        "route": "people/<int:person_id>/",
        "status": 200,
        "ms": 12,
    }


def test_an_exception_is_told_by_kind_and_place_and_not_by_its_words():
    try:
        raise ValueError("Peg Hollins, 07700 900417")
    except ValueError:
        line = write("could not save %s", "Peg", exc_info=sys.exc_info())

    assert "Peg" not in json.dumps(line)
    assert line["error"] == "ValueError"
    assert line["message"] == "could not save %s"
    assert "test_logs.py" in line["at"][0]


def test_what_django_says_of_a_request_is_told_without_its_address():
    request = SimpleNamespace(resolver_match=SimpleNamespace(route="calendar/<str:token>/"))

    line = write("Not Found: %s", "/calendar/private-token/", request=request, status_code=404)

    assert line["message"] == "a request failed"
    assert (line["route"], line["status"]) == ("calendar/<str:token>/", 404)
    assert "private-token" not in json.dumps(line)


def test_what_the_server_says_of_a_broken_request_is_told_without_it():
    line = write("Invalid request from ip=203.0.113.7: GET /?name=Peg", name="gunicorn.error")

    assert line["message"] == "Invalid request"


def fail(request: HttpRequest, who: str) -> None:
    raise RuntimeError(f"{who} could not be found")


urlpatterns = [path("fail/<str:who>/", fail)]


@override_settings(ROOT_URLCONF=__name__)
def test_a_failing_page_logs_nothing_of_the_person(capsys: pytest.CaptureFixture[str]):
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WithoutPersonalData())
    logging.getLogger().addHandler(handler)
    try:
        answer = Client(raise_request_exception=False).get("/fail/Peg/?telephone=07700900417")
    finally:
        logging.getLogger().removeHandler(handler)

    written = capsys.readouterr().err
    assert answer.status_code == 500
    assert '"error": "RuntimeError"' in written
    assert '"route": "fail/<str:who>/"' in written
    assert "Peg" not in written
    assert "07700900417" not in written
