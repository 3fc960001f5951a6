"""The visit’s pages, from the doorbell to *I’m out*, as a connector meets them."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.casework.audit.models import Event
from alongside.casework.schemes import drafts
from alongside.casework.signposting import actions as signposting
from alongside.casework.signposting.models import Signpost
from alongside.casework.support import actions as support
from alongside.casework.support.models import Appointment, Contact, Visit
from alongside.casework.visits import actions
from alongside.casework.visits.actions import Said
from tests.casework import made


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def today(now):
    return timezone.localtime(now).date()


@pytest.fixture
def episode(peg, ruth, today):
    """Week five."""
    return made.episode(
        peg,
        ruth,
        allocated_on=today - timedelta(days=40),
        started_on=today - timedelta(days=30),
    )


@pytest.fixture
def entry(episode, ruth, now) -> Appointment:
    return support.make_appointment(
        worker=ruth,
        scheme=episode.scheme,
        person=episode.person,
        episode=episode,
        starts_at=now,
        purpose="Take the leaflet",
        by=ruth,
    )


@pytest.fixture
def visit(episode, entry, ruth, now) -> Visit:
    at = now - timedelta(minutes=30)
    return support.arrive(episode=episode, appointment=entry, at=at, by=ruth)


@pytest.fixture
def signed_in(client, ruth):
    client.force_login(ruth)
    return client


def typed(**fields) -> dict[str, str]:
    return {"token": str(uuid.uuid4()), "note": "", "next_how": "home"} | fields


def test_before_the_doorbell_stands_what_keeps_everybody_safe(signed_in, entry, peg, episode, ruth):
    peg.risks.create(what="Steps are icy", since=entry.starts_at.date(), recorded_by=ruth)
    peg.dogs, peg.if_somebody_else_answers = "A small dog, Biscuit", "It’s Ruth, I’ll ring again"
    peg.save()
    episode.contacts.create(
        occurred_on=entry.starts_at.date(),
        mode="telephone",
        reached=True,
        worker=ruth,
        note="She found her binoculars.",
    )

    page = signed_in.get(f"/diary/{entry.pk}/arrive/").content.decode()

    for words in (
        "Visit Peg Hollins",
        "Steps are icy",
        "A small dog, Biscuit",
        "It’s Ruth, I’ll ring again",
        "She found her binoculars.",
        "Take the leaflet",
        "If you have not pressed “I’m out” by",
        ">Arrived<",
        "Not at home",
    ):
        assert words in page
    assert Event.objects.filter(action="LOOKED", page="visit", person_number=peg.pk).exists()


def test_arrived_starts_the_clock_and_opens_the_visit(signed_in, entry):
    answer = signed_in.post(f"/diary/{entry.pk}/arrive/", {"token": str(uuid.uuid4())})

    visit = Visit.objects.get()
    assert answer.url == f"/visits/{visit.pk}/"
    assert visit.out_expected_at - visit.arrived_at == timedelta(minutes=90)
    again = signed_in.get(f"/diary/{entry.pk}/arrive/")
    assert again.url == answer.url


def test_a_cancelled_visit_says_why_it_cannot_begin(signed_in, entry, ruth):
    support.cancel(appointment=entry, why="A cold", by=ruth)

    page = signed_in.post(f"/diary/{entry.pk}/arrive/", {}).content.decode()

    assert "This entry was cancelled" in page
    assert not Visit.objects.exists()


def test_a_visit_begins_from_the_persons_page_too(signed_in, episode, peg):
    assert b"Not at home" not in signed_in.get(f"/people/{peg.pk}/visit/").content

    signed_in.post(f"/people/{peg.pk}/visit/", {"token": str(uuid.uuid4())})

    assert Visit.objects.get().appointment is None
    assert signed_in.get(f"/people/{peg.pk}/visit/").status_code == 302


def test_without_support_there_is_no_visit(signed_in, aldermouth):
    joan = made.person(aldermouth, "Joan", "Pike")

    assert signed_in.get(f"/people/{joan.pk}/visit/").status_code == 404


def test_nobody_from_elsewhere_sees_a_visit(client, outsider, entry, visit, peg):
    client.force_login(outsider)

    for address in (
        f"/diary/{entry.pk}/arrive/",
        f"/people/{peg.pk}/visit/",
        f"/visits/{visit.pk}/",
    ):
        assert client.get(address).status_code == 404


def test_a_colleague_cannot_press_out_for_somebody_else(client, owen, visit):
    client.force_login(owen)

    assert client.post(f"/visits/{visit.pk}/", typed()).status_code == 404


def test_the_visit_shows_the_clock_and_the_one_form(signed_in, visit, episode):
    episode.plan.goals.create(words="Back on the estuary", set_on=episode.started_on)

    page = signed_in.get(f"/visits/{visit.pk}/").content.decode()

    assert "You arrived at" in page
    assert "Back on the estuary" in page
    assert "I’m worried about Peg" in page
    assert f'data-keep="visits.visit:{episode.pk}"' in page
    assert ">I’m out<" in page


def test_out_saves_the_visit_and_says_what_is_next(signed_in, visit, today):
    sent = typed(
        note="Bus is fine now.",
        connection="Bird hide volunteers",
        connection_kind="third_sector",
        connection_how="told",
        next_words="Ride the 11.15",
        next_on=str(today + timedelta(days=7)),
        next_at="14:00",
    )

    page = signed_in.post(f"/visits/{visit.pk}/", sent)

    contact = Contact.objects.get()
    assert contact.note == "Bus is fine now."
    assert contact.minutes == 30  # from arrived to now
    assert contact.episode.signposts.get().what == "Bird hide volunteers"
    assert page.url == f"/people/{contact.episode.person_id}/"
    later = Appointment.objects.planned().get()
    assert timezone.localtime(later.starts_at).hour == 14
    assert not later.any_time


def test_out_comes_through_though_the_record_is_somebody_elses_by_now(
    signed_in, visit, peg, owen, aldermouth
):
    aldermouth.caseloads_shared = False
    aldermouth.save()
    peg.connector = owen
    peg.save()

    signed_in.post(f"/visits/{visit.pk}/", typed(note="She met Owen at the door."))

    visit.refresh_from_db()
    assert visit.out_at is not None
    assert Contact.objects.get().note == "She met Owen at the door."
    assert signed_in.get(f"/visits/{visit.pk}/").status_code == 404


def test_out_at_any_time_next_week_or_with_nothing_planned(signed_in, visit, episode, ruth, today):
    signed_in.post(f"/visits/{visit.pk}/", typed(next_on=str(today + timedelta(days=7))))

    assert Appointment.objects.planned().get().any_time

    second = support.arrive(episode=episode, at=timezone.now(), by=ruth)
    signed_in.post(f"/visits/{second.pk}/", typed(minutes="45"))

    assert Contact.objects.get(visit=second).minutes == 45


def test_out_arrives_once_however_often_it_is_sent(signed_in, visit):
    sent = typed(note="Once.")

    first = signed_in.post(f"/visits/{visit.pk}/", sent)
    second = signed_in.post(f"/visits/{visit.pk}/", sent)

    assert first.url == second.url
    assert Contact.objects.count() == 1


def test_out_with_a_mistake_says_what_to_put_right_and_loses_nothing(signed_in, visit):
    sent = typed(note="Kept.", connection="The choir", next_at="14:00", minutes="lots")

    page = signed_in.post(f"/visits/{visit.pk}/", sent).content.decode()

    assert "Choose what kind it is" in page
    assert "There is a time, but no day" in page
    assert "Give the minutes in figures" in page
    assert "Kept." in page
    assert "<title>Error:" in page
    assert not Contact.objects.exists()


def test_a_kind_without_a_name_is_asked_about(signed_in, visit):
    page = signed_in.post(f"/visits/{visit.pk}/", typed(connection_kind="nhs")).content.decode()

    assert "Write what it is" in page


def test_a_second_out_with_another_token_says_that_it_was_saved(signed_in, visit):
    signed_in.post(f"/visits/{visit.pk}/", typed())

    page = signed_in.post(f"/visits/{visit.pk}/", typed()).content.decode()

    assert "that is written down already" in page
    assert b"This visit is over" in signed_in.get(f"/visits/{visit.pk}/").content


def test_what_was_typed_before_is_there_again_until_it_is_saved(signed_in, visit, episode, ruth):
    drafts.keep(ruth, f"visits.visit:{episode.pk}", {"note": "Half a note"})

    assert b"Half a note" in signed_in.get(f"/visits/{visit.pk}/").content

    signed_in.post(f"/visits/{visit.pk}/", typed(note="A whole note"))

    assert drafts.read(ruth, f"visits.visit:{episode.pk}") is None


def test_a_visit_left_open_elsewhere_is_named(signed_in, visit, aldermouth, ruth, today):
    other = made.episode(
        made.person(aldermouth, "Len", "Barraclough"),
        ruth,
        allocated_on=today,
        started_on=today,
    )
    support.arrive(episode=other, at=timezone.now(), by=ruth)

    page = signed_in.get(f"/visits/{visit.pk}/").content.decode()

    assert "You have not pressed “I’m out” at Len Barraclough’s" in page


def test_from_week_nine_goodbye_is_part_of_the_page(signed_in, visit, episode, today):
    episode.started_on = today - timedelta(weeks=9)
    episode.allocated_on = episode.started_on
    episode.save()

    assert b"goodbye is part of every visit now" in signed_in.get(f"/visits/{visit.pk}/").content


def test_the_whole_visit_comes_later_where_there_was_no_signal(signed_in, entry, now):
    sent = typed(
        note="Without signal.",
        arrived_at=(now - timedelta(hours=3)).isoformat(),
        pressed_at=(now - timedelta(hours=2)).isoformat(),
    )

    signed_in.post(f"/diary/{entry.pk}/visit/", sent)

    visit = Visit.objects.get()
    assert visit.arrived_at == now - timedelta(hours=3)
    assert visit.out_at == now - timedelta(hours=2)
    assert visit.contact.minutes == 60


def test_the_whole_visit_may_come_without_an_entry(signed_in, episode, peg):
    signed_in.post(f"/people/{peg.pk}/visit/all/", typed(note="Without signal."))

    assert Visit.objects.get().contact.note == "Without signal."


def test_a_whole_visit_that_is_refused_comes_back_with_what_was_written(signed_in, entry, ruth):
    support.cancel(appointment=entry, why="A cold", by=ruth)

    page = signed_in.post(f"/diary/{entry.pk}/visit/", typed(note="My note")).content.decode()

    assert "This entry was cancelled" in page
    assert "My note" in page


def test_a_script_hears_where_a_form_went(signed_in, visit):
    by_script = {"X-Sent-By": "keep"}

    answer = signed_in.post(f"/visits/{visit.pk}/", typed(), headers=by_script)

    assert answer.json() == {"sent": True, "next": f"/people/{visit.episode.person_id}/"}


def test_a_script_hears_that_it_is_signed_out_or_that_somebody_else_is_in(
    client, signed_in, visit, owen
):
    by_script = {"X-Sent-By": "keep", "X-Worker": str(owen.pk)}

    assert signed_in.post(f"/visits/{visit.pk}/", typed(), headers=by_script).status_code == 401
    client.logout()
    assert client.get("/keep/hello/", headers={"X-Sent-By": "keep"}).status_code == 401
    assert not Contact.objects.exists()


def test_hello_gives_the_key_to_whoever_is_signed_in(signed_in, ruth):
    found = signed_in.get("/keep/hello/", headers={"X-Sent-By": "keep"})

    assert found.json()["worker"] == ruth.pk
    assert len(found.json()["key"]) == 44
    assert "no-store" in found["Cache-Control"]


def test_the_page_for_no_signal_is_the_same_for_everybody(signed_in, ruth):
    page = signed_in.get("/no-signal/").content.decode()

    assert "No signal" in page
    assert ruth.name not in page


def test_the_service_worker_keeps_files_and_no_page_about_anybody(client):
    script = client.get("/sw.js")

    assert script["Content-Type"].startswith("text/javascript")
    assert b"/no-signal/" in script.content
    assert b"/people/" not in script.content


def test_a_whole_visit_with_a_mistake_comes_back_to_be_put_right(signed_in, entry):
    page = signed_in.post(f"/diary/{entry.pk}/visit/", typed(minutes="lots")).content.decode()

    assert "Give the minutes in figures" in page
    assert not Visit.objects.exists()


@pytest.fixture
def went_yesterday(episode, ruth, today):
    """They were to go to the choir yesterday, and nobody has heard yet."""
    return signposting.connect(
        episode=episode,
        what="the choir",
        destination="third_sector",
        made_on=today - timedelta(days=9),
        outcome="introduced",
        first_time_on=today - timedelta(days=1),
        by=ruth,
    )


def test_what_is_asked_of_a_connection_takes_one_tap_at_the_visit(signed_in, visit, went_yesterday):
    page = signed_in.get(f"/visits/{visit.pk}/").text
    signed_in.post(f"/visits/{visit.pk}/", typed(**{f"heard_{went_yesterday.pk}": "went"}))

    went_yesterday.refresh_from_db()
    assert "Did Peg Hollins go to the choir?" in page
    assert went_yesterday.outcome == "attended"


def test_what_was_heard_of_a_connection_since_the_visit_stands(
    visit, episode, went_yesterday, ruth, today, now
):
    tomorrow = today + timedelta(days=1)
    signposting.advance(signpost=went_yesterday, outcome="attended", on=tomorrow, by=ruth)
    heard = {went_yesterday.pk: "not_this_time"}

    actions.go_out(visit=visit, at=now, said=Said(minutes=30, heard=heard), by=ruth)

    went_yesterday.refresh_from_db()
    assert (went_yesterday.outcome, went_yesterday.outcome_on) == ("attended", tomorrow)


def test_what_is_typed_at_the_visit_is_proposed_tied_or_kept_off_the_list(
    signed_in, visit, entry, episode, ruth, now
):
    def said(what, **more):
        at = support.arrive(episode=episode, at=now, by=ruth) if visit.out_at else visit
        sent = typed(connection=what, connection_kind="other", **more)
        signed_in.post(f"/visits/{at.pk}/", sent)
        visit.refresh_from_db()
        return Signpost.objects.latest("pk")

    proposed = said("Knit and natter")
    tied = said("knit and natter")
    nearly = said("Knit and nater")
    private = said("Leela next door", connection_off_list="on")

    assert proposed.activity.standing == "proposed"
    assert tied.activity == proposed.activity
    assert (nearly.activity, nearly.off_list) == (None, False)
    assert (private.activity, private.off_list) == (None, True)
