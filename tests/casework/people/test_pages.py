"""The pages of a person's record, as a connector meets them."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.casework.audit.models import Event
from alongside.casework.people import actions, forms
from alongside.casework.people.models import Person
from alongside.casework.schemes.models import Cover
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

    assert b"is still to come" in as_ruth.post(address, {"on": "2099-01-01"}).content
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


# ---- What each page says and asks


@pytest.mark.parametrize("section", forms.SECTIONS)
def test_every_field_says_why_it_is_asked(peg, section):
    form = forms.SECTIONS[section](person=peg)

    silent = [name for name, field in form.fields.items() if not field.help_text]
    assert silent == []


def test_the_record_is_one_page_with_a_link_to_change_each_section(as_ruth, peg, ruth):
    peg.important_people.create(name="Graham", relation="Her son", emergency=True)
    peg.important_people.create(name="Nessa", cares_for_them=True, note="next door")
    peg.risks.create(what="Unsteady on steps", since=date(2026, 1, 5), recorded_by=ruth)
    Person.objects.filter(pk=peg.pk).update(
        date_of_birth=date(1948, 3, 27),
        nhs_number="9434765919",
        adjustments=["large_print", "more_time"],
        two_to_visit=True,
        risks_known="some",
    )

    shown = as_ruth.get(page("record", peg.pk)).content.decode()

    for section in forms.SECTIONS:
        assert page("edit", peg.pk, section) in shown
    for words in (
        "27 March 1948",
        "943 476 5919",
        "Large print; Needs more time to answer",
        "Ring in an emergency. Her son",
        "Cares for them. next door",
        "Known (since 5 January 2026)",
        "Two of us visit, never one",
        "07700 900417",
    ):
        assert words in shown


def test_the_record_says_that_somebody_died(as_ruth, peg):
    Person.objects.filter(pk=peg.pk).update(died_on=date(2026, 1, 5))

    assert "Peg died on 5 January 2026" in as_ruth.get(page("record", peg.pk)).content.decode()


def test_the_history_says_fields_days_and_numbers_in_words(as_ruth, peg):
    peg.date_of_birth, peg.nhs_number, peg.gender = date(1948, 3, 27), "9434765919", "female"
    peg.save()
    as_ruth.post(
        page("edit", peg.pk, "names"),
        {
            "preferred_name": "Peg",
            "family_name": "Hollins",
            "given_name": "Margaret",
            "date_of_birth_day": "28",
            "date_of_birth_month": "3",
            "date_of_birth_year": "1948",
            "gender": "other",
        },
    )
    as_ruth.post(page("edit", peg.pk, "health"), {"nhs_number": ""})

    shown = as_ruth.get(page("history", peg.pk)).content.decode()
    for words in ("27 March 1948", "28 March 1948", "943 476 5919", "Female", "In another way"):
        assert words in shown
    assert "empty" in shown
    assert "by Ruth Adeyemi" in shown


def test_a_history_without_changes_says_so(as_ruth, peg):
    assert "Nothing has been changed" in as_ruth.get(page("history", peg.pk)).content.decode()


# ---- Adding


def test_adding_twice_by_one_form_adds_once(as_ruth, aldermouth):
    typed = NEW | {"scheme": aldermouth.pk, "token": "5b0c0d9e-8d0c-4f3b-9a51-2f6f3c1f7a10"}

    first, second = (as_ruth.post(page("add"), typed) for _ in range(2))

    assert Person.objects.count() == 1
    assert first.url == second.url


def test_where_caseloads_are_not_shared_who_adds_somebody_sees_them(as_ruth, aldermouth, ruth):
    aldermouth.caseloads_shared = False
    aldermouth.save()

    answer = as_ruth.post(page("add"), NEW | {"scheme": aldermouth.pk}, follow=True)

    assert answer.status_code == 200
    assert Person.objects.get().connector == ruth


def test_a_coordinator_adds_somebody_for_whoever_will_come(client, dilys, aldermouth):
    aldermouth.caseloads_shared = False
    aldermouth.save()
    client.force_login(dilys)

    client.post(page("add"), NEW | {"scheme": aldermouth.pk})

    assert Person.objects.get().connector is None


def test_who_works_for_two_schemes_chooses_one(as_ruth, ruth, aldermouth, elsewhere):
    made.give(ruth, "connector", elsewhere)

    assert "Glen Torran Connectors" in as_ruth.get(page("add")).content.decode()
    assert b"Choose a scheme." in as_ruth.post(page("add"), NEW).content
    as_ruth.post(page("add"), NEW | {"scheme": elsewhere.pk})

    assert Person.objects.get().scheme == elsewhere


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"telephone": "0770"}, "not a whole telephone number"),
        ({"email_address": "len"}, "it has no @"),
        ({"postcode": "AD"}, "not a whole postcode"),
        (
            dict(zip(("day", "month", "year"), ("1", "1", "2099"), strict=True)),
            "is still to come",
        ),
    ],
)
def test_what_cannot_be_on_the_first_page_is_said_beside_it(as_ruth, aldermouth, typed, words):
    typed = {
        f"date_of_birth_{name}" if name in ("day", "month", "year") else name: value
        for name, value in typed.items()
    }

    answer = as_ruth.post(page("add"), NEW | {"scheme": aldermouth.pk} | typed)

    assert words in answer.content.decode()
    assert not Person.objects.exists()


def test_what_only_the_action_can_refuse_is_said_on_the_page(as_ruth, aldermouth, monkeypatch):
    def refuse(**said):
        raise actions.CannotAdd("Not today.")

    monkeypatch.setattr(actions, "add", refuse)

    assert b"Not today." in as_ruth.post(page("add"), NEW | {"scheme": aldermouth.pk}).content


def test_everything_typed_comes_along_to_none_of_these(as_ruth, aldermouth, peg):
    typed = {
        "preferred_name": "Margaret",
        "family_name": "Hollins",
        "date_of_birth_day": "27",
        "date_of_birth_month": "3",
        "date_of_birth_year": "1948",
        "telephone": "07700 900417",
        "address": "2 Staithe Cottages\nThornhythe",
        "scheme": str(aldermouth.pk),
    }

    shown = as_ruth.post(page("add"), typed).content.decode()

    assert "born 27 March 1948, 2 Staithe Cottages Thornhythe, 07700 900417" in shown
    for name, value in typed.items():
        assert f'name="{name}" value="{value}"' in shown


def test_a_match_in_a_caseload_that_is_not_shared_says_whom_to_ask(
    client, aldermouth, peg, pegs_episode, owen
):
    aldermouth.caseloads_shared = False
    aldermouth.save()
    Person.objects.filter(pk=peg.pk).update(postcode="AD4 2QT")
    client.force_login(owen)

    shown = client.post(
        page("add"),
        {"preferred_name": "Peg", "family_name": "Hollins", "scheme": aldermouth.pk}
        | {"telephone": "07700 900417"},
    ).content.decode()

    assert "Ask Ruth Adeyemi, who may open the record" in shown
    assert "AD4 2QT" not in shown
    assert peg.get_absolute_url() not in shown
    assert not Event.objects.filter(action="LOOKED").exists()


def test_the_resolver_is_named_where_there_is_one(as_ruth, aldermouth, elsewhere):
    made.person(elsewhere, "Jessie", "McAllister", telephone="01632 960808")
    mo = made.worker("Mo Farrell")
    mo.programme_roles.create(
        programme=aldermouth.programme, role="resolver", started_on=made.LONG_AGO
    )

    shown = as_ruth.post(
        page("add"),
        {"preferred_name": "Jess", "family_name": "McAllister", "scheme": aldermouth.pk}
        | {"telephone": "01632 960808"},
    ).content.decode()

    assert "resolver, Mo Farrell, before you go on" in shown
    assert "Add Jess here" in shown


# ---- Changing


def test_no_other_section_there_is(as_ruth, peg):
    assert as_ruth.get(page("edit", peg.pk, "fortune")).status_code == 404


def test_a_postcode_tells_the_area_unless_it_is_chosen(as_ruth, aldermouth, peg):
    thornhythe = aldermouth.areas.create(name="Thornhythe", postcode_prefixes=["AD4"])
    quay = aldermouth.areas.create(name="Quay")
    address, reached = page("edit", peg.pk, "reach"), {"telephone_0": "07700 900417"}

    as_ruth.post(address, reached | {"postcode": "AD4 2QT", "area": ""})
    peg.refresh_from_db()
    assert peg.area == thornhythe

    as_ruth.post(address, reached | {"postcode": "AD4 2QT", "area": quay.pk})
    peg.refresh_from_db()
    assert peg.area == quay


def test_a_telephone_more_than_the_rows_can_be_added(as_ruth, peg):
    for n in range(3):
        peg.contact_points.create(kind="telephone", value=f"07700 90050{n}", order=n + 2)

    shown = as_ruth.get(page("edit", peg.pk, "reach")).content.decode()

    assert 'name="telephone_4"' in shown
    assert 'name="telephone_5"' not in shown


def test_a_refusal_by_the_action_is_said_on_the_page(as_ruth, peg, monkeypatch):
    def refuse(**said):
        raise actions.CannotChange("Not today.")

    monkeypatch.setattr(actions, "change", refuse)
    answer = as_ruth.post(page("edit", peg.pk, "visiting"), {"dogs": "Biscuit"})

    assert b"Not today." in answer.content


def test_a_day_of_birth_to_come_is_refused(as_ruth, peg):
    born = {"date_of_birth_day": "1", "date_of_birth_month": "1", "date_of_birth_year": "2099"}

    answer = as_ruth.post(page("edit", peg.pk, "names"), {"preferred_name": "Peg"} | born)

    assert b"1 January 2099 is still to come" in answer.content


def test_a_choice_left_open_stays_as_it_was(as_ruth, peg):
    Person.objects.filter(pk=peg.pk).update(gender="female")

    as_ruth.post(page("edit", peg.pk, "names"), {"preferred_name": "Peg"})

    peg.refresh_from_db()
    assert peg.gender == "female"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"risks_known": "some"}, "Say what the risk is"),
        ({"what": "Ice", "since": "2099-01-01"}, "1 January 2099 is still to come"),
    ],
)
def test_a_risk_needs_words_and_a_day_that_was(as_ruth, peg, typed, words):
    assert words in as_ruth.post(page("edit", peg.pk, "risks"), typed).content.decode()
    assert not peg.risks.exists()


def test_a_risk_may_be_known_for_a_while(as_ruth, peg):
    as_ruth.post(page("edit", peg.pk, "risks"), {"what": "Ice", "since": "2026-01-05"})

    assert peg.risks.get().since == date(2026, 1, 5)
    assert b"Ice" in as_ruth.get(page("edit", peg.pk, "risks")).content


def test_none_known_is_saved_by_itself(as_ruth, peg):
    as_ruth.post(page("edit", peg.pk, "risks"), {"risks_known": "none_known"})

    peg.refresh_from_db()
    assert peg.risks_known == "none_known"


def test_what_is_known_of_somebody_who_matters_is_changed(as_ruth, peg):
    graham = peg.important_people.create(name="Graham", relation="Her son", emergency=True)
    address = page("important", peg.pk, graham.pk)

    assert b'value="Her son"' in as_ruth.get(address).content
    refused = as_ruth.post(address, {"name": "Graham", "telephone": "0770"})
    as_ruth.post(address, {"name": "Graham", "telephone": "07700900531"})

    graham.refresh_from_db()
    assert b"not a whole telephone number" in refused.content
    assert (graham.telephone, graham.emergency, graham.relation) == ("07700 900531", False, "")
    assert b"to ring in an emergency" in as_ruth.get(page("history", peg.pk)).content


def test_a_death_recorded_by_mistake_is_taken_back(as_ruth, peg):
    as_ruth.post(page("died", peg.pk), {"on": "2026-01-05"})
    assert b"It was a mistake: take it back" in as_ruth.get(page("died", peg.pk)).content

    as_ruth.post(page("did_not_die", peg.pk))
    again = as_ruth.post(page("did_not_die", peg.pk), follow=True)

    peg.refresh_from_db()
    assert peg.died_on is None
    assert b"No death is recorded here" in again.content
    assert b"Died, recorded by mistake" in as_ruth.get(page("history", peg.pk)).content


@pytest.mark.parametrize("name", ["take_off", "risk_ended", "did_not_die"])
def test_what_changes_something_is_only_posted(as_ruth, peg, name):
    numbers = [peg.pk] if name == "did_not_die" else [peg.pk, 1]

    assert as_ruth.get(page(name, *numbers)).status_code == 405


def test_of_a_caseload_that_is_not_shared_only_its_connector_sees_the_record(
    client, aldermouth, peg, pegs_episode, owen, ruth
):
    aldermouth.caseloads_shared = False
    aldermouth.save()

    client.force_login(owen)
    assert client.get(page("record", peg.pk)).status_code == 404
    assert client.post(page("did_not_die", peg.pk)).status_code == 404
    client.force_login(ruth)
    assert client.get(page("record", peg.pk)).status_code == 200


def test_who_covers_sees_the_record_while_they_do(client, aldermouth, pegs_episode, owen, ruth):
    aldermouth.caseloads_shared = False
    aldermouth.save()
    today = timezone.localdate()
    Cover.objects.create(scheme=aldermouth, away=ruth, by=owen, from_on=today, until_on=today)
    client.force_login(owen)

    assert client.get(page("record", pegs_episode.person_id)).status_code == 200
