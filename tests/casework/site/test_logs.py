"""The log has what is needed to find a failure, and nothing of anybody."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import path

from alongside.casework.site.logs import WithoutPersonalData


def write(message: str, *values: object, **more: Any) -> dict[str, Any]:
    error = more.pop("exc_info", None)
    name = more.pop("name", "alongside")
    record = logging.LogRecord(name, logging.ERROR, "", 0, message, values, error)
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


def test_what_a_library_says_is_told_by_its_place_alone():
    line = write("could not parse %s", "Peg Hollins", name="somelibrary.reader")
    theirs = write(f"could not parse {'Peg Hollins'}", name="other")
    django = write("Watching for %s", "Peg Hollins", name="django.utils.autoreload")

    assert line["message"].startswith("a library said something, at ")
    assert theirs["message"].startswith("a library said something, at ")
    assert django["message"] == "Watching for %s"


def test_a_warning_is_told_by_its_kind():
    words = "/a/b.py:12: RuntimeWarning: naive datetime (2026-11-05) for Peg\n  line of code"

    known = write("%s", words, name="py.warnings")
    unknown = write("%s", "Peg", name="py.warnings")

    assert known["message"] == "a warning: RuntimeWarning"
    assert unknown["message"] == "a warning"


NOBODY_CATCHES = """
import os, sys, threading, logging, logging.config, warnings
os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.casework.site.settings"
import django
django.setup()
import alongside.casework.site.wsgi
class Breaks:
    def __del__(self):
        raise ValueError("Peg Hollins one")
Breaks()
def fails():
    raise ValueError("Peg Hollins two")
thread = threading.Thread(target=fails)
thread.start()
thread.join()
warnings.warn("Peg Hollins three", UserWarning)
raise ValueError("Peg Hollins four")
"""


def test_what_nobody_catches_is_told_without_its_words_too(tmp_path: Path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE")}
    ended = subprocess.run(
        [sys.executable, "-c", NOBODY_CATCHES],
        env=kept | {"ALONGSIDE_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
    )

    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert [line.get("error", line["message"]) for line in lines] == [
        *("ValueError", "ValueError", "a warning: UserWarning", "ValueError")
    ]
    assert "Peg" not in ended.stderr
    assert ended.returncode == 1
