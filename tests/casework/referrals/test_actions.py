"""A referral is taken down and decided; an assessment is made, and made again."""

from datetime import date

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.people import actions as people
from alongside.casework.people.models import Person
from alongside.casework.referrals import actions
from alongside.casework.referrals.models import Assessment, Decision, Referral
from tests.casework import made

MONDAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)
LEVELS = {"health": 2, "mobility": 3, "mood": 2}


@pytest.fixture
def referral(peg, dilys):
    return made.referral(
        peg, dilys, received_on=MONDAY, agreed="person", reason="Her sister moved away."
    )


def lines() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


# ---- receive


def test_a_referral_is_taken_down_in_their_words_with_one_line(aldermouth, peg, dilys):
    referral = actions.receive(
        scheme=aldermouth,
        person=peg,
        received_on=MONDAY,
        source="nhs",
        referrer_name="Sara Lindqvist",
        answer_by="email",
        reason="Her sister moved away.",
        agreed="person",
        stop_gap=True,
        by=dilys,
    )

    assert referral.from_whom == "Sara Lindqvist"
    assert (referral.answer_by, referral.stop_gap, referral.taken_by) == ("email", True, dilys)
    line = Event.objects.get()
    assert (line.action, line.person_number, line.detail) == (
        "REFERRAL_RECEIVED",
        peg.pk,
        {"source": "nhs"},
    )


def test_a_referral_needs_hardly_anything(aldermouth, peg, dilys):
    referral = actions.receive(
        scheme=aldermouth, person=peg, received_on=MONDAY, source="self", by=dilys
    )

    assert (referral.agreed, referral.answer_by, referral.stop_gap) == ("not_yet", "none", None)


def test_a_best_interests_decision_without_who_and_why_is_refused(aldermouth, peg, dilys):
    with pytest.raises(actions.CannotReceive, match="who made it, and why"):
        actions.receive(
            scheme=aldermouth,
            person=peg,
            received_on=MONDAY,
            source="nhs",
            agreed="best_interests",
            by=dilys,
        )

    assert not Referral.objects.exists()
    assert not Event.objects.exists()


def test_a_field_that_a_referral_does_not_have_is_a_mistake_of_ours(aldermouth, peg, dilys):
    with pytest.raises(TypeError, match="no colour"):
        actions.receive(
            scheme=aldermouth, person=peg, received_on=MONDAY, source="nhs", colour="red", by=dilys
        )


# ---- decide


def test_accepting_keeps_who_was_chosen_and_what_was_said(referral, ruth, dilys):
    decision = actions.accept(
        referral=referral, allocated_to=ruth, on=FRIDAY, words_to_referrer="Thank you.", by=dilys
    )

    assert (decision.kind, decision.allocated_to) == ("accept", ruth)
    assert decision.words_to_referrer == "Thank you."
    assert lines() == ["REFERRAL_ACCEPTED"]


def test_an_accepted_referral_is_not_decided_again(referral, ruth, dilys):
    actions.accept(referral=referral, allocated_to=ruth, on=FRIDAY, words_to_referrer="", by=dilys)

    with pytest.raises(actions.CannotDecide, match="answered on 20 November 2026: it was accepted"):
        actions.withdraw(referral=referral, on=FRIDAY, by=dilys)

    assert referral.decisions.count() == 1


def test_waiting_needs_a_reason_and_keeps_the_day_to_look_again(referral, dilys):
    with pytest.raises(actions.CannotDecide, match="Waiting needs a reason"):
        actions.wait(referral=referral, why=" ", on=FRIDAY, by=dilys)

    decision = actions.wait(
        referral=referral,
        why="In hospital until the 27th",
        look_again_on=date(2026, 11, 27),
        words_to_referrer="We keep her place.",
        on=FRIDAY,
        by=dilys,
    )

    assert decision.look_again_on == date(2026, 11, 27)
    assert list(Referral.objects.waiting()) == [referral]
    assert lines() == ["REFERRAL_WAITS"]


def test_saying_no_has_a_reason_in_the_line_but_no_words(referral, dilys):
    with pytest.raises(actions.CannotDecide, match="Saying no needs a reason"):
        actions.decline(referral=referral, reason="", words_to_referrer="", on=FRIDAY, by=dilys)

    decision = actions.decline(
        referral=referral,
        reason="out_of_area",
        words_to_referrer="They live outside our area.",
        why="Moved in with her niece",
        on=FRIDAY,
        by=dilys,
    )

    assert decision.get_reason_display() == "Lives outside our area"
    line = Event.objects.get()
    assert (line.action, line.detail) == ("REFERRAL_DECLINED", {"reason": "out_of_area"})


def test_a_no_can_be_opened_again_by_letting_it_wait(referral, dilys, ruth):
    actions.decline(
        referral=referral, reason="at_capacity", words_to_referrer="", on=FRIDAY, by=dilys
    )

    actions.wait(referral=referral, why="Room again from Monday", on=FRIDAY, by=dilys)
    actions.accept(referral=referral, allocated_to=ruth, on=FRIDAY, words_to_referrer="", by=dilys)

    kinds = [decision.kind for decision in referral.decisions.order_by("pk")]
    assert kinds == ["decline", "wait", "accept"]


def test_somebody_may_change_their_mind_without_a_reason(referral, dilys):
    decision = actions.withdraw(referral=referral, on=FRIDAY, by=dilys)

    assert (decision.kind, decision.why, decision.reason) == ("withdraw", "", "")
    assert lines() == ["REFERRAL_WITHDRAWN"]


def test_passing_on_to_another_organisation_writes_the_decision_alone(referral, dilys):
    decision = actions.redirect(
        referral=referral,
        reason="needs_long_term_befriending",
        to=" Quayside Befrienders ",
        words_to_referrer="Thank you.",
        on=FRIDAY,
        by=dilys,
    )

    assert decision.redirected_to == "Quayside Befrienders"
    assert Referral.objects.get() == referral
    assert lines() == ["REFERRAL_REDIRECTED"]


def test_another_scheme_gets_a_new_referral_with_the_least_of_the_record(
    referral, dilys, elsewhere, peg
):
    peg.voicemail, peg.nhs_number, peg.best_times = "no", "9434765919", "Mornings"
    peg.save()

    actions.redirect(
        referral=referral, reason="out_of_area", to_scheme=elsewhere, on=FRIDAY, by=dilys
    )

    there = Referral.objects.get(scheme=elsewhere)
    assert there.person != peg
    assert (there.person.preferred_name, there.person.family_name) == ("Peg", "Hollins")
    assert [point.value for point in there.person.contact_points.all()] == ["07700 900417"]
    assert (there.person.voicemail, there.person.best_times) == ("no", "Mornings")
    assert there.person.nhs_number == ""
    assert (there.received_on, there.source) == (FRIDAY, "host_organisation")
    assert there.reason == (
        "Her sister moved away.\n\n"
        "Passed on by Aldermouth Connectors on 20 November 2026. "
        "It came there on 16 November 2026, from NHS."
    )
    assert (there.agreed, there.referrer_email) == ("person", dilys.email)


def test_nothing_goes_to_another_scheme_before_the_person_has_agreed(referral, dilys, elsewhere):
    referral.agreed = "not_yet"
    referral.save()

    with pytest.raises(actions.CannotDecide, match="Ask them before their name goes to Glen"):
        actions.redirect(
            referral=referral, reason="out_of_area", to_scheme=elsewhere, on=FRIDAY, by=dilys
        )

    assert not Decision.objects.exists()
    assert not Referral.objects.filter(scheme=elsewhere).exists()


def test_a_decision_whose_line_cannot_be_written_is_undone(referral, dilys, monkeypatch):
    monkeypatch.setattr("alongside.casework.audit.record", lambda *a, **k: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.withdraw(referral=referral, on=FRIDAY, by=dilys)

    assert not Decision.objects.exists()


# ---- assess


def test_an_assessment_keeps_the_version_and_what_the_rule_came_to(peg, referral, dilys):
    assessment = actions.assess(person=peg, referral=referral, levels=LEVELS, on=FRIDAY, by=dilys)

    assert (assessment.framework, assessment.computed) == ("2026-1", "medium")
    assert assessment.level == "medium"
    line = Event.objects.get()
    assert (line.action, line.detail) == ("SUPPORT_NEED_ASSESSED", {"level": "medium"})


def test_another_level_counts_in_place_of_the_computed_one(peg, dilys):
    assessment = actions.assess(
        person=peg,
        levels=LEVELS,
        overridden_to="high",
        override_reason="Her daughter goes abroad",
        on=FRIDAY,
        by=dilys,
    )

    assert (assessment.computed, assessment.level) == ("medium", "high")


@pytest.mark.parametrize(
    ("levels", "over", "words"),
    [({}, "", "at least one part"), (LEVELS, "high", "write why")],
)
def test_an_assessment_that_says_nothing_is_refused(peg, dilys, levels, over, words):
    with pytest.raises(actions.CannotAssess, match=words):
        actions.assess(person=peg, levels=levels, overridden_to=over, on=FRIDAY, by=dilys)

    assert not Assessment.objects.exists()


def test_assessing_again_during_support_keeps_the_one_before(peg, ruth):
    actions.assess(person=peg, levels={"mood": 2}, on=MONDAY, by=ruth)
    actions.assess(person=peg, levels={"mood": 4}, on=FRIDAY, by=ruth)

    assert [row.level for row in peg.assessments.all()] == ["high", "low"]


# ---- attach


@pytest.fixture
def known(aldermouth):
    """Peg's first record, of two years ago."""
    return made.person(aldermouth, "Peggy", "Hollins", telephone="01632 960111", postcode="AD3 1AB")


def test_a_referral_moves_to_the_record_that_we_had_and_the_double_goes(
    referral, peg, known, dilys
):
    assessment = actions.assess(person=peg, referral=referral, levels=LEVELS, on=FRIDAY, by=dilys)
    peg.date_of_birth, peg.postcode = date(1945, 3, 2), "AD2 6HB"
    peg.save()

    moved = actions.attach(referral=referral, to=known, by=dilys)

    known.refresh_from_db()
    assessment.refresh_from_db()
    assert (moved.person, assessment.person) == (known, known)
    assert known.date_of_birth == date(1945, 3, 2)
    assert known.postcode == "AD3 1AB"  # where they differ, the older record stays
    assert [p.value for p in known.contact_points.all()] == ["01632 960111", "07700 900417"]
    assert not Person.objects.filter(pk=peg.pk).exists()
    line = Event.objects.get(action="REFERRAL_MOVED")
    assert line.detail == {"was": peg.pk, "removed": True}


def test_an_age_is_not_filled_in_where_the_day_is_known(referral, peg, known, dilys):
    peg.age_about, peg.age_about_on = 80, MONDAY
    peg.save()
    point = peg.contact_points.get()
    point.value = "01632 960111"
    point.save()
    known.date_of_birth, known.given_name = date(1945, 3, 2), "Margaret"
    known.pronouns = "she/her"
    known.save()

    actions.attach(referral=referral, to=known, by=dilys)

    known.refresh_from_db()
    assert known.age_about is None


def test_a_double_on_which_more_hangs_stays(referral, peg, known, dilys):
    made.referral(peg, dilys)

    actions.attach(referral=referral, to=known, by=dilys)

    assert Person.objects.filter(pk=peg.pk).exists()
    assert peg.contact_points.count() == 1
    assert Event.objects.get(action="REFERRAL_MOVED").detail["removed"] is False


def test_an_accepted_referral_does_not_move(referral, known, ruth, dilys):
    actions.accept(referral=referral, allocated_to=ruth, on=FRIDAY, words_to_referrer="", by=dilys)

    with pytest.raises(actions.CannotAttach, match="support hangs on the record"):
        actions.attach(referral=referral, to=known, by=dilys)


def test_what_another_scheme_cannot_take_is_refused_in_its_words(
    referral, dilys, elsewhere, monkeypatch
):
    def refuse(**_: object) -> None:
        raise people.CannotAdd("That is not a postcode.")

    monkeypatch.setattr("alongside.casework.people.actions.add", refuse)

    with pytest.raises(actions.CannotDecide, match="That is not a postcode"):
        actions.redirect(
            referral=referral, reason="out_of_area", to_scheme=elsewhere, on=FRIDAY, by=dilys
        )

    assert not Decision.objects.exists()
