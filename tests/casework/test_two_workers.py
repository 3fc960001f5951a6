"""Two workers have the same page open: whoever saves second is shown both, and nothing is lost."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.casework.people.models import AdjustmentNeed, ImportantPerson, Person
from alongside.casework.schemes import drafts
from alongside.casework.schemes.models import Scheme, Worker
from alongside.casework.support.models import Contact, ConversationWords, Episode, Goal, Tag

from . import made

SHOWN = "Somebody else changed this while you were writing"


@pytest.fixture
def as_ruth(ruth: Worker, client: Client) -> Client:
    client.force_login(ruth)
    return client


@pytest.fixture
def as_owen(owen: Worker) -> Client:
    other = Client()
    other.force_login(owen)
    return other


def fields(page: str) -> dict[str, Any]:
    """What a browser would send of the page's largest form, if nobody touched it."""
    forms = re.findall(r"<form method=\"post\".*?</form>", page, re.S)
    form = max(forms, key=len)
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        said = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        kind = said.get("type", "text")
        if kind in ("radio", "checkbox") and not re.search(r"\schecked", tag):
            continue
        if name := said.get("name"):
            many = kind == "checkbox"
            found[name] = [*found.get(name, []), said["value"]] if many else said.get("value", "")
    for name, value in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', form, re.S):
        found[name] = unescape(value).strip()
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]*\sselected', options)
        found[name] = chosen[1] if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def two_open(page: str, first: Client, second: Client) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both open it before either saves."""
    return (
        fields(first.get(page).content.decode()),
        fields(second.get(page).content.decode()),
    )


# ---- the person's record -------------------------------------------------------------------------
def test_of_a_record_the_second_is_shown_both_and_decides(as_ruth, as_owen, peg, pegs_episode):
    page = reverse("people:edit", args=[peg.pk, "names"])
    hers, his = two_open(page, as_ruth, as_owen)

    as_owen.post(page, his | {"family_name": "Holland"})
    shown = as_ruth.post(page, hers | {"family_name": "Hollings"}).content.decode()

    assert SHOWN in shown
    assert "Holland" in shown
    assert 'value="Hollings"' in shown
    assert Person.objects.get(pk=peg.pk).family_name == "Holland"

    as_ruth.post(page, fields(shown))

    assert Person.objects.get(pk=peg.pk).family_name == "Hollings"


def test_two_who_change_different_things_of_a_record_both_have_their_way(
    as_ruth, as_owen, peg, pegs_episode
):
    page = reverse("people:edit", args=[peg.pk, "reach"])
    hers, his = two_open(page, as_ruth, as_owen)

    as_owen.post(page, his | {"best_times": "After 11am", "telephone_1": "07700 900999"})
    saved = as_ruth.post(page, hers | {"who_else_may_answer": "Her son Graham"})

    assert saved.status_code == 302
    peg.refresh_from_db()
    assert (peg.best_times, peg.who_else_may_answer) == ("After 11am", "Her son Graham")
    assert {point.value for point in peg.contact_points.all()} == {"07700 900417", "07700 900999"}


def test_ticks_of_two_are_both_kept(as_ruth, as_owen, peg, pegs_episode):
    page = reverse("people:edit", args=[peg.pk, "language"])
    hers, his = two_open(page, as_ruth, as_owen)
    codes = AdjustmentNeed.values

    as_owen.post(page, his | {"adjustments": codes[0]})
    as_ruth.post(page, hers | {"adjustments": codes[1]})

    peg.refresh_from_db()
    assert set(peg.adjustments) == set(codes[:2])


def test_of_somebody_who_matters_the_second_is_shown_both(as_ruth, as_owen, peg, pegs_episode):
    graham = ImportantPerson.objects.create(person=peg, name="Graham", relation="her son")
    page = reverse("people:important", args=[peg.pk, graham.pk])
    hers, his = two_open(page, as_ruth, as_owen)

    as_owen.post(page, his | {"relation": "her elder son"})
    shown = as_ruth.post(page, hers | {"relation": "her nephew"}).content.decode()

    assert SHOWN in shown
    graham.refresh_from_db()
    assert graham.relation == "her elder son"


# ---- the plan ------------------------------------------------------------------------------------
@pytest.fixture
def goal(pegs_episode: Episode) -> Goal:
    return Goal.objects.create(
        plan=pegs_episode.plan, words="Back to the choir", set_on=date(2026, 10, 22)
    )


def test_a_goal_can_be_left_as_the_other_wrote_it(as_ruth, as_owen, goal, ruth):
    page = reverse("support:goal", args=[goal.pk])
    hers, his = two_open(page, as_ruth, as_owen)
    drafts.keep(ruth, f"support.goal:{goal.pk}", {"words": "Back by Easter"})

    as_owen.post(page, his | {"words": "Back by Christmas"})
    shown = as_ruth.post(page, hers | {"words": "Back by Easter"}).content.decode()
    left = as_ruth.post(page, {"leave": "yes"})

    assert SHOWN in shown
    assert "Leave it as they wrote it" in shown
    assert left.status_code == 302
    goal.refresh_from_db()
    assert goal.words == "Back by Christmas"
    assert drafts.read(ruth, f"support.goal:{goal.pk}") is None


def test_a_step_can_be_left_too(as_ruth, goal, ruth):
    step = goal.steps.create(what="Ring the choir")
    drafts.keep(ruth, f"support.step:{step.pk}", {"what": "Write to the choir"})

    as_ruth.post(reverse("support:step", args=[step.pk]), {"leave": "yes"})

    assert drafts.read(ruth, f"support.step:{step.pk}") is None


def test_a_draft_of_yesterday_does_not_hide_what_somebody_wrote_since(as_ruth, as_owen, goal, ruth):
    page = reverse("support:goal", args=[goal.pk])
    hers, his = two_open(page, as_ruth, as_owen)
    drafts.keep(ruth, f"support.goal:{goal.pk}", hers | {"words": "Back by Easter"})
    as_owen.post(page, his | {"words": "Back by Christmas"})

    today = fields(as_ruth.get(page).content.decode())
    shown = as_ruth.post(page, today).content.decode()

    assert today["words"] == "Back by Easter"
    assert SHOWN in shown
    assert "Back by Christmas" in shown


# ---- the conversation ----------------------------------------------------------------------------
@pytest.fixture
def said(pegs_episode: Episode, ruth: Worker) -> ConversationWords:
    return pegs_episode.conversation.create(
        prompt="matters", words="My garden", on=date(2026, 10, 22), by=ruth
    )


def test_of_words_that_two_put_right_the_second_is_shown_both(as_ruth, as_owen, peg, said):
    page = reverse("support:conversation", args=[peg.pk])
    hers, his = two_open(page, as_ruth, as_owen)
    name = f"correct_{said.pk}"

    as_owen.post(page, his | {name: "My allotment"})
    shown = as_ruth.post(page, hers | {name: "My garden, and the birds"}).content.decode()

    assert SHOWN in shown
    assert shown.count("My allotment") >= 2
    standing = ConversationWords.objects.get(replaced_by=None)
    assert fields(shown)[f"correct_{standing.pk}"] == "My garden, and the birds"

    as_ruth.post(page, fields(shown))

    assert ConversationWords.objects.get(replaced_by=None).words == "My garden, and the birds"
    assert ConversationWords.objects.count() == 3


def test_new_words_of_two_are_both_kept_with_the_tags_and_ticks_of_both(
    as_ruth, as_owen, peg, said, pegs_episode
):
    old = Tag.objects.create(episode=pegs_episode, word="no car")
    page = reverse("support:conversation", args=[peg.pk])
    hers, his = two_open(page, as_ruth, as_owen)

    as_owen.post(page, his | {"words_hopes": "To sing", "tag": "birds", "barriers": ["health"]})
    as_ruth.post(page, hers | {"words_hopes": "To dance", "tags": [], "barriers": ["money"]})

    words = set(pegs_episode.conversation.filter(prompt="hopes").values_list("words", flat=True))
    assert words == {"To sing", "To dance"}
    assert [tag.word for tag in pegs_episode.tags.all()] == ["birds"]
    newest = pegs_episode.conversation.filter(prompt="barriers").order_by("pk").last()
    assert newest.barriers == ["health", "money"]
    assert not Tag.objects.filter(pk=old.pk).exists()


def test_a_tag_that_somebody_took_away_meanwhile_is_no_fault_of_the_second(
    as_ruth, as_owen, peg, said, pegs_episode
):
    Tag.objects.create(episode=pegs_episode, word="no car")
    page = reverse("support:conversation", args=[peg.pk])
    hers, his = two_open(page, as_ruth, as_owen)

    as_owen.post(page, his | {"tags": []})
    saved = as_ruth.post(page, hers | {"words_hopes": "To dance"})

    assert saved.status_code == 302
    assert not pegs_episode.tags.exists()


def test_what_was_typed_for_words_put_right_since_comes_back_from_the_draft(
    as_ruth, as_owen, peg, said, ruth
):
    page = reverse("support:conversation", args=[peg.pk])
    hers, his = two_open(page, as_ruth, as_owen)
    keep = f"support.conversation:{peg.pk}"
    drafts.keep(ruth, keep, hers | {f"correct_{said.pk}": "My garden, and the birds"})
    as_owen.post(page, his | {f"correct_{said.pk}": "My allotment"})

    shown = as_ruth.get(page).content.decode()
    as_ruth.post(page, {"leave": "yes"})

    assert "They wrote" in shown
    assert "My garden, and the birds" in shown
    assert "My allotment" in shown
    assert drafts.read(ruth, keep) is None


# ---- a contact -----------------------------------------------------------------------------------
def test_of_a_contact_that_two_put_right_the_second_is_shown_both(
    as_ruth, as_owen, pegs_episode, ruth
):
    contact = Contact.objects.create(
        episode=pegs_episode,
        occurred_on=date(2026, 11, 1),
        mode="telephone",
        reached=True,
        minutes=20,
        note="She was well",
        worker=ruth,
    )
    page = reverse("support:contact_correct", args=[contact.pk])
    hers, his = two_open(page, as_ruth, as_owen)

    as_owen.post(page, his | {"note": "She was well, and rang her son", "minutes": "30"})
    shown = as_ruth.post(page, hers | {"note": "She was tired"}).content.decode()
    again = fields(shown)
    left = as_ruth.post(page, {"leave": "yes"})

    assert SHOWN in shown
    assert "She was well, and rang her son" in shown
    assert left.status_code == 302
    contact.refresh_from_db()
    assert (contact.note, contact.minutes) == ("She was well, and rang her son", 30)

    as_ruth.post(page, again)

    contact.refresh_from_db()
    assert (contact.note, contact.minutes) == ("She was tired", 30)


# ---- a scheme's settings -------------------------------------------------------------------------
def test_of_a_schemes_settings_the_second_is_shown_both(aldermouth: Scheme):
    clients = []
    for name in ("Michael Osei", "Bea Lund"):
        other = Client()
        other.force_login(made.worker(name, "administrator", aldermouth))
        clients.append(other)
    page = reverse("schemes:scheme_edit", args=[aldermouth.pk, "support"])
    hers, his = two_open(page, *clients)

    clients[1].post(page, his | {"usual_weeks": "14", "quiet_days": "21"})
    shown = clients[0].post(page, hers | {"usual_weeks": "16"}).content.decode()
    clients[0].post(page, fields(shown))

    assert SHOWN in shown
    assert "14" in shown
    aldermouth.refresh_from_db()
    assert (aldermouth.usual_weeks, aldermouth.quiet_days) == (16, 21)
