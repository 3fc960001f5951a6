"""Goals, steps, review, agreement; and two who write at the same time."""

from datetime import date

import pytest

from alongside.casework.audit.models import Event
from alongside.casework.support import actions, queries
from alongside.casework.support.models import Goal, Plan, Step

from .. import made

DAY = date(2026, 11, 5)


@pytest.fixture
def plan(pegs_episode):
    return pegs_episode.plan


@pytest.fixture
def goal(plan, ruth):
    return actions.add_goal(plan=plan, words="Back on the estuary", on=DAY, importance=9, by=ruth)


@pytest.fixture
def step(goal, ruth):
    return actions.add_step(goal=goal, what="Try the bus", who="together", by=ruth)


def version(plan: Plan) -> int:
    return Plan.objects.get(pk=plan.pk).version


def test_goals_and_steps_stand_in_the_order_in_which_they_came(plan, goal, step, ruth):
    second = actions.add_goal(plan=plan, words=" Company ", on=DAY, by=ruth)
    later = actions.add_step(
        goal=goal, what=" Go alone ", who="somebody_else", who_name=" Alan ", by=ruth
    )

    shown = queries.plan_of(plan.episode)
    assert list(shown.goals.all()) == [goal, second]
    assert list(shown.goals.all()[0].steps.all()) == [step, later]
    assert (second.words, later.what, later.who_name) == ("Company", "Go alone", "Alan")
    assert (second.order, later.order) == (2, 2)


def test_a_change_of_a_goal_raises_the_version(plan, goal, ruth):
    before = version(plan)

    actions.change_goal(goal=goal, changes={"importance": 7}, version=before, by=ruth)

    goal.refresh_from_db()
    assert (goal.importance, goal.words) == (7, "Back on the estuary")
    assert version(plan) == before + 1
    assert Event.objects.filter(action="GOAL_CHANGED").count() == 1


def test_two_who_change_one_goal_are_both_shown(plan, goal, ruth, owen):
    seen = version(plan)
    actions.change_goal(goal=goal, changes={"words": "Back by Christmas"}, version=seen, by=owen)

    with pytest.raises(actions.PlanChanged, match="Nothing is lost: both are shown") as both:
        actions.change_goal(goal=goal, changes={"words": "Back by Easter"}, version=seen, by=ruth)

    goal.refresh_from_db()
    assert goal.words == "Back by Christmas"
    assert both.value.theirs["words"] == "Back by Christmas"
    assert both.value.yours["words"] == "Back by Easter"

    actions.change_goal(
        goal=goal, changes={"words": "Back by Easter"}, version=both.value.version, by=ruth
    )

    goal.refresh_from_db()
    assert goal.words == "Back by Easter"


def test_two_who_write_the_same_do_not_disagree(plan, goal, ruth, owen):
    seen = version(plan)
    actions.change_goal(goal=goal, changes={"importance": 3}, version=seen, by=owen)

    actions.change_goal(goal=goal, changes={"importance": 3}, version=seen, by=ruth)

    goal.refresh_from_db()
    assert goal.importance == 3


def test_two_who_change_different_things_do_not_meet(plan, goal, step, ruth, owen):
    seen = version(plan)
    actions.change_goal(goal=goal, changes={"importance": 3}, version=seen, by=owen)

    actions.change_step(step=step, changes={"what": "Try the 11.15"}, version=seen, by=ruth)

    step.refresh_from_db()
    assert step.what == "Try the 11.15"


def test_two_who_change_one_step_are_both_shown(plan, step, ruth, owen):
    seen = version(plan)
    actions.change_step(step=step, changes={"confidence": 4}, version=seen, by=owen)

    with pytest.raises(actions.PlanChanged) as both:
        actions.change_step(step=step, changes={"confidence": 8}, version=seen, by=ruth)

    assert (both.value.theirs["confidence"], both.value.yours["confidence"]) == (4, 8)


def test_a_tap_on_a_step_meanwhile_is_no_disagreement(plan, step, ruth, owen):
    seen = version(plan)
    actions.step_status(step=step, status="under_way", on=DAY, by=owen)

    actions.change_step(step=step, changes={"confidence": 8}, version=seen, by=ruth)

    step.refresh_from_db()
    assert (step.status, step.confidence) == ("under_way", 8)


@pytest.mark.parametrize("changes", [{"words": ""}, {"importance": 11}])
def test_a_goal_keeps_to_the_rules_when_it_is_changed(plan, goal, ruth, changes):
    with pytest.raises(actions.CannotChangePlan):
        actions.change_goal(goal=goal, changes=changes, version=version(plan), by=ruth)

    goal.refresh_from_db()
    assert (goal.words, goal.importance) == ("Back on the estuary", 9)


def test_a_step_keeps_to_the_rules(plan, goal, step, ruth):
    with pytest.raises(actions.CannotChangePlan, match="Say what the step is"):
        actions.add_step(goal=goal, what="", by=ruth)
    with pytest.raises(actions.CannotChangePlan, match="Say what the step is"):
        actions.change_step(step=step, changes={"what": ""}, version=version(plan), by=ruth)


def test_a_goal_without_words_is_refused(plan, ruth):
    with pytest.raises(actions.CannotChangePlan, match="in the person’s own words"):
        actions.add_goal(plan=plan, words=" ", on=DAY, by=ruth)

    assert not Goal.objects.exists()


@pytest.mark.parametrize(
    ("status", "on", "rises"),
    [("under_way", DAY, 0), ("done", DAY, 0), ("dropped", DAY, 1)],
)
def test_how_far_a_step_has_got_has_a_day(plan, step, ruth, status, on, rises):
    before = version(plan)

    actions.step_status(step=step, status=status, on=on, by=ruth)

    step.refresh_from_db()
    assert (step.status, step.status_on) == (status, DAY)
    assert version(plan) == before + rises


def test_a_step_that_is_to_do_again_has_no_day(step, ruth):
    actions.step_status(step=step, status="done", on=DAY, by=ruth)
    actions.step_status(step=step, status="to_do", on=DAY, by=ruth)

    step.refresh_from_db()
    assert (step.status, step.status_on) == ("to_do", None)


def test_the_same_tap_twice_changes_nothing(step, ruth):
    actions.step_status(step=step, status="done", on=DAY, by=ruth)
    actions.step_status(step=step, status="done", on=date(2026, 11, 9), by=ruth)

    step.refresh_from_db()
    assert step.status_on == DAY


def test_a_step_has_one_of_four_states(step, ruth):
    with pytest.raises(actions.CannotChangePlan, match="to do, under way, done or dropped"):
        actions.step_status(step=step, status="eaten", on=DAY, by=ruth)


def test_a_goal_is_reached_and_can_go_on_after_all(plan, goal, ruth):
    before = version(plan)
    actions.close_goal(goal=goal, status="reached", on=DAY, by=ruth)
    goal.refresh_from_db()
    assert (goal.status, goal.status_on, version(plan)) == ("reached", DAY, before)

    actions.close_goal(goal=goal, status="open", on=DAY, by=ruth)
    goal.refresh_from_db()
    assert (goal.status, goal.status_on, version(plan)) == ("open", None, before + 1)


def test_a_goal_is_not_reached_before_it_was_set(goal, ruth):
    with pytest.raises(actions.CannotChangePlan, match="The goal was set on"):
        actions.close_goal(goal=goal, status="reached", on=date(2026, 11, 1), by=ruth)


def test_the_day_to_look_again_can_be_set_and_taken_away(plan, ruth):
    actions.set_review(plan=plan, on=date(2026, 12, 3), today=DAY, by=ruth)
    plan.refresh_from_db()
    assert plan.review_on == date(2026, 12, 3)

    actions.set_review(plan=plan, on=None, by=ruth)
    plan.refresh_from_db()
    assert plan.review_on is None

    with pytest.raises(actions.CannotChangePlan, match="has gone by"):
        actions.set_review(plan=plan, on=date(2026, 11, 1), today=DAY, by=ruth)


def test_agreed_with_the_person_is_a_fact_about_one_version(plan, goal, ruth):
    agreement = actions.agree_plan(plan=plan, on=DAY, by=ruth)

    assert (agreement.on, agreement.version, agreement.recorded_by) == (DAY, version(plan), ruth)
    assert not queries.changed_since_agreed(queries.plan_of(plan.episode))

    actions.add_step(goal=goal, what="Ring the wardens", by=ruth)

    assert queries.changed_since_agreed(queries.plan_of(plan.episode))


def test_an_empty_plan_cannot_be_agreed(plan, ruth):
    with pytest.raises(actions.CannotChangePlan, match="There is no goal in the plan yet"):
        actions.agree_plan(plan=plan, on=DAY, by=ruth)


def test_after_the_end_the_plan_stays_as_it_was(peg, ruth):
    episode = made.episode(peg, ruth, ended_on=date(2027, 1, 14), end_reason="completed")

    with pytest.raises(actions.CannotChangePlan, match="The plan stays as it was then"):
        actions.add_goal(plan=episode.plan, words="More", on=date(2027, 2, 1), by=ruth)


def test_who_does_a_step_is_said_by_name():
    def who(**fields):
        return queries.who_words(Step(**fields), "Peg", "Ruth")

    assert [who(who=code) for code in Step.Who.values] == [
        "Peg",
        "Ruth",
        "Peg and Ruth",
        "A volunteer",
        "Somebody else",
    ]
    assert who(who="volunteer", who_name="Ines") == "Ines"
