"""What somebody might try who wants in; see docs/decisions/0016-threat-model.md.

Elsewhere: roles and records of others (the files beside this one), headers and forged forms
(tests/casework/site/test_headers.py), sessions (tests/casework/schemes/test_signed_in.py), uploads
and spreadsheets (tests/test_uploads.py, tests/test_cells.py), a phone that was handed over
(tests/casework/measures/test_in_their_hands.py), the log (test_nothing_of_anybody_in_the_log.py).
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import models, transaction
from django.test import Client, override_settings

from alongside.casework.audit.models import Event
from alongside.casework.schemes.models import Worker
from alongside.casework.support.models import Contact

from .addresses import addresses
from .asking import signed_in
from .tree import CASEWORK
from .world import World

pytestmark = pytest.mark.django_db
PASSWORD = "a long walk by the river"
SIGN_IN, RESET = "/account/login/", "/account/password/reset/"

# ---- scripts in what people write --------------------------------------------------------------

# Leaves a text, a value or a template, if it can.
ATTACK = "\"'><xss zz=1>{{77777*77777}}{%endraw%}"
RUN = "6049261729"  # so long that no random token has it
READ_BY = ("ruth", "dilys", "lena", "amina", "rhona")


class Elements(HTMLParser):
    """Whether a page holds an element or a value that somebody else put there."""

    def __init__(self) -> None:
        super().__init__()
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "xss" or any(name == "zz" for name, _ in attrs):
            self.strange.append(self.get_starttag_text() or tag)


def texts(model: type[models.Model]) -> list[models.Field]:
    """The fields of a model in which people can write what they like."""
    codes = {"email", "diary_token", "plain", "password", "answer", "form", "kind", "token"}
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.unique
        and field.name not in codes
        and not field.name.endswith(("_hash", "_key"))
    ]


def rooms() -> Iterator[type[models.Model]]:
    for app in apps.get_app_configs():
        if app.name.startswith("alongside.casework") and app.label != "audit":
            yield from app.get_models()


def write_everywhere(text: str) -> int:
    """Put it into every text of every record, as far as it fits and is allowed; gives how often."""
    written = 0
    for model in rooms():
        for field in texts(model):
            for each in model._default_manager.all():
                fits = text[: field.max_length or None]
                if getattr(each, field.attname) in ("", fits):
                    continue
                try:
                    with transaction.atomic():
                        setattr(each, field.attname, fits)
                        each.save(update_fields=[field.attname])
                    written += 1
                except Exception:  # a constraint of the database: it holds a code after all
                    each.refresh_from_db()
    return written


def test_what_people_write_is_shown_as_words_on_every_page(world: World):
    assert write_everywhere(ATTACK) > 60
    wrong, shown = [], 0

    for who in READ_BY:
        client = signed_in(world, who)
        client.raise_request_exception = False
        for address in addresses():
            if address.third_party or address.name == "schemes:draft":
                continue
            with transaction.atomic():
                page = client.get(address.path(world))
                transaction.set_rollback(True)
            if not page.headers.get("Content-Type", "").startswith("text/html"):
                continue
            text = page.content.decode()
            shown += "xss zz=1" in text
            found = Elements()
            found.feed(text)
            wrong += [f"{address.name}: {one}" for one in found.strange]
            wrong += [f"{address.name}: ran a template"] * (RUN in text)

    assert not wrong
    assert shown > 60


SINKS = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|srcdoc"


def test_no_script_of_ours_makes_elements_of_text():
    ours = sorted((CASEWORK / "site" / "static" / "js").glob("*.js"))

    assert len(ours) > 8
    assert not [path.name for path in ours if re.search(SINKS, path.read_text())]


# ---- forged forms ------------------------------------------------------------------------------


def test_no_form_is_taken_that_does_not_come_from_our_own_pages(world: World):
    client = Client(enforce_csrf_checks=True, headers={"Origin": "https://evil.example"})
    client.force_login(world.ruth)
    taken = []

    for address in addresses():
        with transaction.atomic():
            status = client.post(address.path(world), {"note": "x"}).status_code
            transaction.set_rollback(True)
        if status not in (403, 405):
            taken.append(f"{address.name}: {status}")

    assert not taken


# ---- addresses ---------------------------------------------------------------------------------


def test_a_link_in_an_email_leads_to_the_name_that_we_answer_to(world: World):
    for headers in ({"X-Forwarded-Host": "evil.example"}, {"Forwarded": "host=evil.example"}):
        Client().post(RESET, {"email": world.ruth.email}, headers=headers)
    refused = Client().post(RESET, {"email": world.ruth.email}, headers={"Host": "evil.example"})

    assert refused.status_code == 400
    assert len(mail.outbox) == 2
    assert not any("evil.example" in message.body for message in mail.outbox)


@pytest.mark.parametrize(
    "path",
    [
        "../settings.py",
        "..%2fsettings.py",
        "%2e%2e/%2e%2e/settings.py",
        "js/../../settings.py",
        "....//settings.py",
        "/etc/passwd",
        "js",
    ],
)
def test_no_way_leads_out_of_the_static_files(client: Client, path: str):
    answer = client.get(f"/{settings.STATIC_URL.strip('/')}/{path}")

    assert answer.status_code in (302, 404)
    assert b"SECRET_KEY" not in answer.content


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "DELETE", "PUT"])
def test_other_ways_to_ask_are_not_done(world: World, method: str):
    client = signed_in(world, "ruth")

    answer = client.generic(method, f"/people/{world.peg.pk}/contact/")

    assert answer.status_code in (403, 405)
    assert b"Peg" not in answer.content


# ---- who signs in here -------------------------------------------------------------------------


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"])
def test_signing_in_takes_as_long_for_an_address_that_is_not_there(world: World):
    ruth = Worker.objects.get(pk=world.ruth.pk)
    ruth.set_password(PASSWORD)
    ruth.save()
    took: dict[str, list[float]] = {ruth.email: [], "nobody@example.org": []}
    said = set()

    for _ in range(4):
        for email, times in took.items():
            cache.clear()  # or it would be locked
            began = time.process_time()
            answer = Client().post(SIGN_IN, {"login": email, "password": "not this one at all"})
            times.append(time.process_time() - began)
            said.add(re.sub(rf'value="(\w+|{email})"', "", answer.text))

    known, unknown = (statistics.median(times) for times in took.values())
    assert len(said) == 1
    assert 0.5 < known / unknown < 2, took


def test_asking_for_a_new_password_says_nothing_of_who_is_there(world: World):
    Worker.objects.filter(pk=world.owen.pk).update(is_active=False)
    asked = (world.ruth.email, world.owen.email, "nobody@example.org")

    answers = [Client().post(RESET, {"email": email}, follow=True) for email in asked]

    assert len({(one.status_code, one.redirect_chain[-1][0]) for one in answers}) == 1
    assert len({re.sub(r'value="\w+"', "", one.text) for one in answers}) == 1


def test_guessing_is_slowed_whatever_address_it_seems_to_come_from(world: World):
    for number in range(5):
        from_there = {"X-Forwarded-For": f"203.0.113.{number}"}
        sent = {"login": world.ruth.email, "password": f"guess {number}"}
        Client(headers=from_there).post(SIGN_IN, sent)

    right = Client(headers={"X-Forwarded-For": "203.0.113.99"})
    answer = right.post(SIGN_IN, {"login": world.ruth.email, "password": PASSWORD})

    assert answer.status_code == 200
    assert not Event.objects.filter(action="SIGNED_IN").exists()


def test_one_password_is_not_tried_on_everybody(world: World):
    workers = [f"worker{number}@example.org" for number in range(40)]

    answers = [Client().post(SIGN_IN, {"login": one, "password": PASSWORD}) for one in workers]

    assert {one.status_code for one in answers[30:]} <= {200, 429}
    answer = Client().post(SIGN_IN, {"login": world.ruth.email, "password": PASSWORD})
    assert answer.status_code != 302


def test_emails_for_a_new_password_are_not_sent_without_end(world: World):
    for _ in range(30):
        Client().post(RESET, {"email": world.ruth.email})

    assert len(mail.outbox) <= 5


# ---- more fields than a form has ---------------------------------------------------------------


def test_fields_that_a_form_does_not_have_change_nothing(world: World):
    client = signed_in(world, "ruth")
    more = {
        *("id", "pk", "email", "is_active", "is_staff", "is_superuser", "password", "diary_token"),
        *("role", "roles", "scheme", "scheme_id", "connector", "recorded_by", "worker", "by"),
    }
    forged = dict.fromkeys(more, "1") | {"email": "evil@example.org"}
    ruth = Worker.objects.get(pk=world.ruth.pk)
    before = (ruth.email, ruth.password, set(ruth.memberships.values_list()))
    contact = {"when": "today", "reached": "yes", "how": "telephone", "minutes": "20", "note": "x"}

    client.post("/account/details/", {"name": "Ruth Adeyemi"} | forged)
    client.post(f"/people/{world.peg.pk}/contact/", contact | {"who": "connector"} | forged)

    ruth.refresh_from_db()
    assert (ruth.email, ruth.password, set(ruth.memberships.values_list())) == before
    newest = Contact.objects.latest("pk")
    assert (newest.worker, newest.episode) == (world.ruth, world.episode)
