"""Every address, asked from a device that a worker has handed over for somebody's own answers."""

from __future__ import annotations

import pytest
from django.db import transaction

from alongside.casework.consent.models import Consent
from alongside.casework.schemes.handed_over import ALWAYS_OPEN

from .addresses import addresses
from .asking import OF_NO_ACCOUNT, signed_in, writes
from .world import World

pytestmark = pytest.mark.django_db
SIGNS_OUT = "account_logout"


def test_no_address_answers_but_the_questions_and_the_way_back(world: World):
    Consent.objects.create(
        person=world.peg,
        purpose="measures",
        agreed=True,
        on=world.today,
        how="spoken",
        recorded_by=world.ruth,
    )
    client = signed_in(world, "ruth")
    here = f"/people/{world.peg.pk}/measures/ucla3/review/"
    assert client.get(f"{here}?how=self").status_code == 200
    opened, wrote = [], set()

    for address in addresses():
        for method in ("get", "post"):
            if address.name in ALWAYS_OPEN or (address.name, method) == (SIGNS_OUT, "post"):
                continue
            with transaction.atomic(), writes() as written:
                answer = getattr(client, method)(address.path(world), {"how": "read_out"})
                transaction.set_rollback(True)
            wrote |= written - OF_NO_ACCOUNT
            if answer.headers.get("Location") != here:
                opened.append(f"{method} {address.name}: {answer.status_code}")

    assert not opened
    assert not wrote
