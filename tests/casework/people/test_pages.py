"""The pages of a person's record, as a connector meets them."""

from datetime import date

import pytest
from django.urls import reverse

from alongside.casework.audit.models import Event
from alongside.casework.people import forms
from alongside.casework.people.models import Person
from tests.casework import made

NEW = {"preferred_name": "Len", "family_name": "Barraclough", "telephone": "07700 900744"}


@pytest.fixture
def as_ruth(client, ruth):
    client.force_login(ruth)
    return client


def page(name, *numbers):
    return reverse(f"people:{name}", args=numbers)


def test_adding_somebody_takes_a_name_and_a_telephone(as_ruth, aldermouth):
    answer = as_ruth.post(page("add"), NEW | {"scheme": aldermouth.pk})

    len_ = Person.objects.get(preferred_name="Len")
    assert answer.url == page("record", len_.pk)
    assert len_.points("telephone")[0].value == "07700 900744"


def test_adding_nobody_says_what_is_needed(as_ruth, aldermouth):
    answer = as_ruth.post(page("add"), {"scheme": aldermouth.pk})

    assert b"Enter a name to call them by. A first name is enough." in answer.content
    assert b"<title>Error: " in answer.content
    assert not Person.objects.exists()


def test_adding_without_a_way_to_reach_them_says_so(as_ruth, aldermouth):
    answer = as_ruth.post(page("add"), {"preferred_name": "Len", "scheme": aldermouth.pk})

    assert b"Enter one way to reach them" in answer.content


def test_somebody_who_may_be_known_is_shown_before_anything_is_added(as_ruth, aldermouth, peg):
    again = {"preferred_name": "Peg", "telephone": "07700900417", "scheme": aldermouth.pk}

    answer = as_ruth.post(page("add"), again)

    assert "We may know Peg already" in answer.content.decode()
    assert f'href="{peg.get_absolute_url()}"' in answer.content.decode()
    assert Person.objects.count() == 1

    as_ruth.post(page("add"), again | {"none_of_these": "on"})

    assert Person.objects.count() == 2


def test_of_somebody_in_another_scheme_no_name_is_shown(as_ruth, aldermouth, elsewhere):
    made.person(elsewhere, "Jessie", "McAllister", telephone="01632 960808")

    answer = as_ruth.post(
        page("add"),
        {"preferred_name": "Jess", "family_name": "McAllister", "scheme": aldermouth.pk}
        | {"telephone": "01632 960808"},
    ).content.decode()

    assert "Ask your programme’s resolver" in answer
    assert "Jessie" not in answer


@pytest.mark.parametrize("section", forms.SECTIONS)
def test_each_section_opens_and_is_logged(as_ruth, peg, section):
    answer = as_ruth.get(page("edit", peg.pk, section))

    assert answer.status_code == 200
    assert Event.objects.filter(action="LOOKED", person_number=peg.pk).count() == 1


def test_a_new_name_is_saved_and_the_old_one_kept(as_ruth, peg):
    as_ruth.post(
        page("edit", peg.pk, "names"), {"preferred_name": "Peggy", "family_name": "Hollins"}
    )

    peg.refresh_from_db()
    assert peg.preferred_name == "Peggy"
    assert b"Name to call them by" in as_ruth.get(page("history", peg.pk)).content


def test_reaching_somebody_is_saved_with_the_order_of_numbers(as_ruth, peg):
    as_ruth.post(
        page("edit", peg.pk, "reach"),
        {
            "telephone_0": "01632 960217",
            "telephone_0_note": "Nessa next door",
            "telephone_1": "07700 900417",
            "email_0": "peg@example.org",
            "voicemail": "no",
            "who_else_may_answer": "Her son Graham",
            "if_somebody_else_answers": "It’s Ruth, I’ll ring again",
        },
    )

    peg = Person.objects.get(pk=peg.pk)
    assert [point.value for point in peg.contact_points.all()] == [
        "01632 960217",
        "07700 900417",
        "peg@example.org",
    ]
    shown = as_ruth.get(page("record", peg.pk)).content.decode()
    assert "If her son Graham answers, say “It’s Ruth, I’ll ring again”." in shown
    assert "May we leave a voicemail?" in shown


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"telephone_0": "0770"}, "not a whole telephone number"),
        ({"telephone_0": "07700 900417", "postcode": "AD"}, "not a whole postcode"),
        ({"telephone_0": "07700 900417", "email_0": "peg"}, "it has no @"),
        ({}, "Enter one way to reach them"),
    ],
)
def test_what_cannot_be_reached_is_refused_with_words(as_ruth, peg, typed, words):
    answer = as_ruth.post(page("edit", peg.pk, "reach"), typed).content.decode()

    assert words in answer
    assert peg.contact_points.count() == 1


def test_a_wrong_nhs_number_is_refused_and_a_right_one_kept(as_ruth, peg):
    address = page("edit", peg.pk, "health")

    assert b"a digit is wrong" in as_ruth.post(address, {"nhs_number": "943 476 5918"}).content
    as_ruth.post(address, {"nhs_number": "943 476 5919", "lives_alone": "yes"})

    peg.refresh_from_db()
    assert (peg.nhs_number, peg.lives_alone) == ("9434765919", "yes")


def test_a_practice_and_no_wish_for_one_do_not_go_together(as_ruth, peg):
    answer = as_ruth.post(
        page("edit", peg.pk, "health"), {"gp_practice": "Marlpit Road", "gp_not_wanted": "on"}
    )

    assert b"Empty it, or untick this" in answer.content


def test_a_record_in_scotland_asks_for_a_chi_number(client, elsewhere, outsider):
    jessie = made.person(elsewhere, "Jessie", "McAllister")
    client.force_login(outsider)

    shown = client.get(page("edit", jessie.pk, "health")).content

    assert b"CHI number" in shown
    assert b"NHS number" not in shown


def test_transitions_can_be_answered_and_taken_back(as_ruth, peg):
    address = page("edit", peg.pk, "changes")
    as_ruth.post(address, {"bereavement": "yes", "separation": "no"})

    assert {answer.transition: answer.is_so for answer in peg.transitions.all()} == {
        "bereavement": True,
        "separation": False,
    }

    as_ruth.post(address, {"bereavement": "yes", "separation": "not_asked"})

    assert peg.transitions.count() == 1


def test_risks_are_added_ended_and_none_known_is_an_answer(as_ruth, peg):
    address = page("edit", peg.pk, "risks")
    as_ruth.post(address, {"what": "Unsteady on steps", "risks_known": "some"})
    risk = peg.risks.get()

    assert b"A risk is recorded." in as_ruth.post(address, {"risks_known": "none_known"}).content

    as_ruth.post(page("risk_ended", peg.pk, risk.pk))
    peg.refresh_from_db()
    assert peg.risks_known == "none_known"
    assert b"Unsteady on steps" in as_ruth.get(page("history", peg.pk)).content


def test_a_risk_written_beside_none_known_is_questioned(as_ruth, peg):
    answer = as_ruth.post(
        page("edit", peg.pk, "risks"), {"what": "Dog", "risks_known": "none_known"}
    )

    assert b"so some are known" in answer.content


def test_somebody_who_matters_is_added_and_taken_off(as_ruth, peg):
    as_ruth.post(page("edit", peg.pk, "people"), {"name": "Graham", "relation": "Her son"})
    graham = peg.important_people.get()

    assert b"Graham" in as_ruth.get(page("edit", peg.pk, "people")).content
    as_ruth.post(page("take_off", peg.pk, graham.pk))

    assert not peg.important_people.exists()
    assert b"Graham, Her son" in as_ruth.get(page("history", peg.pk)).content
    assert (
        b"Enter a name, or who they are"
        in as_ruth.post(page("edit", peg.pk, "people"), {"name": " "}).content
    )


def test_died_is_recorded_once_and_not_ahead(as_ruth, peg):
    address = page("died", peg.pk)

    assert b"is still to come" in as_ruth.post(address, {"on": "2999-01-01"}).content
    as_ruth.post(address, {"on": "2026-01-05"})
    assert b"It is recorded already" in as_ruth.post(address, {"on": "2026-01-05"}).content

    peg.refresh_from_db()
    assert peg.died_on == date(2026, 1, 5)


def test_nobody_of_another_scheme_or_without_a_role_gets_in(client, peg, outsider, aldermouth):
    evaluator = made.worker("Eva Luck", "evaluator", aldermouth)
    for worker in (outsider, evaluator):
        client.force_login(worker)
        for address in (
            page("record", peg.pk),
            page("edit", peg.pk, "names"),
            page("died", peg.pk),
            page("history", peg.pk),
            reverse("consent:record", args=[peg.pk]),
        ):
            assert client.get(address).status_code == 404
    assert client.get(page("add")).status_code == 404
