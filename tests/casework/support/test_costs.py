"""Help with fares, and what schemes cost by month with everything counted once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.casework import audit
from alongside.casework.audit.models import Event
from alongside.casework.schemes import actions as schemes
from alongside.casework.schemes.models import Scheme
from alongside.casework.support import actions
from alongside.casework.support.models import Contact, FareHelp
from alongside.casework.support.queries import costs, costs_by_month

from .. import made

TODAY = date(2026, 11, 20)
NOVEMBER = date(2026, 11, 1)


def paid(episode, by, **said):
    said = {"on": date(2026, 11, 3), "amount": Decimal("7.20"), "what_for": "taxi home"} | said
    return actions.help_with_fare(episode=episode, today=TODAY, by=by, **said)


def drove(episode, on, miles, **fields):
    fields = {"worker": episode.connector, "mode": "face_to_face", "reached": True} | fields
    return Contact.objects.create(
        episode=episode, occurred_on=on, travel_miles=Decimal(miles), **fields
    )


# ---- fares ---------------------------------------------------------------------------------------


def test_a_fare_is_kept_in_the_persons_record(pegs_episode, ruth):
    fare = paid(pegs_episode, ruth, what_for=" bus to the choir ")

    fare.refresh_from_db()
    assert (fare.amount, fare.what_for, fare.by) == (Decimal("7.20"), "bus to the choir", ruth)
    event = Event.objects.get(action="FARE_PAID")
    assert (event.person_number, event.scheme_number) == (
        pegs_episode.person_id,
        pegs_episode.scheme_id,
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"on": date(2026, 11, 21)}, "21 November 2026 has not come yet"),
        ({"on": date(2026, 10, 15)}, "before they came to us, on 16 October 2026"),
        ({"amount": Decimal(0)}, "Enter what the fare cost"),
        ({"amount": Decimal(501)}, "A fare of more than 500 pounds"),
        ({"what_for": " "}, "Say in a few words where to"),
    ],
)
def test_a_fare_that_cannot_be_is_refused(pegs_episode, ruth, said, words):
    with pytest.raises(actions.CannotHelpWithFare, match=words):
        paid(pegs_episode, ruth, **said)

    assert not FareHelp.objects.exists()


def test_a_fare_that_was_wrong_is_taken_out_and_stays_with_the_reason(pegs_episode, ruth, dilys):
    fare = paid(pegs_episode, ruth)

    with pytest.raises(actions.CannotHelpWithFare, match="Say in a few words what was wrong"):
        actions.take_out_fare(fare=fare, why=" ", on=TODAY, by=dilys)
    actions.take_out_fare(fare=fare, why="Entered twice", on=TODAY, by=dilys)
    with pytest.raises(actions.CannotHelpWithFare, match="taken out already"):
        actions.take_out_fare(fare=fare, why="Entered twice", on=TODAY, by=dilys)

    fare.refresh_from_db()
    assert (fare.taken_out_by, fare.taken_out_why) == (dilys, "Entered twice")


def test_the_database_ties_who_took_a_fare_out_to_the_reason(pegs_episode, ruth):
    said = {"episode": pegs_episode, "on": TODAY, "what_for": "bus", "by": ruth}

    for wrong in ({"amount": 0}, {"amount": 1, "taken_out_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FareHelp.objects.create(**said, **wrong)


def test_a_failing_audit_line_undoes_a_fare(pegs_episode, ruth, monkeypatch):
    monkeypatch.setattr(audit, "record", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        paid(pegs_episode, ruth)

    assert not FareHelp.objects.exists()


def test_a_connector_helps_with_a_fare_in_three_fields(client, pegs_episode, ruth, time_machine):
    time_machine.move_to("2026-11-20 10:00:00+00:00")
    client.force_login(ruth)
    page = reverse("support:fares", args=[pegs_episode.person_id])
    said = {"amount": "£4.60", "what_for": "bus to the choir", "on": "2026-11-19"}

    answer = client.post(page, said | {"token": str(uuid4())}, follow=True)

    fare = FareHelp.objects.get()
    assert (fare.amount, fare.on) == (Decimal("4.60"), date(2026, 11, 19))
    words = answer.content.decode()
    assert "The fare is kept." in words
    assert "£4.60 in this run of support." in words


def test_the_page_of_fares_says_what_has_to_be_put_right(client, pegs_episode, ruth):
    client.force_login(ruth)
    page = reverse("support:fares", args=[pegs_episode.person_id])

    unread = client.post(page, {"amount": "a lot", "what_for": "bus", "on": "2026-11-19"})
    too_soon = client.post(page, {"amount": "4", "what_for": "bus", "on": "2099-11-19"})

    assert "Enter pounds and pence, such as 4.60." in unread.content.decode()
    assert "has not come yet" in too_soon.content.decode()


def test_a_fare_is_taken_out_on_its_page(client, pegs_episode, ruth, outsider):
    fare = paid(pegs_episode, ruth)
    page = reverse("support:fare_out", args=[fare.pk])
    client.force_login(ruth)

    shown = client.get(page).content.decode()
    without = client.post(page, {"why": ""}).content.decode()
    done = client.post(page, {"why": "Entered twice"}, follow=True).content.decode()
    again = client.post(page, {"why": "Entered twice"}).content.decode()
    client.force_login(outsider)
    strange = client.get(page)

    assert "£7.20" in shown
    assert "Say in a few words what was wrong with it." in without
    assert "Entered twice" in done
    assert "£0.00 in this run of support." in done
    assert "was taken out already" in again
    assert strange.status_code == 404


# ---- what it comes to ----------------------------------------------------------------------------


@pytest.fixture
def spent(aldermouth, pegs_episode, ruth, dilys):
    """One November of Aldermouth: 1,000 typed; 12 of expenses, 9.23 of miles, 7.20 of fares."""
    schemes.enter_cost(
        scheme=aldermouth, month=NOVEMBER, kind="running", amount=Decimal(1000), by=dilys
    )
    schemes.set_mileage_rate(
        scheme=aldermouth,
        pence=Decimal(45),
        from_on=date(2026, 11, 2),
        today=TODAY,
        by=dilys,
    )
    for amount in (12, 99):
        expense = schemes.claim_expense(
            scheme=aldermouth,
            on=date(2026, 11, 3),
            kind="parking",
            amount=Decimal(amount),
            today=TODAY,
            by=ruth,
        )
        if amount == 12:  # the other one waits
            schemes.agree_expense(expense=expense, on=TODAY, by=dilys)
    drove(pegs_episode, date(2026, 11, 1), "100")  # before there was a rate
    drove(pegs_episode, date(2026, 11, 2), "10.2")
    drove(pegs_episode, date(2026, 11, 2), "10.3", who="volunteer")
    paid(pegs_episode, ruth)
    actions.take_out_fare(fare=paid(pegs_episode, ruth), why="Twice", on=TODAY, by=ruth)


def rows(*given, **between):
    return [
        (row.scheme_id, row.month, row.kind, row.amount) for row in costs_by_month(given, **between)
    ]


def test_expenses_miles_and_fares_are_added_to_running_costs(spent, aldermouth):
    total = Decimal("1000") + Decimal("12") + Decimal("9.23") + Decimal("7.20")

    assert rows(aldermouth) == [(aldermouth.pk, NOVEMBER, "running", total)]


def test_where_the_running_costs_hold_them_already_nothing_is_counted_twice(
    spent, aldermouth, dilys
):
    scheme = schemes.change_scheme(
        scheme=aldermouth, changes={"running_includes_expenses": True}, by=dilys
    )

    assert rows(scheme) == [(aldermouth.pk, NOVEMBER, "running", Decimal(1000))]


def test_months_are_whole_and_those_outside_the_days_are_left_out(spent, aldermouth, dilys):
    for month in (date(2026, 10, 1), date(2026, 12, 1)):
        schemes.enter_cost(
            scheme=aldermouth, month=month, kind="set_up", amount=Decimal(5), by=dilys
        )

    assert [row[1] for row in rows(aldermouth)] == [
        date(2026, 10, 1),
        NOVEMBER,
        date(2026, 12, 1),
    ]
    only = rows(aldermouth, from_=date(2026, 11, 15), to=date(2026, 11, 20))
    assert [row[1] for row in only] == [NOVEMBER]
    assert costs.after(date(2026, 12, 31)) == date(2027, 1, 1)


def test_a_programmes_own_costs_are_there_where_all_its_schemes_are(aldermouth, elsewhere, dilys):
    schemes.enter_cost(
        programme=aldermouth.programme,
        month=NOVEMBER,
        kind="coordination",
        amount=Decimal(500),
        by=dilys,
    )
    own = (None, NOVEMBER, "coordination", Decimal(500))

    assert rows(aldermouth, elsewhere) == [own]
    assert rows(aldermouth) == []
    assert costs_by_month(Scheme.objects.all())[0].programme_id == aldermouth.programme_id


def test_a_cost_that_was_taken_out_has_no_row(aldermouth, dilys):
    cost = schemes.enter_cost(
        scheme=aldermouth, month=NOVEMBER, kind="running", amount=Decimal(10), by=dilys
    )
    schemes.correct_cost(cost=cost, month=NOVEMBER, kind="running", amount=Decimal(0), by=dilys)

    assert rows(aldermouth) == []


def test_the_queries_do_not_grow_with_what_was_spent(
    spent, aldermouth, pegs_episode, ruth, django_assert_num_queries
):
    for day in range(2, 20):
        drove(pegs_episode, date(2026, 11, day), "3")
        paid(pegs_episode, ruth)
    scheme = Scheme.objects.get(pk=aldermouth.pk)

    with django_assert_num_queries(7):
        costs_by_month([scheme])


def test_miles_of_another_scheme_are_not_ours(spent, aldermouth, elsewhere):
    fiona = made.person(elsewhere, "Fiona", "Baird", telephone="01632 960444")
    callum = made.worker("Callum Reid", "connector", elsewhere)
    drove(made.episode(fiona, callum), date(2026, 11, 2), "50")

    assert costs.miles([aldermouth.pk], costs.Period(NOVEMBER, NOVEMBER)) == {
        (aldermouth.pk, NOVEMBER): Decimal("9.23")
    }
