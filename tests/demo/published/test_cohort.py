"""The made-up people of 2017 and 2018: exact counts from any seed, and nothing impossible."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from alongside.casework.people.rules import postcode_fault
from alongside.casework.people.rules.points import telephone_fault
from alongside.demo.published.cohort import make
from alongside.demo.published.cohort.cards import deal, share_out, take
from alongside.demo.published.cohort.contacts import _settle
from alongside.demo.published.cohort.items import swemwbs, ucla3
from alongside.demo.published.cohort.naming import born
from alongside.demo.published.cohort.rows import Contact, Somebody
from alongside.demo.published.cohort.when import CLOSED, days_between, working
from alongside.demo.published.data import count, counts, read


def test_the_same_seed_makes_the_same_people(cohort):
    assert make(1) == cohort


def test_who_people_are_is_counted_exactly(any_cohort):
    people = any_cohort.people

    assert len(people) == count("referrals.count")
    assert Counter(one.source for one in people) == counts("referrals.source")
    assert Counter(one.gender for one in people) == counts("people.gender")
    assert Counter(one.ethnicity for one in people) == counts("people.ethnicity")
    assert Counter(one.lives_alone for one in people) == counts("people.lives_alone")
    assert sum(one.age < 70 for one in people) == count("people.under_70")
    assert sum(one.age < 60 for one in people) == count("people.under_60")
    changes = Counter(each for one in people for each in one.transitions or ("none",))
    assert changes == counts("people.transition")
    sizes = Counter(one.place for one in people)
    assert [sizes[at] for at in range(39)] == [place["people"] for place in read("places")["place"]]


def test_how_people_were_supported_is_counted_exactly(any_cohort):
    people = any_cohort.people
    times = sorted(len(one.reached) for one in people)
    modes = Counter(_met({contact.mode for contact in one.reached}) for one in people)

    assert modes == counts("support.mode")
    assert sum(one.ended_on == one.started_on for one in people) == count("support.one_day")
    short = sum((one.ended_on - one.started_on).days < 91 for one in people)
    assert short == count("support.under_13_weeks")
    assert times[2893] == count("support.contacts.median")
    assert times[4339] == times[4340] == count("support.contacts.p75")
    minutes = sum(contact.minutes for one in people for contact in one.contacts)
    assert minutes == count("support.minutes")
    weekly = [one for one in people if one.reached and _pace(one) <= 1]
    assert len(weekly) == count("support.at_most_weekly")


def _met(modes: set[str]) -> str:
    if not modes:
        return "none_recorded"
    if "face_to_face" in modes:
        return "both" if "telephone" in modes else "face_to_face_only"
    return "telephone_only" if "telephone" in modes else "other"


def _pace(one: Somebody) -> float:
    return len(one.reached) / max(1, (one.ended_on - one.started_on).days / 7)


def test_what_people_were_pointed_to_is_counted_exactly(any_cohort):
    made = [each for one in any_cohort.people for each in one.connections]

    assert len(made) == count("signposts.count")
    assert sum(bool(one.connections) for one in any_cohort.people) == count(
        "signposts.people_share"
    )
    assert Counter(each.destination for each in made) == counts("signposts.destination")


def test_loneliness_is_counted_exactly(any_cohort):
    asked = [one for one in any_cohort.people if one.start]
    pairs = [one for one in asked if one.end]

    assert len(asked) == count("loneliness.start.count")
    assert len(pairs) == count("loneliness.pairs")
    assert sum(one.start >= 6 for one in asked) == count("loneliness.start.lonely")
    assert sum(one.start >= 8 for one in asked) == count("loneliness.start.severe")
    assert sum(one.start >= 6 for one in pairs) == count("loneliness.start_paired.lonely")
    assert sum(one.start >= 8 for one in pairs) == count("loneliness.start_paired.severe")
    assert sum(one.start > one.end for one in pairs) == count("loneliness.change.less")
    assert sum(one.start == one.end for one in pairs) == count("loneliness.change.same")
    assert sum(one.start - one.end for one in pairs) == count("loneliness.change.points")
    assert sum(one.start >= 6 > one.end for one in pairs) == count("loneliness.lonely_to_not")
    assert sum(one.end >= 6 > one.start for one in pairs) == count("loneliness.not_to_lonely")


def test_those_who_can_be_compared_improve_as_the_matched_part_says(any_cohort):
    older = [one for one in any_cohort.people if one.pair and one.age >= 50]
    compared = [
        one for one in older if one.gender in ("female", "male") and one.lives_alone != "not_asked"
    ]
    not_lonely = [one for one in compared if one.start < 6]

    assert sum(one.end < one.start for one in older) == count("loneliness.aged_50_and_over.less")
    assert 0.63 < sum(one.end < one.start for one in compared) / len(compared) < 0.66
    assert sum(one.end >= 6 for one in not_lonely) == 2
    assert 0.01 <= 2 / len(not_lonely) <= 0.02


def test_wellbeing_and_health_are_counted_exactly(any_cohort):
    known = [one.wellbeing for one in any_cohort.people]
    pairs = [(start, end) for start, end in known if start and end]
    health = [one.health for one in any_cohort.people]

    assert sum(start > 0 for start, _ in known) == count("wellbeing.start.count")
    assert sum(end > 0 for _, end in known) == count("wellbeing.end.count")
    assert len(pairs) == count("wellbeing.pairs")
    assert sum(end > start for start, end in pairs) == count("wellbeing.change.improved")
    assert sum(end == start for start, end in pairs) == count("wellbeing.change.same")
    assert sum(start == 1 for start, _ in health) == count("health_limits.start.all_of_the_time")
    assert sum(end == 1 for _, end in health) == count("health_limits.end.all_of_the_time")
    assert sum(start > 0 for start, _ in health) == count("health_limits.start.count")
    assert sum(end > 0 for _, end in health) == count("health_limits.end.count")


def test_those_asked_again_are_counted_exactly(any_cohort):
    again = [one for one in any_cohort.people if one.follow_up]
    in_vain = [one for one in any_cohort.people if one.follow_up_outcome not in ("", "talked")]

    assert len(again) == count("follow_up.count")
    assert sum(one.follow_up < one.start for one in again) == count("follow_up.less")
    assert sum(one.follow_up == one.start for one in again) == count("follow_up.same")
    assert sum(one.follow_up > one.start for one in again) == count("follow_up.more")
    assert sum(one.follow_up > one.end for one in again) == count("follow_up.declined")
    assert sum(one.end < 6 <= one.follow_up for one in again) == count("follow_up.relapsed")
    assert all(one.followed_up_on - one.ended_on >= timedelta(days=90) for one in again)
    assert len(in_vain) == count("follow_up.tried_in_vain")


def test_costs_are_worth_what_is_published(cohort):
    worth = {
        kind: sum(
            cost.pence / 1.035 ** (cost.month.year - 2017)
            for cost in cohort.costs
            if kind in (cost.kind, "all")
        )
        for kind in ("running", "all")
    }

    assert round(worth["running"]) == 230_063_980
    assert round(worth["all"]) == 317_040_000
    assert f"{469_219_231 / worth['running']:.2f}" == "2.04"
    assert f"{469_219_231 / worth['all']:.2f}" == "1.48"
    assert all(cost.pence > 0 for cost in cohort.costs)
    assert {cost.kind for cost in cohort.costs if cost.place is None} == {"coordination"}


def test_what_goes_with_improvement_goes_the_way_that_is_published(cohort):
    pairs = [one for one in cohort.people if one.pair]

    def less(fits: object) -> float:
        some = [one for one in pairs if fits(one)]
        return sum(one.end < one.start for one in some) / len(some)

    assert less(lambda one: one.start >= 8) > less(lambda one: one.start < 8) + 0.1
    assert less(lambda one: one.age < 60) > less(lambda one: one.age >= 60) + 0.1
    assert less(lambda one: one.transitions) > less(lambda one: not one.transitions) + 0.1
    one, some, many = (
        less(lambda one: one.contacts_wanted <= 1),
        less(lambda one: 2 <= one.contacts_wanted <= 12),
        less(lambda one: one.contacts_wanted > 12),
    )
    assert one < some - 0.15
    assert abs(some - many) < 0.05


# ---- nothing impossible ----
def test_days_come_in_their_order_and_nobody_works_at_a_weekend(any_cohort):
    for one in any_cohort.people:
        assert date(2017, 5, 2) <= one.received_on <= one.decided_on <= one.started_on
        assert one.started_on <= one.ended_on <= date(2018, 12, 31)
        for contact in one.contacts:
            assert one.started_on <= contact.on <= one.ended_on
            assert working(contact.on)
        for answers in one.answers:
            assert answers.on >= one.started_on
            assert answers.stage == "follow_up" or answers.on <= one.ended_on
        for made in one.connections:
            days = [step.on for step in made.steps]
            assert days == sorted(days)
            assert one.started_on <= days[0] <= days[-1] <= one.ended_on


def test_settled_is_four_weeks_after_the_first_time(any_cohort):
    for one in any_cohort.people:
        for made in one.connections:
            last = made.steps[-1]
            if last.outcome == "settled":
                assert last.on - made.first_time_on >= timedelta(weeks=4)
            assert bool(last.reason) is (last.outcome in ("stopped", "declined", "unavailable"))


def test_answers_add_up_to_their_scores(any_cohort):
    for one in any_cohort.people:
        scores = {(each.instrument, each.stage): sum(each.items) for each in one.answers}
        known = {
            ("ucla3", "start"): one.start,
            ("ucla3", "end"): one.end,
            ("ucla3", "follow_up"): one.follow_up,
            ("swemwbs", "start"): one.wellbeing[0],
            ("swemwbs", "end"): one.wellbeing[1],
            ("health_limits_social", "start"): one.health[0],
            ("health_limits_social", "end"): one.health[1],
        }
        assert scores == {key: score for key, score in known.items() if score}


def test_people_are_as_old_as_they_are_said_to_be(any_cohort):
    for one in any_cohort.people:
        if one.born:
            had = (one.started_on.month, one.started_on.day) >= (one.born.month, one.born.day)
            assert one.started_on.year - one.born.year - (not had) == one.age


def test_nobody_who_died_or_was_lost_was_asked_afterwards(any_cohort):
    for one in any_cohort.people:
        if one.end_reason in ("died", "disengaged"):
            assert not one.end
            assert not one.follow_up_outcome
        if one.end_reason == "died":
            assert not one.why_no_end


def test_nobody_is_anybody(any_cohort):
    places = any_cohort.places
    named = Counter((places[one.place].nation, one.name) for one in any_cohort.people)
    numbers = Counter(one.telephone for one in any_cohort.people)

    assert max(named.values()) == 1
    assert max(numbers.values()) == 1
    assert not any(telephone_fault(number) for number in numbers)
    assert not any(postcode_fault(one.postcode) for one in any_cohort.people)


def test_only_young_women_are_young_new_mothers_and_only_the_older_retire(any_cohort):
    for one in any_cohort.people:
        if "young_new_mother" in one.transitions:
            assert one.gender == "female"
            assert one.age <= 35
        if "retirement_or_empty_nest" in one.transitions:
            assert one.age >= 55


def test_what_people_were_pointed_to_is_for_them(any_cohort):
    for one in any_cohort.people:
        names = {made.what for made in one.connections}
        assert "Stay and play" not in names or one.age <= 40
        assert "Men’s shed" not in names or one.gender == "male"
        assert "Bereavement café" not in names or "bereavement" in one.transitions


# ---- the parts ----
def test_cards_go_to_those_who_come_first():
    dealt = dict(deal("abc", [1, 3, 2], Random(1), first=float))

    assert dealt == {3: "a", 2: "b", 1: "c"}


def test_too_few_to_take_from_is_said():
    with pytest.raises(ValueError, match="pairs: 3 are wanted, and there are 2"):
        take([1, 2], 3, Random(1), "pairs")


def test_a_total_is_shared_out_to_the_penny():
    assert share_out(100, [1, 1, 1]) == [34, 33, 33]
    assert sum(share_out(80_063_980, [place["people"] for place in read("places")["place"]])) == (
        80_063_980
    )


def test_minutes_that_no_contact_can_take_are_said():
    one = Somebody("long", 1, 7)
    one.contacts = [Contact(date(2018, 1, 3), "message", 10, True)]

    with pytest.raises(ValueError, match="no contact can take the 5 minutes"):
        _settle([one], 15, Random(1))


def test_minutes_too_many_are_taken_away():
    one = Somebody("long", 1, 7)
    one.contacts = [Contact(date(2018, 1, 3), "telephone", 30, True)]

    _settle([one], 15, Random(1))

    assert one.contacts[0].minutes == 15


def test_more_contacts_than_days_fall_on_the_same_days():
    monday = date(2018, 3, 5)

    assert days_between(monday, monday, 2, Random(1)) == [monday, monday]
    assert days_between(monday, monday + timedelta(days=4), 2, Random(1))[0] > monday


def test_answers_stay_within_their_questions():
    random = Random(4)

    for total in range(3, 10):
        assert all(1 <= item <= 3 for item in ucla3(total, random))
    for raw in range(7, 36):
        items = swemwbs(raw, random)
        assert sum(items) == raw
        assert all(1 <= item <= 5 for item in items)


def test_nobody_works_at_christmas():
    assert not any(working(day) for day in CLOSED)


def test_somebody_born_on_leap_day_has_an_age_too():
    assert born(26, date(2018, 2, 28), Random(1)).year in (1991, 1992)
