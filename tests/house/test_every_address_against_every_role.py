"""Each role gets from each address what docs/roles.md says, and nothing else comes of asking.

`WRITE_ROLES=1` writes the answers of this run into the table instead of comparing them. Read what
has changed before it is kept: the table is what was decided, not what happens to be so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field
from typing import Any

import jinja2
import pytest
import typst
from django.contrib import auth
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client

from alongside.casework.schemes.models import Worker
from alongside.casework.site import middleware, urls

from .addresses import SENT, Address, addresses
from .asking import OF_NO_ACCOUNT, signed_in, writes
from .tree import ROOT
from .world import (
    ELSEWHERE,
    NAMES,
    OF_THE_RECORD,
    RESTRICTED,
    ROLES,
    WORRY,
    World,
    restrict,
    share,
)

PAGE = ROOT / "docs" / "roles.md"
SIGNED_IN = "own connector"  # for what is the same whoever is signed in
ALSO_WHERE_SEEN = {"audit_event", "audit_head", "schemes_sentform"}
SHOWN_ONCE = "support:calendar_address"  # made and shown on the same page, and never again
LISTENED_FOR = {*NAMES, *OF_THE_RECORD, WORRY}
WHOLE = {  # as words of their own: three letters of a name turn up by chance in a form's token
    word: re.compile(rb"(?<!\w)" + re.escape(word.encode()) + rb"(?!\w)") for word in LISTENED_FOR
}
LISTENED = [word.encode() for word in LISTENED_FOR]
SEE_NOBODY = (
    *("signed out", "no role", "outsider", "evaluator", "commissioner", "administrator"),
    *ELSEWHERE,
)
EVERYBODY = ROLES | ELSEWHERE | RESTRICTED
OPENS_ALL_THE_SAME = {"restricted, own", "restricted, covering", "restricted, coordinator"}
OF_A_PERSON = re.compile(
    r"<int:(person|important|risk|appointment|visit|contact|goal|step|read|signpost|measure"
    r"|episode|fare|first|merge)_id>|<int:number>"
)
SHOWS_NOBODY = {"safeguarding:raised", "people:glass"}
REFUSED = {302, 401, 403, 404, 405}


@dataclass
class Answer:
    """What one role got from one address, by GET and by POST."""

    status: dict[str, int] = field(default_factory=dict)
    wrote: dict[str, set[str]] = field(default_factory=dict)
    to: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)  # which of the words that we listen for

    @property
    def looked(self) -> bool:
        """Whether looking has added a line to the audit; a look adds no other."""
        return "audit_event" in self.wrote["get"]

    @property
    def cell(self) -> str:
        """*200/404*: GET, then POST; a dash where there is no such way to ask."""
        return "/".join("-" if code == 405 else str(code) for code in self.status.values())


pytestmark = pytest.mark.django_db  # each test within the transaction that holds the world
Answers = dict[tuple[str, str], Answer]


@pytest.fixture(scope="module")
def answers(world) -> Answers:
    """Everything is asked once, and what came of it is undone at once."""
    found: Answers = {}
    without: set[tuple[str, str]] = set()  # ways to ask that an address does not have
    every = [(address, address.path(world)) for address in addresses()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "handler404", _not_found, raising=False)
        patch.setattr(middleware, "second_factor_demanded", lambda _: False)  # see the last test
        patch.setattr(typst, "compile", lambda *_, **__: b"%PDF")  # looked at where it is made
        for role, who in EVERYBODY.items():
            client = signed_in(world, who)
            with transaction.atomic(), patch.context() as here:
                _prepare(world, role, here)
                for address, path in every:
                    if not address.third_party or role in ("signed out", SIGNED_IN):
                        answer = found[address.name, role] = Answer()
                        for method in ("get", "post"):
                            _ask(client, role, address, path, method, answer, without)
                    if address.third_party:  # one of them signs out
                        client = signed_in(world, who)
                transaction.set_rollback(True)
    return found


def _prepare(world: World, role: str, patch: pytest.MonkeyPatch) -> None:
    """What is so for this column alone."""
    if role in ("shared", "restricted, shared"):
        share(world)
    if role in RESTRICTED:
        for person in (world.peg, world.joan, world.arthur, world.una):
            restrict(person, world)
    if who := EVERYBODY[role]:
        patch.setattr(auth, "get_user", _read_once(getattr(world, who)))
    if role in OPENS_ALL_THE_SAME:  # pages that were read as another column's already
        patch.setattr(jinja2.Template, "render", lambda *_, **__: "")


def _read_once(worker: Worker) -> Callable[[HttpRequest], Any]:
    """Whose a session is, and their roles, without asking each time: what views do is undone."""
    from_session = auth.get_user
    worker.forget_roles()
    worker.roles_today()

    def get_user(request: HttpRequest) -> Any:
        known = request.session.get(auth.SESSION_KEY) == str(worker.pk)
        return copy(worker) if known else from_session(request)

    return get_user


def _not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page itself is looked at elsewhere; here it is asked for a thousand times."""
    return HttpResponse(status=404)


def _ask(
    client: Client,
    role: str,
    address: Address,
    path: str,
    method: str,
    answer: Answer,
    without: set[tuple[str, str]],
) -> None:
    if role != "signed out" and (address.name, method) in without:
        answer.status[method], answer.wrote[method] = 405, set()
        return
    sent = SENT.get(address.name, {}) if method == "post" else {}
    with transaction.atomic(), writes() as wrote:
        response = getattr(client, method)(path, sent)
        transaction.set_rollback(True)
    answer.status[method], answer.wrote[method] = response.status_code, wrote
    answer.to.append(response.headers.get("Location", ""))
    content = b"".join(response) if response.streaming else response.content
    if any(word in content for word in LISTENED):
        answer.told |= {word for word, whole in WHOLE.items() if whole.search(content)}
    if role != "signed out" and response.status_code == 405:
        without.add((address.name, method))


# ---- the table ---------------------------------------------------------------------------------


TABLES = (  # heads, and whether of the pages that are django-allauth's
    (tuple(ROLES), False),
    ((*ELSEWHERE, *RESTRICTED), False),
    (("signed out", SIGNED_IN), True),
)


def rows(answers: Answers, columns: tuple[str, ...], *, third_party: bool) -> dict[str, list[str]]:
    """A table as these answers would have it."""
    return {
        address.name: [answers[address.name, role].cell for role in columns]
        for address in addresses()
        if address.third_party is third_party
    }


def head(columns: tuple[str, ...]) -> str:
    """The first two lines of a table."""
    said = ["signed in" if len(columns) == 2 and one == SIGNED_IN else one for one in columns]
    return f"| address | {' | '.join(said)} |\n| --- |{' --- |' * len(said)}\n"


def written(columns: tuple[str, ...]) -> dict[str, list[str]]:
    """A table as it stands on the page."""
    found = re.search(re.escape(head(columns)) + r"((?:\|.*\n)*)", PAGE.read_text())
    assert found, f"there is no table on {PAGE.name} with the heads {columns}"
    lines = re.findall(r"^\| `(.+?)` \| (.+) \|$", found[1], re.M)
    return {name: cells.split(" | ") for name, cells in lines}


def write(columns: tuple[str, ...], table: dict[str, list[str]]) -> None:
    """Put these rows below the heads of this table."""
    lines = "".join(f"| `{name}` | {' | '.join(cells)} |\n" for name, cells in table.items())
    made = head(columns) + lines
    page = re.sub(re.escape(head(columns)) + r"(\|.*\n)*", lambda _: made, PAGE.read_text())
    PAGE.write_text(page)


@pytest.mark.parametrize(
    ("columns", "third_party"), TABLES, ids=["here", "elsewhere", "signing in"]
)
def test_every_address_answers_each_role_as_the_table_says(answers, columns, third_party):
    ours = rows(answers, columns, third_party=third_party)
    if os.environ.get("WRITE_ROLES"):
        write(columns, ours)

    table = written(columns)

    assert table.keys() == ours.keys()
    wrong = {
        name: f"the table says {table[name]}, it is {cells}"
        for name, cells in ours.items()
        if table[name] != cells
    }
    assert not wrong, "\n".join(f"{name}: {why}" for name, why in wrong.items())


# ---- what comes of asking ----------------------------------------------------------------------


def test_what_is_refused_changes_nothing(answers):
    wrong = [
        f"{name}, {role}, {method}: {answer.wrote[method]}"
        for (name, role), answer in answers.items()
        for method, status in answer.status.items()
        if status in REFUSED - {302} | ({302} if role == "signed out" else set())
        and answer.wrote[method] - OF_NO_ACCOUNT
    ]

    assert not wrong, "\n".join(wrong)


def test_to_look_changes_nothing_and_neither_does_a_form_that_has_to_be_put_right(answers):
    wrong = [
        f"{name}, {role}, {method}: {answer.wrote[method]}"
        for (name, role), answer in answers.items()
        for method, status in answer.status.items()
        if (method == "get" or (status == 200 and name != SHOWN_ONCE))
        and answer.wrote[method] - OF_NO_ACCOUNT - ALSO_WHERE_SEEN
    ]

    assert not wrong, "\n".join(wrong)


def test_every_look_at_a_record_is_in_the_audit(answers):
    opened = [
        (address.name, role)
        for address in addresses()
        if OF_A_PERSON.search(address.route) and address.name not in SHOWS_NOBODY
        for role in EVERYBODY
        if answers[address.name, role].status["get"] == 200
    ]

    unseen = [one for one in opened if not answers[one].looked]

    assert unseen == [("pages:person", "unshared")]  # the name and the connector, and no more


def test_of_a_restricted_record_nobody_else_gets_more_than_the_glass(answers):
    shut_for = ("restricted, shared", "restricted, lead", "restricted, resolver", *ELSEWHERE)
    got = {
        (address.name, role): answers[address.name, role].cell
        for address in addresses()
        if OF_A_PERSON.search(address.route)
        for role in shut_for
        if set(answers[address.name, role].status.values()) - {404, 405}
    }

    assert got == {
        **{("people:glass", role): "200/200" for role in shut_for[:2]},
        **{("pages:person", role): "302/-" for role in shut_for[:2]},
        ("safeguarding:concern", "restricted, lead"): "200/200",
    }


def test_of_a_restricted_record_nobody_else_is_told_anything(answers):
    names = {*NAMES, *OF_THE_RECORD, WORRY}

    assert not said(answers, ["restricted, shared"], names)
    told_to_the_lead = {one.split(",")[0] for one in said(answers, ["restricted, lead"], names)}
    assert told_to_the_lead == {"pages:today", "safeguarding:list", "safeguarding:concern"}
    assert not said(answers, ["restricted, resolver"], names)
    opens_for = {"own connector", "covering", "coordinator"}
    assert not said(answers, EVERYBODY.keys() - opens_for, {"Ivy", "Larkrise"})
    assert said(answers, ["coordinator"], {"Ivy", "Larkrise"})


def test_no_address_says_who_somebody_is(answers, world):
    asked = [address.path(world) for address in addresses()]
    sent_on = [to for answer in answers.values() for to in answer.to]

    told = [where for where in {*asked, *sent_on} for name in NAMES if name in where]

    assert not told


def said(answers: Answers, roles: Iterable[str], words: Iterable[str]) -> list[str]:
    """Where one of these roles was told one of these words."""
    return [
        f"{name}, {role}: {sorted(answer.told & set(words))}"
        for (name, role), answer in answers.items()
        if role in roles and answer.told & set(words)
    ]


def test_who_sees_nobody_is_told_nothing_of_anybody(answers):
    assert not said(answers, SEE_NOBODY, LISTENED_FOR)


def test_of_a_record_that_is_not_theirs_to_open_a_connector_learns_the_name_alone(answers, world):
    named = signed_in(world, "owen").get(f"/people/{world.peg.pk}/").content.decode()

    assert not said(answers, ["unshared"], {*OF_THE_RECORD, WORRY})
    assert "Peg Hollins" in named
    assert "Ruth Adeyemi" in named


def test_what_a_concern_says_is_for_the_lead_and_for_who_raised_it(answers):
    read_by = {"own connector", "safeguarding lead"}

    assert len(said(answers, read_by, {WORRY})) == 2
    read_by |= {"restricted, lead"}  # who decides on it
    assert not said(answers, EVERYBODY.keys() - read_by, {WORRY})


def test_before_the_second_step_that_a_scheme_asks_for_nothing_is_shown(world):
    client = signed_in(world, "ruth")
    open_to_all = {"visits:no_signal", "visits:service_worker", "support:calendar"}
    shown = []
    with transaction.atomic():
        type(world.aldermouth).objects.update(second_factor_required=True)
        for address in addresses():
            path = address.path(world)
            if path.startswith("/account/") or address.name in open_to_all:
                continue
            for method in ("get", "post"):
                response = getattr(client, method)(path)
                if response.headers.get("Location") != "/account/2fa/":
                    shown.append(f"{method} {address.name}: {response.status_code}")
        transaction.set_rollback(True)

    assert not shown
