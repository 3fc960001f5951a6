"""The person's own copy: plain, without codes, and a PDF that can be read aloud."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from alongside.casework.support import actions, copy_for_person

TODAY = date(2026, 11, 22)


@pytest.fixture
def episode(pegs_episode, ruth, aldermouth):
    ruth.telephone = "07700 900111"
    ruth.save()
    aldermouth.call_name, aldermouth.call_hours = "Dilys Harcourt", "9 to 5"
    aldermouth.save()
    pegs_episode.scheme.refresh_from_db()
    pegs_episode.connector.refresh_from_db()
    return pegs_episode


@pytest.fixture
def filled(episode, ruth):
    day = date(2026, 11, 5)
    add = {"plan": episode.plan, "on": day, "by": ruth}
    goal = actions.add_goal(words="Back #out <there> *with* $x$", importance=9, **add)
    step = actions.add_step(goal=goal, what="Find the “binoculars” \\ [now]", by=ruth)
    actions.step_status(step=step, status="done", on=date(2026, 11, 18), by=ruth)
    actions.add_step(goal=goal, what="The bus", who="together", by_when=date(2026, 11, 26), by=ruth)
    dropped = actions.add_step(goal=goal, what="Skydive", by=ruth)
    actions.step_status(step=dropped, status="dropped", on=day, by=ruth)
    aside = actions.add_goal(words="Chess", **add)
    actions.close_goal(goal=aside, status="set_aside", on=day, by=ruth)
    reached = actions.add_goal(words="A cup of tea", need="company", **add)
    actions.close_goal(goal=reached, status="reached", on=day, by=ruth)
    actions.agree_plan(plan=episode.plan, on=day, by=ruth)
    actions.set_review(plan=episode.plan, on=date(2026, 12, 3), by=ruth)
    return episode


def test_the_copy_speaks_to_the_person_and_leaves_out_what_was_dropped(filled):
    copy = copy_for_person.of(filled, TODAY)

    assert copy.agreed == "We agreed this together on 5 November 2026."
    assert copy.review == "We look at it again on 3 December 2026."
    assert [goal.words for goal in copy.goals] == ["Back #out <there> *with* $x$", "A cup of tea"]
    assert [goal.reached for goal in copy.goals] == [False, True]
    first, second = copy.goals[0].steps
    assert (first.who, first.done, first.by_when) == ("You", "Done on 18 November 2026", "")
    assert (second.who, second.by_when) == ("You and Ruth", "by 26 November 2026")
    assert copy.call == ["Ruth Adeyemi: 07700 900111", "Dilys Harcourt", "9 to 5"]


def test_an_empty_plan_has_a_copy_too(pegs_episode):
    copy = copy_for_person.of(pegs_episode, TODAY)

    assert (copy.agreed, copy.review, copy.goals) == ("", "", [])
    assert copy.call == ["Ruth Adeyemi"]
    assert copy_for_person.pdf(copy).startswith(b"%PDF")


def test_the_pdf_is_tagged_with_title_language_headings_and_lists(filled):
    made = copy_for_person.pdf(copy_for_person.of(filled, TODAY))

    root = PdfReader(BytesIO(made)).trailer["/Root"]
    roles = roles_in(root["/StructTreeRoot"])
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert PdfReader(BytesIO(made)).metadata.title == "My plan: Peg"
    assert roles.count("/H1") == 1
    assert roles.count("/H2") == 4  # two goals, what comes next, who to call
    assert {"/L", "/LI", "/P"} <= set(roles)
    assert b"pdfuaid" in made


def test_what_people_wrote_is_text_and_never_markup(filled):
    made = copy_for_person.pdf(copy_for_person.of(filled, TODAY))

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    assert "Back #out <there> *with* $x$" in " ".join(text.split())
    assert "Find the “binoculars” \\ [now]" in " ".join(text.split())


def roles_in(node) -> list[str]:
    """The roles of the whole tree of structure, in order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [role for child in node for role in roles_in(child)]
    if not isinstance(node, dict):
        return []
    return [*([node["/S"]] if "/S" in node else []), *roles_in(node.get("/K"))]
