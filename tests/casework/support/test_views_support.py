"""The conversation, the plan, longer support, handing over, supervision: on their pages."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from alongside.casework.audit.models import Event
from alongside.casework.schemes import drafts
from alongside.casework.support import actions, queries
from alongside.casework.support.models import (
    Appointment,
    Extension,
    Goal,
    Handover,
    Plan,
    RecordRead,
    Step,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
EARLIER = date(2026, 11, 5)


@pytest.fixture(autouse=True)
def _a_sunday_in_november():
    with time_machine.travel("2026-11-22 14:00+00:00", tick=False):
        yield


@pytest.fixture
def as_ruth(client, ruth):
    client.force_login(ruth)
    return client


@pytest.fixture
def as_dilys(client, dilys):
    client.force_login(dilys)
    return client


def address(name: str, number: int) -> str:
    return reverse(f"support:{name}", args=[number])


# ---- conversation ------------------------------------------------------------------------------


@pytest.fixture
def talk(pegs_episode):
    return address("conversation", pegs_episode.person_id)


def test_nothing_has_to_be_filled_in(as_ruth, talk, pegs_episode):
    answer = as_ruth.post(talk, {"on": "2026-11-22"}, follow=True)

    assert "Nothing was new, so nothing was changed." in answer.content.decode()
    assert not queries.conversation_of(pegs_episode).anything


def test_everything_on_the_page_is_saved_with_one_button(as_ruth, talk, pegs_episode, ruth):
    wrong = actions.say(
        episode=pegs_episode, prompt="please_do", words="Find a wurd", on=EARLIER, by=ruth
    )
    actions.say(
        episode=pegs_episode, prompt="barriers", words="", barriers=["money"], on=EARLIER, by=ruth
    )
    birds = actions.tag(episode=pegs_episode, word="birds", by=ruth)
    actions.tag(episode=pegs_episode, word="no car", by=ruth)

    answer = as_ruth.post(
        talk,
        {
            "on": "2026-11-20",
            "words_matters": "The estuary.",
            "words_hopes": "Spring.",
            f"correct_{wrong.pk}": "Find a word",
            "barriers": ["transport"],
            "tags": [birds.pk],
            "tag": "baking",
        },
        follow=True,
    )

    assert "What was said is saved." in answer.content.decode()
    now = queries.conversation_of(pegs_episode)
    assert now.words("matters") == "The estuary."
    assert now.of("hopes").said[0].on == date(2026, 11, 20)
    assert now.words("please_do") == "Find a word"
    assert now.of("please_do").said[0].before[0].words == "Find a wurd"
    assert now.barriers == ("transport",)
    assert now.barrier_words == ["Transport"]
    assert [word for _, word in now.tags] == ["birds", "baking"]


def test_words_and_ticks_about_what_gets_in_the_way_are_one_entry(as_ruth, talk, pegs_episode):
    as_ruth.post(
        talk, {"on": "2026-11-20", "words_barriers": "The step", "barriers": ["transport"]}
    )

    (said,) = queries.conversation_of(pegs_episode).of("barriers").said
    assert (said.words, said.entry.barriers) == ("The step", ["transport"])


def test_the_page_shows_what_was_said_by_whom_and_when(as_ruth, talk, pegs_episode, owen):
    said = actions.say(
        episode=pegs_episode, prompt="matters", words="The estury", on=EARLIER, by=owen
    )
    actions.correct_words(words=said, new="The estuary", on=TODAY, by=owen)
    actions.say(
        episode=pegs_episode, prompt="barriers", words="", barriers=["money"], on=EARLIER, by=owen
    )

    html = as_ruth.get(talk).content.decode()

    assert "“The estuary”" in html
    assert "5 November 2026, written by Owen" in html
    assert "“The estury”" in html
    assert "until 22 November 2026" in html
    assert "ticked what gets in the way" in html


def test_a_day_to_come_is_refused_and_nothing_is_lost(as_ruth, talk, pegs_episode):
    html = as_ruth.post(talk, {"on": "2026-11-30", "words_matters": "Half"}).content.decode()

    assert "That day is still to come" in html
    assert "Half" in html
    assert not queries.conversation_of(pegs_episode).anything


def test_when_one_part_is_refused_nothing_is_saved(as_ruth, talk, pegs_episode, ruth):
    said = actions.say(episode=pegs_episode, prompt="hopes", words="Sprng", on=EARLIER, by=ruth)
    form = {"on": "2026-11-20", "words_matters": "The estuary", f"correct_{said.pk}": "Spring"}
    page = as_ruth.get(talk)
    assert page.status_code == 200
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            actions,
            "correct_words",
            lambda **_: (_ for _ in ()).throw(actions.CannotCorrect("Somebody else did.")),
        )

        html = as_ruth.post(talk, form).content.decode()

    assert "Somebody else did." in html
    assert queries.conversation_of(pegs_episode).words("matters") == ""


def test_what_was_typed_is_offered_in_an_open_prompt(as_ruth, talk, ruth, peg):
    drafts.keep(ruth, f"support.conversation:{peg.pk}", {"words_strengths": "Half a sent"})

    assert "Half a sent" in as_ruth.get(talk).content.decode()


def test_after_the_end_the_conversation_is_read_only(as_ruth, talk, pegs_episode, ruth):
    actions.say(
        episode=pegs_episode, prompt="barriers", words="", barriers=["money"], on=EARLIER, by=ruth
    )
    actions.end(episode=pegs_episode, reason="completed", on=TODAY, by=ruth)

    html = as_ruth.get(talk).content.decode()

    assert "Support ended on Sunday 22 November 2026" in html
    assert "Save what was said" not in html
    assert "<textarea" not in html


# ---- plan --------------------------------------------------------------------------------------


@pytest.fixture
def goal(pegs_episode, ruth) -> Goal:
    return actions.add_goal(
        plan=pegs_episode.plan, words="Back on the estuary", on=EARLIER, importance=9, by=ruth
    )


@pytest.fixture
def step(goal, ruth) -> Step:
    return actions.add_step(
        goal=goal, what="Try the bus", who="together", by_when=TODAY, confidence=6, by=ruth
    )


@pytest.fixture
def plan_page(pegs_episode):
    return address("plan", pegs_episode.person_id)


def version() -> int:
    return Plan.objects.get().version


def test_an_empty_plan_says_how_to_begin(as_ruth, plan_page):
    html = as_ruth.get(plan_page).content.decode()

    assert "There is no goal yet. Start with what Peg said" in html
    assert "No day is set." in html


def test_the_plan_shows_goals_steps_and_what_was_agreed(as_ruth, plan_page, goal, step, ruth):
    actions.agree_plan(plan=goal.plan, on=EARLIER, by=ruth)
    dropped = actions.add_step(goal=goal, what="Skydive", by=ruth)
    actions.step_status(step=dropped, status="dropped", on=TODAY, by=ruth)
    done = actions.add_step(goal=goal, what="Binoculars", by=ruth)
    actions.step_status(step=done, status="done", on=date(2026, 11, 18), by=ruth)
    actions.set_review(plan=goal.plan, on=date(2026, 12, 3), by=ruth)

    html = as_ruth.get(plan_page).content.decode()

    assert "“Back on the estuary”" in html
    assert "Peg and Ruth, by 22 November. Sure of it: 6 out of 10" in html
    assert "Peg, done 18 November" in html
    assert html.index("Binoculars") < html.index("Skydive")
    assert "Thursday 5 November" in html
    assert "The plan has changed since." in html
    assert "Thursday 3 December" in html


def test_a_goal_is_added(as_ruth, pegs_episode, plan_page):
    page = address("goal_new", pegs_episode.person_id)

    refused = as_ruth.post(page, {"words": "", "importance": "9"})
    kept = as_ruth.post(page, {"words": "Company", "importance": "9", "need": "company"})

    assert "in the person’s own words" in refused.content.decode()
    assert kept.url == plan_page
    added = Goal.objects.get()
    assert (added.words, added.importance, added.need) == ("Company", 9, "company")
    assert as_ruth.get(page).status_code == 200


def test_a_step_is_added_and_changed(as_ruth, goal):
    page = address("step_new", goal.pk)
    form = {"what": "Ring", "who": "somebody_else", "who_name": "", "confidence": ""}

    refused = as_ruth.post(page, form)
    as_ruth.post(page, {**form, "who_name": "Nessa"})

    assert "Say who the somebody else is" in refused.content.decode()
    added = Step.objects.get()
    assert (added.who_name, added.confidence) == ("Nessa", None)

    page = address("step", added.pk)
    assert 'value="Ring"' in as_ruth.get(page).content.decode()
    refused = as_ruth.post(page, {**form, "version": version()})
    as_ruth.post(page, {**form, "who_name": "Alan", "version": version()})

    added.refresh_from_db()
    assert "Say who the somebody else is" in refused.content.decode()
    assert added.who_name == "Alan"


def test_two_who_change_one_goal_see_both_and_the_worker_decides(as_ruth, goal, owen):
    page = address("goal", goal.pk)
    seen = version()
    actions.change_goal(
        goal=goal, changes={"words": "Back by Christmas", "importance": None}, version=seen, by=owen
    )

    html = as_ruth.post(page, {"words": "Back by Easter", "version": seen}).content.decode()

    assert "Somebody else changed this while you were writing" in html
    assert "They wrote" in html
    assert "Back by Christmas" in html
    assert "You wrote" in html
    assert 'value="Back by Easter"' in html

    as_ruth.post(page, {"words": "Back by Easter", "version": version()})

    goal.refresh_from_db()
    assert goal.words == "Back by Easter"


def test_two_who_change_one_step_see_both(as_ruth, step, owen):
    page = address("step", step.pk)
    seen = version()
    actions.change_step(step=step, changes={"who": "person"}, version=seen, by=owen)

    html = as_ruth.post(
        page, {"what": "Try the tram", "who": "together", "version": seen}
    ).content.decode()

    assert "They wrote" in html
    assert "Try the bus" in html
    assert 'value="Try the tram"' in html


def test_a_form_that_does_not_say_its_version_is_taken_as_old(as_ruth, goal):
    html = as_ruth.post(address("goal", goal.pk), {"words": "Else"}).content.decode()

    assert "Somebody else changed this" in html


def test_changing_a_goal_to_nothing_is_refused(as_ruth, goal, pegs_episode, ruth):
    page = address("goal", goal.pk)

    assert "own words" in as_ruth.post(page, {"words": ""}).content.decode()

    actions.end(episode=pegs_episode, reason="completed", on=TODAY, by=ruth)
    html = as_ruth.post(page, {"words": "More", "version": version()}).content.decode()
    assert "The plan stays as it was then" in html


def test_one_tap_says_how_far_a_step_has_got(as_ruth, step, plan_page):
    page = address("step_status", step.pk)

    answer = as_ruth.post(page, {"status": "done"})

    step.refresh_from_db()
    assert answer.url == plan_page
    assert (step.status, step.status_on) == ("done", TODAY)
    assert "to do, under way, done" in as_ruth.post(page, {"status": "x"}).content.decode()
    assert as_ruth.get(page).status_code == 405


def test_one_tap_says_that_a_goal_is_reached(as_ruth, goal, plan_page, pegs_episode, ruth):
    page = address("goal_close", goal.pk)

    as_ruth.post(page, {"status": "reached"})

    goal.refresh_from_db()
    assert goal.status == "reached"
    assert "It goes on after all" in as_ruth.get(plan_page).content.decode()

    actions.end(episode=pegs_episode, reason="completed", on=TODAY, by=ruth)
    html = as_ruth.post(page, {"status": "open"}).content.decode()
    assert "The plan stays as it was then" in html


def test_agreed_and_looked_at_again_have_their_days(as_ruth, goal, plan_page, pegs_episode):
    number = pegs_episode.person_id

    as_ruth.post(address("plan_agree", number), {"agreed_on": "2026-11-20"})
    as_ruth.post(address("plan_review", number), {"review_on": "2026-12-03"})

    assert goal.plan.agreements.get().on == date(2026, 11, 20)
    assert Plan.objects.get().review_on == date(2026, 12, 3)

    late = as_ruth.post(address("plan_review", number), {"review_on": "2026-11-01"})
    early = as_ruth.post(address("plan_agree", number), {"agreed_on": "2026-12-01"})
    empty = as_ruth.post(address("plan_agree", number), {"agreed_on": ""})
    assert "has gone by" in late.content.decode()
    assert "is still to come" in early.content.decode()
    assert "Say on which day it was agreed" in empty.content.decode()


def test_the_copy_is_printed_and_taken_as_pdf(as_ruth, step, pegs_episode):
    page = as_ruth.get(address("plan_print", pegs_episode.person_id))
    pdf = as_ruth.get(address("plan_pdf", pegs_episode.person_id))

    assert "You and Ruth, by 22 November 2026" in page.content.decode()
    assert "Matters" not in page.content.decode()
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert pdf.content.startswith(b"%PDF")
    assert Event.objects.filter(action="LOOKED", page="plan copy").count() == 2


# ---- longer support, another connector, supervision ----------------------------------------------


def test_a_coordinator_agrees_longer_support(as_dilys, pegs_episode):
    page = address("extend", pegs_episode.person_id)
    assert "Week 5 of 12" in as_dilys.get(page).content.decode()

    refused = as_dilys.post(page, {"until_week": "12", "reason": "x"})
    as_dilys.post(page, {"until_week": "16", "reason": "Hospital"})

    assert "Support until week 12 is agreed already" in refused.content.decode()
    assert Extension.objects.get().until_week == 16
    assert "Until week 16, Dilys" in as_dilys.get(page).content.decode()


def test_a_coordinator_gives_another_connector(as_dilys, pegs_episode, owen, ruth, dilys):
    page = address("hand_over", pegs_episode.person_id)
    Appointment.objects.create(
        scheme=pegs_episode.scheme,
        worker=ruth,
        person=pegs_episode.person,
        episode=pegs_episode,
        starts_at="2026-11-26T14:00:00Z",
        made_by=ruth,
    )
    html = as_dilys.get(page).content.decode()
    assert "Owen Castellani" in html
    assert "One entry in the diary from that day on moves to the new connector." in html

    refused = as_dilys.post(page, {"to": owen.pk, "on": "2026-10-01"})
    kept = as_dilys.post(page, {"to": owen.pk, "on": "2026-11-22", "reason": "New area"})

    assert "It came to who has it now on Friday 16 October 2026" in refused.content.decode()
    assert kept.status_code == 302
    assert Handover.objects.get().to_worker == owen
    assert "from Ruth Adeyemi to Owen Castellani. New area" in as_dilys.get(page).content.decode()


def test_where_nobody_else_connects_it_says_so(as_dilys, pegs_episode, dilys, ruth):
    page = address("hand_over", pegs_episode.person_id)
    pegs_episode.connector = dilys
    pegs_episode.save()
    assert "Who walks alongside them from now on?" in as_dilys.get(page).content.decode()

    ruth.is_active = False
    ruth.save()

    assert "There is nobody else yet" in as_dilys.get(page).content.decode()


def test_a_coordinator_reads_and_the_connector_answers(client, dilys, ruth, pegs_episode):
    client.force_login(dilys)
    page = address("read", pegs_episode.person_id)
    assert "Read Peg’s record" in client.get(page).content.decode()
    client.post(page, {"note": "Lovely."})
    read = RecordRead.objects.get()
    assert "Lovely." in client.get(page).content.decode()

    client.force_login(ruth)
    page = address("answer_read", read.pk)
    assert "“Lovely.”" in client.get(page).content.decode()
    client.post(page, {"answer": "Thank you."})
    read.refresh_from_db()
    assert (read.answer, read.answered_by) == ("Thank you.", ruth)
    assert "“Thank you.”" in client.get(page).content.decode()
    again = client.post(page, {"answer": "Once more"})
    assert "Ruth answered already" in again.content.decode()

    client.force_login(dilys)
    assert (
        "Ruth: Thank you." in client.get(address("read", pegs_episode.person_id)).content.decode()
    )


def test_what_a_coordinator_does_is_not_there_for_a_connector(as_ruth, pegs_episode):
    for name in ("extend", "hand_over", "read"):
        assert as_ruth.get(address(name, pegs_episode.person_id)).status_code == 404
        assert as_ruth.post(address(name, pegs_episode.person_id), {}).status_code == 404


def test_nothing_is_there_for_outsiders(client, outsider, pegs_episode, step, goal, dilys):
    read = actions.read_record(episode=pegs_episode, note="x", on=TODAY, by=dilys)
    client.force_login(outsider)
    of_person = [
        "conversation",
        "plan",
        "plan_review",
        "plan_agree",
        "plan_print",
        "plan_pdf",
        "goal_new",
    ]
    of_person += ["extend", "hand_over", "read"]
    pages = [(name, pegs_episode.person_id) for name in of_person]
    pages += [(name, goal.pk) for name in ("goal", "goal_close", "step_new")]
    pages += [("step", step.pk), ("step_status", step.pk), ("answer_read", read.pk)]

    for name, number in pages:
        assert client.post(address(name, number), {}).status_code in (404, 405), name
        assert client.get(address(name, number)).status_code in (404, 405), name
