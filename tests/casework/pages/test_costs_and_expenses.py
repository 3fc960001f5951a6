"""What a scheme costs by month; a connector's own expenses; what waits for a coordinator."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework.schemes import actions as schemes
from alongside.casework.schemes.models import Cost, Expense, MileageRate
from alongside.casework.support.models import Contact, FareHelp

from .. import made

APRIL = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def a_day_in_november(time_machine):
    time_machine.move_to("2026-11-20 10:00:00+00:00")


@pytest.fixture
def amina(aldermouth):
    return made.worker("Amina Yusuf", "administrator", aldermouth)


@pytest.fixture
def eva(aldermouth):
    return made.worker("Eva Lindgren", "evaluator", aldermouth)


def words(answer):
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def ask(client):
    """A page's words for a worker; with fields, what comes of sending them."""

    def asked(worker, name, *args, _more="", **said):
        client.force_login(worker)
        address = reverse(name, args=args) + _more
        if said:
            return words(client.post(address, said | {"token": str(uuid4())}, follow=True))
        return words(client.get(address, follow=True))

    return asked


def drove(episode, day, miles, **fields):
    fields = {"worker": episode.connector, "mode": "face_to_face", "reached": True} | fields
    Contact.objects.create(
        episode=episode, occurred_on=date(2026, 11, day), travel_miles=miles, **fields
    )


# ---- costs ---------------------------------------------------------------------------------------

SAID = {"amount": "1,250.50", "kind": "running", "month": "4", "year": "2026", "note": "Rent"}


def test_a_coordinator_enters_a_cost_and_sees_the_month_and_the_year(ask, aldermouth, dilys):
    month = ask(dilys, "schemes:cost_new", aldermouth.pk, **SAID)
    year = ask(dilys, "pages:costs_scheme", aldermouth.pk)

    assert "The cost is kept." in month
    assert "£1,250.50 running : Rent" in month.replace("running: ", "running : ")
    assert "Dilys Harcourt, 20 November 2026" in month
    assert "April 2026 £0.00 £0.00 £1,250.50 £0.00 £1,250.50" in year
    assert "The year £0.00 £0.00 £1,250.50 £0.00 £1,250.50" in year


def test_a_cost_is_corrected_and_its_page_says_what_it_said(ask, aldermouth, dilys, amina):
    ask(dilys, "schemes:cost_new", aldermouth.pk, **SAID)
    cost = Cost.objects.get()

    said = SAID | {"amount": "900", "kind": "set_up", "month": "5", "why": "A slip"}
    month = ask(amina, "schemes:cost", cost.pk, **said)
    page = ask(amina, "schemes:cost", cost.pk)
    unchanged = ask(amina, "schemes:cost", cost.pk, **said)

    assert "May 2026" in month
    assert "was £1,250.50 running in April 2026 until Amina Yusuf put it right" in month
    assert "(A slip)" in month
    assert "Written by Dilys Harcourt, put right by Amina Yusuf" in page
    assert "Nothing was changed" in unchanged


def test_the_forms_say_what_has_to_be_put_right(ask, aldermouth, dilys):
    nothing = ask(dilys, "schemes:cost_new", aldermouth.pk, note="x")
    too_late = ask(dilys, "schemes:cost_new", aldermouth.pk, **(SAID | {"year": "2040"}))
    below = ask(dilys, "schemes:cost_new", aldermouth.pk, **(SAID | {"amount": "-1"}))

    for fault in ("Enter how much it was.", "Choose what kind of cost", "Enter the year"):
        assert fault in nothing
    assert "April 2040 is more than a year ahead" in too_late
    assert "not below nothing" in below
    assert not Cost.objects.exists()


def test_the_form_starts_with_the_month_that_it_was_opened_for(ask, client, aldermouth, dilys):
    client.force_login(dilys)
    address = reverse("schemes:cost_new", args=[aldermouth.pk])

    asked = client.get(f"{address}?month=2026-02").content.decode()
    strange = client.get(f"{address}?month=soon").content.decode()

    assert '<option value="2" selected>February' in asked
    assert '<option value="11" selected>November' in strange


def test_an_evaluator_reads_costs_and_enters_none(ask, client, aldermouth, dilys, eva):
    schemes.enter_cost(scheme=aldermouth, month=APRIL, kind="running", amount=Decimal(7), by=dilys)

    year = ask(eva, "pages:costs")
    month = ask(eva, "pages:costs_month", aldermouth.pk, 2026, 4)

    assert "April 2026" in year
    assert "£7.00" in month
    for shown in (year, month):
        assert "Enter a cost" not in shown
        assert "Correct" not in shown
        assert "Change" not in shown


def test_expenses_miles_and_fares_stand_beside_what_was_typed(
    ask, aldermouth, pegs_episode, ruth, dilys
):
    MileageRate.objects.create(scheme=aldermouth, from_on=APRIL, pence_a_mile=45)
    drove(pegs_episode, 2, 10)
    FareHelp.objects.create(
        episode=pegs_episode, on=date(2026, 11, 3), amount=3, what_for="Bus", by=ruth
    )
    schemes.enter_cost(
        scheme=aldermouth, month=date(2026, 11, 1), kind="running", amount=Decimal(100), by=dilys
    )

    added = ask(dilys, "pages:costs_scheme", aldermouth.pk)
    month = ask(dilys, "pages:costs_month", aldermouth.pk, 2026, 11)
    unsaid = ask(dilys, "schemes:running_costs", aldermouth.pk, running_includes_expenses="")
    kept = ask(dilys, "schemes:running_costs", aldermouth.pk, running_includes_expenses="yes")
    month_after = ask(dilys, "pages:costs_month", aldermouth.pk, 2026, 11)

    assert "November 2026 £0.00 £0.00 £100.00 £7.50 £107.50" in added
    assert "Miles of the contacts £4.50" in month
    assert "Choose yes or no." in unsaid
    assert "Together £107.50" in month
    assert "November 2026 £0.00 £0.00 £100.00 £7.50 £100.00" in kept
    assert "so they are not added" in kept
    assert "£4.50 in the running costs already" in month_after
    assert "Together £100.00" in month_after


def test_a_rate_is_set_for_a_day_and_all_that_were_set_are_shown(ask, aldermouth, dilys):
    none_yet = ask(dilys, "schemes:mileage_rate", aldermouth.pk)
    unread = ask(dilys, "schemes:mileage_rate", aldermouth.pk, pence="a lot", from_on="2026-04-01")
    pounds = ask(dilys, "schemes:mileage_rate", aldermouth.pk, pence="450", from_on="2026-04-01")
    kept = ask(dilys, "schemes:mileage_rate", aldermouth.pk, pence="40", from_on="2026-04-01")

    assert "No rate is set yet" in none_yet
    assert "Enter pence a mile, such as 45." in unread
    assert "more than two pounds" in pounds
    assert "A mile is paid 40p today." in kept
    assert "40p from 1 April 2026, set by Dilys Harcourt" in kept


def test_a_year_and_a_month_that_are_not_there_are_not_found(client, aldermouth, dilys):
    client.force_login(dilys)

    for year, month in ((2026, 13), (2026, 0), (1999, 4), (9999, 4)):
        address = reverse("pages:costs_month", args=[aldermouth.pk, year, month])
        assert client.get(address).status_code == 404
    for year in ("1066", "soon", "99999"):
        address = reverse("pages:costs_scheme", args=[aldermouth.pk]) + f"?year={year}"
        assert "April 2026 to March 2027" in words(client.get(address))


def test_a_programmes_own_costs_are_entered_by_who_administers_in_it(
    ask, client, aldermouth, amina, dilys
):
    number = aldermouth.programme_id

    month = ask(amina, "schemes:programme_cost_new", number, **SAID)
    corrected = ask(amina, "schemes:cost", Cost.objects.get().pk, **(SAID | {"amount": "5"}))
    year = ask(dilys, "pages:programme_costs", number)
    client.force_login(dilys)
    refused = client.get(reverse("schemes:programme_cost_new", args=[number]))

    assert "£1,250.50" in month
    assert "was £1,250.50" in corrected
    assert "April 2026 £0.00 £0.00 £5.00 £5.00" in year
    assert "Enter a cost" not in year
    assert refused.status_code == 404


def test_who_reads_several_schemes_chooses_one(ask, client, aldermouth, elsewhere, dilys, ruth):
    made.give(dilys, "coordinator", elsewhere)

    page = ask(dilys, "pages:costs")
    client.force_login(ruth)
    refused = client.get(reverse("pages:costs"))

    assert "Aldermouth Connectors" in page
    assert "Glen Torran Connectors" in page
    assert "Neighbours Together" in page
    assert refused.status_code == 404


# ---- expenses ------------------------------------------------------------------------------------

FARE = {"kind": "fares", "amount": "4.60", "on": "2026-11-03", "what_for": "Bus to team day"}


def test_a_connector_sees_what_the_miles_come_to_and_types_none_of_them(
    ask, aldermouth, pegs_episode, ruth
):
    without = ask(ruth, "pages:my_expenses")
    drove(pegs_episode, 2, Decimal("10.5"))
    no_rate = ask(ruth, "pages:my_expenses")
    MileageRate.objects.create(scheme=aldermouth, from_on=APRIL, pence_a_mile=40)
    drove(pegs_episode, 4, 20)
    drove(pegs_episode, 4, 99, who="volunteer")
    page = ask(ruth, "pages:my_expenses")

    assert "No miles stand in your contacts of this month." in without
    assert "your scheme has set no rate" in no_rate
    assert "30.5 miles come to £12.20 , at 40p a mile today" in page
    assert "Mon 2 Nov: 10.5 miles" in page
    assert "Miles and what is agreed £12.20" in page


def test_a_connector_enters_an_expense_and_the_coordinator_agrees(ask, aldermouth, ruth, dilys):
    mine = ask(ruth, "schemes:expense_new", **FARE)
    expense = Expense.objects.get()
    waits = ask(dilys, "pages:expenses_to_agree")
    answered = ask(dilys, "schemes:expense_answer", expense.pk, answer="agree")
    after = ask(ruth, "pages:my_expenses")

    assert "It is entered. Your coordinator sees it." in mine
    assert "Waiting for an answer £4.60" in mine
    assert "Ruth Adeyemi , £4.60 fares" in waits
    assert "Ruth sees your answer." in answered
    assert "Nothing waits for your answer." in answered
    assert "Ruth Adeyemi 0 £0.00 £4.60 £4.60" in answered
    assert "Answered: 1" in answered
    assert "£4.60 fares Agreed" in after


def test_a_refusal_is_read_with_its_reason(ask, ruth, dilys):
    ask(ruth, "schemes:expense_new", **FARE)
    expense = Expense.objects.get()

    nothing = ask(dilys, "schemes:expense_answer", expense.pk, answer="", why="")
    without = ask(dilys, "schemes:expense_answer", expense.pk, answer="refuse", why="")
    ask(dilys, "schemes:expense_answer", expense.pk, answer="refuse", why="No ticket")
    mine = ask(ruth, "pages:my_expenses")
    again = ask(dilys, "schemes:expense_answer", expense.pk, answer="agree")

    assert "Choose yes or no." in nothing
    assert "Say why, in a few words" in without
    assert "Not agreed" in mine
    assert "No ticket" in mine
    assert "has an answer already" in again


def test_miles_that_stand_in_no_contact_are_entered_as_miles(ask, aldermouth, ruth, dilys):
    missing = ask(ruth, "schemes:expense_new", kind="mileage", on="2026-11-03")
    mine = ask(ruth, "schemes:expense_new", kind="mileage", on="2026-11-03", miles="12.5")
    waits = ask(dilys, "pages:expenses_to_agree")
    no_rate = ask(dilys, "schemes:expense_answer", Expense.objects.get().pk, answer="agree")
    MileageRate.objects.create(scheme=aldermouth, from_on=APRIL, pence_a_mile=45)
    with_rate = ask(dilys, "pages:expenses_to_agree")
    agreed = ask(dilys, "schemes:expense_answer", Expense.objects.get().pk, answer="agree")

    assert "Enter how many miles, such as 12.5." in missing
    assert "12.5 miles miles by car" in mine
    assert "no rate for that day for 12.5 miles" in waits
    assert "Set one first, on the costs page." in no_rate
    assert "£5.63 for 12.5 miles" in with_rate
    assert "Ruth Adeyemi 0 £0.00 £5.63 £5.63" in agreed


def test_the_form_of_an_expense_says_what_is_missing(ask, ruth):
    nothing = ask(ruth, "schemes:expense_new", what_for="x")
    no_amount = ask(ruth, "schemes:expense_new", kind="parking", on="2026-11-03")
    to_come = ask(ruth, "schemes:expense_new", **(FARE | {"on": "2026-12-03"}))

    assert "Choose what it was for." in nothing
    assert "Enter the day." in nothing
    assert "Enter what you paid." in no_amount
    assert "has not come yet" in to_come


def test_an_expense_is_taken_back_by_who_entered_it(ask, client, ruth, owen, dilys):
    ask(ruth, "schemes:expense_new", **FARE)
    expense = Expense.objects.get()
    back = reverse("schemes:expense_back", args=[expense.pk])
    client.force_login(owen)
    refused = client.post(back)

    page = ask(ruth, "schemes:expense_back", expense.pk, x="y")
    again = ask(ruth, "schemes:expense_back", expense.pk, x="y")

    assert refused.status_code == 404
    assert "It is taken back." in page
    assert "Taken back" in page
    assert "cannot be taken back" in again


def test_who_works_in_two_schemes_says_for_which(ask, client, aldermouth, elsewhere, ruth):
    made.give(ruth, "connector", elsewhere)
    without = ask(ruth, "schemes:expense_new", **FARE)
    mine = ask(ruth, "schemes:expense_new", **FARE, scheme=elsewhere.pk)

    assert "Choose the scheme." in without
    assert "Glen Torran Connectors" in mine
    assert Expense.objects.get().scheme == elsewhere


def test_months_before_can_be_looked_at_and_none_to_come(ask, ruth, dilys, aldermouth, elsewhere):
    made.give(dilys, "coordinator", elsewhere)

    now = ask(ruth, "pages:my_expenses")
    before = ask(ruth, "pages:my_expenses", _more="?month=2026-10")
    team = ask(dilys, "pages:expenses_to_agree", _more=f"?scheme={elsewhere.pk}&month=2026-10")

    assert "October" in now
    assert "December" not in now
    assert "November" in before
    assert "Expenses to agree" in team
    assert "Nobody drove or spent anything in this month." in team


def test_volunteers_miles_stand_last_in_the_teams_month(ask, aldermouth, pegs_episode, dilys):
    MileageRate.objects.create(scheme=aldermouth, from_on=APRIL, pence_a_mile=45)
    drove(pegs_episode, 4, 20, who="volunteer")
    drove(pegs_episode, 5, 10)

    page = ask(dilys, "pages:expenses_to_agree")

    assert "Ruth Adeyemi 10 £4.50 £0.00 £4.50 Volunteers 20 £9.00 £0.00 £9.00" in page


def test_pages_of_expenses_are_for_those_who_have_any(client, aldermouth, eva, ruth, amina):
    asked = {
        eva: ("pages:my_expenses", "pages:expenses_to_agree", "schemes:expense_new"),
        ruth: ("pages:expenses_to_agree",),
        amina: ("pages:my_expenses", "schemes:expense_new"),
    }

    for worker, names in asked.items():
        client.force_login(worker)
        for name in names:
            assert client.get(reverse(name)).status_code == 404, (worker, name)


def test_the_queries_of_a_year_do_not_grow_with_its_months(client, aldermouth, dilys):
    client.force_login(dilys)
    address = reverse("pages:costs_scheme", args=[aldermouth.pk])
    client.get(address)
    asked = []
    for months in ([4], range(5, 12)):
        for month in months:
            day = date(2026, month, 1)
            schemes.enter_cost(
                scheme=aldermouth, month=day, kind="running", amount=Decimal(100), by=dilys
            )
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))

    assert asked[0] == asked[1]
