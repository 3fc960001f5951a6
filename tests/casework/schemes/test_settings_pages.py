"""Settings: an administrator changes them, a coordinator changes a few, others see none."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.casework.schemes import actions
from alongside.casework.schemes.models import Area, Cover, Membership, Scheme, Worker
from alongside.casework.schemes.sent import new_token
from tests.casework import made


@pytest.fixture
def amina(aldermouth: Scheme) -> Worker:
    """The administrator of Aldermouth."""
    return made.worker("Amina Yusuf", "administrator", aldermouth)


@pytest.fixture
def by_amina(client: Client, amina: Worker) -> Client:
    client.force_login(amina)
    return client


@pytest.fixture
def by_dilys(client: Client, dilys: Worker) -> Client:
    client.force_login(dilys)
    return client


def page(client: Client, name: str, /, *args: object, **data: object) -> str:
    """A page's words; with data, what comes of sending them, after any redirect."""
    address = reverse(f"schemes:{name}", args=args)
    answer = client.post(address, data, follow=True) if data else client.get(address, follow=True)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


NEEDS_ADMINISTRATOR = [
    ("scheme_edit", "names"),
    ("scheme_edit", "support"),
    ("scheme_edit", "safety"),
    ("worker_add",),
    ("role_give_somebody",),
]


@pytest.mark.parametrize("name", ["scheme", "workers", "cover", "area_add"])
def test_settings_are_for_administrators_and_coordinators(
    client, aldermouth, amina, dilys, ruth, outsider, name
):
    address = reverse(f"schemes:{name}", args=[aldermouth.pk])
    answers = {}
    for worker in (amina, dilys, ruth, outsider):
        client.force_login(worker)
        answers[worker] = client.get(address).status_code

    assert answers == {amina: 200, dilys: 200, ruth: 404, outsider: 404}


@pytest.mark.parametrize("parts", NEEDS_ADMINISTRATOR)
def test_what_only_an_administrator_changes_is_not_there_for_a_coordinator(
    client, aldermouth, amina, dilys, parts
):
    address = reverse(f"schemes:{parts[0]}", args=[aldermouth.pk, *parts[1:]])

    client.force_login(dilys)
    assert client.get(address).status_code == 404
    client.force_login(amina)
    assert client.get(address).status_code == 200


@pytest.fixture
def every_page(aldermouth: Scheme, amina: Worker, ruth: Worker, owen: Worker) -> list[str]:
    """The address of every page of settings and of My account."""
    area = Area.objects.create(scheme=aldermouth, name="Quayside")
    days = {"from_on": timezone.localdate(), "until_on": timezone.localdate()}
    cover = Cover.objects.create(scheme=aldermouth, away=ruth, by=owen, **days)
    ruths, scheme = ruth.memberships.get(), aldermouth.pk
    pages = [
        *((name, scheme) for name in ("scheme", "workers", "cover", "area_add", "worker_add")),
        *(("scheme_edit", scheme, part) for part in ("names", "support", "reminders", "safety")),
        *((f"worker{name}", scheme, ruth.pk) for name in ("", "_edit", "_second_step")),
        *(("role_give", scheme, ruth.pk), ("role_give_somebody", scheme), ("area", area.pk)),
        *(("cover_end", cover.pk), ("role_end", ruths.pk), ("room", ruths.pk)),
        *(("account",), ("account_details",)),
    ]
    return [reverse(f"schemes:{name}", args=args) for name, *args in pages]


def test_every_page_has_a_title_one_heading_and_nothing_inline(by_amina, every_page):
    titles = set()
    for address in every_page:
        html = by_amina.get(address).content.decode()
        titles.add(re.search(r"<title>(.+?) - Alongside</title>", html)[1])
        assert html.count("<h1") == 1, address
        assert not re.search(r" style=|<script>| on[a-z]+=", html), address

    assert len(titles) >= len(every_page) - 2  # giving a role has one title for both ways
    assert "Alongside" not in titles


def test_an_administrator_sees_nobodys_record(amina, peg):
    from alongside.casework.people.models import Person

    assert not Person.objects.seen_by(amina).exists()
    assert not Person.objects.named_to(amina).exists()


def test_settings_go_straight_to_the_only_scheme_and_list_several(
    by_amina, amina, aldermouth, elsewhere
):
    assert "Out and About Aldermouth" in page(by_amina, "settings")

    made.give(amina, "administrator", elsewhere)

    assert "Glen Torran Connectors" in page(by_amina, "settings")


def test_somebody_without_settings_has_no_such_page(client, ruth):
    client.force_login(ruth)

    assert client.get("/settings/").status_code == 404


def test_every_part_of_the_settings_is_shown_with_the_resolver(by_amina, aldermouth, dilys):
    actions.give_programme_role(
        worker=dilys, programme=aldermouth.programme, role="resolver", on=made.LONG_AGO, by=None
    )
    Area.objects.create(scheme=aldermouth, name="Quayside", postcode_prefixes=["AD4"])

    words = text(page(by_amina, "scheme", aldermouth.pk))

    for expected in (
        "Loneliness, three questions; Wellbeing, seven statements",
        "Follow-up 91 days after goodbye",
        "Reminders Change reminders After 7, 14 days",
        "Quayside AD4",
        "Dilys Harcourt can look into it for the whole programme",
    ):
        assert expected in words


def test_a_scheme_without_a_resolver_says_so(by_amina, aldermouth):
    assert "Nobody can look into it yet" in page(by_amina, "scheme", aldermouth.pk)


def test_names_are_changed_and_told_saved(by_amina, aldermouth):
    html = page(
        by_amina,
        "scheme_edit",
        aldermouth.pk,
        "names",
        name="Aldermouth",
        public_name="Out and About",
        nation="wales",
        languages="Welsh, Polish",
        call_name="Dilys",
    )

    aldermouth.refresh_from_db()
    assert "Name and telephone: saved." in html
    assert (aldermouth.nation, aldermouth.languages) == ("wales", ["Welsh", "Polish"])


def test_a_name_of_another_scheme_is_refused_in_words(by_amina, aldermouth, elsewhere):
    html = page(
        by_amina,
        "scheme_edit",
        aldermouth.pk,
        "names",
        name="glen torran connectors",
        public_name="X",
        nation="wales",
    )

    assert "another scheme of this name" in html
    assert "<title>Error: " in html


def support(**changed: object) -> dict[str, object]:
    return {
        "usual_weeks": 12,
        "promise_working_days": 5,
        "quiet_days": 14,
        "checkin_days": 21,
        "follow_up_days": 91,
        "instruments": ["ucla3", "ons4"],
    } | changed


def test_support_is_changed(by_amina, aldermouth):
    page(by_amina, "scheme_edit", aldermouth.pk, "support", **support(usual_weeks=16))

    aldermouth.refresh_from_db()
    assert (aldermouth.usual_weeks, aldermouth.caseloads_shared) == (16, False)
    assert aldermouth.instruments == ["ucla3", "ons4"]


def test_a_follow_up_before_ninety_days_is_refused_beside_its_box(by_amina, aldermouth):
    html = page(by_amina, "scheme_edit", aldermouth.pk, "support", **support(follow_up_days=60))

    assert "days until the follow-up, from 90 to 366" in html
    assert 'href="#id_follow_up_days"' in html


def test_a_coordinator_changes_reminders_areas_and_nothing_else(by_dilys, aldermouth):
    page(by_dilys, "scheme_edit", aldermouth.pk, "reminders", reminder_days="14, 3,14")
    page(by_dilys, "area_add", aldermouth.pk, name="Quayside", postcode_prefixes="ad4, ad5")
    area = Area.objects.get()
    page(by_dilys, "area", area.pk, name="The Quays", postcode_prefixes="AD4")

    aldermouth.refresh_from_db()
    area.refresh_from_db()
    assert aldermouth.reminder_days == [3, 14]
    assert (area.name, area.postcode_prefixes) == ("The Quays", ["AD4"])
    assert "The rest is for the scheme’s administrator" in page(by_dilys, "scheme", aldermouth.pk)


def test_reminder_days_are_numbers(by_dilys, aldermouth):
    html = page(by_dilys, "scheme_edit", aldermouth.pk, "reminders", reminder_days="a week")
    assert "the smallest first, such as 7, 14" in html

    html = page(by_dilys, "scheme_edit", aldermouth.pk, "reminders", reminder_days="500")
    assert "the smallest first, such as 7, 14" in html


def test_an_area_of_the_same_name_is_refused_in_words(by_dilys, aldermouth):
    area = Area.objects.create(scheme=aldermouth, name="Quayside")
    Area.objects.create(scheme=aldermouth, name="Hillside")

    assert "area of this name" in page(by_dilys, "area_add", aldermouth.pk, name="quayside")
    assert "area of this name" in page(by_dilys, "area", area.pk, name="hillside")


def test_an_area_of_another_scheme_is_not_there(by_dilys, elsewhere):
    area = Area.objects.create(scheme=elsewhere, name="Torran")

    assert by_dilys.get(reverse("schemes:area", args=[area.pk])).status_code == 404


def test_a_part_that_does_not_exist_is_not_there(by_amina, aldermouth):
    address = reverse("schemes:scheme_edit", args=[aldermouth.pk, "colours"])

    assert by_amina.get(address).status_code == 404


# ---- workers -------------------------------------------------------------------------------------


def new_worker(**said: object) -> dict[str, object]:
    return {
        "name": "Peggy Lee",
        "email": "Peggy@Example.org",
        "role": "connector",
        "on": "2026-05-04",
        "room_for": 12,
        "how_password": "email",
        "working_days": [0, 1],
        "token": new_token(),
    } | said


def test_a_new_worker_gets_an_email_with_a_link_that_works_once(by_amina, aldermouth):
    html = page(by_amina, "worker_add", aldermouth.pk, **new_worker())

    peggy = Worker.objects.get(email="peggy@example.org")
    (message,) = mail.outbox
    assert "an email with a link is on its way" in html
    assert peggy.memberships.get().room_for == 12
    assert (message.subject, message.to) == ("Your sign-in for Alongside", ["peggy@example.org"])
    assert message.body.startswith("Hello Peggy,")
    link = re.search(r"http://\S+", message.body)[0]
    theirs = Client()
    choose = theirs.get(link, follow=True)
    typed = {"password1": "three green herons", "password2": "three green herons"}
    done = theirs.post(choose.redirect_chain[-1][0], typed, follow=True)
    assert "Your password is saved" in done.content.decode()
    peggy.refresh_from_db()
    assert peggy.check_password("three green herons")
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_a_first_password_can_be_typed_instead(by_amina, aldermouth):
    said = new_worker(how_password="typed", password="three green herons")

    html = page(by_amina, "worker_add", aldermouth.pk, **said)

    assert "Tell them their first password" in html
    assert Worker.objects.get(name="Peggy Lee").check_password("three green herons")
    assert not mail.outbox


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"how_password": "typed", "password": "short"}, "at least 12 characters"),
        ({"email": "amina.yusuf@example.org"}, "signs in with this email address already"),
        ({"email": "peggy"}, "in full, such as"),
        ({"role": ""}, "Choose a role"),
        ({"on": ""}, "Enter the first day"),
        ({"room_for": 0}, "from 1 to 200"),
    ],
)
def test_a_worker_who_cannot_be_added_is_refused_in_words(by_amina, aldermouth, said, words):
    html = page(by_amina, "worker_add", aldermouth.pk, **new_worker(**said))

    assert words in html
    assert not Worker.objects.filter(name="Peggy Lee").exists()


def test_adding_a_worker_twice_by_one_form_adds_one(by_amina, aldermouth):
    said = new_worker()

    for _ in range(2):
        assert "Peggy Lee" in page(by_amina, "worker_add", aldermouth.pk, **said)

    assert Worker.objects.filter(name="Peggy Lee").count() == 1


def test_the_team_is_listed_with_its_history(by_amina, aldermouth, ruth, owen):
    owens = owen.memberships.get()
    actions.end_role(membership=owens, on=date(2026, 5, 4), by=None)
    actions.change_worker(worker=ruth, changes={"is_active": False}, by=None)

    words = text(page(by_amina, "workers", aldermouth.pk))

    assert "Ruth Adeyemi May not sign in Connector, room for 25" in words
    assert "Owen Castellani Connector, 1 January 2020 to 4 May 2026" in words
    assert "Since 1 January 2020. Room for 25 people." in text(
        page(by_amina, "worker", aldermouth.pk, ruth.pk)
    )
    assert "1 January 2020 to 4 May 2026" in page(by_amina, "worker", aldermouth.pk, owen.pk)


def test_a_worker_of_another_scheme_is_not_there(by_amina, aldermouth, outsider):
    address = reverse("schemes:worker", args=[aldermouth.pk, outsider.pk])

    assert by_amina.get(address).status_code == 404


def test_details_are_changed_and_the_old_address_lets_nobody_in(by_amina, aldermouth, ruth):
    quay = Area.objects.create(scheme=aldermouth, name="Quayside")
    EmailAddress.objects.create(user=ruth, email=ruth.email, primary=True, verified=True)

    page(
        by_amina,
        "worker_edit",
        aldermouth.pk,
        ruth.pk,
        name="Ruth Adeyemi",
        email="ruth@example.org",
        languages="Yoruba",
        working_days=[2],
        areas=[quay.pk],
        is_active="on",
    )

    ruth.refresh_from_db()
    assert (ruth.email, ruth.languages, ruth.working_days) == ("ruth@example.org", ["Yoruba"], [2])
    assert list(ruth.areas.all()) == [quay]
    old = {"login": "ruth.adeyemi@example.org", "password": "a long walk by the river"}
    assert "do not go together" in Client().post("/account/login/", old).content.decode()


def test_an_address_in_use_is_refused_in_words(by_amina, aldermouth, ruth, owen):
    html = page(
        by_amina, "worker_edit", aldermouth.pk, ruth.pk, name="Ruth", email=owen.email, is_active=1
    )

    assert "signs in with this email address already" in html


def test_how_somebody_of_two_schemes_signs_in_is_not_for_one_administrator(
    by_amina, aldermouth, elsewhere, ruth
):
    made.give(ruth, "connector", elsewhere)
    TOTP.activate(ruth, "JBSWY3DPEHPK3PXP")

    shown = page(by_amina, "worker_edit", aldermouth.pk, ruth.pk)
    page(by_amina, "worker_edit", aldermouth.pk, ruth.pk, name="Ruth A", email="mine@example.org")
    refused = page(by_amina, "worker_second_step", aldermouth.pk, ruth.pk, sure="yes")

    ruth.refresh_from_db()
    assert "works in another scheme or for the whole programme too" in shown
    assert "works in another scheme or for the whole programme too" in refused
    assert (ruth.name, ruth.email, ruth.is_active) == ("Ruth A", "ruth.adeyemi@example.org", True)
    assert Authenticator.objects.filter(user=ruth).exists()


@pytest.mark.parametrize("role", ["a role from next week", "the whole programme"])
def test_nobody_gets_into_another_scheme_by_changing_how_its_worker_signs_in(
    by_amina, aldermouth, elsewhere, ruth, role
):
    if role == "a role from next week":
        soon = timezone.localdate() + timedelta(days=7)
        made.give(ruth, "connector", elsewhere, started_on=soon)
    else:
        actions.give_programme_role(
            worker=ruth,
            programme=aldermouth.programme,
            role="resolver",
            on=made.LONG_AGO,
            by=None,
        )

    page(by_amina, "worker_edit", aldermouth.pk, ruth.pk, name="Ruth A", email="mine@example.org")

    ruth.refresh_from_db()
    assert (ruth.name, ruth.email) == ("Ruth A", "ruth.adeyemi@example.org")


def test_a_lost_second_step_is_taken_away(by_amina, aldermouth, ruth):
    TOTP.activate(ruth, "JBSWY3DPEHPK3PXP")

    assert "ring the number that you know" in page(
        by_amina, "worker_second_step", aldermouth.pk, ruth.pk
    )
    html = page(by_amina, "worker_second_step", aldermouth.pk, ruth.pk, sure="yes")

    assert "signs in with the password alone now" in html
    assert not Authenticator.objects.filter(user=ruth).exists()


def test_a_link_is_sent_again(by_amina, aldermouth, ruth):
    page(by_amina, "worker_link", aldermouth.pk, ruth.pk, send="yes")

    assert [message.to for message in mail.outbox] == [[ruth.email]]
    assert mail.outbox[0].subject == "Choose a new password for Alongside"


def test_nobody_is_sent_a_link_who_may_not_sign_in(by_amina, aldermouth, ruth):
    actions.change_worker(worker=ruth, changes={"is_active": False}, by=None)

    page(by_amina, "worker_link", aldermouth.pk, ruth.pk, send="yes")

    assert [message.subject for message in mail.outbox] == ["About signing in to Alongside"]


def test_a_role_is_given_and_refused_in_words(by_amina, aldermouth, dilys):
    said = {"role": "connector", "on": "2026-05-04", "room_for": 5}
    assert "has the role" in page(by_amina, "role_give", aldermouth.pk, dilys.pk, **said)

    html = page(by_amina, "role_give", aldermouth.pk, dilys.pk, **said)

    assert "They have this role already, since 4 May 2026" in html


def test_a_role_is_given_to_somebody_who_signs_in_already(by_amina, aldermouth, outsider):
    said = {"role": "evaluator", "on": "2026-05-04", "room_for": 25}
    unknown = page(by_amina, "role_give_somebody", aldermouth.pk, email="no@example.org", **said)
    page(by_amina, "role_give_somebody", aldermouth.pk, email=outsider.email, **said)
    again = page(by_amina, "role_give_somebody", aldermouth.pk, email=outsider.email, **said)

    assert "Nobody signs in with this address" in unknown
    assert outsider.memberships.filter(scheme=aldermouth, role="evaluator").exists()
    assert "They have this role already" in again


def test_a_role_ends_and_the_last_administrator_stays(by_amina, amina, aldermouth, ruth):
    ruths, aminas = ruth.memberships.get(), amina.memberships.get()

    page(by_amina, "role_end", ruths.pk, on="2026-05-04")
    html = page(by_amina, "role_end", aminas.pk, on="2026-05-04")

    assert Membership.objects.get(pk=ruths.pk).ended_on == date(2026, 5, 4)
    assert "only administrator. Make somebody else an administrator first" in html
    assert Membership.objects.get(pk=aminas.pk).ended_on is None


def test_room_is_changed(by_amina, aldermouth, ruth):
    ruths = ruth.memberships.get()

    assert "from 1 to 200" in page(by_amina, "room", ruths.pk, room_for="many")
    page(by_amina, "room", ruths.pk, room_for="12")

    assert Membership.objects.get(pk=ruths.pk).room_for == 12


def test_a_role_in_another_scheme_is_not_there(by_amina, outsider):
    address = reverse("schemes:role_end", args=[outsider.memberships.get().pk])

    assert by_amina.get(address).status_code == 404


# ---- cover ---------------------------------------------------------------------------------------


def test_a_coordinator_sets_cover_and_ends_it(by_dilys, aldermouth, ruth, owen):
    today = timezone.localdate()
    days = {"from_on": today.isoformat(), "until_on": (today + timedelta(days=7)).isoformat()}
    html = page(by_dilys, "cover", aldermouth.pk, away=ruth.pk, covering=owen.pk, **days)
    cover = Cover.objects.get()

    assert "Owen Castellani covers for Ruth Adeyemi" in text(html)
    late = (today + timedelta(days=30)).isoformat()
    assert "This cover ends sooner" in page(by_dilys, "cover_end", cover.pk, on=late)
    page(by_dilys, "cover_end", cover.pk, on=today.isoformat())
    cover.refresh_from_db()
    assert cover.until_on == today


def test_cover_to_come_is_taken_back(by_dilys, aldermouth, ruth, owen):
    soon = timezone.localdate() + timedelta(days=7)
    days = {"from_on": soon.isoformat(), "until_on": soon.isoformat()}
    page(by_dilys, "cover", aldermouth.pk, away=ruth.pk, covering=owen.pk, **days)
    cover = Cover.objects.get()

    assert "Take this cover back?" in page(by_dilys, "cover_end", cover.pk)
    page(by_dilys, "cover_end", cover.pk, sure="yes")

    assert not Cover.objects.exists()


def test_cover_that_cannot_be_is_refused_in_words(by_dilys, aldermouth, ruth):
    days = {"from_on": "2026-06-08", "until_on": "2026-06-12"}

    html = page(by_dilys, "cover", aldermouth.pk, away=ruth.pk, covering=ruth.pk, **days)

    assert "Nobody can cover for themselves" in html
    assert "Nobody is covered, now or to come" in html


def test_only_connectors_of_the_scheme_can_be_chosen(by_dilys, aldermouth, ruth, outsider):
    html = page(by_dilys, "cover", aldermouth.pk)

    assert "Ruth Adeyemi" in html
    assert "Callum Stewart" not in html


def test_the_licensed_wording_is_loaded_only_where_the_scheme_asks_it(by_amina, aldermouth):
    page = f"/settings/schemes/{aldermouth.pk}/"
    assert f"{page}measures/swemwbs/" in by_amina.get(page).text

    aldermouth.instruments = ["ucla3"]
    aldermouth.save()

    assert f"{page}measures/swemwbs/" not in by_amina.get(page).text
