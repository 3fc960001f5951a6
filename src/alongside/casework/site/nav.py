"""What stands in the masthead: the first pages of each role."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from alongside.casework.schemes import handed_over
from alongside.casework.schemes.models import WITH_PEOPLE, Role

CONNECTING = {Role.CONNECTOR}
LEADING = {Role.COORDINATOR}
ITEMS: tuple[tuple[str, str, set[Role]], ...] = (
    ("Today", "pages:today", {Role.CONNECTOR, Role.COORDINATOR, Role.SAFEGUARDING_LEAD}),
    ("My people", "pages:my_people", CONNECTING),
    ("Diary", "support:diary", CONNECTING),
    ("Inbox", "support:inbox", LEADING),
    ("Team", "pages:team", LEADING),
    ("Follow-ups", "followup:list", CONNECTING | LEADING),
    (
        "Something to do",
        "directory:find",
        CONNECTING | LEADING | {Role.SAFEGUARDING_LEAD, Role.ADMINISTRATOR},
    ),
    ("Gaps", "community:board", CONNECTING | LEADING),
    ("Concerns", "safeguarding:list", {Role.SAFEGUARDING_LEAD}),
    ("Costs", "pages:costs", {Role.ADMINISTRATOR, Role.EVALUATOR}),
    ("Extracts", "extracting:register", {Role.ADMINISTRATOR, Role.EVALUATOR}),
    ("Reports", "reports:list", {Role.EVALUATOR, Role.COORDINATOR, Role.COMMISSIONER}),
    ("Settings", "schemes:settings", {Role.ADMINISTRATOR}),
    ("Find a person", "pages:search", {Role.CONNECTOR, Role.COORDINATOR, Role.SAFEGUARDING_LEAD}),
)
FROM_ELSEWHERE = {"pages:costs", "extracting:register"}  # Team, Settings and Reports lead there


@dataclass(frozen=True)
class NavItem:
    """One item of the masthead."""

    label: str
    url: str
    active: bool


def address(name: str, *args: int) -> str:
    """A page's address, or nothing while there is no such page."""
    try:
        return reverse(name, args=args or None)
    except NoReverseMatch:
        return ""


def nav_for(request: HttpRequest | None) -> list[NavItem]:
    """The masthead's items for whoever is signed in; the one whose page this is, is active."""
    worker = getattr(request, "user", None)
    if request is None or worker is None or not worker.is_authenticated:
        return []
    if handed_over.now(request):
        return []
    roles: set[str] = set().union(*worker.roles_today().values())
    left_out = FROM_ELSEWHERE if roles & set(WITH_PEOPLE) else set()  # one row, where one can be
    found = [
        (label, address(name))
        for label, name, whose in ITEMS
        if roles & whose and name not in left_out
    ]
    if not roles and worker.programme_roles.on(timezone.localdate()).exists():
        found = [("One person or two?", address("people:pairs"))]
    return [NavItem(label, url, _is_here(url, request.path)) for label, url in found if url]


def _is_here(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
