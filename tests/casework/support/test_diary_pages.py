"""The diary’s pages: my day, my week, one entry, and the private calendar."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta

import icalendar
import pytest
from django.utils import timezone

from alongside.casework.schemes.models import Area
from alongside.casework.support import actions
from alongside.casework.support.forms.diary import NearTime
from alongside.casework.support.models import Appointment, Contact, Visit
from alongside.casework.support.queries import diary as queries
from tests.casework import made


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def two(today) -> datetime:
    return timezone.make_aware(datetime.combine(today, time(14)))


@pytest.fixture
def episode(peg, ruth, today):
    return made.episode(
        peg, ruth, allocated_on=today - timedelta(days=20), started_on=today - timedelta(days=15)
    )


@pytest.fixture
def entry(episode, ruth, two) -> Appointment:
    return plan(ruth, episode, two, purpose="Take the leaflet", travel_minutes=15)


def plan(worker, episode, at, **fields) -> Appointment:
    return actions.make_appointment(
        worker=worker,
        scheme=episode.scheme,
        person=episode.person,
        episode=episode,
        starts_at=at,
        by=worker,
        **fields,
    )


@pytest.fixture
def signed_in(client, ruth):
    client.force_login(ruth)
    return client


def typed(**fields) -> dict[str, str]:
    return {"token": str(uuid.uuid4())} | fields


def new(today, **fields) -> dict[str, str]:
    usual = {"on": str(today), "at": "14:30", "how": "home", "minutes": "60", "episode": ""}
    return typed() | usual | fields


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("14:30", time(14, 30)),
        ("2.30pm", time(14, 30)),
        ("2pm", time(14)),
        ("12am", time(0)),
        ("9", time(9)),
        ("", None),
        (time(9), time(9)),
    ],
)
def test_a_time_is_understood_as_people_write_it(said, meant):
    assert NearTime(required=False).clean(said) == meant


@pytest.mark.parametrize("said", ["soon", "13pm", "25:00", "10:75"])
def test_what_is_no_time_is_refused_with_an_example(said):
    with pytest.raises(Exception, match=r"Write it like 2\.30pm"):
        NearTime().clean(said)


def test_my_day_opens_the_visit_in_one_tap(signed_in, entry):
    page = signed_in.get("/diary/").content.decode()

    assert "Visit Peg Hollins" in page
    assert f'href="/diary/{entry.pk}/arrive/"' in page
    assert "15 minutes to get there" in page


def test_my_day_says_where_i_still_am_and_asks_what_became_of_the_rest(
    signed_in, entry, episode, ruth, two
):
    plan(ruth, episode, two - timedelta(days=2))
    actions.arrive(episode=episode, appointment=entry, at=two, by=ruth)

    page = signed_in.get("/diary/").content.decode()

    assert "have not pressed “I’m out”" in page
    assert "What became of these?" in page


@pytest.mark.parametrize("on", ["", "nonsense", "2026-02-31", "9999-12-31"])
def test_a_day_that_cannot_be_read_is_today(signed_in, on):
    assert b"<h1" in signed_in.get(f"/diary/?on={on}").content
    assert b"My day" in signed_in.get(f"/diary/?on={on}").content


def test_another_day_and_the_week_show_their_entries(signed_in, entry, ruth, episode, two):
    plan(ruth, episode, two + timedelta(days=1), how="telephone")

    tomorrow = signed_in.get(f"/diary/?on={(two + timedelta(days=1)).date()}").content.decode()
    week = signed_in.get(f"/diary/week/?on={two.date()}").content.decode()

    assert "Ring Peg Hollins" in tomorrow
    assert "Visit Peg Hollins" in week


def test_a_new_entry_with_somebody_stands_in_the_diary(signed_in, episode, peg, today):
    assert b"When do you and Peg meet?" in signed_in.get(f"/diary/new/?person={peg.pk}").content

    answer = signed_in.post(
        f"/diary/new/?person={peg.pk}", new(today, episode=str(episode.pk), where="The hide")
    )

    entry = Appointment.objects.get()
    assert answer.url == f"/diary/?on={today}"
    assert (entry.person, entry.where) == (peg, "The hide")
    assert timezone.localtime(entry.starts_at).time() == time(14, 30)


def test_ones_own_time_needs_nobody_and_no_hour(signed_in, today, episode):
    assert b"Nobody: my own time" in signed_in.get("/diary/new/").content

    signed_in.post("/diary/new/", new(today, at="", purpose="Write letters"))

    entry = Appointment.objects.get()
    assert (entry.person, entry.any_time) == (None, True)
    assert b"Write letters" in signed_in.get("/diary/").content


def test_a_new_entry_says_what_is_missing(signed_in, today):
    page = signed_in.post("/diary/new/", new(today, on="", at="late")).content.decode()

    assert "Choose a day." in page
    assert "Write it like 2.30pm" in page


def test_nothing_is_planned_with_who_has_died(signed_in, episode, peg, today):
    peg.died_on = today
    peg.save()

    page = signed_in.post(
        f"/diary/new/?person={peg.pk}", new(today, episode=str(episode.pk))
    ).content.decode()

    assert "has died" in page


def test_what_was_planned_with_who_has_died_is_gone_at_once(signed_in, entry, peg, today, ruth):
    assert "Peg Hollins" in signed_in.get("/diary/").content.decode()
    peg.died_on = today
    peg.save()

    for address in ("/", "/diary/", "/diary/week/"):
        page = signed_in.get(address).content.decode()
        assert "Take the leaflet" not in page
        assert "Peg Hollins" not in page
    assert queries.calendar_entries(ruth, today) == []


def test_nothing_is_planned_with_somebody_elses_people(client, outsider, episode, peg, today):
    client.force_login(outsider)

    assert client.get(f"/diary/new/?person={peg.pk}").status_code == 404


@pytest.mark.parametrize("address", ["", "week/", "new/", "calendar/"])
def test_who_sees_nobody_has_no_diary(client, aldermouth, today, address):
    client.force_login(made.worker("Eva Lindgren", "evaluator", aldermouth))

    assert client.get(f"/diary/{address}").status_code == 404
    assert client.post("/diary/new/", new(today)).status_code == 404


def test_a_safeguarding_lead_plans_time_of_their_own(client, lena, today):
    client.force_login(lena)

    assert client.post("/diary/new/", new(today)).status_code == 302
    assert [one.worker for one in queries.day(lena, today)] == [lena]


def test_an_entry_goes_out_of_sight_with_the_record(client, aldermouth, entry, ruth, owen, today):
    aldermouth.caseloads_shared = False
    aldermouth.save()
    here = f"/diary/{entry.pk}/"
    client.force_login(ruth)
    before = client.get(here).status_code
    made.hand_over(entry.episode, owen)  # the entry was for a day before, so it stays with Ruth

    after = client.post(here, {"do": "not_at_home", "not_at_home-note": "Nobody came."})

    assert (before, after.status_code) == (200, 404)
    assert queries.day(ruth, today) == []
    assert not Contact.objects.exists()


def test_an_entry_is_moved(signed_in, entry, today):
    later = str(today + timedelta(days=2))

    signed_in.post(
        f"/diary/{entry.pk}/",
        typed(do="move") | {"move-on": later, "move-at": "11:00", "move-why": "The dentist"},
    )

    entry.refresh_from_db()
    assert entry.state == "moved"
    assert timezone.localtime(entry.moved_to.starts_at).hour == 11
    assert b"It was moved to" in signed_in.get(f"/diary/{entry.pk}/").content


def test_an_entry_is_cancelled_with_a_reason(signed_in, entry):
    page = signed_in.post(
        f"/diary/{entry.pk}/", typed(do="cancel") | {"cancel-why": ""}
    ).content.decode()
    assert "why it does not take place" in page

    signed_in.post(f"/diary/{entry.pk}/", typed(do="cancel") | {"cancel-why": "A cold"})

    assert b"A cold" in signed_in.get(f"/diary/{entry.pk}/").content


def test_not_at_home_is_written_down_as_an_attempt(signed_in, entry):
    page = signed_in.get(f"/diary/{entry.pk}/?do=not_at_home").content.decode()
    assert page.count('class="govuk-details" open') == 1

    signed_in.post(
        f"/diary/{entry.pk}/", typed(do="not_at_home") | {"not_at_home-note": "No answer"}
    )

    assert not Contact.objects.get().reached


def test_what_took_place_is_done_and_stays_so(signed_in, entry):
    signed_in.post(f"/diary/{entry.pk}/", typed(do="done"))

    page = signed_in.post(f"/diary/{entry.pk}/", typed(do="done")).content.decode()

    assert "written down as done" in page


def test_nothing_else_can_be_done_with_an_entry(signed_in, entry):
    assert signed_in.post(f"/diary/{entry.pk}/", typed(do="delete")).status_code == 404


def test_a_colleagues_entry_is_seen_as_theirs_and_an_outsider_sees_none(
    client, entry, owen, outsider
):
    client.force_login(owen)
    assert "In Ruth Adeyemi’s diary" in client.get(f"/diary/{entry.pk}/").content.decode()

    client.force_login(outsider)
    assert client.get(f"/diary/{entry.pk}/").status_code == 404


def test_the_private_calendar_shows_no_name_and_no_place_but_the_area(
    signed_in, client, entry, episode, ruth, peg, two, aldermouth
):
    peg.area = Area.objects.create(scheme=aldermouth, name="Thornhythe")
    peg.address = "12 Quay Street"
    peg.save()
    plan(ruth, episode, two, any_time=True, how="telephone", purpose="Her sister")
    actions.make_appointment(worker=ruth, scheme=aldermouth, starts_at=two, by=ruth)
    page = signed_in.post("/diary/calendar/").content.decode()
    address = page.split('readonly value="')[1].split('"')[0]
    client.logout()

    feed = client.get(address.removeprefix("http://testserver"))

    events = icalendar.Calendar.from_ical(feed.content).walk("VEVENT")
    assert {str(event["summary"]) for event in events} == {
        "Visit, P, Thornhythe",
        "Telephone, P, Thornhythe",
        "My own time",
    }
    for private in (b"Peg", b"Hollins", b"Quay", b"leaflet", b"sister"):
        assert private not in feed.content
    assert feed["Cache-Control"] == "private, no-store"


def test_a_calendar_address_is_shown_once_and_can_be_stopped(signed_in):
    page = signed_in.post("/diary/calendar/").content.decode()
    address = page.split('readonly value="http://testserver')[1].split('"')[0]
    assert address not in signed_in.get("/diary/calendar/").content.decode()

    signed_in.post("/diary/calendar/", {"do": "stop"})

    assert signed_in.get(address).status_code == 404


def test_a_coordinator_confirms_that_a_worker_is_well(client, dilys, ruth, episode, two):
    visit = actions.arrive(episode=episode, at=two, by=ruth)
    client.force_login(dilys)

    client.post(f"/visits/{visit.pk}/safe/")

    visit.refresh_from_db()
    assert visit.safe_confirmed_by == dilys
    assert client.post(f"/visits/{visit.pk}/safe/").status_code == 302


def test_only_a_coordinator_of_the_scheme_confirms(client, ruth, outsider, episode, two):
    visit = actions.arrive(episode=episode, at=two, by=ruth)

    for worker in (ruth, outsider):
        client.force_login(worker)
        assert client.post(f"/visits/{visit.pk}/safe/").status_code == 404
    assert Visit.objects.get().safe_confirmed_at is None


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (-32, "That day is long past. Record what happened as a contact."),
        (732, "That day is more than two years away. Look at the year."),
    ],
)
def test_a_day_that_cannot_be_meant_is_not_put_in_the_diary(signed_in, today, away, said):
    answer = signed_in.post(
        "/diary/new/",
        {
            "on": (today + timedelta(days=away)).isoformat(),
            "how": "home",
            "minutes": "60",
            "token": uuid.uuid4(),
        },
    )

    assert said in answer.content.decode()
    assert not Appointment.objects.exists()
