"""The resolver's pages: pairs, both records, one person or two, and back."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.casework.audit.models import Event
from alongside.casework.people import actions, queries
from alongside.casework.people.models import (
    ContactPoint,
    ImportantPerson,
    Merge,
    Person,
    Risk,
    ToldApart,
    TransitionAnswer,
)
from alongside.casework.schemes.models import Programme, ProgrammeMembership
from alongside.casework.support.models import Contact

from .. import made

DAY = date(2026, 11, 20)
BORN = date(1942, 3, 7)


@pytest.fixture(autouse=True)
def a_day_in_november(time_machine):
    time_machine.move_to("2026-11-20 10:00:00+00:00")


@pytest.fixture
def rhona(aldermouth):
    """The programme's resolver; she has no role in any scheme."""
    return resolving(made.worker("Rhona Blake"), aldermouth.programme)


def resolving(worker, programme):
    ProgrammeMembership.objects.create(
        worker=worker, programme=programme, role="resolver", started_on=date(2026, 1, 1)
    )
    return worker


@pytest.fixture
def margaret(aldermouth, peg):
    """Peg, recorded a second time a little later."""
    Person.objects.filter(pk=peg.pk).update(date_of_birth=BORN, added_on=date(2026, 1, 1))
    return made.person(
        aldermouth, "Margaret", "Hollins", telephone="01632 960555", date_of_birth=BORN
    )


def words(answer):
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def by_rhona(client, rhona):
    client.force_login(rhona)
    return client


def pair_of(*people):
    return reverse("people:pair", args=[one.pk for one in people])


def send(client, address, **said):
    return client.post(address, said | {"token": str(uuid4())}, follow=True)


def test_a_resolver_begins_with_the_pairs_and_why_they_are_there(by_rhona, peg, margaret):
    page = words(by_rhona.get("/", follow=True))
    account = words(by_rhona.get("/account/"))

    assert "Resolver, Neighbours Together" in account
    assert "You have no role today" not in account
    assert page.count("One person or two?") == 3  # the title, the menu, the heading
    assert "One pair of records may be one person each." in page
    assert "The same name and the same date of birth" in page
    assert "Margaret Hollins Aldermouth Connectors" in page


def test_both_records_are_shown_and_both_looks_are_in_the_audit(by_rhona, peg, margaret, ruth):
    ContactPoint.objects.filter(person=margaret).update(order=1)
    ImportantPerson.objects.create(person=margaret, name="Graham", relation="her son")
    Risk.objects.create(person=peg, what="Steps", detail="steep", since=DAY, recorded_by=ruth)
    Risk.objects.create(person=peg, what="Ice", since=DAY, recorded_by=ruth, ended_on=DAY)
    made.episode(peg, ruth)
    Person.objects.filter(pk=peg.pk).update(
        gp_not_wanted=True,
        two_to_visit=True,
        adjustments=["bsl", "audio"],
        age_about=80,
        age_about_on=DAY,
        gender="female",
        voicemail="yes",
        died_on=DAY,
    )
    Person.objects.filter(pk=margaret.pk).update(voicemail="no")

    page = words(by_rhona.get(pair_of(margaret, peg)))

    for shown in (
        "Graham, her son",
        "Risk: Steps, steep",
        "Risk: Ice, ended",
        "support that goes on",
        "1 run of support",
        "With Ruth Adeyemi",
        "does not want one",
        "British Sign Language; Audio",
        "20 November 2026",
        "7 March 1942",
    ):
        assert shown in page, shown
    looks = Event.objects.filter(action="LOOKED", page="people:pair")
    assert set(looks.values_list("person_number", flat=True)) == {peg.pk, margaret.pk}


def test_the_record_in_which_something_goes_on_would_stand(by_rhona, peg, margaret, ruth):
    made.episode(margaret, ruth)

    page = words(by_rhona.get(pair_of(peg, margaret)))

    assert "The record that would stand Margaret Hollins" in page


def test_they_become_one_and_the_page_says_what_came_together(by_rhona, peg, margaret, ruth, rhona):
    Risk.objects.create(person=margaret, what="Steps", since=DAY, recorded_by=ruth)
    said = {"preferred_name": "kept", "given_name": "kept", "pronouns": "kept"}

    page = words(send(by_rhona, pair_of(peg, margaret), doing="same", why="She said so", **said))

    merge = Merge.objects.get()
    assert (merge.why, merge.by) == ("She said so", rhona)
    for shown in (
        "The two records are one now.",
        "1 risk",
        "1 telephone or email",
        "Rhona Blake decided it: She said so",
        "Take it apart again",
    ):
        assert shown in page, shown
    assert "Open the record" not in page  # she has no role in the scheme


def test_the_choice_of_each_thing_is_what_stands(by_rhona, peg, margaret):
    TransitionAnswer.objects.create(
        person=peg, transition="bereavement", is_so=False, asked_on=date(2026, 1, 1)
    )
    TransitionAnswer.objects.create(
        person=margaret, transition="bereavement", is_so=True, asked_on=DAY
    )
    shown = by_rhona.get(pair_of(peg, margaret)).content.decode()
    said = {"preferred_name": "away", "given_name": "kept", "pronouns": "kept"}

    send(
        by_rhona,
        pair_of(peg, margaret),
        doing="same",
        **said,
        **{"transition:bereavement": "away"},
    )

    assert "Yes, asked on 20 November 2026" in shown
    peg = Person.objects.get(pk=peg.pk)
    assert (peg.preferred_name, peg.given_name) == ("Margaret", "Margaret")
    assert peg.transitions.get().is_so


def test_what_is_not_chosen_is_said_and_nothing_is_written(by_rhona, peg, margaret):
    page = words(send(by_rhona, pair_of(peg, margaret), doing="same"))

    assert "Choose which stands: name to call them by." in page
    assert not Merge.objects.exists()


def test_a_refusal_stands_on_the_page(by_rhona, peg, margaret, ruth, owen):
    made.episode(peg, ruth)
    made.episode(margaret, owen)
    said = {"preferred_name": "kept", "given_name": "kept", "pronouns": "kept"}

    page = words(send(by_rhona, pair_of(peg, margaret), doing="same", **said))

    assert "Both records have support that goes on" in page
    assert not Merge.objects.exists()


def test_they_are_told_apart_and_no_longer_in_the_list(by_rhona, peg, margaret):
    without = words(send(by_rhona, pair_of(peg, margaret), doing="two", reason=""))
    done = words(send(by_rhona, pair_of(peg, margaret), doing="two", reason="Cousins"))
    again = words(send(by_rhona, pair_of(peg, margaret), doing="two", reason="Cousins"))
    page = words(by_rhona.get(pair_of(peg, margaret)))
    said = ToldApart.objects.get()
    back = words(send(by_rhona, reverse("people:perhaps_one", args=[said.pk])))
    twice = words(send(by_rhona, reverse("people:perhaps_one", args=[said.pk])))

    assert "Say in a few words how you know that they are two people." in without
    assert "No two records look like one person at present." in done
    assert "Cousins. Rhona Blake, 20 November 2026" in done
    assert "They were told apart already." in again
    assert "They were told apart by Rhona Blake on 20 November 2026: Cousins" in page
    assert "Taken back." in back
    assert "One pair of records" in back
    assert "was taken back already" in twice


def test_a_merging_is_taken_apart_on_its_page_and_what_stayed_is_listed(
    by_rhona, peg, margaret, rhona, ruth
):
    merge = actions.merge(
        kept=peg, away=margaret, on=DAY, by=rhona, chosen={"preferred_name": "away"}
    )
    made.referral(peg, ruth)
    person = Person.objects.get(pk=peg.pk)
    actions.change(person=person, changes={"preferred_name": "Maggie"}, by=ruth)
    page = reverse("people:merge", args=[merge.pk])

    before = words(by_rhona.get(page))
    done = words(send(by_rhona, page))
    again = words(send(by_rhona, page))
    listed = words(by_rhona.get(reverse("people:pairs")))

    assert "this says something else than before: Name to call them by." in before
    assert "They are two records again." in done
    stayed = done.split(f"stayed with number {peg.pk}: ")[1][:120]
    for part in ("1 line of what was before", "1 referral", "Name to"):
        assert part in stayed  # in an order that is the database's own
    assert "taken apart already" in again
    assert "taken apart by Rhona Blake on 20 November 2026" in listed


def test_a_merging_with_nothing_around_it_says_so(by_rhona, aldermouth, rhona, dilys, client):
    resolving(dilys, aldermouth.programme)
    one = made.person(aldermouth, "Peg", "Hollins", telephone="")
    two = made.person(aldermouth, "Peg", "Hollins", telephone="")
    merge = actions.merge(kept=one, away=two, on=DAY, by=rhona)
    client.force_login(dilys)

    page = words(client.get(reverse("people:merge", args=[merge.pk])))
    apart = words(send(client, reverse("people:merge", args=[merge.pk])))

    assert "Nothing hung on the record that joined." in page
    assert "Open the record" in page
    assert "Nothing had happened in between" in apart


def test_the_scheme_is_chosen_where_there_are_two(by_rhona, peg, elsewhere, outsider):
    fiona = made.person(elsewhere, "Peg", "Hollins", telephone="", given_name="Margaret")
    Person.objects.filter(pk=fiona.pk).update(pronouns="")
    address = pair_of(peg, fiona)

    shown = words(by_rhona.get(address))
    without = words(send(by_rhona, address, doing="same", pronouns="kept"))
    send(by_rhona, address, doing="same", pronouns="kept", scheme=elsewhere.pk)

    assert "Which scheme does the record belong to?" in shown
    assert "Choose the scheme that the record belongs to." in without
    assert list(Person.objects.seen_by(outsider)) == [peg]


def test_two_records_that_are_not_in_the_list_are_compared_by_their_numbers(
    by_rhona, peg, aldermouth
):
    tom = made.person(aldermouth, "Tom", "Reid", telephone="")
    compare = reverse("people:compare")

    found = by_rhona.get(f"{compare}?first={tom.pk}&second={peg.pk}")
    same = words(by_rhona.get(f"{compare}?first={peg.pk}&second={peg.pk}", follow=True))
    strange = words(by_rhona.get(f"{compare}?first=x&second={peg.pk}", follow=True))
    absent = words(by_rhona.get(f"{compare}?first=99999&second={peg.pk}", follow=True))

    assert found.headers["Location"] == pair_of(peg, tom)
    for page in (same, strange, absent):
        assert "Those are not two records that you can compare." in page


def test_the_list_goes_on_on_a_second_page_and_another_programme_has_its_own(
    by_rhona, aldermouth, rhona
):
    for _ in range(9):  # 36 pairs
        made.person(aldermouth, "Peg", "Hollins", telephone="")
    other = resolving(rhona, Programme.objects.create(name="Another")).programme_roles.last()
    pairs = reverse("people:pairs")

    first = words(by_rhona.get(f"{pairs}?programme={aldermouth.programme_id}"))
    second = words(by_rhona.get(f"{pairs}?programme={aldermouth.programme_id}&page=2"))
    another = words(by_rhona.get(f"{pairs}?programme={other.programme_id}"))

    assert "36 pairs of records" in first
    assert "The next 11" in first
    assert "Before" in second
    assert "No two records look like one person" in another


def test_where_the_bound_was_met_the_page_says_that_there_may_be_more(
    by_rhona, peg, margaret, monkeypatch
):
    made.person(peg.scheme, "Peg", "Hollins", telephone="", date_of_birth=BORN)
    monkeypatch.setattr(queries.pairs, "MOST_COMPARED", 1)

    assert "There may be more" in words(by_rhona.get(reverse("people:pairs")))


# ---- for whom ------------------------------------------------------------------------------------


def test_only_a_resolver_of_the_programme_sees_pairs(client, peg, margaret, dilys, rhona):
    merge = actions.merge(kept=peg, away=margaret, on=DAY, by=rhona)
    stranger = resolving(made.worker("Sten"), Programme.objects.create(name="Another"))
    said = ToldApart.objects.create(first=peg, second=margaret, why="x", on=DAY, by=rhona)
    asked = [
        reverse("people:pair", args=[peg.pk, margaret.pk]),
        reverse("people:merge", args=[merge.pk]),
    ]

    for worker in (dilys, stranger):
        client.force_login(worker)
        for address in asked:
            assert client.get(address).status_code == 404
            assert client.post(address, {"doing": "same"}).status_code == 404
        assert client.post(reverse("people:perhaps_one", args=[said.pk])).status_code == 404
    client.force_login(dilys)
    assert client.get(reverse("people:pairs")).status_code == 404
    assert client.get(reverse("people:compare")).status_code == 404


def test_a_restricted_record_is_in_no_pair_but_for_its_coordinator(
    client, by_rhona, peg, margaret, rhona, dilys, aldermouth
):
    merge = actions.merge(kept=peg, away=margaret, on=DAY, by=rhona)
    third = made.person(aldermouth, "Peg", "Hollins", telephone="", date_of_birth=BORN)
    Person.objects.filter(pk=peg.pk).update(restricted=True)

    actions.tell_apart(first=peg, second=third, why="Cousins", on=DAY, by=rhona)
    listed = words(by_rhona.get(reverse("people:pairs")))
    assert "No two records" in listed
    assert "Hollins" not in listed
    assert by_rhona.get(pair_of(peg, third)).status_code == 404
    assert by_rhona.get(reverse("people:merge", args=[merge.pk])).status_code == 404
    client.force_login(resolving(dilys, aldermouth.programme))
    hers = words(client.get(reverse("people:pairs")))
    assert "Cousins" in hers
    assert "Look, or take apart" in hers
    assert client.get(reverse("people:merge", args=[merge.pk])).status_code == 200


def test_one_record_and_records_of_two_programmes_are_no_pair(
    by_rhona, peg, aldermouth, rhona, elsewhere
):
    elsewhere.programme = Programme.objects.create(name="Another")
    elsewhere.save()
    resolving(rhona, elsewhere.programme)
    other = made.person(elsewhere, "Peg", "Hollins")

    assert by_rhona.get(pair_of(peg, peg)).status_code == 404
    assert by_rhona.get(pair_of(peg, other)).status_code == 404


# ---- the address of a record that was merged away ------------------------------------------------


def test_the_address_of_a_record_that_was_merged_away_leads_to_the_one_that_stands(
    client, peg, margaret, rhona, ruth, outsider
):
    merge = actions.merge(kept=peg, away=margaret, on=DAY, by=rhona)
    gone = reverse("pages:person", args=[margaret.pk])
    client.force_login(ruth)

    led = client.get(f"{gone}?show=contacts")
    followed = client.get(reverse("people:record", args=[margaret.pk]), follow=True)
    client.force_login(outsider)
    strange = client.get(gone)
    client.logout()
    signed_out = client.get(gone)
    actions.take_apart(merge=merge, on=DAY, by=rhona)
    client.force_login(ruth)

    assert led.headers["Location"] == reverse("pages:person", args=[peg.pk]) + "?show=contacts"
    assert "Peg" in words(followed)
    assert strange.status_code == 404
    assert signed_out.headers["Location"].startswith("/account/login/")
    assert client.get(gone).status_code == 200


def test_a_note_that_was_on_its_way_to_a_record_that_was_merged_away_arrives(
    client, peg, margaret, rhona, ruth
):
    episode = made.episode(margaret, ruth)
    actions.merge(kept=peg, away=margaret, on=DAY, by=rhona)
    client.force_login(ruth)
    said = {"when": "today", "how": "telephone", "reached": "yes", "minutes": "20", "note": "Well"}

    answer = client.post(reverse("support:contact", args=[margaret.pk]), said, follow=True)

    assert answer.redirect_chain[0][1] == 307
    assert Contact.objects.get().episode == episode
