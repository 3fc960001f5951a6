"""The made-up service, written to disk: whoever gets the database reads nobody's words in it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.utils import timezone

from alongside import demo
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Worker
from alongside.sealing import SealedJSON
from alongside.sealing.fields import KeyedHash, Sealed
from tests.house.test_every_text_is_sealed_or_open import OPEN_RECORDS
from tools.with_postgres import find_binaries

TOO_SHORT = 6  # letters: shorter ones turn up by chance in what is sealed, again and again
NEVER_BY_CHANCE = 8  # of six, one stands within what is sealed every hundredth time
LOOKS_SEALED = re.compile(rb"s1\.[A-Za-z0-9+/=_.-]+|[A-Za-z0-9+/=]{60,}")  # a field; a session
DRAFT = "She said not to tell her brother about the flat"
SESSION = "The lunch club at St Anne’s is written down."


@pytest.mark.django_db(transaction=True)
def test_no_word_that_is_sealed_stands_in_the_database(client, tmp_path):
    demo.load(seed=1, today=timezone.localdate(), progress=lambda *_: None)
    ruth = Worker.objects.get(email="ruth@example.org")
    drafts.keep(ruth, "support.contact:41", {"note": DRAFT})
    client.force_login(ruth)
    session = client.session
    session["said"] = SESSION
    session.save()

    written = everything_written(tmp_path)

    words = {DRAFT, SESSION} | every_sealed_text()
    assert len(words) > 500
    in_the_open = LOOKS_SEALED.sub(b" ", written)
    long, short = (
        {word for word in words if (len(word) >= NEVER_BY_CHANCE) is wanted}
        for wanted in (True, False)
    )
    assert [word for word in long if stands(word, written)] == []
    assert [word for word in short if stands(word, in_the_open)] == []
    assert ruth.email.encode() in written  # what is open stands there, so we have looked


def stands(word: str, written: bytes) -> bool:
    """As it is, or as it would be in a column of JSON."""
    return word.encode() in written or ascii(word)[1:-1].encode() in written


def every_sealed_text() -> set[str]:
    """What the service's sealed fields say, without what an open field says too."""
    sealed, open_too = set[str](), set[str]()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            values = set(map(str, model._default_manager.values_list(field.name, flat=True)))
            if isinstance(field, SealedJSON):
                continue  # its parts stand in other fields, or are added by the test
            if isinstance(field, Sealed):
                sealed |= values
            elif model._meta.label in OPEN_RECORDS:
                open_too |= values  # what a group is called stands in the directory
            elif isinstance(field, models.CharField) and not isinstance(field, KeyedHash):
                open_too |= {str(shown) for _, shown in field.flatchoices} | values
    everything_open = "\n".join(open_too)
    return {word for word in sealed if len(word) >= TOO_SHORT and word not in everything_open}


def everything_written(folder: Path) -> bytes:
    """SQLite's file with its log, or PostgreSQL's dump.

    Another process reads the file: a process that closes it loses every lock that SQLite has on it
    there, and whoever opens the database after that is told of an error of the disk.
    """
    if connection.vendor == "sqlite":
        path = Path(str(settings.DATABASES["default"]["TEST"]["NAME"]))
        assert str(connection.settings_dict["NAME"]) == str(path)
        files = sorted(path.parent.glob(f"{path.name}*"))
        return subprocess.run(["cat", *files], check=True, capture_output=True).stdout
    dump = shutil.which("pg_dump") or str(find_binaries() / "pg_dump")
    named = connection.settings_dict
    out = folder / "dump.sql"
    subprocess.run(
        [dump, "-h", named["HOST"], "-U", named["USER"], "-f", out, named["NAME"]], check=True
    )
    return out.read_bytes()


@pytest.mark.django_db
def test_a_session_that_cannot_be_opened_is_no_session(client, settings):
    from alongside.sealing.keys import Ring
    from tests.casework import made

    client.force_login(made.worker())
    session = client.session
    session["said"] = SESSION
    session.save()
    assert client.session["said"] == SESSION

    settings.KEYS = ",".join(Ring.new().write())

    assert dict(client.session.items()) == {}
    assert client.get("/account/").status_code == 302
