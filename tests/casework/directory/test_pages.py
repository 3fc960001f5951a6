"""The pages by which entries are added, changed, checked and decided on."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.casework.audit.models import Event
from alongside.casework.directory.actions import checking, entries, merging
from alongside.casework.directory.models import (
    Activity,
    Check,
    Merge,
    Notice,
    OrganiserLink,
    Phone,
    Proposal,
    Said,
    Tip,
    ToldApart,
)
from alongside.casework.directory.search import index
from alongside.casework.schemes.models import Area

from .. import made as people
from . import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_ruth(ruth) -> Client:
    client = Client()
    client.force_login(ruth)
    return client


@pytest.fixture
def choir() -> Activity:
    at = made.place("St Bride’s hall", "AD2 1AA", step_free=True, hearing_loop=False)
    choir = made.activity("Fenwater choir", at=at, by="St Bride’s", weekly="TU")
    Phone.objects.create(activity=choir, number="01632 960455")
    return choir


def text(response) -> str:
    return response.content.decode()


def test_the_page_of_an_activity_says_what_when_where_and_whom_to_ask(as_ruth, choir):
    page = text(as_ruth.get(choir.get_absolute_url()))

    for words in (
        "Fenwater choir",
        "St Bride’s",
        "Tuesdays",
        "AD2 1AA",
        "Step-free",
        "No hearing loop",
        "01632 960455",
        "Not checked yet",
        "To be checked",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        (None, "Last checked 2 March 2020, its source says"),
        (date(2019, 5, 1), "Last checked 2 March 2020, its source says"),
        (date(2021, 5, 1), "Last checked 1 May 2021 by Ruth, by telephone"),
    ],
)
def test_when_its_source_says_that_it_was_checked_is_told_until_we_know_better(
    as_ruth, ruth, checked, words
):
    tea = made.activity("Tea", assured_date=date(2020, 3, 2), checked_on=date(2020, 3, 2))
    tea.due_on = date(2020, 9, 1)
    tea.save()
    index.refresh([tea.pk])
    if checked:
        Check.objects.create(activity=tea, on=checked, by=ruth, how="telephone", result="still_on")

    pages = [
        text(as_ruth.get(one))
        for one in (tea.get_absolute_url(), "/activities/checks/?whose=elsewhere")
    ]
    listed = text(as_ruth.get("/activities/?words=tea"))

    assert [words in page for page in pages] == [True, True]
    assert words.replace(" by Ruth", "") in listed
    assert "Not checked yet" not in pages[0] + listed
    assert "Its source says that it was checked on 2 March 2020." in pages[0]
    assert "Doubtful" in pages[0]


def test_the_page_asks_a_fixed_number_of_questions(as_ruth, choir, django_assert_max_num_queries):
    for name in ("Knitting", "Bingo", "Lunch"):
        made.activity(name, at=choir.places.first())

    with django_assert_max_num_queries(45):
        as_ruth.get(choir.get_absolute_url())


def test_a_merged_entry_leads_to_the_one_that_stands(as_ruth, choir, ruth):
    other = made.activity("Fenwater Choir")
    merging.merge(kept=choir, gone=other, by=ruth)

    response = as_ruth.get(other.get_absolute_url())

    assert response.headers["Location"] == choir.get_absolute_url()


def test_an_entry_merged_into_one_that_was_merged_since_leads_to_the_last(as_ruth, choir, ruth):
    first, second = made.activity("Fenwater Choir"), made.activity("Choir at Fenwater")
    merging.merge(kept=second, gone=first, by=ruth)
    merging.merge(kept=choir, gone=second, by=ruth)

    response = as_ruth.get(first.get_absolute_url())

    assert response.headers["Location"] == choir.get_absolute_url()


def test_what_is_kept_to_another_scheme_is_not_here(choir, outsider, aldermouth):
    Activity.objects.filter(pk=choir.pk).update(only_for=aldermouth)
    client = Client()
    client.force_login(outsider)

    assert client.get(choir.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("role", ["evaluator", "commissioner"])
def test_who_only_reads_sees_public_entries_and_can_change_nothing(role, choir, aldermouth):
    reader = people.worker("Eva Lindgren", role, aldermouth)
    client = Client()
    client.force_login(reader)
    private = made.activity("Ours alone", only_for=aldermouth)

    assert "Still on" not in text(client.get(choir.get_absolute_url()))
    assert client.get(private.get_absolute_url()).status_code == 404
    assert client.get(reverse("directory:change", args=[choir.pk])).status_code == 404
    assert client.get(reverse("directory:checks")).status_code == 404


def test_one_typed_line_is_enough(as_ruth, aldermouth, ruth):
    response = as_ruth.post(reverse("directory:propose"), {"name": "  Knitting at the  Anchor "})

    made = Activity.objects.get()
    assert response.headers["Location"] == made.get_absolute_url()
    assert (made.name, made.standing, made.only_for, made.proposed_by) == (
        "Knitting at the Anchor",
        "proposed",
        aldermouth,
        ruth,
    )
    assert "Proposed by Ruth" in text(as_ruth.get(made.get_absolute_url()))


def test_nothing_typed_is_answered_with_what_to_write(as_ruth):
    page = text(as_ruth.post(reverse("directory:propose"), {"name": " "}))

    assert "Write its name, such as Fenwater choir." in page
    assert not Activity.objects.exists()


ENTRY = {
    "name": "Fenwater choir",
    "organisation": "St Bride’s",
    "sort": "activity",
    "status": "active",
    "when": "Tuesdays 10am to noon, not in school holidays",
    "place_name": "St Bride’s hall",
    "postcode": "ad21aa",
    "step_free": "yes",
    "amount": "2.50",
    "languages": "English, Urdu",
    "telephone": "01632 960455",
    "contact_name": "Maureen Tate",
}


def test_a_whole_entry_is_added_with_its_times_place_costs_and_whom_to_ask(as_ruth):
    as_ruth.post(reverse("directory:add"), ENTRY)

    made = Activity.objects.get()
    page = text(as_ruth.get(made.get_absolute_url()))
    assert made.times.get().weekdays == 2
    assert made.only_for is None
    for words in (
        "Tuesdays, 10am to noon, not in school holidays",
        "£2.50",
        "English and Urdu",
        "Maureen Tate",
        "AD2 1AA",
        "Step-free",
    ):
        assert words in page


def test_adding_with_a_postcode_that_cannot_be_writes_nothing(as_ruth):
    page = text(as_ruth.post(reverse("directory:add"), ENTRY | {"postcode": "nowhere"}))

    assert "That is not a whole postcode" in page
    assert not Activity.objects.exists()


def test_ages_the_wrong_way_round_are_said(as_ruth):
    wrong = ENTRY | {"minimum_age": "60", "maximum_age": "50"}

    page = text(as_ruth.post(reverse("directory:add"), wrong))

    assert "It is for people from 60 to 50. Put the lower age first." in page


def test_a_change_keeps_who_said_so_and_touches_nothing_else(as_ruth, choir, ruth):
    as_ruth.post(reverse("directory:add"), ENTRY)
    added = Activity.objects.get(organisation__name="St Bride’s", description="", costs__amount=2.5)
    before = list(added.times.values_list("pk", flat=True))

    as_ruth.post(reverse("directory:change", args=[added.pk]), ENTRY | {"description": "We sing."})

    added.refresh_from_db()
    assert added.description == "We sing."
    assert list(added.times.values_list("pk", flat=True)) == before
    said = Said.objects.get(activity=added)
    assert (said.field, said.by) == ("description", ruth)


def test_a_hall_that_others_use_stays_where_it_is(as_ruth, choir):
    hall = choir.places.get()
    made.activity("Bingo", at=hall)

    as_ruth.post(
        reverse("directory:change", args=[choir.pk]),
        ENTRY | {"place_name": "The Anchor", "postcode": "AD3 1AA"},
    )

    hall.refresh_from_db()
    assert hall.name == "St Bride’s hall"
    assert choir.places.get().name == "The Anchor"


def test_changing_what_was_proposed_lists_it(as_ruth, aldermouth, ruth):
    proposed = entries.propose(name="Choir", scheme=aldermouth, by=ruth)

    as_ruth.post(reverse("directory:change", args=[proposed.pk]), ENTRY)

    proposed.refresh_from_db()
    assert proposed.standing == "listed"
    assert proposed.only_for is None


def test_a_proposed_line_is_listed_as_it_is(as_ruth, aldermouth, ruth):
    proposed = entries.propose(name="Choir", scheme=aldermouth, by=ruth)
    before = text(as_ruth.get(proposed.get_absolute_url()))

    as_ruth.post(reverse("directory:list_it", args=[proposed.pk]))

    proposed.refresh_from_db()
    assert "list it as it is" in before
    assert (proposed.standing, proposed.only_for) == ("listed", aldermouth)
    assert "list it as it is" not in text(as_ruth.get(proposed.get_absolute_url()))


def test_what_two_people_list_is_listed_once(as_ruth, aldermouth, ruth):
    proposed = entries.propose(name="Choir", scheme=aldermouth, by=ruth)

    for _ in range(2):
        as_ruth.post(reverse("directory:list_it", args=[proposed.pk]))

    assert Event.objects.filter(action="ACTIVITY_LISTED").count() == 1


def test_two_change_the_same_thing_and_both_are_shown(as_ruth, choir):
    address = reverse("directory:change", args=[choir.pk])
    found = re.search(r'name="as_it_was" value="([^"]*)"', text(as_ruth.get(address)))
    shown = unescape(found[1])
    Activity.objects.filter(pk=choir.pk).update(description="Theirs.")

    page = text(as_ruth.post(address, ENTRY | {"description": "Mine.", "as_it_was": shown}))

    assert "Somebody else changed this while you were writing" in page
    assert "Theirs." in page
    assert Activity.objects.get(pk=choir.pk).description == "Theirs."


def test_a_tip_is_for_the_workers_of_the_scheme_alone(as_ruth, choir, outsider):
    as_ruth.post(reverse("directory:tip", args=[choir.pk]), {"words": "Ask for Maureen; side door"})
    others = Client()
    others.force_login(outsider)

    assert "side door" in text(as_ruth.get(choir.get_absolute_url()))
    assert "side door" not in text(others.get(choir.get_absolute_url()))

    as_ruth.post(reverse("directory:untip", args=[Tip.objects.get().pk]))
    assert not Tip.objects.exists()


# ---- checks --------------------------------------------------------------------------------------


@pytest.fixture
def fenny_lane(aldermouth, ruth) -> Area:
    area = Area.objects.create(scheme=aldermouth, name="Fenny Lane", postcode_prefixes=["AD2"])
    ruth.areas.add(area)
    return area


def test_what_is_due_is_shared_out_by_area(as_ruth, choir, fenny_lane):
    made.activity("Elsewhere choir", at=made.place("Far hall", "AD22 1AA"))
    made.activity("A telephone line")
    fresh = made.activity("Fresh choir", at=choir.places.get())
    Activity.objects.filter(pk=fresh.pk).update(due_on=timezone.localdate() + timedelta(days=9))

    mine = text(as_ruth.get(reverse("directory:checks")))
    elsewhere = text(as_ruth.get(reverse("directory:checks"), {"whose": "elsewhere"}))

    assert "Fenwater choir" in mine
    assert "Elsewhere choir" not in mine
    assert "Fresh choir" not in mine
    assert "Elsewhere choir" in elsewhere
    assert "A telephone line" in elsewhere


def test_the_list_of_ten_asks_no_more_than_the_list_of_one(
    as_ruth, choir, fenny_lane, django_assert_max_num_queries
):
    for number in range(12):
        made.activity(f"Choir {number}", at=choir.places.get(), by=f"Office {number}")

    with django_assert_max_num_queries(28):
        page = text(as_ruth.get(reverse("directory:checks")))

    assert page.count("Something else") == 10
    assert "The next 3" in page


def test_one_tap_says_still_on_and_goes_back_to_the_list(as_ruth, choir, fenny_lane, ruth):
    here = reverse("directory:checks")

    response = as_ruth.post(reverse("directory:still_on", args=[choir.pk]), {"next": here})

    assert response.headers["Location"] == here
    assert choir.checks.get().by == ruth
    assert "Fenwater choir is still on." in text(as_ruth.get(here))


def test_a_link_to_elsewhere_is_not_followed(as_ruth, choir):
    address = reverse("directory:still_on", args=[choir.pk])

    response = as_ruth.post(address, {"next": "https://example.com/"})

    assert response.headers["Location"] == choir.get_absolute_url()


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("nobody", "Nobody answered. Fenwater choir comes back here on"),
        ("closed", "is marked as closed"),
        ("changed", "Now put right what has changed"),
        ("still_on", "To be checked again by"),
    ],
)
def test_a_check_with_another_result(as_ruth, choir, result, words):
    form = {"result": result, "how": "visit", "on": timezone.localdate().isoformat(), "words": ""}

    response = as_ruth.post(reverse("directory:found", args=[choir.pk]), form, follow=True)

    assert words in text(response)
    assert choir.checks.get().how == "visit"


def test_a_check_of_tomorrow_is_refused_on_the_page(as_ruth, choir):
    tomorrow = timezone.localdate() + timedelta(days=1)
    form = {"result": "still_on", "how": "visit", "on": tomorrow.isoformat()}

    page = text(as_ruth.post(reverse("directory:found", args=[choir.pk]), form))

    assert "is still to come" in page
    assert not choir.checks.exists()


def test_a_notice_stands_on_the_page_until_it_is_set_aside(as_ruth, choir):
    notice = checking.tell(activity=choir, kind="closed", words="<b>Gone</b>", by=None)

    before = text(as_ruth.get(choir.get_absolute_url()))
    as_ruth.post(reverse("directory:set_aside", args=[notice.pk]))
    after = text(as_ruth.get(choir.get_absolute_url()))

    assert "&lt;b&gt;Gone&lt;/b&gt;" in before
    assert "Gone" not in after
    assert Notice.objects.get().handled_at is not None


# ---- asking the organiser, and deciding ----------------------------------------------------------


def test_the_organiser_is_asked_by_a_message_that_names_nobody(
    as_ruth, choir, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        as_ruth.post(reverse("directory:ask", args=[choir.pk]), {"to": "office@example.org"})

    sent = mail.outbox[-1]
    link = OrganiserLink.objects.get()
    secret = sent.body.split("/confirm/")[1].split("/")[0]
    assert sent.to == ["office@example.org"]
    assert "Fenwater choir" in sent.body
    assert link.token_hash not in sent.body
    assert Client().get(f"/confirm/{secret}/").status_code == 200


def test_no_email_address_is_no_message(as_ruth, choir):
    page = text(as_ruth.post(reverse("directory:ask", args=[choir.pk]), {"to": "office"}))

    assert "That is no email address" in page
    assert not mail.outbox


@pytest.fixture
def proposal(choir) -> Proposal:
    return Proposal.objects.create(
        activity=choir,
        origin="organiser",
        values={"description": "We sing on Tuesdays.", "telephone": "01632 960999"},
        from_words="New number",
    )


def test_what_was_sent_is_decided_field_by_field(as_ruth, choir, proposal, ruth):
    page = text(as_ruth.get(reverse("directory:proposal", args=[proposal.pk])))

    as_ruth.post(
        reverse("directory:proposal", args=[proposal.pk]),
        {"take-description": "yes", "take-telephone": "no"},
    )

    choir.refresh_from_db()
    proposal.refresh_from_db()
    assert "01632 960455" in page
    assert "01632 960999" in page
    assert "New number" in page
    assert choir.description == "We sing on Tuesdays."
    assert choir.phones.get().number == "01632 960455"
    assert (proposal.taken, proposal.before) == (["description"], {"description": ""})
    assert proposal.decided_by == ruth
    assert Said.objects.get(activity=choir).field == "description"


def test_what_is_decided_is_decided_once(as_ruth, choir, proposal):
    address = reverse("directory:proposal", args=[proposal.pk])
    as_ruth.post(address, {})

    response = as_ruth.post(address, {"take-description": "yes"}, follow=True)

    choir.refresh_from_db()
    assert "Somebody has decided on this already" in text(response)
    assert choir.description == ""


def test_what_waits_is_listed(as_ruth, proposal):
    page = text(as_ruth.get(reverse("directory:proposals")))

    assert "What it is and Telephone" in page
    assert "The organiser" in page


# ---- one, or two ---------------------------------------------------------------------------------


def test_two_that_look_alike_become_one_and_two_again(as_ruth, choir):
    other = made.activity("The Fenwater Choir", at=choir.places.get(), description="We sing.")
    listed = text(as_ruth.get(reverse("directory:duplicates")))

    as_ruth.post(
        reverse("directory:pair", args=["activities", choir.pk, other.pk]), {"keep": choir.pk}
    )
    choir.refresh_from_db()
    merged = choir.description
    as_ruth.post(reverse("directory:unmerge", args=[Merge.objects.get().pk]))

    choir.refresh_from_db()
    other.refresh_from_db()
    assert "the same postcode, AD2 1AA" in listed
    assert merged == "We sing."
    assert choir.description == ""
    assert (other.standing, other.merged_into) == ("listed", None)


def test_two_that_are_two_are_not_asked_about_again(as_ruth, choir):
    other = made.activity("Fenwater choirs", at=choir.places.get())
    as_ruth.post(reverse("directory:pair", args=["activities", choir.pk, other.pk]), {"keep": ""})

    page = text(as_ruth.get(reverse("directory:duplicates")))

    assert "No two look like one at present." in page
    assert ToldApart.objects.count() == 1


def test_a_long_description_is_shown_by_its_beginning_and_opens(as_ruth, choir):
    Activity.objects.filter(pk=choir.pk).update(description="We sing. " * 500 + "The end.")

    page = text(as_ruth.get(choir.get_absolute_url()))

    shown, whole = page.split("Read all of it")
    assert 0 < shown.count("We sing.") < 100
    assert "The end." not in shown
    assert "The end." in whole


def test_what_no_keyboard_types_finds_nothing_alike_and_breaks_nothing(as_ruth, choir):
    address = reverse("directory:like", args=[choir.pk])

    assert as_ruth.get(address, {"words": "choir\0"}).status_code == 200
    assert as_ruth.get(address, {"words": "\0"}).status_code == 200


def test_an_entry_is_held_against_another_one_by_a_word_of_its_name(as_ruth, choir):
    other = made.activity("Choir of Fenwater")

    page = text(as_ruth.get(reverse("directory:like", args=[choir.pk])))

    assert reverse("directory:pair", args=["activities", choir.pk, other.pk]) in page
