"""Restricted records: for whom they open, breaking the glass, and that nothing shows them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.casework.audit.models import Event
from alongside.casework.people import queries
from alongside.casework.people.actions import restricted as actions
from alongside.casework.people.models import Glass, Person, Restriction
from alongside.casework.people.queries import restricted as glass_queries
from alongside.casework.people.rules import PointIn
from alongside.casework.people.rules import restricted as rules
from alongside.casework.safeguarding import actions as safeguarding
from alongside.casework.safeguarding.models import Concern
from alongside.casework.schemes.models import Cover
from alongside.casework.support.models import Appointment
from tests.casework import made

NOW = timezone.now()
WHY = "Her sister works with us, and asks."


@pytest.fixture
def shut(peg, pegs_episode, dilys) -> Person:
    """Peg, whose record is restricted; Ruth is her connector."""
    actions.restrict(person=peg, because="colleague", reason=WHY, at=NOW, by=dilys)
    peg.refresh_from_db()
    return peg


def opens_for(worker, person: Person) -> bool:
    worker.forget_roles()
    return Person.objects.seen_by(worker).filter(pk=person.pk).exists()


def broken(person, worker, at: datetime | None = None) -> Glass:
    return actions.break_glass(
        person=person, reason="She rang, and was afraid.", at=at or timezone.now(), by=worker
    )


# ---- for whom ----------------------------------------------------------------------------------


def test_a_restricted_record_opens_for_its_connector_and_the_coordinator_alone(
    shut, ruth, owen, dilys, lena, outsider
):
    assert [opens_for(who, shut) for who in (ruth, dilys)] == [True, True]
    assert [opens_for(who, shut) for who in (owen, lena, outsider)] == [False, False, False]


def test_it_opens_for_who_covers_for_the_connector(shut, ruth, owen, aldermouth):
    today = timezone.localdate()
    Cover.objects.create(scheme=aldermouth, away=ruth, by=owen, from_on=today, until_on=today)

    assert opens_for(owen, shut)


def test_a_coordinator_of_another_scheme_is_nobody_here(shut, elsewhere):
    other = made.worker("Moira Bell", "coordinator", elsewhere)

    assert not opens_for(other, shut)
    assert not Person.objects.behind_glass(other).exists()


def test_who_has_broken_the_glass_gets_in_for_three_hours(shut, owen):
    made_now = broken(shut, owen)

    assert opens_for(owen, shut)
    assert made_now.until - made_now.at == timedelta(hours=3)

    Glass.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert not opens_for(owen, shut)


def test_broken_glass_opens_nothing_for_anybody_else(shut, owen, lena):
    broken(shut, owen)

    assert not opens_for(lena, shut)


def test_broken_glass_gives_nothing_to_who_has_lost_their_role(shut, owen):
    broken(shut, owen)
    owen.memberships.update(ended_on=timezone.localdate() - timedelta(days=1))

    assert not opens_for(owen, shut)


def test_glass_can_be_broken_by_who_could_open_the_record_otherwise(
    shut, ruth, owen, dilys, lena, outsider, aldermouth
):
    behind = {
        who.first_name or who.name: queries.behind_glass(who).filter(pk=shut.pk).exists()
        for who in (ruth, owen, dilys, lena, outsider)
    }

    assert behind == {
        "Ruth Adeyemi": False,
        "Owen Castellani": True,
        "Dilys Harcourt": False,
        "Lena Marsh": True,
        "Callum Stewart": False,
    }


def test_where_caseloads_are_not_shared_other_connectors_have_no_glass_to_break(
    shut, owen, aldermouth
):
    aldermouth.caseloads_shared = False
    aldermouth.save()

    assert not queries.behind_glass(owen).exists()
    assert not Person.objects.named_to(owen).filter(pk=shut.pk).exists()


# ---- nothing shows it --------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Peg", "Hollins", "Peg Hollins", "07700 900417"])
def test_a_search_finds_nothing_of_it(shut, owen, ruth, words):
    assert queries.search(words, owen) == []
    assert [one.person for one in queries.search(words, ruth)] == [shut]


def test_nothing_is_said_of_it_when_the_same_person_is_added(shut, owen, dilys, aldermouth):
    fields = {"preferred_name": "Peg", "family_name": "Hollins"}
    points = [PointIn("telephone", "07700 900417")]

    assert not queries.possible_duplicates(fields, points, aldermouth, owen)
    assert queries.possible_duplicates(fields, points, aldermouth, dilys).here


def test_nothing_is_said_of_it_in_another_scheme(shut, outsider, elsewhere):
    fields = {"preferred_name": "Peg", "family_name": "Hollins"}
    points = [PointIn("telephone", "07700 900417")]

    assert not queries.possible_duplicates(fields, points, elsewhere, outsider)


def test_an_entry_in_ones_diary_with_somebody_restricted_goes_out_of_sight(shut, owen, aldermouth):
    entry = Appointment.objects.create(
        scheme=aldermouth, worker=owen, person=shut, starts_at=NOW, made_by=owen
    )

    assert not Appointment.objects.seen_by(owen).filter(pk=entry.pk).exists()


def test_who_raised_a_concern_reads_it_while_the_record_opens_for_them(shut, owen, lena):
    concern = safeguarding.raise_concern(
        scheme=shut.scheme, person=shut, about="", what="A bruise.", at=NOW, by=owen
    )

    assert not Concern.objects.seen_by(owen).exists()
    assert Concern.objects.seen_by(lena).get() == concern  # who decides on it

    broken(shut, owen)
    assert Concern.objects.seen_by(owen).exists()


@pytest.mark.parametrize(
    "address",
    ["/", "/my-people/", "/people/", "/contacts/new/", "/diary/", "/diary/week/", "/follow-ups/"],
)
def test_no_page_names_somebody_restricted_to_who_may_not_open_the_record(
    client, shut, owen, aldermouth, address
):
    Appointment.objects.create(
        scheme=aldermouth, worker=owen, person=shut, starts_at=timezone.now(), made_by=owen
    )
    client.force_login(owen)

    assert "Hollins" not in client.get(address).content.decode()


# ---- shutting and freeing ----------------------------------------------------------------------


def test_restricting_keeps_why_since_when_and_by_whom(shut, dilys):
    stands = Restriction.objects.get()

    assert (stands.because, stands.reason, stands.began_at, stands.by) == (
        "colleague",
        WHY,
        NOW,
        dilys,
    )
    line = Event.objects.get(action="RECORD_RESTRICTED")
    assert (line.person_number, line.scheme_number) == (shut.pk, shut.scheme_id)
    assert line.detail == {"because": "colleague"}


def test_a_record_is_restricted_once(shut, dilys):
    with pytest.raises(actions.CannotRestrict, match="restricted already"):
        actions.restrict(person=shut, because="asked", reason=WHY, at=NOW, by=dilys)

    with pytest.raises(IntegrityError), transaction.atomic():
        Restriction.objects.create(person=shut, because="asked", began_at=NOW, by=dilys)


@pytest.mark.parametrize("reason", ["", "because", "         x"])
def test_a_word_is_no_reason(reason):
    assert "in a few words" in rules.reason_fault(reason)


def test_freeing_opens_the_record_for_everybody_again_and_keeps_what_was(shut, dilys, owen):
    actions.free(person=shut, why="She has moved to another team.", at=NOW, by=dilys)

    stands = Restriction.objects.get()
    assert (stands.ended_at, stands.ended_by) == (NOW, dilys)
    assert opens_for(owen, shut)
    assert Event.objects.filter(action="RECORD_FREED", person_number=shut.pk).count() == 1


def test_what_is_not_restricted_cannot_be_freed_and_has_no_glass(peg, dilys, owen):
    with pytest.raises(actions.CannotRestrict, match="not restricted"):
        actions.free(person=peg, why="It was a mistake.", at=NOW, by=dilys)
    with pytest.raises(actions.CannotBreakGlass, match="It opens as any other"):
        broken(peg, owen)


def test_an_end_of_a_restriction_is_somebodys(shut):
    with pytest.raises(IntegrityError), transaction.atomic():
        Restriction.objects.update(ended_at=NOW)


def test_of_a_record_that_is_not_restricted_nothing_is_said(peg, ruth):
    assert queries.shut(peg, ruth, NOW) is None


# ---- the glass ---------------------------------------------------------------------------------


def test_breaking_the_glass_keeps_who_why_and_until_when(shut, owen):
    one = broken(shut, owen)

    line = Event.objects.get(action="GLASS_BROKEN")
    assert (line.worker_number, line.person_number, line.thing_number) == (
        owen.pk,
        shut.pk,
        one.pk,
    )
    assert str(one) == f"glass {one.pk}"
    assert line.detail == {}  # the words are in the record, sealed


def test_it_stands_before_the_coordinators_of_the_scheme_until_one_has_looked_into_it(
    shut, owen, dilys, lena, ruth, outsider
):
    one = broken(shut, owen)
    assert list(queries.broken_glass(dilys)) == [one]
    assert not any(queries.broken_glass(who) for who in (owen, lena, ruth, outsider))

    actions.see_to_glass(glass=one, note="Rang her. All is well.", at=NOW, by=dilys)

    one.refresh_from_db()
    assert (one.seen_by, one.seen_at, one.seen_note) == (dilys, NOW, "Rang her. All is well.")
    assert not queries.broken_glass(dilys).exists()
    assert Event.objects.filter(action="GLASS_SEEN").count() == 1


def test_nobody_looks_into_what_they_did_themselves_nor_twice(shut, owen, dilys):
    one = broken(shut, owen)

    with pytest.raises(actions.CannotSeeTo, match="It was you"):
        actions.see_to_glass(glass=one, note="", at=NOW, by=owen)
    actions.see_to_glass(glass=one, note="", at=NOW, by=dilys)
    with pytest.raises(actions.CannotSeeTo, match="already"):
        actions.see_to_glass(glass=one, note="", at=NOW, by=dilys)


@pytest.mark.parametrize("words", ["Peg Hollins", "peg hollins", "Hollins Peg", "07700 900417"])
def test_the_glass_is_found_by_the_whole_name_or_a_number(shut, owen, words):
    assert glass_queries.found_behind_glass(words, owen) == shut


@pytest.mark.parametrize("words", ["Peg", "Hollins", "Peg Holins", "Peg H", "0900417", "AD4 2QT"])
def test_nobody_tries_out_names_behind_the_glass(shut, owen, words):
    Person.objects.update(postcode="AD4 2QT")

    assert glass_queries.found_behind_glass(words, owen) is None


def test_two_of_one_name_behind_the_glass_are_told_by_their_number(shut, owen, dilys, aldermouth):
    other = made.person(aldermouth, telephone="07700 900555")
    actions.restrict(person=other, because="asked", reason=WHY, at=NOW, by=dilys)

    assert glass_queries.found_behind_glass("Peg Hollins", owen) is None
    assert glass_queries.found_behind_glass("07700 900555", owen) == other


def test_nothing_behind_the_glass_is_found_by_who_may_not_break_it(shut, outsider):
    assert glass_queries.found_behind_glass("Peg Hollins", outsider) is None


# ---- the pages ---------------------------------------------------------------------------------


def test_the_record_sends_to_the_glass_which_says_whom_to_ask_and_no_name(client, shut, owen):
    client.force_login(owen)

    page = client.get(f"/people/{shut.pk}/", follow=True)

    said = page.content.decode()
    assert page.redirect_chain == [(f"/people/{shut.pk}/glass/", 302)]
    assert "It opens for Ruth Adeyemi and Dilys Harcourt." in said
    assert "Peg" not in said
    assert "Hollins" not in said


def test_the_glass_is_broken_with_a_reason_and_the_record_opens(client, shut, owen):
    client.force_login(owen)
    here = f"/people/{shut.pk}/glass/"

    refused = client.post(here, {"reason": "need it"}).content.decode()
    page = client.post(here, {"reason": "She rang, and was afraid."}, follow=True)

    assert rules.NO_REASON in refused
    assert page.redirect_chain == [(f"/people/{shut.pk}/", 302)]
    assert "You have broken the glass" in page.content.decode()
    assert Glass.objects.get().reason == "She rang, and was afraid."


def test_there_is_no_glass_where_the_record_opens_anyway_or_never(
    client, shut, ruth, dilys, outsider
):
    for who in (ruth, dilys, outsider):
        client.force_login(who)
        assert client.get(f"/people/{shut.pk}/glass/").status_code == 404


def test_the_record_is_opened_by_name_in_need_and_a_try_is_kept(client, shut, owen):
    client.force_login(owen)
    said = {"reason": "She rang, and was afraid."}

    tried = client.post("/people/restricted/", said | {"words": "Peggy Hollis"})
    opened = client.post("/people/restricted/", said | {"words": "Peg Hollins"})

    assert "There is no restricted record with this whole name" in tried.content.decode()
    assert Event.objects.get(action="GLASS_NOT_FOUND").worker_number == owen.pk
    assert opened["Location"] == f"/people/{shut.pk}/"


def test_who_sees_no_people_opens_no_restricted_record(client, shut, aldermouth):
    client.force_login(made.worker("Amina Yusuf", "administrator", aldermouth))

    assert client.get("/people/restricted/").status_code == 404


def test_a_coordinator_restricts_and_frees_a_record_on_its_page(client, peg, dilys, owen):
    client.force_login(dilys)
    here = f"/people/{peg.pk}/restrict/"

    client.post(here, {"because": "at_risk", "reason": "Her former husband looks for her."})
    page = client.get(f"/people/{peg.pk}/").content.decode()
    why = client.get(here).content.decode()
    freed = client.post(here, {"reason": "He has moved abroad."})

    assert "This record is restricted." in page
    assert "Her former husband looks for her." in why
    assert freed["Location"] == f"/people/{peg.pk}/"
    assert opens_for(owen, peg)


def test_a_lead_who_restricts_a_record_shuts_it_for_themselves(client, peg, lena):
    client.force_login(lena)
    said = {"because": "at_risk", "reason": "Her former husband looks for her."}

    sent = client.post(f"/people/{peg.pk}/restrict/", said)

    assert sent["Location"] == "/"
    assert client.get(f"/people/{peg.pk}/restrict/").status_code == 404


def test_a_connector_restricts_nothing_and_frees_nothing(client, peg, ruth, dilys):
    client.force_login(ruth)
    here = f"/people/{peg.pk}/restrict/"
    before = client.get(here).status_code

    actions.restrict(person=peg, because="asked", reason=WHY, at=NOW, by=dilys)

    assert (before, client.get(here).status_code) == (404, 404)


def test_a_lead_who_broke_the_glass_frees_nothing(client, shut, lena):
    broken(shut, lena)
    client.force_login(lena)

    assert client.get(f"/people/{shut.pk}/restrict/").status_code == 404


def test_broken_glass_is_on_the_coordinators_first_page_until_it_is_looked_into(
    client, shut, owen, dilys
):
    one = broken(shut, owen)
    client.force_login(dilys)

    before = client.get("/").content.decode()
    client.post(f"/people/glass/{one.pk}/seen/", {"note": "Rang her."})
    after = client.get("/").content.decode()

    assert "Owen Castellani broke the glass on Peg Hollins’s record" in before
    assert "She rang, and was afraid." in before
    assert "broke the glass" not in after


def test_a_coordinator_of_another_scheme_looks_into_nothing_here(client, shut, owen, elsewhere):
    one = broken(shut, owen)
    client.force_login(made.worker("Moira Bell", "coordinator", elsewhere))

    assert client.post(f"/people/glass/{one.pk}/seen/").status_code == 404
    assert "Owen" not in client.get("/").content.decode()


def test_glass_can_be_broken_where_nobody_walks_alongside_yet(peg, owen, dilys):
    actions.restrict(person=peg, because="asked", reason=WHY, at=NOW, by=dilys)

    assert queries.behind_glass(owen).get() == peg
