"""What each table says of the service, and what is left out of it and counted."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from alongside import extract
from alongside.casework.consent import actions as consent
from alongside.casework.directory.models import Activity
from alongside.casework.extracting.models import Extract
from alongside.casework.measures.models import Measure, NotMeasured
from alongside.casework.people.models import TransitionAnswer
from alongside.casework.referrals.models import Assessment, Decision
from alongside.casework.schemes.models import Cost
from alongside.casework.signposting.models import Signpost
from alongside.casework.support import actions as support
from alongside.casework.support.models import Contact
from tests.casework import made

STARTED = date(2026, 10, 22)


def day(n: int) -> date:
    """The day so many days after support started."""
    return STARTED + timedelta(days=n)


@pytest.fixture
def pegs_referral(peg, dilys, pegs_episode):
    referral = made.referral(peg, dilys)
    pegs_episode.referral = referral
    pegs_episode.save()
    return referral


def decide(referral, by, kind, on=date(2026, 10, 15), **fields):
    if kind == "accept":
        fields["allocated_to"] = by
    return Decision.objects.create(referral=referral, kind=kind, on=on, by=by, **fields)


# ---- schemes ----
def test_a_scheme_has_a_short_code_and_the_name_that_the_public_knows(aldermouth, taken):
    aldermouth.public_name, aldermouth.area_code = "  =Out and\nAbout ", "E07000001"
    aldermouth.save()

    (scheme,) = taken(aldermouth)["schemes"]

    assert len(scheme["scheme_id"]) == 8
    assert scheme["name"] == "Out and About"
    assert (scheme["nation"], scheme["area_code"]) == ("england", "E07000001")


def test_a_scheme_keeps_its_code_when_it_is_called_otherwise(aldermouth, taken):
    (before,) = taken(aldermouth)["schemes"]
    aldermouth.name = aldermouth.public_name = "Something else"
    aldermouth.save()

    (after,) = taken(aldermouth)["schemes"]
    assert after["scheme_id"] == before["scheme_id"]


def test_a_scheme_whose_public_name_is_all_signs_goes_by_its_code(aldermouth, taken):
    aldermouth.public_name = "=+-"
    aldermouth.save()

    (scheme,) = taken(aldermouth)["schemes"]
    assert scheme["name"] == scheme["scheme_id"]


# ---- referrals ----
@pytest.mark.parametrize(
    ("kind", "outcome", "reason"),
    [
        ("accept", "accepted", ""),
        ("decline", "declined", "out_of_area"),
        ("redirect", "redirected", "out_of_area"),
        ("withdraw", "withdrawn", ""),
    ],
)
def test_the_newest_decision_on_a_referral_counts(
    aldermouth, peg, dilys, elsewhere, taken, kind, outcome, reason
):
    referral = made.referral(peg, dilys, stop_gap=True)
    decide(referral, dilys, "wait", date(2026, 10, 14), why="She is in hospital.")
    fields = {"reason": "out_of_area"}
    if kind == "redirect":
        fields["redirected_to_scheme"] = elsewhere
    decide(referral, dilys, kind, **fields)

    (row,) = taken(aldermouth)["referrals"]

    assert (row["outcome"], row["decided_on"], row["reason"]) == (outcome, "2026-10-15", reason)
    assert (row["received_on"], row["source"]) == ("2026-10-14", "nhs")
    assert row["stop_gap"] == "true"


def test_a_referral_that_waits_has_no_day_of_decision(aldermouth, peg, dilys, taken):
    referral = made.referral(peg, dilys)
    decide(referral, dilys, "wait", why="She is in hospital.")
    made.referral(made.person(aldermouth, "Joan", "Tideswell"), dilys)

    rows = taken(aldermouth)["referrals"]

    assert {(row["outcome"], row["decided_on"], row["stop_gap"]) for row in rows} == {
        ("waiting", "", "")
    }


# ---- episodes ----
def test_an_episode_has_what_the_contract_asks_of_the_person(
    aldermouth, peg, dilys, pegs_episode, pegs_referral, taken
):
    peg.date_of_birth, peg.gender = date(1948, 10, 23), "female"
    peg.ethnicity, peg.lives_alone = "white.roma", "yes"
    peg.save()

    rows = taken(aldermouth)
    (row,) = rows["episodes"]

    assert row["referral_id"] == rows["referrals"][0]["referral_id"]
    assert row["person_id"] == rows["referrals"][0]["person_id"]
    assert row["scheme_id"] == rows["schemes"][0]["scheme_id"]
    assert (row["started_on"], row["ended_on"], row["end_reason"]) == ("2026-10-22", "", "")
    assert (row["age"], row["gender"], row["ethnicity"]) == ("77", "female", "white")
    assert (row["lives_alone"], row["complexity"]) == ("true", "")
    assert row["transitions_asked"] == "false"
    assert rows["life_transitions"] == []


@pytest.mark.parametrize(
    ("person", "age", "left_out"),
    [
        ({"date_of_birth": date(1948, 10, 22)}, "78", {}),
        ({"age_about": 70, "age_about_on": date(2020, 1, 1)}, "76", {}),
        ({}, "", {}),
        ({"date_of_birth": date(1848, 1, 1)}, "", {"age_unlikely": 1}),
        ({"date_of_birth": date(2026, 11, 1)}, "", {"age_unlikely": 1}),
    ],
)
def test_an_age_is_whole_years_on_the_first_day(
    aldermouth, peg, pegs_episode, taken, person, age, left_out
):
    for field, value in person.items():
        setattr(peg, field, value)
    peg.save()

    (row,) = taken(aldermouth)["episodes"]

    assert row["age"] == age
    assert Extract.objects.get().left_out == left_out


def test_what_was_not_asked_is_empty_or_not_stated(aldermouth, pegs_episode, taken):
    (row,) = taken(aldermouth)["episodes"]

    assert (row["lives_alone"], row["gender"], row["ethnicity"]) == ("", "not_stated", "not_stated")


def test_an_episode_that_ended_says_when_and_why(aldermouth, peg, ruth, taken):
    made.episode(peg, ruth, ended_on=day(40), end_reason="moved_away")

    (row,) = taken(aldermouth)["episodes"]
    assert (row["ended_on"], row["end_reason"]) == ("2026-12-01", "moved_away")


def test_support_that_has_not_begun_is_no_episode_and_is_counted(aldermouth, peg, ruth, taken):
    episode = made.episode(peg, ruth, started_on=None)
    contact(episode, ruth, 0, reached=False, minutes=0)

    rows = taken(aldermouth)

    assert rows["episodes"] == rows["contacts"] == []
    assert Extract.objects.get().left_out == {"not_started": 1}


# ---- how much support was needed at the start ----
def level(person, by, on, computed="low", referral=None, **fields):
    return Assessment.objects.create(
        person=person,
        referral=referral,
        framework="2026-1",
        levels={},
        computed=computed,
        on=on,
        by=by,
        **fields,
    )


def complexity(taken, aldermouth):
    (row,) = taken(aldermouth)["episodes"]
    return row["complexity"]


def test_the_level_that_held_at_the_start_goes_in(aldermouth, peg, ruth, pegs_referral, taken):
    level(peg, ruth, day(-6), "low", pegs_referral)
    level(
        peg, ruth, day(-1), "low", pegs_referral, overridden_to="high", override_reason="She fell."
    )
    level(peg, ruth, day(9), "medium", pegs_referral)

    assert complexity(taken, aldermouth) == "high"


def test_the_first_level_after_the_start_goes_in_where_there_was_none(
    aldermouth, peg, ruth, pegs_referral, taken
):
    level(peg, ruth, day(2), "medium", pegs_referral)
    level(peg, ruth, day(9), "high", pegs_referral)
    level(peg, ruth, day(-9), "low")

    assert complexity(taken, aldermouth) == "medium"


def test_a_level_without_a_referral_holds_until_there_is_one(aldermouth, peg, ruth, taken):
    made.episode(peg, ruth)
    level(peg, ruth, day(-9), "low")
    level(peg, ruth, day(3), "high")

    assert complexity(taken, aldermouth) == "low"


def test_a_level_of_another_referral_says_nothing(
    aldermouth, peg, ruth, dilys, pegs_episode, taken
):
    earlier = made.referral(peg, dilys, received_on=date(2025, 1, 1))
    level(peg, ruth, date(2025, 1, 2), "high", earlier)

    assert complexity(taken, aldermouth) == ""


# ---- life transitions ----
def asked(person, transition="bereavement", is_so=True, on=STARTED):
    TransitionAnswer.objects.create(person=person, transition=transition, is_so=is_so, asked_on=on)


def test_each_life_transition_is_a_row_and_a_no_is_an_answer_too(
    aldermouth, peg, pegs_episode, taken
):
    asked(peg, "separation")
    asked(peg, "bereavement")
    asked(peg, "health_issue", is_so=False)

    rows = taken(aldermouth)

    (episode,) = rows["episodes"]
    assert episode["transitions_asked"] == "true"
    assert [list(row.values()) for row in rows["life_transitions"]] == [
        [episode["episode_id"], "bereavement"],
        [episode["episode_id"], "separation"],
    ]


def test_what_was_said_in_a_later_episode_is_not_said_of_an_earlier_one(
    aldermouth, peg, ruth, taken
):
    made.episode(
        peg,
        ruth,
        allocated_on=date(2025, 3, 1),
        started_on=date(2025, 3, 2),
        ended_on=date(2025, 6, 1),
        end_reason="completed",
    )
    made.episode(peg, ruth)
    asked(peg, "separation", on=date(2025, 7, 1))
    asked(peg, "bereavement", on=day(3))

    rows = taken(aldermouth)

    first, second = rows["episodes"]
    found = [(row["episode_id"], row["transition"]) for row in rows["life_transitions"]]
    assert found == [
        (first["episode_id"], "separation"),
        (second["episode_id"], "bereavement"),
        (second["episode_id"], "separation"),
    ]


# ---- what happened ----
def contact(episode, worker, n=0, **fields):
    fields = {"mode": "telephone", "reached": True, "minutes": 20} | fields
    return Contact.objects.create(episode=episode, worker=worker, occurred_on=day(n), **fields)


def test_contacts_come_by_day_with_attempts_among_them(aldermouth, ruth, pegs_episode, taken):
    contact(pegs_episode, ruth, 7, mode="face_to_face", minutes=60, who="volunteer")
    contact(pegs_episode, ruth, -2, reached=False, minutes=0)

    rows = taken(aldermouth)["contacts"]

    assert [list(row.values())[2:] for row in rows] == [
        ["2026-10-20", "telephone", "0", "connector", "false"],
        ["2026-10-29", "face_to_face", "60", "volunteer", "true"],
    ]


def test_a_contact_that_was_corrected_is_there_once_as_it_is_now(
    aldermouth, ruth, pegs_episode, taken
):
    wrong = support.record_contact(
        episode=pegs_episode,
        occurred_on=day(1),
        mode="telephone",
        reached=True,
        minutes=20,
        by=ruth,
    )
    support.correct_contact(contact=wrong, changes={"minutes": 45}, by=ruth)

    (row,) = taken(aldermouth)["contacts"]
    assert row["minutes"] == "45"


def test_a_contact_in_a_group_is_one_row_for_each_person(aldermouth, peg, ruth, taken):
    joan = made.person(aldermouth, "Joan", "Tideswell")
    key = "5f0c5c6e-0000-4000-8000-000000000001"
    for person in (peg, joan):
        contact(made.episode(person, ruth), ruth, mode="group", together_key=key, minutes=90)

    rows = taken(aldermouth)["contacts"]
    assert [(row["mode"], row["minutes"]) for row in rows] == [("group", "90")] * 2
    assert len({row["contact_id"] for row in rows}) == 2


def answer(episode, by, answers, **fields):
    fields = {"instrument": "ucla3", "stage": "start", "mode": "read_out"} | fields
    return Measure.objects.create(
        episode=episode,
        answers=answers,
        completed_on=fields.pop("on", day(2)),
        recorded_by=by,
        **fields,
    )


def test_answers_stand_as_printed_and_a_skipped_one_is_empty(aldermouth, ruth, pegs_episode, taken):
    answer(pegs_episode, ruth, [2, None, 3])

    (row,) = taken(aldermouth)["measures"]

    assert list(row.values())[1:] == [
        *("ucla3", "start", "2026-10-24"),
        *("2", "", "3", "", "", "", "", "", "read_out"),
    ]


def test_a_review_is_there_too_and_questionnaires_come_by_day(
    aldermouth, ruth, pegs_episode, taken
):
    answer(pegs_episode, ruth, [1, 2, 3], stage="review", on=day(30))
    answer(pegs_episode, ruth, [3] * 7, instrument="swemwbs")
    answer(pegs_episode, ruth, [2, 2, 3])

    rows = taken(aldermouth)["measures"]
    assert [(row["instrument"], row["stage"]) for row in rows] == [
        ("swemwbs", "start"),
        ("ucla3", "start"),
        ("ucla3", "review"),
    ]


def test_a_total_that_came_without_answers_is_the_score(aldermouth, ruth, pegs_episode, taken):
    answer(pegs_episode, ruth, [None, None, None], recorded_total=7)
    answer(pegs_episode, ruth, [2, 2, 2], recorded_total=7, on=day(3))

    rows = taken(aldermouth)["measures"]
    assert [row["score"] for row in rows] == ["7", ""]


def test_a_questionnaire_that_the_contract_does_not_know_is_left_out_and_counted(
    aldermouth, ruth, pegs_episode, taken
):
    answer(pegs_episode, ruth, [1, 2, 6], instrument="cel")
    not_now(pegs_episode, ruth, instrument="cel")
    not_now(pegs_episode, ruth)

    rows = taken(aldermouth)

    assert rows["measures"] == []
    assert [list(row.values())[1:] for row in rows["not_measured"]] == [
        ["ucla3", "start", "2026-10-25", "too_early"]
    ]
    assert Extract.objects.get().left_out == {"other_instrument": 2}


def not_now(episode, by, **fields):
    fields = {"instrument": "ucla3", "stage": "start", "on": day(3), "reason": "too_early"} | fields
    return NotMeasured.objects.create(episode=episode, recorded_by=by, **fields)


def test_a_connection_has_its_kind_and_never_its_name(aldermouth, ruth, pegs_episode, taken):
    for outcome, how, reason in (("settled", "went_along", ""), ("declined", "", "cost")):
        Signpost.objects.create(
            episode=pegs_episode,
            made_on=day(9),
            what="Fenwater choir",
            destination="third_sector",
            outcome=outcome,
            how=how,
            reason=reason,
            outcome_on=day(12),
            recorded_by=ruth,
        )

    rows = taken(aldermouth)["signposts"]
    assert {tuple(row.values())[2:] for row in rows} == {
        ("2026-10-31", "third_sector", "", "settled", "went_along", ""),
        ("2026-10-31", "third_sector", "", "declined", "", "cost"),
    }


def test_connections_to_one_activity_share_its_code_also_where_its_entries_were_merged(
    aldermouth, pegs_episode, ruth, taken
):
    stands = Activity.objects.create(name="Fenwater choir")
    merged = Activity.objects.create(name="The choir", standing="merged", merged_into=stands)
    other = Activity.objects.create(name="Tai chi")
    for activity in (stands, merged, other, None):
        Signpost.objects.create(
            episode=pegs_episode,
            activity=activity,
            made_on=day(9),
            what="out",
            destination="other",
            outcome_on=day(9),
            recorded_by=ruth,
        )

    codes = Counter(row["activity_id"] for row in taken(aldermouth)["signposts"])

    assert sorted(codes.values()) == [1, 1, 2]
    assert codes[""] == 1
    assert str(stands.pk) not in codes


# ---- costs ----
def test_costs_are_left_out_where_nobody_has_entered_any(aldermouth, pegs_episode, taken):
    assert "costs" not in taken(aldermouth)


def test_costs_come_by_month_and_a_programmes_own_only_with_all_its_schemes(
    aldermouth, elsewhere, taken
):
    whole = {"programme": aldermouth.programme}
    for of, month, kind, amount in (
        ({"scheme": aldermouth}, 11, "running", "120.50"),
        ({"scheme": aldermouth}, 10, "set_up", "1000"),
        (whole, 10, "coordination", "10"),
    ):
        Cost.objects.create(month=date(2026, month, 1), kind=kind, amount=Decimal(amount), **of)

    one = taken(aldermouth)
    both = taken(aldermouth, elsewhere)
    late = taken(aldermouth, since=date(2026, 11, 5))

    code = one["schemes"][0]["scheme_id"]
    october = [code, "2026-10-01", "set_up", "1000.00"]
    november = [code, "2026-11-01", "running", "120.50"]
    assert [list(row.values()) for row in one["costs"]] == [october, november]
    assert [list(row.values()) for row in both["costs"]] == [
        ["", "2026-10-01", "coordination", "10.00"],
        october,
        november,
    ]
    assert [list(row.values()) for row in late["costs"]] == [november]


# ---- choosing ----
def test_only_the_chosen_schemes_are_in_it(aldermouth, elsewhere, ruth, outsider, peg, taken):
    made.episode(peg, ruth)
    fiona = made.person(elsewhere, "Fiona", "Baird")
    made.episode(fiona, outsider)
    made.referral(fiona, outsider)

    one, both = taken(aldermouth), taken(aldermouth, elsewhere)

    assert (len(one["episodes"]), len(one["referrals"])) == (1, 0)
    assert (len(both["episodes"]), len(both["referrals"])) == (2, 1)
    assert one["episodes"][0] in both["episodes"]


def test_a_period_takes_referrals_received_and_support_begun_in_it_with_all_that_followed(
    aldermouth, peg, ruth, dilys, pegs_episode, pegs_referral, taken
):
    contact(pegs_episode, ruth, 20)
    joan = made.person(aldermouth, "Joan", "Tideswell")
    made.episode(joan, ruth, allocated_on=day(1), started_on=day(2))
    made.referral(joan, dilys, received_on=day(1))

    first = taken(aldermouth, until=STARTED)
    later = taken(aldermouth, since=day(1), until=day(5))

    assert [row["started_on"] for row in first["episodes"]] == ["2026-10-22"]
    assert [row["occurred_on"] for row in first["contacts"]] == ["2026-11-11"]
    assert [row["received_on"] for row in first["referrals"]] == ["2026-10-14"]
    assert [row["started_on"] for row in later["episodes"]] == ["2026-10-24"]
    assert [row["received_on"] for row in later["referrals"]] == ["2026-10-23"]
    assert later["contacts"] == []


def test_a_referral_from_before_the_period_is_not_named_and_is_counted(
    aldermouth, pegs_episode, pegs_referral, taken
):
    (row,) = taken(aldermouth, since=STARTED)["episodes"]

    assert row["referral_id"] == ""
    assert Extract.objects.get().left_out == {"referral_outside": 1}


# ---- staying out of research ----
def keep_out(person, by, opted_out=True):
    return consent.answer_about_research(
        person=person, opted_out=opted_out, on=date(2026, 11, 1), said_by="person", by=by
    )


def test_who_stays_out_of_research_is_in_no_table_and_is_counted(
    aldermouth, peg, ruth, dilys, pegs_episode, pegs_referral, taken
):
    answer(pegs_episode, ruth, [1, 2, 3])
    not_now(pegs_episode, ruth)
    contact(pegs_episode, ruth)
    asked(peg)
    keep_out(peg, ruth)

    rows = taken(aldermouth)

    assert {name: len(found) for name, found in rows.items() if found} == {"schemes": 1}
    assert Extract.objects.get().left_out == {"opted_out": 1}


def test_who_takes_it_back_is_in_the_next_one(aldermouth, peg, ruth, pegs_episode, taken):
    keep_out(peg, ruth)
    keep_out(peg, ruth, opted_out=False)

    assert len(taken(aldermouth)["episodes"]) == 1
    assert Extract.objects.get().left_out == {}


def test_who_would_not_be_in_it_anyway_is_not_counted(aldermouth, elsewhere, peg, ruth, taken):
    keep_out(peg, ruth)
    keep_out(made.person(elsewhere, "Fiona", "Baird"), ruth)

    taken(aldermouth)

    assert Extract.objects.get().left_out == {}


def test_every_table_of_a_full_extract_is_valid(
    aldermouth, peg, ruth, pegs_episode, pegs_referral, taken, tmp_path
):
    answer(pegs_episode, ruth, [1, 2, 3])
    not_now(pegs_episode, ruth)
    contact(pegs_episode, ruth)
    asked(peg)
    taken(aldermouth)

    assert extract.check(tmp_path / "extract").faults == []
