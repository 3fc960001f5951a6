"""An organiser confirms or corrects by a link; anybody says that something is wrong."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from alongside.casework.directory.actions import organiser
from alongside.casework.directory.models import (
    Activity,
    Check,
    Notice,
    OrganiserLink,
    Phone,
    Proposal,
)
from alongside.casework.schemes.secret_links import hash_of

from ..directory import made

pytestmark = pytest.mark.django_db
SECRET = "a-secret-that-nobody-guesses"
ENTRY = {"name": "Fenwater choir", "when": "Tuesdays"}


@pytest.fixture
def choir() -> Activity:
    at = made.place("St Bride’s hall", "AD2 1AA")
    choir = made.activity("Fenwater choir", at=at, by="St Bride’s", weekly="TU")
    Phone.objects.create(activity=choir, number="01632 960455")
    return choir


@pytest.fixture
def link(choir, ruth) -> OrganiserLink:
    return OrganiserLink.objects.create(
        activity=choir,
        token_hash=hash_of(SECRET),
        sent_to="office@example.org",
        sent_by=ruth,
        expires_on=timezone.localdate() + timedelta(days=28),
    )


def answer(**sent):
    return Client().post(f"/confirm/{SECRET}/", sent, follow=True)


def text(response) -> str:
    return response.content.decode()


def test_the_organiser_sees_the_entry_without_an_account_and_without_our_tips(choir, link, ruth):
    choir.tips.create(scheme_id=ruth.scheme_ids()[0], words="Side door", by=ruth)

    page = text(Client().get(f"/confirm/{SECRET}/"))

    assert "Is this still right?" in page
    assert "Tuesdays" in page
    assert "Side door" not in page


def test_still_right_is_a_check_by_the_organiser(choir, link):
    page = text(answer(doing="right"))

    choir.refresh_from_db()
    link.refresh_from_db()
    check = Check.objects.get()
    assert "People near you now know that it is on." in page
    assert (check.how, check.result, check.by) == ("organiser", "still_on", None)
    assert choir.checked_on == timezone.localdate()
    assert link.answered_at is not None


def test_what_the_organiser_sends_waits_beside_the_entry(choir, link):
    sent = ENTRY | {"when": "Wednesdays 10am to noon", "telephone": "01632 960999"}
    page = text(answer(doing="correct", words="New day!", **sent))

    choir.refresh_from_db()
    proposal = Proposal.objects.get()
    assert "One of us will look at what you sent" in page
    assert proposal.values == {"when": "Wednesdays 10am to noon", "telephone": "01632 960999"}
    assert (proposal.origin, proposal.from_words) == ("organiser", "New day!")
    assert choir.times.get().byday == "TU"
    assert choir.phones.get().number == "01632 960455"


def test_nothing_different_proposes_nothing(choir, link):
    answer(doing="correct", telephone="01632 960455", **ENTRY)

    assert not Proposal.objects.exists()


def test_a_name_has_to_stay_and_what_was_typed_stays_on_the_page(choir, link):
    page = text(answer(doing="correct", name="", description="We sing."))

    assert "Write what it is called." in page
    assert "We sing." in page
    assert not Proposal.objects.exists()


def test_closed_by_its_organiser_is_doubtful_at_once(choir, link):
    answer(doing="closed")

    choir.refresh_from_db()
    assert choir.doubtful_since == timezone.localdate()
    assert Notice.objects.get().kind == "closed"


@pytest.mark.parametrize("secret", ["another", "x" * 500])
def test_a_link_that_is_none_says_what_to_try(secret):
    response = Client().get(f"/confirm/{secret}/")

    assert response.status_code == 404
    assert "This link does not work any more" in text(response)


def test_a_link_that_is_over_opens_nothing(choir, link):
    OrganiserLink.objects.update(expires_on=timezone.localdate() - timedelta(days=1))

    response = answer(doing="right")

    assert response.status_code == 404
    assert not Check.objects.exists()


def test_an_address_that_is_none_is_refused_and_nothing_is_kept(choir, ruth):
    with pytest.raises(organiser.CannotAsk, match="is not an email address"):
        organiser.ask(activity=choir, to="office", stem="https://x/confirm/", by=ruth)

    assert not OrganiserLink.objects.exists()


# ---- anybody -------------------------------------------------------------------------------------


def public(activity) -> str:
    return f"/nearby/{activity.public_id}/"


def test_anybody_reads_a_public_entry(choir):
    page = text(Client().get(public(choir)))

    assert "Fenwater choir" in page
    assert "01632 960455" in page
    assert "We are due to check this." in page


def test_what_is_private_proposed_or_merged_is_not_here(choir, aldermouth):
    Activity.objects.filter(pk=choir.pk).update(only_for=aldermouth)

    assert Client().get(public(choir)).status_code == 404
    assert Client().get(f"/nearby/{uuid4()}/").status_code == 404


def test_anybody_says_that_it_has_closed(choir):
    page = text(Client().post(public(choir), {"kind": "closed"}, follow=True))

    assert "Thank you for telling us." in page
    assert Notice.objects.get().by is None


def test_what_is_wrong_has_to_be_said(choir):
    page = text(Client().post(public(choir), {"kind": "wrong", "words": " "}))

    assert "Write what is wrong, so that we can put it right." in page
    assert not Notice.objects.exists()


def test_a_flood_is_stopped_and_what_was_typed_is_kept_on_the_page(choir):
    for number in range(10):
        Client().post(public(choir), {"kind": "wrong", "words": f"Wrong {number}"})

    response = Client().post(public(choir), {"kind": "wrong", "words": "One more"})

    assert response.status_code == 429
    assert "wait a little" in text(response)
    assert "One more" in text(response)
    assert Notice.objects.count() == 10


def test_a_website_that_would_run_is_no_link(choir):
    Activity.objects.filter(pk=choir.pk).update(
        url="javascript:alert(1)", description="<script>alert(1)</script>"
    )

    page = text(Client().get(public(choir)))

    assert "javascript:" not in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
