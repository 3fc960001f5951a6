"""I’m worried: raised in a minute, read by the lead, and by nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from alongside.casework.audit.models import Event
from alongside.casework.safeguarding import actions
from alongside.casework.safeguarding.models import Concern
from alongside.casework.schemes import drafts
from tests.casework import made

RAISE = "/concerns/raise/"
WORRY = {"what": "Her nephew has her bank card.", "in_danger_now": "no", "person_knows": "yes"}


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def phone(client, ruth):
    client.force_login(ruth)
    return client


@pytest.fixture
def lead(client, lena):
    client.force_login(lena)
    return client


@pytest.fixture
def concern(aldermouth, peg, ruth):
    return actions.raise_concern(
        scheme=aldermouth,
        person=peg,
        about="",
        what="Her nephew has her bank card.",
        at=timezone.now() - timedelta(hours=2),
        by=ruth,
        tell=False,
    )


def test_a_connector_raises_a_worry_about_somebody_they_support(phone, peg, ruth, lena):
    page = text(phone.get(f"{RAISE}?person={peg.pk}"))
    answer = phone.post(f"{RAISE}?person={peg.pk}", WORRY, follow=True)

    concern = Concern.objects.get()
    assert page.index("ring 999 first") < page.index("What did you see or hear?")
    assert (concern.person, concern.raised_by, concern.person_knows) == (peg, ruth, True)
    assert "Lena Marsh is told at once" in text(answer)


def test_a_worry_about_somebody_else_says_who(phone, aldermouth):
    refused = text(phone.post(RAISE, WORRY))
    answer = phone.post(RAISE, WORRY | {"about": "Her neighbour", "person_knows": ""}, follow=True)

    assert "Say who it is about." in refused
    assert Concern.objects.get().about == "Her neighbour"
    assert "This scheme has no safeguarding lead at present" in text(answer)


def test_danger_now_shows_999_again_afterwards(phone, peg, lena):
    answer = phone.post(f"{RAISE}?person={peg.pk}", WORRY | {"in_danger_now": "yes"}, follow=True)

    assert "If you have not yet, ring 999. Do not wait for us." in text(answer)


@pytest.mark.parametrize(
    ("missing", "words"),
    [("what", "Say what you saw or heard"), ("in_danger_now", "Say whether anybody is in danger")],
)
def test_what_is_missing_is_said(phone, peg, missing, words):
    page = text(phone.post(f"{RAISE}?person={peg.pk}", WORRY | {missing: ""}))

    assert words in page
    assert not Concern.objects.exists()


def test_a_refusal_of_the_action_stands_on_the_page(phone, peg, monkeypatch):
    def refuse(**_):
        raise actions.CannotRaise("Not like this.")

    monkeypatch.setattr(actions, "raise_concern", refuse)

    assert "Not like this." in text(phone.post(f"{RAISE}?person={peg.pk}", WORRY))


def test_with_two_schemes_one_is_chosen(phone, ruth, elsewhere):
    made.give(ruth, "connector", elsewhere)

    asked = text(phone.post(RAISE, WORRY | {"about": "Her neighbour"}))
    phone.post(RAISE, WORRY | {"about": "Her neighbour", "scheme": elsewhere.pk})

    assert "Choose the scheme." in asked
    assert Concern.objects.get().scheme == elsewhere


def test_what_was_typed_before_signing_out_is_offered_again(phone, peg, ruth):
    form = f"safeguarding.raise:{peg.pk}"
    drafts.keep(ruth, form, {"what": "Her nephew"})

    page = text(phone.get(f"{RAISE}?person={peg.pk}"))
    phone.post(f"{RAISE}?person={peg.pk}", WORRY)

    assert "Her nephew" in page
    assert drafts.read(ruth, form) is None


@pytest.mark.parametrize("number", ["999999", "x"])
def test_a_person_who_is_not_there_is_not_found(phone, number):
    assert phone.get(f"{RAISE}?person={number}").status_code == 404


@pytest.mark.parametrize("role", ["evaluator", "commissioner", "administrator"])
def test_who_sees_no_people_raises_one_in_words_and_reads_no_other(
    client, aldermouth, peg, concern, role
):
    client.force_login(made.worker("Other", role, aldermouth))

    assert "I’m worried about somebody" in text(client.get("/"))
    assert client.get(f"{RAISE}?person={peg.pk}").status_code == 404
    assert client.get(f"/concerns/{concern.pk}/").status_code == 404
    answer = client.post(RAISE, WORRY | {"about": "A voice on the telephone"}, follow=True)
    assert "Thank you for saying so" in text(answer)
    mine = text(client.get("/concerns/"))
    assert "A voice on the telephone" in mine
    assert peg.called_fully not in mine


def test_without_a_role_there_are_no_concerns(client, concern):
    client.force_login(made.worker("Nora Quill"))

    for address in (RAISE, "/concerns/", f"/concerns/{concern.pk}/"):
        assert client.get(address).status_code == 404


def test_an_outsider_has_none_of_it(client, outsider, peg, concern):
    client.force_login(outsider)

    assert client.get(f"{RAISE}?person={peg.pk}").status_code == 404
    assert client.get(f"/concerns/{concern.pk}/").status_code == 404
    assert client.get(f"/concerns/{concern.pk}/raised/").status_code == 404


def test_colleagues_and_the_coordinator_cannot_read_it(client, owen, dilys, concern):
    for worker in (owen, dilys):
        client.force_login(worker)
        assert client.get(f"/concerns/{concern.pk}/").status_code == 404
        assert "bank card" not in text(client.get("/concerns/"))


def test_the_lead_reads_acknowledges_decides_notes_and_closes(lead, concern, lena):
    address = f"/concerns/{concern.pk}/"
    unread = text(lead.get("/concerns/"))

    assert "Not read yet" in unread
    assert "I have read it, and take it on" in text(lead.get(address))
    assert Event.objects.filter(action="LOOKED", thing_label="safeguarding.concern").exists()

    assert "You have it now." in text(lead.post(address, {"doing": "acknowledge"}, follow=True))
    page = text(lead.get("/concerns/"))
    assert "Everything has been read." in page
    assert "Read by Lena" in page

    wrong = lead.post(address, {"doing": "decide", "decision": "watch", "words": "Daughter there"})
    assert "needs a day to look again" in text(wrong)

    lead.post(
        address, {"doing": "decide", "decision": "refer_council", "words": "Rang the duty team"}
    )
    lead.post(address, {"doing": "note", "words": "They visit tomorrow"})
    page = text(lead.get(address))
    assert "Told the council’s safeguarding team" in page
    assert "They visit tomorrow" in page

    assert "The concern is closed." in text(lead.post(address, {"doing": "close"}, follow=True))
    concern.refresh_from_db()
    assert concern.closed_at is not None


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"doing": "decide"}, "Choose what is done about it."),
        ({"doing": "note"}, "The note is empty."),
        ({"doing": "close"}, "Nothing has been decided yet"),
        ({"doing": ""}, "A concern about Peg Hollins"),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page(lead, concern, sent, words):
    assert words in text(lead.post(f"/concerns/{concern.pk}/", sent))


def test_who_raised_it_reads_it_and_adds_to_it_but_decides_nothing(phone, concern):
    address = f"/concerns/{concern.pk}/"

    page = text(phone.get(address))
    phone.post(address, {"doing": "note", "words": "She rang me"})

    assert "What is done about it?" not in page
    assert concern.notes.get().words == "She rang me"
    assert phone.post(address, {"doing": "acknowledge"}).status_code == 404
    assert "Raised by you" in text(phone.get("/concerns/"))


def test_not_read_in_time_is_said_to_the_lead_and_without_words_to_the_coordinator(
    client, lena, dilys, aldermouth, ruth, peg
):
    late = actions.raise_concern(
        scheme=aldermouth,
        person=peg,
        about="",
        what="A bruise",
        at=datetime(2026, 1, 2, 9, tzinfo=UTC),
        by=ruth,
        in_danger_now=True,
        tell=False,
    )

    client.force_login(lena)
    assert "Not read in time" in text(client.get("/concerns/"))
    assert "Not read in time" in text(client.get(f"/concerns/{late.pk}/"))

    client.force_login(dilys)
    page = text(client.get("/concerns/"))
    assert "A concern has not been acknowledged in time. Ask Lena Marsh." in page
    assert "Peg" not in page


def test_a_note_that_was_typed_and_not_saved_is_offered_again(lead, concern, lena):
    form = f"safeguarding.note:{concern.pk}"
    drafts.keep(lena, form, {"words": "They visit tomorrow"})

    page = text(lead.get(f"/concerns/{concern.pk}/"))
    lead.post(f"/concerns/{concern.pk}/", {"doing": "note", "words": "They visit tomorrow"})

    assert "They visit tomorrow</textarea>" in page
    assert drafts.read(lena, form) is None
