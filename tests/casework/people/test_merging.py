"""Two records become one, and everything comes back to its place."""

from __future__ import annotations

import random
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from alongside.casework import audit
from alongside.casework.audit.models import Event
from alongside.casework.consent.models import Consent
from alongside.casework.people import actions, moving, pointers, queries
from alongside.casework.people.models import (
    ContactPoint,
    IdentityChange,
    ImportantPerson,
    Merge,
    Person,
    Risk,
    ToldApart,
    TransitionAnswer,
)
from alongside.casework.people.queries import pairs
from alongside.casework.people.rules import PointIn
from alongside.casework.people.rules import merging as rules
from alongside.casework.referrals.models import Referral
from alongside.casework.safeguarding.models import Concern
from alongside.casework.schemes.models import Area, Programme, Scheme
from alongside.casework.support.models import Appointment, Contact, Episode

from .. import made

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def rhona(aldermouth):
    """The programme's resolver."""
    return made.worker("Rhona Blake")


@pytest.fixture
def margaret(aldermouth):
    """Peg, recorded a second time."""
    return made.person(aldermouth, "Margaret", "Hollins", telephone="01632 960555")


def merged(kept, away, by, **said) -> Merge:
    return actions.merge(kept=kept, away=away, on=DAY, by=by, **said)


def again(*people: Person) -> list[Person]:
    return [Person.objects.get(pk=person.pk) for person in people]


def everything() -> dict[str, Any]:
    """Every row of every table, but for the audit and the mergings themselves."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label != "audit" and model is not Merge:
            rows = model._base_manager.order_by("pk")
            found[model._meta.label] = [pointers.plain(row) for row in rows]
    return found


# ---- what happens --------------------------------------------------------------------------------


def test_what_pointed_at_the_one_points_at_the_other(peg, margaret, ruth, rhona):
    episode = made.episode(margaret, ruth)
    referral = made.referral(margaret, ruth)
    risk = Risk.objects.create(person=margaret, what="Steps", since=DAY, recorded_by=ruth)

    merge = merged(peg, margaret, rhona, why="Her daughter said so")

    for row in (episode, referral, risk):
        row.refresh_from_db()
        assert row.person == peg
    peg, margaret = again(peg, margaret)
    assert margaret.merged_into == peg
    assert peg.connector == ruth
    assert [point.value for point in peg.contact_points.all()] == ["07700 900417", "01632 960555"]
    assert merge.moved["support.Episode.person"] == [episode.pk]
    assert merge.sides["away"]["preferred_name"] == "Margaret"


def test_the_audit_says_both_numbers(peg, margaret, rhona):
    merged(peg, margaret, rhona)

    event = Event.objects.get(action="PEOPLE_MERGED")

    assert (event.person_number, event.detail["away"]) == (peg.pk, margaret.pk)
    assert queries.numbers_of(again(margaret)[0]) == [peg.pk, margaret.pk]
    assert queries.numbers_of(peg) == [peg.pk, margaret.pk]
    assert queries.stands_for(margaret.pk) == peg.pk
    assert queries.stands_for(peg.pk) == peg.pk


def test_of_what_differs_the_chosen_value_stands(peg, margaret, rhona):
    Person.objects.filter(pk=margaret.pk).update(
        date_of_birth=date(1942, 3, 27), voicemail="no", language="Welsh"
    )
    margaret.nhs_number = "9434765919"
    margaret.address, margaret.postcode = "2 Fenny Lane", "AD4 1AA"
    margaret.save(update_fields=["nhs_number", "nhs_hash", "address", "postcode"])

    merged(
        peg,
        margaret,
        rhona,
        chosen={"date_of_birth": "away", "nhs_number": "away", "address": "away"},
    )

    (peg,) = again(peg)
    assert peg.date_of_birth == date(1942, 3, 27)
    assert list(Person.objects.numbered(["9434765919"]).filter(merged_into=None)) == [peg]
    assert (peg.address, peg.postcode) == ("2 Fenny Lane", "AD4 1AA")
    assert (peg.preferred_name, peg.voicemail, peg.language) == ("Peg", "not_asked", "")


def test_who_was_merged_away_is_in_no_list_and_no_search(peg, margaret, rhona, dilys):
    merged(peg, margaret, rhona)

    assert list(Person.objects.seen_by(dilys)) == [peg]
    assert list(Person.objects.named_to(dilys)) == [peg]
    assert [found.person for found in queries.search("Hollins", dilys)] == [peg]
    known = queries.possible_duplicates(
        {"preferred_name": "Margaret", "family_name": "Hollins"},
        [PointIn("telephone", "01632 960555")],
        peg.scheme,
    )
    assert [match.person for match in known.here] == [peg]


def test_what_both_records_say_word_for_word_stands_once(peg, margaret, rhona, ruth):
    for person in (peg, margaret):
        ContactPoint.objects.create(person=person, kind="email", value="peg@example.org", order=2)
        ImportantPerson.objects.create(person=person, name="Graham", relation="son")
        Risk.objects.create(person=person, what="Steps", since=DAY, recorded_by=ruth)
    ContactPoint.objects.create(
        person=margaret, kind="telephone", value="07700 900417", note="After six", order=3
    )

    merged(peg, margaret, rhona)

    (peg,) = again(peg)
    said = [(point.value, point.note) for point in peg.contact_points.all()]
    assert said == [
        ("07700 900417", ""),
        ("peg@example.org", ""),
        ("01632 960555", ""),
        ("07700 900417", "After six"),
    ]
    assert peg.important_people.count() == peg.risks.count() == 1


def test_of_two_answers_to_one_question_the_chosen_one_stands(peg, margaret, rhona):
    for person, is_so in ((peg, False), (margaret, True)):
        for transition in ("bereavement", "health_issue"):
            TransitionAnswer.objects.create(
                person=person, transition=transition, is_so=is_so, asked_on=DAY
            )
    TransitionAnswer.objects.create(
        person=margaret, transition="separation", is_so=True, asked_on=DAY
    )

    merged(peg, margaret, rhona, chosen={"transition:bereavement": "away"})

    said = dict(peg.transitions.values_list("transition", "is_so"))
    assert said == {"bereavement": True, "health_issue": False, "separation": True}


def test_risks_and_the_day_since_when_we_know_them_follow(peg, margaret, rhona):
    Person.objects.filter(pk=peg.pk).update(added_on=date(2026, 5, 1))
    Person.objects.filter(pk=margaret.pk).update(
        added_on=date(2025, 5, 1), risks_known="none_known"
    )

    merged(peg, margaret, rhona)

    (peg,) = again(peg)
    assert (peg.risks_known, peg.added_on) == ("none_known", date(2025, 5, 1))


# ---- what is refused -----------------------------------------------------------------------------


def refused(kept, away, by, words, **said):
    before, mergings = everything(), Merge.objects.count()
    with pytest.raises(actions.CannotMerge, match=words):
        merged(kept, away, by, **said)
    assert everything() == before
    assert Merge.objects.count() == mergings


def test_one_record_is_not_merged_with_itself(peg, rhona):
    refused(peg, peg, rhona, "That is one record")


def test_people_of_two_programmes_are_not_merged(peg, rhona):
    other = Programme.objects.create(name="Another")
    scheme = Scheme.objects.create(programme=other, name="X", public_name="X", nation="wales")

    refused(peg, made.person(scheme, "Peg", "Hollins"), rhona, "of two programmes")


def test_two_runs_of_support_that_go_on_are_refused(peg, margaret, ruth, owen, rhona):
    made.episode(peg, ruth)
    made.episode(margaret, owen)

    refused(peg, margaret, rhona, "Both records have support that goes on")


def test_two_things_of_which_one_person_can_have_one_are_refused_in_general_words(
    peg, margaret, rhona, ruth, monkeypatch
):
    made.episode(peg, ruth)
    made.episode(margaret, ruth)
    monkeypatch.delattr(Episode, "two_at_once")

    refused(
        peg, margaret, rhona, "Both records have 1 run of support, and a person can have only one"
    )


@pytest.mark.parametrize("which", ["peg", "margaret"])
def test_a_restricted_record_is_not_merged(peg, margaret, rhona, which):
    restricted = {"peg": peg, "margaret": margaret}[which]
    Person.objects.filter(pk=restricted.pk).update(restricted=True)

    refused(peg, margaret, rhona, "One of the records is restricted")


def test_those_told_apart_are_not_merged_until_that_is_taken_back(peg, margaret, rhona):
    said = actions.tell_apart(
        first=margaret, second=peg, why="Cousins, both at the door", on=DAY, by=rhona
    )

    refused(peg, margaret, rhona, "They were told apart on 20 November 2026")

    actions.take_back_telling_apart(said=said, on=DAY, by=rhona)
    assert merged(peg, margaret, rhona).pk


def test_a_record_that_stands_for_another_already_is_not_merged_again(
    aldermouth, peg, margaret, rhona
):
    third = made.person(aldermouth, "Peggy", "Hollins")
    merged(peg, margaret, rhona)

    with pytest.raises(actions.CannotMerge, match="stands for another record already"):
        merged(third, margaret, rhona)


def test_a_death_in_one_record_is_not_written_where_something_goes_on(peg, margaret, rhona, ruth):
    made.episode(peg, ruth)
    Person.objects.filter(pk=margaret.pk).update(died_on=date(2026, 11, 1))

    refused(
        peg,
        margaret,
        rhona,
        "says that they died, and in the other there is support that goes on",
        chosen={"died_on": "away"},
    )
    assert merged(peg, margaret, rhona).wrote.get("died_on") is None


# ---- two schemes ---------------------------------------------------------------------------------


@pytest.fixture
def fiona(elsewhere):
    return made.person(elsewhere, "Peg", "Hollins", telephone="01632 960777")


def test_the_record_belongs_to_the_scheme_that_is_chosen(
    peg, fiona, elsewhere, rhona, dilys, outsider
):
    area = Area.objects.create(scheme=elsewhere, name="The Glen", postcode_prefixes=["AD4"])
    here = Area.objects.create(scheme=peg.scheme, name="Fenny Lane")
    Person.objects.filter(pk=peg.pk).update(area=here, postcode="AD4 1AA")
    (peg,) = again(peg)

    merge = merged(peg, fiona, rhona, scheme=elsewhere)

    (peg,) = again(peg)
    assert (peg.scheme, peg.area) == (elsewhere, area)
    assert list(Person.objects.seen_by(outsider)) == [peg]
    assert not Person.objects.seen_by(dilys)
    actions.take_apart(merge=merge, on=DAY, by=rhona)
    (peg,) = again(peg)
    assert (peg.scheme, peg.area) == (dilys.memberships.get().scheme, here)


def test_support_of_before_stays_with_the_scheme_that_gave_it(peg, fiona, outsider, rhona):
    episode = made.episode(fiona, outsider, ended_on=DAY, end_reason="completed")

    merged(peg, fiona, rhona)

    episode.refresh_from_db()
    assert episode.person == peg
    assert episode.scheme == fiona.scheme


def test_what_goes_on_is_not_left_with_people_who_cannot_open_the_record(
    peg, fiona, outsider, rhona, elsewhere, aldermouth
):
    made.referral(fiona, outsider)

    refused(
        peg,
        fiona,
        rhona,
        "There is a referral that waits for a decision in Glen Torran Connectors. Choose Glen",
    )
    assert merged(peg, fiona, rhona, scheme=elsewhere).kept.scheme == elsewhere


def test_the_connector_is_who_walked_alongside_in_the_scheme_that_is_chosen(
    peg, fiona, outsider, ruth, rhona, elsewhere
):
    Person.objects.filter(pk=peg.pk).update(connector=ruth)
    Person.objects.filter(pk=fiona.pk).update(connector=outsider)

    merged(*again(peg, fiona), rhona, scheme=elsewhere)

    assert again(peg)[0].connector == outsider


def test_a_third_scheme_cannot_be_chosen(peg, margaret, rhona, elsewhere):
    refused(peg, margaret, rhona, "Choose which of the two schemes", scheme=elsewhere)


# ---- taken apart ---------------------------------------------------------------------------------


def test_what_has_happened_since_stays_with_the_record_that_stands_and_is_listed(
    peg, margaret, rhona, ruth
):
    made.episode(margaret, ruth)
    merge = merged(peg, margaret, rhona, chosen={"language": "away", "preferred_name": "away"})
    since = made.referral(peg, ruth)
    actions.change(person=again(peg)[0], changes={"preferred_name": "Maggie"}, by=ruth)

    done = actions.take_apart(merge=merge, on=DAY, by=rhona)

    peg, margaret = again(peg, margaret)
    assert since.person == peg
    assert peg.preferred_name == "Maggie"
    assert margaret.preferred_name == "Margaret"
    assert margaret.episodes.count() == 1
    assert done.stayed["referrals.Referral.person"] == [since.pk]
    assert done.stayed["people.IdentityChange.person"]
    assert done.stayed["fields"] == ["preferred_name"]
    assert margaret.merged_into is None
    assert queries.numbers_of(peg) == [peg.pk]


def test_a_telephone_that_was_typed_again_since_goes_back_too(peg, margaret, rhona, ruth):
    merge = merged(peg, margaret, rhona)
    points = [
        PointIn("telephone", "01632 960555", "evenings"),
        PointIn("telephone", "07700 900417"),
        PointIn("telephone", "01632 960111"),
    ]
    actions.set_points(person=peg, points=points, by=ruth)

    actions.take_apart(merge=merge, on=DAY, by=rhona)

    peg, margaret = again(peg, margaret)
    assert [point.value for point in margaret.contact_points.all()] == ["01632 960555"]
    assert [point.value for point in peg.contact_points.all()] == ["07700 900417", "01632 960111"]


def test_who_was_taken_off_since_is_there_again(peg, margaret, rhona, ruth):
    one = ImportantPerson.objects.create(person=margaret, name="Graham", relation="son")
    merge = merged(peg, margaret, rhona)
    actions.remove_important(important=ImportantPerson.objects.get(pk=one.pk), by=ruth)

    actions.take_apart(merge=merge, on=DAY, by=rhona)

    assert [who.name for who in margaret.important_people.all()] == ["Graham"]


def test_answers_come_back_but_for_what_was_answered_since(peg, margaret, rhona, ruth):
    for person, is_so in ((peg, False), (margaret, True)):
        for transition in ("bereavement", "health_issue", "separation"):
            TransitionAnswer.objects.create(
                person=person, transition=transition, is_so=is_so, asked_on=date(2026, 1, 1)
            )
    chosen = {f"transition:{one}": "away" for one in ("bereavement", "health_issue", "separation")}
    merge = merged(peg, margaret, rhona, chosen=chosen)
    actions.answer_transitions(person=peg, answers={"health_issue": False}, on=DAY, by=ruth)
    actions.answer_transitions(person=peg, answers={"separation": None}, on=DAY, by=ruth)

    actions.take_apart(merge=merge, on=DAY, by=rhona)

    ours = {one.transition: (one.is_so, one.asked_on) for one in peg.transitions.all()}
    assert ours["bereavement"] == (False, date(2026, 1, 1))
    assert ours["health_issue"][0] is False
    assert "separation" not in ours
    assert all(margaret.transitions.values_list("is_so", flat=True))


def test_a_new_connector_goes_back_with_the_support_that_is_theirs(
    peg, margaret, rhona, ruth, owen
):
    episode = made.episode(margaret, ruth)
    merge = merged(peg, again(margaret)[0], rhona)
    made.hand_over(Episode.objects.get(pk=episode.pk), owen)

    actions.take_apart(merge=merge, on=DAY, by=rhona)

    peg, margaret = again(peg, margaret)
    assert margaret.connector == owen
    assert peg.connector == owen  # changed since the merging, so it stayed


def test_a_record_in_which_support_began_since_stays_in_the_scheme_that_was_chosen(
    peg, fiona, elsewhere, outsider, rhona
):
    merge = merged(peg, fiona, rhona, scheme=elsewhere)
    (peg,) = again(peg)
    made.episode(peg, outsider)

    done = actions.take_apart(merge=merge, on=DAY, by=rhona)

    assert again(peg)[0].scheme == elsewhere
    assert "scheme_id" in done.stayed["fields"]


def test_a_record_to_which_a_risk_was_added_since_says_that_there_are_some(
    peg, margaret, rhona, ruth
):
    actions.add_risk(person=margaret, what="Steps", since=DAY, by=ruth)
    merge = merged(peg, again(margaret)[0], rhona)
    actions.add_risk(person=again(peg)[0], what="Dog", since=DAY, by=ruth)

    actions.take_apart(merge=merge, on=DAY, by=rhona)

    peg, margaret = again(peg, margaret)
    assert peg.risks_known == margaret.risks_known == "some"
    assert [risk.what for risk in peg.risks.all()] == ["Dog"]


def test_the_later_merging_is_taken_apart_first(aldermouth, peg, margaret, rhona):
    third = made.person(aldermouth, "Peggy", "Hollins")
    first = merged(peg, margaret, rhona)
    second = merged(third, again(peg)[0], rhona)
    assert queries.numbers_of(third) == [third.pk, peg.pk, margaret.pk]

    with pytest.raises(actions.CannotTakeApart, match="Take the later merging apart first"):
        actions.take_apart(merge=first, on=DAY, by=rhona)
    actions.take_apart(merge=second, on=DAY, by=rhona)
    assert queries.numbers_of(again(peg)[0]) == [peg.pk, margaret.pk]
    actions.take_apart(merge=first, on=DAY, by=rhona)
    with pytest.raises(actions.CannotTakeApart, match="taken apart already"):
        actions.take_apart(merge=first, on=DAY, by=rhona)


def test_two_into_one_come_apart_last_first(aldermouth, peg, margaret, rhona):
    third = made.person(aldermouth, "Peggy", "Hollins")
    first = merged(peg, margaret, rhona)
    merged(again(peg)[0], third, rhona)

    with pytest.raises(actions.CannotTakeApart, match="Take the later merging apart first"):
        actions.take_apart(merge=first, on=DAY, by=rhona)


def test_a_record_that_is_restricted_since_is_not_taken_apart(peg, margaret, rhona):
    merge = merged(peg, margaret, rhona)
    Person.objects.filter(pk=peg.pk).update(restricted=True)

    with pytest.raises(actions.CannotTakeApart, match="The record is restricted since"):
        actions.take_apart(merge=merge, on=DAY, by=rhona)


def test_a_failing_audit_line_undoes_a_merging_and_its_undoing(peg, margaret, rhona, monkeypatch):
    before = everything()
    with monkeypatch.context() as patch:
        patch.setattr(audit, "record", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            merged(peg, margaret, rhona)
    assert everything() == before
    merge = merged(peg, margaret, rhona)
    after = everything()
    with monkeypatch.context() as patch:
        patch.setattr(audit, "record", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.take_apart(merge=merge, on=DAY, by=rhona)
    assert everything() == after


# ---- told apart ----------------------------------------------------------------------------------


def test_two_people_are_told_apart_once_with_who_and_why(peg, margaret, rhona):
    with pytest.raises(actions.CannotTellApart, match="how you know that they are two"):
        actions.tell_apart(first=peg, second=margaret, why=" ", on=DAY, by=rhona)
    said = actions.tell_apart(first=margaret, second=peg, why="Cousins", on=DAY, by=rhona)
    with pytest.raises(actions.CannotTellApart, match="told apart already"):
        actions.tell_apart(first=peg, second=margaret, why="Cousins", on=DAY, by=rhona)

    assert (said.first, said.second, said.by, said.why) == (peg, margaret, rhona, "Cousins")
    assert (str(said), str(rhona)) == (f"{peg.pk} is not {margaret.pk}", "Rhona Blake")
    actions.take_back_telling_apart(said=said, on=DAY, by=rhona)
    with pytest.raises(actions.CannotTellApart, match="taken back already"):
        actions.take_back_telling_apart(said=said, on=DAY, by=rhona)


def test_one_record_is_not_told_apart_from_itself(aldermouth, peg, margaret, rhona):
    merged(peg, margaret, rhona)

    with pytest.raises(actions.CannotTellApart, match="They are one record now"):
        actions.tell_apart(first=peg, second=margaret, why="Cousins", on=DAY, by=rhona)


def test_who_was_told_apart_from_a_record_is_so_from_the_one_that_stands_for_it(
    aldermouth, peg, margaret, rhona
):
    third = made.person(aldermouth, "Peggy", "Hollins")
    actions.tell_apart(first=margaret, second=third, why="Cousins", on=DAY, by=rhona)
    merged(peg, margaret, rhona)

    assert queries.told_apart(peg, third) is not None
    refused(peg, third, rhona, "told apart")
    assert queries.not_the_same(third.pk) == {margaret.pk, peg.pk}
    found = queries.proposed_pairs(Person.objects.standing())
    assert found.pairs == []


def test_the_database_ties_what_goes_together(peg, margaret, rhona):
    wrong = [
        lambda: Merge.objects.create(kept=peg, away=peg, on=DAY, by=rhona),
        lambda: Merge.objects.create(kept=peg, away=margaret, on=DAY, by=rhona, apart_on=DAY),
        lambda: ToldApart.objects.create(first=margaret, second=peg, why="x", on=DAY, by=rhona),
        lambda: ToldApart.objects.create(
            first=peg, second=margaret, why="x", on=DAY, by=rhona, back_on=DAY
        ),
    ]

    for one in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            one()
    merge = Merge.objects.create(kept=peg, away=margaret, on=DAY, by=rhona)
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(kept=peg, away=margaret, on=DAY, by=rhona)
    assert (str(merge), merge.audit_scheme_id) == (f"merge {merge.pk}", peg.scheme_id)


# ---- everything decided --------------------------------------------------------------------------


def test_of_every_field_of_a_person_somebody_has_said_how_it_is_merged():
    names = [field.attname for field in Person._meta.concrete_fields]

    assert rules.undecided(names) == []
    assert rules.undecided(["shoe_size"]) == ["shoe_size"]


def test_every_pointer_at_a_person_is_known_whatever_its_room():
    labels = {pointer.label for pointer in pointers.pointers()}

    assert {
        "support.Episode.person",
        "people.Person.merged_into",
        "safeguarding.Concern.person",
        "consent.Consent.person",
    } <= labels
    assert not any(label.startswith(("people.Merge", "people.ToldApart")) for label in labels)


def test_whatever_can_be_once_a_person_is_known_however_the_model_says_it(
    peg, margaret, ruth, monkeypatch
):
    ended = {"ended_on": DAY, "end_reason": "completed"}
    made.episode(peg, ruth, **ended)
    theirs = made.episode(margaret, ruth, **ended)
    pointer = pointers.Pointer(Episode, "person")
    assert pointers.clashes(pointer, peg, margaret) == []

    with monkeypatch.context() as patch:
        patch.setattr(Episode._meta, "unique_together", (("person", "scheme"), ("scheme", "id")))
        assert pointers.clashes(pointer, peg, margaret) == [theirs.pk]
    with monkeypatch.context() as patch:
        patch.setitem(Episode._meta.get_field("person").__dict__, "unique", True)
        assert pointers.clashes(pointer, peg, margaret) == [theirs.pk]


def test_a_column_that_is_not_there_is_said():
    with pytest.raises(ValueError, match=r"people\.Person has no column shoe_size"):
        pointers.value_of(Person, "shoe_size", 7)


def test_the_more_careful_of_two_answers_about_messages_is_proposed(peg, margaret):
    peg.voicemail, margaret.voicemail = "yes", "no"
    peg.text, margaret.text = "no", "yes"
    peg.language, margaret.language = "", "Welsh"
    peg.carer, margaret.carer = "yes", "no"
    peg.postcode = margaret.postcode = "AD4 1AA"
    margaret.address = "2 Fenny Lane"

    assert rules.proposed(peg, margaret, ("voicemail",)) == "away"
    assert rules.proposed(peg, margaret, ("text",)) == "kept"
    assert rules.proposed(peg, margaret, ("language",)) == "away"
    assert rules.proposed(peg, margaret, ("carer",)) == "kept"
    assert rules.proposed(peg, margaret, ("address", "postcode", "area_id")) == "away"
    assert rules.proposed(margaret, peg, ("address", "postcode", "area_id")) == "kept"


# ---- merge, then take apart: the same rows -------------------------------------------------------

words = st.sampled_from(["", "Peg", "Łucja", "O’Neill", "Anne-Marie"])
days = st.dates(date(1930, 1, 1), date(2000, 1, 1))
asked = st.sampled_from(["not_asked", "yes", "first_name", "no"])
a_record = st.fixed_dictionaries(
    {
        "preferred_name": words.filter(bool),
        "family_name": words,
        "pronouns": words,
        "date_of_birth": st.none() | days,
        "address": words,
        "postcode": st.sampled_from(["", "AD4 1AA"]),
        "nhs_number": st.sampled_from(["", "9434765919"]),
        "voicemail": asked,
        "adjustments": st.lists(st.sampled_from(["bsl", "audio"]), unique=True),
        "gp_practice": words,
        "two_to_visit": st.booleans(),
        "risks_known": st.sampled_from(["not_asked", "none_known"]),
        "died_on": st.none() | st.just(date(2026, 1, 1)),
    }
)
around = st.fixed_dictionaries(
    {
        "points": st.lists(st.sampled_from(["07700 900417", "01632 960111"]), max_size=3),
        "people": st.lists(words.filter(bool), max_size=2),
        "risks": st.lists(st.sampled_from(["Steps", "Dog"]), max_size=2),
        "transitions": st.dictionaries(
            st.sampled_from(["bereavement", "separation"]), st.booleans()
        ),
        "episodes": st.integers(0, 2),
        "referrals": st.integers(0, 2),
        "others": st.booleans(),
    }
)
answers = ("transition:bereavement", "transition:separation")
choices = st.dictionaries(
    st.sampled_from([*(fields[0] for fields in rules.TOGETHER), *answers]),
    st.sampled_from(["kept", "away"]),
)


def furnish(person: Person, around: dict[str, Any], worker: Any) -> None:
    """Hang everything around a record that the strategy thought of."""
    for order, value in enumerate(around["points"], 1):
        ContactPoint.objects.create(person=person, kind="telephone", value=value, order=order)
    for name in around["people"]:
        ImportantPerson.objects.create(person=person, name=name)
    for what in around["risks"]:
        Risk.objects.create(person=person, what=what, since=DAY, recorded_by=worker)
    for transition, is_so in around["transitions"].items():
        TransitionAnswer.objects.create(
            person=person, transition=transition, is_so=is_so, asked_on=DAY
        )
    for _ in range(around["referrals"]):
        made.referral(person, worker)
    for number in range(around["episodes"]):
        episode = made.episode(person, worker, ended_on=DAY, end_reason="completed")
        Contact.objects.create(
            episode=episode,
            occurred_on=DAY,
            mode="letter",
            reached=bool(number),
            worker=worker,
            note="A few words",
        )
    if around["others"]:
        _others(person, worker)


def _others(person: Person, worker: Any) -> None:
    Consent.objects.create(
        person=person, purpose="measures", agreed=True, on=DAY, how="spoken", recorded_by=worker
    )
    Concern.objects.create(
        scheme=person.scheme, person=person, raised_by=worker, raised_at=NOW, what="A worry"
    )
    IdentityChange.objects.create(person=person, field="address", was="x", became="y", by=worker)
    Appointment.objects.create(
        scheme=person.scheme, worker=worker, person=person, starts_at=NOW, made_by=worker
    )


class MergedAndTakenApart(TestCase):
    """Whatever hangs on two records, a merging and its undoing leave every row as it was."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(ours=a_record, theirs=a_record, mine=around, yours=around, chosen=choices)
    def test_leaves_every_row_of_every_table_as_it_was(self, ours, theirs, mine, yours, chosen):
        scheme = made.scheme(f"Aldermouth {uuid.uuid4()}")
        worker = made.worker("Ruth", "connector", scheme, email=f"{uuid.uuid4()}@example.org")
        kept = Person.objects.create(scheme=scheme, **ours)
        away = Person.objects.create(scheme=scheme, **theirs)
        furnish(kept, mine, worker)
        furnish(away, yours, worker)
        before = everything()

        try:
            merge = merged(kept, away, worker, chosen=chosen)
        except actions.CannotMerge:  # one of them died, and something goes on with the other
            assert everything() == before
            return
        assert not any(pointer.going_on(again(away)[0]) for pointer in pointers.pointers())
        assert not Referral.objects.filter(person=away).exists()
        actions.take_apart(merge=merge, on=DAY, by=worker)

        assert everything() == before


# ---- pairs ---------------------------------------------------------------------------------------


def why(*people: Person) -> list[str]:
    found = queries.proposed_pairs(Person.objects.filter(pk__in=[one.pk for one in people]))
    return found.pairs[0].why if found.pairs else []


def test_pairs_are_found_by_what_two_records_share(aldermouth, elsewhere):
    born = {"date_of_birth": date(1942, 3, 7), "telephone": ""}
    one = made.person(aldermouth, "Peg", "Hollins", postcode="AD4 1AA", **born)
    number = made.person(elsewhere, "M", "", nhs_number="9434765919", telephone="")
    same = made.person(aldermouth, "X", "Y", nhs_number="9434765919", telephone="")
    turned = made.person(elsewhere, "Margaret", "Hollins", date_of_birth=date(1942, 7, 3))
    named = made.person(aldermouth, "Peg", "Hollins", telephone="")
    wife = made.person(aldermouth, "Ann", "Hollins", telephone="01632 960111", postcode="AD4 1AA")
    husband = made.person(
        aldermouth, "Tom", "Hollins", telephone="01632 960111", postcode="AD4 1AA"
    )
    daughter = made.person(
        elsewhere, "Ann", "Hollins", telephone="01632 960111", date_of_birth=date(1970, 1, 1)
    )
    mother = made.person(
        elsewhere, "Ann", "Hollins", telephone="01632 960111", date_of_birth=date(1940, 1, 1)
    )

    assert why(number, same) == ["the same health number"]
    assert why(one, turned) == [
        "another form of the same name",
        "the same date of birth with day and month changed over",
    ]
    assert why(one, named) == ["the same name"]
    assert why(wife, husband) == []  # one household
    assert why(daughter, mother) == ["the same name", "the same telephone"]
    assert why(one, mother) == []  # born on other days, and nothing else is the same
    assert why(named, turned) == []  # of two schemes, and a name alone
    called = {"telephone": "", "date_of_birth": date(1950, 1, 2)}
    assert why(
        made.person(aldermouth, "Gwen", "", **called), made.person(elsewhere, "Gwen", "", **called)
    ) == ["the same first name", "the same date of birth"]
    assert why(wife, daughter) == ["the same name", "the same telephone"]


def test_the_pair_for_which_most_speaks_stands_first(aldermouth):
    for born in (None, None, date(1942, 3, 7), date(1942, 3, 7)):
        made.person(aldermouth, "Peg", "Hollins", date_of_birth=born, telephone="")

    found = queries.proposed_pairs(Person.objects.standing())

    assert found.whole
    assert len(found.pairs) == 6
    assert found.pairs[0].why == ["the same name", "the same date of birth"]


def test_the_list_has_a_bound_and_says_so(aldermouth, monkeypatch):
    for _ in range(4):
        made.person(aldermouth, "Peg", "Hollins", telephone="")
    monkeypatch.setattr(pairs, "MOST_COMPARED", 3)

    found = queries.proposed_pairs(Person.objects.standing())

    assert not found.whole
    assert len(found.pairs) == 3


def test_everybody_is_compared_with_few(aldermouth, monkeypatch):
    rnd = random.Random(7)
    families = [a + b for a in ("Hol", "Pry", "Mor", "Grif", "Tay") for b in ("lins", "gan", "ton")]
    Person.objects.bulk_create(
        Person(
            scheme=aldermouth,
            preferred_name=rnd.choice(("Peg", "Tom", "Ann", "Joan", "Arthur", "Gwen", "Idris")),
            family_name=rnd.choice(families),
            date_of_birth=date(1930, 1, 1) + timedelta(days=rnd.randrange(20_000)),
            postcode=f"AD{rnd.randrange(40)} {rnd.randrange(10)}AA",
        )
        for _ in range(2_000)
    )
    compared = []
    why = pairs._why
    monkeypatch.setattr(pairs, "_why", lambda *pair: compared.append(pair) or why(*pair))

    found = queries.proposed_pairs(Person.objects.standing())

    assert found.whole
    assert len(compared) < 25_000  # of two million pairs


def test_pairs_take_three_queries_whoever_is_there(
    aldermouth, peg, margaret, rhona, django_assert_num_queries
):
    for _ in range(5):
        made.person(aldermouth, "Peg", "Hollins")

    with django_assert_num_queries(3):
        queries.proposed_pairs(Person.objects.standing())


def test_nothing_is_unmovable_where_nothing_clashes(peg, margaret):
    assert moving.unmovable(peg, margaret) == []
