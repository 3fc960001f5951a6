"""Each role gets from each address what docs/roles.md says, and nothing else comes of asking.

`WRITE_ROLES=1` writes the answers of this run into the table instead of comparing them. Read what
has changed before it is kept: the table is what was decided, not what happens to be so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client

from alongside.casework.site import urls

from .addresses import SENT, Address, addresses
from .asking import OF_NO_ACCOUNT, signed_in, writes
from .tree import ROOT
from .world import NAMES, OF_THE_RECORD, ROLES, WORRY, World

PAGE = ROOT / "docs" / "roles.md"
SIGNED_IN = "own connector"  # for what is the same whoever is signed in
ALSO_WHERE_SEEN = {"audit_event", "schemes_sentform"}
SHOWN_ONCE = "support:calendar_address"  # made and shown on the same page, and never again
LISTENED_FOR = {*NAMES, *OF_THE_RECORD, WORRY}
WHOLE = {  # as words of their own: three letters of a name turn up by chance in a form's token
    word: re.compile(rb"(?<!\w)" + re.escape(word.encode()) + rb"(?!\w)") for word in LISTENED_FOR
}
SEE_NOBODY = ("signed out", "no role", "outsider", "evaluator", "commissioner", "administrator")
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
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "handler404", _not_found, raising=False)
        for role, who in ROLES.items():
            client = signed_in(world, who)
            for address in addresses():
                if not address.third_party or role in ("signed out", SIGNED_IN):
                    answer = found[address.name, role] = Answer()
                    for method in ("get", "post"):
                        _ask(world, client, role, address, method, answer, without)
                if address.third_party:  # one of them signs out
                    client = signed_in(world, who)
    return found


def _not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page itself is looked at elsewhere; here it is asked for a thousand times."""
    return HttpResponse(status=404)


def _ask(
    world: World,
    client: Client,
    role: str,
    address: Address,
    method: str,
    answer: Answer,
    without: set[tuple[str, str]],
) -> None:
    if role != "signed out" and (address.name, method) in without:
        answer.status[method], answer.wrote[method] = 405, set()
        return
    with transaction.atomic(), writes() as wrote:
        if role == "shared":
            type(world.aldermouth).objects.update(caseloads_shared=True)
            wrote.clear()
        sent = SENT.get(address.name, {}) if method == "post" else {}
        response = getattr(client, method)(address.path(world), sent)
        transaction.set_rollback(True)
    answer.status[method], answer.wrote[method] = response.status_code, wrote
    answer.to.append(response.headers.get("Location", ""))
    answer.told |= {word for word, whole in WHOLE.items() if whole.search(response.content)}
    if role != "signed out" and response.status_code == 405:
        without.add((address.name, method))


# ---- the table ---------------------------------------------------------------------------------


def rows(answers: Answers, *, third_party: bool) -> dict[str, list[str]]:
    """The table as these answers would have it."""
    columns = ["signed out", SIGNED_IN] if third_party else list(ROLES)
    return {
        address.name: [answers[address.name, role].cell for role in columns]
        for address in addresses()
        if address.third_party is third_party
    }


def written() -> dict[str, list[str]]:
    """The table as it stands on the page."""
    lines = re.findall(r"^\| `(.+?)` \| (.+) \|$", PAGE.read_text(), re.M)
    return {name: cells.split(" | ") for name, cells in lines}


def write(ours: dict[str, list[str]], theirs: dict[str, list[str]]) -> None:
    """Put these rows below the headings of the two tables."""
    page = PAGE.read_text()
    for heads, table in ((list(ROLES), ours), (["signed out", "signed in"], theirs)):
        head = f"| address | {' | '.join(heads)} |\n| --- |{' --- |' * len(heads)}\n"
        lines = "".join(f"| `{name}` | {' | '.join(cells)} |\n" for name, cells in table.items())
        page = re.sub(re.escape(head) + r"(\|.*\n)*", lambda _: head + lines, page)  # noqa: B023 - used at once, within the loop
    PAGE.write_text(page)


def test_every_address_answers_each_role_as_the_table_says(answers):
    ours, theirs = rows(answers, third_party=False), rows(answers, third_party=True)
    if os.environ.get("WRITE_ROLES"):
        write(ours, theirs)

    table = written()

    assert table.keys() == ours.keys() | theirs.keys()
    wrong = {
        name: f"the table says {table[name]}, it is {cells}"
        for name, cells in (ours | theirs).items()
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
    of_a_person = re.compile(
        r"<int:(person|important|risk|appointment|visit|contact|goal|step|read|signpost|measure"
        r"|episode)_id>|<int:number>"
    )
    opened = [
        (address.name, role)
        for address in addresses()
        if of_a_person.search(address.route) and address.name != "safeguarding:raised"
        for role in ROLES
        if answers[address.name, role].status["get"] == 200
    ]

    unseen = [one for one in opened if not answers[one].looked]

    assert unseen == [("pages:person", "unshared")]  # the name and the connector, and no more


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
    assert not said(answers, ROLES.keys() - read_by, {WORRY})


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
