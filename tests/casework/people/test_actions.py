"""Writing to a record: what is kept of before, what is refused, and one audit line for each."""

from datetime import date

import pytest
import time_machine

from alongside.casework.audit.models import Event
from alongside.casework.people import actions
from alongside.casework.people.actions import PointIn
from alongside.casework.people.models import IdentityChange, Person
from tests.casework import made

TODAY = date(2026, 11, 19)
HERS = PointIn("telephone", "07700 900417")


@pytest.fixture(autouse=True)
def it_is_november():
    with time_machine.travel("2026-11-19T10:00:00+00:00", tick=False):
        yield


def before(person):
    return [(one.field, one.was, one.became) for one in person.identity_changes.order_by("pk")]


def lines():
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


def nothing_changed(person):
    person.refresh_from_db()
    return not Event.objects.exists() and not IdentityChange.objects.exists()


# ---- Adding


def test_somebody_is_added_with_one_line_of_audit(aldermouth, ruth):
    person = actions.add(
        scheme=aldermouth, fields={"preferred_name": "Len"}, points=[HERS], connector=ruth, by=ruth
    )

    (event,) = Event.objects.all()
    assert (event.action, event.person_number, event.scheme_number) == (
        "PERSON_ADDED",
        person.pk,
        aldermouth.pk,
    )
    assert event.detail == {}
    assert person.connector == ruth
    assert person.added_on == TODAY
    assert not person.identity_changes.exists()


def test_the_service_itself_may_add_somebody_into_an_area_that_is_said(aldermouth):
    aldermouth.areas.create(name="Thornhythe", postcode_prefixes=["AD4"])
    quay = aldermouth.areas.create(name="Quay")

    person = actions.add(
        scheme=aldermouth,
        fields={"preferred_name": "Len", "postcode": "AD4 2QT", "area": quay},
        points=[PointIn("telephone", "07700900417", " at work "), PointIn("email", "  ")],
        by=None,
    )

    assert person.area == quay
    assert [(one.value, one.note) for one in person.contact_points.all()] == [
        ("07700 900417", "at work")
    ]


@pytest.mark.parametrize(
    ("fields", "points", "words"),
    [
        ({"preferred_name": " "}, [HERS], "Enter a name to call them by"),
        ({"preferred_name": "Len"}, [PointIn("email", " ")], "Enter one way to reach them"),
        ({"preferred_name": "Len"}, [PointIn("telephone", "0770")], "whole telephone number"),
        ({"preferred_name": "Len"}, [PointIn("email", "len")], "it has no @"),
        ({"preferred_name": "Len", "nhs_number": "9434765918"}, [HERS], "a digit is wrong"),
        ({"preferred_name": "Len", "postcode": "AD"}, [HERS], "whole postcode"),
        ({"preferred_name": "Len", "date_of_birth": date(2099, 1, 1)}, [HERS], "still to come"),
        ({"preferred_name": "Len", "gp_ods_code": "Marlpit Rd"}, [HERS], "letters and digits"),
    ],
)
def test_nobody_is_added_with_what_cannot_be(aldermouth, ruth, fields, points, words):
    with pytest.raises(actions.CannotAdd, match=words):
        actions.add(scheme=aldermouth, fields=fields, points=points, by=ruth)

    assert not Person.objects.exists()
    assert not Event.objects.exists()


# ---- Changing


def test_what_a_person_is_known_by_is_kept_and_the_rest_is_only_written(peg, ruth):
    person = actions.change(
        person=peg,
        changes={
            "preferred_name": "Peggy",
            "date_of_birth": date(1948, 3, 27),
            "nhs_number": "943 476 5919",
            "postcode": "ad42qt",
            "lives_alone": "yes",
            "family_name": "Hollins",
        },
        by=ruth,
    )

    assert person.lives_alone == "yes"
    assert sorted(before(peg)) == [
        ("date_of_birth", "", "1948-03-27"),
        ("nhs_number", "", "9434765919"),
        ("postcode", "", "AD4 2QT"),
        ("preferred_name", "Peg", "Peggy"),
    ]
    assert peg.identity_changes.first().by == ruth
    (event,) = Event.objects.all()
    assert event.detail == {
        "fields": ["date_of_birth", "lives_alone", "nhs_number", "postcode", "preferred_name"]
    }


def test_a_new_postcode_finds_its_area_and_an_unknown_one_leaves_it(aldermouth, peg, ruth):
    area = aldermouth.areas.create(name="Thornhythe", postcode_prefixes=["AD4"])
    quay = aldermouth.areas.create(name="Quay")

    assert actions.change(person=peg, changes={"postcode": "AD4 2QT"}, by=ruth).area == area
    assert actions.change(person=peg, changes={"postcode": "ZE1 0AA"}, by=ruth).area == area
    changes = {"postcode": "AD4 1AA", "area": quay}
    assert actions.change(person=peg, changes=changes, by=ruth).area == quay


def test_saving_what_is_there_already_writes_nothing(peg, ruth):
    actions.change(person=peg, changes={"preferred_name": " Peg "}, points=[HERS], by=ruth)

    assert nothing_changed(peg)


def test_how_old_somebody_was_keeps_its_day_when_nobody_told_us_anew(aldermouth, ruth):
    earlier = date(2024, 11, 19)
    len_ = made.person(aldermouth, "Len", age_about=70, age_about_on=earlier)

    actions.change(person=len_, changes={"age_about": 70, "given_name": "Leonard"}, by=ruth)
    len_.refresh_from_db()
    assert (len_.age_about_on, len_.age(TODAY)) == (earlier, 72)

    actions.change(person=len_, changes={"age_about": 74}, by=ruth)
    len_.refresh_from_db()
    assert (len_.age_about_on, len_.age(TODAY)) == (TODAY, 74)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"preferred_name": ""}, "Enter a name to call them by"),
        ({"postcode": "AD"}, "whole postcode"),
        ({"chi_number": "9434765919"}, "begins with the date of birth"),
        ({"date_of_birth": date(2099, 1, 1)}, "still to come"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(peg, ruth, changes, words):
    with pytest.raises(actions.CannotChange, match=words):
        actions.change(person=peg, changes=changes, by=ruth)

    assert nothing_changed(peg)


def test_the_last_way_to_reach_somebody_is_not_taken_away(aldermouth, ruth):
    len_ = made.person(aldermouth, "Len", telephone="", address="6 Fenny Lane")

    with pytest.raises(actions.CannotChange, match="Enter one way to reach them"):
        actions.change(person=len_, changes={"address": ""}, by=ruth)
    assert nothing_changed(len_)

    actions.change(person=len_, changes={"address": ""}, points=[HERS], by=ruth)
    assert before(len_) == [
        ("address", "6 Fenny Lane", ""),
        ("contact_points", "", "07700 900417"),
    ]
    assert lines() == ["PERSON_CHANGED"]


def test_a_wrong_telephone_is_refused_with_everything_beside_it(peg, ruth):
    with pytest.raises(actions.CannotChange, match="whole telephone number"):
        actions.change(
            person=peg,
            changes={"preferred_name": "Peggy"},
            points=[PointIn("telephone", "0770")],
            by=ruth,
        )

    assert nothing_changed(peg)
    assert peg.preferred_name == "Peg"


def test_a_failing_audit_line_undoes_the_change(peg, ruth, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no audit")

    monkeypatch.setattr("alongside.casework.audit.record", fail)
    with pytest.raises(RuntimeError):
        actions.change(person=peg, changes={"preferred_name": "Peggy"}, by=ruth)

    peg.refresh_from_db()
    assert peg.preferred_name == "Peg"
    assert not IdentityChange.objects.exists()


# ---- Telephones and emails


def test_telephones_are_put_in_order_and_the_earlier_ones_kept(peg, ruth):
    nessa = PointIn("telephone", "01632 960217", "Nessa next door")

    actions.set_points(person=peg, points=[nessa, PointIn("telephone", ""), HERS], by=ruth)

    assert [one.plain for one in peg.contact_points.all()] == ["01632960217", "07700900417"]
    assert before(peg) == [
        ("contact_points", "07700 900417", "01632 960217 (Nessa next door); 07700 900417")
    ]
    assert lines() == ["PERSON_CONTACT_POINTS_SET"]


def test_the_same_telephones_again_are_no_change(peg, ruth):
    actions.set_points(person=peg, points=[PointIn("telephone", "+447700900417")], by=ruth)

    assert nothing_changed(peg)


@pytest.mark.parametrize(
    ("points", "words"),
    [([], "Enter one way to reach them"), ([PointIn("telephone", "1")], "whole telephone number")],
)
def test_points_that_cannot_be_are_refused(peg, ruth, points, words):
    with pytest.raises(actions.CannotChange, match=words):
        actions.set_points(person=peg, points=points, by=ruth)

    assert nothing_changed(peg)
    assert peg.contact_points.count() == 1


# ---- Who matters


def test_somebody_who_matters_is_added_changed_and_taken_off(peg, ruth):
    graham = actions.add_important(
        person=peg, name=" Graham ", relation="her son", emergency=True, by=ruth
    )
    actions.change_important(
        important=graham, changes={"telephone": "07700 900531", "cares_for_them": True}, by=ruth
    )
    actions.change_important(important=graham, changes={"telephone": "07700 900531"}, by=ruth)
    graham.refresh_from_db()
    actions.remove_important(important=graham, by=ruth)

    now = "Graham, her son, 07700 900531, to ring in an emergency, cares for them"
    assert before(peg) == [
        ("important_people", "Graham, her son, to ring in an emergency", now),
        ("important_people", now, ""),
    ]
    assert lines() == [
        "IMPORTANT_PERSON_ADDED",
        "IMPORTANT_PERSON_CHANGED",
        "IMPORTANT_PERSON_REMOVED",
    ]
    assert not peg.important_people.exists()


def test_somebody_who_matters_has_a_name(peg, ruth):
    nessa = peg.important_people.create(name="Nessa")

    with pytest.raises(actions.CannotChange, match="Enter a name, or who they are"):
        actions.add_important(person=peg, name=" ", by=ruth)
    with pytest.raises(actions.CannotChange, match="Enter a name, or who they are"):
        actions.change_important(important=nessa, changes={"name": ""}, by=ruth)

    assert nothing_changed(peg)


# ---- Risks


def test_a_risk_stands_until_it_is_ended_and_then_none_is_known(peg, ruth):
    steps = actions.add_risk(
        person=peg, what=" Unsteady on steps ", since=date(2026, 10, 1), by=ruth
    )
    stove = actions.add_risk(person=peg, what="Stove", detail=" gas ", since=TODAY, by=ruth)
    peg.refresh_from_db()
    assert (peg.risks_known, steps.what, stove.detail) == ("some", "Unsteady on steps", "gas")

    actions.end_risk(risk=steps, on=TODAY, by=ruth)
    peg.refresh_from_db()
    assert peg.risks_known == "some"

    ended = actions.end_risk(risk=stove, on=date(2026, 1, 1), by=ruth)
    peg.refresh_from_db()
    assert peg.risks_known == "none_known"
    assert ended.ended_on == TODAY  # not before it was known
    assert lines() == ["RISK_ADDED", "RISK_ADDED", "RISK_ENDED", "RISK_ENDED"]


def test_none_known_is_an_answer(peg, ruth):
    actions.none_known(person=peg, by=ruth)

    peg.refresh_from_db()
    assert peg.risks_known == "none_known"
    assert lines() == ["RISKS_NONE_KNOWN"]


def test_what_cannot_be_said_of_risks_is_refused(peg, ruth):
    risk = peg.risks.create(what="Steps", since=TODAY, recorded_by=ruth)
    ended = peg.risks.create(what="Ice", since=TODAY, ended_on=TODAY, recorded_by=ruth)
    tomorrow = date(2026, 11, 20)

    with pytest.raises(actions.CannotChange, match="Say what the risk is"):
        actions.add_risk(person=peg, what=" ", since=TODAY, by=ruth)
    with pytest.raises(actions.CannotChange, match="20 November 2026 is still to come"):
        actions.add_risk(person=peg, what="Steps", since=tomorrow, by=ruth)
    with pytest.raises(actions.CannotChange, match="20 November 2026 is still to come"):
        actions.end_risk(risk=risk, on=tomorrow, by=ruth)
    with pytest.raises(actions.CannotChange, match="ended already"):
        actions.end_risk(risk=ended, on=TODAY, by=ruth)
    with pytest.raises(actions.CannotChange, match="End it first"):
        actions.none_known(person=peg, by=ruth)

    assert nothing_changed(peg)


# ---- Life transitions


def answers(person):
    return {one.transition: (one.is_so, one.asked_on) for one in person.transitions.all()}


def test_an_answer_keeps_the_day_on_which_it_was_given(peg, ruth):
    earlier = date(2026, 10, 22)
    actions.answer_transitions(
        person=peg, answers={"bereavement": True, "separation": False}, on=earlier, by=ruth
    )

    actions.answer_transitions(
        person=peg,
        answers={"bereavement": True, "separation": True, "health_issue": None},
        on=TODAY,
        by=ruth,
    )

    assert answers(peg) == {"bereavement": (True, earlier), "separation": (True, TODAY)}
    assert Event.objects.last().detail == {"transitions": ["separation"]}


def test_an_answer_can_go_back_to_not_asked_and_the_same_again_is_no_change(peg, ruth):
    actions.answer_transitions(person=peg, answers={"bereavement": False}, on=TODAY, by=ruth)
    actions.answer_transitions(person=peg, answers={"bereavement": False}, on=TODAY, by=ruth)
    actions.answer_transitions(person=peg, answers={"bereavement": None}, on=TODAY, by=ruth)

    assert answers(peg) == {}
    assert lines() == ["TRANSITIONS_ANSWERED"] * 2


@pytest.mark.parametrize(
    ("said", "on", "words"),
    [
        ({"moved": True}, TODAY, "Choose one of the six changes"),
        ({"bereavement": True}, date(2026, 11, 20), "is still to come"),
    ],
)
def test_what_cannot_be_answered_is_refused(peg, ruth, said, on, words):
    with pytest.raises(actions.CannotChange, match=words):
        actions.answer_transitions(person=peg, answers=said, on=on, by=ruth)

    assert nothing_changed(peg)


# ---- Died


def test_died_leaves_them_out_of_what_is_computed_by_date(peg, ruth):
    actions.died(person=peg, on=date(2026, 11, 3), by=ruth)

    assert not Person.objects.alive().exists()
    assert lines() == ["PERSON_DIED"]


def test_a_death_recorded_by_mistake_is_taken_back_and_stays_in_the_history(peg, ruth):
    actions.died(person=peg, on=date(2026, 11, 3), by=ruth)
    actions.did_not_die(person=peg, by=ruth)

    assert Person.objects.alive().exists()
    assert before(peg) == [("died_on", "2026-11-03", "")]
    assert lines() == ["PERSON_DIED", "PERSON_DID_NOT_DIE"]


def test_what_cannot_be_said_of_a_death_is_refused(peg, ruth):
    with pytest.raises(actions.CannotRecordDeath, match="20 November 2026 is still to come"):
        actions.died(person=peg, on=date(2026, 11, 20), by=ruth)
    with pytest.raises(actions.CannotRecordDeath, match="No death is recorded here"):
        actions.did_not_die(person=peg, by=ruth)
    assert nothing_changed(peg)

    actions.died(person=peg, on=TODAY, by=ruth)
    with pytest.raises(actions.CannotRecordDeath, match="recorded already"):
        actions.died(person=peg, on=TODAY, by=ruth)
