"""Programmes, schemes and areas: what may be set, and what is refused."""

from __future__ import annotations

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.schemes import actions, rules
from alongside.casework.schemes.models import Area, Programme, Scheme, Worker
from tests.casework import made


@pytest.fixture
def amina(aldermouth: Scheme) -> Worker:
    """The administrator of Aldermouth."""
    return made.worker("Amina Yusuf", "administrator", aldermouth)


@pytest.fixture
def programme(db: None) -> Programme:
    return actions.add_programme(name="Coast Together", by=None)


def test_a_programme_is_added_with_one_audit_line_by_the_service_itself(db):
    programme = actions.add_programme(name=" Coast Together ", by=None)

    line = Event.objects.get()
    assert programme.name == "Coast Together"
    assert (line.action, line.worker_number) == ("PROGRAMME_ADDED", None)


@pytest.mark.parametrize(
    ("name", "words"), [(" ", "needs a name"), ("coast together", "of this name already")]
)
def test_a_programme_needs_a_name_of_its_own(programme, name, words):
    with pytest.raises(actions.CannotAddProgramme, match=words):
        actions.add_programme(name=name, by=None)

    assert Programme.objects.count() == 1


def test_a_scheme_is_added_with_what_is_usual_and_what_is_said(programme):
    scheme = actions.add_scheme(
        programme=programme,
        name="Harbour Connectors",
        public_name="Out and About",
        nation="wales",
        usual_weeks=10,
        by=None,
    )

    assert (scheme.usual_weeks, scheme.follow_up_days, scheme.reminder_days) == (10, 91, [7, 14])
    assert Event.objects.filter(action="SCHEME_ADDED", scheme_number=scheme.pk).count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": ""}, "Enter a name for the scheme"),
        ({"public_name": " "}, "that people know it by"),
        ({"nation": "france"}, "Choose the nation"),
        ({"usual_weeks": 0}, "weeks of support, from 1 to 104"),
        ({"follow_up_days": 60}, "days until the follow-up, from 90 to 366"),
        ({"checkin_days": True}, "days until the check-in, from 14 to 28"),
        ({"reminder_days": [14, 7]}, "the smallest first, such as 7, 14"),
        ({"reminder_days": "7"}, "Enter days from 1 to 180"),
        ({"instruments": ["mood"]}, "no measures called mood"),
        ({"name": "harbour connectors"}, "a scheme of this name already"),
    ],
)
def test_a_scheme_is_refused_with_what_is_needed(programme, said, words):
    usual = {"name": "Harbour Connectors", "public_name": "Out and About", "nation": "wales"}
    actions.add_scheme(programme=programme, by=None, **usual)
    usual["name"] = "Glen Torran Connectors"

    with pytest.raises(actions.CannotAddScheme, match=words):
        actions.add_scheme(programme=programme, by=None, **usual | said)

    assert Scheme.objects.count() == 1


def test_a_change_to_a_scheme_tells_which_settings_and_not_their_words(aldermouth, amina):
    changes = {"call_name": "Dilys", "quiet_days": 14, "usual_weeks": 16}

    changed = actions.change_scheme(scheme=aldermouth, changes=changes, by=amina)

    line = Event.objects.get(action="SCHEME_CHANGED")
    assert (changed.call_name, changed.usual_weeks) == ("Dilys", 16)
    assert line.detail == {"fields": ["call_name", "usual_weeks"]}


def test_a_change_that_changes_nothing_makes_no_line(aldermouth, amina):
    actions.change_scheme(scheme=aldermouth, changes={"usual_weeks": 12}, by=amina)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"usual_weeks": 200}, "from 1 to 104"),
        ({"name": "Glen Torran Connectors"}, "another scheme of this name"),
    ],
)
def test_a_change_is_refused_and_nothing_is_kept_of_it(
    aldermouth, elsewhere, amina, changes, words
):
    with pytest.raises(actions.CannotChangeScheme, match=words):
        actions.change_scheme(scheme=aldermouth, changes=changes | {"call_name": "X"}, by=amina)

    aldermouth.refresh_from_db()
    assert aldermouth.call_name == ""


def test_a_setting_that_does_not_exist_is_a_mistake_of_ours(aldermouth, amina):
    with pytest.raises(ValueError, match="no settings called colour"):
        actions.change_scheme(scheme=aldermouth, changes={"colour": "red"}, by=amina)


def test_an_area_is_added_and_changed_with_tidy_starts_of_postcodes(aldermouth, amina):
    area = actions.add_area(
        scheme=aldermouth, name="Quayside ", by=amina, postcode_prefixes=["ad4", " ", "AD1 2"]
    )
    changed = actions.change_area(area=area, name="The Quays", by=amina)

    assert area.scheme == aldermouth
    assert (changed.name, changed.postcode_prefixes) == ("The Quays", [])
    assert list(Event.objects.order_by("pk").values_list("action", "scheme_number")) == [
        ("AREA_ADDED", aldermouth.pk),
        ("AREA_CHANGED", aldermouth.pk),
    ]


@pytest.mark.parametrize(("name", "words"), [("", "needs a name"), ("quayside", "this name")])
def test_an_area_needs_a_name_of_its_own(aldermouth, amina, name, words):
    actions.add_area(scheme=aldermouth, name="Quayside", by=amina)
    other = actions.add_area(scheme=aldermouth, name="Hillside", by=amina)

    with pytest.raises(actions.CannotAddArea, match=words):
        actions.add_area(scheme=aldermouth, name=name, by=amina)
    with pytest.raises(actions.CannotChangeArea, match=words):
        actions.change_area(area=other, name=name, by=amina)

    assert set(Area.objects.values_list("name", flat=True)) == {"Quayside", "Hillside"}


def test_rules_find_no_fault_with_what_is_not_said():
    assert rules.scheme_faults({}) == {}
