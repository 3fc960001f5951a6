"""What stands for somebody without a sign-in, and where a form sends one on to."""

from __future__ import annotations

import json
import uuid

import pytest
from django.core import signing
from django.test import Client

from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Draft
from alongside.casework.support.models import Contact

from .addresses import addresses, arguments
from .asking import signed_in
from .world import NOTE, World

pytestmark = pytest.mark.django_db
CONTACT = {"when": "today", "reached": "yes", "how": "telephone", "minutes": "20", "note": "x"}
AWAY = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
]


def outside(to: str) -> bool:
    return "evil.example" in to or to.startswith("javascript")


# ---- where one is sent on to -------------------------------------------------------------------


@pytest.mark.parametrize("away", AWAY)
def test_an_answer_of_one_tap_leads_to_no_other_site(world, away):
    client = signed_in(world, "ruth")
    here = f"/connections/{world.signpost.pk}/answer/"

    asked = client.post(here, {"answer": "went", "next": away})
    again = client.post(here, {"answer": "went"}, headers={"referer": away})

    assert not outside(asked.url)
    assert not outside(again.url)


@pytest.mark.parametrize("away", AWAY)
def test_signing_in_and_out_leads_to_no_other_site(world, away):
    sign_in = {"login": world.ruth.email, "password": "a long walk by the river", "next": away}
    ruth = signed_in(world, "ruth")

    answers = [
        Client().post("/account/login/", sign_in),
        Client().post("/account/login/", sign_in, query_params={"next": away}),
        ruth.get("/account/login/", {"next": away}),
        ruth.post("/account/reauthenticate/", sign_in),
        ruth.post("/account/password/change/", {"next": away}),
        ruth.post("/account/logout/", {"next": away}),
        Client().get("/account/signup/", {"next": away}),
    ]

    assert not any(outside(answer.headers.get("Location", "")) for answer in answers)
    assert answers[0].status_code == 302


# ---- who may be known already ------------------------------------------------------------------

HERS = {
    "preferred_name": "Peg",
    "called": "Peg",
    "family_name": "Hollins",
    "telephone": "07700 900417",
    "reach": "07700 900417",
    "postcode": "AD4 1AA",
    "received_on": "2026-01-05",
    "source": "self",
    "agreed": "not_yet",
    "mode": "telephone",
    "minutes": "5",
    "note": "x",
}


@pytest.mark.parametrize("address", ["/people/add/", "/referrals/new/", "/help-once/"])
@pytest.mark.parametrize(("who", "learns"), [("owen", False), ("hana", True)])
def test_who_types_a_telephone_learns_of_a_record_not_theirs_the_name_and_the_connector(
    world, address, who, learns
):
    type(world.peg).objects.filter(pk=world.peg.pk).update(died_on=world.days_ago(1))
    client = signed_in(world, who)

    page = client.post(address, HERS | {"scheme": world.aldermouth.pk}).content.decode()
    found = client.post("/find/", {"words": "Peg Hollins"}).content.decode()

    assert "Peg Hollins" in page
    assert "Ruth Adeyemi" in page or learns
    assert ("the same telephone" in page) is learns
    assert ("Died" in found) is learns


# ---- a form’s token ----------------------------------------------------------------------------


def test_the_token_of_somebody_elses_form_leads_home_and_writes_nothing(world):
    token = str(uuid.uuid4())
    here = f"/people/{world.peg.pk}/contact/"
    theirs = signed_in(world, "ruth").post(here, CONTACT | {"token": token})
    before = Contact.objects.count()

    mine = signed_in(world, "callum").post(
        f"/people/{world.fiona.pk}/contact/", CONTACT | {"token": token}
    )

    assert theirs.url == f"/people/{world.peg.pk}/"
    assert mine.url == "/"
    assert Contact.objects.count() == before


def test_a_form_of_who_was_signed_in_before_is_not_sent_by_the_next(world):
    before = Contact.objects.count()

    answer = signed_in(world, "hana").post(
        f"/people/{world.peg.pk}/contact/",
        CONTACT,
        headers={"X-Sent-By": "keep", "X-Worker": str(world.ruth.pk)},
    )

    assert answer.status_code == 401
    assert Contact.objects.count() == before


# ---- what is kept while typing -----------------------------------------------------------------


def keep(world: World, who: str, form: str, words: str) -> int:
    sent = {"form": form, "fields": {"note": words}}
    client = signed_in(world, who)
    return client.post("/drafts/", json.dumps(sent), "application/json").status_code


def test_what_one_worker_types_is_read_by_nobody_else(world):
    form = f"support.contact:{world.peg.pk}"
    kept = [keep(world, "ruth", form, "Typed by Ruth"), keep(world, "owen", form, "Typed by Owen")]

    hers = signed_in(world, "ruth").get(f"/people/{world.peg.pk}/contact/").content.decode()
    covering = signed_in(world, "hana").get(f"/people/{world.peg.pk}/contact/").content.decode()

    assert kept == [204, 204]  # a name of a form is kept whosever it is, and opens nothing
    assert "Typed by Ruth" in hers
    assert "Typed by" not in covering
    assert signed_in(world, "owen").get(f"/people/{world.peg.pk}/contact/").status_code == 404


def test_a_forms_seal_keeps_for_its_worker_alone_and_cannot_be_made_up(world):
    form = f"visits.visit:{world.episode.pk}"
    ruths = drafts.seal(world.ruth, form)
    forged = signing.dumps([world.ruth.pk, form], salt="mine")
    here = f"/visits/{world.visit.pk}/"

    signed_in(world, "owen").post(here, {"draft": ruths, "note": "By Owen"})
    Client().post(here, {"draft": forged, "note": "Made up"})
    before = list(Draft.objects.all())
    Client().post(here, {"draft": ruths, "note": "Typed by Ruth"})

    assert before == []
    assert [(one.worker, one.fields["note"]) for one in Draft.objects.all()] == [
        (world.ruth, "Typed by Ruth")
    ]


# ---- the private calendar ----------------------------------------------------------------------


def test_a_calendar_opens_to_its_whole_secret_alone(world):
    mine, kept = world.secret, type(world.ruth).objects.get(pk=world.ruth.pk).diary_token
    secret = mine.partition("-")[2]

    opened = Client().get(f"/diary/{mine}.ics")
    wrong = [
        kept,
        secret,
        mine[:-1],
        f"{mine}x",
        f"{world.owen.pk}-{secret}",
        f"{world.ruth.pk}-",
        f"{world.owen.pk}-",
        "0-",
        f"{world.ruth.pk}-{kept}",
        "9" * 40,
    ]

    assert opened.status_code == 200
    assert [one for one in wrong if Client().get(f"/diary/{one}.ics").status_code != 404] == []


def test_a_calendar_says_neither_who_nor_where_nor_why(world):
    told = Client().get(f"/diary/{world.secret}.ics").content.decode()

    for word in ("Peg", "Hollins", "AD4", "900417", NOTE):
        assert word not in told


@pytest.mark.parametrize("what", ["no role any more", "may not sign in", "handed over"])
def test_a_calendar_holds_nothing_that_its_worker_may_not_see(world, what):
    if what == "no role any more":
        world.ruth.memberships.update(ended_on=world.days_ago(1))
    elif what == "may not sign in":
        type(world.ruth).objects.filter(pk=world.ruth.pk).update(is_active=False)
    else:
        type(world.peg).objects.filter(pk=world.peg.pk).update(connector=world.owen)

    answer = Client().get(f"/diary/{world.secret}.ics")

    assert "BEGIN:VEVENT" not in answer.content.decode()


# ---- numbers that no record can have -----------------------------------------------------------

HUGE = "99999999999999999999"


def test_a_number_beyond_all_records_is_not_found(world):
    dilys, amina = signed_in(world, "dilys"), signed_in(world, "amina")
    wrong = []
    for address in addresses():
        path = address.path(world)
        for number in {value for value in arguments(world, address.name).values() if value}:
            path = path.replace(f"/{number}/", f"/{HUGE}/") if isinstance(number, int) else path
        if HUGE not in path or address.third_party:
            continue
        for client in (dilys, amina):
            for method in ("get", "post"):
                if getattr(client, method)(path).status_code not in (404, 405):
                    wrong.append(f"{method} {path}")

    assert not wrong


@pytest.mark.parametrize(
    "address",
    [
        "/concerns/raise/?person=",
        "/referrals/new/?person=",
        "/help-once/?person=",
        "/help-once/?referral=",
        "/diary/new/?person=",
        "/contacts/together/?person=",
        "/team/?scheme=",
        "/diary/?on=",
    ],
)
def test_what_is_no_number_in_a_query_breaks_nothing(world, address):
    dilys = signed_in(world, "dilys")

    for number in (HUGE, "-1", "0", "²", "٣", "1 OR 1=1", "x"):
        assert dilys.get(f"{address}{number}").status_code in (200, 404), number
