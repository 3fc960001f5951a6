"""A number that is sent along, in an address or a form, opens nothing that is not one's own."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from alongside.casework.people.models import ImportantPerson, Risk
from alongside.casework.schemes.models import Area, Cover, Programme, Scheme, SchoolHoliday
from alongside.casework.support.models import Contact, ConversationWords, Tag
from tests.casework import made

from .asking import OF_NO_ACCOUNT, signed_in, writes
from .world import World

pytestmark = pytest.mark.django_db
# A look, and a token taken back.
HARMLESS = OF_NO_ACCOUNT | {"audit_event", "audit_head", "schemes_sentform"}
ABOUT_SOMEBODY = ["/concerns/raise/", "/referrals/new/", "/help-once/"]
STRANGERS = ["callum", "owen"]  # of another scheme; of the same, where caseloads are not shared


def sent(world: World, who: str, address: str, **fields: Any) -> tuple[int, str, set[str]]:
    """What came back to this form, and which tables it wrote."""
    client = signed_in(world, who)
    with writes() as wrote:
        response = client.post(address, {"token": str(uuid.uuid4())} | fields)
    return response.status_code, response.content.decode(), wrote - HARMLESS


# ---- in the address ----------------------------------------------------------------------------


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("address", [*ABOUT_SOMEBODY, "/diary/new/"])
def test_a_form_is_not_opened_for_somebody_who_is_not_theirs(world, who, address):
    here = f"{address}?person={world.peg.pk}"
    worry = {"what": "Something", "in_danger_now": "no", "note": "x", "mode": "telephone"}

    shown = signed_in(world, who).get(here)
    status, _, wrote = sent(world, who, here, **worry)

    assert (shown.status_code, status, wrote) == (404, 404, set())


@pytest.mark.parametrize("who", [*STRANGERS, "ruth"])
def test_a_referral_is_not_helped_once_by_who_does_not_decide_on_it(world, who):
    here = f"/help-once/?referral={world.waiting.pk}"

    status, _, wrote = sent(world, who, here, mode="telephone", minutes="5", note="x")

    assert (status, wrote) == (404, set())


def test_a_meeting_with_several_offers_nobody_elses_people(world):
    page = signed_in(world, "owen").get(f"/contacts/together/?person={world.peg.pk}")

    assert "Peg" not in page.content.decode()


def test_support_need_is_not_tied_to_a_referral_of_somebody_else(world):
    other = made.referral(world.fiona, world.callum)
    here = f"/people/{world.peg.pk}/support-need/?referral={other.pk}"

    page = signed_in(world, "dilys").get(here).content.decode()
    sent(world, "dilys", here, health="2")

    assert f"/inbox/{other.pk}/" not in page
    assert not other.assessments.exists()


def test_a_teams_page_is_not_that_of_another_scheme(world):
    page = signed_in(world, "dilys").get(f"/team/?scheme={world.elsewhere.pk}").content.decode()

    assert "Fiona" not in page
    assert "Aldermouth" in page


@pytest.mark.parametrize("what", ["important", "risk"])
def test_what_belongs_to_one_record_is_not_reached_through_another(world, what):
    fiona = world.fiona
    of_fiona = {
        "important": ImportantPerson.objects.create(person=fiona, name="Iain"),
        "risk": Risk.objects.create(
            person=fiona, what="Ice", since=world.today, recorded_by=world.callum
        ),
    }[what]
    off = {"important": f"important/{of_fiona.pk}/off", "risk": f"risks/{of_fiona.pk}/end"}[what]

    status, _, wrote = sent(world, "ruth", f"/people/{world.peg.pk}/{off}/")

    assert (status, wrote) == (404, set())


def test_two_records_of_different_schemes_are_not_laid_side_by_side(world):
    here = f"/inbox/{world.waiting.pk}/compare/{world.fiona.pk}/"

    assert signed_in(world, "dilys").get(here).status_code == 404
    assert sent(world, "dilys", here)[::2] == (404, set())


def test_settings_of_another_scheme_are_not_reached_by_their_numbers(world):
    there = world.elsewhere
    area = Area.objects.create(scheme=there, name="Quayside")
    away = made.worker("Isla Reid", "connector", there)
    cover = Cover.objects.create(
        scheme=there, away=away, by=world.callum, from_on=world.today, until_on=world.today
    )
    holiday = SchoolHoliday.objects.create(
        scheme=there, name="Half-term", first_on=world.today, last_on=world.today
    )
    role = world.callum.memberships.get()
    here = f"/settings/schemes/{world.aldermouth.pk}"

    for address in (
        f"/settings/schemes/{there.pk}/",
        f"/settings/schemes/{there.pk}/workers/{world.callum.pk}/edit/",
        f"/settings/schemes/{there.pk}/measures/swemwbs/",
        f"/settings/areas/{area.pk}/",
        f"/settings/cover/{cover.pk}/end/",
        f"/settings/school-holidays/{holiday.pk}/remove/",
        f"/settings/schemes/{there.pk}/school-holidays/",
        f"/settings/roles/{role.pk}/end/",
        f"/settings/roles/{role.pk}/room/",
        f"{here}/workers/{world.callum.pk}/",
        f"{here}/workers/{world.callum.pk}/edit/",
        f"{here}/workers/{world.callum.pk}/second-step/",
    ):
        assert signed_in(world, "amina").get(address).status_code == 404, address
        assert not sent(world, "amina", address, on="2030-01-01", name="x")[2], address


# ---- in the form -------------------------------------------------------------------------------

CONTACT = {"when": "today", "reached": "yes", "how": "telephone", "minutes": "20"}


def test_a_contact_touches_no_goal_of_another_record(world):
    here = f"/people/{world.peg.pk}/contact/"
    again = f"/contacts/{world.contact.pk}/correct/"
    visit = f"/visits/{world.visit.pk}/"

    for address, fields in ((here, CONTACT), (again, CONTACT), (visit, {"note": "x"})):
        status, _, wrote = sent(world, "ruth", address, goals=[world.fionas_goal.pk], **fields)
        assert (status, wrote) == (200, set()), address


@pytest.mark.parametrize(("who", "whose"), [("ruth", "fionas"), ("owen", "episode")])
def test_a_meeting_with_several_is_not_written_into_a_strangers_record(world, who, whose):
    own = made.episode(
        made.person(world.aldermouth, "Sal", "Ash"),
        getattr(world, who),
        allocated_on=world.days_ago(9),
        started_on=world.days_ago(9),
    )
    both = [own.pk, getattr(world, whose).pk]

    status, _, wrote = sent(
        world, who, "/contacts/together/", **CONTACT | {"how": "group", "episodes": both}
    )

    assert (status, wrote) == (200, set())
    assert not Contact.objects.filter(episode=own).exists()


@pytest.mark.parametrize(("who", "whose"), [("ruth", "fionas"), ("owen", "episode")])
def test_nothing_is_planned_in_a_strangers_record(world, who, whose):
    plan = {"on": str(world.today), "how": "home", "minutes": "60"}

    status, page, wrote = sent(world, who, "/diary/new/", episode=getattr(world, whose).pk, **plan)

    assert (status, wrote) == (200, set())
    assert "Fiona" not in page


def test_the_goodbye_moves_no_connection_of_another_record(world):
    number = world.fionas_signpost.pk

    sent(
        world,
        "ruth",
        f"/people/{world.peg.pk}/goodbye/",
        reason="moved_away",
        on=str(world.today),
        checkin="no",
        follow_up="no",
        **{f"now_{one.pk}": "attended" for one in world.episode.signposts.all()},
        **{f"now_{number}": "stopped"},
        **{f"measure_{code}": "too_early" for code in ("ucla3", "swemwbs")},
    )

    world.fionas_signpost.refresh_from_db()
    world.episode.refresh_from_db()
    assert world.episode.ended_on == world.today  # the rest of the form was kept
    assert world.fionas_signpost.outcome == "introduced"


def test_the_conversation_corrects_no_words_of_another_record(world):
    theirs = ConversationWords.objects.create(
        episode=world.fionas, prompt="matters", words="The sea", on=world.today, by=world.callum
    )
    tag = Tag.objects.create(episode=world.fionas, word="boats")

    sent(
        world,
        "ruth",
        f"/people/{world.peg.pk}/conversation/",
        **{"on": str(world.today), f"correct_{theirs.pk}": "Nothing", "tags": [tag.pk]},
    )

    theirs.refresh_from_db()
    assert (theirs.words, theirs.replaced_by) == ("The sea", None)
    assert Tag.objects.filter(pk=tag.pk).exists()


def test_nobody_is_given_to_a_connector_of_another_scheme(world):
    over = f"/people/{world.peg.pk}/hand-over/"
    inbox = f"/inbox/{world.waiting.pk}/"
    callum = world.callum.pk

    for address, fields in (
        (over, {"to": callum, "on": str(world.today)}),
        (inbox, {"decision": "accept", "connector": callum, "words_for": f"accept-{callum}"}),
        (
            f"/settings/schemes/{world.aldermouth.pk}/cover/",
            {
                "away": world.ruth.pk,
                "covering": callum,
                "from_on": str(world.today),
                "until_on": str(world.today),
            },
        ),
    ):
        status, page, wrote = sent(world, "dilys", address, **fields)
        assert (status, wrote) == (200, set()), address
        assert "Callum" not in page


def test_a_referral_is_not_passed_on_out_of_the_programme(world):
    strange = Scheme.objects.create(
        programme=Programme.objects.create(name="Others"),
        name="Others",
        public_name="Others",
        nation="wales",
    )
    passed = {"decision": "pass", "pass_to": strange.pk, "pass_reason": "out_of_area"}
    words = {"words": "We passed it on.", "words_for": f"pass-{strange.pk}"}

    status, _, wrote = sent(world, "dilys", f"/inbox/{world.waiting.pk}/", **passed, **words)

    assert (status, wrote) == (200, set())


JOINED = {
    "preferred_name": "Sid",
    "called": "Sid",
    "about": "Sid",
    "telephone": "01632 960999",
    "reach": "01632 960999",
    "received_on": "2026-01-05",
    "source": "self",
    "agreed": "not_yet",
    "what": "Something",
    "in_danger_now": "no",
    "mode": "telephone",
    "minutes": "5",
    "note": "x",
}


@pytest.mark.parametrize("address", [*ABOUT_SOMEBODY, "/people/add/"])
def test_nothing_is_put_into_a_scheme_by_who_does_not_work_there(world, address):
    there = world.elsewhere
    counted = [there.people, there.referrals, there.episodes, there.concerns]
    before = [found.count() for found in counted]

    sent(world, "ruth", address, scheme=there.pk, **JOINED)

    assert [found.count() for found in counted] == before


def test_a_referral_does_not_land_in_a_record_of_another_scheme(world):
    sent(world, "ruth", "/referrals/new/", same_as=world.fiona.pk, **JOINED)

    assert not world.fiona.referrals.exists()


def test_an_area_of_another_scheme_is_not_given_to_a_worker(world):
    area = Area.objects.create(scheme=world.elsewhere, name="Quayside")
    here = f"/settings/schemes/{world.aldermouth.pk}/workers/{world.owen.pk}/edit/"
    details = {"name": "Owen", "email": world.owen.email, "is_active": "on"}

    status, _, wrote = sent(world, "amina", here, areas=[area.pk], **details)

    assert (status, wrote) == (200, set())
