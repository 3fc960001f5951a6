"""The checks that are published for feeds, against the service as it is served."""

from __future__ import annotations

import subprocess
import sys

import pytest

from alongside.casework.openreferral import numbering
from tests.casework import made
from tests.shared_data import shared

from . import world


@pytest.mark.django_db(transaction=True)
def test_the_published_checks_find_no_error_and_nothing_to_warn_of(live_server):
    checks = shared("tools", "check_oruk_feed.py")
    world.directory(made.scheme())
    numbering.forget()

    told = subprocess.run(
        [sys.executable, str(checks), f"{live_server.url}/api/open-referral"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert "RESULT PASS 0 errors 0 warnings" in told.stdout, told.stdout + told.stderr
    assert told.returncode == 0
